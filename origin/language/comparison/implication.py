"""Whether one rule implies another: every production that satisfies the one satisfies the other.

A rule implies another where each of its ways implies some way of the other. What stands against it is kept, so that a
person can be told why. Not to be shown to imply is not the same as not to imply: where nothing here proves it, the
answer is no.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from origin.language import tree as t
from origin.language.comparison.bounds import Bound, follows, impossible
from origin.language.comparison.clauses import PRODUCT_WHOLLY_OBTAINED, Clause, Requirement
from origin.language.comparison.kinds import Kinds, KindSet
from origin.language.comparison.processes import includes
from origin.language.glossary import Glossary

Limit = tuple[str, object]
"""Who may use a way, or when: what it is limited by ("quota", "exported from") and to what."""


class Way(NamedTuple):
    """A clause of a rule, what limits its use, and whether the tolerance is switched off (None: it is not)."""

    clause: Clause
    limits: frozenset[Limit] = frozenset()
    without_tolerance: tuple[t.NoTolerance, ...] = ()


class Lets(NamedTuple):
    """One rule lets in kinds of material that the other refuses."""

    kinds: KindSet


class Exceeds(NamedTuple):
    """One rule leaves a sum of materials freer than the other's bound."""

    bound: Bound
    instead: tuple[Bound, ...]
    """The bounds it has itself on the same measure."""


class Lacks(NamedTuple):
    """One rule does not ask for what the other requires."""

    requirement: Requirement


class Open(NamedTuple):
    """One rule may be used where the other's way is limited: by a quota, a direction, a partner."""

    limit: Limit


class Tolerates(NamedTuple):
    """One rule leaves the tolerance on that the other switches off."""

    off: t.NoTolerance


Obstacle = Lets | Exceeds | Lacks | Open | Tolerates


class Gap(NamedTuple):
    """A way of one rule that no way of the other was shown to cover, with what stands against the nearest."""

    way: Way
    nearest: Way | None
    obstacles: tuple[Obstacle, ...]


def gaps(rule: Sequence[Way], other: Sequence[Way], kinds: Kinds, glossary: Glossary) -> tuple[Gap, ...]:
    """Each way of a rule that is not shown to imply some way of the other; none: the rule implies the other."""
    found = []
    for way in rule:
        best: Gap | None = Gap(way, None, ())
        for goal in other:
            against = tuple(obstacles(way, goal, kinds, glossary))
            if not against:
                best = None
                break
            if best is None or best.nearest is None or _weight(against) < _weight(best.obstacles):
                best = Gap(way, goal, against)
        if best is not None and not is_impossible(way.clause, kinds):
            found.append(best)
    return tuple(found)


def implies(rule: Sequence[Way], other: Sequence[Way], kinds: Kinds, glossary: Glossary) -> bool:
    """True where a rule is shown to imply another: `gaps` finds nothing."""
    return all(
        any(next(iter(obstacles(way, goal, kinds, glossary)), None) is None for goal in other)
        or is_impossible(way.clause, kinds)
        for way in rule
    )


def _weight(against: tuple[Obstacle, ...]) -> tuple[int, int]:
    """How far two ways are from each other: those of one sort that differ in a figure are nearest."""
    foreign = sum(isinstance(one, Lacks) or (isinstance(one, Exceeds) and not one.instead) for one in against)
    return foreign, len(against)


def obstacles(way: Way, goal: Way, kinds: Kinds, glossary: Glossary) -> Iterable[Obstacle]:
    """What stands against a way's implying another: nothing, where every production that takes it meets the other."""
    if any(one.test == PRODUCT_WHOLLY_OBTAINED for one in way.clause.required):
        return  # what is wholly obtained originates without any rule for the product, under every agreement
    for limit in sorted(goal.limits - way.limits, key=str):
        yield Open(limit)
    for off in goal.without_tolerance:
        if off not in way.without_tolerance and t.NoTolerance() not in way.without_tolerance:
            yield Tolerates(off)
    yield from _of_clauses(way.clause, goal.clause, kinds, glossary)


def _of_clauses(clause: Clause, goal: Clause, kinds: Kinds, glossary: Glossary) -> Iterable[Obstacle]:
    if let := goal.refused & ~clause.refused:
        yield Lets(let)
    for bound in goal.bounds:
        if not any(follows(bound, given, clause.refused, kinds.all) for given in (None, *clause.bounds)):
            yield Exceeds(bound, tuple(one for one in clause.bounds if one.measure is bound.measure))
    for wanted in goal.required:
        if not any(_meets(given, wanted, glossary) for given in clause.required):
            yield Lacks(wanted)


def _meets(given: Requirement, wanted: Requirement, glossary: Glossary) -> bool:
    """Whether one requirement includes another."""
    if given.key == wanted.key:
        return True
    if isinstance(given.key, t.Done) and isinstance(wanted.key, t.Done):
        return includes(given.key.process, wanted.key.process, glossary)
    return False


def is_impossible(clause: Clause, kinds: Kinds) -> bool:
    """True where no production can take a way: one of its bounds can never be met."""
    return any(impossible(bound, clause.refused, kinds.all) for bound in clause.bounds)


def limits_of(alternative: t.Alternative, quota_of: str | None = None) -> frozenset[Limit]:
    """What limits an alternative besides its dates; a quota is that of the agreement named."""
    found: list[Limit] = []
    if alternative.quota is not None:
        found.append(("quota", (alternative.quota, quota_of)))
    for name, party in (
        ("exported from", alternative.exported_from),
        ("imported into", alternative.imported_into),
        ("originating in", alternative.partner),
    ):
        if party is not None:
            found.append((name, party))
    return frozenset(found)
