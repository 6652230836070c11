"""Goods and their parts in one heading or subheading: a rule of last resort where the parts cannot change it."""

from __future__ import annotations

from origin.agreements.provisions import GoodsAndParts
from origin.determination.findings import Found
from origin.determination.membership import contains, same
from origin.determination.offences import offences
from origin.determination.production import Production
from origin.determination.truth import Truth, all_of, any_of, negated
from origin.language import tree as t


def only_parts_fail(provision: GoodsAndParts, found: Found, production: Production) -> Truth:
    """Whether a test fails only by parts of the product that share its classification."""
    concerned: Truth = True if provision.excluded is None else negated(contains(provision.excluded, production.spans))
    if concerned is False:
        return False
    parts = [
        all_of((line.article.kinds.get(provision.kind), same(t.Same.SUBHEADING, line, production)))
        for line in production.lines
    ]
    return all_of(
        (
            concerned,
            any_of(
                [
                    offence.otherwise if offence.offenders or offence.doubtful else False
                    for offence in offences(found, production, parts)
                ]
            ),
        )
    )
