"""Proves that the log of a register was not altered: every event, its place, its hash, and what is kept beside it."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, select

from origin.cases.register.case import Case, after
from origin.cases.register.event import BEGINNING, Event, chained, event_of
from origin.cases.register.happenings import Opened, kind_of
from origin.cases.register.store import cases_table, events_table, register_table
from origin.problems import Place, Problem


def altered(connection: Connection) -> tuple[str, tuple[Problem, ...]]:
    """The hash of the last event, and every sign of an alteration.

    The chain shows a changed, moved, inserted or removed event. That events at the very end were cut off together with
    the row that counts them shows only where somebody kept the last hash: compare it.
    """
    problems: list[Problem] = []
    cases: dict[str, Case] = {}
    last, position = BEGINNING, 0
    for row in connection.execute(select(events_table).order_by(events_table.c.position)):
        position += 1
        place = Place(f"event {row.position}")
        if row.position != position:
            problems.append(_sign("an event is missing before this one", place))
            position = row.position
        if row.previous != last:
            problems.append(_sign("the event is not chained to the one before", place))
        if chained(row.previous, row.body) != row.hash:
            problems.append(_sign("the event does not have the hash that was kept", place))
        last = row.hash
        event = _read(row.body)
        if event is None:
            problems.append(_sign("the event cannot be read", place))
            continue
        if (row.case_number, row.sequence, row.kind, row.happened) != (
            event.case,
            event.sequence,
            kind_of(event.what),
            event.on,
        ):
            problems.append(_sign("the columns of the event are not what it holds", place))
        _follow(cases, event, place, problems)
    kept = connection.execute(select(register_table)).one()
    if (kept.position, kept.hash, kept.cases) != (position, last, len(cases)):
        problems.append(_sign("the log does not end with the event that was written last", Place("register")))
    problems += _standing(connection, cases)
    return last, tuple(problems)


def _read(body: str) -> Event | None:
    try:
        return event_of(body)
    except (msgspec.DecodeError, ValueError, TypeError):
        return None


def _follow(cases: dict[str, Case], event: Event, place: Place, problems: list[Problem]) -> None:
    """Rebuilds the case of an event as far as the log allows."""
    known = cases.get(event.case)
    if event.sequence != (known.sequence if known else 0) + 1 or isinstance(event.what, Opened) != (known is None):
        problems.append(_sign("the event does not follow the one before it in its case", place))
        return
    cases[event.case] = after(known, event)


def _standing(connection: Connection, cases: dict[str, Case]) -> list[Problem]:
    """Whether the list of cases says what the log leads to."""
    found = []
    listed = {row.number: row for row in connection.execute(select(cases_table))}
    for number in sorted(listed.keys() | cases.keys()):
        row, case = listed.get(number), cases.get(number)
        if row is None or case is None:
            found.append(_sign("the list of cases and the log do not name the same cases", Place(number)))
            continue
        next_due = min((one.due for one in case.deadlines), default=None)
        stands = (case.claim.key[:200], case.agreement, case.state.value, case.sequence, next_due)
        if (row.claim, row.agreement, row.state, row.sequence, row.next_due) != stands:
            found.append(_sign("the list of cases does not say what the log leads to", Place(number)))
    return found


def _sign(message: str, place: Place) -> Problem:
    return Problem("register-altered", message, place)
