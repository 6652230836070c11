"""How safely a product originates: the limit on which its verdict hangs first, and the room left under it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from origin.determination.determination import Determination, Verdict
from origin.determination.findings import AllowFound, DefinedFound, Found, JoinFound, ShareFound
from origin.determination.judgement import AlternativeFound, CandidateFound
from origin.determination.margins import Margin, margin_of
from origin.determination.tolerance import ToleranceFound
from origin.frozen import Frozen
from origin.language import tree as t


class Room(Frozen):
    """A limit that is kept: what is counted, its basis, the bound in per cent of that, and the room left.

    `share` is what the rule's own limit tests, None for a tolerance, whose article is `citation`.
    """

    amount: Fraction
    basis: Fraction
    bound: Fraction
    room: Fraction
    measure: t.Measure
    share: t.Share | None = None
    citation: str | None = None

    @property
    def part(self) -> Fraction:
        """The room as a part of the basis."""
        return self.room / self.basis


class Safety(Frozen):
    """On what an originating verdict hangs: a limit (`room`), no limit at all (`regardless`), or what is not known."""

    room: Room | None = None
    regardless: bool = False


def safety(determination: Determination) -> Safety:
    """The tightest limit of the way that leaves most room; of several rules that may apply, the worst of these."""
    judgement = determination.judgement
    if determination.verdict is not Verdict.ORIGINATING or (judgement.rule is not True and judgement.as_set is None):
        return Safety(regardless=determination.verdict is Verdict.ORIGINATING)
    if judgement.as_set is not None:
        alone = AlternativeFound(
            t.Alternative(judgement.as_set.share.test), judgement.as_set.truth, True, judgement.as_set.share
        )
        return _tightest(_of_shares([judgement.as_set.share], alone, determination))
    return _worst([_of_candidate(one, determination) for one in judgement.candidates])


def _of_candidate(candidate: CandidateFound, determination: Determination) -> Safety:
    """The safest of the alternatives that are met; where every entry must be met, the least safe."""
    ways = [_of_alternative(one, determination) for one in candidate.alternatives if one.truth is True]
    if any(entry.cumulative for entry in candidate.candidate.entries):
        return _worst(ways)
    if any(one.regardless for one in ways):
        return Safety(regardless=True)
    rooms = [one.room for one in ways if one.room is not None]
    return Safety(max(rooms, key=lambda room: room.part)) if rooms else Safety()


def _of_alternative(one: AlternativeFound, determination: Determination) -> Safety:
    if one.found is None:
        return Safety()
    if one.found.truth is True:
        return _tightest(_of_shares(_kept(one.found), one, determination))
    tolerance = next((found for found in one.tolerances if found.truth is True), None)
    if tolerance is None:
        return Safety()
    met = [share for share in _all_kept(one.found) if share.truth is True]
    return _tightest([_of_tolerance(tolerance), *_of_shares(met, one, determination)])


def _of_shares(shares: list[ShareFound], one: AlternativeFound, determination: Determination) -> list[Room | None]:
    production = determination.judgement.looked_at
    return [_of_margin(margin_of(share, one, production, determination)) for share in shares]


def _of_margin(margin: Margin | None) -> Room | None:
    if margin is None or margin.room < 0:
        return None
    test = margin.found.test
    return Room(margin.amount, margin.basis, margin.bound, margin.room, test.measure, test)


def _of_tolerance(found: ToleranceFound) -> Room | None:
    if found.high is None or found.basis_low != found.basis_high or not found.basis_low:
        return None
    amount, basis = Fraction(found.high, found.scale), Fraction(found.basis_low, found.scale)
    bound = Fraction(found.percent)
    return Room(amount, basis, bound, bound * basis / 100 - amount, found.measure, citation=found.citation)


def _tightest(rooms: list[Room | None]) -> Safety:
    """The least room; not known where that of some limit is not, and no limit at all where there is none."""
    if not rooms:
        return Safety(regardless=True)
    known = [room for room in rooms if room is not None]
    return Safety(min(known, key=lambda room: room.part)) if len(known) == len(rooms) else Safety()


def _worst(found: list[Safety]) -> Safety:
    limited = [one for one in found if not one.regardless]
    if not limited:
        return Safety(regardless=True)
    rooms = [one.room for one in limited]
    return _tightest(rooms)


def _kept(found: Found) -> list[ShareFound]:
    """The Shares by which a finding is met; none where it is met without any."""
    match found:
        case ShareFound():
            return [found]
        case JoinFound(t.AnyOf(), _, parts):
            return min((_kept(part) for part in parts if part.truth is True), key=len, default=[])
        case JoinFound(_, _, parts):
            return [share for part in parts for share in _kept(part)]
        case AllowFound() if found.strict.truth is not True and found.bound is not None:
            return [found.bound]
        case DefinedFound(_, _, inner) if inner is not None:
            return _kept(inner)
        case _:
            return []


def _all_kept(found: Found) -> Iterator[ShareFound]:
    """The Shares that must hold beside what a tolerance forgives."""
    match found:
        case ShareFound():
            yield found
        case JoinFound(t.AllOf(), _, parts):
            for part in parts:
                yield from _all_kept(part)
        case DefinedFound(_, _, inner) if inner is not None:
            yield from _all_kept(inner)
        case _:
            return
