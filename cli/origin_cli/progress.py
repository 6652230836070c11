"""A progress bar on stderr, for work that people wait for; none where nobody looks at a terminal."""

from __future__ import annotations

import sys
import time

_EVERY = 0.1
_WIDTH = 30


class Progress:
    """Draws how far the work is, how fast it goes, and clears the line at the end."""

    def __init__(self, total: int, label: str) -> None:
        """Takes the number of pieces, and what they are called."""
        self.total, self.label = total, label
        self.shown = sys.stderr.isatty() and total > 0
        self.started = self.drawn = time.monotonic()
        self.first: int | None = None

    def __call__(self, done: int) -> None:
        """So many are done."""
        self.first = done if self.first is None else self.first
        now = time.monotonic()
        if not self.shown or (now - self.drawn < _EVERY and done < self.total):
            return
        self.drawn = now
        rate = (done - self.first) / max(now - self.started, 1e-9)
        filled = _WIDTH * done // self.total
        bar = "#" * filled + "." * (_WIDTH - filled)
        sys.stderr.write(f"\r[{bar}] {done:,} of {self.total:,} {self.label}, {rate:,.0f} a second ")
        if done >= self.total:
            sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
