"""One importer's imports before and after a measure, and the changes of comparable flows."""

from __future__ import annotations

from collections.abc import Iterable
from math import log
from statistics import median

from origin.monitoring.indicators.lead import ALPHA, Indicator
from origin.monitoring.measures import Measure
from origin.monitoring.statistics import placebo
from origin.monitoring.trade import Series, Trade, Windows, mean, territory

SHARE_FLOOR = 0.001
"""A third country with less of the importer's imports after the measure is no lead, nor a comparable flow."""


DAMPING = 0.0005
"""The part of the importer's imports that is added to both sides of a growth rate, so that trifles do not explode."""


MATERIAL = 0.001
"""A flow smaller than this part of what the measured country lost is no lead, nor a comparable flow."""


FEWEST = 19
"""With fewer comparable flows no chance of 5 % can be told."""


class Importer:
    """One importer's imports before and after a measure, with the changes of comparable flows."""

    def __init__(
        self, trade: Trade, importer: str, measure: Measure, windows: Windows, treated: Iterable[Measure]
    ) -> None:
        """Computes the growth of every flow once."""
        self.trade, self.importer, self.measure, self.windows = trade, importer, measure, windows
        self._treated = tuple(treated)
        self._growth: dict[tuple[str, str], float] = {}
        self._middle: dict[str, float] = {}
        self._supplies: dict[float, dict[str, dict[str, float]]] = {}
        self._moves: dict[str, dict[str, tuple[float, str]]] = {}
        self._is_covered: dict[str, bool] = {}
        self._inside: dict[str, bool] = {}
        self._mirror: list[float] | None = None
        self._total: dict[tuple[str, tuple[int, ...]], float] = {}
        self.reporters = {reporter for key, parts in trade.entry.items() if key[0] == importer for reporter in parts}
        self._means = {
            (code, partner): (mean(flow, windows.before), mean(flow, windows.after))
            for (to, partner, code), flow in trade.imports.items()
            if to == importer
        }
        lost = [
            self._means.get((code, measure.measured), (0.0, 0.0))
            for code in trade.codes[importer]
            if measure.covers(code)
        ]
        self._material = MATERIAL * sum(max(0.0, before - after) for before, after in lost)
        self._volumes = {
            (code, partner): (mean(flow, windows.before), mean(flow, windows.after))
            for code, partner in self._means
            if (flow := self.volume(code, partner)) is not None
        }
        for code in trade.codes[importer]:
            self._add(code)
        self._own = self._own_growth()
        self.comparable = sorted(self._relative_of(code, partner) for code, partner in self._comparable())
        self._falls = sorted(-value for value in self.comparable)

    def volume(self, code: str, partner: str) -> Series | None:
        """The volume of a flow."""
        flows = self.trade.imported_mass if self.trade.by_mass(self.importer, code) else self.trade.imports
        return flows.get((self.importer, partner, code))

    def total(self, code: str, periods: tuple[int, ...]) -> float:
        """The mean volume of all imports of a code."""
        if (code, periods) not in self._total:
            partners = self.trade.partners[self.importer, code]
            self._total[code, periods] = sum(mean(self.volume(code, partner), periods) for partner in partners)
        return self._total[code, periods]

    def means(self, code: str, partner: str) -> tuple[float, float]:
        """The mean volume of a flow before and after."""
        return self._volumes.get((code, partner), (0.0, 0.0))

    def damping(self, code: str) -> float:
        """What is added to both sides of a growth rate."""
        return DAMPING * (self.total(code, self.windows.before) + self.total(code, self.windows.after)) / 2 or 1.0

    def _add(self, code: str) -> None:
        partners = self.trade.partners[self.importer, code]
        damping = self.damping(code)
        measured = {measure.measured for measure in self._treated if measure.covers(code)}
        found = []
        for partner in partners:
            before, after = self.means(code, partner)
            self._growth[code, partner] = log((after + damping) / (before + damping))
            if partner not in measured and self.large(code, partner):
                found.append(self._growth[code, partner])
        self._middle[code] = median(found) if found else 0.0

    def _own_growth(self) -> dict[str, float]:
        """How much more of goods that no measure covers each country delivers now, over the general growth."""
        found: dict[str, list[float]] = {}
        for (code, partner), growth in self._growth.items():
            if not self.covered(code) and self.large(code, partner):
                found.setdefault(partner, []).append(growth - self._middle[code])
        return {partner: median(values) for partner, values in found.items() if len(values) >= 5}

    def _comparable(self) -> list[tuple[str, str]]:
        """Flows of goods no measure covers; where there are too few, covered goods of countries not struck."""
        struck = {measure.measured for measure in self._treated}
        all_flows = [key for key in self._growth if key[1] not in struck and self.large(*key)]
        free = [key for key in all_flows if not self.covered(key[0])]
        return free if len(free) >= FEWEST else all_flows

    def _relative_of(self, code: str, partner: str) -> float:
        return self._growth[code, partner] - self._middle[code] - self._own.get(partner, 0.0)

    def fall(self) -> dict[str, Indicator]:
        """For each code the measure covers: did imports from the measured country fall?"""
        found = {}
        for code in self.trade.codes[self.importer]:
            if not self.measure.covers(code):
                continue
            measured = self.measure.measured
            if (code, measured) not in self._growth:
                found[code] = Indicator(None, None, None, "no imports from the measured country")
                continue
            growth = self._growth[code, measured]
            relative = growth - self._middle[code]
            chance = self.chance(-relative, self._falls)
            before, after = self.means(code, measured)
            words = f"imports from the measured country {change(before, after)}"
            found[code] = Indicator(relative, chance, growth < 0 and (chance is None or chance <= ALPHA), words)
        return found

    def gain(self, code: str, third: str) -> Indicator:
        """Did imports from the third country rise, more than comparable flows?"""
        relative = self._relative_of(code, third)
        chance = self.chance(relative, self.comparable)
        before, after = self.means(code, third)
        rose = self._growth[code, third] > 0 and (chance is None or chance <= ALPHA)
        return Indicator(relative, chance, rose, f"imports from the third country {change(before, after)}")

    def grown(self, code: str, third: str) -> bool:
        """Whether a country delivers more than before, and enough of it to be a lead."""
        before, after = self.means(code, third)
        return after > before and self.large(code, third)

    def moves(self, code: str) -> dict[str, tuple[float, str]]:
        """For each partner: how far the shares of entry points moved, and the one whose share rose most."""
        if code not in self._moves:
            self._moves[code] = {}
            for partner in self.trade.partners[self.importer, code]:
                flows = self.trade.entry.get((self.importer, partner, code), {})
                before, after = (_shares(flows, window) for window in (self.windows.before, self.windows.after))
                if before and after:
                    names = sorted(before.keys() | after.keys())
                    changes = {name: after.get(name, 0.0) - before.get(name, 0.0) for name in names}
                    most = max(names, key=lambda name: changes[name])
                    self._moves[code][partner] = sum(map(abs, changes.values())) / 2, most
        return self._moves[code]

    def mirror_change(self, code: str, to: str) -> float | None:
        """How the gap between both countries' figures of what the measured country sends another changed."""
        trade, measured = self.trade, self.measure.measured
        sent, got = trade.exports.get((measured, to, code)), trade.imports.get((to, measured, code))
        if sent is None or got is None:
            return None
        told = trade.reported[measured, "export"] & trade.reported[to, "import"]
        spans = [tuple(one for one in window if one in told) for window in (self.windows.before, self.windows.after)]
        before, after = ((mean(sent, span), mean(got, span)) for span in spans)
        if min(*before, *after) <= 0:
            return None
        return (log(after[0]) - log(after[1])) - (log(before[0]) - log(before[1]))

    def mirror_changes(self) -> list[float]:
        """The sizes of such changes in goods that no measure covers."""
        if self._mirror is None:
            found = [
                self.mirror_change(code, to)
                for to, source, code in self.trade.imports
                if source == self.measure.measured and not self.covered(code)
            ]
            self._mirror = sorted(abs(change) for change in found if change is not None)
        return self._mirror

    def value_damping(self, code: str) -> float:
        """The damping of flows in value."""
        flows = (self.trade.imports.get((self.importer, one, code)) for one in self.trade.partners[self.importer, code])
        return DAMPING * sum(mean(flow, self.trade.periods) for flow in flows) or 1.0

    def supplies(self, damping: float) -> dict[str, dict[str, float]]:
        """For each code, the growth of what the measured country sends to each country but the importer."""
        if damping not in self._supplies:
            trade, windows, measured = self.trade, self.windows, self.measure.measured
            found: dict[str, dict[str, float]] = {}
            for code in trade.all_codes:
                to = {*trade.destinations.get((measured, code), ()), *trade.receivers.get((measured, code), ())}
                changes = found.setdefault(code, {})
                for destination in sorted(to - {self.importer}):
                    flow, _ = supplied(trade, measured, destination, (code,), windows.both)
                    before, after = mean(flow, windows.before), mean(flow, windows.after)
                    if max(before, after) >= SHARE_FLOOR / DAMPING * damping:
                        changes[destination] = log((after + damping) / (before + damping))
            self._supplies = {damping: found}
        return self._supplies[damping]

    def covered(self, code: str) -> bool:
        """Whether a measure covers the goods."""
        if code not in self._is_covered:
            self._is_covered[code] = any(measure.covers(code) for measure in self._treated)
        return self._is_covered[code]

    def was_inside(self, partner: str) -> bool:
        """Whether a country belonged to the importer's customs territory in part of the windows.

        What it sent then is no import, so that its trade seems to begin when it leaves.
        """
        if partner not in self._inside:
            grain = self.windows.grain
            self._inside[partner] = any(
                territory(partner, period, grain) == self.importer for period in self.windows.both
            )
        return self._inside[partner]

    def large(self, code: str, partner: str) -> bool:
        """Whether a flow is large enough to count."""
        if self.was_inside(partner):
            return False
        floor = SHARE_FLOOR / DAMPING * self.damping(code)
        return max(self.means(code, partner)) >= floor and max(self._means[code, partner]) >= self._material

    def chance(self, value: float, others: list[float]) -> float | None:
        """The chance of a value among comparable flows, sorted; None where they are too few."""
        return placebo(value, others) if len(others) >= FEWEST else None


