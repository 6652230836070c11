"""Leads to circumvention: routes ranked, each indicator with its formula, and what the figures cannot tell."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from origin.monitoring import charts
from origin.monitoring.accounting import account_section
from origin.monitoring.blocs import name_of, place_of
from origin.monitoring.cells.reading import Cells
from origin.monitoring.indicators import ALPHA, SHARE_FLOOR, SURGE_GROWTH, SURGE_SHARE, Indicator, Lead, leads_of
from origin.monitoring.measures import Measure, measures_from, read_capacity, read_measures
from origin.monitoring.periods import label
from origin.monitoring.report import Chart, Column, KeyFigure, Kind, Section, Table, Value
from origin.monitoring.statistics import false_discovery_of_patterns
from origin.monitoring.trade import Trade, trade_of, windows
from origin.monitoring.utilisation import product_name
from origin.monitoring.verification import NEGATIVE
from origin.monitoring.verifications import Verifications
from origin.problems import Problem, Read

if TYPE_CHECKING:
    from origin.monitoring.request import Request

CAUTION = (
    "These are leads, not findings. Figures of trade alone cannot tell circumvention from legitimate diversion: "
    "where a "
    "measure strikes one country, others rightly sell more. Only a verification or an investigation can tell."
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A lead with its q-value among all leads looked at."""

    lead: Lead
    q: float

    @property
    def order(self) -> tuple[Any, ...]:
        """By q-value, then by how many indicators point to rerouting, then by value."""
        points, told = self.lead.support
        return (
            self.q,
            self.lead.chance,
            -(points / told if told else 0),
            -self.lead.stake,
            self.lead.code,
            self.lead.third,
        )


def ranked(leads: list[Lead]) -> list[Ranked]:
    """Leads in order; the more routes are looked at, the more it takes to stand out."""
    adjusted = false_discovery_of_patterns([(lead.chance, lead.least_chance) for lead in leads])
    return sorted((Ranked(lead, q) for lead, q in zip(leads, adjusted, strict=True)), key=lambda one: one.order)


def explanation(one: Ranked) -> str:
    """Why a lead stands where it stands, in sentences."""
    lead = one.lead
    points, told = lead.support
    parts = [lead.gain.words, lead.fall.words]
    parts.append(
        lead.supply.words
        if lead.supply.points is not None
        else "whether the measured country sends it more is not told"
    )
    text = "; ".join(part for part in parts if part)
    share = f"share of imports {lead.share_before:.1%} then, {lead.share_after:.1%} now"
    return f"{text[:1].upper()}{text[1:]}; {share}. {points} of {told} indicators that can be told point to rerouting."


def find(cells: Cells, request: Request) -> Read[tuple[list[Ranked], Trade, tuple[Measure, ...]]]:
    """The leads of a request, ranked."""
    read = (
        read_measures(Path(request.measures))
        if request.measures
        else measures_from(request.measured, request.since, request.codes)
    )
    if read.value is None:
        return Read(None, read.problems)
    measures = read.value
    importers = []
    for text in request.importers:
        place = place_of(text)
        if place is None:
            return Read(
                None,
                (
                    Problem(
                        "country-unknown",
                        "this is no known country",
                        found=text,
                        accepted="two or three letters, or its English name",
                    ),
                ),
            )
        importers.append(place.code)
    production: dict[tuple[str, str], float] = {}
    if request.capacity:
        made = read_capacity(Path(request.capacity))
        if made.value is None:
            return Read(None, made.problems)
        production = {key: float(value) for key, value in made.value.items()}
    trade = trade_of(cells)
    split = {measure: windows(trade.periods, measure.since, trade.grain) for measure in measures}
    empty = [measure for measure, window in split.items() if not window.before or not window.after]
    if len(empty) == len(measures):
        found = (
            f"{label(trade.periods[0], trade.grain)} to {label(trade.periods[-1], trade.grain)}"
            if trade.periods
            else "no periods"
        )
        hint = "a period counts as after the measure where it held for at least half of it"
        problem = Problem(
            "window-empty",
            "the table has no periods before and after the measure",
            found=found,
            accepted=f"periods around {measures[0].since}",
            hint=hint,
        )
        return Read(None, (problem,))
    leads = leads_of(trade, measures, tuple(importers), production, split)
    return Read((ranked(leads), trade, measures))


