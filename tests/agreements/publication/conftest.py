"""What the tests of imports share: a reader of wording that knows three sentences, so that they test the rest."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from origin.agreements.publication import reading
from origin.language import tree as t
from origin.language.legal import Choice, PublishedRule, Reading, ReadRule, Unread
from origin.nomenclature.code import Level
from tests.agreements.publication.build import CTH, VALUE

CTH_TEST: t.Test = t.Each(t.ALL_NON_ORIGINATING, t.Shift(Level.HEADING))
VALUE_TEST: t.Test = t.Share(
    t.Measure.VALUE, t.ALL_NON_ORIGINATING, t.Relation.AT_MOST, Decimal(40), t.PriceBasis((t.Price.EX_WORKS,))
)


@pytest.fixture(autouse=True)
def read(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[PublishedRule]]:
    """Reads two sentences, a rule of two products, and nothing else; the list tells which rule sets were read."""
    seen: list[Sequence[PublishedRule]] = []

    def read_rule_set(rules: Sequence[PublishedRule], products: object) -> Reading:
        seen.append(rules)
        alternatives: list[t.Alternative] = []
        choices: list[Choice] = []
        unread: list[Unread] = []
        for number, rule in enumerate(rules):
            known: t.Test | None = {CTH: CTH_TEST, VALUE: VALUE_TEST, "For wadding.": CTH_TEST}.get(rule.text)
            if known is None:
                unread.append(Unread(number, 1, 1, rule.text, "a rule"))
            if number and rule.operator is None:
                choices.append(Choice("operator-missing", "the rules are taken as alternatives", number, 1, 1))
            alternatives.append(t.Alternative(known or t.Text(rule.text)))
        if rules[0].text == "For wadding.":
            parts = [t.Rule((alternative,)) for alternative in alternatives]
            named = (ReadRule("textile wadding", parts[0]), ReadRule("other", parts[1]))
            return Reading(named, tuple(choices), tuple(unread))
        return Reading((ReadRule(None, t.Rule(tuple(alternatives))),), tuple(choices), tuple(unread))

    monkeypatch.setattr(reading, "read_rule_set", read_rule_set)
    return seen
