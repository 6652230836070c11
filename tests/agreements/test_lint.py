"""Looking packs over: each check finds what it is for, at its place, and says nothing of a sound list."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from msgspec.structs import replace

from origin.agreements.agreement import Quota, QuotaPeriod, WithoutRule
from origin.agreements.law import Law
from origin.agreements.lint import lint, lint_all
from origin.agreements.registry import read_law
from origin.agreements.rule_book import ParsedRuleBook
from origin.language.parser import parse_rule_list
from origin.nomenclature.code_set import HsSet
from origin.nomenclature.set_text import parse_set
from origin.problems import Problem, Severity

DAY = date(2026, 6, 1)


@cache
def pack() -> Law:
    """The law of a pack."""
    law = read_law("eu-uk").value
    assert law is not None
    return law


def law_of(rules: str, edition: int = 2017, id: str = "eu-uk", **reference: Any) -> Law:
    """The law of a pack with another rule list."""
    law = pack()
    parsed = parse_rule_list(f'list x "x" on HS {edition};\n{rules}').value
    assert parsed is not None
    changes = {"edition": edition, "extended_to": None, "without_rule": (), **reference}
    listed = replace(law.agreement.rule_list, **changes)
    return Law(replace(law.agreement, id=id, rule_list=listed, quotas=()), ParsedRuleBook(parsed), law.glossary)


def found(rules: str, code: str, **reference: Any) -> list[tuple[int | None, int | None, str | None]]:
    """Line, column and words of each finding of a code."""
    problems = lint(law_of(rules, **reference), DAY)
    return [
        (one.place.line if one.place else None, one.place.column if one.place else None, one.found)
        for one in problems
        if one.code == code
    ]


def codes(text: str) -> HsSet:
    """A set of codes."""
    read = parse_set(text)
    assert not isinstance(read, Problem)
    return read


SOUND = "01-97: CTH or MaxNOM 50% (EXW);"


def test_a_sound_list_has_no_findings() -> None:
    """Of a list that covers all, and says nothing twice, nothing is told but what the pack leaves unconfirmed."""
    assert {problem.code for problem in lint(law_of(SOUND), DAY)} == {"not-confirmed"}


def test_every_code_has_a_rule_or_is_said_to_have_none() -> None:
    """Missing codes are told in short ranges; what the pack says has no rule is not missing, nor may it have one."""
    assert found("01-83: CTH; 85-97: CTH;", "rule-missing") == [(None, None, "84")]
    waived = (WithoutRule(codes("84"), "as published"),)
    assert found("01-83: CTH; 85-97: CTH;", "rule-missing", without_rule=waived) == []
    assert found(SOUND, "rule-not-missing", without_rule=waived) == [(None, None, "84")]


@pytest.mark.parametrize(
    ("rules", "code", "findings"),
    [
        # -- which entry speaks --
        ("8701-8702: CTH;\n8701: CC;\n8702: CC;", "rule-unreachable", [(2, 1, "8701-8702")]),
        ("8701-8703: CTH;\n8702-8704: CC;", "rule-overlap", [(3, 1, "8702-8703")]),
        ("8701: CTH exported from GB;\n8701: CC exported from EU;", "option-twice", []),
        ("8701: CTH until 2026-12-31;\n8701: CC from 2027-01-01;", "option-twice", []),
        ("8701: CTH until 2026-12-31;\n8701: CC from 2026-12-31;", "option-twice", [(3, 1, "8701")]),
        ('8701: CTH;\n8701: CC within quota "q";', "option-twice", []),
        ("8701: CTH;\n8701 cumulative: no NOM[17];", "option-twice", []),
        # -- contradictory and vacuous --
        ("8701: value of NOM < 0% of EXW;", "rule-never-met", [(2, 7, "value of NOM < 0% of EXW")]),
        (
            "8701: WO[87] and value of OM[same heading] > 100% of materials[87];",
            "rule-never-met",
            [(2, 7, "WO[87] and value of OM[same heading] > 100% of materials[87]")],
        ),
        ("8701: MaxNOM 100% (EXW) or CTH;", "rule-always-met", []),
        ("8701: value of NOM <= 100% of materials;", "rule-always-met", [(2, 7, "value of NOM <= 100% of materials")]),
        ("8701: any or CTH;", "rule-vacuous", [(2, 7, "8701")]),
        ("8701: any and MaxNOM 50% (EXW);", "part-implied", []),
        # -- said twice --
        ("8701: CTH or CC or MaxNOM 40% (EXW);", "alternative-implied", [(2, 14, "CC")]),
        ("8701: CC or CTH;", "alternative-implied", [(2, 7, "CC")]),
        ("8701: CTH or CTH;", "alternative-implied", [(2, 14, "CTH")]),
        ("8701: CTH or CC until 2026-12-31;", "alternative-implied", [(2, 14, "CC")]),
        ("8701: CTH until 2026-12-31 or CC;", "alternative-implied", []),
        ('8701: CTH or CC within quota "q";', "alternative-implied", [(2, 14, "CC")]),
        ("8701: (MaxNOM 40% (EXW) or MaxNOM 50% (EXW)) and CTH;", "alternative-implied", [(2, 8, "MaxNOM 40% (EXW)")]),
        ("8701: CTH and CC;", "part-implied", [(2, 7, "CTH")]),
        ("8701: CTH and MaxNOM 50% (EXW) and CTH;", "part-implied", [(2, 36, "CTH")]),
        ("8701: CTH and MaxNOM[same heading] 20% (EXW);", "part-implied", [(2, 15, "MaxNOM[same heading] 20% (EXW)")]),
        # -- exceptions and allowances --
        ("8701: CTH except [8701, 8702];", "exception-idle", [(2, 7, "8701")]),
        ("8701-8702: CTH except [8701];", "exception-idle", []),
        ("8701: CTH except [8702 except 8703];", "exception-idle", [(2, 7, "8703")]),
        ("8701: CTH allowing NOM[8702] up to 10% of EXW;", "allowance-idle", [(2, 7, None)]),
        ("8701: CTH allowing NOM[same heading] up to 10% of EXW;", "allowance-idle", []),
        # -- words --
        ("8701: done(no-such-process);", "term-unknown", [(2, 7, "no-such-process")]),
        ("8701: from [no-such-material];", "term-unknown", [(2, 7, "no-such-material")]),
        ("8701: no-such-name;", "term-undefined", [(2, 7, "no-such-name")]),
        ('8701: CTH and text("a") or text("b");', "text-test", [(2, 15, "a"), (2, 28, "b")]),
        ("8701: CTH except [8799];", "hs-code-unknown", [(2, 7, "8799")]),
        ("8799: CTH;", "hs-code-unknown", [(2, 1, "8799")]),
        # -- days --
        ("8701: CTH until 2020-12-31 or CC;", "rule-expired", [(2, 7, "CTH until 2020-12-31")]),
        ("8701: CTH until 2026-06-01 or CC;", "rule-expired", []),
        ("8701: CTH until 2020-12-31 or CC;", "rule-never-open", [(2, 7, "CTH until 2020-12-31")]),
        ('8701: CTH within quota "no-such-quota";', "quota-unknown", [(2, 7, "no-such-quota")]),
    ],
)  # fmt: skip
def test_a_check_finds_what_it_is_for(
    rules: str, code: str, findings: list[tuple[int | None, int | None, str | None]]
) -> None:
    """Each finding has the line and the column of the list, and the words in question."""
    seen = found(rules, code)
    assert [one[:2] for one in seen] == [one[:2] for one in findings]
    assert all(wanted[2] in (None, one[2]) for wanted, one in zip(findings, seen, strict=True)), seen


def test_what_a_definition_says_in_vain_is_told_once() -> None:
    """A definition that several rules use is one place."""
    rules = "define x = CTH and CC;\n8701: x;\n8702: x;"
    assert found(rules, "part-implied") == [(2, 12, "CTH")]


def test_a_list_on_another_edition_is_held_to_its_own_codes() -> None:
    """A code of a later edition is unknown to an earlier list, unless the publisher extended it."""
    assert found("01-97: CTH; 8806: CC;", "hs-code-unknown") == [(2, 13, "8806")]
    assert found("01-97: CTH; 8806: CC;", "hs-code-unknown", extended_to=2022) == []
    assert found("01-97: CTH; 8806: CC;", "hs-code-unknown", edition=2022) == []


def test_an_agreement_and_its_quotas_may_have_ended() -> None:
    """By the day given, an agreement has ended or not begun, a quota has ended."""
    law = law_of(SOUND)
    quota = Quota("q", "q", "Annex", (QuotaPeriod(Decimal(9), "tonnes", date(2021, 1, 1), date(2026, 5, 31)),))
    ended = Law(replace(law.agreement, valid_until=date(2026, 5, 31), quotas=(quota,)), law.rules, law.glossary)
    assert {"agreement-expired", "quota-expired", "quota-unused"} <= {problem.code for problem in lint(ended, DAY)}
    assert "agreement-expired" not in {problem.code for problem in lint(ended)}
    later = Law(replace(law.agreement, valid_from=date(2027, 1, 1)), law.rules, law.glossary)
    assert "agreement-not-begun" in {problem.code for problem in lint(later, DAY)}


def test_a_list_that_packs_share_is_told_of_the_first() -> None:
    """Packs with the same list have the same findings, each under its own name, and say whose list it is."""
    rules = "8701: CTH or CC;"
    one, other, third = lint_all(
        [law_of(rules, id="one"), law_of(rules, id="two"), law_of(" " + rules, id="three")], DAY
    )
    assert (one.same_list_as, other.same_list_as, third.same_list_as) == (None, "one", None)
    assert [problem.code for problem in one.of_list] == [problem.code for problem in other.of_list]
    assert {problem.place.file for problem in other.of_list if problem.place} == {"two/rules.psr"}


def test_errors_are_what_makes_a_pack_wrong() -> None:
    """What published rules may well say in vain is a warning; what no agreement says is an error."""
    severities = {
        problem.code: problem.severity
        for problem in lint(law_of("8701: CTH or CC; 8702: value of NOM < 0% of EXW; 8703: done(x-x);"), DAY)
    }
    assert severities["alternative-implied"] is Severity.WARNING
    assert severities["rule-never-met"] is severities["term-unknown"] is Severity.ERROR
