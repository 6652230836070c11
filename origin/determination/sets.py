"""Sets (General Rule 3): all components originating, or the non-originating ones within a share of the set's price."""

from __future__ import annotations

from origin.agreements.provisions import Sets
from origin.determination.findings import ShareFound
from origin.determination.membership import contains
from origin.determination.production import Production
from origin.determination.share import evaluate_share
from origin.determination.truth import Truth, all_of, any_of
from origin.dossier.model import Role
from origin.frozen import Frozen
from origin.language import tree as t


class SetFound(Frozen):
    """Whether a set originates, and the share its non-originating components have in its price.

    `governs` tells whether the article is for this set at all, `limits` are further shares for components of some
    codes, `one_originates` whether some component does, where the article asks for that.
    """

    truth: Truth
    share: ShareFound
    citation: str
    governs: Truth = True
    limits: tuple[ShareFound, ...] = ()
    one_originates: Truth = True


def evaluate_set(provision: Sets, production: Production, classified_by: str | None) -> SetFound:
    """Whether the set as a whole originates; `classified_by` is the letter of General Rule 3, where it is known."""
    tests = production.law.once("set shares", provision, _shares)
    share, *limits = [evaluate_share(test, production) for test in tests]
    one = _one_originates(production) if provision.one_originating else True
    mixed = all_of((share.truth, one, *[limit.truth for limit in limits]))
    truth = any_of((production.all_originating, mixed))
    return SetFound(
        truth, share, provision.citation, _governs(provision, production, classified_by), tuple(limits), one
    )


def _governs(provision: Sets, production: Production, classified_by: str | None) -> Truth:
    if not provision.classified_by:
        return True
    by_letter: Truth = None if classified_by is None else classified_by in provision.classified_by
    always: Truth = False if provision.always is None else contains(provision.always, production.spans)
    return any_of((by_letter, always))


def _shares(provision: Sets) -> tuple[t.Share, ...]:
    """The bound on all components, and those on components of some codes."""
    most = t.Relation.AT_MOST
    bounds = [(t.ALL_NON_ORIGINATING, provision.percent)]
    for limit in provision.limits:
        scope = t.Scope(t.Standing.NON_ORIGINATING, limit.components.ranges, limit.components.excepted)
        bounds.append((scope, limit.percent))
    return tuple([t.Share(t.Measure.VALUE, scope, most, percent, provision.basis) for scope, percent in bounds])


def _one_originates(production: Production) -> Truth:
    """Whether some component, or all the packing, originates."""
    components: list[Truth] = []
    packing: list[Truth] = []
    for line, truth in zip(production.lines, production.standing(t.Standing.ORIGINATING), strict=True):
        (packing if line.article.role is Role.RETAIL_PACKING else components).append(truth)
    return any_of((*components, all_of(packing) if packing else False))
