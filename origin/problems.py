"""What is wrong with something a person gave us, as a value.

A mistake in an input is never an exception: readers return every problem they found, so that one run
reports all of a file. Exceptions are for our own bugs.
"""

from __future__ import annotations

from enum import Enum
from typing import Generic, TypeVar

from origin.frozen import Frozen

T = TypeVar("T")


class Severity(Enum):
    """Whether the input is refused (error) or read with a remark (warning)."""

    ERROR = "error"
    WARNING = "warning"


class Place(Frozen):
    """Where a problem stands: file with line and column (from 1), or sheet and cell, and the field's path."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    field: str | None = None

    def __str__(self) -> str:
        """`file:line:column`, or `file [sheet!cell]`, whatever is known of it."""
        parts = [self.file or "input"]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        text = ":".join(parts)
        if self.cell is not None:
            text += f" [{self.sheet}!{self.cell}]" if self.sheet else f" [{self.cell}]"
        return text


class Problem(Frozen):
    """One mistake: a stable code, what is wrong in a sentence, where, what was found, what is accepted, a hint.

    `excerpt` is the source line with a second line of carets under the text in question.
    """

    code: str
    message: str
    place: Place | None = None
    found: str | None = None
    accepted: str | None = None
    hint: str | None = None
    excerpt: str | None = None
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """The problem as a person reads it at the terminal, without colour."""
        lines = [f"{self.place}: {self.message}" if self.place else self.message]
        if self.place and self.place.field:
            lines.append(f"  field     {self.place.field}")
        if self.found is not None:
            lines.append(f"  found     {self.found}")
        if self.accepted is not None:
            lines.append(f"  accepted  {self.accepted}")
        if self.hint is not None:
            lines.append(f"  hint      {self.hint}")
        if self.excerpt is not None:
            lines.extend(f"    {line}" for line in self.excerpt.splitlines())
        lines[0] += f" [{self.code}]"
        return "\n".join(lines)


class Read(Frozen, Generic[T]):
    """What a reader returns: the value, or None where an error refused it, and every problem found."""

    value: T | None
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """True where the input could not be accepted."""
        return self.value is None


def underline(line: str, column: int, length: int = 1) -> str:
    """The source line and, under it, carets below `length` characters from `column` (from 1)."""
    shown = line.rstrip("\n").replace("\t", " ")
    width = max(1, min(length, max(1, len(shown) - column + 1)))
    return f"{shown}\n{' ' * (column - 1)}{'^' * width}"
