"""The alternatives of a rule: which may be used, what their tests say, and the tolerances on what they lack."""

from __future__ import annotations

from origin.determination.circumstances import Circumstances
from origin.determination.evaluate import evaluate
from origin.determination.findings import Found, ShareFound
from origin.determination.goods_and_parts import only_parts_fail
from origin.determination.judgement import AlternativeFound, CandidateFound, PartsFound, WaiverFound
from origin.determination.production import Production
from origin.determination.quotas import quota_open
from origin.determination.selection import Candidate
from origin.determination.textile_tolerance import basic_textile_tolerance, textile_materials_tolerance
from origin.determination.tolerance import ToleranceFound, general_tolerance
from origin.determination.truth import Truth, all_of, any_of
from origin.determination.value_content_waiver import is_waived, without_value_content
from origin.language import tree as t


def judge_candidate(candidate: Candidate, production: Production, now: Circumstances) -> CandidateFound:
    """One rule that may apply: any alternative of its entries is enough, and each cumulative entry must be met."""
    alternatives: list[AlternativeFound] = []
    required: list[Truth] = []
    free: list[Truth] = []
    for entry in candidate.entries:
        found = [judge_alternative(alternative, production, now) for alternative in entry.rule.alternatives]
        alternatives.extend(found)
        if entry.cumulative:
            required.append(any_of([one.truth for one in found]))
        else:
            free.extend([one.truth for one in found])
    truth = all_of([*required, any_of(free)] if free else required)
    return CandidateFound(candidate, truth, tuple(alternatives))


def judge_alternative(alternative: t.Alternative, production: Production, now: Circumstances) -> AlternativeFound:
    """One alternative: whether it may be used, what its test says, and any tolerances tried where that is not yes."""
    usable, because = _is_open(alternative, production, now)
    if usable is False:
        return AlternativeFound(alternative, False, False, None, (), because)
    found = evaluate(alternative.test, production)
    tolerances = () if found.truth is True else _tolerances(alternative, found, production)
    met = any_of([found.truth, *[one.truth for one in tolerances]]) if tolerances else found.truth
    waiver = None if met is True else _waiver(alternative, production)
    if waiver is not None:
        met = any_of((met, waiver.truth))
    truth = met if usable is True else all_of((usable, met))
    return AlternativeFound(alternative, truth, usable, found, tolerances, because, waiver)


def _waiver(alternative: t.Alternative, production: Production) -> WaiverFound | None:
    """The alternative without its regional value content, where the agreement may waive that."""
    provision = production.law.agreement.provisions.value_content_waiver
    if provision is None:
        return None
    test = production.law.once("without value content", alternative.test, without_value_content)
    if test is None:
        return None
    waived, share = is_waived(provision, production)
    found = evaluate(test, production)
    tolerances = () if found.truth is True else _tolerances(alternative, found, production)
    truth = all_of((waived, any_of([found.truth, *[one.truth for one in tolerances]])))
    return WaiverFound(truth, waived, share, provision.citation, found, tolerances)


def judge_parts(
    candidates: tuple[CandidateFound, ...], production: Production, now: Circumstances
) -> PartsFound | None:
    """The rule of last resort for goods and their parts, where the product's own rule is not met for certain."""
    provision = production.law.agreement.provisions.goods_and_parts
    if provision is None or not candidates or any(_met_as_it_stands(one) for one in candidates):
        return None
    only_parts = agreed(
        [
            any_of(
                [
                    all_of((one.open, only_parts_fail(provision, one.found, production)))
                    for one in candidate.alternatives
                    if one.found is not None
                ]
            )
            for candidate in candidates
        ]
    )
    if only_parts is False:
        return None
    alternatives = tuple([judge_alternative(one, production, now) for one in provision.rule.alternatives])
    truth = all_of((only_parts, any_of([one.truth for one in alternatives])))
    return PartsFound(truth, only_parts, provision.citation, alternatives)


def _met_as_it_stands(candidate: CandidateFound) -> bool:
    """True where a rule is met without a tolerance."""
    return candidate.truth is True and any(
        one.truth is True and one.found is not None and one.found.truth is True for one in candidate.alternatives
    )


def _tolerances(alternative: t.Alternative, found: Found, production: Production) -> tuple[ToleranceFound, ...]:
    if isinstance(found, ShareFound):
        return ()  # a value or weight limit is never lifted
    if alternative.no_tolerance is not None and not alternative.no_tolerance.items:
        return ()
    provisions = production.law.agreement.provisions
    tried = [general_tolerance(provision, alternative, found, production) for provision in provisions.tolerances]
    if provisions.basic_textiles is not None:
        tried.append(basic_textile_tolerance(provisions.basic_textiles, found, production))
    if provisions.textile_materials is not None:
        tried.append(textile_materials_tolerance(provisions.textile_materials, found, production))
    return tuple([one for one in tried if one is not None and (one.offenders or one.doubtful)])


def _is_open(alternative: t.Alternative, production: Production, now: Circumstances) -> tuple[Truth, str | None]:
    """Whether an alternative may be used: by its dates, its quota, its direction."""
    if alternative.valid_from is not None and now.on < alternative.valid_from:
        return False, f"applies from {alternative.valid_from}"
    if alternative.valid_until is not None and now.on > alternative.valid_until:
        return False, f"applied until {alternative.valid_until}"
    if _for_everyone(alternative):
        return True, None
    truth: Truth = True
    because: str | None = None
    for wanted, stated, what in (
        (alternative.exported_from, now.exported_from, "exports from"),
        (alternative.imported_into, now.imported_into, "imports into"),
        (alternative.partner, now.exported_from, "goods originating in"),
    ):
        if wanted is not None and stated != wanted:
            if stated is not None:
                return False, f"only for {what} {wanted}"
            truth, because = None, f"only for {what} {wanted}"
    if alternative.quota is not None:
        if now.within_quota is False:
            return False, "the goods are outside the origin quota"
        if now.within_quota is None:
            return None, "only within the origin quota"
        quota = production.law.agreement.quota(alternative.quota)
        if quota is not None:
            room, against = quota_open(quota, production.spans, now.on)
            if room is not True:
                return all_of((truth, room)), against
    return truth, because


def _for_everyone(alternative: t.Alternative) -> bool:
    """True where neither direction nor quota limits an alternative."""
    return (
        alternative.exported_from is None
        and alternative.imported_into is None
        and alternative.partner is None
        and alternative.quota is None
    )


def agreed(truths: list[Truth]) -> Truth:
    """The truth on which all candidates agree; unknown where they differ, since only one of them applies."""
    first = truths[0]
    return first if len(truths) == 1 or all(truth is first for truth in truths) else None