def circumvention_sections(
    cells: Cells, request: Request, found: Verifications | None, engine: Any
) -> Read[tuple[Section, ...]]:
    """The report on circumvention."""
    read = find(cells, request)
    if read.value is None:
        return Read(None, read.problems)
    leads, trade, measures = read.value
    unit = cells.mapping.currency
    return Read(
        (
            _summary(leads, measures, unit, trade),
            Section(
                "leads", "Leads, ranked", (), (), tuple(_charts(leads, trade, unit)), (lead_table(leads, unit, found),)
            ),
            Section("indicators", "Indicators", (METHOD,), tables=(_indicator_table(leads),)),
            account_section(cells),
        )
    )


METHOD = (
    "The chance of an indicator is the share of comparable flows that changed as much: the same importer's flows "
    "of goods "
    "that no measure covers, from all countries not struck (where there are fewer than 19, the other countries' "
    "flows of the "
    "same goods). A change is counted over that of all countries in the same goods, and over that of the country "
    "in other "
    "goods. The pattern needs all of its legs: imports from the measured country fell, and its chance is that of "
    "the less "
    "certain of the two rises that can be told; q-values "
    "(Benjamini and Hochberg, with adaptive filtering where both rises are told) allow for the number of routes "
    "looked at. Ranks go by q-value, then by chance, by the part of "
    "indicators that point to rerouting, and by value."
)


def _summary(leads: list[Ranked], measures: tuple[Measure, ...], unit: str, trade: Trade) -> Section:
    standing = [one for one in leads if one.q <= ALPHA]
    told = (
        "Measures looked at: "
        + "; ".join(measure.words for measure in measures[:12])
        + ("." if len(measures) <= 12 else f"; and {len(measures) - 12} more.")
    )
    first = (
        f"{len(standing)} of {len(leads)} routes stand out at a q-value of 5 %."
        if standing
        else f"None of {len(leads)} routes stands out at a q-value of 5 %; the order below is the best the "
        "figures give."
        if leads
        else "No third country delivers more than before the measure, with enough of the imports to matter."
    )
    partial = any(one.lead.supply.points is None for one in leads)
    missing = (
        (
            "What the measured country sends to third countries is not told for all routes: one leg of the "
            "pattern is open there.",
        )
        if partial
        else ()
    )
    figures = (
        KeyFigure(
            "Routes looked at",
            len(leads),
            Kind.COUNT,
            f"Third countries that deliver more than before and at least {SHARE_FLOOR:.1%} of the imports of a code.",
        ),
        KeyFigure("Leads", len(standing), Kind.COUNT, "Routes with a q-value of at most 5 %."),
        KeyFigure(
            "Value at stake",
            sum(round(one.lead.stake) for one in standing),
            Kind.MONEY,
            "Value a period that may have been rerouted on these: for each the least of the rises and the fall "
            "that can be told.",
            unit,
        ),
    )
    return Section("circumvention", "Circumvention in short", (CAUTION, first, told, *missing), figures)


def _cases(lead: Lead, found: Verifications | None) -> tuple[Value, Value]:
    """The verification cases on a route: how many, how many ended badly, and the first numbers."""
    if found is None:
        return None, None
    cases = [
        case
        for case in found.rows
        if case.partner == lead.third
        and (not case.code or case.code.startswith(lead.code) or lead.code.startswith(case.code))
    ]
    bad = sum(case.outcome in NEGATIVE for case in cases)
    names = ", ".join(case.case for case in cases[:5]) + (", …" if len(cases) > 5 else "")
    return len(cases), f"{bad} non-originating of {len(cases)}: {names}" if cases else "none"


