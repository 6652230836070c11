"""Reading tested by meaning: rules in the published phrasing, small productions, outcomes written from the law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from origin.agreements.law import Law
from origin.agreements.provisions import Provisions, WhollyObtainedCategory, WhollyObtainedProducts
from origin.agreements.registry import read_glossary
from origin.agreements.rule_book import ParsedRuleBook
from origin.dossier.model import Product, Status
from origin.language import tree as t
from origin.language.glossary import Glossary
from origin.language.legal import PublishedRule, read_rule_set
from tests.determination.build import (
    DAY,
    EVERYWHERE,
    NOM,
    OM,
    Part,
    ask,
    codes,
    dossier,
    exact,
    law_of,
    law_with,
    material,
)
from tests.determination.build import product as made

OUTCOMES = {"originating": "met", "non-originating": "not met", "undetermined": "unknown"}

WHOLLY_OBTAINED = WhollyObtainedProducts((WhollyObtainedCategory("grown", "grown", "(a)"),), "wholly obtained")

STANDING: dict[str, Status | str | None] = {"NOM": NOM, "OM": OM, "WO": "WO", "?": None}

_MATERIAL = re.compile(r"(?P<hs>\S+) (?P<standing>NOM|OM|WO|\?) (?P<value>[\d.]+)(?P<rest>.*)")
_AMOUNT = re.compile(r"(?<=\s)([\d.]+)(kg|dry|l)\b")
_KIND = re.compile(r'\b(is|not):"([^"]+)"')
_MEASURES = {"kg": "weight", "dry": "dry_weight", "l": "volume"}

RULES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "meaning.yaml").read_text(encoding="utf-8"))[
    "rules"
]


def cases() -> Iterator[Any]:
    """Each production with its rule."""
    for rule in RULES:
        for number, production in enumerate(rule["productions"], 1):
            first = rule["rule"] if isinstance(rule["rule"], str) else rule["rule"][0]
            yield pytest.param(rule, production, id=f"{first[:50]!a} {number}")


@pytest.mark.parametrize(("rule", "production"), list(cases()))
def test_a_rule_decides_as_the_law_does(rule: dict[str, Any], production: dict[str, Any]) -> None:
    """What is read from the wording, evaluated on the production, comes out as written by hand."""
    facts = rule["made"] | production.get("made", {})
    parts = [stated(line) for line in production.get("of", [])]

    found = ask(
        law(rule), dossier(product(facts, production), *parts), on=production.get("day", DAY), certain=True
    ).verdict

    assert production["then"] == OUTCOMES[found.value]


def test_every_rule_has_several_productions_that_differ() -> None:
    """A rule that comes out the same whatever is done shows little: most have productions with different outcomes."""
    differing = [rule for rule in RULES if len({one["then"] for one in rule["productions"]}) > 1]

    assert len(RULES) >= 60
    assert len(differing) >= 55


def law(rule: dict[str, Any]) -> Law:
    """A law whose only rule is read from the wording; rows that begin with "or:" are joined by the publisher."""
    texts = rule["rule"] if isinstance(rule["rule"], list) else [rule["rule"]]
    rows = tuple(PublishedRule(text.removeprefix("or: "), "or" if text.startswith("or: ") else None) for text in texts)
    reading = read_rule_set(rows, codes(rule.get("for", "01-97")).ranges)
    assert reading.unread == ()
    (read,) = reading.rules
    rules = t.RuleList("test", "Test", 2017, (), (t.Entry(codes(EVERYWHERE).ranges, read.rule),))
    parties = law_of("any").agreement.parties
    return law_with(ParsedRuleBook(rules), parties, glossary(), Provisions(wholly_obtained=WHOLLY_OBTAINED))


@cache
def glossary() -> Glossary:
    """The toolkit's glossary."""
    read = read_glossary().value
    assert read is not None
    return read


def product(facts: dict[str, Any], production: dict[str, Any]) -> Product:
    """The product of a rule, with what a production changes of it."""
    wholly: dict[str, Any] = {"wholly_obtained": "grown", "wholly_obtained_in": "GB"} if facts.get("wo") else {}
    kinds = dict.fromkeys(facts.get("is", ()), True) | dict.fromkeys(facts.get("not", ()), False)
    return made(
        facts["hs"],
        facts.get("exw", 100),
        fob=facts.get("fob"),
        prices=facts.get("prices"),
        weight=facts.get("kg"),
        done=production.get("done", ["machining"]),
        volume=exact(facts.get("litres")),
        kinds=kinds,
        **wholly,
    )


def stated(line: str) -> Part:
    """A material from its line: code, standing, value, then weights, volume and what it is and is not."""
    found = _MATERIAL.fullmatch(line)
    assert found is not None, line
    facts: dict[str, Any] = {_MEASURES[unit]: Fraction(amount) for amount, unit in _AMOUNT.findall(found["rest"])}
    facts["kinds"] = {name: word == "is" for word, name in _KIND.findall(found["rest"])}
    weight = facts.pop("weight", None)
    return material(found["hs"], found["value"], STANDING[found["standing"]], id=line, weight=weight, **facts)
