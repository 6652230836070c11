"""What in a rule contradicts itself or means nothing."""

from __future__ import annotations

from collections.abc import Iterator

from origin.agreements.lint.subject import RuleListSubject, entry_name
from origin.language import tree as t
from origin.language.comparison.redundancy import ANYTHING, Idle, Redundancy, redundancies
from origin.language.walk import tests_within
from origin.problems import Problem

_MESSAGES = {
    Idle.NEVER_MET: "no production can ever meet this",
    Idle.ALWAYS_MET: "this bound is always met",
    Idle.PART_IMPLIED: "this asks for nothing that the rest does not ask for",
    Idle.ALTERNATIVE_IMPLIED: "nobody needs this alternative: another one asks no more",
    Idle.EXCEPTION_IDLE: "this exception changes nothing",
    Idle.ALLOWANCE_IDLE: "this allowance forgives nothing that the test refuses",
}

_ERRORS = (Idle.NEVER_MET, Idle.ALWAYS_MET)
"""No agreement asks for these, so that the pack must be wrong; the others are found in print."""


def idle_tests(subject: RuleListSubject) -> Iterator[Problem]:
    """No test is contradictory or vacuous, and none is implied by what stands beside it."""
    told: set[tuple[Idle, int, int, str]] = set()
    for entry in subject.entries:
        for one, span in _redundancies(entry, subject):
            key = (one.idle, span.line, span.column, one.text)
            if key in told and span.line:
                continue  # a definition that several entries use
            told.add(key)
            message = f"{_MESSAGES[one.idle]} ({one.because})" if one.because else _MESSAGES[one.idle]
            report = subject.error if one.idle in _ERRORS else subject.warning
            yield report(one.idle.value, message, one.text, entry, span)


def _redundancies(entry: t.Entry, subject: RuleListSubject) -> Iterator[tuple[Redundancy, t.Span]]:
    """What is idle in the rule of an entry, with its place; a rule that lists share for some products is tried once.

    The places are those of this entry: the tests of equal rules are in the same order.
    """
    alternatives, products = entry.rule.alternatives, subject.products.get(id(entry), 0)
    key = (alternatives, products, subject.codes)
    found = subject.tried.get(key)
    if found is None:
        order = {id(test): number for number, test in enumerate(_tests(alternatives))}
        every = redundancies(alternatives, products, subject.goods, subject.glossary)
        found = subject.tried[key] = tuple((order[id(one.test)], one) for one in every)
    if found:
        here = _tests(alternatives)
        yield from ((one, here[number].span) for number, one in found)


def _tests(alternatives: tuple[t.Alternative, ...]) -> list[t.Test]:
    return [test for alternative in alternatives for test in tests_within(alternative.test)]


def vacuous_rules(subject: RuleListSubject) -> Iterator[Problem]:
    """No alternative asks for nothing beside others that ask for something."""
    message = "one alternative asks for nothing, so the others mean nothing"
    for entry in subject.entries:
        plain = [one for one in entry.rule.alternatives if one.quota is None and one.valid_until is None]
        for one in plain if len(plain) > 1 else ():
            if one.test == ANYTHING:
                yield subject.warning("rule-vacuous", message, entry_name(entry), entry, one.test.span)
