"""Figures as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from origin.monitoring.report import Kind, Table, Value

NONE = "–"
"""Stands where there is no figure, which is not zero."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What values of money are divided by, and the word for it."""

    divisor: int = 1
    word: str = ""


UNSCALED = Scale()


def scale_of(values: Iterable[Value]) -> Scale:
    """Millions where the largest is above ten million, thousands above ten thousand."""
    largest = max(
        (abs(Decimal(value)) for value in values if isinstance(value, int | float | Decimal)), default=Decimal(0)
    )
    if largest >= 10_000_000:
        return Scale(1_000_000, "million")
    return Scale(1_000, "thousand") if largest >= 10_000 else Scale()


def scale_of_table(table: Table) -> Scale:
    """One scale for all money of a table."""
    places = [number for number, column in enumerate(table.columns) if column.kind is Kind.MONEY]
    return scale_of(row[number] for row in table.rows for number in places)


def unit_of(unit: str, scale: Scale) -> str:
    """A unit of money with the word of its scale: million GBP."""
    return " ".join(part for part in (scale.word, unit) if part)


def written(value: Value, kind: Kind, scale: Scale = UNSCALED) -> str:
    """A value as text."""
    if value is None:
        return NONE
    if isinstance(value, str):
        return value
    match kind:
        case Kind.TEXT | Kind.COUNT:
            return f"{value:,}" if kind is Kind.COUNT else str(value)
        case Kind.MONEY:
            scaled = Decimal(value) / scale.divisor
            return f"{scaled.quantize(Decimal('0.1') if scale.divisor > 1 else Decimal(1), ROUND_HALF_EVEN):,}"
        case Kind.SHARE:
            return f"{(Decimal(value) * 100).quantize(Decimal('0.1'), ROUND_HALF_EVEN)}%"
        case Kind.RATIO:
            return f"{value:,.2f}"
        case Kind.DAYS:
            return f"{value:,.0f}"
        case Kind.CHANCE:
            return "<0.001" if value < 0.001 else f"{value:.3f}"
