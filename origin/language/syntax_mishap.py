"""A syntax error, as the guesses at its cause look at it."""

from __future__ import annotations

from origin.frozen import Frozen
from origin.language.source import blanked


class Mishap(Frozen):
    """A syntax error: the statement, where in it the error stands, the word there, and what would be accepted.

    `opened` are the positions of the brackets that are open at the error.
    """

    text: str
    position: int
    found: str
    accepts: frozenset[str]
    opened: tuple[int, ...]
    listed: bool

    @property
    def before(self) -> str:
        """What stands in front of the error."""
        return self.text[: self.position]

    @property
    def rest(self) -> str:
        """The error and what stands behind it on its line."""
        return self.text[self.position :].partition("\n")[0]

    @property
    def last_word(self) -> str:
        """The word in front of the error."""
        words = blanked(self.before).split()
        return words[-1] if words else ""
