"""The report on use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from origin.monitoring.accounting import account_section
from origin.monitoring.cells.reading import Cells
from origin.monitoring.report import Column, Kind, Section, Table, Value, ratio
from origin.monitoring.utilisation.figures import ELIGIBLE, RATE, figure_columns, figures, key_figures
from origin.monitoring.utilisation.names import DIMENSION_LABELS, dimension_column, named, periods_of
from origin.monitoring.utilisation.pictures import pictures
from origin.monitoring.utilisation.use import DIMENSIONS, ZERO, Told, Use, present, used_by


def use_table(cells: Cells, by: Sequence[str], told: Told, id: str, title: str) -> Table:
    """A table of use by some dimensions: the largest eligible value first, periods in their order."""
    found = used_by(cells, by)

    def size(item: tuple[tuple[Any, ...], Use]) -> Any:
        key, use = item
        if tuple(by) == ("period",):
            return (key[0],)
        return (-(use.eligible if told.eligibility else use.total), -use.total, tuple(map(str, key)))

    rows = tuple(
        (*(named(cells, name, value) for name, value in zip(by, key, strict=True)), *figures(use, told.by(by)))
        for key, use in sorted(found.items(), key=size)
    )
    columns = (*(dimension_column(name) for name in by), *figure_columns(cells.mapping.currency))
    return Table(id, title, columns, rows)


def utilisation_sections(cells: Cells, by: Sequence[str] = ()) -> tuple[Section, ...]:
    """The report on utilisation; `by` asks for one more table by several dimensions together."""
    told = Told.of(cells)
    whole = used_by(cells, ()).get((), Use())
    counts = present(cells)
    sections = [Section("summary", "In short", _summary(told, whole, cells), key_figures(whole, told, cells))]
    if by:
        title = "By " + ", ".join(DIMENSION_LABELS[name][0].lower() for name in by)
        sections.append(Section("by", title, tables=(use_table(cells, by, told, "use-by", title),)))
    for name in DIMENSIONS:
        if tuple(by) == (name,) or (counts[name] < 2 and name not in {"agreement", "period"}):
            continue
        title = f"By {DIMENSION_LABELS[name][0].lower()}"
        table = use_table(cells, (name,), told, f"use-by-{name}", title)
        sections.append(Section(f"by-{name}", title, (), (), pictures(cells, name, told), (table,)))
    if competing := _competing(cells, told):
        sections.append(competing)
    sections.append(account_section(cells))
    return tuple(sections)


def _summary(told: Told, use: Use, cells: Cells) -> tuple[str, ...]:
    said = periods_of(cells)
    if not told.eligibility and use.used:
        return (
            *said,
            "The table does not tell what was eligible, so there is a share of imports and no utilisation rate.",
        )
    if not told.eligibility:
        return (
            *said,
            "The table tells nothing about preferences: values are counted, and no rate can be told.",
        )
    if not use.eligible:
        return (
            *said,
            "No imports were eligible: there is no utilisation rate.",
        )
    return said


def _competing(cells: Cells, told: Told) -> Section | None:
    """Regimes that were open to the same goods, side by side; the last row counts each import once."""
    if cells.mapping.preference is None or not told.eligibility:
        return None
    found = used_by(cells, ("agreement", "requested"))
    several = {key: use for key, use in found.items() if "|" in str(key[0])}
    if not several:
        return None
    sets: dict[str, dict[str | None, Use]] = defaultdict(dict)
    for (arrangement, requested), use in several.items():
        sets[arrangement][requested] = use
    rows: list[tuple[Value, ...]] = []
    for arrangement, uses in sorted(sets.items(), key=lambda item: -sum(use.eligible for use in item[1].values())):
        together = sum(uses.values(), Use())
        for regime in arrangement.split("|"):
            told_use = uses.get(regime, Use()).used
            not_told = uses[None].used if None in uses else ZERO
            exact = not_told == 0
            share = ratio(told_use, together.eligible) if exact else None
            rows.append(
                (arrangement.replace("|", " or "), regime, together.eligible, told_use if exact else None, share)
            )
        rows.append(
            (
                arrangement.replace("|", " or "),
                "any preference",
                together.eligible,
                together.used,
                ratio(together.used, together.eligible),
            )
        )
    unit = cells.mapping.currency
    columns = (
        dimension_column("agreement"),
        Column("regime", "Regime", Kind.TEXT, "One of the regimes open to the goods, or any of them."),
        Column("eligible", "Eligible", Kind.MONEY, ELIGIBLE, unit),
        Column(
            "used",
            "Used",
            Kind.MONEY,
            "Value that entered under this regime; empty where the table does not tell which.",
            unit,
        ),
        Column("utilisation", "Utilisation rate", Kind.SHARE, RATE),
    )
    note = "Goods eligible under several regimes stand in each of their rows, and once in the row for any preference."
    table = Table("competing", "Regimes side by side", columns, tuple(rows), note)
    return Section("competing", "Competing regimes", tables=(table,))
