"""Looks a pack over: codes without a rule, entries nobody reaches, empty tests, unknown terms, dates that have passed.

Errors are what makes a pack wrong; warnings are what its reader should know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from origin.agreements.law import Law
from origin.agreements.provisions import Provisions
from origin.agreements.rule_book import narrowest
from origin.language import tree as t
from origin.language.notation import alternative_text, test_text
from origin.language.walk import Words, words
from origin.nomenclature.code import HsCode
from origin.nomenclature.code_set import HsSet
from origin.nomenclature.edition import edition
from origin.problems import Place, Problem, Severity


def lint(law: Law, on: date | None = None) -> tuple[Problem, ...]:
    """Everything the checks find in a pack; dates that have passed are told where a day is given."""
    problems = [problem for check in CHECKS for problem in check(law)]
    if on is not None:
        problems.extend(_expired(law, on))
    return tuple(problems)


def _codes_without_rule(law: Law) -> Iterator[Problem]:
    """Every subheading of the list's edition has a rule."""
    covered = HsSet(tuple(part for entry in law.rules.entries() for part in entry.products))
    missing = [code for code in edition(law.rules.edition).subheadings if covered.contains(code) is not True]
    if missing:
        gaps = HsSet.of(*missing).merged()
        message = f"{len(missing)} subheadings of HS {law.rules.edition} have no rule"
        yield _warning(law, "rule-missing", message, str(gaps))


def _unreachable(law: Law) -> Iterator[Problem]:
    """Every entry speaks for some subheading: none is wholly covered by narrower ones."""
    entries = list(law.rules.entries())
    spoken: set[int] = set()
    years = {law.rules.edition, law.agreement.rule_list.extended_to or law.rules.edition}
    for code in sorted({text for year in years for text in edition(year).texts}):
        spoken.update(id(entry) for entry in narrowest(law.rules.entries_for(HsCode(code))))
    for entry in entries:
        if id(entry) not in spoken:
            message = "no product reaches this entry: narrower ones cover it"
            yield _error(law, "rule-unreachable", message, _name(entry), entry)


def _options(law: Law) -> Iterator[Problem]:
    """Entries that share a range of products tell their descriptions apart."""
    seen: dict[tuple[str, str | None], t.Entry] = {}
    for entry in law.rules.entries():
        key = (", ".join(map(str, entry.products)), entry.option)
        if key in seen and entry.option is not None:
            message = "two entries have the same products and the same description"
            yield _error(law, "option-twice", message, _name(entry), entry)
        seen[key] = entry


def _empty_tests(law: Law) -> Iterator[Problem]:
    """No alternative asks for nothing beside others that ask for something, and none can never be met."""
    for entry, found in _named(law):
        test = found.test
        if isinstance(test, t.Share) and _never(test):
            yield _error(law, "rule-never-met", "this bound can never be met", test_text(test), entry)
        if isinstance(test, t.Share) and _always(test):
            yield _error(law, "rule-always-met", "this bound is always met", test_text(test), entry)
        if isinstance(test, t.Defined) and test.test is None:
            yield _error(law, "term-undefined", "the rule list does not define this name", test.name, entry)
    message = "one alternative asks for nothing, so the others mean nothing"
    for entry in law.rules.entries():
        plain = [one for one in entry.rule.alternatives if one.quota is None and one.valid_until is None]
        if len(plain) > 1 and any(one.test == t.Each(t.ALL_NON_ORIGINATING, t.Shift(None)) for one in plain):
            yield _error(law, "rule-vacuous", message, _name(entry), entry)


def _texts(law: Law) -> Iterator[Problem]:
    """Wording that is not modelled is counted."""
    message = "this wording is not modelled, and is always undetermined"
    for entry, found in _named(law):
        if isinstance(found.test, t.Text):
            yield _warning(law, "text-test", message, found.test.wording, entry)


