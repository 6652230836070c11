"""The goods that the codes of two lists have in common: sets of goods as integers, a bit for each pair of codes.

Two rule lists may stand on different editions of the Harmonized System. What is one code to one of them may be several
to the other, so goods are told apart by both codes at once: a bit stands for the goods that have a certain subheading
on the left list's edition and a certain one on the right list's. Where both stand on the same edition, a bit is a code.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from origin.frozen import Frozen
from origin.nomenclature.code import HsCode, Level
from origin.nomenclature.code_set import HsSet
from origin.nomenclature.correlation import carry
from origin.nomenclature.edition import edition

Goods = int
"""A set of goods: bit n stands for pair n of a `SharedGoods`."""

Pair = tuple[str, str]
"""A subheading of the left list's codes and one of the right list's."""

Side = Literal[0, 1]
"""Which of the two lists: 0 the left one, 1 the right one."""


class Codes(Frozen):
    """The codes a list speaks in: those of an edition, and those that only exist in a later one it was extended to."""

    year: int
    extended_to: int | None = None

    @property
    def subheadings(self) -> tuple[str, ...]:
        """The digits of all subheadings, in order."""
        return tuple(sorted((*edition(self.year).texts, *self.extension)))

    @property
    def extension(self) -> tuple[str, ...]:
        """The digits of the subheadings that only the later edition has, in order."""
        if self.extended_to is None:
            return ()
        return tuple(code for code in edition(self.extended_to).texts if not edition(self.year).has_digits(code))


class SharedGoods:
    """The pairs of subheadings that share goods; `shared_goods` gives it, worked out once for two lists' codes.

    `all` are the goods that materials can be, by codes of the editions themselves. `main` are those among them whose
    one code is what the other is converted to: goods that did not change their place between the editions. `products`
    are the pairs that products are looked up by: the main ones, and codes of the lists' extensions.
    """

    def __init__(self, left: Codes, right: Codes) -> None:
        """Works out the pairs and, for each side, which of them lie in a range of its codes."""
        self.codes = (left, right)
        self.alike = left == right
        found = _pairs(left, right)
        self.pairs = tuple(sorted(found.materials | found.extended.keys()))
        self._places = [found.extended.get(pair, pair) for pair in self.pairs]
        self.all: Goods = _marked(self.pairs, found.materials)
        self.main: Goods = _marked(self.pairs, found.main)
        self.products: Goods = _marked(self.pairs, found.main | found.extended.keys())
        self._sides = (_Ladder([left for left, _ in self.pairs]), _Ladder([right for _, right in self.pairs]))

    def of(self, side: Side, codes: HsSet) -> Goods:
        """The goods that are in a set of codes of one side."""
        return self._sides[side].between(codes.intervals)

    def near(self, side: Side, pair: int, level: Level) -> Goods:
        """The goods of the same chapter, heading or subheading as those of a pair, by the codes of one side."""
        code = HsCode(self._places[pair][side][:level])
        return self._sides[side].between(((code.first, code.last),))

    def same(self, codes: HsSet, among: Goods) -> bool:
        """True where a set of codes means the same on both sides, among some goods."""
        return self.alike or not (self.of(0, codes) ^ self.of(1, codes)) & among

    def digits(self, side: Side, goods: Goods) -> tuple[str, ...]:
        """The subheadings that some goods have on one side, in order."""
        return tuple(sorted({self.pairs[at][side] for at in bits(goods)}))

    def ranges(self, side: Side, goods: Goods) -> HsSet:
        """The codes that some goods have on one side, in the shortest ranges: a whole heading as such."""
        return shortest(self.digits(side, goods), self._sides[side].digits)


def _marked(pairs: tuple[Pair, ...], wanted: Collection[Pair]) -> Goods:
    return sum(1 << at for at, pair in enumerate(pairs) if pair in wanted)


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
    """The ends of a run of codes, stretched to those of a heading or chapter that has no codes but in the run."""
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


class _Pairs(NamedTuple):
    """The pairs of codes of the editions themselves, the main ones of them, and those of the lists' extensions.

    An extension's code is where a list is looked up; with each pair of such codes stands the pair of codes of the
    editions by which the product's own heading is told.
    """

    materials: set[Pair]
    main: set[Pair]
    extended: dict[Pair, Pair]


def _pairs(left: Codes, right: Codes) -> _Pairs:
    there, back = _carried(left.year, right.year), _carried(right.year, left.year)
    main = {(code, to) for code, links in there.items() for to in links.best}
    main |= {(to, code) for code, links in back.items() for to in links.best}
    materials = {(code, to) for code, links in there.items() for to in links.likely}
    materials |= {(to, code) for code, links in back.items() for to in links.likely}
    extended: dict[Pair, Pair] = {}
    for code in left.extension:
        for to in _found_by(code, left, right):
            extended[code, to] = _place(code, left), _place(to, right)
    for code in right.extension:
        for to in _found_by(code, right, left):
            extended[to, code] = _place(to, left), _place(code, right)
    return _Pairs(materials | main, main, {pair: place for pair, place in extended.items() if pair not in materials})


class _Links(NamedTuple):
    """The codes of another edition that share goods with a code, as far as is likely; and the best of them."""

    likely: tuple[str, ...]
    best: tuple[str, ...]


def _carried(year: int, to: int) -> dict[str, _Links]:
    """Where each subheading of an edition stands in another; one that the tables do not know stands for itself."""
    return {digits: _links(digits, year, to) for digits in edition(year).texts}


def _links(digits: str, year: int, to: int) -> _Links:
    if year == to:
        return _Links((digits,), (digits,))
    carried = carry(HsCode(digits), year, to)
    likely = tuple(code.digits for code in carried.likely) or (digits,)
    return _Links(likely, likely if carried.code is None else (carried.code.digits,))


def _found_by(digits: str, own: Codes, other: Codes) -> tuple[str, ...]:
    """The codes by which the other list speaks of what a code of a list's own extension means."""
    year = own.extended_to
    assert year is not None
    known = other.extended_to == year or other.year == year
    return (digits,) if known else _links(digits, year, other.year).best


def _place(digits: str, codes: Codes) -> str:
    """A code of the edition itself for one that may only be of the extension."""
    if codes.extended_to is None or edition(codes.year).has_digits(digits):
        return digits
    return _links(digits, codes.extended_to, codes.year).best[0]
