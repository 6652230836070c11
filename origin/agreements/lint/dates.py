"""Days: alternatives that were never or are no longer open, quotas and agreements that have ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from origin.agreements.law import Law
from origin.agreements.lint.subject import RuleListSubject
from origin.language.notation import alternative_text
from origin.problems import Place, Problem, Severity


def expired_rules(subject: RuleListSubject, on: date) -> Iterator[Problem]:
    """Alternatives whose last day has passed."""
    for entry in subject.entries:
        for one in entry.rule.alternatives:
            if one.valid_until is not None and one.valid_until < on:
                message = f"this alternative ended on {one.valid_until}"
                yield subject.warning("rule-expired", message, alternative_text(one), entry, one.span)


def expired_pack(law: Law, on: date) -> Iterator[Problem]:
    """An agreement that has ended or has not begun, and quotas that have ended."""
    agreement = law.agreement
    place = Place(f"{agreement.id}/agreement.yaml")
    if agreement.valid_until is not None and agreement.valid_until < on:
        message = f"the agreement ended on {agreement.valid_until}"
        yield Problem("agreement-expired", message, place, agreement.title, severity=Severity.WARNING)
    if on < agreement.valid_from:
        message = f"the agreement applies only from {agreement.valid_from}"
        yield Problem("agreement-not-begun", message, place, agreement.title, severity=Severity.WARNING)
    for quota in agreement.quotas:
        if quota.valid_until is not None and quota.valid_until < on:
            message = f"this quota ended on {quota.valid_until}"
            yield Problem("quota-expired", message, place, quota.id, severity=Severity.WARNING)


def outside_life(law: Law) -> Iterator[Problem]:
    """Alternatives that end before the agreement begins, or begin after it has ended, are never open."""
    agreement, subject = law.agreement, RuleListSubject.of(law, {})
    for entry in subject.entries:
        for one in entry.rule.alternatives:
            too_early = one.valid_until is not None and one.valid_until < agreement.valid_from
            ended = agreement.valid_until
            if too_early or (ended is not None and one.valid_from is not None and one.valid_from > ended):
                message = "this alternative is never open while the agreement applies"
                yield subject.warning("rule-never-open", message, alternative_text(one), entry, one.span)
