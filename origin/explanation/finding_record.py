"""Findings as plain data: each with its test in notation, its truth, its exact figures and the materials behind it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, assert_never

from origin.determination.findings import (
    AllowFound,
    DefinedFound,
    DoneFound,
    EachFound,
    Found,
    JoinFound,
    ShareFound,
    TextFound,
)
from origin.determination.processes import composed
from origin.determination.production import Production
from origin.determination.tolerance import ToleranceFound
from origin.determination.truth import Truth
from origin.explanation.numbers import exact_decimal
from origin.language import tree as t
from origin.language.notation import process_text, test_text


def truth_word(truth: Truth) -> str:
    """A truth as a word: unknown is an answer, not a gap."""
    return "unknown" if truth is None else "yes" if truth else "no"


def figure(number: Fraction | None) -> str | None:
    """An exact number: decimal text where it ends, else a ratio such as 305/6; None where it is not known."""
    return None if number is None else exact_decimal(number)


def finding_record(found: Found, production: Production) -> dict[str, Any]:
    """One finding with all it is made of."""
    head: dict[str, Any] = {"kind": _kind(found), "notation": test_text(found.test), "truth": truth_word(found.truth)}
    match found:
        case EachFound():
            return head | _lines(found.offenders, found.doubtful, production)
        case ShareFound():
            return head | share_record(found, production)
        case DoneFound():
            steps = zip(found.test.process.steps, found.steps, composed(found.test.process, production), strict=True)
            return (
                head
                | {
                    "steps": [
                        {
                            "notation": process_text(t.Process((step,))),
                            "truth": truth_word(truth),
                            "composed_of": [list(parts) for parts in together],
                        }
                        for step, truth, together in steps
                    ],
                    "not_needed": found.not_needed,
                }
                | _lines(found.offenders, found.doubtful, production)
            )
        case AllowFound():
            return head | {
                "strict": finding_record(found.strict, production),
                "lenient": finding_record(found.lenient, production) if found.lenient is not None else None,
                "bound": finding_record(found.bound, production) if found.bound is not None else None,
                "processed": truth_word(found.processed),
            }
        case JoinFound():
            return head | {"parts": [finding_record(part, production) for part in found.parts]}
        case DefinedFound():
            inner = finding_record(found.inner, production) if found.inner is not None else None
            return head | {"name": found.test.name, "inner": inner}
        case TextFound():
            return head | {"wording": found.test.wording}
        case _:
            assert_never(found)


def share_record(found: ShareFound, production: Production) -> dict[str, Any]:
    """The figures of a Share."""
    return {
        "measure": found.test.measure.value,
        "relation": found.test.relation.value,
        "percent": figure(Fraction(found.test.percent)),
        "remainder": found.test.remainder,
        "price": found.price.value if found.price is not None else None,
        "amount": bounds(found.low, found.high, found.scale),
        "basis": bounds(found.basis_low, found.basis_high, found.scale),
        "counted": ids(found.counted, production),
        "doubtful": ids(found.doubtful, production),
    }


def tolerance_record(found: ToleranceFound, production: Production) -> dict[str, Any]:
    """What a tolerance came to."""
    return {
        "name": found.name,
        "citation": found.citation,
        "truth": truth_word(found.truth),
        "measure": found.measure.value,
        "percent": figure(Fraction(found.percent)),
        "amount": bounds(found.low, found.high, found.scale),
        "basis": bounds(found.basis_low, found.basis_high, found.scale),
        "otherwise": truth_word(found.condition),
    } | _lines(found.offenders, found.doubtful, production)


def bounds(low: int, high: int | None, scale: int) -> dict[str, str | None]:
    """An amount within its bounds; no upper one where it is not known."""
    return {
        "at_least": figure(Fraction(low, scale)),
        "at_most": figure(None if high is None else Fraction(high, scale)),
    }


def ids(numbers: Iterable[int], production: Production) -> list[str]:
    """The ids of the materials of some lines."""
    return [production.lines[number].article.id for number in numbers]


def _lines(offenders: Iterable[int], doubtful: Iterable[int], production: Production) -> dict[str, Any]:
    return {"offenders": ids(offenders, production), "doubtful": ids(doubtful, production)}


def _kind(found: Found) -> str:
    match found:
        case EachFound():
            return "each"
        case ShareFound():
            return "share"
        case DoneFound():
            return "done"
        case AllowFound():
            return "allow"
        case JoinFound():
            return "all-of" if isinstance(found.test, t.AllOf) else "any-of"
        case DefinedFound():
            return "defined"
        case TextFound():
            return "text"
        case _:
            assert_never(found)
