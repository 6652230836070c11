"""The table of verification outcomes: one row for each request, as the case register exports it or anyone else may.

`COLUMNS` is its schema. Rows that break it are counted by reason and kept aside, as those of trade are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from pathlib import Path
from typing import Any

from origin.monitoring.blocs import place_of
from origin.monitoring.csv_files import first_line
from origin.monitoring.rows.terms import FAULTS
from origin.monitoring.source import Input, Source, open_database, open_files
from origin.problems import Place, Problem, Read


class Trigger(Enum):
    """Why a request was made."""

    RANDOM = "random"
    DOUBT = "doubt"
    RISK = "risk"
    INTELLIGENCE = "intelligence"


class Outcome(Enum):
    """How a verification ended."""

    ORIGINATING = "originating"
    NOT_ORIGINATING = "not_originating"
    PARTLY = "partly_originating"
    FALSE_PROOF = "false_proof"
    NO_REPLY = "refused_no_reply"
    INSUFFICIENT = "refused_insufficient_reply"
    OTHER = "refused_other_ground"
    WITHDRAWN = "withdrawn"


COLUMNS = {
    "case": "Your number of the case; each once.",
    "agreement": "The agreement under which preference was claimed.",
    "reporter": "The importing country: letters or English name.",
    "partner": "The exporting country whose proof is verified.",
    "code": "The HS code, 2 to 10 digits. May be empty.",
    "trigger": "random, doubt, risk or intelligence.",
    "requested_on": "The day of the request (YYYY-MM-DD), as are all days.",
    "acknowledge_by": "The last day to acknowledge the request. May be empty.",
    "acknowledged_on": "The day it was acknowledged. Empty: not yet.",
    "reply_due_on": "The last day to reply under the agreement. May be empty.",
    "replied_on": "The day of the reply. Empty: none yet.",
    "reply": "complete or insufficient. Empty: no reply.",
    "outcome": "originating, not_originating, partly_originating, false_proof, refused_no_reply, "
    "refused_insufficient_reply, refused_other_ground or withdrawn. Empty: open.",
    "closed_on": "The day the case was closed. Empty: open.",
    "value": "Customs value for which preference was claimed. May be empty.",
    "non_originating_value": "Of it, what was found not to originate, where the outcome is partly_originating.",
    "currency": "Three letters; the same in all rows.",
    "duty_assessed": "Duty found to be due. May be empty, as may the next two.",
    "duty_recovered": "Of it, what was recovered.",
    "duty_time_barred": "Of it, what can no longer be recovered.",
}
"""The schema: each column with what stands in it."""

NEEDED = ("case", "agreement", "reporter", "partner", "trigger", "requested_on")
"""Columns without which a table is none of verifications, and which no row may leave empty."""


@dataclass(frozen=True, slots=True)
class Verification:
    """One request for verification and what came of it."""

    case: str
    agreement: str
    reporter: str
    partner: str
    code: str
    trigger: Trigger
    requested_on: date
    acknowledge_by: date | None
    acknowledged_on: date | None
    reply_due_on: date | None
    replied_on: date | None
    insufficient: bool
    outcome: Outcome | None
    closed_on: date | None
    value: Decimal | None
    non_originating_value: Decimal | None
    currency: str
    duty_assessed: Decimal | None
    duty_recovered: Decimal | None
    duty_time_barred: Decimal | None


@dataclass(frozen=True, slots=True)
class Verifications:
    """The rows that keep the schema, how many rows there were, and the others with their reasons."""

    rows: tuple[Verification, ...]
    rows_in: int
    rejected: tuple[tuple[str, ...], ...]
    """The reason, then the row's texts in the order of `columns`."""
    columns: tuple[str, ...]
    inputs: tuple[Input, ...]
    currency: str

    def reasons(self) -> Counter[str]:
        """How many rows were rejected for each reason."""
        return Counter(row[0] for row in self.rejected)


