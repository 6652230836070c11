"""A test as its clauses: the ways of meeting it, each a set of things that must all hold.

Three things are left of any test. *Refused*: the kinds of material that must not be used, which is what Each comes to.
*Bounds*: what Share comes to. *Required*: processes, and what nothing is known of but whether it is the same. An
allowance takes the kinds it forgives off those refused and, where it has a limit, puts a bound on them instead.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple, assert_never

from msgspec.structs import replace

from origin.language import tree as t
from origin.language.comparison.bounds import Bound, Quantity
from origin.language.comparison.kinds import KindSet
from origin.language.comparison.scopes import Reading
from origin.language.reach import first_inputs, makes_of
from origin.language.walk import words
from origin.nomenclature.code_range import HsRange
from origin.nomenclature.code_set import HsSet

MOST = 200
"""A test of more ways than this is compared as a whole, by equality only."""

PRODUCT_WHOLLY_OBTAINED = t.Each(t.THE_PRODUCT, t.WhollyObtained())


class Requirement(NamedTuple):
    """A test that is met or not as a whole, with what it is compared by."""

    test: t.Test
    key: Any


class Clause(NamedTuple):
    """One way of meeting a test, and the tests it was made of."""

    refused: KindSet = 0
    bounds: tuple[Bound, ...] = ()
    required: tuple[Requirement, ...] = ()
    tests: tuple[t.Test, ...] = ()


class TooMany(Exception):
    """A test has more ways of being met than it is worth to compare."""


def clauses(test: t.Test, reading: Reading) -> tuple[Clause, ...]:
    """The ways of meeting a test, of which one is enough."""
    try:
        return tuple(_clauses(test, reading))
    except TooMany:
        return (_whole(test, reading),)


def _clauses(test: t.Test, reading: Reading) -> list[Clause]:
    match test:
        case t.AnyOf(tests):
            return _bounded([clause for part in tests for clause in _clauses(part, reading)])
        case t.AllOf(tests):
            found = [Clause()]
            for part in tests:
                more = _clauses(part, reading)
                found = _bounded([both(one, other) for one in found for other in more])
            return found
        case t.Defined(_, inner) if inner is not None:
            return _clauses(inner, reading)
        case t.Each(scope, condition):
            if scope.standing is t.Standing.PRODUCT:
                return [_whole(test, reading)]
            return [Clause(reading.scope(scope) & reading.failing(condition), tests=(test,))]
        case t.Share(_, scope):
            if scope.standing is t.Standing.PRODUCT:
                return [_whole(test, reading)]
            return [Clause(bounds=(bound,), tests=(test,)) for bound in _bounds(test, reading)]
        case t.Allow(inner):
            return [one for clause in _clauses(inner, reading) for one in _allowing(test, clause, reading)]
        case t.Done() | t.Defined() | t.Text():
            return [_whole(test, reading)]
        case _:
            assert_never(test)


def both(one: Clause, other: Clause) -> Clause:
    """What must hold where both must."""
    return Clause(
        one.refused | other.refused, one.bounds + other.bounds, one.required + other.required, one.tests + other.tests
    )


def _bounded(found: list[Clause]) -> list[Clause]:
    if len(found) > MOST:
        raise TooMany
    return found


def _whole(test: t.Test, reading: Reading) -> Clause:
    """A test that is compared by equality only."""
    return Clause(required=(Requirement(test, _key(test, _codes_within(test), reading)),), tests=(test,))


def _key(test: t.Test, codes: HsSet | None, reading: Reading) -> Any:
    """What a test is compared by: the tree, and the side where the tree's codes may mean other goods on the other."""
    return test if reading.ground.means_the_same(codes) else (test, reading.side)


def _codes_within(test: t.Test) -> HsSet | None:
    """The codes that a test spells out; None where the product's own matter. A glossary term is the same anywhere."""
    found: list[HsRange] = []
    for named in words(test):
        if isinstance(named.test, t.Each) and isinstance(named.test.condition, t.Shift):
            return None
        for item in named.items:
            match item:
                case HsRange():
                    found.append(item)
                case t.Named():
                    found.extend(item.codes)
                case t.Heaviest(groups):
                    found.extend(part for group in groups for part in group)
                case t.Same():
                    return None
                case _:
                    assert_never(item)
    return HsSet(tuple(found))


# -- shares --------------------------------------------------------------------------------------------------------


def _bounds(share: t.Share, reading: Reading) -> list[Bound]:
    """A share as bounds, one for each basis that the claimant may choose."""
    kinds = reading.scope(share.scope)
    percent = Fraction(share.percent) / 100
    times, of_basis = (Fraction(-1), 1 - percent) if share.remainder else (Fraction(1), -percent)
    strict = share.relation in (t.Relation.LESS, t.Relation.MORE)
    sign = 1 if share.relation in (t.Relation.AT_MOST, t.Relation.LESS) else -1
    return [
        Bound(
            share.measure,
            ((kinds, sign * times), *[(others, sign * of_basis) for others in materials]),
            dict.fromkeys(quantities, sign * of_basis),
            strict,
            share,
        )
        for quantities, materials in _bases(share.basis, share.measure, reading)
    ]


def _bases(
    basis: t.Basis, measure: t.Measure, reading: Reading
) -> list[tuple[tuple[Quantity, ...], tuple[KindSet, ...]]]:
    match basis:
        case t.PriceBasis(prices):
            return [((price,), ()) for price in prices]
        case t.ProductBasis():
            return [((measure,), ())]
        case t.MaterialsBasis(scope):
            return [((), (reading.scope(scope),))]
        case _:
            assert_never(basis)


# -- allowances ----------------------------------------------------------------------------------------------------


def _allowing(allow: t.Allow, clause: Clause, reading: Reading) -> list[Clause]:
    """A way of meeting the inner test, with offenders in scope forgiven within the limit."""
    forgiven = reading.scope(allow.scope)
    if allow.process is not None:
        forgiven &= reading.undergoing(allow.process)
    if any(_has_offenders(one.test, reading) for one in clause.required):
        # Who comes in behind a step is no kind of material, so that what is forgiven of it cannot be told apart.
        return [_whole(replace(allow, test=_joined(clause.tests)), reading)]
    tests = (replace(allow, test=_joined(clause.tests)),)
    refused = clause.refused & ~forgiven
    if allow.limit is None:
        return [clause._replace(refused=refused, tests=tests)]
    limit = allow.limit
    percent = Fraction(limit.percent) / 100
    return [
        clause._replace(
            refused=refused,
            bounds=(
                *clause.bounds,
                Bound(
                    limit.measure,
                    ((clause.refused & forgiven, Fraction(1)), *[(others, -percent) for others in materials]),
                    dict.fromkeys(quantities, -percent),
                    False,
                    allow,
                ),
            ),
            tests=tests,
        )
        for quantities, materials in _bases(limit.basis, limit.measure, reading)
    ]


def _has_offenders(test: t.Test, reading: Reading) -> bool:
    """Whether materials can offend against a requirement, so that an allowance may forgive them."""
    match test:
        case t.Done(process):
            return bool(first_inputs(process)) or any(made.ranges for made in makes_of(process, reading.glossary))
        case t.Each(t.Scope(t.Standing.PRODUCT)) | t.Text():
            return False
        case _:
            return True


def _joined(tests: tuple[t.Test, ...]) -> t.Test:
    return tests[0] if len(tests) == 1 else t.AllOf(tests)
