"""The prescribed texts of an agreement's proofs, for people and for programs."""

from __future__ import annotations

import re
from typing import Any

from origin.agreements.agreement import Agreement
from origin.agreements.wordings import Wording, load_wordings
from origin.explanation.document import Document, Mark, Point, Points, Section
from origin.explanation.words import capital

_ELEMENT = re.compile(r"<[a-z-]+>")
_BLANK = re.compile(r"\{[a-z]+\}")


def printed(text: str) -> str:
    """A prescribed text as an exporter prints it, with dots for its blanks."""
    return " ".join(_BLANK.sub("…", _ELEMENT.sub("", text)).split())


def wordings_of(agreement: Agreement) -> tuple[Wording, ...]:
    """The prescribed texts that an agreement's proofs name, each once."""
    read = load_wordings()
    assert read.value is not None, read.problems
    names = dict.fromkeys(name for proof in agreement.proofs for name in proof.wordings)
    return tuple(read.value.by_id[name] for name in names if name in read.value.by_id)


def wordings_document(agreement: Agreement, language: str | None) -> Document:
    """The texts in all languages, or in one."""
    sections = []
    for wording in wordings_of(agreement):
        points = [
            Point(printed(text), Mark.NOTE, label=code)
            for code, text in wording.texts.items()
            if language is None or code == language
        ]
        points += [Point(f"With one of: {' / '.join(wording.one_of)}")] if wording.one_of else []
        if wording.unread:
            points.append(Point(f"In the law and not held here: {', '.join(wording.unread)}.", quiet=True))
        points.append(Point(f"Source: {wording.source}.", quiet=True))
        sections.append(Section(wording.id, capital(wording.title), (Points(tuple(points)),)))
    none = "" if sections else "Our pack holds no prescribed text for the proofs of this agreement."
    return Document(None, "Prescribed texts", agreement.title, none, tuple(sections))


def wordings_record(agreement: Agreement, language: str | None) -> dict[str, Any]:
    """The texts for programs."""
    return {
        "schema": "origin-wordings/1",
        "agreement": agreement.id,
        "wordings": [
            {
                "id": one.id,
                "source": one.source,
                "one_of": list(one.one_of),
                "texts": {code: printed(text) for code, text in one.texts.items() if language in (None, code)},
            }
            for one in wordings_of(agreement)
        ],
    }
