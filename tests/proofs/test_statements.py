"""Statements on origin against their prescribed texts: good ones pass, bad ones have exactly the finding expected."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from origin.agreements.agreement import Agreement
from origin.agreements.registry import read_agreement
from origin.dossier.model import Money
from origin.proofs.check import check_proof
from origin.proofs.presented import ClaimCircumstances, PresentedProof

STATEMENTS = yaml.safe_load((Path(__file__).parent / "statements.yaml").read_text(encoding="utf-8"))
DAY = date(2026, 6, 10)


@cache
def _agreement(folder: Path, name: str) -> Agreement:
    read = read_agreement(folder / name / "agreement.yaml")
    assert read.value is not None, read.problems
    return read.value


def _codes(case: dict[str, Any], folder: Path) -> list[str]:
    amount, currency = case["value"].split() if case["value"] else (None, None)
    start, end = [date.fromisoformat(day) for day in case.get("period", [])] or (None, None)
    proof = PresentedProof(
        kind=case["kind"],
        text=case["text"],
        made_out=date(2026, 6, 1),
        consignment=Money(Fraction(amount), currency) if amount and currency else None,
        period_from=start,
        period_to=end,
    )
    agreement = _agreement(folder, case["agreement"])
    circumstances = ClaimCircumstances(case["from"], None, DAY, DAY)
    return [finding.code for finding in check_proof(proof, agreement, circumstances, folder=folder).findings]


@pytest.mark.parametrize("case", STATEMENTS["good"], ids=lambda case: case["name"])
def test_a_good_statement_has_no_finding(case: dict[str, Any], with_test_packs: Path) -> None:
    """Spacing, line breaks, quotes, hyphens, capitals and the listed translations make no difference."""
    assert _codes(case, with_test_packs) == []


@pytest.mark.parametrize("case", STATEMENTS["bad"], ids=lambda case: case["name"])
def test_a_bad_statement_has_its_finding(case: dict[str, Any], with_test_packs: Path) -> None:
    """Each defect has a finding of its own, and no other."""
    assert [case["expect"]] == _codes(case, with_test_packs)


def test_there_are_enough_statements() -> None:
    """At least forty good and forty bad ones, all different."""
    for kind in ("good", "bad"):
        assert len({(case["text"], case["agreement"], case["value"]) for case in STATEMENTS[kind]}) >= 40
