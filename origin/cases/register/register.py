"""The register of verification cases: open one, record what happens, list what is due, prove that nothing was altered.

Every event is written in one transaction, after the case as it then stands has allowed it, and chained by its hash to
the last event of the register. What is returned is committed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select, update
from sqlalchemy.exc import SQLAlchemyError

from origin.agreements import all_agreements
from origin.agreements.agreement import Agreement
from origin.agreements.jurisdictions import jurisdiction_of
from origin.cases.claim import Claim
from origin.cases.register import happenings as h
from origin.cases.register.allowed import allowed_kinds, refusal
from origin.cases.register.case import Case, State, after, rebuild
from origin.cases.register.clocks import clocks, opening
from origin.cases.register.event import Deadline, Event, body_of, chained, event_of
from origin.cases.register.rules import Rules, rules_on
from origin.cases.register.store import (
    cases_table,
    events_table,
    head,
    open_store,
    reading,
    register_table,
    unusable,
    writing,
)
from origin.dossier.model import Money
from origin.frozen import Frozen
from origin.problems import Place, Problem, Read

FindAgreement = Callable[[str], Agreement | None]


class Due(Frozen):
    """A deadline of a case."""

    case: Case
    deadline: Deadline


class Listed(Frozen):
    """A case as the list has it."""

    number: str
    claim: str
    agreement: str
    state: str
    next_due: date | None


def load_agreement(agreement: str) -> Agreement | None:
    """The agreement of a pack of the data folder."""
    return all_agreements.load_agreement(agreement).value


def open_register(where: str | Path, agreement: FindAgreement = load_agreement) -> Read[Register]:
    """The register at a path or URL, made where there is none."""
    store = open_store(where)
    return (
        Read(Register(store.value, agreement), store.problems)
        if store.value is not None
        else Read(None, store.problems)
    )


class Register:
    """A register that is open."""

    def __init__(
        self,
        engine: Engine,
        agreement: FindAgreement = load_agreement,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Takes the database, how agreements are found, and the clock."""
        self._engine, self._agreement, self._now = engine, agreement, now

    def close(self) -> None:
        """Lets the database go."""
        self._engine.dispose()

    def open_case(
        self,
        claim: Claim,
        agreement: Agreement,
        actor: str,
        on: date,
        proof: str | None = None,
        duty: Money | None = None,
        documents: tuple[str, ...] = (),
        note: str | None = None,
    ) -> Read[Case]:
        """Opens a case on a claim; one that has an open case already gets no second one."""
        law = jurisdiction_of(claim.imported_into).value
        problem = self._day(on, claim.accepted)
        if problem is None and agreement.verification_on(on) is None:
            problem = _no_procedure(agreement.id, on)
        if problem is not None:
            return Read(None, (problem,))
        sets, clears = opening(claim, proof, agreement.verification_on(on), law)
        what = h.Opened(claim, agreement.id, agreement.title, proof, duty)
        try:
            with writing(self._engine) as connection:
                position, last, count = head(connection)
                earlier = _open_case_on(connection, claim.key)
                if earlier is not None:
                    message = f"this claim has an open case already: {earlier}"
                    return Read(None, (Problem("case-open", message, None, claim.key),))
                number = f"V-{on.year}-{count + 1:06d}"
                event = Event(number, 1, on, self._now(), actor, what, documents, note, sets, clears)
                case = after(None, event)
                _append(connection, event, case, position, last, count + 1)
        except SQLAlchemyError as error:
            return Read(None, (unusable(self._engine.url, error),))
        return Read(case)

    def record(
        self,
        number: str,
        what: h.Happening,
        actor: str,
        on: date,
        documents: tuple[str, ...] = (),
        note: str | None = None,
    ) -> Read[Case]:
        """Records what happened in a case, if the case allows it; else says why not, and what it does allow."""
        try:
            with writing(self._engine) as connection:
                position, last, count = head(connection)
                case = rebuild(_events(connection, number))
                if case is None:
                    return Read(None, (self._no_case(connection, number),))
                problem = self._day(on, case.opened, number) or self._order(case, what, on)
                rules = self._rules(case, on)
                if isinstance(rules, Problem):
                    return Read(None, (rules,))
                problem = problem or refusal(case, what, rules, on)
                if problem is not None:
                    return Read(None, (problem,))
                sets, clears = clocks(case, what, rules, on)
                event = Event(number, case.sequence + 1, on, self._now(), actor, what, documents, note, sets, clears)
                case = after(case, event)
                _append(connection, event, case, position, last, count)
        except SQLAlchemyError as error:
            return Read(None, (unusable(self._engine.url, error),))
        return Read(case)

    def case(self, number: str) -> Read[Case]:
        """One case, rebuilt from its log."""
        with reading(self._engine) as connection:
            case = rebuild(_events(connection, number))
            return Read(case) if case is not None else Read(None, (self._no_case(connection, number),))

    def events(self, number: str) -> Read[tuple[Event, ...]]:
        """The log of a case."""
        with reading(self._engine) as connection:
            events = tuple(_events(connection, number))
            return Read(events) if events else Read(None, (self._no_case(connection, number),))

    def cases(self, state: str | None = None) -> tuple[Listed, ...]:
        """All cases, those of a state, in the order of their numbers."""
        query = select(cases_table).order_by(cases_table.c.number)
        if state is not None:
            query = query.where(cases_table.c.state == state)
        with reading(self._engine) as connection:
            return tuple(
                Listed(row.number, row.claim, row.agreement, row.state, row.next_due)
                for row in connection.execute(query)
            )

    def due(self, until: date | None = None) -> tuple[Due, ...]:
        """Everything that is due in any case up to a day (all where none is given), the earliest first."""
        query = select(cases_table.c.number).where(cases_table.c.next_due.is_not(None))
        if until is not None:
            query = query.where(cases_table.c.next_due <= until)
        found = []
        with reading(self._engine) as connection:
            for number in connection.execute(query).scalars().all():
                case = rebuild(_events(connection, number))
                assert case is not None
                found += [Due(case, one) for one in case.deadlines if until is None or one.due <= until]
        return tuple(sorted(found, key=lambda one: (one.deadline.due, one.case.number, one.deadline.id)))

    def allowed(self, case: Case, on: date) -> tuple[str, ...]:
        """The kinds of event that a case allows on a day."""
        rules = self._rules(case, on)
        return () if isinstance(rules, Problem) else allowed_kinds(case, rules, on)

    def rules(self, case: Case, on: date) -> Read[Rules]:
        """The law that a case goes by on a day."""
        rules = self._rules(case, on)
        return Read(None, (rules,)) if isinstance(rules, Problem) else Read(rules)

    def check(self) -> tuple[str, tuple[Problem, ...]]:
        """The hash of the last event, and every sign that the log was altered since it was written."""
        from origin.cases.register.integrity import altered

        with reading(self._engine) as connection:
            return altered(connection)

    def _rules(self, case: Case, on: date) -> Rules | Problem:
        agreement = self._agreement(case.agreement)
        if agreement is None:
            return Problem("agreement-unknown", "there is no pack for the agreement of this case", None, case.agreement)
        law = jurisdiction_of(case.claim.imported_into).value
        rules = rules_on(agreement, law, on)
        if rules is None:
            return _no_procedure(agreement.id, on)
        return rules

    def _day(self, on: date, first: date, number: str | None = None) -> Problem | None:
        """An event happened after what it is about, and not in the future."""
        today = self._now().date()
        if on > today:
            message = "an event is recorded after it happened"
            return Problem("event-day", message, Place(number), str(on), f"{today} at the latest")
        if on < first:
            message = "an event of the case happened after the beginning of the case"
            return Problem("event-day", message, Place(number), str(on), f"{first} at the earliest")
        return None

    def _order(self, case: Case, what: h.Happening, on: date) -> Problem | None:
        """What answers a request happened after it."""
        answers = (h.Received, h.Acknowledged, h.Replied, h.Expired, h.Reminded, h.Extended)
        if isinstance(what, answers) and case.request is not None and on < case.request.on:
            message = "this happened before the request that it follows"
            return Problem("event-day", message, Place(case.number), str(on), f"{case.request.on} at the earliest")
        return None

    def _no_case(self, connection: Connection, number: str) -> Problem:
        from origin.dossier.notes import did_you_mean

        known = connection.execute(select(cases_table.c.number).limit(1000)).scalars().all()
        return Problem(
            "case-unknown", "there is no case of this number", None, number, hint=did_you_mean(number, known)
        )


