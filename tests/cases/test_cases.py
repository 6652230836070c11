"""The published worked cases: data files in, the published verdict and figures out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from origin.agreements.agreement import Agreement
from origin.agreements.compiled import load_law
from origin.agreements.families import Trade, family_ids, family_law
from origin.agreements.general_provisions import with_general_provisions
from origin.agreements.law import Law
from origin.agreements.pack_values import read_values
from origin.agreements.registry import read_glossary, read_yaml
from origin.agreements.rule_book import ParsedRuleBook
from origin.data_folder import data_folder
from origin.determination.determination import Determination, Verdict
from origin.determination.determine import ALL_PRESUMPTIONS, determine
from origin.determination.findings import AllowFound, DefinedFound, DoneFound, EachFound, Found, JoinFound
from origin.determination.judgement import AlternativeFound
from origin.determination.margins import margins
from origin.determination.missing_facts import decisive_facts
from origin.determination.share import amount_in
from origin.determination.status import Reason
from origin.determination.tolerance import ToleranceFound
from origin.dossier.dossier import Dossier
from origin.dossier.reader import read_dossier_text
from origin.explanation.sections import explain
from origin.explanation.text import text_of
from origin.language import tree as t
from origin.language.notation import test_text as notation_of
from origin.language.parser import parse_rule, parse_rule_list
from tests.cases.test_inventories import inventory_cases
from tests.determination.erasures import erasures

FOLDER = Path(__file__).parent
SHARED = FOLDER.parents[2] / "shared" / "cases" / "cases.jsonl"
NEAR = Fraction(1, 10)
"""Published figures are rounded, and sometimes cut; verdicts are not decided on them."""

Case = dict[str, Any]
Check = Callable[[Determination, Any, Case], None]


@cache
def files() -> dict[str, Case]:
    """The case files by name; every scalar is text, as in a pack."""
    return {
        file.stem: yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for file in sorted(FOLDER.glob("*.yaml"))
        if not file.stem.endswith("inventories")
    }


def _all_cases() -> list[Any]:
    return [
        pytest.param(name, case, id=f"{name}: {case['source']}: {case['expect']['verdict']}")
        for name, file in files().items()
        for case in file["cases"]
    ]


@cache
def agreement_of(name: str) -> Agreement:
    """The agreement that a file of cases states itself."""
    stated = files()[name]["agreement"]
    whole, unshared = with_general_provisions(stated, data_folder("agreements"), f"{name}.yaml", read_yaml)
    assert unshared == ()
    agreement, problems = read_values(Agreement, whole, f"{name}.yaml")
    assert agreement is not None, [str(problem) for problem in problems]
    return agreement


def law_of(name: str, case: Case) -> Law:
    """The law of a case: a pack; a family, or the agreement of its file, with the rules that the source states."""
    stated = case.get("agreement", files()[name]["agreement"])
    goods = case["dossier"]["product"]
    if not isinstance(stated, str):
        return _stated_law(name, case.get("rules", ""))
    sender = goods.get("exported_from") or goods.get("produced_in")
    edition = int(case["dossier"].get("hs_edition", 2022))
    return _named_law(stated, sender, goods.get("imported_into"), edition, case.get("rules", ""))


@cache
def _stated_law(name: str, rules: str) -> Law:
    agreement, glossary = agreement_of(name), read_glossary().value
    assert glossary is not None
    return Law(agreement, _book(rules, agreement.rule_list.edition), glossary)


@cache
def _named_law(stated: str, sender: str | None, receiver: str | None, edition: int, rules: str) -> Law:
    if stated in family_ids():
        law = family_law(stated, Trade(sender, receiver), edition, _book(rules, edition) if rules else None)
    else:
        law = load_law(stated)
    assert law.value is not None, [str(problem) for problem in law.problems]
    return replace(law.value, rules=_book(rules, edition)) if rules else law.value


@cache
def _book(rules: str, edition: int) -> ParsedRuleBook:
    read = parse_rule_list(f'list by-hand "as the source states them" on HS {edition};\n{rules}')
    assert read.value is not None, [str(problem) for problem in read.problems]
    return ParsedRuleBook(read.value)


def dossier_of(case: Case) -> Dossier:
    """The dossier of a case, through the reader that people use."""
    return _read_dossier(json.dumps(case["dossier"]), case["case"])


@cache
def _read_dossier(text: str, name: str) -> Dossier:
    read = read_dossier_text(text, name)
    assert read.value is not None, [str(problem) for problem in read.problems]
    return read.value


def determined(name: str, case: Case) -> Determination:
    """The determination of a case on its day."""
    rule = parse_rule(case["rule"]).value if "rule" in case else None
    assert rule is not None or "rule" not in case
    return determine(
        dossier_of(case),
        law_of(name, case),
        date.fromisoformat(case["day"]),
        presumptions=frozenset() if "without_presumptions" in case else ALL_PRESUMPTIONS,
        rule=rule,
    )


@pytest.mark.parametrize(("name", "case"), _all_cases())
def test_published_case(name: str, case: Case) -> None:
    """The verdict is the published one, on the ground and with the figures that the source gives."""
    found = determined(name, case)
    expect = dict(case["expect"])
    assert expect.pop("verdict") == found.verdict.value, case["says"]
    for key, wanted in expect.items():
        CHECKS[key](found, wanted, expect)


# -- what a case may expect --------------------------------------------------------------------------------------------


def alternatives(found: Determination) -> list[AlternativeFound]:
    """The alternatives of the product's rule, that of last resort included."""
    judgement = found.judgement
    own = [one for candidate in judgement.candidates for one in candidate.alternatives]
    return own + list(judgement.parts.alternatives if judgement.parts is not None else ())


