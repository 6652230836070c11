"""The second kind of de minimis: no regional value content is asked while all non-originating materials are small."""

from __future__ import annotations

import msgspec

from origin.agreements.provisions import ValueContentWaiver
from origin.determination.findings import ShareFound
from origin.determination.membership import contains
from origin.determination.production import Production
from origin.determination.share import evaluate_share, is_value_content
from origin.determination.truth import Truth, all_of
from origin.language import tree as t

NOTHING_ASKED = t.Each(t.ALL_NON_ORIGINATING, t.Shift(None))


def is_waived(provision: ValueContentWaiver, production: Production) -> tuple[Truth, ShareFound]:
    """Whether the materials are so small together that no value content is asked, and what they come to."""
    share = evaluate_share(production.law.once("waiver", provision, _all_materials), production)
    concerned: Truth = True if provision.products is None else contains(provision.products, production.spans)
    return all_of((concerned, share.truth)), share


def _all_materials(provision: ValueContentWaiver) -> t.Share:
    """The bound on all non-originating materials together."""
    return t.Share(t.Measure.VALUE, t.ALL_NON_ORIGINATING, t.Relation.AT_MOST, provision.percent, provision.basis)


def without_value_content(test: t.Test) -> t.Test | None:
    """The test with nothing asked in place of each regional value content; None where it asks for none."""
    match test:
        case t.Share() if is_value_content(test):
            return NOTHING_ASKED
        case t.AllOf(tests) | t.AnyOf(tests):
            parts = [without_value_content(part) for part in tests]
            if all(part is None for part in parts):
                return None
            kept = tuple([part if eased is None else eased for part, eased in zip(tests, parts, strict=True)])
            return msgspec.structs.replace(test, tests=kept)
        case t.Defined(_, inner) if inner is not None:
            return without_value_content(inner)
        case t.Allow(inner):
            eased = without_value_content(inner)
            return None if eased is None else msgspec.structs.replace(test, test=eased)
        case _:
            return None
