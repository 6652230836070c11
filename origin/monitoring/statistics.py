"""Intervals and tests, from scipy; each says what it assumes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import isnan
from typing import Literal, NamedTuple

Method = Literal["wilson", "exact"]
"""Wilson's score interval, or that of Clopper and Pearson, which never covers less than it says."""

LEVEL = 0.95


class Interval(NamedTuple):
    """A share with its 95 % interval."""

    share: float
    low: float
    high: float


def share_of(hits: int, trials: int, method: Method = "wilson") -> Interval | None:
    """A share of independent trials with its interval; None without trials."""
    if trials == 0:
        return None
    from scipy.stats import binomtest

    found = binomtest(hits, trials).proportion_ci(LEVEL, method=method)
    return Interval(hits / trials, float(found.low), float(found.high))


def weighted_share(hits: Sequence[float], weights: Sequence[float]) -> Interval | None:
    """A share by value: Wilson's interval for the number of equal cases that would weigh as evenly (Kish).

    `hits` are the parts of each weight that count. A few large cases make the interval wide, as they should.
    """
    total = sum(weights)
    if total <= 0:
        return None
    share = sum(hits) / total
    effective = total * total / sum(weight * weight for weight in weights)
    z2 = 1.959963984540054**2
    middle = (share + z2 / (2 * effective)) / (1 + z2 / effective)
    spread = (z2 * (share * (1 - share) / effective + z2 / (4 * effective**2))) ** 0.5 / (1 + z2 / effective)
    return Interval(share, max(0.0, middle - spread), min(1.0, middle + spread))


def differ(hits: int, trials: int, other_hits: int, other_trials: int) -> float | None:
    """Fisher's exact test: the chance of so unequal shares if both were drawn alike; None where one has no trials."""
    if trials == 0 or other_trials == 0:
        return None
    from scipy.stats import fisher_exact

    return float(fisher_exact([[hits, trials - hits], [other_hits, other_trials - other_hits]]).pvalue)


def false_discovery(chances: Sequence[float | None], dependent: bool = False) -> list[float | None]:
    """q-values: p-values adjusted so that of what is called a finding at q, at most q is expected to be false.

    Benjamini and Hochberg, or Benjamini and Yekutieli where the tests may hang together in any way.
    """
    places = [number for number, chance in enumerate(chances) if chance is not None]
    adjusted: list[float | None] = [None] * len(chances)
    if places:
        from scipy.stats import false_discovery_control

        known = [min(max(float(chances[number] or 0.0), 0.0), 1.0) for number in places]
        for number, value in zip(
            places, false_discovery_control(known, method="by" if dependent else "bh"), strict=True
        ):
            adjusted[number] = float(value)
    return adjusted


def false_discovery_of_patterns(patterns: Sequence[tuple[float, float]]) -> list[float]:
    """q-values of patterns of which every leg has to hold: (greatest, least) chance of the legs of each.

    A pattern of which not even one leg stands out cannot become a finding, so that it does not count among those looked
    at: adaptive filtering, Wang, Gui, Su, Sabatti and Owen, Annals of Statistics 50 (2022), 1890. A pattern with one
    leg alone has a least chance of zero, and always counts; with such only, this is Benjamini and Hochberg.
    """
    from bisect import bisect_right

    greatest, least = sorted(high for high, _ in patterns), sorted(low for _, low in patterns)
    q: dict[float, float] = {}
    lowest = 1.0
    for level in reversed(greatest):
        lowest = min(lowest, level * bisect_right(least, level) / bisect_right(greatest, level))
        q[level] = lowest
    return [q[high] for high, _ in patterns]


def rank_correlation(left: Sequence[float], right: Sequence[float]) -> tuple[float, float] | None:
    """Spearman's correlation and the one-sided chance of one as large; None with fewer than four pairs.

    With fewer than ten pairs the chance is exact, from all orders.
    """
    if len(left) < 4:
        return None
    from scipy.stats import rankdata, spearmanr

    if len(set(left)) == 1 or len(set(right)) == 1:
        return None
    found = spearmanr(left, right, alternative="greater")
    value = float(found.statistic)
    if isnan(value):
        return None
    if len(left) > 8:
        return value, float(found.pvalue)
    from bisect import bisect_left

    a, b = [float(rank) for rank in rankdata(left)], [float(rank) for rank in rankdata(right)]
    reached = sum(x * y for x, y in zip(a, b, strict=True)) - 1e-9
    sums = _sums_of_orders(tuple(sorted(a)), tuple(sorted(b)))
    return value, (len(sums) - bisect_left(sums, reached)) / len(sums)


@lru_cache(maxsize=64)
def _sums_of_orders(a: tuple[float, ...], b: tuple[float, ...]) -> tuple[float, ...]:
    """The sums of products of two lists over all orders of one, sorted."""
    from itertools import permutations

    return tuple(sorted(sum(x * y for x, y in zip(a, order, strict=True)) for order in permutations(b)))


def placebo(value: float, others: Sequence[float]) -> float:
    """The chance of a value as large among those where nothing is suspected: (1 + as large) / (1 + all).

    `others` are sorted.
    """
    from bisect import bisect_left

    return (1 + len(others) - bisect_left(others, value)) / (1 + len(others))
