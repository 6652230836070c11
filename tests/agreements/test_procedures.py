"""Shared procedures: what a pack takes over, what it states instead, and how that changes with time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from origin.agreements.period import Period
from origin.agreements.procedures import PROCEDURES, with_procedure
from origin.agreements.registry import agreement_ids, read_agreement, read_yaml
from origin.agreements.wordings import load_wordings
from origin.data_folder import data_folder

AGREEMENTS = data_folder("agreements")


def test_a_pack_states_only_what_differs() -> None:
    """Values of the pack win key by key; proofs that it lists take over those of the same id."""
    shared = {
        "proofs": [{"id": "a", "months": "4", "label": "A"}, {"id": "b", "months": "4"}],
        "x": {"y": "1", "z": "2"},
    }
    own = {"proofs": [{"id": "a", "months": "10"}], "x": {"z": "3"}}
    expected = {"proofs": [{"id": "a", "months": "10", "label": "A"}], "x": {"y": "1", "z": "3"}}
    assert expected == PROCEDURES.merged(shared, own)


def test_an_unknown_procedure_is_a_problem() -> None:
    """The problem names those that there are."""
    _, problems = with_procedure({"procedure": "pemm"}, AGREEMENTS, "agreement.yaml", read_yaml)
    assert [("procedure-unknown", ", ".join(PROCEDURES.names(AGREEMENTS)))] == [(p.code, p.accepted) for p in problems]


def test_an_article_that_is_not_numbered_is_a_problem() -> None:
    """A shared procedure that cites an article asks the pack for its number."""
    _, problems = with_procedure({"procedure": "eur1"}, AGREEMENTS, "agreement.yaml", read_yaml)
    assert {"article-missing"} == {problem.code for problem in problems}


@pytest.mark.parametrize("pack", ["test-pem", "test-continuity", "test-gsp", "test-report"])
def test_a_test_pack_reads(pack: str, with_test_packs: Path) -> None:
    """Each of the procedures makes a whole pack, with no blank left in a citation."""
    read = read_agreement(with_test_packs / pack / "agreement.yaml")
    assert read.problems == ()
    assert read.value is not None
    assert "{" not in repr(read.value.verification) + repr(read.value.proofs)


def test_the_procedure_of_the_day_applies() -> None:
    """The EU-UK agreement gave twelve months for requests of its first three months, and gives ten since."""
    agreement = read_agreement(AGREEMENTS / "eu-uk" / "agreement.yaml").value
    assert agreement is not None
    months = []
    for day in (date(2021, 3, 31), date(2021, 4, 1)):
        verification = agreement.verification_on(day)
        step = verification.step("authority") if verification else None
        months.append(step.reply if step else None)
    assert [Period(months=12), Period(months=10)] == months


@pytest.mark.parametrize("pack", agreement_ids())
def test_the_wordings_of_a_pack_exist(pack: str) -> None:
    """Every prescribed text that a proof names is in the data folder."""
    agreement = read_agreement(AGREEMENTS / pack / "agreement.yaml").value
    wordings = load_wordings().value
    assert agreement is not None
    assert wordings is not None
    assert set() == {name for proof in agreement.proofs for name in proof.wordings} - set(wordings.by_id)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-08-31", 10, "2027-06-30"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-06-10", 0, "2026-06-10"),
    ],
)
def test_months_are_counted_by_the_calendar(start: str, months: int, end: str) -> None:
    """A month ends on the day of the same number, or on the last day of a shorter month."""
    assert date.fromisoformat(end) == Period(months=months).after(date.fromisoformat(start))


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 240))
def test_a_period_of_months_never_skips_a_month(start: date, months: int) -> None:
    """It ends in the month that many months on, never on a later day of the month than it began, never early."""
    end = Period(months=months).after(start)
    assert start.year * 12 + start.month + months == end.year * 12 + end.month
    assert end.day <= start.day
    assert end.day == start.day or (end.replace(day=28).month != Period(days=1).after(end).month)
