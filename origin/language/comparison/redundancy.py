"""What in a rule means nothing: parts that others imply, bounds that always or never hold, idle exceptions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import NamedTuple, assert_never

from origin.language import tree as t
from origin.language.comparison.clauses import clauses
from origin.language.comparison.implication import Way, implies, is_impossible
from origin.language.comparison.kinds import Distinctions, Kinds, Survey, alike
from origin.language.comparison.scopes import Reading
from origin.language.glossary import Glossary
from origin.language.notation import item_text, test_text
from origin.nomenclature.shared_goods import Goods, SharedGoods

MOST_ALTERNATIVES = 100
"""A rule with more alternatives than this is not held against itself; published ones have a dozen at most."""


class Idle(Enum):
    """Why something in a rule means nothing."""

    NEVER_MET = "rule-never-met"
    ALWAYS_MET = "rule-always-met"
    PART_IMPLIED = "part-implied"
    ALTERNATIVE_IMPLIED = "alternative-implied"
    EXCEPTION_IDLE = "exception-idle"
    ALLOWANCE_IDLE = "allowance-idle"


class Redundancy(NamedTuple):
    """What means nothing: the test it is or stands in, its own words, and what makes it so."""

    idle: Idle
    test: t.Test
    text: str
    because: str | None = None


ANYTHING = t.Each(t.ALL_NON_ORIGINATING, t.Shift(None))


class RuleGround:
    """Where a rule's tests are tried: for each set of products alike to it; nowhere if there is too much to tell."""

    def __init__(self, tests: Iterable[t.Test], products: Goods, goods: SharedGoods, glossary: Glossary) -> None:
        """Lays the ground for some tests, for products that are bits of the goods of the list's own codes."""
        self._glossary = glossary
        self._ways: dict[tuple[int, int], tuple[t.Test, tuple[Way, ...]]] = {}
        survey = Survey(goods, goods.main)
        for test in tests:
            clauses(test, Reading(survey, 0, glossary))
        self._readings: tuple[tuple[Reading, Kinds], ...] = ()
        if not survey.too_much:
            every = (kinds for _, kinds in alike(products, Distinctions.of(survey)))
            self._readings = tuple((Reading(kinds, 0, glossary), kinds) for kinds in every)

    def always(self, holds: Callable[[Reading], bool]) -> bool:
        """Whether something holds for all products of the rule."""
        return bool(self._readings) and all(holds(reading) for reading, _ in self._readings)

    def implies(self, test: t.Test, other: t.Test) -> bool:
        """Whether one test implies another, whatever the product."""
        return bool(self._readings) and all(
            implies(self._ways_of(test, number), self._ways_of(other, number), kinds, self._glossary)
            for number, (_, kinds) in enumerate(self._readings)
        )

    def never(self, test: t.Test) -> bool:
        """Whether a test can never be met."""
        return bool(self._readings) and all(
            is_impossible(way.clause, kinds)
            for number, (_, kinds) in enumerate(self._readings)
            for way in self._ways_of(test, number)
        )

    def _ways_of(self, test: t.Test, number: int) -> tuple[Way, ...]:
        """The ways of meeting a test, worked out once for each set of products; the test is kept, and so its id."""
        key = (id(test), number)
        if key not in self._ways:
            self._ways[key] = test, tuple(map(Way, clauses(test, self._readings[number][0])))
        return self._ways[key][1]


def redundancies(
    alternatives: tuple[t.Alternative, ...], products: Goods, goods: SharedGoods, glossary: Glossary
) -> Iterator[Redundancy]:
    """Everything in a rule that means nothing for any of its products."""
    if not products or (all(_plain(one.test) for one in alternatives) and len(alternatives) == 1):
        return
    if len(alternatives) > MOST_ALTERNATIVES:
        return
    tests = [alternative.test for alternative in alternatives]
    ground = RuleGround((*tests, ANYTHING), products, goods, glossary)
    for test in tests:
        yield from _within(test, ground)
    yield from _alternatives(alternatives, ground)


def _plain(test: t.Test) -> bool:
    """Whether a test has nothing in it that could be idle: one condition without exceptions, one process."""
    match test:
        case t.Each(_, t.Shift(_, excluding, _)):
            return not excluding
        case t.Each() | t.Done() | t.Text():
            return True
        case _:
            return False


