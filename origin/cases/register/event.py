"""One event of the log: what happened, when, by whom, on which papers, and the deadlines that it sets and clears."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from origin.cases.register.happenings import Happening
from origin.frozen import Frozen
from origin.language.plain import from_json, to_json

BEGINNING = "0" * 64
"""What the first event of a register is chained to."""


class Deadline(Frozen):
    """Something that falls due: `id` says what, once per case. `due` is the last day.

    `earliest` marks a day that is only the earliest possible: the clock starts with receipt, which is not known yet.
    """

    id: str
    due: date
    label: str
    citation: str | None = None
    earliest: bool = False


class Event(Frozen):
    """An event as it is kept: its place in its case, the day it happened on and the moment it was recorded (UTC).

    `sets` and `clears` are the deadlines as they were worked out when it was recorded, so that a case is rebuilt from
    its log alone.
    """

    case: str
    sequence: int
    on: date
    recorded: datetime
    actor: str
    what: Happening
    documents: tuple[str, ...] = ()
    note: str | None = None
    sets: tuple[Deadline, ...] = ()
    clears: tuple[str, ...] = ()


def body_of(event: Event) -> str:
    """The event as it is kept: JSON, always with the same bytes."""
    return to_json(event).decode()


def event_of(body: str) -> Event:
    """The event that was kept; raises msgspec.DecodeError where it is none."""
    return from_json(Event, body.encode())


def chained(previous: str, body: str) -> str:
    """The hash of an event, by which the next one is chained to it and to all before."""
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()
