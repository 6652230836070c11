"""A progress bar on stderr, for work that people wait for; none where nobody looks at a terminal."""

from __future__ import annotations

import sys
import time

_EVERY = 0.1
_AFTER = 0.5
"""Seconds after which work is long enough to be shown."""
_WIDTH = 30


class Progress:
    """Draws how far the work is and how fast it goes, and clears the line at the end; short work is never drawn."""

    def __init__(self, total: int | None, label: str) -> None:
        """Takes the number of pieces, which may be told later, and what they are called."""
        self.total, self.label = total, label
        self.looked_at = sys.stderr.isatty()
        self.started = time.monotonic()
        self.first: int | None = None
        self.drawn: float | None = None

    def __call__(self, done: int, total: int | None = None) -> None:
        """So many are done, of so many."""
        self.total = self.total if total is None else total
        self.first = done if self.first is None else self.first
        now = time.monotonic()
        if not self.looked_at or not self.total:
            return
        if self.drawn is None and now - self.started < _AFTER:
            return
        if self.drawn is not None and now - self.drawn < _EVERY and done < self.total:
            return
        self.drawn = now
        rate = (done - self.first) / max(now - self.started, 1e-9)
        filled = _WIDTH * done // self.total
        bar = "#" * filled + "." * (_WIDTH - filled)
        sys.stderr.write(
            f"\r[{bar}] {done:,} of {self.total:,} {self.label}, {rate:,.{0 if rate >= 10 else 1}f} a second "
        )
        if done >= self.total:
            sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
