"""What the tests of explanations share: determining a dossier given as text, under the EU-UK pack."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from origin.agreements.law import Law
from origin.agreements.registry import read_law
from origin.determination.determination import Determination
from origin.determination.determine import determine
from origin.dossier.reader import read_dossier_text
from origin.explanation.document import Document, Fold, Point, Points

ON = date(2026, 6, 1)


@pytest.fixture(scope="session")
def law() -> Law:
    """The law of the EU-UK agreement."""
    read = read_law("eu-uk")
    assert read.value is not None, read.problems
    return read.value


@pytest.fixture
def judged(law: Law) -> Callable[[str], Determination]:
    """Determines a dossier given as YAML, without its first line, on 1 June 2026 unless it says otherwise."""

    def judge(text: str, on: date | None = None) -> Determination:
        read = read_dossier_text("dossier: 1\n" + text)
        assert read.value is not None, [str(problem) for problem in read.problems]
        return determine(read.value, law, on or read.value.on or ON)

    return judge


def _sentences(points: tuple[Point, ...]) -> list[str]:
    found = []
    for point in points:
        found.append(point.text + (f" [{point.citation}]" if point.citation else ""))
        found += _sentences(point.below)
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in found]


@pytest.fixture
def sentences() -> Callable[[Document, str], list[str]]:
    """All sentences of one section of a document; none where it has no such section."""

    def of(document: Document, section: str) -> list[str]:
        blocks = [block for one in document.sections if one.id == section for block in one.blocks]
        return [text for block in blocks if isinstance(block, Points | Fold) for text in _sentences(block.points)]

    return of
