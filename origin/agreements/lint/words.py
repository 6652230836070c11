"""Whether the terms, names and codes of a list exist, and which wording is not modelled."""

from __future__ import annotations

from collections.abc import Iterator

from origin.agreements.lint.subject import RuleListSubject
from origin.language import tree as t
from origin.language.check import check_rule_list
from origin.problems import Place, Problem

_TOLD = ("term-unknown", "hs-code-unknown")


def unknown_terms_and_codes(subject: RuleListSubject) -> Iterator[Problem]:
    """Every material and process is in the glossary, and every code in the list's edition or that of its extension."""
    definitions = {
        found.test.name: t.Definition(found.test.name, found.test.test, span=found.test.test.span)
        for _, found in subject.named()
        if isinstance(found.test, t.Defined) and found.test.test is not None
    }
    rules = t.RuleList(subject.name, "", subject.edition, tuple(definitions.values()), subject.entries)
    for problem in check_rule_list(rules, subject.glossary, extended_to=subject.reference.extended_to):
        if problem.code in _TOLD:
            place = problem.place or Place()
            yield _placed(problem, Place(subject.reference.file, place.line, place.column))


def _placed(problem: Problem, place: Place) -> Problem:
    return Problem(
        problem.code, problem.message, place, problem.found, problem.accepted, problem.hint, None, problem.severity
    )


def undefined_names(subject: RuleListSubject) -> Iterator[Problem]:
    """Every name stands for a test that the list defines."""
    for entry, found in subject.named():
        if isinstance(found.test, t.Defined) and found.test.test is None:
            message = "the rule list does not define this name"
            yield subject.error("term-undefined", message, found.test.name, entry, found.test.span)


def texts(subject: RuleListSubject) -> Iterator[Problem]:
    """Wording that is not modelled is counted."""
    message = "this wording is not modelled, and is always undetermined"
    for entry, found in subject.named():
        if isinstance(found.test, t.Text):
            yield subject.warning("text-test", message, found.test.wording, entry, found.test.span)