def lead_table(leads: list[Ranked], unit: str, found: Verifications | None = None, most: int = 200) -> Table:
    """The leads with their ranks and explanations."""

    def money(id: str, label: str, definition: str, detail: bool = False) -> Column:
        return Column(id, label, Kind.MONEY, definition, unit, detail)

    columns = (
        Column("rank", "Rank", Kind.COUNT, "Place in the order described under Indicators.", key=True),
        Column("code", "Goods"),
        Column("route", "Route", Kind.TEXT, "Measured country, third country, importer."),
        Column("q", "q", Kind.CHANCE, "Chance of the pattern, adjusted for the number of routes looked at.", key=True),
        Column("chance", "Chance", Kind.CHANCE, "Chance of the least certain leg of the pattern.", detail=True),
        Column(
            "points",
            "Points to it",
            Kind.TEXT,
            "Indicators that point to rerouting / those that can be told.",
            key=True,
        ),
        money(
            "stake",
            "At stake",
            "Value a period that may have been rerouted: the least of the rises and the fall that can be told.",
        ),
        money("before", "Before", "Imports from the third country a period, before.", True),
        money("after", "After", "Imports from the third country a period, after."),
        Column(
            "share_before",
            "Share before",
            Kind.SHARE,
            "Share of the importer's imports of the goods, in volume.",
            detail=True,
        ),
        Column("share_after", "Share", Kind.SHARE, "The same after."),
        money("measured_before", "Measured, before", "Imports from the measured country a period, before.", True),
        money("measured_after", "Measured, after", "The same after.", True),
        Column("cases", "Verifications", Kind.COUNT, "Verification cases on the route.", detail=True),
        Column("case_list", "Cases", Kind.TEXT, "Their outcomes and numbers.", detail=True),
        Column("why", "Why", Kind.TEXT, "What moved, in words.", detail=True),
    )
    rows = []
    for number, one in enumerate(leads[:most], start=1):
        lead = one.lead
        cases, listed = _cases(lead, found)
        points, told = lead.support
        rows.append(
            (
                number,
                product_name(lead.code),
                f"{lead.measured} > {lead.third} > {lead.importer}",
                one.q,
                lead.chance,
                f"{points} of {told}",
                *map(round, (lead.stake, lead.before, lead.after)),
                lead.share_before,
                lead.share_after,
                round(lead.measured_before),
                round(lead.measured_after),
                cases,
                listed,
                explanation(one),
            )
        )
    note = f"The first {most} of {len(leads):,} routes." if len(leads) > most else ""
    return Table("leads", "Leads, ranked", columns, tuple(rows), f"{CAUTION} {note}".strip())


INDICATORS = {
    "fall": (
        "C to I falls",
        "log((after + k) / (before + k)) of imports from the measured country, over the median of other countries.",
    ),
    "gain": (
        "T to I rises",
        "log((after + k) / (before + k)) of imports from the third country, over the median of other countries "
        "in the goods "
        "and over its own median in goods no measure covers.",
    ),
    "supply": (
        "C to T rises",
        "log((after + k) / (before + k)) of what the measured country sends it, goods or inputs, over the median "
        "of other destinations.",
    ),
    "correlation": (
        "Rerouting",
        "Spearman's correlation of the changes of T to I with those of C to T, from period to period; exact for "
        "up to eight.",
    ),
    "surge": (
        "Surge",
        f"Largest yearly growth of volume; it points where it is at least {SURGE_GROWTH:.1%} with a share of at "
        f"least {SURGE_SHARE:.0%} "
        "(Regulation (EU) No 978/2012, Article 29). A threshold, not a test.",
    ),
    "capacity": (
        "Capacity",
        "Imports from T / (its production + its net imports), in net mass; it points where more comes than it "
        "has without goods of C.",
    ),
    "mirror": ("Mirror gap", "Change of log(exports of C to T as C reports) - log(imports of T from C as T reports)."),
    "unit_value": (
        "Unit value",
        "Value per kilogram of T to I after / of C to I before; it points where it is nearer to one than others' are.",
    ),
    "entry": ("Entry points", "Half the sum of absolute changes of the reporters' shares of T to I."),
}
"""The indicators: name, formula. I is the importer, C the measured country, T the third country; k damps trifles."""


