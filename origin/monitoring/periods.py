"""Months, quarters and years as numbers that count on by one, and back as text."""

from __future__ import annotations

from enum import Enum


class Grain(Enum):
    """How long a period is."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"

    @property
    def per_year(self) -> int:
        """How many of them a year has."""
        return {"year": 1, "quarter": 4, "month": 12}[self.value]


def ordinal(year: int, month: int, grain: Grain) -> int:
    """The number of the period in which a month (from 1) lies."""
    return year * grain.per_year + (month - 1) * grain.per_year // 12


def label(number: int, grain: Grain) -> str:
    """A period as people write it: 2024, 2024-Q1, 2024-01."""
    year, part = divmod(number, grain.per_year)
    match grain:
        case Grain.YEAR:
            return f"{year}"
        case Grain.QUARTER:
            return f"{year}-Q{part + 1}"
        case Grain.MONTH:
            return f"{year}-{part + 1:02}"


def parse(text: str, grain: Grain, last: bool = False) -> int | None:
    """The period that a text (2024, 2024-Q1, 2024-03, 2024-03-15) begins in, or ends in where `last` is set."""
    import re

    found = re.fullmatch(r"(\d{4})(?:-Q([1-4])|-(\d{2})(?:-(\d{2}))?)?", text.strip())
    if not found:
        return None
    year, quarter, month = int(found[1]), found[2], found[3]
    if month is not None:
        first = final = int(month)
    elif quarter is not None:
        first, final = int(quarter) * 3 - 2, int(quarter) * 3
    else:
        first, final = 1, 12
    if not 1 <= first <= 12:
        return None
    return ordinal(year, final if last else first, grain)
