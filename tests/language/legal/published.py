"""The published rules outside the repository, read where they stand: a test that needs them skips and says so."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from origin.language.legal import PublishedRule
from origin.nomenclature.code_range import HsRange, range_between

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"


def corpus_or_skip() -> None:
    """Skips the test where the published rules are not beside the checkout."""
    if not CORPUS.is_dir():
        pytest.skip(f"needs the published rules in {CORPUS}")


@cache
def rule_sets(scheme: str) -> tuple[dict[str, Any], ...]:
    """The rule sets of a scheme as they are published."""
    path = next(path for part in ("dev", "supplement") if (path := CORPUS / part / f"{scheme}.jsonl").is_file())
    return tuple(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def published(record: dict[str, Any], rows: Sequence[int] | None = None) -> tuple[PublishedRule, ...]:
    """The rules of a rule set, or those in some of its rows."""
    chosen = record["rules"] if rows is None else [record["rules"][row] for row in rows]
    return tuple(
        PublishedRule(
            rule["text"], rule["operator"], tuple(rule["classes"]), rule["import"], rule["export"], rule["quota"]
        )
        for rule in chosen
    )


def products(record: dict[str, Any]) -> tuple[HsRange, ...]:
    """The codes a rule set is for."""
    first, last = int(record["hs_min"][:6]), int(record["hs_max"][:6])
    return (range_between(first, last),)


def found(scheme: str, heading: str, rows: Sequence[int], text: str) -> dict[str, Any]:
    """The rule set with this heading whose rows have this hash."""
    for record in _with_heading(scheme, heading):
        if len(record["rules"]) > max(rows) and hash_of(record, rows) == text:
            return record
    raise LookupError(f"{scheme} {heading}: no rule set whose rows {list(rows)} are the text {text}")


def hash_of(record: dict[str, Any], rows: Sequence[int]) -> str:
    """What a text is told apart by: the beginning of the SHA-256 of its rows."""
    texts = "\n".join(record["rules"][row]["text"] for row in rows)
    return hashlib.sha256(texts.encode()).hexdigest()[:12]


def _with_heading(scheme: str, heading: str) -> Iterator[dict[str, Any]]:
    return (record for record in rule_sets(scheme) if record["heading"] == heading)
