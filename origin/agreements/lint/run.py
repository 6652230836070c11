"""Runs the checks over one pack, or over many that may share their rule lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from origin.agreements.law import Law
from origin.agreements.lint.coverage import codes_without_rule
from origin.agreements.lint.dates import expired_pack, expired_rules, outside_life
from origin.agreements.lint.idle import idle_tests, vacuous_rules
from origin.agreements.lint.overlaps import overlapping, unreachable
from origin.agreements.lint.pack import confirmation, provision_terms, quotas
from origin.agreements.lint.subject import RuleListSubject, Tried
from origin.agreements.lint.words import texts, undefined_names, unknown_terms_and_codes
from origin.language import tree as t
from origin.problems import Place, Problem, Severity

LIST_CHECKS: tuple[Callable[[RuleListSubject], Iterator[Problem]], ...] = (
    codes_without_rule,
    unreachable,
    overlapping,
    idle_tests,
    vacuous_rules,
    undefined_names,
    unknown_terms_and_codes,
    texts,
)
"""The checks of a rule list, in the order in which their findings are told. One that packs share is checked once."""

PACK_CHECKS: tuple[Callable[[Law], Iterator[Problem]], ...] = (quotas, outside_life, provision_terms, confirmation)
"""The checks of a pack."""


class Looked(NamedTuple):
    """What was found in a pack: of the pack itself and of its rule list; `same_list_as` is a pack before it, if any."""

    law: Law
    own: tuple[Problem, ...]
    of_list: tuple[Problem, ...]
    same_list_as: str | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All findings."""
        return self.of_list + self.own

    def count(self, severity: Severity) -> int:
        """How many findings are so severe."""
        return sum(1 for problem in self.problems if problem.severity is severity)

    @property
    def texts(self) -> int:
        """How many tests are wording that is not modelled."""
        return sum(1 for problem in self.of_list if problem.code == "text-test")


def lint(law: Law, on: date | None = None) -> tuple[Problem, ...]:
    """Everything the checks find in a pack; what has ended is told where a day is given."""
    (looked,) = lint_all((law,), on)
    return looked.problems


def lint_all(laws: Iterable[Law], on: date | None = None) -> Iterator[Looked]:
    """What the checks find in each of some packs, in turn; a rule list that several share is checked once."""
    known: dict[tuple[object, ...], list[tuple[str, RuleListSubject, tuple[Problem, ...]]]] = {}
    tried: Tried = {}
    for law in laws:
        subject = RuleListSubject.of(law, tried)
        alike = known.setdefault((subject.name, subject.edition, len(subject.entries)), [])
        same = next((one for one in alike if _same_list(one[1], subject)), None)
        if same is None:
            same = (law.agreement.id, subject, tuple(_of_list(subject, on)))
            alike.append(same)
        first, _, found = same
        own = [problem for check in PACK_CHECKS for problem in check(law)]
        if on is not None:
            own.extend(expired_pack(law, on))
        of_list = tuple(_in_pack(problem, law) for problem in found)
        yield Looked(law, tuple(own), of_list, None if first == law.agreement.id else first)


def _of_list(subject: RuleListSubject, on: date | None) -> Iterator[Problem]:
    for check in LIST_CHECKS:
        yield from check(subject)
    if on is not None:
        yield from expired_rules(subject, on)


def _same_list(one: RuleListSubject, other: RuleListSubject) -> bool:
    """Whether two packs use the same list, with the same words in the same places."""
    return (
        one.reference.file == other.reference.file
        and one.reference.extended_to == other.reference.extended_to
        and one.reference.without_rule == other.reference.without_rule
        and one.entries == other.entries
        and all(map(_same_place, one.entries, other.entries))
    )


def _same_place(one: t.Entry, other: t.Entry) -> bool:
    """Whether two entries stand in the same place of a file; spans themselves are always equal."""
    return (one.span.line, one.span.column) == (other.span.line, other.span.column)


def _in_pack(problem: Problem, law: Law) -> Problem:
    """A finding of a rule list, placed in a pack."""
    place = problem.place or Place()
    return replace(problem, place=replace(place, file=f"{law.agreement.id}/{place.file}"))
