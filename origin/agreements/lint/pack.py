"""What an agreement's file says: quotas that fit its list, terms of its provisions, and what is not confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from origin.agreements.law import Law
from origin.agreements.provisions import Provisions
from origin.language import tree as t
from origin.problems import Place, Problem, Severity


def quotas(law: Law) -> Iterator[Problem]:
    """Every quota a rule names is described by the pack, and the other way round."""
    described = {quota.id for quota in law.agreement.quotas}
    used: dict[str, tuple[t.Entry, t.Alternative]] = {}
    for entry in law.rules.entries():
        for one in entry.rule.alternatives:
            if one.quota is not None:
                used.setdefault(one.quota, (entry, one))
    for quota, (entry, one) in used.items():
        if quota not in described:
            span = one.span if one.span.line else entry.span
            place = Place(f"{law.agreement.id}/{law.agreement.rule_list.file}", span.line or None, span.column or None)
            yield Problem("quota-unknown", "the pack does not describe this quota", place, quota)
    for quota in sorted(described - set(used)):
        yield _warning(law, "quota-unused", "no rule uses this quota", quota)


def provision_terms(law: Law) -> Iterator[Problem]:
    """Every process and material that a provision names is in the glossary."""
    provisions = law.agreement.provisions
    for term, citation in _operations_named(provisions):
        if term not in law.glossary.processes:
            yield Problem("term-unknown", f"the glossary has no such process ({citation})", _file(law), term)
    textiles = provisions.basic_textiles
    for special in textiles.special if textiles else ():
        if special.material not in law.glossary.basic_textile_materials:
            message = "the glossary has no such basic textile material"
            yield Problem("term-unknown", message, _file(law), special.material)


def _operations_named(provisions: Provisions) -> Iterator[tuple[str, str]]:
    """The operations that provisions name, each with the article."""
    insufficient, journey = provisions.insufficient_operations, provisions.non_alteration
    for one in insufficient.operations if insufficient else ():
        yield from ((term, one.citation) for term in one.processes)
    if journey is not None:
        yield from ((term, journey.citation) for term in journey.operations)
    for partners in provisions.cumulation.partners if provisions.cumulation else ():
        if partners.minimum_working is not None:
            working = partners.minimum_working
            yield from ((term, working.citation) for term in working.operations)


def confirmation(law: Law) -> Iterator[Problem]:
    """What a pack leaves unsaid or does not confirm is told."""
    if law.agreement.provisions.absorption is None:
        yield _warning(law, "provision-missing", "the pack says nothing on absorption", None)
    for text in law.agreement.not_confirmed:
        yield _warning(law, "not-confirmed", "the pack rests on something that was not confirmed", text)


def _file(law: Law) -> Place:
    return Place(f"{law.agreement.id}/agreement.yaml")


def _warning(law: Law, code: str, message: str, found: str | None) -> Problem:
    return Problem(code, message, _file(law), found, severity=Severity.WARNING)
