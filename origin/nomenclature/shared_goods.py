"""The goods that the codes of two lists have in common: sets of goods as integers, a bit for each pair of codes.

Two rule lists may stand on different editions of the Harmonized System. What is one code to one of them may be several
to the other, so goods are told apart by both codes at once: a bit stands for the goods that have a certain subheading
on the left list's edition and a certain one on the right list's. Where both stand on the same edition, a bit is a code.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from origin.nomenclature.code import HsCode, Level
from origin.nomenclature.code_set import HsSet
from origin.nomenclature.correlation import carry
from origin.nomenclature.edition import edition

Goods = int
"""A set of goods: bit n stands for pair n of a `SharedGoods`."""

Side = Literal[0, 1]
"""Which of the two lists: 0 the left one, 1 the right one."""


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes a list speaks in: those of an edition, and those that only exist in a later one it was extended to."""

    year: int
    extended_to: int | None = None

    def year_of(self, digits: str) -> int | None:
        """The edition that a subheading is of; None where the list does not know it."""
        for year in (self.year, self.extended_to):
            if year is not None and edition(year).has_digits(digits):
                return year
        return None

    @property
    def subheadings(self) -> tuple[str, ...]:
        """The digits of all subheadings, in order."""
        own = edition(self.year).texts
        if self.extended_to is None:
            return tuple(own)
        return tuple(sorted({*own, *edition(self.extended_to).texts}))


class SharedGoods:
    """The pairs of subheadings that share goods; `shared_goods` gives it, worked out once for two lists' codes.

    `pairs` are in order of the left code, then the right one. `products` are the pairs that a product is likely to
    have: codes that collect goods from dozens of others (8549 electronic waste) are left out, as in `carry`.
    """

    def __init__(self, left: Codes, right: Codes) -> None:
        """Works out the pairs and, for each side, which of them lie in a range of its codes."""
        self.codes = (left, right)
        self.alike = left == right
        pairs, likely = _pairs(left, right)
        self.pairs = pairs
        self.all: Goods = (1 << len(pairs)) - 1
        self.products: Goods = sum(1 << at for at, pair in enumerate(pairs) if pair in likely)
        self._sides = (_Ladder([left for left, _ in pairs]), _Ladder([right for _, right in pairs]))

    def of(self, side: Side, codes: HsSet) -> Goods:
        """The goods that are in a set of codes of one side."""
        return self._sides[side].between(codes.intervals)

    def near(self, side: Side, pair: int, level: Level) -> Goods:
        """The goods of the same chapter, heading or subheading as those of a pair, by the codes of one side."""
        code = HsCode(self.pairs[pair][side][:level])
        return self._sides[side].between(((code.first, code.last),))

    def same(self, codes: HsSet) -> bool:
        """True where a set of codes means the same goods on both sides."""
        return self.of(0, codes) == self.of(1, codes)

    def digits(self, side: Side, goods: Goods) -> tuple[str, ...]:
        """The subheadings that some goods have on one side, in order."""
        return tuple(sorted({self.pairs[at][side] for at in bits(goods)}))

    def ranges(self, side: Side, goods: Goods) -> HsSet:
        """The codes that some goods have on one side, in the shortest ranges: a whole heading as such."""
        return shortest(self.digits(side, goods), self._sides[side].digits)


class _Ladder:
    """The goods of the codes below each code of a side; those between two codes are the difference."""

    def __init__(self, codes: Sequence[str]) -> None:
        goods: dict[str, Goods] = {}
        for at, code in enumerate(codes):
            goods[code] = goods.get(code, 0) | 1 << at
        self.digits = tuple(sorted(goods))
        self._numbers = [int(code) for code in self.digits]
        self._below: list[Goods] = [0]
        for code in self.digits:
            self._below.append(self._below[-1] | goods[code])

    def between(self, intervals: Iterable[tuple[int, int]]) -> Goods:
        """The goods whose codes lie in any of the intervals, both ends included."""
        found = 0
        for low, high in intervals:
            found |= (
                self._below[bisect_right(self._numbers, high)] ^ self._below[bisect_left(self._numbers, low)]
                if low <= high
                else 0
            )
        return found


