"""The component that determines the classification: all that some rules for apparel look at."""

from __future__ import annotations

from origin.determination.membership import contains
from origin.determination.production import Production
from origin.determination.truth import Truth, all_of, any_of, negated
from origin.frozen import Frozen


class ComponentFound(Frozen):
    """Whether the rule speaks of the component only, under which note, and for each line whether it is part of it."""

    applies: Truth
    citation: str
    inside: tuple[Truth, ...]


def component_of(production: Production) -> ComponentFound | None:
    """What the rule looks at; None where it looks at all materials."""
    for provision in production.law.agreement.provisions.component_only:
        applies = contains(provision.products, production.spans)
        if applies is not False:
            return ComponentFound(applies, provision.citation, tuple(production.component))
    return None


def seen(found: ComponentFound | None, production: Production) -> Production:
    """The production as the rule sees it: other materials than those of the component are disregarded."""
    if found is None:
        return production
    other = negated(found.applies)
    present = [
        all_of((here, any_of((other, inside)))) for here, inside in zip(production.present, found.inside, strict=True)
    ]
    return production.seeing(present)