def _shares(flows: dict[str, Series], periods: tuple[int, ...]) -> dict[str, float]:
    """The share of each flow in all of them."""
    amounts = {name: mean(flow, periods) for name, flow in flows.items()}
    whole = sum(amounts.values())
    return {name: amount / whole for name, amount in amounts.items()} if whole > 0 else {}


def supplied(
    trade: Trade, source: str, destination: str, codes: Iterable[str], periods: Iterable[int]
) -> tuple[Series | None, str]:
    """What one country sent another: as the receiver reports it, else as the sender does, for all of the periods."""
    wanted = set(periods)
    sides = (
        (trade.imports, (destination, source), trade.reported.get((destination, "import"), frozenset()), "its imports"),
        (trade.exports, (source, destination), trade.reported.get((source, "export"), frozenset()), "exports to it"),
    )
    told = ""
    for flows, pair, reported, side in sides:
        if wanted <= reported:
            parts = [flows[*pair, code] for code in codes if (*pair, code) in flows]
            if parts:
                return {period: sum(part.get(period, 0.0) for part in parts) for period in trade.periods}, side
            told = "none reported"
    return ({}, told) if told else (None, "")


def change(before: float, after: float) -> str:
    """A change in words, by factor or percentage."""
    if before <= 0:
        return "began" if after > 0 else "none"
    factor = after / before
    if factor >= 3:
        return f"rose {factor:,.1f}-fold" if factor < 1000 else "began, but for a trifle"
    return f"{'rose' if factor >= 1 else 'fell'} by {abs(factor - 1):.0%}"
