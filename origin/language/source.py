"""Cuts the text of a rule list into its statements, so that every one is parsed and every mistake reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PIECE = re.compile(r'"(?:[^"\\\n]|\\.)*"|#[^\n]*|;|[^";#]+|"')


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement without its semicolon; the text keeps its place by leading blank lines and columns.

    `closed` is False where the file ended before the semicolon.
    """

    text: str
    line: int
    column: int
    closed: bool


def statements(text: str) -> Iterator[Statement]:
    """The statements of a rule list in order; semicolons in strings and comments do not count."""
    start, line, column = 0, 1, 1
    for piece in _PIECE.finditer(text):
        if piece.group() == ";":
            yield Statement(text[start : piece.start()], line, column, closed=True)
            passed = text[start : piece.end()]
            newlines = passed.count("\n")
            line += newlines
            column = len(passed) - passed.rfind("\n") if newlines else column + len(passed)
            start = piece.end()
    rest = text[start:]
    if _without_comments(rest).strip():
        yield Statement(rest, line, column, closed=False)


def _without_comments(text: str) -> str:
    return "".join(piece for piece in _PIECE.findall(text) if not piece.startswith("#"))
