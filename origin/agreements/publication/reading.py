"""Reads the wording of published lists: each rule set once, however many lists have it, on several processors.

The result keeps, entry by entry, what was chosen where the publisher left a reading open and what stayed unread.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from enum import Enum
from typing import TypeVar

from msgspec.structs import replace

from origin.agreements.publication import description as d
from origin.agreements.publication.arrangement import Products, Published
from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.legal import Choice, PublishedRule, Reading, ReadRule, Unread, read_rule_set

Wording = tuple[tuple[PublishedRule, ...], Products]
"""The rules of a rule set and the products they are for: what its reading depends on."""

T = TypeVar("T")

NO_RULE = "no rule is published for these products"

WORTH_TWO_PROCESSES = 400
"""From how many rule sets on a second process pays for its start."""


class Outcome(Enum):
    """How far a rule was read."""

    FULLY = "fully"
    WITH_CHOICE = "with a choice"
    PARTLY = "partly"
    NO_RULE = "no rule published"


class ReadEntry(Frozen):
    """An entry of a rule list with the rule sets it was read from, and all that its reader should know."""

    entry: t.Entry
    place: Published
    choices: tuple[Choice, ...] = ()
    unread: tuple[Unread, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """How far its wording was read."""
        if not self.place.rules:
            return Outcome.NO_RULE
        if self.unread:
            return Outcome.PARTLY
        return Outcome.WITH_CHOICE if self.choices else Outcome.FULLY


# -- each wording once ----------------------------------------------------------------------------------------------


def read_wordings(
    wordings: Iterable[Wording], progress: Callable[[int], None] | None = None, processes: int | None = None
) -> dict[Wording, Reading]:
    """The reading of each different wording; `progress` is told how many more are done."""
    # In the order of their texts, so that a process that has read a text is the one that meets it again.
    wanted = sorted(dict.fromkeys(wordings), key=lambda wording: [rule.text for rule in wording[0]])
    workers = processes if processes is not None else min(2, os.cpu_count() or 1)
    if workers < 2 or len(wanted) < WORTH_TWO_PROCESSES:
        found = [_read(wording) for wording in _counted(wanted, 1, progress)]
        return dict(zip(wanted, found, strict=True))
    size = max(1, min(100, len(wanted) // (workers * 4)))
    stretches = [wanted[at : at + size] for at in range(0, len(wanted), size)]
    with ProcessPoolExecutor(workers) as pool:
        found = [one for done in _counted(pool.map(_read_all, stretches), size, progress) for one in done]
    return dict(zip(wanted, found, strict=True))


def wording_of(place: Published) -> Wording:
    """What the reading of a place depends on."""
    return place.rules, place.products


def _counted(done: Iterable[T], size: int, progress: Callable[[int], None] | None) -> Iterator[T]:
    for one in done:
        yield one
        if progress is not None:
            progress(size)


def _read_all(wordings: list[Wording]) -> list[Reading]:
    return [_read(wording) for wording in wordings]


def _read(wording: Wording) -> Reading:
    return read_rule_set(*wording)


# -- entries --------------------------------------------------------------------------------------------------------


def entries_of(place: Published, reading: Reading | None, home: str) -> Iterator[ReadEntry]:
    """The entries of a place: one, or one for each product that the wording itself describes.

    `home` is the party that publishes the list, from whose side rules are marked as for imports or for exports.
    """
    if reading is None:
        rule = t.Rule((t.Alternative(t.Text(NO_RULE)),))
        yield ReadEntry(_entry(place, place.option, rule), place)
        return
    named = [read.product for read in reading.rules]
    options = _options(place.option, named) if any(named) else (place.option,) * len(named)
    for read, option in zip(reading.rules, options, strict=True):
        rule = _limited(read, place, option, home)
        entry = replace(_entry(place, option, rule), cumulative=read.cumulative)
        yield ReadEntry(entry, place, reading.choices, reading.unread)


def _entry(place: Published, option: d.Option | None, rule: t.Rule) -> t.Entry:
    if option is None:
        return t.Entry(place.products, rule)
    return t.Entry(place.products, rule, option.path, option.label)


def _options(within: d.Option | None, products: list[str | None]) -> tuple[d.Option, ...]:
    """The options of products that a wording names, inside the option that the rule set has."""
    found = d.options([product or d.OTHER for product in products])
    if within is None:
        return found
    return tuple(d.Option(f"{within.path}.{option.path}", option.label) for option in found)


def _limited(read: ReadRule, place: Published, option: d.Option | None, home: str) -> t.Rule:
    """The rule with the quota and the direction that its rule set as a whole has, where the wording gave none."""
    into = {home} if place.quota and "kingdom" in place.quota[1].casefold() else set()
    exported = {rule.exported for rule in place.rules}
    imported = {rule.imported for rule in place.rules}
    quota = quota_id(place, option)
    alternatives = []
    for one in read.rule.alternatives:
        imported_into = one.imported_into or (home if into or exported == {False} else None)
        exported_from = one.exported_from or (home if imported == {False} else None)
        alternatives.append(
            replace(
                one,
                quota=quota if one.quota or place.within_quota else None,
                imported_into=imported_into,
                exported_from=exported_from,
            )
        )
    return replace(read.rule, alternatives=tuple(alternatives))


def quota_id(place: Published, option: d.Option | None) -> str:
    """The name of an origin quota that the publisher does not name: the codes, and the last word of the option."""
    codes = ", ".join(map(str, place.products))
    return f"{codes} {option.path.rsplit('.', 1)[-1]}" if option and place.quota else codes
