"""What lint found in packs, for programs, and in a line for people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from origin.agreements.lint import Looked
from origin.problems import Problem, Severity

SCHEMA = "origin-lint/1"


def lint_line(looked: Looked) -> str:
    """The counts of one pack: "eu-uk: 0 errors, 7 warnings, 1 text not modelled"."""
    errors, warnings = looked.count(Severity.ERROR), looked.count(Severity.WARNING)
    line = f"{looked.law.agreement.id}: {_counted(errors, 'error')}, {_counted(warnings, 'warning')}"
    if looked.texts:
        line += f", {_counted(looked.texts, 'text')} not modelled"
    return line if looked.same_list_as is None else f"{line} (the rule list is that of {looked.same_list_as})"


def lint_record(found: Iterable[Looked], on: date) -> dict[str, Any]:
    """The findings of every pack, with the day on which dates were looked at."""
    return {
        "schema": SCHEMA,
        "on": on.isoformat(),
        "agreements": [
            {
                "agreement": looked.law.agreement.id,
                "errors": looked.count(Severity.ERROR),
                "warnings": looked.count(Severity.WARNING),
                "texts": looked.texts,
                "same_list_as": looked.same_list_as,
                "findings": [_finding(problem) for problem in looked.problems],
            }
            for looked in found
        ],
    }


def _finding(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "entry": place.field if place else None,
        "found": problem.found,
        "accepted": problem.accepted,
        "hint": problem.hint,
    }


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
