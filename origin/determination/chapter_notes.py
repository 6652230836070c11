"""Notes to chapters that ask for more than the rule, of certain materials; no tolerance makes them good."""

from __future__ import annotations

from datetime import date

from origin.agreements.provisions import ChapterNote
from origin.determination.evaluate import evaluate
from origin.determination.findings import Found
from origin.determination.membership import contains
from origin.determination.production import Production
from origin.determination.truth import Truth, all_of, any_of, negated
from origin.frozen import Frozen


class NoteFound(Frozen):
    """A note that concerns the product, or may (`applies`), what its requirement says, and whether it is kept."""

    note: ChapterNote
    applies: Truth
    truth: Truth
    found: tuple[Found, ...]


def evaluate_notes(production: Production, on: date) -> tuple[NoteFound, ...]:
    """The notes that concern the product on the day, each with whether it is kept."""
    notes: list[NoteFound] = []
    for note in production.law.agreement.provisions.chapter_notes:
        if (note.valid_from is not None and on < note.valid_from) or (
            note.valid_until is not None and on > note.valid_until
        ):
            continue
        applies = contains(note.products, production.spans)
        if note.unless is not None and applies is not False:
            is_one = production.article.kinds.get(note.unless.kind)
            exempt = all_of((contains(note.unless.products, production.spans), is_one))
            applies = all_of((applies, negated(exempt)))
        if applies is False:
            continue
        found = tuple([evaluate(one.test, production) for one in note.requires.alternatives])
        notes.append(NoteFound(note, applies, any_of((negated(applies), *[one.truth for one in found])), found))
    return tuple(notes)
