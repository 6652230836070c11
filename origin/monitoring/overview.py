"""The overview: one page for all agreements and one for each, for a reader with two minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from origin.monitoring import charts
from origin.monitoring.accounting import account_section
from origin.monitoring.cells.reading import Cells
from origin.monitoring.circumvention.ranking import CAUTION, Ranked, find
from origin.monitoring.circumvention.tables import lead_table
from origin.monitoring.periods import label
from origin.monitoring.report import Chart, KeyFigure, Section, Table, Value, ratio
from origin.monitoring.utilisation.figures import figure_columns as use_columns
from origin.monitoring.utilisation.figures import figures as use_figures
from origin.monitoring.utilisation.figures import key_figures as use_key_figures
from origin.monitoring.utilisation.names import dimension_column, named, periods_of
from origin.monitoring.utilisation.use import Told, Use, used_by
from origin.monitoring.verification.figures import figure_columns as verification_columns
from origin.monitoring.verification.figures import figures as verification_figures
from origin.monitoring.verification.figures import key_figures as verification_key_figures
from origin.monitoring.verification.tally import Tally
from origin.monitoring.verifications import Verification, Verifications
from origin.problems import Read

if TYPE_CHECKING:
    from origin.monitoring.request import Request

PAGES = 30
"""Agreements with a page of their own: the largest."""
USE = ("total", "eligible", "used", "utilisation", "share_of_imports", "duty_saved", "duty_forgone")
CHECKS = ("requests", "missing", "open_past_deadline", "non_originating_random", "non_originating_doubt")


def overview_sections(
    cells: Cells, request: Request, found: Verifications | None, engine: Any, as_of: date
) -> Read[tuple[Section, ...]]:
    """The overview of what was given: use always, verification and leads where their tables were."""
    leads: list[Ranked] = []
    measured = bool(request.measures or request.measured)
    if measured:
        read = find(cells, request)
        if read.value is None:
            return Read(None, read.problems)
        leads = read.value[0]
    told = Told.of(cells)
    uses = {key[0]: use for key, use in used_by(cells, ("agreement",)).items()}
    order = sorted(
        uses,
        key=lambda name: (-(uses[name].eligible if told.eligibility else uses[name].used), -uses[name].total, name),
    )
    cases: dict[str, list[Verification]] = {}
    for case in found.rows if found else ():
        cases.setdefault(case.agreement, []).append(case)
    order += [name for name in sorted(cases) if name not in uses]
    sections = [_all(cells, told, uses, order, cases, found, as_of)]
    if measured:
        table = lead_table(leads, cells.mapping.currency, found, most=10)
        sections.append(
            Section(
                "overview-leads",
                "First leads to circumvention",
                (CAUTION,),
                tables=(replace(table, id="overview-leads-table"),),
            )
        )
    over_time = used_by(cells, ("agreement", "period"))
    partners = used_by(cells, ("agreement", "partner"))
    for number, name in enumerate(order[:PAGES], start=1):
        sections.append(
            _page(
                cells, told, number, name, uses.get(name, Use()), over_time, partners, cases.get(name, []), found, as_of
            )
        )
    sections.append(account_section(cells))
    return Read(tuple(sections))


def _all(
    cells: Cells,
    told: Told,
    uses: dict[str, Use],
    order: Sequence[str],
    cases: dict[str, list[Verification]],
    found: Verifications | None,
    as_of: date,
) -> Section:
    """The page for all agreements."""
    whole = sum(uses.values(), Use())
    figures = use_key_figures(whole, told, cells)
    columns = [column for column in use_columns(cells.mapping.currency) if column.id in USE]
    if found is not None:
        figures += verification_key_figures(Tally(found.rows, as_of), found.currency)
        columns += [column for column in verification_columns(found.currency) if column.id in CHECKS]
    rows = tuple(
        (
            named(cells, "agreement", name),
            *_use(uses.get(name), told, cells),
            *(_checks(cases.get(name, []), found, as_of) if found else ()),
        )
        for name in order
    )
    table = Table("agreements", "Agreements", (dimension_column("agreement"), *columns), rows)
    return Section(
        "overview", "All agreements", periods_of(cells), figures, _all_charts(cells, told, uses, order), (table,)
    )


def _all_charts(cells: Cells, told: Told, uses: dict[str, Use], order: Sequence[str]) -> tuple[Chart, ...]:
    known = [name for name in order if name in uses and (uses[name].eligible or uses[name].used)][:15]
    if len(known) < 2:
        return ()
    if not told.eligibility and not told.arrangements:
        return (_used(known, uses, cells),)
    names = [named(cells, "agreement", name) for name in known]
    rates = [ratio(uses[name].used, uses[name].eligible if told.eligibility else uses[name].total) for name in known]
    title = (
        "Utilisation rate, largest agreements first" if told.eligibility else "Share of imports that used a preference"
    )
    text = "; ".join(
        f"{name}: {'none' if rate is None else f'{rate:.1%}'}" for name, rate in zip(names, rates, strict=True)
    )
    values: list[float | None] = [None if rate is None else float(rate) for rate in rates]
    return (charts.stacked("all-rates", title, text, names, {"rate": values}),)


def _used(known: Sequence[str], uses: dict[str, Use], cells: Cells) -> Chart:
    """What was imported under each agreement, where it is not told to what else it was open."""
    names = [named(cells, "agreement", name) for name in known]
    unit = cells.mapping.currency
    text = "; ".join(f"{name}: {uses[key].used:,.0f} {unit}" for name, key in zip(names, known, strict=True))
    values: list[float | None] = [float(uses[name].used) for name in known]
    return charts.bars("all-used", "Imports that used a preference", text, names, {"used": values}, unit)


def _use(use: Use | None, told: Told, cells: Cells) -> tuple[Value, ...]:
    columns = use_columns(cells.mapping.currency)
    values = use_figures(use or Use(), told.by(("agreement",)))
    return tuple(value for column, value in zip(columns, values, strict=True) if column.id in USE)


def _checks(cases: Sequence[Verification], found: Verifications, as_of: date) -> tuple[Value, ...]:
    columns = verification_columns(found.currency)
    values = verification_figures(Tally(tuple(cases), as_of), None)
    return tuple(value for column, value in zip(columns, values, strict=True) if column.id in CHECKS)


def _page(
    cells: Cells,
    told: Told,
    number: int,
    name: str,
    use: Use,
    over_time: dict[tuple[Any, ...], Use],
    partners: dict[tuple[Any, ...], Use],
    cases: Sequence[Verification],
    found: Verifications | None,
    as_of: date,
) -> Section:
    """The page for one agreement."""
    figures: tuple[KeyFigure, ...] = use_key_figures(use, told.by(("agreement",)), cells)
    if found is not None and cases:
        figures += verification_key_figures(Tally(tuple(cases), as_of), found.currency)
    periods = sorted(period for agreement, period in over_time if agreement == name)
    drawn: tuple[Chart, ...] = ()
    if len(periods) > 1 and told.by(("agreement",)).shares:
        parts = [over_time[name, period] for period in periods]
        shares = [ratio(part.used, part.eligible if told.eligibility else part.total) for part in parts]
        labels = [label(period, cells.grain) for period in periods]
        title = "Utilisation rate" if told.eligibility else "Share of imports that used a preference"
        text = "; ".join(
            f"{when}: {'none' if share is None else f'{share:.1%}'}" for when, share in zip(labels, shares, strict=True)
        )
        values: list[float | None] = [None if share is None else float(share) for share in shares]
        drawn = (charts.lines(f"page-{number}-time", f"{title} over time", text, labels, {title: values}),)
    own = sorted(((key[1], part) for key, part in partners.items() if key[0] == name), key=lambda item: -item[1].total)
    columns = [
        dimension_column("partner"),
        *(column for column in use_columns(cells.mapping.currency) if column.id in USE),
    ]
    rows = tuple((named(cells, "partner", partner), *_use(part, told, cells)) for partner, part in own[:10])
    tables = (Table(f"page-{number}-partners", "Largest partners", tuple(columns), rows),) if len(own) > 1 else ()
    return Section(
        f"page-{number}", named(cells, "agreement", name), _sentence(use, told, cells), figures, drawn, tables
    )


def _sentence(use: Use, told: Told, cells: Cells) -> tuple[str, ...]:
    if not told.eligibility or not use.eligible:
        return ()
    rate, unused = ratio(use.used, use.eligible), use.unused
    saved = f", which saved {use.duty_saved:,.0f} {cells.mapping.currency} of duty" if told.rates else ""
    forgone = f"; {use.duty_forgone:,.0f} were forgone" if told.rates else ""
    return (
        f"{rate:.1%} of what was eligible used the preference{saved}; {unused:,.0f} {cells.mapping.currency} did "
        f"not{forgone}.",
    )