def findings(found: Determination) -> Iterator[Found]:
    """Every finding on the product's rule, parts of others included."""
    for one in alternatives(found):
        for top in (one.found, one.waiver.found if one.waiver is not None else None):
            if top is not None:
                yield from parts_of(top)


def parts_of(found: Found) -> Iterator[Found]:
    """A finding and all findings inside it."""
    yield found
    match found:
        case JoinFound(_, _, parts):
            for part in parts:
                yield from parts_of(part)
        case AllowFound():
            yield from parts_of(found.strict)
        case DefinedFound(_, _, inner) if inner is not None:
            yield from parts_of(inner)


def tolerances(found: Determination) -> list[ToleranceFound]:
    """The tolerances that were tried."""
    return [tolerance for one in alternatives(found) for tolerance in one.tolerances]


def check_met(found: Determination, wanted: Any, _: Case) -> None:
    """An alternative that is met, in our notation."""
    assert wanted in [notation_of(one.alternative.test) for one in alternatives(found) if one.truth is True]


def check_part(truth: bool) -> Check:
    """A part of the rule that is met, or not."""

    def check(found: Determination, wanted: Any, _: Case) -> None:
        assert truth is {notation_of(one.test): one.truth for one in findings(found)}[wanted]

    return check


def check_rule(found: Determination, wanted: Any, _: Case) -> None:
    """What the product's rule comes to by itself."""
    assert {"yes": True, "no": False, "unknown": None}[wanted] is found.judgement.rule


def check_tolerance(found: Determination, wanted: Any, expect: Case) -> None:
    """The tolerance that saved the product, those it forgave and its figures."""
    one = next(one for one in tolerances(found) if one.name == wanted and one.truth is True)
    lines = found.judgement.production.lines
    assert set(expect["offenders"]) == {lines[number].article.id for number in (*one.offenders, *one.doubtful)}
    figures = {name: Fraction(value) for name, value in expect["figures"].items()}
    assert figures == {
        "amount": Fraction(one.high or 0, one.scale),
        "basis": Fraction(one.basis_low, one.scale),
        "percent": Fraction(one.percent),
    }


def check_offenders(found: Determination, wanted: Any, expect: Case) -> None:
    """The materials that fail the rule, or none."""
    if "tolerance" in expect:
        return
    lines = found.judgement.production.lines
    offending = {
        lines[number].article.id
        for one in findings(found)
        if isinstance(one, EachFound | DoneFound)
        for number in one.offenders
    }
    assert set(wanted) == offending


def check_no_tolerance(found: Determination, wanted: Any, _: Case) -> None:
    """A tolerance that was tried and is not available, whatever the weights are."""
    (one,) = [one for one in tolerances(found) if one.name == wanted]
    assert one.condition is False


def check_share(found: Determination, wanted: Any, _: Case) -> None:
    """A share of the rule: the published percentage, and its bound."""
    shares = [margin for margin in margins(found) if margin.bound == Fraction(wanted["bound"])]
    assert any(abs(one.share - Fraction(wanted["is"])) <= NEAR for one in shares), [one.share for one in shares]


def check_set(found: Determination, wanted: Any, _: Case) -> None:
    """The share that the non-originating components of a set have in its price."""
    assert found.judgement.as_set is not None
    share = found.judgement.as_set.share
    assert Fraction(wanted["is"]) == Fraction(share.low, share.basis_low) * 100
    assert Fraction(wanted["bound"]) == share.test.percent


def check_values(found: Determination, wanted: Any, _: Case) -> None:
    """Values: of non-originating (NOM) or originating (OM) materials, of a price basis, or of one material."""
    production = found.judgement.production
    amounts = production.amounts(t.Measure.VALUE)
    prices = {price.value: price for price in t.Price}
    for name, value in wanted.items():
        if name in ("NOM", "OM"):
            amount = amount_in(t.Scope(t.Standing(name)), t.Measure.VALUE, production).low
        elif name in prices:
            known = production.price(prices[name])
            assert known is not None
            amount = known
        else:
            ids = [line.article.id for line in production.lines]
            of_line = amounts.amounts[ids.index(name)]
            assert of_line is not None
            amount = of_line
        assert abs(Fraction(amount, amounts.scale) - Fraction(value)) <= Fraction(1, 200), name


