"""What the checks of a rule list look at, worked out once: the list, what its codes mean, places to point at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from origin.agreements.agreement import RuleListReference
from origin.agreements.law import Law
from origin.agreements.list_index import entries_by_code, speaking_by_code
from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.comparison.redundancy import Redundancy
from origin.language.glossary import Glossary
from origin.language.walk import Words, words
from origin.nomenclature.shared_goods import Codes, Goods, SharedGoods, shared_goods
from origin.problems import Place, Problem, Severity

Tried = dict[tuple[tuple[t.Alternative, ...], Goods, Codes], tuple[tuple[int, Redundancy], ...]]
"""By rule, products and codes: the tests in which something is idle, by their number in the rule, and what it is."""


class RuleListSubject(Frozen, dict=True):
    """The rule list of a pack with the glossary; its findings are placed in the list's file.

    `tried` keeps what was found idle in rules, for lists that share them and the glossary.
    """

    name: str
    edition: int
    reference: RuleListReference
    entries: tuple[t.Entry, ...]
    glossary: Glossary
    tried: Tried

    @classmethod
    def of(cls, law: Law, tried: Tried) -> RuleListSubject:
        """The rule list of a law."""
        entries = tuple(law.rules.entries())
        return cls(law.rules.name, law.rules.edition, law.agreement.rule_list, entries, law.glossary, tried)

    @cached_property
    def codes(self) -> Codes:
        """The codes the list speaks in."""
        return Codes(self.edition, self.reference.extended_to)

    @cached_property
    def goods(self) -> SharedGoods:
        """The goods of these codes."""
        return shared_goods(self.codes, self.codes)

    @cached_property
    def concerned(self) -> tuple[tuple[t.Entry, ...], ...]:
        """For each subheading the entries whose products include it."""
        return entries_by_code(self.entries, self.codes.subheadings)

    @cached_property
    def speaking(self) -> tuple[tuple[t.Entry, ...], ...]:
        """For each subheading the entries that speak for it."""
        return speaking_by_code(self.entries, self.codes.subheadings)

    @cached_property
    def products(self) -> Mapping[int, Goods]:
        """By the identity of each entry, the products it speaks for."""
        at = {pair[0]: number for number, pair in enumerate(self.goods.pairs)}
        found: dict[int, Goods] = {}
        for digits, entries in zip(self.codes.subheadings, self.speaking, strict=True):
            for entry in entries:
                found[id(entry)] = found.get(id(entry), 0) | 1 << at[digits]
        return found

    def named(self) -> Iterator[tuple[t.Entry, Words]]:
        """What every test of every rule names, what stands behind defined names included."""
        for entry in self.entries:
            for alternative in entry.rule.alternatives:
                for found in words_within(alternative.test):
                    yield entry, found

    def error(self, code: str, message: str, found: str | None, entry: t.Entry, span: t.Span | None = None) -> Problem:
        """Something that makes the list wrong, at a test of an entry or at the entry."""
        return Problem(code, message, self._place(entry, span), found)

    def warning(
        self, code: str, message: str, found: str | None, entry: t.Entry | None, span: t.Span | None = None
    ) -> Problem:
        """Something that a reader of the list should know; without an entry it is of the list as a whole."""
        return Problem(code, message, self._place(entry, span), found, severity=Severity.WARNING)

    def _place(self, entry: t.Entry | None, span: t.Span | None) -> Place:
        file = self.reference.file
        if entry is None:
            return Place(file)
        at = next((one for one in (span, entry.span) if one is not None and one.line), None)
        return Place(file, at.line if at else None, at.column if at else None, field=entry_name(entry))


def entry_name(entry: t.Entry) -> str:
    """The products of an entry and its description: "8703 other.hybrid"."""
    return ", ".join(map(str, entry.products)) + (f" {entry.option}" if entry.option else "")


def words_within(test: t.Test) -> Iterator[Words]:
    """What a test and every test in it name, what stands behind defined names included."""
    for found in words(test):
        yield found
        if isinstance(found.test, t.Defined) and found.test.test is not None:
            yield from words_within(found.test.test)
