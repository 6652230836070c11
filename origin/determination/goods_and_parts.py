"""Goods and their parts in one heading or subheading: a rule of last resort where the parts cannot change it."""

from __future__ import annotations

from origin.agreements.provisions import GoodsAndParts
from origin.determination.findings import Found
from origin.determination.membership import contains, same
from origin.determination.offences import offences
from origin.determination.production import Production
from origin.determination.truth import Truth, all_of, any_of, negated
from origin.determination.workings import Line
from origin.language import tree as t


def only_parts_fail(provision: GoodsAndParts, found: Found, production: Production) -> Truth:
    """Whether a test fails only by parts of the product, or the product unassembled, that have its classification."""
    concerned: Truth = True if provision.excluded is None else negated(contains(provision.excluded, production.spans))
    if concerned is False:
        return False
    parts = [all_of((_part(provision, line), same(t.Same.SUBHEADING, line, production))) for line in production.lines]
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


def _part(provision: GoodsAndParts, line: Line) -> Truth:
    """Whether a material is part of the product, or the product unassembled.

    What is stated to be no part is not asked whether it is the product unassembled: that would be stated.
    """
    part = line.article.kinds.get(provision.kind)
    if provision.unassembled is None:
        return part
    whole = line.article.kinds.get(provision.unassembled)
    return whole is True if part is False else any_of((part, whole))


def kinds_asked(provision: GoodsAndParts, production: Production) -> list[tuple[str, str]]:
    """Materials of the product's own classification of which it is open whether they are parts of it, and that kind."""
    return [
        (line.article.id, provision.kind)
        for line in production.lines
        if _part(provision, line) is None and same(t.Same.SUBHEADING, line, production) is not False
    ]
