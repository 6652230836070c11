"""The indicators of circumvention, each a figure of its own with its formula and significance.

A lead is a route: goods of a code, from a measured country, through a third country, to an importer. Every change is
set against *comparable flows*: the same importer's flows of goods that no measure covers, from all other countries (or,
where a table has no such goods, the other countries' flows of the same goods). The chance of an indicator is the share
of comparable flows that did as much; nothing is assumed about how trade is distributed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from statistics import median

from origin.monitoring.measures import Measure
from origin.monitoring.statistics import placebo, rank_correlation
from origin.monitoring.trade import Series, Trade, Windows, mean, territory

SHARE_FLOOR = 0.001
"""A third country with less of the importer's imports after the measure is no lead, nor a comparable flow."""
DAMPING = 0.0005
"""The part of the importer's imports that is added to both sides of a growth rate, so that trifles do not explode."""
SURGE_GROWTH, SURGE_SHARE = 0.135, 0.06
"""Growth of volume from one year to the next, and share of imports: Regulation (EU) No 978/2012, Article 29."""
MATERIAL = 0.001
"""A flow smaller than this part of what the measured country lost is no lead, nor a comparable flow."""
FEWEST = 19
"""With fewer comparable flows no chance of 5 % can be told."""
ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of a lead: figure, chance, whether it points to rerouting (None: cannot be told), and why."""

    figure: float | None = None
    chance: float | None = None
    points: bool | None = None
    words: str = ""

    @property
    def fell(self) -> bool:
        """Whether what should have risen did not."""
        return self.figure is not None and self.points is False and self.figure <= 0


NOT_TOLD = Indicator(words="the tables do not tell")


@dataclass(frozen=True, slots=True)
class Lead:
    """A route with its indicators."""

    code: str
    measured: str
    third: str
    importer: str
    measure: Measure
    windows: Windows
    basis: str
    """What stands for volume: net mass or value."""
    before: float
    after: float
    share_before: float
    share_after: float
    measured_before: float
    measured_after: float
    fall: Indicator
    gain: Indicator
    supply: Indicator
    correlation: Indicator
    surge: Indicator
    capacity: Indicator
    mirror: Indicator
    unit_value: Indicator
    entry: Indicator
    stake: float
    """Value a year (or other period) that may have been rerouted: the least of the known rises and the fall."""

    @property
    def legs(self) -> tuple[Indicator, ...]:
        """The pattern of trade of Regulation (EU) 2016/1036, Article 13(1)."""
        return (self.fall, self.gain, self.supply)

    @property
    def chance(self) -> float:
        """The chance of the pattern: of the less certain of its two rises; one, where a leg does not hold.

        That imports from the measured country fell is what a measure is for: it has to hold, and is not tested.
        """
        if self.measured_after >= self.measured_before or self.supply.fell:
            return 1.0
        return max((leg.chance for leg in (self.gain, self.supply) if leg.chance is not None), default=1.0)

    @property
    def least_chance(self) -> float:
        """The chance of the more certain of its two rises; zero where only one can be told."""
        told = [leg.chance for leg in (self.gain, self.supply) if leg.chance is not None]
        return min(told) if len(told) > 1 else 0.0

    @property
    def support(self) -> tuple[int, int]:
        """How many of the indicators that can be told point to rerouting, and how many can be told."""
        told = [one.points for one in self.all() if one.points is not None]
        return sum(map(bool, told)), len(told)

    def all(self) -> tuple[Indicator, ...]:
        """Every indicator."""
        return (*self.legs, self.correlation, self.surge, self.capacity, self.mirror, self.unit_value, self.entry)


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
            words = f"imports from the measured country {_change(before, after)}"
            found[code] = Indicator(relative, chance, growth < 0 and (chance is None or chance <= ALPHA), words)
        return found

    def gain(self, code: str, third: str) -> Indicator:
        """Did imports from the third country rise, more than comparable flows?"""
        relative = self._relative_of(code, third)
        chance = self.chance(relative, self.comparable)
        before, after = self.means(code, third)
        rose = self._growth[code, third] > 0 and (chance is None or chance <= ALPHA)
        return Indicator(relative, chance, rose, f"imports from the third country {_change(before, after)}")

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
                    flow, _ = _sent(trade, measured, destination, (code,), windows.both)
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


def supply(importer: Importer, code: str, third: str) -> tuple[Indicator, float | None]:
    """Did it get more of the goods, or of their inputs, from the measured country? With the rise in value."""
    trade, measure, windows = importer.trade, importer.measure, importer.windows
    wanted = (
        code,
        *(other for other in trade.all_codes if other != code and other.startswith(measure.inputs or ("-",))),
    )
    series, side = _sent(trade, measure.measured, third, wanted, windows.both)
    if series is None:
        return NOT_TOLD, None
    before, after = mean(series, windows.before), mean(series, windows.after)
    damping = importer.value_damping(code)
    changes = importer.supplies(damping)
    own = {to: change for one in wanted for to, change in changes.get(one, {}).items() if to != third}
    middle = median(own.values()) if own else 0.0
    growth = log((after + damping) / (before + damping)) - middle
    others = []
    for other, found in changes.items():
        if other not in wanted and found:
            level = median(found.values())
            others += [change - level for change in found.values()]
    if len(others) < FEWEST:
        others += [change - middle for change in own.values()]
    chance = importer.chance(growth, sorted(others))
    rose = after > before and (chance is None or chance <= ALPHA)
    return Indicator(
        growth, chance, rose, f"supplies of the measured country to it ({side}) {_change(before, after)}"
    ), after - before


def _sent(
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


def correlation(importer: Importer, code: str, third: str) -> Indicator:
    """Do imports from the third country move with what it gets from the measured one? Spearman, of yearly changes."""
    trade = importer.trade
    sent, _ = _sent(trade, importer.measure.measured, third, (code,), trade.periods)
    came = trade.imports.get((importer.importer, third, code))
    if not sent or came is None:
        return NOT_TOLD
    damping = DAMPING * max(sum(came.values()) / len(trade.periods), 1.0)

    def changes(series: Series) -> list[float]:
        steps = zip(trade.periods, trade.periods[1:], strict=False)
        return [log((series.get(b, 0.0) + damping) / (series.get(a, 0.0) + damping)) for a, b in steps if b == a + 1]

    found = rank_correlation(changes(came), changes(sent))
    if found is None:
        return Indicator(words="too few periods")
    return Indicator(found[0], found[1], found[1] <= ALPHA, "changes of both flows from period to period")


def surge(importer: Importer, code: str, third: str) -> Indicator:
    """Did volume grow from one year to the next past the statutory rate, with the statutory share of imports?"""
    trade = importer.trade
    if trade.grain.per_year != 1:
        return Indicator(words="needs years")
    volume = importer.volume(code, third) or {}
    best: tuple[bool, float] | None = None
    for period in importer.windows.after:
        before, now = volume.get(period - 1, 0.0), volume.get(period, 0.0)
        if period - 1 not in trade.periods or before <= 0:
            continue
        growth, share = now / before - 1, now / (importer.total(code, (period,)) or 1.0)
        met = growth >= SURGE_GROWTH and share >= SURGE_SHARE
        best = max(best or (met, growth), (met, growth))
    if best is None:
        return Indicator(words="nothing to grow from")
    return Indicator(best[1], None, best[0], "largest growth from one year to the next; a threshold, not a test")


def capacity(importer: Importer, code: str, third: str, production: dict[tuple[str, str], float]) -> Indicator:
    """Imports from the third country / (its production + its net imports from elsewhere), in net mass."""
    trade, windows = importer.trade, importer.windows
    made = production.get((third, code))
    if made is None:
        made = next(
            (value for (country, one), value in production.items() if country == third and code.startswith(one)), None
        )
    came = trade.imported_mass.get((importer.importer, third, code))
    if made is None or came is None or not trade.by_mass(importer.importer, code):
        return NOT_TOLD
    bought = sum(
        mean(trade.imported_mass[third, source, code], windows.after)
        for source in trade.partners.get((third, code), ())
    )
    sold = sum(
        mean(trade.exported_mass[third, to, code], windows.after)
        for to in trade.destinations.get((third, code), ())
        if to != importer.importer
    )
    struck = mean(trade.imported_mass.get((third, importer.measure.measured, code)), windows.after)
    available = made / trade.grain.per_year + bought - sold
    sent = mean(came, windows.after)
    if available <= 0:
        return Indicator(None, None, sent > 0, "it has nothing to send: more leaves it than it makes and buys")
    without = available - struck
    words = (
        f"without goods of the measured country {sent / without:.2f}"
        if without > 0
        else "all it has is of the measured country"
    )
    return Indicator(sent / available, None, without <= 0 or sent > without, words)


def mirror(importer: Importer, code: str, third: str) -> Indicator:
    """log(exports of the measured country to it) - log(its imports from there): how the gap changed."""
    own = importer.mirror_change(code, third)
    if own is None:
        return NOT_TOLD
    chance = importer.chance(abs(own), importer.mirror_changes())
    points = None if chance is None else chance <= ALPHA
    return Indicator(own, chance, points, "change of the gap between both countries' figures")


def unit_value(importer: Importer, code: str, third: str) -> Indicator:
    """Is its price near what the measured country asked before, nearer than others' prices?"""
    trade, windows = importer.trade, importer.windows
    if not trade.by_mass(importer.importer, code):
        return NOT_TOLD

    def price(partner: str, periods: tuple[int, ...]) -> float | None:
        value = mean(trade.imports.get((importer.importer, partner, code)), periods)
        mass = mean(trade.imported_mass.get((importer.importer, partner, code)), periods)
        return value / mass if value > 0 and mass > 0 else None

    then, now = price(importer.measure.measured, windows.before), price(third, windows.after)
    if then is None or now is None:
        return NOT_TOLD
    distances = [
        abs(log(other / then))
        for partner in trade.partners[importer.importer, code]
        if partner not in {third, importer.measure.measured}
        and importer.large(code, partner)
        and (other := price(partner, windows.after))
    ]
    own = abs(log(now / then))
    chance = importer.chance(-own, sorted(-value for value in distances))
    points = None if chance is None else chance <= ALPHA
    return Indicator(now / then, chance, points, "its price now / the measured country's before")


