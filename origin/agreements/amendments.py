"""A rule list that several agreements share, as one agreement has it: entries replaced, added and left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from origin.language import tree as t
from origin.language.walk import words
from origin.nomenclature.code_range import HsRange
from origin.problems import Place, Problem, Read

Key = tuple[tuple[HsRange, ...], str | None]


def amended(shared: t.RuleList, own: t.RuleList, file: str | None = None) -> Read[t.RuleList]:
    """The list of an agreement that amends a shared one; its name, title and HS edition are its own.

    An own entry stands in the place of the shared one with the same products and option; others are added by their
    codes. Problems: an omission that names no entry of the shared list, a name that both lists define.
    """
    problems = [*_idle_omissions(shared, own, file), *_defined_twice(shared, own, file)]
    if problems:
        return Read(None, tuple(problems))
    left_out = {(omission.products, omission.option) for omission in own.omissions}
    ours: dict[Key, list[t.Entry]] = {}
    for entry in own.entries:
        ours.setdefault(key_of(entry), []).append(entry)
    entries: list[t.Entry] = []
    for entry in shared.entries:
        key = key_of(entry)
        if key in ours:
            entries += ours.pop(key)
        elif not left_out & {key, (entry.products, None)}:
            entries.append(replace(entry, span=t.NO_SPAN))
    for added in (entry for group in ours.values() for entry in group):
        entries.insert(_position(entries, added), added)
    definitions = tuple(replace(definition, span=t.NO_SPAN) for definition in shared.definitions) + own.definitions
    return Read(
        replace(own, definitions=_used(definitions, entries), entries=tuple(entries), amends=None, omissions=())
    )


def key_of(entry: t.Entry) -> Key:
    """What an entry is known by: its products and its option."""
    return entry.products, entry.option


def _position(entries: list[t.Entry], added: t.Entry) -> int:
    """Behind the last entry whose codes begin no later."""
    low = added.products[0].low
    return next((at + 1 for at in reversed(range(len(entries))) if entries[at].products[0].low <= low), 0)


def _idle_omissions(shared: t.RuleList, own: t.RuleList, file: str | None) -> Iterator[Problem]:
    keys = {key_of(entry) for entry in shared.entries}
    products = {entry.products for entry in shared.entries}
    for omission in own.omissions:
        known = (
            omission.products in products if omission.option is None else (omission.products, omission.option) in keys
        )
        if not known:
            found = " ".join(filter(None, (", ".join(map(str, omission.products)), omission.option)))
            place = Place(file, omission.span.line or None, omission.span.column or None)
            yield Problem("omission-unknown", f"the list {shared.name} has no such entry", place, found)


def _defined_twice(shared: t.RuleList, own: t.RuleList, file: str | None) -> Iterator[Problem]:
    known = {definition.name for definition in shared.definitions}
    for definition in own.definitions:
        if definition.name in known:
            place = Place(file, definition.span.line or None, definition.span.column or None)
            message = f"the list {shared.name} defines this name already"
            yield Problem("definition-twice", message, place, definition.name)


def _used(definitions: tuple[t.Definition, ...], entries: list[t.Entry]) -> tuple[t.Definition, ...]:
    """The definitions without those of the shared list that only entries left out used."""
    used = _names(one.test for entry in entries for one in entry.rule.alternatives)
    kept: list[t.Definition] = []
    for definition in reversed(definitions):
        if definition.name in used or definition.span.line:
            kept.append(definition)
            used |= _names((definition.test,))
    return tuple(reversed(kept))


def _names(tests: Iterable[t.Test]) -> set[str]:
    return {named.defined for test in tests for named in words(test) if named.defined is not None}
