"""Readings of the law that bear on the answer, and what the pack does not model or confirm."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from origin.determination.membership import contains
from origin.determination.status import Reason
from origin.explanation.answer import Answer, alternatives_of
from origin.explanation.document import Fold, Mark, Point, Points, Section
from origin.nomenclature.set_text import parse_set
from origin.nomenclature.code_set import HsSet


def notes_section(answer: Answer) -> Section | None:
    """The readings that may have played a part, and in short what the pack leaves out."""
    agreement = answer.agreement
    readings = [Point(one.text, Mark.NOTE) for one in agreement.readings if _bears(one.id, answer)]
    blocks: list[Points | Fold] = []
    if readings:
        blocks.append(Points(tuple(readings)))
    left_out = tuple([Point(text) for text in agreement.not_modelled])
    if left_out:
        blocks.append(Fold(f"The pack {agreement.id} does not model {_points(len(left_out))} of the agreement", left_out))
    open_points = tuple([Point(text) for text in agreement.not_confirmed])
    if open_points:
        blocks.append(Fold(f"{_points(len(open_points)).capitalize()} of the pack is not confirmed" if len(open_points) == 1 else f"{_points(len(open_points)).capitalize()} of the pack are not confirmed", open_points))
    return Section("notes", "Readings, and limits of the pack", tuple(blocks)) if blocks else None


def _points(number: int) -> str:
    return "one point" if number == 1 else f"{number} points"


def _tolerance_tried(answer: Answer) -> bool:
    return any(one.tolerances for one in alternatives_of(answer.judgement))


def _opened_up(answer: Answer) -> bool:
    return any(status.reason is Reason.OWN_RULE_NOT_MET for status in answer.determination.statuses.values())


def _is_textile(answer: Answer) -> bool:
    textiles = parse_set("50-63")
    return isinstance(textiles, HsSet) and contains(textiles, answer.judgement.production.spans) is not False


def _is_dated(answer: Answer) -> bool:
    return any(one.alternative.valid_until or one.alternative.valid_from for one in alternatives_of(answer.judgement))


BEARS: Mapping[str, Callable[[Answer], bool]] = {
    "offenders-only": _tolerance_tried,
    "look-through": _opened_up,
    "amended-dates": _is_dated,
    "textile-notes": _is_textile,
    "textile-tolerances-apart": lambda answer: _is_textile(answer) and _tolerance_tried(answer),
    "sets": lambda answer: bool(answer.dossier.product.is_set),
}
"""Readings that packs name by these ids are told only where they may have played a part; others always."""


def _bears(reading: str, answer: Answer) -> bool:
    test = BEARS.get(reading)
    return True if test is None else test(answer)
