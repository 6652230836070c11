"""Leads and their indicators as tables, with formulas."""

from __future__ import annotations

from origin.monitoring.circumvention.ranking import CAUTION, Ranked, explanation
from origin.monitoring.indicators.lead import Indicator, Lead
from origin.monitoring.indicators.single import SURGE_GROWTH, SURGE_SHARE
from origin.monitoring.report import Column, Kind, Table, Value
from origin.monitoring.utilisation.names import product_name
from origin.monitoring.verification.tally import NEGATIVE
from origin.monitoring.verifications import Verifications


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
        Column("standing", "Standing", Kind.TEXT, CAUTION, detail=True),
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
                "a lead, not a finding",
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


def indicator_table(leads: list[Ranked], most: int = 200) -> Table:
    """Every indicator of the leads, with its chance and what it says."""
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
