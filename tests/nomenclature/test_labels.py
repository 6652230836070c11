from __future__ import annotations

import csv
import re
from pathlib import Path

from origin.nomenclature import YEARS, HsCode, edition, label
from origin.nomenclature.table_files import rows

LABELS = dict(row.split("\t") for row in rows("labels.tsv"))


def words(text: str) -> list[str]:
    """The words of a text without case and punctuation."""
    return re.findall(r"[a-z0-9]+", text.lower())


def test_every_heading_and_chapter_has_a_label() -> None:
    """Each heading and chapter of each edition has a label of its own, and nothing else has one."""
    wanted = {code.digits for year in YEARS for code in (*edition(year).headings, *edition(year).chapters)}
    assert set(LABELS) == wanted
    assert len(set(LABELS.values())) == len(LABELS)
    assert list(LABELS) == sorted(LABELS)


def test_labels_are_short() -> None:
    """A label has three to eight words, at most sixty characters, and no capital but a proper name's."""
    for code, text in LABELS.items():
        assert 3 <= len(text.split()) <= 8, (code, text)
        assert len(text) <= 60, (code, text)
        assert text == text.strip()


def test_fallback() -> None:
    """A subheading has its heading's label, an unknown heading its chapter's."""
    assert label(HsCode("871160")) == label(HsCode("8711")) == "motorcycles and powered cycles"
    assert label(HsCode("8799")) == label(HsCode("87")) == LABELS["87"]


def test_labels_are_our_own(shared_data: Path) -> None:
    """No label equals a published description or shares six words in a row with one."""
    runs: set[tuple[str, ...]] = set()
    whole: set[tuple[str, ...]] = set()
    for path in sorted((shared_data / "hs").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                said = words(row.get("description") or row.get("name") or "")
                whole.add(tuple(said))
                runs.update(tuple(said[at : at + 6]) for at in range(len(said) - 5))
    for code, text in LABELS.items():
        said = words(text)
        assert tuple(said) not in whole, (code, text)
        assert not any(tuple(said[at : at + 6]) in runs for at in range(len(said) - 5)), (code, text)
