"""Which agreements are open to goods: by where they were made, where they go, and the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from origin.agreements.law import Law
from origin.frozen import Frozen


class Closed(Enum):
    """Why an agreement is not open to goods."""

    SENDER = "made elsewhere"
    RECEIVER = "going elsewhere"
    DAY = "not on this day"


class Direction(Frozen):
    """Where goods were made (or come from) and where they go, as countries; None where that is open."""

    made_in: str | None
    going_to: str | None


class LeftOut(Frozen):
    """An agreement that is not open to the goods, and why."""

    law: Law
    because: Closed


class Applicable(Frozen):
    """The agreements that are open to goods, and those that are not."""

    laws: tuple[Law, ...]
    left_out: tuple[LeftOut, ...]


def applicable(direction: Direction, on: date, laws: Iterable[Law]) -> Applicable:
    """The agreements that a direction allows on a day.

    Goods must come from a party and go into another one, and into one that gives preference. Those of which all but
    the day would do come first among the others.
    """
    found: list[Law] = []
    left_out: list[LeftOut] = []
    for law in laws:
        because = _closed(direction, on, law)
        if because is None:
            found.append(law)
        else:
            left_out.append(LeftOut(law, because))
    left_out.sort(key=lambda one: one.because is not Closed.DAY)
    return Applicable(tuple(found), tuple(left_out))


def _closed(direction: Direction, on: date, law: Law) -> Closed | None:
    agreement = law.agreement
    sender = agreement.party_of(direction.made_in) if direction.made_in is not None else None
    if direction.made_in is not None and sender is None:
        return Closed.SENDER
    markets = [party for party in agreement.parties if agreement.favours(party) and party is not sender]
    if not markets:
        return Closed.SENDER
    if direction.going_to is not None and agreement.party_of(direction.going_to) not in markets:
        return Closed.RECEIVER
    return None if agreement.in_force(on) else Closed.DAY
