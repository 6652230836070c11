"""Who offends: for each conjunction of a rule, the materials that fail its shifts and processes.

Allowances inside a rule and tolerances from outside are one construct: offenders are forgiven while they stay in scope
and within a bound, and everything else the rule asks must hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from origin.determination import evaluate as evaluation
from origin.determination.findings import AllowFound, DefinedFound, DoneFound, EachFound, Found, JoinFound
from origin.determination.production import Production
from origin.determination.share import Amount
from origin.determination.truth import Truth, all_of
from origin.frozen import Frozen
from origin.language import tree as t


class Offence(Frozen):
    """The lines that fail one conjunction, those that may, and whether it holds once they are forgiven."""

    offenders: tuple[int, ...]
    doubtful: tuple[int, ...]
    otherwise: Truth

    def only(self, lines: set[int]) -> Offence:
        """The offence of some lines alone."""
        return Offence(
            tuple([number for number in self.offenders if number in lines]),
            tuple([number for number in self.doubtful if number in lines]),
            self.otherwise,
        )

    def without(self, lines: set[int]) -> Offence:
        """The offence less some lines."""
        return Offence(
            tuple([number for number in self.offenders if number not in lines]),
            tuple([number for number in self.doubtful if number not in lines]),
            self.otherwise,
        )


class Forgiving(Frozen):
    """Which failures are forgiven besides changes of classification: wholly obtained materials, processes."""

    wholly_obtained: bool = True
    processes: bool = True

    def concerns(self, leaf: t.Test) -> bool:
        """True where failing this test may be forgiven."""
        if isinstance(leaf, t.Each):
            if isinstance(leaf.condition, t.WhollyObtained):
                return self.wholly_obtained
            return self.processes or isinstance(leaf.condition, t.Shift)
        return self.processes or isinstance(leaf, t.Allow)


EVERYTHING = Forgiving()


def offences(
    found: Found, production: Production, forgivable: Sequence[Truth], forgiving: Forgiving = EVERYTHING
) -> Iterator[Offence]:
    """For each conjunction of the test that was found wanting, who offends and whether the rest holds."""
    test = found.test
    alone = isinstance(found, EachFound) and (found.offenders or found.doubtful) and forgiving.concerns(test)
    if isinstance(found, EachFound) and alone and all(forgivable):
        yield Offence(found.offenders, found.doubtful, True)  # those who fail it are all it lacks
        return
    for branch in production.law.once("branches", test, all_branches):
        offenders: set[int] = set()
        doubtful: set[int] = set()
        otherwise: list[Truth] = []
        for leaf in branch:
            strict = found if leaf is test else evaluation.evaluate(leaf, production)
            if strict.truth is True:
                continue
            if not forgiving.concerns(leaf):
                otherwise.append(strict.truth)
                continue
            found_offenders, found_doubtful = offending(strict)
            offenders.update(found_offenders)
            doubtful.update(found_doubtful)
            otherwise.append(_once_forgiven(leaf, found_offenders | found_doubtful, production, forgivable))
        yield Offence(tuple(sorted(offenders)), tuple(sorted(doubtful - offenders)), all_of(otherwise))


def _once_forgiven(leaf: t.Test, affected: set[int], production: Production, forgivable: Sequence[Truth]) -> Truth:
    """Whether a test holds once those who offend against it, or may, are forgiven; nobody else is."""
    if isinstance(leaf, t.Each) and {forgivable[number] for number in affected} == {True}:
        return True
    mask = [pardon if number in affected else False for number, pardon in enumerate(forgivable)]
    return evaluation.evaluate(leaf, production, mask).truth


def all_branches(test: t.Test) -> tuple[tuple[t.Test, ...], ...]:
    """The conjunctions of a test, all of them."""
    return tuple(branches(test))


def branches(test: t.Test) -> Iterator[tuple[t.Test, ...]]:
    """The conjunctions of a test, one of which must hold: all-of multiplied out over any-of."""
    match test:
        case t.AnyOf(tests):
            for part in tests:
                yield from branches(part)
        case t.AllOf(tests):
            partial: list[tuple[t.Test, ...]] = [()]
            for part in tests:
                partial = [done + more for done in partial for more in branches(part)]
            yield from partial
        case t.Defined(_, inner) if inner is not None:
            yield from branches(inner)
        case t.Allow(inner):
            for branch in branches(inner):  # each alternative has its own offenders to be allowed
                yield (replace(test, test=branch[0] if len(branch) == 1 else t.AllOf(branch)),)
        case _:
            yield (test,)


def offending(found: Found) -> tuple[set[int], set[int]]:
    """The lines that offend against the shifts and processes of a finding, and those that may."""
    match found:
        case EachFound(_, _, offenders, doubtful):
            return set(offenders), set(doubtful)
        case DoneFound():
            return set(found.offenders), set(found.doubtful)
        case AllowFound(_, _, strict, lenient, bound):
            if lenient is None or (bound is not None and bound.truth is False):
                return offending(strict)
            remaining, perhaps = offending(lenient)
            if bound is not None and bound.truth is None:
                perhaps |= set().union(*offending(strict)) - remaining
            return remaining, perhaps
        case JoinFound(_, _, parts):
            pairs = [offending(part) for part in parts]
            return set().union(*(pair[0] for pair in pairs)), set().union(*(pair[1] for pair in pairs))
        case DefinedFound(_, _, inner) if inner is not None:
            return offending(inner)
        case _:
            return set(), set()


def total(amounts: tuple[int | None, ...], offence: Offence) -> Amount:
    """What the offenders come to, at least and at most."""
    low = high = 0
    bounded = True
    for number in offence.offenders:
        amount = amounts[number]
        if amount is None:
            bounded = False
        else:
            low += amount
            high += amount
    for number in offence.doubtful:
        amount = amounts[number]
        if amount is None:
            bounded = False
        else:
            high += amount
    return Amount(low, high if bounded else None, offence.offenders, offence.doubtful)
