"""Readings of the law that bear on the answer, and what the pack does not model or confirm."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from origin.determination.findings import DefinedFound, DoneFound, Found, JoinFound
from origin.determination.membership import contains
from origin.determination.status import Reason
from origin.explanation.answer import Answer, alternatives_of
from origin.explanation.document import Fold, Mark, Point, Points, Section
from origin.explanation.words import capital
from origin.nomenclature.code_set import HsSet
from origin.nomenclature.set_text import parse_set


def notes_section(answer: Answer) -> Section | None:
    """The readings that may have played a part; the others and what the pack leaves out, to be folded away."""
    agreement = answer.agreement
    bearing = [one.text for one in agreement.readings if _bears(one.id, answer)]
    others = tuple([one.text for one in agreement.readings if one.text not in bearing])
    blocks: list[Points | Fold] = []
    if bearing:
        blocks.append(Points(tuple([Point(f"{capital(text)}.", Mark.NOTE) for text in bearing])))
    for texts, title in (
        (others, "of the law read in a way that the pack states, without bearing on this answer"),
        (agreement.not_modelled, "of the agreement not modelled by the pack"),
        (agreement.not_confirmed, "of the pack not confirmed"),
    ):
        if texts:
            count = "One point" if len(texts) == 1 else f"{len(texts)} points"
            blocks.append(Fold(f"{count} {title}", tuple([Point(f"{capital(text)}.") for text in texts])))
    return Section("notes", "Readings, and limits of the pack", tuple(blocks)) if blocks else None


def _tolerance_tried(answer: Answer) -> bool:
    return any(one.tolerances for one in alternatives_of(answer.judgement))


def _opened_up(answer: Answer) -> bool:
    return any(status.reason is Reason.OWN_RULE_NOT_MET for status in answer.determination.statuses.values())


def _is_textile(answer: Answer) -> bool:
    textiles = parse_set("50-63")
    return isinstance(textiles, HsSet) and contains(textiles, answer.judgement.production.spans) is not False


def _is_dated(answer: Answer) -> bool:
    return any(one.alternative.valid_until or one.alternative.valid_from for one in alternatives_of(answer.judgement))


def _process_not_needed(answer: Answer) -> bool:
    return any(one.found is not None and _not_needed(one.found) for one in alternatives_of(answer.judgement))


def _not_needed(found: Found) -> bool:
    match found:
        case DoneFound():
            return found.not_needed
        case JoinFound():
            return any(_not_needed(part) for part in found.parts)
        case DefinedFound():
            return found.inner is not None and _not_needed(found.inner)
        case _:
            return False


BEARS: Mapping[str, Callable[[Answer], bool]] = {
    "offenders-only": _tolerance_tried,
    "look-through": _opened_up,
    "amended-dates": _is_dated,
    "textile-notes": _is_textile,
    "textile-tolerances-apart": lambda answer: _is_textile(answer) and _tolerance_tried(answer),
    "not-needed": _process_not_needed,
    "sets": lambda answer: bool(answer.dossier.product.is_set),
}
"""The ids under which packs state readings, with what tells whether one may have played a part; others are folded."""


def _bears(reading: str, answer: Answer) -> bool:
    test = BEARS.get(reading)
    return test is not None and test(answer)