def read_verifications(paths: list[Path], engine: Any, database: str | None = None) -> Read[Verifications]:
    """The table of verification outcomes from files, or from a table of a database (its name in place of the path)."""
    opened = open_files(paths, engine) if database is None else open_database(database, str(paths[0]))
    if opened.value is None:
        return Read(None, opened.problems)
    import duckdb

    source = opened.value
    if missing := [name for name in NEEDED if name not in source.columns]:
        problem = Problem(
            "columns-missing",
            "this is no table of verification outcomes",
            Place(str(paths[0])),
            found=", ".join(source.columns),
            accepted="at least " + ", ".join(missing),
            hint="docs/monitoring.md has the schema",
        )
        return Read(None, (problem,))
    from origin.monitoring.cells.rejects import malformed_lines

    try:
        rows = checked(_rows(source), source.columns, source.inputs)
    except duckdb.Error as error:  # a file that is damaged further on
        return Read(None, (Problem("file-unreadable", first_line(error), Place(str(paths[0]))),))
    lines = tuple((FAULTS["line-malformed"], line) for line in malformed_lines(source))
    return Read(replace(rows, rows_in=rows.rows_in + len(lines), rejected=(*rows.rejected, *lines)))


def checked(rows: Iterable[dict[str, str]], columns: tuple[str, ...], inputs: tuple[Input, ...]) -> Verifications:
    """The rows that keep the schema, and the others with their reasons."""
    sound: list[Verification] = []
    rejected: list[tuple[str, ...]] = []
    seen: set[str] = set()
    rows_in, currency = 0, ""
    for row in rows:
        rows_in += 1
        read = _verification({name: row.get(name, "") for name in COLUMNS})
        reason = read if isinstance(read, str) else None
        if isinstance(read, Verification):
            currency = currency or read.currency
            if read.case in seen:
                reason = "a case that stands above already"
            elif read.currency and read.currency != currency:
                reason = "another currency than that of the first row"
            else:
                seen.add(read.case)
                sound.append(read)
        if reason is not None:
            rejected.append((reason, *(row[name] for name in columns)))
    return Verifications(tuple(sound), rows_in, tuple(rejected), columns, inputs, currency)


def _rows(source: Source) -> Iterator[dict[str, str]]:
    for row in source.table.to_pyarrow().to_pylist():
        yield {name: "" if value is None else str(value).strip() for name, value in row.items()}


def _verification(row: dict[str, str]) -> Verification | str:
    """The verification a row states, or what is wrong with it."""
    for name in NEEDED:
        if not row[name]:
            return f"nothing under {name}"
    places = place_of(row["reporter"]), place_of(row["partner"])
    if places[0] is None or places[1] is None:
        return "a country that is not known"
    try:
        trigger = Trigger(row["trigger"].lower())
        outcome = Outcome(row["outcome"].lower()) if row["outcome"] else None
    except ValueError:
        return "a trigger or an outcome that is not known"
    if row["reply"].lower() not in {"", "complete", "insufficient"}:
        return "a reply that is neither complete nor insufficient"
    code = row["code"].replace(".", "").replace(" ", "")
    if code and not (code.isdigit() and len(code) in {2, 4, 6, 8, 10}):
        return "an HS code that is none"
    try:
        days = {name: date.fromisoformat(row[name][:10]) if row[name] else None for name in DAYS}
    except ValueError:
        return "a day that is none"
    requested = days["requested_on"]
    assert requested is not None
    if any(day is not None and day < requested for day in days.values()):
        return "a day before that of the request"
    if (outcome is None) != (days["closed_on"] is None):
        return "an outcome without the day it was closed, or the other way round"
    try:
        amounts = {name: Decimal(row[name]) if row[name] else None for name in AMOUNTS}
    except InvalidOperation:
        return "an amount that is no number"
    if any(amount is not None and not (amount.is_finite() and amount >= 0) for amount in amounts.values()):
        return "an amount below zero"
    return Verification(
        case=row["case"],
        agreement=row["agreement"],
        reporter=places[0].code,
        partner=places[1].code,
        code=code,
        trigger=trigger,
        insufficient=row["reply"].lower() == "insufficient",
        outcome=outcome,
        currency=row["currency"].upper(),
        requested_on=requested,
        acknowledge_by=days["acknowledge_by"],
        acknowledged_on=days["acknowledged_on"],
        reply_due_on=days["reply_due_on"],
        replied_on=days["replied_on"],
        closed_on=days["closed_on"],
        **amounts,
    )


DAYS = ("requested_on", "acknowledge_by", "acknowledged_on", "reply_due_on", "replied_on", "closed_on")
AMOUNTS = ("value", "non_originating_value", "duty_assessed", "duty_recovered", "duty_time_barred")
