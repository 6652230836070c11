"""The source text of a rule or rule list: its statements, its places, and the lines an error shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from origin.frozen import Frozen
from origin.problems import Place, Problem, underline

# A quotation that is not closed reaches to the end of its line; no pattern goes back over what it has read.
_PIECE = re.compile(r'"(?:[^"\\\n]|\\.)*+(?P<close>")?|#[^\n]*+|;|[^";#]++')
_STRANGE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_SHOWN = 120


class Statement(Frozen):
    """One statement without its semicolon, and where it begins in the source.

    `closed` is False where the file ended before the semicolon; `listed` tells a statement of a list from a lone rule.
    """

    text: str
    line: int
    column: int
    closed: bool
    listed: bool = True

    def place(self, line: int, column: int) -> tuple[int, int]:
        """The line and column in the source of a line and column of this statement, all from 1."""
        return self.line + line - 1, column + (self.column - 1 if line == 1 else 0)

    def place_of(self, position: int) -> tuple[int, int]:
        """The line and column in the source of a character of this statement, counted from 0."""
        line = self.text.count("\n", 0, position) + 1
        return self.place(line, position - self.text.rfind("\n", 0, position))


class Source:
    """A text with its file's name; it words problems with their place and the line in question."""

    def __init__(self, text: str, file: str | None = None) -> None:
        """Splits the text into lines, once."""
        self.text = text
        self.file = file
        self.lines = text.split("\n")

    def problem(
        self,
        code: str,
        message: str,
        line: int,
        column: int,
        length: int = 1,
        *,
        found: str | None = None,
        accepted: str | None = None,
        hint: str | None = None,
    ) -> Problem:
        """A problem at a place of this text; what it quotes is cut short and made visible."""
        return Problem(
            code=code,
            message=message,
            place=Place(file=self.file, line=line, column=column),
            found=None if found is None else visible(found),
            accepted=accepted,
            hint=hint,
            excerpt=self.excerpt(line, column, length),
        )

    def excerpt(self, line: int, column: int, length: int) -> str:
        """The line with carets under the characters in question; of a very long line, the part around them."""
        whole = self.lines[line - 1]
        start = max(0, column - 1 - _SHOWN // 2) if len(whole) > _SHOWN else 0
        shown = _STRANGE.sub("\N{REPLACEMENT CHARACTER}", whole[start : start + _SHOWN])
        shown = shown.replace("\t", " ").replace("\r", " ").rstrip().ljust(column - start)
        front = "... " if start else ""
        back = " ..." if start + _SHOWN < len(whole) else ""
        return underline(f"{front}{shown}{back}", column - start + len(front), min(length, _SHOWN // 2))


def statements(text: str) -> Iterator[Statement]:
    """The statements of a rule list in order; semicolons in strings and comments do not count."""
    start, line, column = 0, 1, 1
    for piece in _PIECE.finditer(text):
        if (end := _end_of_statement(piece)) is not None:
            yield Statement(text[start:end], line, column, closed=True)
            passed = text[start : end + 1]
            newlines = passed.count("\n")
            line += newlines
            column = len(passed) - passed.rfind("\n") if newlines else column + len(passed)
            start = end + 1
    rest = text[start:]
    if blanked(rest).strip():
        yield Statement(rest, line, column, closed=False)


def _end_of_statement(piece: re.Match[str]) -> int | None:
    """Where a piece ends a statement: at a semicolon, also at one that ends the line of an unclosed quotation."""
    text = piece.group()
    if text == ";":
        return piece.start()
    if text.startswith('"') and piece["close"] is None and text.rstrip().endswith(";"):
        return piece.start() + len(text.rstrip()) - 1
    return None


def blanked(text: str) -> str:
    """The text with closed quotations and comments blanked out, each character in its place."""
    return _PIECE.sub(lambda piece: " " * len(piece.group()) if _is_no_code(piece) else piece.group(), text)


def _is_no_code(piece: re.Match[str]) -> bool:
    return piece["close"] is not None or piece.group().startswith("#")


def strange_character(text: str) -> re.Match[str] | None:
    """The first character that cannot be seen and has no place in a rule: control characters, marks of direction."""
    return _STRANGE.search(text)


def visible(text: str) -> str:
    """What was found, cut where it is long; characters that cannot be seen are named."""
    text = text if len(text) <= 60 else f"{text[:57]}..."
    return _STRANGE.sub(lambda found: character_name(found.group()), text)


def character_name(character: str) -> str:
    """A character as its code and, where it has one, its name: "U+200B ZERO WIDTH SPACE"."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}{' ' + name if name else ''}"
