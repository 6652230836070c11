"""Families: general provisions that a rule given by hand is judged by."""

from __future__ import annotations

from datetime import date

import pytest

from origin.agreements.families import Trade, family_ids, family_law, read_families
from origin.agreements.lint import lint
from origin.agreements.registry import agreement_ids
from origin.problems import Severity


@pytest.mark.parametrize("name", family_ids())
def test_a_family_is_read(name: str) -> None:
    """Every family is read without a mistake, has parties, provisions and a price, and its terms are known."""
    read = family_law(name, Trade("MX", "DE"), 2017)
    assert [str(problem) for problem in read.problems] == []
    assert read.value is not None
    agreement = read.value.agreement
    assert name == agreement.id
    assert agreement.parties
    assert agreement.price_bases
    assert agreement.provisions.wholly_obtained
    assert agreement.in_force(date(1994, 1, 1))
    assert [str(problem) for problem in lint(read.value) if problem.severity is Severity.ERROR] == []


def test_no_family_hides_an_agreement() -> None:
    """The names of families and of agreements are different, so that one option may take either."""
    assert set() == set(family_ids()) & set(agreement_ids())


def test_the_sides_are_those_of_the_journey() -> None:
    """A family between any two sides has the two of the journey as its parties: a side, or a country alone."""
    read = family_law("pem", Trade("FR", "ME"), 2007)
    assert read.value is not None
    assert [(one.id, bool(one.countries)) for one in read.value.agreement.parties] == [("EU", True), ("ME", True)]


def test_both_ends_must_be_known() -> None:
    """Where an end of the journey is not stated, the other party is not known, and nothing is guessed."""
    read = family_law("pem", Trade("FR", None), 2007)
    assert read.value is None
    assert [problem.code for problem in read.problems] == ["family-sides"]


def test_a_family_may_be_shown() -> None:
    """Without goods, all sides that a family knows are its parties."""
    families = read_families().value
    assert families is not None
    for family in families:
        shown = family_law(family.id, None, 2022)
        assert shown.value is not None
        assert list(family.parties) == [party.id for party in shown.value.agreement.parties]