def _alternatives(alternatives: tuple[t.Alternative, ...], ground: RuleGround) -> Iterator[Redundancy]:
    """Alternatives that never help, since another one is open whenever they are, and asks no more."""
    dropped: set[int] = set()
    for number, one in enumerate(alternatives):
        for at, other in enumerate(alternatives):
            if at == number or at in dropped or not _as_open(other, one) or not ground.implies(one.test, other.test):
                continue
            if at > number and _as_open(one, other) and ground.implies(other.test, one.test):
                continue  # they are the same: the later one is told
            dropped.add(number)
            yield Redundancy(
                Idle.ALTERNATIVE_IMPLIED, one.test, test_text(one.test), f"{test_text(other.test)} asks no more"
            )
            break


def _as_open(one: t.Alternative, other: t.Alternative) -> bool:
    """Whether one alternative may be used wherever the other may."""
    return (
        (one.valid_from is None or (other.valid_from is not None and one.valid_from <= other.valid_from))
        and (one.valid_until is None or (other.valid_until is not None and other.valid_until <= one.valid_until))
        and one.quota in (None, other.quota)
        and one.exported_from in (None, other.exported_from)
        and one.imported_into in (None, other.imported_into)
        and one.partner in (None, other.partner)
        and one.no_tolerance in (None, other.no_tolerance)
    )


def _within(test: t.Test, ground: RuleGround) -> Iterator[Redundancy]:
    """What is idle in a test, its parts included."""
    if ground.never(test):
        yield Redundancy(Idle.NEVER_MET, test, test_text(test))
        return
    match test:
        case t.AllOf(tests):
            yield from _parts(test, ground)
            for part in tests:
                yield from _within(part, ground)
        case t.AnyOf(tests):
            yield from _choices(test, ground)
            for part in tests:
                yield from _within(part, ground)
        case t.Allow(inner):
            yield from _within(inner, ground)
            if ground.implies(test, inner):
                yield Redundancy(Idle.ALLOWANCE_IDLE, test, test_text(test))
        case t.Share():
            if _is_idle_share(test, ground):
                yield Redundancy(Idle.ALWAYS_MET, test, test_text(test))
        case t.Each(scope, t.Shift(level, excluding, excepted)):
            yield from _exceptions(test, t.Each(scope, t.Shift(level)), excluding, excepted, ground)
        case t.Defined(_, inner) if inner is not None:
            yield from _within(inner, ground)
        case t.Each() | t.Done() | t.Text() | t.Defined():
            return
        case _:
            assert_never(test)


def _parts(test: t.AllOf, ground: RuleGround) -> Iterator[Redundancy]:
    """Parts that the other parts imply; "any heading, provided that" is a way of speaking."""
    kept = list(test.tests)
    for part in reversed(test.tests):
        rest = [one for one in kept if one is not part]
        if part == ANYTHING or not rest or _is_idle_share(part, ground) or not ground.implies(_all(rest), part):
            continue
        kept = rest
        yield Redundancy(Idle.PART_IMPLIED, part, test_text(part), f"{test_text(_all(rest))} implies it")


def _is_idle_share(test: t.Test, ground: RuleGround) -> bool:
    return isinstance(test, t.Share) and ground.implies(ANYTHING, test)


def _choices(test: t.AnyOf, ground: RuleGround) -> Iterator[Redundancy]:
    """Choices that imply another one, so that nobody needs them."""
    kept = list(test.tests)
    for part in reversed(test.tests):
        other = next((one for one in kept if one is not part and ground.implies(part, one)), None)
        if other is not None:
            kept.remove(part)
            yield Redundancy(Idle.ALTERNATIVE_IMPLIED, part, test_text(part), f"{test_text(other)} asks no more")


def _exceptions(
    test: t.Each,
    without: t.Each,
    excluding: tuple[t.ScopeItem, ...],
    excepted: tuple[t.ScopeItem, ...],
    ground: RuleGround,
) -> Iterator[Redundancy]:
    """Excepted codes that could never be used in any case: those the change itself refuses, or that do not exist."""
    for item in excluding:

        def refused_already(reading: Reading, item: t.ScopeItem = item) -> bool:
            scope = reading.scope(without.scope)
            barred = scope & reading.item(item) & ~reading.items(excepted)
            return not barred & ~reading.failing(without.condition)

        if ground.always(refused_already):
            because = f"{test_text(without)} refuses it already"
            yield Redundancy(Idle.EXCEPTION_IDLE, test, item_text(item), because)
    for item in excepted:

        def not_within(reading: Reading, item: t.ScopeItem = item) -> bool:
            return not reading.item(item) & reading.items(excluding)

        if ground.always(not_within):
            because = "what it is taken out of does not hold it"
            yield Redundancy(Idle.EXCEPTION_IDLE, test, item_text(item), because)


def _all(tests: list[t.Test]) -> t.Test:
    return tests[0] if len(tests) == 1 else t.AllOf(tuple(tests))