def entry(importer: Importer, code: str, third: str) -> Indicator:
    """Did the entry points inside the customs territory change? Half the sum of changes of their shares."""
    if len(importer.reporters) < 2:
        return NOT_TOLD

    moves = importer.moves(code)
    own = moves.get(third)
    if own is None:
        return Indicator(words="no trade before")
    struck = importer.measure.measured
    others = [
        moved
        for partner, (moved, _) in moves.items()
        if partner not in {third, struck} and importer.large(code, partner)
    ]
    chance = importer.chance(own[0], sorted(others))
    points = None if chance is None else chance <= ALPHA
    return Indicator(own[0], chance, points, f"the share of {own[1]} rose most")


def leads_of(
    trade: Trade,
    measures: tuple[Measure, ...],
    importers: tuple[str, ...],
    production: dict[tuple[str, str], float],
    split: dict[Measure, Windows],
) -> list[Lead]:
    """Every route on which the third country delivers more than before, with its indicators."""
    found = []
    for measure in measures:
        windows = split[measure]
        if not windows.before or not windows.after:
            continue
        for name in sorted(trade.codes):
            if (
                name in {measure.measured}
                or (measure.importer or name) != name
                or (importers and name not in importers)
            ):
                continue
            told = windows.within(trade.reported[name, "import"])
            if not told.before or not told.after:
                continue
            importer = Importer(trade, name, measure, told, measures)
            falls = importer.fall()
            for code, fall in falls.items():
                for third in sorted(trade.partners[name, code]):
                    if third != measure.measured and importer.grown(code, third):
                        found.append(_lead(importer, code, third, fall, production))
    return found


