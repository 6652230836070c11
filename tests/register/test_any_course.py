"""Any sequence of events leaves the register consistent, rebuilds to the same state, and misses no deadline."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from origin.agreements.period import Period
from origin.agreements.registry import read_agreement
from origin.agreements.verification import ClockStart, Trigger
from origin.cases.register import happenings as h
from origin.cases.register.allowed import allowed_kinds
from origin.cases.register.case import WAITING, State, rebuild
from origin.cases.register.register import Register
from origin.cases.register.rules import rules_on
from origin.cases.register.store import open_store
from origin.dossier.model import Money
from tests.register.conftest import NOW, claim

START = date(2025, 12, 31)
PACKS = {
    "test-pem": ("AL", "eur1"),
    "test-continuity": ("GH", "eur1"),
    "eu-uk": ("DE", "statement-on-origin"),
    "uk-india": ("IN", "origin-declaration"),
    "uk-cptpp": ("VN", "certification-of-origin"),
    "uk-iceland-norway": ("NO", "origin-declaration"),
}
AMOUNT = Money(Fraction(100), "GBP")

HAPPENINGS = st.one_of(
    st.sampled_from(
        [
            h.ProofChecked(),
            h.ProofChecked(("proof-missing",), "refusal ground"),
            h.Suspended(AMOUNT),
            h.Suspended(),
            h.SuspensionEnded(),
            h.Received(),
            h.Acknowledged(),
            h.Reminded(),
            h.Extended(),
            h.Expired(),
            h.IntentNotified(),
            h.ConsultationEnded(),
            h.HearingOpened(),
            h.HearingEnded(),
            h.DebtEstablished(AMOUNT),
            h.DebtNotified(),
            h.Appealed(),
            h.AppealDecided(True),
            h.AppealDecided(False),
            h.Paid(),
            h.Remitted(),
            h.TimeBarred(),
            h.SecurityReleased(),
            h.SecurityUsed(),
            h.Noted(),
            h.Closed(),
        ]
    ),
    st.builds(h.Selected, st.sampled_from(list(Trigger))),
    st.builds(h.Requested, st.sampled_from(["importer", "importer-additional", "authority", "exporter", "visit"])),
    st.builds(h.Replied, st.booleans(), st.sampled_from([None, *h.Originating])),
    st.builds(
        h.Determined,
        st.sampled_from(list(h.Outcome)),
        st.sampled_from([None, "no-reply", "not-originating", "insufficient-reply", "after-consultation", "no-proof"]),
        st.sampled_from([None, "a strike"]),
        st.sampled_from([None, "none"]),
    ),
)


def months_on(start: date, months: int) -> date:
    """The same day so many months on, or the last of the month: counted month by month, day by day."""
    year, month = start.year, start.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    day = start.day
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def counted(start: date, period: Period) -> date:
    """The last day of a period, by the naive count."""
    return months_on(start, period.months + 12 * period.years) + timedelta(days=period.days)


class Course(RuleBasedStateMachine):
    """A register in which anything is tried; a model beside it remembers what was accepted."""

    folder: Path
    packs: Path

    def __init__(self) -> None:
        """Makes an empty register."""
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.accepted: dict[str, list[h.Happening]] = {}
        self.day = START
        self.waiting: dict[str, tuple[str, date]] = {}
        store = open_store(self.folder / "register.sqlite").value
        assert store is not None
        self.agreements = {name: read_agreement(self.packs / name / "agreement.yaml").value for name in PACKS}
        self.register = Register(store, self.agreements.get, lambda: NOW)

    def teardown(self) -> None:
        """Removes the register."""
        self.register.close()
        shutil.rmtree(self.folder)

    @initialize(pack=st.sampled_from(sorted(PACKS)))
    def begin(self, pack: str) -> None:
        """A first case."""
        self.open(pack)

    @rule(pack=st.sampled_from(sorted(PACKS)))
    def open(self, pack: str) -> None:
        """Another case."""
        agreement, (country, proof) = self.agreements[pack], PACKS[pack]
        assert agreement is not None
        made = claim(f"R{len(self.accepted)}", START, of=country)
        case = self.register.open_case(made, agreement, "officer", self.day, proof).value
        assert case is not None
        self.accepted[case.number] = [h.Opened(made, agreement.id, agreement.title, proof)]

    @rule(days=st.integers(0, 200))
    def wait(self, days: int) -> None:
        """Time goes by."""
        self.day += timedelta(days=days)

    @rule(data=st.data())
    def attempt(self, data: st.DataObject) -> None:
        """Something happens in a case, or is refused."""
        number = data.draw(st.sampled_from(sorted(self.accepted)))
        case = self.register.case(number).value
        assert case is not None
        rules = rules_on(self.agreements[case.agreement], None, self.day)  # type: ignore[arg-type]
        assert rules is not None
        allowed = self.register.allowed(case, self.day)
        what: h.Happening = data.draw(HAPPENINGS)  # type: ignore[assignment]
        if h.kind_of(what) not in allowed and data.draw(st.booleans()):
            return
        read = self.register.record(number, what, "officer", self.day)
        if read.value is None:
            assert case == self.register.case(number).value
            return
        assert h.kind_of(what) in allowed
        assert set(allowed_kinds(case, rules, self.day)) <= {*allowed, "hearing-opened"}
        self.accepted[number].append(what)
        self._follow(number, what, case)

    def _follow(self, number: str, what: Any, before: Any) -> None:
        """Remembers by a naive count when the answer to a request is due."""
        verification = self.agreements[before.agreement].verification_on(self.day)  # type: ignore[union-attr]
        assert verification is not None
        if isinstance(what, h.Requested):
            step = verification.step(what.step)
            assert step is not None
            self.waiting[number] = (f"reply:{what.step}", counted(self.day, step.reply))
        elif isinstance(what, h.Received | h.Extended) and number in self.waiting:
            name, due = self.waiting[number]
            step = verification.step(name.removeprefix("reply:"))
            assert step is not None
            if isinstance(what, h.Extended) and step.extension is not None:
                self.waiting[number] = (name, counted(due, step.extension))
            elif isinstance(what, h.Received) and step.clock is ClockStart.RECEIPT:
                self.waiting[number] = (name, counted(self.day, step.reply))
        elif isinstance(what, h.Replied | h.Expired | h.Determined | h.Closed):
            self.waiting.pop(number, None)

    @invariant()
    def nothing_accepted_is_lost(self) -> None:
        """Every event that was accepted stands in the log, in its order."""
        for number, happened in self.accepted.items():
            events = self.register.events(number).value or ()
            assert happened[1:] == [event.what for event in events][1:]

    @invariant()
    def the_log_leads_to_the_same_state(self) -> None:
        """A case rebuilt from its log is the case, and the register finds nothing altered."""
        for number in self.accepted:
            assert self.register.case(number).value == rebuild(self.register.events(number).value or ())
        assert self.register.check()[1] == ()

    @invariant()
    def no_deadline_is_missed(self) -> None:
        """Whatever is awaited stands among what is due, on the day that a naive count gives."""
        due = {(one.case.number, one.deadline.id): one.deadline.due for one in self.register.due()}
        for number, (name, day) in self.waiting.items():
            assert day == due.get((number, name))
        for number in self.accepted:
            case = self.register.case(number).value
            assert case is not None
            if case.state in WAITING:
                assert any(other == number for other, _ in due)
            if case.state is State.CLOSED:
                assert not any(other == number for other, _ in due)
                assert case.security is None


@pytest.mark.slow
def test_any_course_of_events(with_test_packs: Path) -> None:
    """See the invariants of `Course`."""
    Course.packs = with_test_packs
    health = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(
        Course, settings=settings(max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=health)
    )


def test_some_course_of_events(with_test_packs: Path) -> None:
    """The same, in few examples."""
    Course.packs = with_test_packs
    health = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(
        Course, settings=settings(max_examples=5, stateful_step_count=25, deadline=None, suppress_health_check=health)
    )