def _indicator_table(leads: list[Ranked], most: int = 200) -> Table:
    columns: list[Column] = [
        Column("rank", "Rank", Kind.COUNT, "Place among the leads.", key=True),
        Column("route", "Route", Kind.TEXT, "Goods; measured country, third country, importer."),
        Column("window", "Periods", Kind.TEXT, "The periods before and after the measure.", detail=True),
        Column("basis", "Volume", Kind.TEXT, "What stands for volume.", detail=True),
    ]
    for name, (title, formula) in INDICATORS.items():
        columns.append(Column(name, title, Kind.RATIO, formula, detail=name in {"mirror", "entry", "capacity"}))
        columns.append(
            Column(
                f"{name}_chance",
                f"{title}: chance",
                Kind.CHANCE,
                "Share of comparable flows with as large a figure.",
                detail=True,
            )
        )
        columns.append(
            Column(f"{name}_points", f"{title}: points", Kind.TEXT, "Whether it points to rerouting.", detail=True)
        )
        columns.append(Column(f"{name}_remark", f"{title}: remark", Kind.TEXT, "What it rests on.", detail=True))
    rows = []
    for number, one in enumerate(leads[:most], start=1):
        lead = one.lead
        cells: list[Value] = [
            number,
            f"{lead.code}: {lead.measured} > {lead.third} > {lead.importer}",
            lead.windows.words,
            lead.basis,
        ]
        for name in INDICATORS:
            indicator: Indicator = getattr(lead, name)
            points = {True: "yes", False: "no", None: "not told"}[indicator.points]
            cells += [indicator.figure, indicator.chance, points, indicator.words]
        rows.append(tuple(cells))
    return Table(
        "indicators",
        "Indicators of each lead",
        tuple(columns),
        tuple(rows),
        "I: importer, C: measured country, T: third country.",
    )


def _charts(leads: list[Ranked], trade: Trade, unit: str) -> list[Chart]:
    if not leads:
        return []
    shown = leads[:15]
    links: dict[tuple[str, str], float] = defaultdict(float)
    for one in shown:
        lead = one.lead
        links[f"{name_of(lead.measured)}", f"{name_of(lead.third)} "] += lead.stake
        links[f"{name_of(lead.third)} ", f" {name_of(lead.importer)}"] += lead.stake
    text = "; ".join(
        f"{name_of(one.lead.measured)} to {name_of(one.lead.third)} to {name_of(one.lead.importer)}: "
        f"{one.lead.stake:,.0f} {unit}"
        for one in shown
    )
    drawn = [
        charts.sankey(
            "routes",
            "Value at stake on the first routes: measured country, third country, importer",
            text,
            [(source, target, value) for (source, target), value in links.items() if value > 0],
            unit,
        ),
    ]
    first = leads[0].lead
    periods = [label(period, trade.grain) for period in trade.periods]
    series: dict[str, list[float | None]] = {}
    for one in [
        one
        for one in leads
        if one.lead.code == first.code and one.lead.importer == first.importer and one.lead.measured == first.measured
    ][:6]:
        flow = trade.imports.get((one.lead.importer, one.lead.third, one.lead.code), {})
        series[name_of(one.lead.third)] = [flow.get(period, 0.0) for period in trade.periods]
    struck = trade.imports.get((first.importer, first.measured, first.code), {})
    series[f"{name_of(first.measured)} (measured)"] = [struck.get(period, 0.0) for period in trade.periods]
    words = "; ".join(
        f"{name}: " + ", ".join(f"{when} {value or 0:,.0f}" for when, value in zip(periods, values, strict=True))
        for name, values in series.items()
    )
    title = f"Imports of {product_name(first.code)} by {name_of(first.importer)}, {unit}"
    drawn.append(charts.lines("imports", title, words, periods, series, percent=False))
    return drawn
