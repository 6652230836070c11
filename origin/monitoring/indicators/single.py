"""Each indicator of a route, with its formula."""

from __future__ import annotations

from math import log
from statistics import median

from origin.monitoring.indicators.importer import DAMPING, FEWEST, Importer, change, supplied
from origin.monitoring.indicators.lead import ALPHA, NOT_TOLD, Indicator
from origin.monitoring.statistics import rank_correlation
from origin.monitoring.trade import Series, mean

SURGE_GROWTH, SURGE_SHARE = 0.135, 0.06
"""Growth of volume from one year to the next, and share of imports: Regulation (EU) No 978/2012, Article 29."""


def supply(importer: Importer, code: str, third: str) -> tuple[Indicator, float | None]:
    """Did it get more of the goods, or of their inputs, from the measured country? With the rise in value."""
    trade, measure, windows = importer.trade, importer.measure, importer.windows
    wanted = (
        code,
        *(other for other in trade.all_codes if other != code and other.startswith(measure.inputs or ("-",))),
    )
    series, side = supplied(trade, measure.measured, third, wanted, windows.both)
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
        growth, chance, rose, f"supplies of the measured country to it ({side}) {change(before, after)}"
    ), after - before


def correlation(importer: Importer, code: str, third: str) -> Indicator:
    """Do imports from the third country move with what it gets from the measured one? Spearman, of yearly changes."""
    trade = importer.trade
    sent, _ = supplied(trade, importer.measure.measured, third, (code,), trade.periods)
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
