"""One dossier under several agreements, side by side: the verdict of each, why, and the provisions that made it so."""

from __future__ import annotations

from typing import Any

from origin.determination.determination import Determination
from origin.explanation.answer import Answer
from origin.explanation.calculation import judgement_points
from origin.explanation.document import Block, Column, Document, Point, Points, Section, Table
from origin.explanation.headline import reason
from origin.explanation.provisions_applied import provision_points
from origin.explanation.record import record_of
from origin.explanation.status_words import VERDICT_MARKS
from origin.language.english_words import day

COLUMNS = (Column("Agreement"), Column("Verdict"), Column("Because"))


def side_by_side(determinations: tuple[Determination, ...]) -> Document:
    """The document: a table of verdicts, then for each agreement what decided."""
    answers = [Answer(one) for one in determinations]
    first = answers[0]
    table = Table("Verdicts", COLUMNS, tuple([_row(answer) for answer in answers]), whole=True)
    sections = [Section("verdicts", "Verdicts", (table,)), *[_decided(answer) for answer in answers]]
    several = f"{len(answers)} agreements" if len(answers) > 1 else "one agreement"
    subtitle = f"under {several}, {day(first.determination.on)}"
    return Document(None, first.product.name, subtitle, "", tuple(sections))


def _row(answer: Answer) -> tuple[str, ...]:
    verdict = answer.determination.verdict
    return answer.agreement.id, f"{VERDICT_MARKS[verdict].sign} {verdict.value}", reason(answer)


def _decided(answer: Answer) -> Section:
    """The rule and the provisions of one agreement."""
    points: list[Point] = [*judgement_points(answer.judgement, answer), *provision_points(answer)]
    blocks: tuple[Block, ...] = (Points(tuple(points)),)
    return Section(answer.agreement.id, f"{answer.agreement.title} ({answer.agreement.id})", blocks)


def side_by_side_record(determinations: tuple[Determination, ...]) -> dict[str, Any]:
    """The same for programs: the verdicts, and the whole record of each."""
    return {
        "schema": "origin-side-by-side/1",
        "verdicts": {one.law.agreement.id: one.verdict.value for one in determinations},
        "determinations": [record_of(one) for one in determinations],
    }
