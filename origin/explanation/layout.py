"""Lines of styled text: wrapping to a width as a terminal counts it, with hanging indents."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from typing import NamedTuple

from origin.explanation.clean_text import clean_line
from origin.explanation.numbers import NBSP


class Style(Enum):
    """What a piece of text is, for whoever colours it; plain text loses nothing without."""

    PLAIN = "plain"
    HEADING = "heading"
    STRONG = "strong"
    QUIET = "quiet"
    MET = "met"
    NOT_MET = "not-met"
    UNKNOWN = "unknown"


class Piece(NamedTuple):
    """A text in one style."""

    text: str
    style: Style = Style.PLAIN


Line = tuple[Piece, ...]


def plain(line: Line) -> str:
    """A line without styles and without blanks at its end."""
    return "".join(piece.text for piece in line).rstrip()


def columns(text: str) -> int:
    """How many columns a terminal gives the text: wide signs take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(_columns_of(sign) for sign in text)


def _columns_of(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def wrapped(text: str, width: int) -> list[str]:
    """The text, cleaned, in lines of at most `width` columns; a word that is longer than that is cut.

    No-break spaces hold words together and become plain spaces.
    """
    width = max(width, 8)
    lines: list[str] = []
    current = ""
    for word in re.split(" +", clean_line(text).strip()):
        for part in _cut(word, width):
            if current and columns(current) + 1 + columns(part) > width:
                lines.append(current)
                current = part
            else:
                current = f"{current} {part}" if current else part
    return [line.replace(NBSP, " ") for line in [*lines, current]]


def _cut(word: str, width: int) -> list[str]:
    """A word in pieces that fit."""
    if columns(word) <= width:
        return [word]
    if NBSP in word:
        return [part for piece in word.split(NBSP) for part in _cut(piece, width)]
    pieces = [""]
    for sign in word:
        if columns(pieces[-1]) + _columns_of(sign) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def hanging(first: Line, text: str, width: int, style: Style = Style.PLAIN, indent: int | None = None) -> list[Line]:
    """The text behind `first`, its further lines under where it begins, or under `indent`."""
    start = columns("".join(piece.text for piece in first))
    under = start if indent is None else indent
    lines = wrapped(text, width - start)
    found: list[Line] = [(*first, Piece(lines[0], style))]
    rest = " ".join(lines[1:])
    if rest:
        again = wrapped(rest, width - under)
        found += [(Piece(" " * under), Piece(line, style)) for line in again]
    return found
