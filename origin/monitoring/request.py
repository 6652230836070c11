"""What a report is asked for, what is wrong with it, and how a report records it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from origin import __version__
from origin.monitoring.mapping import NamedMapping
from origin.monitoring.periods import Grain, parse
from origin.problems import Problem

if TYPE_CHECKING:
    from origin.monitoring.source import Input

DIGITS = {"none": 0, "chapter": 2, "heading": 4, "subheading": 6}


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for. Texts are as given on the command line; `record` of a report holds them all."""

    report: str
    data: tuple[str, ...] = ()
    mapping: str | None = None
    database: str | None = None
    by: tuple[str, ...] = ()
    code: str = "chapter"
    period: str = "year"
    first: str | None = None
    last: str | None = None
    date: str | None = None
    verifications: tuple[str, ...] = ()
    interval: str = "wilson"
    as_of: str | None = None
    measures: str | None = None
    measured: tuple[str, ...] = ()
    since: str | None = None
    codes: tuple[str, ...] = ()
    importers: tuple[str, ...] = ()
    capacity: str | None = None
    register: str | None = None


def mistakes_in(request: Request) -> tuple[Problem, ...]:
    """What is wrong with what is asked for, before anything is read."""
    problems: list[Problem] = []

    def refuse(code: str, message: str, found: str | None = None, accepted: str | None = None) -> None:
        problems.append(Problem(code, message, None, found, accepted))

    if request.report in {"utilisation", "circumvention", "overview"} and not request.data:
        refuse(
            "data-missing",
            "no table of imports was given",
            accepted="CSV, CSV.GZ or Parquet files, or a table of --database",
        )
    if request.data and request.mapping is None:
        refuse(
            "mapping-missing",
            "no mapping was given: what do the columns mean?",
            accepted="--mapping NAME or FILE (origin report mappings lists them)",
        )
    if request.report == "verification" and not request.verifications and request.register is None:
        sources = "--verifications FILE, or --register WHERE"
        refuse("verifications-missing", "no table of verification outcomes was given", accepted=sources)
    for name, value, accepted in (
        ("--code", request.code, tuple(DIGITS)),
        ("--period", request.period, tuple(grain.value for grain in Grain)),
        ("--interval", request.interval, ("wilson", "exact")),
    ):
        if value not in accepted:
            refuse("option-unknown", f"{name} does not take this", value, ", ".join(accepted))
    for name in request.by:
        if name not in {"agreement", "partner", "product", "reporter", "period"}:
            refuse("option-unknown", "--by does not take this", name, "agreement, partner, product, reporter, period")
    for name, day in (("--from", request.first), ("--to", request.last), ("--date", request.date)):
        if day is not None and parse(day, Grain.MONTH) is None:
            refuse("period-unreadable", f"{name} takes a period", day, "2024, 2024-Q1, 2024-03 or 2024-03-15")
    for name, day in (("--as-of", request.as_of), ("--since", request.since)):
        try:
            date.fromisoformat(day or "2000-01-01")
        except ValueError:
            refuse("date-unreadable", f"{name} takes a day", day, "YYYY-MM-DD")
    return tuple(problems)


def record_of(request: Request, inputs: Iterable[Input], named: NamedMapping | None) -> dict[str, Any]:
    """What a report records of itself: enough to make it again, and to see whether anything has changed."""
    from importlib.metadata import version

    from origin.monitoring.source import redacted

    asked = {**asdict(request), "database": redacted(request.database) if request.database else None}
    asked["register"] = redacted(request.register) if request.register else None
    return {
        "origin": __version__,
        "libraries": {name: version(name) for name in ("duckdb", "ibis-framework", "pyarrow", "scipy")},
        "request": {name: list(value) if isinstance(value, tuple) else value for name, value in asked.items()},
        "inputs": [{"name": one.name, "sha256": one.sha256, "bytes": one.bytes} for one in inputs],
        "mapping": named.text if named else None,
    }


def request_from(record: dict[str, Any]) -> Request:
    """The request that a record holds."""
    known = {field.name for field in fields(Request)}
    asked: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in record["request"].items()
        if name in known
    }
    return Request(**asked)
