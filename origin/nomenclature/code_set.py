"""A set of HS codes: ranges, less excepted ranges. The scope of a rule, and the fastest test in the house."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from origin.nomenclature.code import HsCode
from origin.nomenclature.code_range import HsRange, range_between

if TYPE_CHECKING:
    from origin.nomenclature.edition import Edition

Intervals = tuple[tuple[int, int], ...]

_UNIVERSE: Intervals = ((10000, 979999),)


class HsSet:
    """The codes of `ranges` that are in none of `excepted`.

    Ranges keep the order and spelling of their source; two sets are equal as values where they are spelled alike, and
    `same_as` tells whether they hold the same codes. `lows` and `highs` are the sorted, disjoint intervals on the
    six-digit scale, the same for any spelling: 87 and 8701-8799 are one interval, since no heading is nn00.
    """

    def __init__(self, ranges: tuple[HsRange, ...] = (), excepted: tuple[HsRange, ...] = ()) -> None:
        """Takes the ranges; the intervals are worked out when they are asked for, once."""
        self.ranges: Final = ranges
        self.excepted: Final = excepted

    @cached_property
    def intervals(self) -> Intervals:
        """The sorted, disjoint intervals on the six-digit scale, both ends included."""
        inside = _intersect(_normal((part.low, part.high) for part in self.ranges), _UNIVERSE)
        if self.excepted:
            inside = _subtract(inside, _normal((part.low, part.high) for part in self.excepted))
        return inside

    @cached_property
    def lows(self) -> tuple[int, ...]:
        """Where the intervals begin."""
        return tuple([low for low, _ in self.intervals])

    @cached_property
    def highs(self) -> tuple[int, ...]:
        """Where the intervals end."""
        return tuple([high for _, high in self.intervals])

    @cached_property
    def edges(self) -> tuple[int, ...]:
        """Where each interval begins and where it has ended, in turn."""
        return tuple([edge for low, high in self.intervals for edge in (low, high + 1)])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, HsSet):
            return NotImplemented
        return (self.ranges, self.excepted) == (other.ranges, other.excepted)

    def __hash__(self) -> int:
        return hash((self.ranges, self.excepted))

    def __repr__(self) -> str:
        """The set as one would write it in Python."""
        return f"HsSet({self.ranges!r}, {self.excepted!r})"

    @classmethod
    def of(cls, *codes: HsCode) -> HsSet:
        """The set of some codes and all that lies inside them."""
        return cls(tuple(HsRange.of(code) for code in codes))

    @classmethod
    def from_intervals(cls, intervals: Iterable[tuple[int, int]]) -> HsSet:
        """The set of some intervals of the six-digit scale, both ends included, in the shortest ranges.

        As in a range, an end nnnn00 is the subheading of an undivided heading and reaches to the heading's end.
        """
        whole = ((low, high if high % 100 else high + 99) for low, high in intervals)
        clipped = _intersect(_normal(whole), _UNIVERSE)
        return cls(tuple(range_between(low, high) for low, high in clipped))

    @property
    def is_empty(self) -> bool:
        """True where no code is in the set."""
        return not self.lows

    @property
    def partial(self) -> bool:
        """True where some range was written with "ex"."""
        return any(part.partial for part in self.ranges)

    def contains(self, code: HsCode) -> bool | None:
        """True where all of `code` is in the set, False where none is, None where it depends on further digits.

        Heading 8507 against a set of 8507.60 alone is None: goods of that heading may or may not be in the set.
        """
        return self.contains_span(code.first, code.last)

    def contains_span(self, first: int, last: int) -> bool | None:
        """`contains` for a span of the six-digit scale, such as the `first` and `last` of a code."""
        edges = self.edges
        at = bisect_right(edges, first)
        if at % 2:  # inside an interval, which ends at the next edge
            return True if last < edges[at] else None
        return False if at == len(edges) or last < edges[at] else None

    def codes(self, edition: Edition) -> Iterator[HsCode]:
        """The subheadings of `edition` that are in the set, in order."""
        numbers, subheadings = edition.numbers, edition.subheadings
        for low, high in zip(self.lows, self.highs, strict=True):
            yield from subheadings[bisect_left(numbers, low) : bisect_right(numbers, high)]

    def is_subset(self, other: HsSet) -> bool:
        """True where every code of this set is in `other`."""
        return all(other.contains_span(low, high) is True for low, high in self.intervals)

    def overlaps(self, other: HsSet) -> bool:
        """True where some code is in both sets."""
        return any(other.contains_span(low, high) is not False for low, high in self.intervals)

    def same_as(self, other: HsSet) -> bool:
        """True where both sets hold the same codes, however they are spelled."""
        return self.lows == other.lows and self.highs == other.highs

    def __or__(self, other: HsSet) -> HsSet:
        """The codes of either set; ranges as written are kept where neither set excepts anything."""
        if not self.excepted and not other.excepted:
            return HsSet(self.ranges + tuple(part for part in other.ranges if part not in self.ranges))
        return HsSet.from_intervals(self.intervals + other.intervals)

    def __and__(self, other: HsSet) -> HsSet:
        """The codes of both sets."""
        return HsSet.from_intervals(_intersect(self.intervals, other.intervals))

    def __sub__(self, other: HsSet) -> HsSet:
        """The codes of this set that are not in `other`; written as an exception where that is possible."""
        if not other.excepted:
            return HsSet(self.ranges, self.excepted + other.ranges)
        return HsSet.from_intervals(_subtract(self.intervals, other.intervals))

    def merged(self) -> HsSet:
        """The same codes in sorted ranges, neighbours joined, exceptions worked in."""
        return HsSet.from_intervals(self.intervals)

    def __str__(self) -> str:
        """The set as written, which `parse_set` reads back: "2905.49-2942, 8507 except 8507.60"."""
        text = ", ".join(map(str, self.ranges))
        return f"{text} except {', '.join(map(str, self.excepted))}" if self.excepted else text


def _normal(intervals: Iterable[tuple[int, int]]) -> Intervals:
    """The canonical intervals of any intervals: trimmed, sorted, those that touch or overlap joined."""
    joined: list[tuple[int, int]] = []
    for low, high in sorted(_trim(low, high) for low, high in intervals):
        if low > high:
            continue
        if joined and low <= _after(joined[-1][1]):
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return tuple(joined)


def _trim(low: int, high: int) -> tuple[int, int]:
    """Moves ends off numbers that no goods have: headings nn00, chapter 77, nnnn00 of a divided heading."""
    if high % 10000 < 100:
        high -= high % 10000 + 1
    elif high % 100 == 0:
        high -= 1
    if high // 10000 == 77:
        high = 769999
    if low // 10000 == 77:
        low = 780000
    chapter = low - low % 10000
    if low <= chapter + 100:
        low = chapter if high >= chapter + 9999 else chapter + 100
    return low, high


def _after(high: int) -> int:
    """The highest beginning of a next interval that leaves no goods between: 8701 goes on from chapter 86."""
    after = 780000 if high == 769999 else high + 1
    return after + 100 if after % 10000 == 0 else after


def _intersect(left: Intervals, right: Intervals) -> Intervals:
    """What two sorted lists of intervals have in common."""
    common: list[tuple[int, int]] = []
    at_left = at_right = 0
    while at_left < len(left) and at_right < len(right):
        low = max(left[at_left][0], right[at_right][0])
        high = min(left[at_left][1], right[at_right][1])
        if low <= high:
            common.append((low, high))
        if left[at_left][1] < right[at_right][1]:
            at_left += 1
        else:
            at_right += 1
    return _normal(common)


def _subtract(whole: Intervals, gone: Intervals) -> Intervals:
    """What is left of sorted intervals without others: the gaps between those, laid over the first."""
    edges = [(-1, -1), *gone, (1000000, 1000000)]
    gaps = tuple((left + 1, right - 1) for (_, left), (right, _) in pairwise(edges) if left + 1 <= right - 1)
    return _intersect(whole, gaps)
