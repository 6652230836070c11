"""`explain`: a determination as a document of sections, in the order in which they are asked for."""

from __future__ import annotations

from collections.abc import Iterable

from origin.determination.determination import Determination
from origin.explanation.answer import Answer
from origin.explanation.assumptions import assumptions_section
from origin.explanation.calculation import calculation_section
from origin.explanation.claim import claim_section
from origin.explanation.document import Document, Section
from origin.explanation.headline import reason, subtitle, title
from origin.explanation.margin_words import margin_section
from origin.explanation.materials import materials_section
from origin.explanation.materials_tree import tree_section
from origin.explanation.missing import missing_section
from origin.explanation.pack_notes import notes_section
from origin.explanation.proof import proof_section
from origin.explanation.provisions_applied import provisions_section
from origin.explanation.rule_section import rule_section
from origin.explanation.status_words import VERDICT_MARKS


def explain(determination: Determination, remarks: Iterable[str] = ()) -> Document:
    """The whole answer in words; `remarks` are assumptions that the caller made, such as the day."""
    answer = Answer(determination)
    sections: list[Section | None] = [
        claim_section(answer),
        rule_section(answer),
        calculation_section(answer),
        provisions_section(answer),
        materials_section(answer),
        tree_section(answer),
        assumptions_section(answer, remarks),
        missing_section(answer),
        margin_section(answer),
        proof_section(answer),
        notes_section(answer),
    ]
    return Document(
        VERDICT_MARKS[determination.verdict],
        title(answer),
        subtitle(answer),
        reason(answer),
        tuple([section for section in sections if section is not None and section.blocks]),
    )
