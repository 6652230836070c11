"""Sets of missing facts, and how they combine: the facts of every part together, or of any one."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from origin.determination.truth import Truth
from origin.frozen import Frozen

MOST_SETS = 24
"""How many sets of facts are kept at each step; beyond it the larger ones are dropped."""


class Ask(Enum):
    """What a missing fact is about."""

    HS_CODE = "hs-code"
    VALUE = "value"
    WEIGHT = "weight"
    DRY_WEIGHT = "dry-weight"
    VOLUME = "volume"
    ORIGIN = "origin"
    WHOLLY_OBTAINED = "wholly-obtained"
    KIND = "kind"
    FIBRE = "fibre"
    PRICE = "price"
    PROCESS = "process"
    SIMPLE = "simple"
    PLACE = "place"
    OPTION = "option"
    QUOTA = "quota"
    DIRECTION = "direction"
    MATERIALS = "materials"
    JOURNEY = "journey"
    COMPONENT = "component"
    DESIGNATION = "designation"
    VESSEL = "vessel"
    STAY = "stay-abroad"
    SET_RULE = "set-rule"
    DRAWBACK = "drawback"
    LAW = "law"


class Fact(Frozen, order=True):
    """One missing fact: what is asked, of which article (id), and what exactly (a basis, a process, a description)."""

    ask: str
    subject: str
    detail: str = ""


FactSet = frozenset[Fact]
Sets = tuple[FactSet, ...]

NOTHING: Sets = (frozenset(),)
"""No fact is needed: it is so already."""

IMPOSSIBLE: Sets = ()
"""No fact helps."""


class Decisive(Frozen):
    """The smallest sets of facts that, answered favourably, make the product originate, or may rule it out."""

    to_originate: Sets
    to_rule_out: Sets

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact of any set, once, in order."""
        return tuple(sorted({fact for facts in (*self.to_originate, *self.to_rule_out) for fact in facts}))


def leaf(truth: Truth, wanted: bool, *facts: Fact) -> Sets:
    """The facts of something that is not known: all of them to have it so, any of them to have it not so."""
    if truth is not None:
        return NOTHING if truth is wanted else IMPOSSIBLE
    if wanted:
        return (frozenset(facts),)
    return tuple(frozenset({fact}) for fact in facts)


def every(parts: Iterable[Sets]) -> Sets:
    """One set of each part, together."""
    together: Sets = NOTHING
    for sets in parts:
        together = smallest([done | more for done in together for more in sets])
    return together


def one_of(parts: Iterable[Sets]) -> Sets:
    """The sets of any part."""
    return smallest([facts for sets in parts for facts in sets])


def smallest(sets: Iterable[FactSet]) -> Sets:
    """The sets that contain no other, the smallest first, in a stable order."""
    ordered = sorted(set(sets), key=lambda facts: (len(facts), sorted(facts)))
    kept: list[FactSet] = []
    for facts in ordered:
        if not any(other <= facts for other in kept):
            kept.append(facts)
        if len(kept) == MOST_SETS:
            break
    return tuple(kept)
