"""Dimensions and their values as people read them."""

from __future__ import annotations

from typing import Any

from origin.monitoring.blocs import name_of
from origin.monitoring.cells.reading import Cells
from origin.monitoring.periods import label
from origin.monitoring.report import Column, Kind
from origin.nomenclature.code import HsCode
from origin.nomenclature.labels import label as hs_label

DIMENSION_LABELS = {
    "agreement": ("Agreement", "The arrangements open to the goods, or the one requested where only that is told."),
    "partner": ("Partner", "The country of origin."),
    "product": ("Code", "The chapter, heading or subheading of the Harmonized System."),
    "reporter": ("Reporter", "The importing country: where the goods were declared."),
    "period": ("Period", "When the goods were declared."),
    "requested": ("Regime", "The agreement under which a preference was requested."),
}


def named(cells: Cells, dimension: str, value: Any) -> str:
    """A value of a dimension as people read it."""
    if value is None:
        return "not told"
    match dimension:
        case "partner" | "reporter":
            return f"{name_of(value)} ({value})"
        case "period":
            return label(value, cells.grain)
        case "agreement":
            return str(value).replace("|", " or ")
        case "product":
            return product_name(str(value))
        case _:
            return str(value)


def product_name(code: str) -> str:
    """A code with its label where one is known."""
    if not code:
        return "all"
    try:
        words = hs_label(HsCode(code)) if len(code) in {2, 4, 6} else None
    except ValueError:
        words = None
    return f"{code} {words}" if words else code


def dimension_column(name: str) -> Column:
    """The column of a dimension."""
    title, definition = DIMENSION_LABELS[name]
    return Column(name, title, Kind.TEXT, definition)


def periods_of(cells: Cells) -> tuple[str, ...]:
    """The periods that are counted, in a sentence."""
    first, last = cells.engine.raw_sql("SELECT min(period), max(period) FROM cells").fetchone()
    if first is None:
        return ()
    span = label(first, cells.grain) if first == last else f"{label(first, cells.grain)} to {label(last, cells.grain)}"
    return (f"Figures are for {span}.",)
