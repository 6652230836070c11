"""Leads in order, and why each stands where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from origin.monitoring.blocs import place_of
from origin.monitoring.cells.reading import Cells
from origin.monitoring.indicators.lead import Lead
from origin.monitoring.indicators.routes import leads_of
from origin.monitoring.measures import Measure, measures_from, read_capacity, read_measures
from origin.monitoring.periods import label
from origin.monitoring.statistics import false_discovery_of_patterns
from origin.monitoring.trade import Trade, trade_of, windows
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
