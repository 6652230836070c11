"""A published text that is being worked on, with the place in the original that each of its characters came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from origin.frozen import Frozen


class Passage(Frozen):
    """Text, and for each character (and the end) its offset in the published text.

    Passes over the text replace words and never lose places: what is put in stands where what it replaces stood.
    """

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Passage:
        """The published text as it is."""
        return cls(text, tuple(range(len(text) + 1)))

    def sub(self, pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str]) -> Passage:
        """Every match replaced; a group of the match keeps its own places where the replacement begins with it."""
        pieces: list[str] = []
        offsets: list[int] = []
        done = 0
        for match in pattern.finditer(self.text):
            new = match.expand(replacement) if isinstance(replacement, str) else replacement(match)
            if new == match.group():
                continue
            pieces.append(self.text[done : match.start()])
            offsets += self.offsets[done : match.start()]
            pieces.append(new)
            offsets += self._places(match, new)
            done = match.end()
        if not done and not pieces:
            return self
        pieces.append(self.text[done:])
        return Passage("".join(pieces), (*offsets, *self.offsets[done:]))

    def _places(self, match: re.Match[str], new: str) -> list[int]:
        """Where the characters put in stand: those that the match begins or ends with keep their own place."""
        old = match.group()
        front = 0
        while front < min(len(old), len(new)) and old[front] == new[front]:
            front += 1
        back = 0
        while back < min(len(old), len(new)) - front and old[-1 - back] == new[-1 - back]:
            back += 1
        start, end = match.start(), match.end()
        middle = [self.offsets[min(start + front, end)]] * (len(new) - front - back)
        return [*self.offsets[start : start + front], *middle, *self.offsets[end - back : end]]

    def part(self, start: int, end: int | None = None) -> Passage:
        """The characters from `start` to `end`."""
        end = len(self.text) if end is None else end
        return Passage(self.text[start:end], self.offsets[start : end + 1])

    @classmethod
    def joined(cls, pieces: Sequence[Passage]) -> Passage:
        """Pieces one behind the other."""
        offsets = [offset for piece in pieces for offset in piece.offsets[:-1]]
        return cls("".join(piece.text for piece in pieces), (*offsets, pieces[-1].offsets[-1] if pieces else 0))

    def stripped_right(self) -> Passage:
        """Without white space behind."""
        return self.part(0, len(self.text.rstrip()))

    def stripped(self) -> Passage:
        """Without white space in front and behind."""
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, max(start, len(self.text.rstrip())))


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset in a text."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
