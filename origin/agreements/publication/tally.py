"""How far published wording was read: rule by rule, by occurrence and by unique text, and where tags contradict it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from origin.agreements.publication.importer import ImportedList
from origin.agreements.publication.reading import Outcome
from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.english import rule_english
from origin.language.glossary import Glossary
from origin.language.legal import Choice, PublishedRule, Reading, Unread, read_rule_set
from origin.language.notation import rule_text
from origin.language.parser import parse_rule
from origin.language.walk import nodes
from origin.nomenclature.code import Level


class RuleRead(Frozen):
    """One published rule and how far it was read; `record` is the number of its rule set in the file, from 1."""

    scheme: str
    file: str
    record: int
    number: int
    rule: PublishedRule
    choices: tuple[Choice, ...]
    unread: tuple[Unread, ...]

    @property
    def outcome(self) -> Outcome:
        """How far it was read."""
        if self.unread:
            return Outcome.PARTLY
        return Outcome.WITH_CHOICE if self.choices else Outcome.FULLY


class Contradiction(Frozen):
    """A rule set whose tags say something that its tree does not have."""

    scheme: str
    file: str
    record: int
    tags: tuple[str, ...]
    texts: tuple[str, ...]


def rules_read(imported: Iterable[ImportedList]) -> Iterator[RuleRead]:
    """Every published rule, as often as it was published, and how far it was read."""
    for one in imported:
        for record, (rules, reading) in sorted(one.readings.items()):
            for number, rule in enumerate(rules):
                yield RuleRead(
                    one.scheme,
                    one.published.file,
                    record,
                    number,
                    rule,
                    tuple(choice for choice in reading.choices if choice.rule == number),
                    tuple(unread for unread in reading.unread if unread.rule == number),
                )


def by_occurrence(rules: Iterable[RuleRead]) -> Counter[Outcome]:
    """How many rules were read how far."""
    return Counter(rule.outcome for rule in rules)


def by_text(rules: Iterable[RuleRead]) -> Counter[Outcome]:
    """How many different texts were read how far: the worst of their occurrences counts."""
    order = list(Outcome)
    worst: dict[str, Outcome] = {}
    for rule in rules:
        found = worst.get(rule.rule.text, Outcome.FULLY)
        worst[rule.rule.text] = max(found, rule.outcome, key=order.index)
    return Counter(worst.values())


# -- round trips ----------------------------------------------------------------------------------------------------


def notation_read_back(imported: Iterable[ImportedList]) -> Iterator[bool]:
    """For each different rule: whether its notation parses to the same tree."""
    for rule in _different_rules(imported):
        yield parse_rule(rule_text(rule)).value == rule


def english_read_back(imported: Iterable[ImportedList], glossary: Glossary) -> Iterator[bool]:
    """For each different rule that was read without a gap: whether its plain English is read to the same tree."""
    for rule in _different_rules(one for one in imported):
        if any(isinstance(node, t.Text) for node in nodes(rule)):
            continue
        reading = read_rule_set((PublishedRule(text=rule_english(rule, glossary)),), ())
        yield not reading.unread and [read.rule for read in reading.rules] == [rule]


def _different_rules(imported: Iterable[ImportedList]) -> list[t.Rule]:
    return list(dict.fromkeys(entry.rule for one in imported for entry in one.tree))


# -- tags -----------------------------------------------------------------------------------------------------------

_SHIFTS = {"CC": Level.CHAPTER, "CTH": Level.HEADING, "CTSH": Level.SUBHEADING}


def contradictions(imported: Iterable[ImportedList]) -> Iterator[Contradiction]:
    """Rule sets, read without a gap, whose tags name a test that their tree does not have."""
    for one in imported:
        for record, (rules, reading) in sorted(one.readings.items()):
            if reading.unread:
                continue
            stated = {tag for rule in rules for tag in rule.classes}
            missing = sorted(stated & set(_CHECKED) - _tags_of(reading))
            if missing:
                texts = tuple(rule.text for rule in rules)
                yield Contradiction(one.scheme, one.published.file, record, tuple(missing), texts)


_CHECKED = (*_SHIFTS, "MAXNOM", "RVC", "QVC", "WO", "ORIGINATING")


def _tags_of(reading: Reading) -> set[str]:
    """The publisher's tags that fit a tree."""
    found: set[str] = set()
    for node in nodes(tuple(read.rule for read in reading.rules)):
        match node:
            case t.Shift(level):
                found.update(tag for tag, wanted in _SHIFTS.items() if wanted is level)
            case t.Share() | t.Limit():  # the publisher tags limits by weight as MAXNOM too
                found.update(("MAXNOM", "RVC", "QVC"))
            case t.WhollyObtained() | t.Scope(standing=t.Standing.WHOLLY_OBTAINED):
                found.add("WO")
            case t.Originating() | t.Unused() | t.Scope(standing=t.Standing.ORIGINATING):
                found.add("ORIGINATING")
    return found