def _lead(importer: Importer, code: str, third: str, fall: Indicator, production: dict[tuple[str, str], float]) -> Lead:
    trade, windows, measured = importer.trade, importer.windows, importer.measure.measured
    values = trade.imports.get((importer.importer, third, code))
    struck = trade.imports.get((importer.importer, measured, code))
    before, after = mean(values, windows.before), mean(values, windows.after)
    gone = mean(struck, windows.before) - mean(struck, windows.after)
    volume = importer.volume(code, third)
    supplied, rise = supply(importer, code, third)
    known = [after - before, gone, *([rise] if rise is not None else [])]
    whole = importer.total(code, windows.before), importer.total(code, windows.after)
    return Lead(
        code=code,
        measured=measured,
        third=third,
        importer=importer.importer,
        measure=importer.measure,
        windows=windows,
        basis="net mass" if trade.by_mass(importer.importer, code) else "value",
        before=before,
        after=after,
        share_before=mean(volume, windows.before) / whole[0] if whole[0] else 0.0,
        share_after=mean(volume, windows.after) / whole[1] if whole[1] else 0.0,
        measured_before=mean(struck, windows.before),
        measured_after=mean(struck, windows.after),
        fall=fall,
        gain=importer.gain(code, third),
        supply=supplied,
        correlation=correlation(importer, code, third),
        surge=surge(importer, code, third),
        capacity=capacity(importer, code, third, production),
        mirror=mirror(importer, code, third),
        unit_value=unit_value(importer, code, third),
        entry=entry(importer, code, third),
        stake=max(0.0, min(known)),
    )


def _change(before: float, after: float) -> str:
    """A change in words, by factor or percentage."""
    if before <= 0:
        return "began" if after > 0 else "none"
    factor = after / before
    if factor >= 3:
        return f"rose {factor:,.1f}-fold" if factor < 1000 else "began, but for a trifle"
    return f"{'rose' if factor >= 1 else 'fell'} by {abs(factor - 1):.0%}"
