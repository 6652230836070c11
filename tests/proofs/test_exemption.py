"""Goods for which no proof of origin is asked."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from origin.agreements.jurisdictions import load_jurisdictions
from origin.cases.assessment import Decision, assess
from origin.cases.claim import Claim, DeclaredDocument
from origin.dossier.model import Money
from tests.proofs.test_parameters import agreements

DAY = date(2026, 8, 10)


@pytest.mark.parametrize(
    ("agreement", "of", "into", "value", "decision", "code"),
    [
        ("uk-india", "IN", "GB", (1000, "GBP"), Decision.ACCEPT, "proof-not-needed"),
        ("uk-india", "IN", "GB", (Fraction("1000.01"), "GBP"), Decision.REFUSE, "proof-missing"),
        ("uk-australia", "AU", "GB", (1000, "GBP"), Decision.ACCEPT, "proof-not-needed"),
        ("uk-albania", "AL", "GB", (1200, "EUR"), Decision.VERIFY, "exemption-open"),
        ("uk-albania", "AL", "GB", (1201, "EUR"), Decision.REFUSE, "proof-missing"),
        ("uk-albania", "AL", "GB", (10, "USD"), Decision.VERIFY, "exemption-open"),
        ("eu-uk", "GB", "FR", (500, "EUR"), Decision.VERIFY, "exemption-open"),
        ("eu-uk", "EU", "GB", (500, "EUR"), Decision.REFUSE, "proof-missing"),
    ],
)
def test_small_consignments_need_no_proof(
    agreement: str, of: str, into: str, value: tuple[Fraction | int, str], decision: Decision, code: str
) -> None:
    """Up to the value of the exemption, to the cent, and only for importation into the party that gives it."""
    claim = Claim("1", into, DAY, preferential_origin=of, customs_value=Money(Fraction(value[0]), value[1]))
    found = assess(claim, agreements()[agreement], DAY)
    assert (decision, [code]) == (found.decision, [one.code for one in found.findings])


def test_the_declaration_says_that_the_goods_are_of_that_kind() -> None:
    """The document code for postal consignments and luggage settles it, within the value."""
    laws = load_jurisdictions().value
    assert laws is not None
    for amount, decision in ((1200, Decision.ACCEPT), (1201, Decision.REFUSE)):
        claim = Claim(
            "1",
            "FR",
            DAY,
            preferential_origin="GB",
            customs_value=Money(Fraction(amount), "EUR"),
            documents=(DeclaredDocument("Y119"),),
        )
        assert decision is assess(claim, agreements()["eu-uk"], DAY, laws["EU"]).decision
