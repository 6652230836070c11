"""The alternatives of a rule: which may be used, what their tests say, and the tolerances on what they lack."""

from __future__ import annotations

from origin.determination.circumstances import Circumstances
from origin.determination.evaluate import evaluate
from origin.determination.findings import Found, ShareFound
from origin.determination.judgement import AlternativeFound, CandidateFound
from origin.determination.production import Production
from origin.determination.selection import Candidate
from origin.determination.textile_tolerance import basic_textile_tolerance, textile_materials_tolerance
from origin.determination.tolerance import ToleranceFound, general_tolerance
from origin.determination.truth import Truth, all_of, any_of
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
    usable, because = is_open(alternative, now)
    if usable is False:
        return AlternativeFound(alternative, False, False, None, (), because)
    found = evaluate(alternative.test, production)
    tolerances = () if found.truth is True else _tolerances(alternative, found, production)
    truth = all_of((usable, any_of([found.truth, *[one.truth for one in tolerances]])))
    return AlternativeFound(alternative, truth, usable, found, tolerances, because)


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


def is_open(alternative: t.Alternative, now: Circumstances) -> tuple[Truth, str | None]:
    """Whether an alternative may be used: by its dates, its quota, its direction."""
    if alternative.valid_from is not None and now.on < alternative.valid_from:
        return False, f"applies from {alternative.valid_from}"
    if alternative.valid_until is not None and now.on > alternative.valid_until:
        return False, f"applied until {alternative.valid_until}"
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
    return truth, because


def agreed(truths: list[Truth]) -> Truth:
    """The truth on which all candidates agree; unknown where they differ, since only one of them applies."""
    first = truths[0]
    return first if all(truth is first for truth in truths) else None
