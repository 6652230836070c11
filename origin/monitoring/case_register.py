"""The case register as a table of verification outcomes: one row for each case in which a request went out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from msgspec import DecodeError
from sqlalchemy.exc import SQLAlchemyError

from origin.cases.register.case import Case
from origin.cases.register.happenings import Outcome as Decision
from origin.cases.register.register import Register, open_register
from origin.cases.register.store import damage
from origin.dossier.model import Money
from origin.input_file import fault_of
from origin.monitoring.source import Input
from origin.monitoring.verifications import COLUMNS, Outcome, Verifications, checked
from origin.problems import Problem, Read

GROUNDS = {
    "not-originating": Outcome.NOT_ORIGINATING,
    "after-consultation": Outcome.NOT_ORIGINATING,
    "not-authentic": Outcome.FALSE_PROOF,
    "no-reply": Outcome.NO_REPLY,
    "insufficient-reply": Outcome.INSUFFICIENT,
}
"""The outcome that a ground of refusal means; all others, the pack's own among them, are other grounds."""


def read_register(where: str) -> Read[Verifications]:
    """The verifications of the register at a path or URL."""
    from pathlib import Path

    odd = fault_of(Path(where)) if "://" not in where else None
    if odd is not None and odd.code == "file-missing":
        return Read(None, (Problem("file-missing", "there is no such register", found=where),))
    if odd is not None:
        return Read(None, (odd,))
    opened = open_register(where)
    if opened.value is None:
        return Read(None, opened.problems)
    try:
        return Read(checked(rows_of(opened.value), tuple(COLUMNS), (Input("case register"),)))
    except (SQLAlchemyError, DecodeError) as error:
        problem = damage(error, where)
        assert problem is not None  # both are damage to the register
        return Read(None, (problem,))
    finally:
        opened.value.close()


def rows_of(register: Register) -> Iterator[dict[str, str]]:
    """Each case with a request as a row of the schema."""
    for listed in register.cases():
        found = register.case(listed.number)
        if found.value is not None and found.value.request is not None:
            yield row_of(found.value)


def row_of(case: Case) -> dict[str, str]:
    """A case as a row of the schema; times are those of its last request."""
    request, claim = case.request, case.claim
    assert request is not None
    reply = request.reply
    value = claim.customs_value
    row = {
        "case": case.number,
        "agreement": case.agreement_title,
        "reporter": claim.imported_into,
        "partner": claim.exporting_country or "",
        "code": claim.code.digits if claim.code else "",
        "trigger": case.trigger.value if case.trigger else "",
        "requested_on": _day(request.on),
        "acknowledged_on": _day(request.acknowledged),
        "reply_due_on": _day(request.due.due if request.due else None),
        "replied_on": _day(request.replied),
        "reply": "" if reply is None else "complete" if reply.sufficient else "insufficient",
        "outcome": outcome_of(case),
        "closed_on": _day(case.determined),
        "value": _amount(value),
        "currency": value.currency if value else "",
        "duty_assessed": _amount(case.debt),
        "duty_recovered": _amount(case.debt) if (case.settled or "").startswith("paid") else "",
        "duty_time_barred": _amount(case.debt) if case.settled == "time-barred" else "",
    }
    return {name: row.get(name, "") for name in COLUMNS}


def outcome_of(case: Case) -> str:
    """What the decision means; empty while there is none."""
    match case.outcome:
        case None:
            return ""
        case Decision.ACCEPTED:
            return Outcome.ORIGINATING.value
        case Decision.PARTLY:
            return Outcome.PARTLY.value
        case Decision.REFUSED:
            return GROUNDS.get(case.ground or "", Outcome.OTHER).value


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _amount(money: Money | None) -> str:
    """An amount to four places, as values in reports have."""
    if money is None:
        return ""
    whole, part = divmod(round(Fraction(money.amount) * 10_000), 10_000)
    return f"{whole}.{part:04}"
