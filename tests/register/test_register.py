"""The register: what it records, what it refuses, and that nothing can be altered unseen."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from origin.agreements.agreement import Agreement
from origin.agreements.verification import Trigger
from origin.cases.register import happenings as h
from origin.cases.register.case import Case, State
from origin.cases.register.register import Register, open_register
from origin.cases.register.rules import grounds_open
from origin.cases.register.store import open_store
from origin.dossier.model import Money
from tests.register.conftest import NOW, claim

Agreements = Callable[[str], Agreement | None]
DAY = date(2026, 2, 1)


def opened(register: Register, agreements: Agreements, name: str = "test-pem", reference: str = "26GB1") -> Case:
    """A case on a claim, its proof checked."""
    agreement = agreements(name)
    assert agreement is not None
    proof = "importers-knowledge" if name == "eu-uk" else "eur1"
    case = register.open_case(claim(reference), agreement, "officer", DAY, proof).value
    assert case is not None
    return go(register, case, h.ProofChecked())


def go(register: Register, case: Case, what: h.Happening, on: date = DAY) -> Case:
    """The case after an event that it allows."""
    read = register.record(case.number, what, "officer", on)
    assert read.value is not None, read.problems
    return read.value


def why_not(register: Register, case: Case, what: h.Happening, on: date = DAY) -> str:
    """The message with which an event is refused."""
    read = register.record(case.number, what, "officer", on)
    assert read.value is None
    return read.problems[0].message


def test_an_event_that_is_not_allowed_is_refused_with_those_that_are(
    register: Register, agreements: Agreements
) -> None:
    """Nothing is written, and the problem names the kinds that the case allows."""
    case = opened(register, agreements)
    read = register.record(case.number, h.Requested("authority"), "officer", DAY)
    assert [str(problem.accepted).replace(", determined", "") for problem in read.problems] == [
        "proof-checked, selected, suspended, noted"
    ]
    assert len(register.events(case.number).value or ()) == 2


def test_a_claim_has_one_open_case(register: Register, agreements: Agreements) -> None:
    """A second case on the same claim is refused, and the problem names the first."""
    case, agreement = opened(register, agreements), agreements("test-pem")
    assert agreement is not None
    second = register.open_case(claim(), agreement, "officer", DAY)
    assert second.value is None
    assert case.number in second.problems[0].message


def test_a_random_check_without_answer_is_no_ground_to_refuse(register: Register, agreements: Agreements) -> None:
    """Silence leads to refusal in cases of doubt alone; after a new selection for doubt the request goes out again."""
    case = go(register, opened(register, agreements), h.Selected(Trigger.RANDOM))
    case = go(register, case, h.Requested("authority"))
    later = date(2026, 12, 2)
    case = go(register, case, h.Expired(), later)
    refused = h.Determined(h.Outcome.REFUSED, "no-reply", no_hearing="none")
    assert "only in cases of doubt" in why_not(register, case, refused, later)
    case = go(register, case, h.Selected(Trigger.DOUBT), later)
    case = go(register, case, h.Requested("authority"), later)
    case = go(register, case, h.Expired(), date(2027, 10, 3))
    assert "exceptional circumstances" in why_not(register, case, h.Determined(h.Outcome.ACCEPTED), date(2027, 10, 3))
    case = go(register, case, refused, date(2027, 10, 3))
    assert (case.state, case.outcome) == (State.DETERMINED, h.Outcome.REFUSED)


def test_the_clock_may_start_with_receipt(register: Register, agreements: Agreements) -> None:
    """Until receipt is known the deadline is only the earliest, and the time cannot be over."""
    agreement = agreements("test-report")
    assert agreement is not None
    case = register.open_case(claim(), agreement, "officer", DAY, "origin-declaration").value
    assert case is not None
    case = go(register, go(register, case, h.ProofChecked()), h.Selected(Trigger.RISK))
    case = go(register, case, h.Requested("authority"))
    assert [one.earliest for one in case.deadlines if one.id != "debt-limit"] == [True, True]
    assert "record when the request was received" in why_not(register, case, h.Expired(), date(2027, 6, 1))
    case = go(register, case, h.Received(), date(2026, 2, 28))
    due = {one.id: one.due for one in case.deadlines}
    assert (date(2026, 12, 28), date(2026, 4, 14)) == (due["reply:authority"], due["acknowledge:authority"])
    case = go(register, case, h.Acknowledged(), date(2026, 3, 1))
    assert case.deadline("acknowledge:authority") is None


def test_an_importer_who_relies_on_a_statement_may_not_know_more(register: Register, agreements: Agreements) -> None:
    """Under the EU-UK agreement an insufficient answer is a ground where the importer claimed by its knowledge."""
    agreement = agreements("eu-uk")
    assert agreement is not None
    grounds = {}
    for proof in ("statement-on-origin", "importers-knowledge"):
        made = claim(proof, of="DE")
        case = register.open_case(made, agreement, "officer", DAY, proof).value
        assert case is not None
        case = go(register, go(register, case, h.ProofChecked()), h.Selected(Trigger.RISK))
        case = go(register, go(register, case, h.Requested("importer")), h.Replied(False))
        rules = register.rules(case, DAY).value
        assert rules is not None
        grounds[proof] = list(grounds_open(case, rules, DAY))
    assert grounds == {"statement-on-origin": [], "importers-knowledge": ["insufficient-reply"]}


def test_the_scheme_asks_twice_before_silence_counts(register: Register, agreements: Agreements) -> None:
    """Under the generalised scheme a second communication comes first; its time is counted anew."""
    agreement = agreements("test-gsp")
    assert agreement is not None
    case = register.open_case(claim(into="FR", of="BD"), agreement, "officer", DAY, "statement-on-origin").value
    assert case is not None
    case = go(register, go(register, case, h.ProofChecked()), h.Selected(Trigger.DOUBT))
    case = go(register, case, h.Requested("authority"))
    case = go(register, case, h.Expired(), date(2026, 8, 2))
    refused = h.Determined(h.Outcome.REFUSED, "no-reply", no_hearing="none")
    assert "no ground" in why_not(register, case, refused, date(2026, 8, 2))
    case = go(register, case, h.Reminded(), date(2026, 8, 31))
    due = case.deadline("reply:authority")
    assert due is not None
    assert date(2027, 2, 28) == due.due
    case = go(register, case, h.Expired(), date(2027, 3, 1))
    assert State.DETERMINED is go(register, case, refused, date(2027, 3, 1)).state


def test_an_appeal_suspends_the_time_for_the_debt(register: Register, agreements: Agreements) -> None:
    """The days of the appeal are not counted towards the three years."""
    case = go(register, opened(register, agreements), h.Selected(Trigger.DOUBT))
    case = go(register, go(register, case, h.Requested("authority")), h.Replied(True, h.Originating.NO))
    case = go(register, case, h.Determined(h.Outcome.REFUSED, "not-originating", no_hearing="none"))
    case = go(register, case, h.Appealed(), date(2026, 3, 1))
    case = go(register, case, h.AppealDecided(True), date(2026, 3, 31))
    limit = case.deadline("debt-limit")
    assert limit is not None
    assert date(2029, 3, 2) == limit.due
    case = go(register, case, h.DebtEstablished(Money(Fraction(100), "GBP")), date(2026, 4, 1))
    assert "until 2 March 2029" in why_not(register, case, h.DebtNotified(), date(2029, 3, 3))
    case = go(register, case, h.TimeBarred(), date(2029, 3, 3))
    assert State.CLOSED is go(register, case, h.Closed(), date(2029, 3, 3)).state


def test_security_is_settled_before_a_case_is_closed(register: Register, agreements: Agreements) -> None:
    """A case is not closed while security is held."""
    case = go(register, opened(register, agreements), h.Suspended(Money(Fraction(500), "GBP")))
    case = go(register, case, h.Determined(h.Outcome.ACCEPTED))
    assert why_not(register, case, h.Closed()) == "security is still held"
    case = go(register, go(register, case, h.SecurityReleased()), h.Closed())
    assert (case.state, case.deadlines) == (State.CLOSED, ())


def test_no_event_lies_in_the_future_or_before_its_case(register: Register, agreements: Agreements) -> None:
    """Days are checked against the clock, the case, and the request that an answer follows."""
    case = opened(register, agreements)
    assert "recorded after it happened" in why_not(register, case, h.Noted(), date(2041, 1, 1))
    assert "after the beginning" in why_not(register, case, h.Noted(), date(2026, 1, 30))
    case = go(register, case, h.Selected(Trigger.DOUBT), date(2026, 3, 1))
    case = go(register, case, h.Requested("authority"), date(2026, 3, 1))
    assert "before the request" in why_not(register, case, h.Replied(True), date(2026, 2, 28))


def test_due_lists_what_falls_due_over_all_cases(register: Register, agreements: Agreements) -> None:
    """The earliest first, up to a day."""
    for number in range(3):
        case = opened(register, agreements, reference=f"R{number}")
        case = go(register, case, h.Selected(Trigger.DOUBT))
        go(register, case, h.Requested("authority"), date(2026, 2, 10 + number))
    expected = [(f"V-2026-{number + 1:06d}", date(2026, 12, 10 + number)) for number in range(2)]
    assert expected == [(one.case.number, one.deadline.due) for one in register.due(date(2026, 12, 11))]


def test_the_database_refuses_to_change_or_remove_an_event(url: str, agreements: Agreements) -> None:
    """Append-only is not left to good manners."""
    engine = open_store(url).value
    assert engine is not None
    register = Register(engine, agreements, lambda: NOW)
    opened(register, agreements)
    for statement in ("UPDATE events SET body = ''", "DELETE FROM events"):
        with pytest.raises(DatabaseError, match="events are never changed"), engine.begin() as connection:
            connection.execute(text(statement))
    register.close()


SPOILT = (
    "UPDATE events SET body = replace(body, 'officer', 'another') WHERE position = 2",
    "DELETE FROM events WHERE position = 2",
    "DELETE FROM events WHERE position = (SELECT max(position) FROM events)",
    "UPDATE events SET happened = '2026-02-02' WHERE position = 2",
    "UPDATE events SET case_number = 'V-2026-000009' WHERE position = 3",
    "UPDATE cases SET state = 'closed'",
    "UPDATE cases SET next_due = NULL",
    "UPDATE register SET hash = 'x'",
    "UPDATE events SET hash = 'x', previous = 'x' WHERE position = 2",
)


@pytest.mark.parametrize("statement", SPOILT)
def test_an_alteration_is_seen(statement: str, url: str, agreements: Agreements) -> None:
    """Whoever gets round the database's own guard leaves a trace in the chain."""
    engine = open_store(url).value
    assert engine is not None
    register = Register(engine, agreements, lambda: NOW)
    case = opened(register, agreements)
    go(register, case, h.Noted())
    head, problems = register.check()
    assert (len(head), problems) == (64, ())
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            for verb in ("UPDATE", "DELETE"):
                connection.execute(text(f"DROP TRIGGER events_{verb}"))
        else:
            connection.execute(text("ALTER TABLE events DISABLE TRIGGER ALL"))
        connection.execute(text(statement))
    assert {"register-altered"} == {problem.code for problem in register.check()[1]}
    register.close()


def test_the_file_is_its_owners(tmp_path: Path) -> None:
    """Nobody else may read a register."""
    path = tmp_path / "deep" / "register.sqlite"
    register = open_register(path).value
    assert register is not None
    register.cases()
    assert {0o600} == {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    register.close()


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("mysql://x/y", "register-url"),
        ("::nonsense://", "register-url"),
        ("/proc/nowhere/r.sqlite", "register-unusable"),
    ],
)
def test_a_register_that_cannot_be_used_is_a_problem(where: str, code: str) -> None:
    """Bad URLs and places are told, not raised."""
    assert [code] == [problem.code for problem in open_register(where).problems]


def test_no_password_is_shown() -> None:
    """A server that cannot be reached is told without the password."""
    problems = open_register("postgresql://me:secret@127.0.0.1:1/none").problems
    assert "secret" not in str(problems[0])
