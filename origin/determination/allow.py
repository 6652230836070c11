"""Allow: offenders in scope are forgiven, without limit, up to a limit, or if they undergo a process."""

from __future__ import annotations

from collections.abc import Sequence

from origin.determination import evaluate as evaluation
from origin.determination import offences as offenders
from origin.determination.findings import AllowFound, ShareFound
from origin.determination.membership import in_scope
from origin.determination.processes import process_done
from origin.determination.production import Production
from origin.determination.share import basis_bounds, compare, limit_share, ratio_of
from origin.determination.truth import Truth, all_of, any_of, goes_further, negated
from origin.language import tree as t


def evaluate_allow(test: t.Allow, production: Production, forgiven: Sequence[Truth] | None = None) -> AllowFound:
    """The test as it stands; where it fails, the test with offenders in scope forgiven, within the limit.

    Each conjunction of the test has its own offenders, and the limit is on these alone. A limit is a ceiling of the
    rule itself: what is `forgiven` from outside never lifts it.
    """
    allowed = _allowed(test, production)
    if forgiven is not None and test.limit is not None:
        outside: Sequence[Truth] | None = [
            all_of((pardon, negated(inside))) for pardon, inside in zip(forgiven, allowed, strict=True)
        ]
    else:
        outside = forgiven
    strict = evaluation.evaluate(test.test, production, outside)
    if strict.truth is True:
        return AllowFound(test, True, strict)
    affected = set().union(*offenders.offending(strict))
    eased = [pardon if number in affected else False for number, pardon in enumerate(allowed)]
    if outside is not None:
        eased = [any_of(pair) for pair in zip(eased, outside, strict=True)]
    lenient = evaluation.evaluate(test.test, production, eased)
    processed: Truth = True if test.process is None else process_done(test.process, production)
    if test.limit is None:
        return AllowFound(test, any_of((strict.truth, lenient.truth)), strict, lenient, None, processed)
    best: AllowFound | None = None
    for offence in offenders.offences(strict, production, eased):
        mine = offence.only({number for number, inside in enumerate(allowed) if inside is not False})
        bound = _bound(test, mine, allowed, production)
        truth = any_of((strict.truth, all_of((offence.otherwise, bound.truth))))
        if best is None or goes_further(truth, best.truth):
            best = AllowFound(test, truth, strict, lenient, bound, processed)
    assert best is not None
    return best


def _allowed(test: t.Allow, production: Production) -> list[Truth]:
    """For each line whether the allowance is for it: its standing, its scope, and the process it must undergo."""
    standing = production.standing(test.scope.standing)
    allowed: list[Truth] = []
    for line, inside in zip(production.lines, standing, strict=True):
        truth = inside
        if truth is not False:
            truth = all_of((truth, in_scope(test.scope, line, production)))
        if truth is not False and test.process is not None:
            truth = all_of((truth, process_done(test.process, production, on=line.article.id)))
        allowed.append(truth)
    return allowed


def _bound(test: t.Allow, offence: offenders.Offence, allowed: list[Truth], production: Production) -> ShareFound:
    """What the offenders in scope come to against the limit."""
    limit = test.limit
    assert limit is not None
    share = production.law.once("limit", test, lambda test: limit_share(limit, test.scope))
    ratio = production.law.once("ratio", share, ratio_of)
    figures = production.amounts(limit.measure)
    certain = {number for number in offence.offenders if allowed[number] is True}
    counted = tuple([number for number in offence.offenders if number in certain])
    perhaps = tuple([number for number in (*offence.offenders, *offence.doubtful) if number not in certain])
    amount = offenders.total(figures.amounts, offenders.Offence(counted, perhaps, True))
    best: ShareFound | None = None
    for price, low, high in basis_bounds(limit.basis, limit.measure, production):
        truth = compare(amount.low, amount.high, low, high, ratio)
        found = ShareFound(share, truth, amount.low, amount.high, low, high, figures.scale, counted, perhaps, price)
        if best is None or goes_further(truth, best.truth):
            best = found
    assert best is not None
    return best
