"""What rule lists have in common: the list that several agreements share, and how each differs from it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from origin.agreements.amendments import Key, key_of
from origin.frozen import Frozen
from origin.language import tree as t

ALIKE = 0.8
"""How alike, of 1, two labels of the same products and the same rule are that mean the same goods."""

WORTH_SHARING = 0.5
"""Which part of a list's entries another list must have before it is worth to be told by its differences."""


class Amendments(Frozen):
    """How a list differs from a shared one: entries of its own, and what it does not have."""

    entries: tuple[t.Entry, ...]
    omissions: tuple[t.Omission, ...]


def common_entries(lists: Sequence[Sequence[t.Entry]]) -> tuple[t.Entry, ...]:
    """The entries that more than half of the lists have, each as most of them have it, in their order."""
    found: dict[Key, Counter[t.Entry]] = defaultdict(Counter)
    order: dict[Key, tuple[int, int]] = {}
    for entries in lists:
        for at, entry in enumerate(entries):
            found[key_of(entry)][entry] += 1
            order.setdefault(key_of(entry), (entry.products[0].low, at))
    kept = [key for key, counted in found.items() if counted.total() * 2 > len(lists)]
    return tuple(found[key].most_common(1)[0][0] for key in sorted(kept, key=order.__getitem__))


def amendments(own: Iterable[t.Entry], shared: Iterable[t.Entry]) -> Amendments:
    """How the own entries differ from the shared ones; a label that is spelt otherwise is no difference."""
    known = {key_of(entry): entry for entry in shared}
    left = [entry for entry in own if not _same(entry, known.pop(key_of(entry), None), known)]
    kept = [entry for entry in left if not _found_alike(entry, known)]
    ours = {key_of(entry) for entry in kept}
    products = {entry.products for entry in own}
    omitted: dict[Key, None] = {}
    for key in known:
        if key not in ours:
            omitted[key if key[0] in products else (key[0], None)] = None
    return Amendments(tuple(kept), tuple(t.Omission(*key) for key in omitted))


def _same(entry: t.Entry, found: t.Entry | None, known: dict[Key, t.Entry]) -> bool:
    """True where the shared list has the entry; an entry that differs goes back to those that are left."""
    if found is None:
        return False
    if (found.rule, found.cumulative) == (entry.rule, entry.cumulative):
        return True
    known[key_of(found)] = found
    return False


def _found_alike(entry: t.Entry, known: dict[Key, t.Entry]) -> bool:
    """True where the shared list has the entry under an option that is only spelt otherwise; it is taken from there."""
    for key, other in known.items():
        same = (other.products, other.rule, other.cumulative) == (entry.products, entry.rule, entry.cumulative)
        if same and entry.option and other.option and _alike(entry.label or "", other.label or ""):
            del known[key]
            return True
    return False


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio() >= ALIKE
