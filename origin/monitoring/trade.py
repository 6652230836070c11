"""Flows of trade as series: by importer, partner and code over periods, from cells."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from origin.monitoring.blocs import NOT_SPECIFIED, blocs
from origin.monitoring.cells.reading import Cells
from origin.monitoring.periods import Grain, label, ordinal

Series = dict[int, float]
"""A flow by period; a period that is not there had no trade."""

WEIGHED = 0.9
"""The least share of value whose net mass is told for mass to stand for volume."""


@dataclass(frozen=True)
class Trade:
    """Imports by (importer, partner, code) and exports by (exporter, destination, code), in value and in net mass.

    Members of a customs territory are one importer; `entry` keeps its reporters apart.
    """

    grain: Grain
    periods: tuple[int, ...]
    imports: dict[tuple[str, str, str], Series]
    imported_mass: dict[tuple[str, str, str], Series]
    exports: dict[tuple[str, str, str], Series]
    exported_mass: dict[tuple[str, str, str], Series]
    entry: dict[tuple[str, str, str], dict[str, Series]]
    weighed: dict[tuple[str, str], float]
    reported: dict[tuple[str, str], frozenset[int]]
    """The periods for which each (country, flow) reports anything: elsewhere nothing is told, which is not zero."""

    @cached_property
    def partners(self) -> dict[tuple[str, str], list[str]]:
        """The partners of each importer and code."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for importer, partner, code in self.imports:
            found[importer, code].append(partner)
        return dict(found)

    @cached_property
    def destinations(self) -> dict[tuple[str, str], list[str]]:
        """The destinations of each exporter and code."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for exporter, destination, code in self.exports:
            found[exporter, code].append(destination)
        return dict(found)

    @cached_property
    def receivers(self) -> dict[tuple[str, str], list[str]]:
        """The importers of each source and code."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for importer, partner, code in self.imports:
            found[partner, code].append(importer)
        return dict(found)

    @cached_property
    def exporters(self) -> frozenset[str]:
        """Who reports exports at all."""
        return frozenset(exporter for exporter, _, _ in self.exports)

    @cached_property
    def importers(self) -> frozenset[str]:
        """Who reports imports at all."""
        return frozenset(importer for importer, _, _ in self.imports)

    @cached_property
    def all_codes(self) -> tuple[str, ...]:
        """Every code that is traded."""
        return tuple(sorted({key[2] for key in self.imports} | {key[2] for key in self.exports}))

    @cached_property
    def codes(self) -> dict[str, list[str]]:
        """The codes each importer imports."""
        found: dict[str, set[str]] = defaultdict(set)
        for importer, _, code in self.imports:
            found[importer].add(code)
        return {importer: sorted(codes) for importer, codes in found.items()}

    def by_mass(self, importer: str, code: str) -> bool:
        """Whether volume is net mass; else it is value."""
        return self.weighed.get((importer, code), 0.0) >= WEIGHED


def trade_of(cells: Cells) -> Trade:
    """The flows of a table; partners that are not told are left out."""
    keys = "reporter, partner, flow, period, product"
    found = cells.engine.raw_sql(
        "SELECT * REPLACE (coalesce(value, 0)::DOUBLE AS value, coalesce(mass, 0)::DOUBLE AS mass, "  # noqa: S608
        "coalesce(weighed, 0)::DOUBLE AS weighed) "
        f"FROM (SELECT {keys}, sum(value) AS value, sum(net_mass) AS mass, sum(weighed) AS weighed "
        f"FROM cells GROUP BY {keys}) ORDER BY {keys}"
    ).fetchall()
    empty: Any = lambda: defaultdict(lambda: defaultdict(float))  # noqa: E731
    imports, imported_mass, exports, exported_mass = empty(), empty(), empty(), empty()
    entry: Any = defaultdict(empty)
    reported: dict[tuple[str, str], set[int]] = defaultdict(set)
    totals: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for reporter, partner, flow, period, product, value, mass, with_mass in found:
        if partner == NOT_SPECIFIED:
            continue
        reported[territory(reporter, period, cells.grain), flow].add(period)
        if flow == "export":
            key = (reporter, partner, product)
            exports[key][period] += value
            exported_mass[key][period] += mass
            continue
        importer = territory(reporter, period, cells.grain)
        if importer == territory(partner, period, cells.grain):
            continue
        key = (importer, partner, product)
        imports[key][period] += value
        imported_mass[key][period] += mass
        entry[key][reporter][period] += value
        sums = totals[importer, product]
        sums[0] += value
        sums[1] += with_mass
    periods = tuple(sorted({period for _, _, _, period, *_ in found}))
    weighed = {key: part / whole if whole else 0.0 for key, (whole, part) in totals.items()}
    return Trade(
        cells.grain,
        periods,
        _plain(imports),
        _plain(imported_mass),
        _plain(exports),
        _plain(exported_mass),
        {key: _plain(parts) for key, parts in entry.items()},
        weighed,
        {key: frozenset(told) for key, told in reported.items()},
    )


def _plain(series: Any) -> Any:
    return {key: dict(values) for key, values in series.items()}


@cache
def territory(country: str, period: int, grain: Grain) -> str:
    """The customs territory of a country in a period: the bloc, or the country itself."""
    for bloc in blocs().values():
        if bloc.customs_territory:
            for member, since, until in bloc.spells():
                first, last = (
                    ordinal(since.year, since.month, grain),
                    ordinal(min(until.year, 9000), until.month, grain),
                )
                if member == country and first <= period <= last:
                    return bloc.id
    return country


@dataclass(frozen=True, slots=True)
class Windows:
    """The periods before a measure and after it; that in which it began is in neither where it began late in it."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    grain: Grain

    @property
    def both(self) -> tuple[int, ...]:
        """The periods of both."""
        return (*self.before, *self.after)

    def within(self, periods: frozenset[int]) -> Windows:
        """The windows without the periods for which nothing is told."""
        before, after = (tuple(one for one in window if one in periods) for window in (self.before, self.after))
        return Windows(before, after, self.grain)

    @property
    def words(self) -> str:
        """Both windows as people write them."""

        def span(periods: tuple[int, ...]) -> str:
            if not periods:
                return "none"
            first, last = label(periods[0], self.grain), label(periods[-1], self.grain)
            return first if first == last else f"{first} to {last}"

        return f"{span(self.before)} against {span(self.after)}"


def windows(periods: tuple[int, ...], since: date, grain: Grain) -> Windows:
    """The windows of a measure: a period counts as after it where the measure held for at least half of it."""
    struck = ordinal(since.year, since.month, grain)
    length = 12 // grain.per_year
    first_month = (struck % grain.per_year) * length + 1
    passed = (since.month - first_month + (since.day - 1) / 31) / length
    after = tuple(period for period in periods if period > struck or (period == struck and passed <= 0.5))
    return Windows(tuple(period for period in periods if period < struck), after, grain)


def mean(series: Series | None, periods: tuple[int, ...]) -> float:
    """The mean of a flow over periods; none where nothing was traded."""
    if not periods or series is None:
        return 0.0
    return sum(series.get(period, 0.0) for period in periods) / len(periods)
