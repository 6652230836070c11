"""Makes a report again from its record, and tells which figures differ."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from origin.monitoring.making import make
from origin.monitoring.plain_report import data_of
from origin.monitoring.request import request_from
from origin.monitoring.source import hash_of
from origin.problems import Place, Problem, Read

LARGEST = 500_000_000


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of repeating a report."""

    figures: int
    """How many figures were compared."""
    differences: tuple[str, ...]
    """Where a figure differs, what it was and what it is now."""
    versions: tuple[str, ...]
    """Versions that are not those of the report."""


def replay(path: Path, database: str | None = None) -> Read[Replay]:
    """Repeats the report in a JSON or HTML file; inputs that have changed since are refused.

    `database` is the URL of the database with its password, which no report holds.
    """
    read = _report(path)
    if read.value is None:
        return Read(None, read.problems)
    kept = read.value
    record = kept["record"]
    problems = tuple(_changed(record))
    if problems:
        return Read(None, problems)
    request = request_from(record)
    if database is not None:
        request = replace(request, database=database)
    made = make(request, date.max, record["mapping"])
    if made.value is None:
        return Read(None, made.problems)
    again = json.loads(json.dumps(data_of(made.value.report)))
    before, after = dict(_leaves(kept["sections"])), dict(_leaves(again["sections"]))
    differences = tuple(
        f"{place}: {before.get(place, 'nothing')} then, {after.get(place, 'nothing')} now"
        for place in sorted(before.keys() | after.keys())
        if before.get(place) != after.get(place)
    )
    versions = tuple(
        f"{name} {then} then, {now} now"
        for name, then, now in (
            ("origin", record["origin"], again["record"]["origin"]),
            *((name, record["libraries"].get(name), now) for name, now in again["record"]["libraries"].items()),
        )
        if then != now
    )
    return Read(Replay(len(before), differences, versions))


def _report(path: Path) -> Read[dict[str, Any]]:
    """The report's data in a JSON file, or in a page that holds them."""
    problem = Problem(
        "report-unreadable", "this file holds no report", Place(str(path)), accepted="a report as .json or .html"
    )
    try:
        if path.stat().st_size > LARGEST:
            return Read(None, (problem,))
        text = path.read_text(encoding="utf-8")
        if path.suffix.lower() == ".html":
            held = re.search(r'<script type="application/json" id="report">(.*?)</script>', text, re.DOTALL)
            if held is None:
                return Read(None, (problem,))
            text = held[1]
        data = json.loads(text)
        if not {"record", "sections"} <= data.keys() or not {"request", "inputs", "mapping"} <= data["record"].keys():
            return Read(None, (problem,))
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return Read(None, (problem,))
    return Read(data)


def _changed(record: dict[str, Any]) -> list[Problem]:
    """The inputs that are gone or not what they were."""
    problems = []
    for held in record["inputs"]:
        if held["sha256"] is None:
            continue
        path = Path(held["name"])
        if not path.is_file():
            problems.append(Problem("input-missing", "an input of the report is gone", Place(held["name"])))
        elif (now := hash_of(path)) != held["sha256"]:
            accepted = f"SHA-256 {held['sha256']}"
            problems.append(
                Problem("input-changed", "an input has changed since the report", Place(held["name"]), now, accepted)
            )
    return problems


def _leaves(data: Any, place: str = "") -> list[tuple[str, Any]]:
    """Every figure and text with its place."""
    if isinstance(data, dict):
        return [leaf for name, part in data.items() for leaf in _leaves(part, f"{place}.{name}")]
    if isinstance(data, list):
        return [leaf for number, part in enumerate(data) for leaf in _leaves(part, f"{place}[{number}]")]
    return [(place.lstrip("."), data)]