@cache
def shared_goods(left: Codes, right: Codes) -> SharedGoods:
    """The goods of two lists' codes."""
    return SharedGoods(left, right)


def bits(goods: Goods) -> Iterator[int]:
    """The numbers of the bits that are set, in order."""
    while goods:
        lowest = goods & -goods
        yield lowest.bit_length() - 1
        goods ^= lowest


def shortest(wanted: Iterable[str], known: Sequence[str]) -> HsSet:
    """The set of some subheadings, in ranges as short as can be where only the known codes exist."""
    chosen = set(wanted)
    intervals: list[tuple[int, int]] = []
    low: str | None = None
    previous = ""
    for code in (*known, ""):
        if code in chosen:
            low = low or code
        elif low is not None:
            intervals.append(_widened(low, previous, known))
            low = None
        previous = code
    return HsSet.from_intervals(intervals)


def _widened(low: str, high: str, known: Sequence[str]) -> tuple[int, int]:
    """The ends of a run of codes, stretched to those of a heading or chapter that lies in the run with all its codes."""
    first, last = int(low), int(high)
    before, after = bisect_left(known, low) - 1, bisect_right(known, high)
    for length in (4, 2):
        begins = before < 0 or known[before][:length] != low[:length]
        ends = after >= len(known) or known[after][:length] != high[:length]
        several = low[:length] != high[:length]
        if begins and (ends or several):
            first = int(low[:length].ljust(6, "0"))
        if ends and (begins or several):
            last = int(high[:length].ljust(6, "9"))
    return first, last


def _pairs(left: Codes, right: Codes) -> tuple[tuple[tuple[str, str], ...], set[tuple[str, str]]]:
    """All pairs that share goods, and those that a product is likely to have: every code is in some of either."""
    if left == right:
        same = tuple((code, code) for code in left.subheadings)
        return same, set(same)
    there = {code: _links(code, left, right) for code in left.subheadings}
    back = {code: _links(code, right, left) for code in right.subheadings}
    pairs = {(code, to) for code, links in there.items() for to in links.all}
    pairs |= {(to, code) for code, links in back.items() for to in links.all}
    likely = {(code, to) for code, links in there.items() for to in links.likely if code in back[to].likely}
    served = {code for code, _ in likely}, {code for _, code in likely}
    likely |= {(code, to) for code, links in there.items() if code not in served[0] for to in links.best}
    likely |= {(to, code) for code, links in back.items() if code not in served[1] for to in links.best}
    return tuple(sorted(pairs | likely)), likely


class _Links(NamedTuple):
    """The codes on the other side that share goods with a code, the likely ones among them, and the best."""

    all: tuple[str, ...]
    likely: tuple[str, ...]
    best: tuple[str, ...]


def _links(digits: str, start: Codes, end: Codes) -> _Links:
    """Where a code stands on the other side; one that the tables do not carry anywhere stands for itself."""
    year = start.year_of(digits)
    assert year is not None
    if year == end.extended_to and not edition(end.year).has_digits(digits):
        return _Links((digits,), (digits,), (digits,))  # the other list was extended to this very code
    carried = carry(HsCode(digits), year, end.year)
    known = [code.digits for code in carried.candidates]
    if end.extended_to is not None and end.extended_to != year:
        later = carry(HsCode(digits), year, end.extended_to).candidates
        known += [code.digits for code in later if not edition(end.year).has(code)]
    likely = tuple(code.digits for code in carried.likely)
    best = likely if carried.code is None else (carried.code.digits,)
    if not known:
        return _Links((digits,), (digits,), (digits,))
    # A code that only the extension has is a part of goods that the list's own codes hold as well.
    return _Links(tuple(sorted(set(known))), likely if year == start.year else (), best)
