"""The published worked cases: data files in, the published verdict and figures out."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from origin.agreements.compiled import load_law
from origin.determination.determination import Determination
from origin.determination.determine import determine
from origin.determination.missing_facts import decisive_facts
from origin.dossier.reader import read_dossier_text
from origin.language.notation import test_text as notation_of

FOLDER = Path(__file__).parent
SHARED = FOLDER.parents[2] / "shared" / "cases" / "cases.jsonl"


def _cases() -> list[Any]:
    found = []
    for file in sorted(FOLDER.glob("*.yaml")):
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            found.append(pytest.param(file.stem, case, id=f"{case['case']}: {case['expect']['verdict']}"))
    return found


@pytest.mark.parametrize(("agreement", "case"), _cases())
def test_published_case(agreement: str, case: dict[str, Any]) -> None:
    """The verdict is the published one, on the ground and with the figures that the source gives."""
    determination = _determined(agreement, case)
    expect = case["expect"]
    assert determination.verdict.value == expect["verdict"], case["says"]
    alternatives = [one for candidate in determination.judgement.candidates for one in candidate.alternatives]
    if "met" in expect:
        assert expect["met"] in [notation_of(one.alternative.test) for one in alternatives if one.truth is True]
    if "tolerance" in expect:
        tolerances = [tolerance for one in alternatives for tolerance in one.tolerances if tolerance.truth is True]
        found = next(tolerance for tolerance in tolerances if tolerance.name == expect["tolerance"])
        lines = determination.judgement.production.lines
        assert sorted(lines[number].article.id for number in found.offenders) == sorted(expect["offenders"])
        figures = expect["figures"]
        assert Fraction(found.low, found.scale) == figures["amount"]
        assert Fraction(found.basis_low, found.scale) == figures["basis"]
        assert found.percent == figures["percent"]
    if "decisive" in expect:
        assert expect["decisive"] in [fact.ask for fact in decisive_facts(determination).facts]
    if "proof" in expect:
        proofs = determination.law.agreement.proofs
        exporter = determination.circumstances.exported_from
        needed = [proof for proof in proofs if proof.exported_from == exporter]
        assert any(expect["proof"] in (proof.above_threshold or "") for proof in needed)
        assert any(proof.exporter_keeps_years == expect["keeps_years"] for proof in needed)


@pytest.mark.skipif(not SHARED.exists(), reason="the published cases are not beside this checkout")
def test_every_case_of_a_covered_agreement_is_here() -> None:
    """No published case of an agreement that has a case file is left out."""
    names = {"EU-UK TCA": "eu-uk"}
    published = [json.loads(line) for line in SHARED.read_text(encoding="utf-8").splitlines()]
    for title, agreement in names.items():
        wanted = {case["id"] for case in published if case["agreement"] == title}
        written = {case["case"] for case in yaml.safe_load((FOLDER / f"{agreement}.yaml").read_text(encoding="utf-8"))}
        assert wanted == written


def _determined(agreement: str, case: dict[str, Any]) -> Determination:
    law = load_law(agreement).value
    assert law is not None
    text = json.dumps(case["dossier"], default=str)
    read = read_dossier_text(text, case["case"])
    assert read.value is not None, [str(problem) for problem in read.problems]
    on = case["day"]
    return determine(read.value, law, on if isinstance(on, date) else date.fromisoformat(on))
