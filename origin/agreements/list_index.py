"""The entries that speak for each subheading of a rule list, found in one walk over the list."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from origin.agreements.rule_book import narrowest
from origin.language import tree as t


def entries_by_code(entries: Iterable[t.Entry], codes: Sequence[str]) -> tuple[tuple[t.Entry, ...], ...]:
    """For each of some subheadings (digits, in order) the entries whose products include it, in the list's order."""
    numbers = [int(code) for code in codes]
    found: list[list[t.Entry]] = [[] for _ in codes]
    for entry in entries:
        places: set[int] = set()
        for part in entry.products:
            places.update(range(bisect_left(numbers, part.low), bisect_right(numbers, part.high)))
        for place in places:
            found[place].append(entry)
    return tuple(map(tuple, found))


def speaking_by_code(entries: Iterable[t.Entry], codes: Sequence[str]) -> tuple[tuple[t.Entry, ...], ...]:
    """For each subheading the entries that speak for it: the narrowest ones, and quota rules beside them."""
    known: dict[tuple[int, ...], tuple[t.Entry, ...]] = {}
    spoken = []
    for some in entries_by_code(entries, codes):
        key = tuple(map(id, some))
        if key not in known:
            known[key] = narrowest(some)
        spoken.append(known[key])
    return tuple(spoken)
