"""Lines of styled text: wrapping to a width as a terminal counts it, with hanging indents."""

from __future__ import annotations

import re
from enum import Enum

from origin.explanation.clean_text import clean_line
from origin.explanation.numbers import NBSP
from origin.frozen import Frozen

_ONE_COLUMN_EACH = re.compile("[ -\\u02ff\\u2010-\\u2027\\u2030-\\u205e\\u2190-\\u25ff\\u2713\\u2717\\u27e8\\u27e9]*")
"""Latin letters, punctuation, arrows, lines and our own marks."""

NARROWEST = 4
"""Columns that text is given at least, however deep it stands."""


class Style(Enum):
    """What a piece of text is, for whoever colours it; plain text loses nothing without."""

    PLAIN = "plain"
    HEADING = "heading"
    STRONG = "strong"
    QUIET = "quiet"
    MET = "met"
    NOT_MET = "not-met"
    UNKNOWN = "unknown"


class Piece(Frozen):
    """A text in one style."""

    text: str
    style: Style = Style.PLAIN


Line = tuple[Piece, ...]


def plain(line: Line) -> str:
    """A line without styles and without blanks at its end."""
    return "".join(piece.text for piece in line).rstrip()


def columns(text: str) -> int:
    """How many columns a terminal gives the text: wide signs take two, combining ones none."""
    if _ONE_COLUMN_EACH.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth  # slow to import, and most texts do without

    return max(0, wcswidth(text))


def wrapped(text: str, width: int) -> list[str]:
    """The text, cleaned, in lines of at most `width` columns; a word that is longer than that is cut.

    No-break spaces hold words together and become plain spaces.
    """
    return [line.replace(NBSP, " ") for line in _lines(clean_line(text).strip(), max(width, NARROWEST))]


def _lines(text: str, width: int) -> list[str]:
    """The text in lines of at most that width."""
    lines: list[str] = []
    current = ""
    for word in re.split(" +", text):
        while True:
            if columns(current) + bool(current) + columns(word) <= width:
                current = f"{current} {word}" if current else word
                break
            if current:
                lines.append(current)
                current = ""
                continue
            part, word = _cut(word, width)
            lines.append(part)
    return [*lines, current] if current or not lines else lines


def _cut(word: str, width: int) -> tuple[str, str]:
    """The part of a long word that fits, up to a no-break space or behind a hyphen where it has one, and the rest."""
    taken = 0
    for at, sign in enumerate(word):
        taken += columns(sign)
        if taken > width:
            seam = word.rfind(NBSP, 1, at + 1)
            if seam > 0:
                return word[:seam], word[seam + 1 :]
            end = word.rfind("-", 1, at) + 1 or max(at, 1)
            return word[:end], word[end:]
    return word, ""


def hanging(first: Line, text: str, width: int, style: Style = Style.PLAIN) -> list[Line]:
    """The text behind `first`, its further lines under where it begins."""
    start = columns("".join(piece.text for piece in first))
    head, *rest = wrapped(text, width - start)
    return [(*first, Piece(head, style)), *((Piece(" " * start), Piece(line, style)) for line in rest)]