def _no_procedure(agreement: str, on: date) -> Problem:
    return Problem("procedure-missing", f"the pack of {agreement} states no procedure for {on}")


def _events(connection: Connection, number: str) -> Iterable[Event]:
    query = select(events_table.c.body).where(events_table.c.case_number == number).order_by(events_table.c.sequence)
    return [event_of(body) for body in connection.execute(query).scalars()]


def _open_case_on(connection: Connection, claim: str) -> str | None:
    query = select(cases_table.c.number).where(cases_table.c.claim == claim, cases_table.c.state != State.CLOSED.value)
    return connection.execute(query).scalar()


def _append(connection: Connection, event: Event, case: Case, position: int, last: str, count: int) -> None:
    """Writes an event behind the last one, and what follows from it."""
    body = body_of(event)
    digest = chained(last, body)
    connection.execute(
        events_table.insert().values(
            position=position + 1,
            case_number=event.case,
            sequence=event.sequence,
            kind=h.kind_of(event.what),
            happened=event.on,
            body=body,
            previous=last,
            hash=digest,
        )
    )
    standing = {
        "claim": case.claim.key[:200],
        "agreement": case.agreement,
        "state": case.state.value,
        "sequence": case.sequence,
        "next_due": min((one.due for one in case.deadlines), default=None),
    }
    if event.sequence == 1:
        connection.execute(cases_table.insert().values(number=event.case, **standing))
    else:
        connection.execute(update(cases_table).where(cases_table.c.number == event.case).values(**standing))
    connection.execute(update(register_table).values(position=position + 1, hash=digest, cases=count))


def count_events(engine: Engine) -> int:
    """How many events the log has."""
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(events_table)).scalar_one()
