"""A report as a value: key figures, sections with tables and charts, and the record by which it can be repeated.

The terminal, CSV, XLSX, JSON, Parquet and HTML are drawn from this alone.
"""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal
from enum import Enum
from typing import Any

Value = str | int | Decimal | float | None
"""A figure or a word; None where there is none, which is never the same as zero."""


class Kind(Enum):
    """How a column is written and sorted."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    SHARE = "share"
    """A part of one, written as a percentage."""
    RATIO = "ratio"
    DAYS = "days"
    CHANCE = "chance"
    """A p-value or q-value."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in files, its label for people, how it is written, and what it means with its formula."""

    id: str
    label: str
    kind: Kind = Kind.TEXT
    definition: str = ""
    unit: str = ""
    detail: bool = False
    """Left out at the terminal, where room is short."""
    key: bool = False
    """Given room first."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `note` says what its reader has to know. Columns that are empty throughout are not shown to people."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""

    def shown(self) -> Table:
        """The table without columns in which nothing stands, and without buckets that are zero throughout."""
        kept = [
            number
            for number, column in enumerate(self.columns)
            if not self.rows
            or any(row[number] is not None and (row[number] != 0 or column.kind is not Kind.MONEY) for row in self.rows)
        ]
        columns = tuple(self.columns[number] for number in kept)
        return Table(self.id, self.title, columns, tuple(tuple(row[i] for i in kept) for row in self.rows), self.note)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as options of Apache ECharts, with the sentence that says the same to who cannot see it."""

    id: str
    title: str
    text: str
    options: Dictionary[str, Any]
    height: int = 320


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure for a reader with two minutes."""

    label: str
    value: Value
    kind: Kind
    definition: str
    unit: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report."""

    id: str
    title: str
    paragraphs: tuple[str, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A report: what it is about, its sections, and its record (inputs, mapping, parameters, versions)."""

    kind: str
    title: str
    subtitle: str
    sections: tuple[Section, ...]
    record: Dictionary[str, Any] = field(default_factory=dict)

    def tables(self) -> tuple[Table, ...]:
        """All tables, in order."""
        return tuple(table for section in self.sections for table in section.tables)


PLACES = Decimal("0.000001")


def ratio(part: Decimal | int | None, whole: Decimal | int | None) -> Decimal | None:
    """A part of a whole to six places; None where the whole is nothing or not known: no trade is no rate."""
    if part is None or whole is None or whole == 0:
        return None
    return (Decimal(part) / Decimal(whole)).quantize(PLACES, ROUND_HALF_EVEN)
