"""Verifications by some dimensions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from origin.monitoring.blocs import name_of
from origin.monitoring.report import Table
from origin.monitoring.statistics import Method
from origin.monitoring.utilisation.names import dimension_column, product_name
from origin.monitoring.verification.figures import figure_columns, figures
from origin.monitoring.verification.tally import Tally
from origin.monitoring.verifications import Verification, Verifications

Key = tuple[Any, ...]


Imports = Callable[[Sequence[str], Key], Decimal | None]
"""The value of imports that used a preference, in a group; None where no table of imports was given."""


def grouped(cases: Iterable[Verification], by: Sequence[str]) -> dict[Key, list[Verification]]:
    """Verifications by some dimensions."""
    groups: dict[Key, list[Verification]] = defaultdict(list)
    for case in cases:
        groups[tuple(value_of(case, name) for name in by)].append(case)
    return groups


def value_of(case: Verification, dimension: str) -> Any:
    """A verification's value of a dimension; the period is the year of the request."""
    match dimension:
        case "product":
            return case.code[:2]
        case "period":
            return case.requested_on.year
        case _:
            return getattr(case, dimension)


def named(dimension: str, value: Any) -> str:
    """A value of a dimension as people read it."""
    if dimension in {"partner", "reporter"}:
        return f"{name_of(value)} ({value})"
    return (product_name(value) if value else "not told") if dimension == "product" else str(value)


def outcome_table(
    found: Verifications, by: Sequence[str], as_of: date, method: Method, imports: Imports, id: str, title: str
) -> Table:
    """A table of verification figures by some dimensions, the most requests first, periods in their order."""
    groups = grouped(found.rows, by)
    order = sorted(
        groups, key=(lambda key: key) if tuple(by) == ("period",) else (lambda key: (-len(groups[key]), key))
    )
    rows = tuple(
        (
            *(named(name, value) for name, value in zip(by, key, strict=True)),
            *figures(Tally(tuple(groups[key]), as_of, method), imports(by, key)),
        )
        for key in order
    )
    return Table(id, title, (*map(dimension_column, by), *figure_columns(found.currency)), rows)
