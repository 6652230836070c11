"""Keeps out of a pack what a pack cannot say: a rule that does not read back, or speaks of what is not known.

Such a rule stays as it was published, as `text("...")`, and is told among the unread. So a pack is always well-formed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from origin.agreements.publication.reading import ReadEntry
from origin.language import tree as t
from origin.language.check import check_rule
from origin.language.glossary import Glossary
from origin.language.legal import PublishedRule, Reading, ReadRule, Unread
from origin.language.notation import rule_text
from origin.language.parser import parse_rule
from origin.language.walk import words
from origin.problems import Severity


class Soundness:
    """Whether rules can stand in a list on an HS edition; each rule is looked at once."""

    def __init__(self, glossary: Glossary, edition: int, extended_to: int | None) -> None:
        """Takes what the rules may speak of: the terms of the glossary and the codes of an edition."""
        self._glossary, self._edition, self._extended_to = glossary, edition, extended_to
        self._known: dict[t.Rule, str | None] = {}

    def entries(self, entries: Iterable[ReadEntry]) -> Iterator[ReadEntry]:
        """The entries, with the published words in the place of a rule that cannot stand."""
        for one in entries:
            wrong = self.problem(one.entry.rule)
            if wrong is None:
                yield one
            else:
                entry = replace(one.entry, rule=_as_published(one.place.rules, one.entry.rule))
                yield replace(one, entry=entry, unread=(*one.unread, _unread(wrong)))

    def reading(self, rules: tuple[PublishedRule, ...], reading: Reading) -> tuple[tuple[PublishedRule, ...], Reading]:
        """A reading, with what cannot stand told as unread."""
        wrong = [problem for read in reading.rules if (problem := self.problem(read.rule)) is not None]
        if not wrong:
            return rules, reading
        kept = (ReadRule(None, _as_published(rules, reading.rules[0].rule)),)
        return rules, replace(reading, rules=kept, unread=(*reading.unread, *map(_unread, wrong)))

    def problem(self, rule: t.Rule) -> str | None:
        """Why a rule cannot stand in a list; None where it can."""
        if rule not in self._known:
            self._known[rule] = self._look(rule)
        return self._known[rule]

    def _look(self, rule: t.Rule) -> str | None:
        if parse_rule(rule_text(rule)).value != rule:
            return "the notation cannot say this rule"
        names = {named.defined for one in rule.alternatives for named in words(one.test) if named.defined is not None}
        definitions = [t.Definition(name, t.Text(name)) for name in sorted(names)]
        problems = check_rule(
            rule, self._glossary, year=self._edition, extended_to=self._extended_to, definitions=definitions
        )
        wrong = next((problem for problem in problems if problem.severity is Severity.ERROR), None)
        return None if wrong is None else f"{wrong.message}: {wrong.found}"


def _as_published(rules: Iterable[PublishedRule], read: t.Rule) -> t.Rule:
    """The rules as they were published, each an alternative that is undetermined, with its quota and direction."""
    limits = read.alternatives[0]
    return t.Rule(
        tuple(
            t.Alternative(
                t.Text(" ".join(rule.text.split())),
                quota=limits.quota,
                exported_from=limits.exported_from,
                imported_into=limits.imported_into,
            )
            for rule in rules
        )
    )


def _unread(problem: str) -> Unread:
    return Unread(0, 1, 1, problem, "what a pack can say")
