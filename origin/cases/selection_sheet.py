"""A selection and a back-test, for people, for programs and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from origin.cases.selection.back_test import BackTest
from origin.cases.selection.pick import Pick
from origin.explanation.document import Column, Document, Facts, Mark, Section, Table
from origin.explanation.numbers import exact_decimal

HEADINGS = ("claim", "strategy", "reason", "weight", "probability of refusal", "expected recovery", "currency")


def selection_document(picks: Sequence[Pick], claims: int, seed: str) -> Document:
    """The claims chosen, by strategy."""
    sections = []
    for strategy in ("random", "recovery", "risk"):
        chosen = [one for one in picks if one.strategy == strategy]
        if chosen:
            rows = tuple((one.claim, one.reason) for one in chosen)
            table = Table(f"{len(rows):,} claims", (Column("Claim", figures=True), Column("Why")), rows)
            sections.append(Section(strategy, f"By {strategy}" if strategy != "random" else "At random", (table,)))
    title = f"{len(picks):,} of {claims:,} claims chosen"
    return Document(None, title, f"seed {seed}", "", tuple(sections))


def selection_record(picks: Sequence[Pick], claims: int, seed: str) -> dict[str, Any]:
    """The claims chosen, for programs."""
    return {
        "schema": "origin-selection/1",
        "seed": seed,
        "claims": claims,
        "chosen": [
            {
                "claim": one.claim,
                "strategy": one.strategy,
                "reason": one.reason,
                "weight": exact_decimal(one.weight) if one.weight is not None else None,
                "probability": round(one.probability, 4) if one.probability is not None else None,
                "expected": round(float(one.expected), 2) if one.expected is not None else None,
                "currency": one.currency,
            }
            for one in picks
        ],
    }


def selection_rows(record: dict[str, Any]) -> list[tuple[str, ...]]:
    """The record as rows under `HEADINGS`."""
    keys = ("claim", "strategy", "reason", "weight", "probability", "expected", "currency")
    return [tuple("" if one[key] is None else str(one[key]) for key in keys) for one in record["chosen"]]


def back_test_document(found: BackTest) -> Document:
    """What a back-test came to."""
    rows = (
        ("Past outcomes", f"{found.past:,}"),
        ("Later claims", f"{found.later:,}, of which {_percent(found.base_rate)} were refused"),
        ("Chosen", f"{found.chosen:,}, the top {_percent(found.share)}"),
        ("Refused among the chosen", f"{_percent(found.precision)} (precision)"),
        ("By the code alone", _percent(found.precision_of_code)),
        ("Of all refusals found", f"{_percent(found.recall)} (recall)"),
    )
    better = found.precision > max(found.base_rate, found.precision_of_code)
    title = f"{_percent(found.precision)} of the chosen would have been refused"
    summary = (
        f"Against {_percent(found.base_rate)} by chance and {_percent(found.precision_of_code)} by the code alone."
    )
    section = Section("back-test", "Back-test", (Facts(rows),))
    return Document(Mark.MET if better else Mark.NOT_MET, title, "", summary, (section,))


def _percent(share: float) -> str:
    return f"{share:.1%}"


def back_test_record(found: BackTest) -> dict[str, Any]:
    """A back-test for programs."""
    return {
        "schema": "origin-back-test/1",
        "past": found.past,
        "later": found.later,
        "chosen": found.chosen,
        "share": found.share,
        "base_rate": round(found.base_rate, 4),
        "precision": round(found.precision, 4),
        "precision_of_code": round(found.precision_of_code, 4),
        "recall": round(found.recall, 4),
    }