def check_statuses(found: Determination, wanted: Any, _: Case) -> None:
    """The status of materials."""
    words = {True: "originating", False: "non-originating", None: "unknown"}
    assert wanted == {name: words[found.statuses[name].originating] for name in wanted}


def check_refused(found: Determination, wanted: Any, _: Case) -> None:
    """The intermediates whose designation does not stand."""
    assert set(wanted) == {
        name for name, status in found.statuses.items() if status.reason is Reason.DESIGNATION_REFUSED
    }


def check_counted(found: Determination, wanted: Any, _: Case) -> None:
    """Materials that value limits count."""
    assert set(wanted) <= _counted(found)


def check_uncounted(found: Determination, wanted: Any, _: Case) -> None:
    """Materials that nothing counts."""
    assert not set(wanted) & _counted(found)


def _counted(found: Determination) -> set[str]:
    production = found.judgement.production
    lines = production.lines
    amount = amount_in(t.ALL_NON_ORIGINATING, t.Measure.VALUE, production)
    return {lines[number].article.id for number in (*amount.counted, *amount.doubtful)}


def check_origin(found: Determination, wanted: Any, _: Case) -> None:
    """The country of origin."""
    assert wanted == found.origin


def check_decisive(found: Determination, wanted: Any, expect: Case) -> None:
    """A fact that would settle the verdict."""
    facts = decisive_facts(found).facts
    assert (wanted, expect.get("decisive_detail", "")) in [
        (fact.ask, fact.detail if "decisive_detail" in expect else "") for fact in facts
    ]


def check_trace(found: Determination, wanted: Any, _: Case) -> None:
    """Words that stand in the explanation."""
    text = " ".join(text_of(explain(found), 120).split())
    assert [words for words in wanted if words not in text] == []


def check_proof(found: Determination, wanted: Any, expect: Case) -> None:
    """What the proof of origin must carry above a consignment value, and how long the exporter keeps the evidence."""
    exporter = found.circumstances.exported_from
    needed = [proof for proof in found.law.agreement.proofs if proof.exported_from == exporter]
    assert any(wanted in (proof.above_threshold or "") for proof in needed)
    assert any(proof.exporter_keeps_years == int(expect["keeps_years"]) for proof in needed)


def with_another(*_: Any) -> None:
    """Checked together with another expectation."""


CHECKS: dict[str, Check] = {
    "met": check_met,
    "part_met": check_part(True),
    "not_met": check_part(False),
    "rule": check_rule,
    "tolerance": check_tolerance,
    "offenders": check_offenders,
    "figures": with_another,
    "no_tolerance": check_no_tolerance,
    "share": check_share,
    "set": check_set,
    "values": check_values,
    "statuses": check_statuses,
    "refused": check_refused,
    "counted": check_counted,
    "uncounted": check_uncounted,
    "origin": check_origin,
    "decisive": check_decisive,
    "decisive_detail": with_another,
    "trace": check_trace,
    "proof": check_proof,
    "keeps_years": with_another,
}


# -- over all cases ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "case"), _all_cases())
def test_no_fact_turns_the_verdict_around(name: str, case: Case) -> None:
    """With presumptions off, a case without any one of its facts has the same verdict, or none."""
    dossier, law = dossier_of(case), law_of(name, case)
    rule = parse_rule(case["rule"]).value if "rule" in case else None
    on = date.fromisoformat(case["day"])
    full = determine(dossier, law, on, presumptions=frozenset(), rule=rule).verdict
    turned = []
    for what, change in erasures(dossier):
        without = determine(change(dossier), law, on, presumptions=frozenset(), rule=rule).verdict
        if without not in (full, Verdict.UNDETERMINED) and full is not Verdict.UNDETERMINED:
            turned.append(what)
        if full is Verdict.UNDETERMINED and without is not Verdict.UNDETERMINED:
            turned.append(what)
    assert turned == []


@pytest.mark.skipif(not SHARED.exists(), reason="the published cases are not beside this checkout")
def test_every_published_case_is_here() -> None:
    """Each published case is written down, and beside our own examples nothing that was not published."""
    published = {json.loads(line)["id"] for line in SHARED.read_text(encoding="utf-8").splitlines()}
    ours = {name for name in files() if name.startswith(("shared-", "further-"))}
    written = {case["case"] for name, file in files().items() if name not in ours for case in file["cases"]}
    written |= {case["case"] for case in inventory_cases()}
    assert published == written
