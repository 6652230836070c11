"""The report on circumvention."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from origin.monitoring import charts
from origin.monitoring.accounting import account_section
from origin.monitoring.blocs import name_of
from origin.monitoring.cells.reading import Cells
from origin.monitoring.circumvention.ranking import CAUTION, Ranked, find
from origin.monitoring.circumvention.tables import indicator_table, lead_table
from origin.monitoring.indicators.importer import SHARE_FLOOR
from origin.monitoring.indicators.lead import ALPHA
from origin.monitoring.measures import Measure
from origin.monitoring.periods import label
from origin.monitoring.report import Chart, KeyFigure, Kind, Section
from origin.monitoring.trade import Trade
from origin.monitoring.utilisation.names import product_name
from origin.monitoring.verifications import Verifications
from origin.problems import Read

if TYPE_CHECKING:
    from origin.monitoring.request import Request


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
            Section("indicators", "Indicators", (METHOD,), tables=(indicator_table(leads),)),
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
    "goods. Countries that belonged to the importer's customs territory in part of the periods are left out. "
    "The pattern needs all of its legs: imports from the measured country fell, and its chance is that of "
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
