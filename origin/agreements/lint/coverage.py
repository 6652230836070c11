"""Whether every subheading has a rule, or is said to have none."""

from __future__ import annotations

from collections.abc import Iterator

from origin.agreements.lint.subject import RuleListSubject
from origin.nomenclature.code import HsCode
from origin.nomenclature.edition import edition
from origin.nomenclature.shared_goods import shortest
from origin.problems import Problem


def unruled(subject: RuleListSubject) -> list[str]:
    """The subheadings of the list's edition that have no rule and are not said to have none."""
    ruled = {code for code, entries in zip(subject.codes.subheadings, subject.concerned, strict=True) if entries}
    waived = [one.products for one in subject.reference.without_rule]
    return [
        code
        for code in edition(subject.edition).texts
        if code not in ruled and not any(products.contains(HsCode(code)) for products in waived)
    ]


def codes_without_rule(subject: RuleListSubject) -> Iterator[Problem]:
    """Every subheading of the list's edition has a rule, or stands under `without_rule` in the pack."""
    known = edition(subject.edition).texts
    ruled = {code for code, entries in zip(subject.codes.subheadings, subject.concerned, strict=True) if entries}
    waived = {
        code for code in known if any(one.products.contains(HsCode(code)) for one in subject.reference.without_rule)
    }
    missing = unruled(subject)
    if missing:
        count = "1 subheading" if len(missing) == 1 else f"{len(missing):,} subheadings"
        message = f"{count} of HS {subject.edition} {'has' if len(missing) == 1 else 'have'} no rule"
        yield subject.warning("rule-missing", message, str(shortest(missing, known)), None)
    both = sorted(ruled & waived)
    if both:
        message = "the pack says that these have no rule, and the list has one"
        yield subject.warning("rule-not-missing", message, str(shortest(both, known)), None)
