"""Allow: offenders in scope are forgiven, without limit, up to a limit, or if they undergo a process."""

from __future__ import annotations

from collections.abc import Sequence

from origin.determination import evaluate as evaluation
from origin.determination.findings import AllowFound, ShareFound
from origin.determination.membership import in_scope
from origin.determination.processes import process_done
from origin.determination.production import Production
from origin.determination.share import evaluate_share, limit_share
from origin.determination.truth import Truth, all_of, any_of
from origin.language import tree as t


def evaluate_allow(test: t.Allow, production: Production, forgiven: Sequence[Truth] | None = None) -> AllowFound:
    """The test as it stands; where it fails, the test with the materials in scope forgiven, within the bound."""
    strict = evaluation.evaluate(test.test, production, forgiven)
    if strict.truth is True:
        return AllowFound(test, True, strict)
    allowed = [in_scope(test.scope, line, production) for line in production.lines]
    if test.process is not None:
        for number, line in enumerate(production.lines):
            if allowed[number] is not False:
                undergoes = process_done(test.process, production, on=line.article.id)
                allowed[number] = all_of((allowed[number], undergoes))
    if forgiven:
        allowed = [any_of(pair) for pair in zip(allowed, forgiven, strict=True)]
    lenient = evaluation.evaluate(test.test, production, allowed)
    bound: ShareFound | None = None
    if test.limit is not None:
        limit = test.limit
        share = production.law.once("limit", test, lambda: limit_share(limit, test.scope))
        bound = evaluate_share(share, production)
    within: Truth = True if bound is None else bound.truth
    processed: Truth = True if test.process is None else process_done(test.process, production)
    truth = any_of((strict.truth, all_of((lenient.truth, within))))
    return AllowFound(test, truth, strict, lenient, bound, processed)
