"""A rule list ready for look-up: the entries for a code, with definitions worked in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, assert_never

from msgspec.structs import replace

from origin.language import tree as t
from origin.nomenclature.code import HsCode


class RuleBook(Protocol):
    """The entries of a rule list: those that concern a code, or all."""

    name: str
    title: str
    edition: int

    def entries_for(self, code: HsCode) -> tuple[t.Entry, ...]:
        """The entries whose product codes overlap the code, in the order of the list."""
        ...

    def entries(self) -> Iterable[t.Entry]:
        """All entries, in the order of the list."""
        ...


class ParsedRuleBook:
    """A rule book over a list in memory."""

    def __init__(self, rules: t.RuleList) -> None:
        """Works the definitions in, once."""
        self.name, self.title, self.edition = rules.name, rules.title, rules.edition
        self._entries = with_definitions(rules)
        self._found: dict[str, tuple[t.Entry, ...]] = {}

    def entries_for(self, code: HsCode) -> tuple[t.Entry, ...]:
        """The entries whose product codes overlap the code, in the order of the list."""
        found = self._found.get(code.digits)
        if found is None:
            found = tuple(entry for entry in self._entries if concerns(entry, code))
            self._found[code.digits] = found
        return found

    def entries(self) -> Iterable[t.Entry]:
        """All entries, in the order of the list."""
        return self._entries


def concerns(entry: t.Entry, code: HsCode) -> bool:
    """True where some product of the entry may have that code."""
    return any(part.low <= code.last and code.first <= part.high for part in entry.products)


def narrowest(entries: tuple[t.Entry, ...]) -> tuple[t.Entry, ...]:
    """The entries that speak for a code: the specific beats the general, and quota rules stand beside."""
    if len(entries) < 2:
        return entries
    general = [entry for entry in entries if not _only_within_quota(entry)]
    if not general:
        return entries
    least = min(_breadth(entry) for entry in general)
    return tuple([entry for entry in entries if _only_within_quota(entry) or _breadth(entry) == least])


def _only_within_quota(entry: t.Entry) -> bool:
    return all(alternative.quota is not None for alternative in entry.rule.alternatives)


def _breadth(entry: t.Entry) -> int:
    return sum(part.high - part.low + 1 for part in entry.products)


def with_definitions(rules: t.RuleList) -> tuple[t.Entry, ...]:
    """The entries with each defined name followed by the test it stands for; an unknown name keeps none."""
    tests: dict[str, t.Test] = {}
    for definition in rules.definitions:
        tests[definition.name] = _worked_in(definition.test, tests)
    return tuple(
        replace(
            entry,
            rule=replace(
                entry.rule,
                alternatives=tuple(
                    replace(alternative, test=_worked_in(alternative.test, tests))
                    for alternative in entry.rule.alternatives
                ),
            ),
        )
        for entry in rules.entries
    )


def _worked_in(test: t.Test, tests: Mapping[str, t.Test]) -> t.Test:
    match test:
        case t.Defined(name):
            return replace(test, test=tests.get(name))
        case t.AllOf(parts) | t.AnyOf(parts):
            return replace(test, tests=tuple(_worked_in(part, tests) for part in parts))
        case t.Allow(inner):
            return replace(test, test=_worked_in(inner, tests))
        case t.Each() | t.Share() | t.Done() | t.Text():
            return test
        case _:
            assert_never(test)
