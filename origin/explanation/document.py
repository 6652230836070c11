"""What an explanation is made of: sections of points, tables, facts and one tree, all plain values.

Every renderer (text, page) knows these few blocks and nothing of origin law. They are named tuples, which are made
faster than data classes: `origin rule` is over in the time it takes to import them.
"""

from __future__ import annotations

from enum import Enum

from origin.frozen import Frozen


class Mark(Enum):
    """How something turned out; the sign tells it without colour."""

    MET = "✓"
    NOT_MET = "✗"
    UNKNOWN = "?"
    CLOSED = "–"
    NOTE = "·"

    @property
    def sign(self) -> str:
        """The one-character sign."""
        return self.value


class Facts(Frozen):
    """Labels with what is stated under each."""

    rows: tuple[tuple[str, str], ...]


class Point(Frozen):
    """A sentence with how it turned out, the article it rests on, and the points that lead to it.

    `label` stands before the text ("1", "CTH"); `quiet` marks what is told for completeness only.
    """

    text: str
    mark: Mark | None = None
    label: str | None = None
    citation: str | None = None
    below: tuple[Point, ...] = ()
    quiet: bool = False


class Points(Frozen):
    """Points in order."""

    points: tuple[Point, ...]


class Column(Frozen):
    """A column of a table; figures are set flush right and never broken, nor `unbroken` ones where there is room."""

    title: str
    figures: bool = False
    unbroken: bool = False


class Table(Frozen):
    """Rows of texts under columns; the caption says what the rows are. A `whole` one is never cut, however long."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    whole: bool = False


class Branch(Frozen):
    """One node of a drawn tree: what it is, how it turned out and why, and what it is made of."""

    name: str
    mark: Mark
    details: str = ""
    reason: str = ""
    branches: tuple[Branch, ...] = ()
    quiet: bool = False


class Tree(Frozen):
    """A drawn tree with a line that explains its signs."""

    root: Branch
    legend: str = ""


class Fold(Frozen):
    """What a page may fold away and a terminal leaves out, under a line that says what it is."""

    summary: str
    points: tuple[Point, ...]


Block = Facts | Points | Table | Tree | Fold


class Section(Frozen):
    """A heading with its blocks; `id` is stable."""

    id: str
    title: str
    blocks: tuple[Block, ...]


class Document(Frozen):
    """A title line with its mark, if any, a sentence that says why, and the sections."""

    mark: Mark | None
    title: str
    subtitle: str
    summary: str
    sections: tuple[Section, ...]