def _unknown_terms(law: Law) -> Iterator[Problem]:
    """Every term of the rules and the provisions is in the glossary."""
    materials, processes = law.glossary.materials, law.glossary.processes
    for entry, found in _named(law):
        for item in found.items:
            if isinstance(item, t.Named) and not item.quoted and item.name not in materials:
                yield _error(law, "term-unknown", "the glossary has no such material", item.name, entry)
        for operation in found.operations:
            if operation.term not in processes:
                yield _error(law, "term-unknown", "the glossary has no such process", operation.term, entry)
    provision = law.agreement.provisions.insufficient_operations
    for one in provision.operations if provision else ():
        for term in one.processes:
            if term not in processes:
                yield _error(law, "term-unknown", f"the glossary has no such process ({one.citation})", term)
    textiles = law.agreement.provisions.basic_textiles
    for special in textiles.special if textiles else ():
        if special.material not in law.glossary.basic_textile_materials:
            yield _error(law, "term-unknown", "the glossary has no such basic textile material", special.material)


def _quotas(law: Law) -> Iterator[Problem]:
    """Every quota a rule names is described by the pack, and the other way round."""
    described = {quota.id for quota in law.agreement.quotas}
    used = {
        alternative.quota: entry
        for entry in law.rules.entries()
        for alternative in entry.rule.alternatives
        if alternative.quota is not None
    }
    for quota, entry in used.items():
        if quota not in described:
            yield _error(law, "quota-unknown", "the pack does not describe this quota", quota, entry)
    for quota in sorted(described - set(used)):
        yield _warning(law, "quota-unused", "no rule uses this quota", quota)


def _provisions(law: Law) -> Iterator[Problem]:
    """What a pack does not confirm is told."""
    provisions: Provisions = law.agreement.provisions
    if provisions.absorption is None:
        yield _warning(law, "provision-missing", "the pack says nothing on absorption")
    for text in law.agreement.not_confirmed:
        yield _warning(law, "not-confirmed", "the pack rests on something that was not confirmed", text)


def _expired(law: Law, on: date) -> Iterator[Problem]:
    """Alternatives whose last day has passed."""
    for entry in law.rules.entries():
        for alternative in entry.rule.alternatives:
            if alternative.valid_until is not None and alternative.valid_until < on:
                message = f"this alternative ended on {alternative.valid_until}"
                yield _warning(law, "rule-expired", message, alternative_text(alternative), entry)


CHECKS: tuple[Callable[[Law], Iterator[Problem]], ...] = (
    _codes_without_rule,
    _unreachable,
    _options,
    _empty_tests,
    _texts,
    _unknown_terms,
    _quotas,
    _provisions,
)
"""The checks, in the order in which their findings are told."""


# -- helpers -------------------------------------------------------------------------------------------------------


def _named(law: Law) -> Iterator[tuple[t.Entry, Words]]:
    """What every test of every rule names, what stands behind defined names included."""
    for entry in law.rules.entries():
        for alternative in entry.rule.alternatives:
            for found in _words_within(alternative.test):
                yield entry, found


def _words_within(test: t.Test) -> Iterator[Words]:
    for found in words(test):
        yield found
        if isinstance(found.test, t.Defined) and found.test.test is not None:
            yield from _words_within(found.test.test)


def _never(test: t.Share) -> bool:
    lower = test.relation in (t.Relation.AT_LEAST, t.Relation.MORE)
    return test.percent == (100 if lower else 0) and test.relation in (t.Relation.MORE, t.Relation.LESS)


def _always(test: t.Share) -> bool:
    return isinstance(test.basis, t.PriceBasis | t.ProductBasis) and (
        (test.percent == 0 and test.relation is t.Relation.AT_LEAST and not test.remainder)
        or (test.percent == 100 and test.relation is t.Relation.AT_MOST and test.remainder)
    )


def _name(entry: t.Entry) -> str:
    return ", ".join(map(str, entry.products)) + (f" {entry.option}" if entry.option else "")


def _place(law: Law, entry: t.Entry | None) -> Place:
    line = entry.span.line if entry is not None and entry.span.line else None
    name = law.agreement.rule_list.file if entry is not None else "agreement.yaml"
    return Place(file=f"{law.agreement.id}/{name}", line=line, field=_name(entry) if entry is not None else None)


def _error(law: Law, code: str, message: str, found: str | None = None, entry: t.Entry | None = None) -> Problem:
    return Problem(code, message, _place(law, entry), found)


def _warning(law: Law, code: str, message: str, found: str | None = None, entry: t.Entry | None = None) -> Problem:
    return Problem(code, message, _place(law, entry), found, severity=Severity.WARNING)
