"""The corpora: files that are read, and files that are refused with the problems they announce."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from origin.dossier.reader import read_dossier

FOLDER = Path(__file__).parent


def _files(name: str) -> list[Path]:
    return sorted(path for path in (FOLDER / name).iterdir() if path.suffix != ".expect")


def _expected(path: Path) -> Counter[str]:
    """The `code@line` words of the first line's remark, or of the file beside."""
    beside = path.with_name(path.name + ".expect")
    text = beside.read_text() if beside.exists() else path.read_text().splitlines()[0].removeprefix("# expect:")
    return Counter(text.split())


@pytest.mark.parametrize("path", _files("good"), ids=lambda path: path.name)
def test_good_file_is_read_without_a_word(path: Path) -> None:
    """A good dossier is read, and nothing is said about it."""
    read = read_dossier(path)
    assert list(map(str, read.problems)) == []
    assert read.value is not None


@pytest.mark.parametrize("path", _files("bad"), ids=lambda path: path.name)
def test_bad_file_is_refused_for_what_is_wrong_with_it(path: Path) -> None:
    """A bad dossier is refused with exactly its problems, each on its line, all in one run."""
    read = read_dossier(path)
    found = Counter(
        problem.code + (f"@{problem.place.line}" if problem.place and problem.place.line else "")
        for problem in read.problems
    )
    assert found == _expected(path)
    assert read.refused


@pytest.mark.parametrize("path", _files("bad"), ids=lambda path: path.name)
def test_problems_speak_to_exporters(path: Path) -> None:
    """Every problem names the file, and none speaks of Python or of a library."""
    for problem in read_dossier(path).problems:
        assert problem.place is not None
        assert problem.place.file == str(path)
        assert not re.search(r"yaml.org|pydantic|Traceback|None|NoneType|Fraction|<class|object at", str(problem))
        assert problem.message[0].islower() or not problem.message[0].isalpha() or problem.message.split()[0].isupper()


def test_excerpt_points_at_the_mistake() -> None:
    """The excerpt shows the line with carets under the value."""
    read = read_dossier(FOLDER / "bad" / "countries.yaml")
    assert read.problems[0].excerpt == "  produced_in: Germany\n               ^^^^^^^"
    assert read.problems[0].hint == "write DE for Germany"
    assert read.problems[0].place is not None
    assert read.problems[0].place.field == "product.produced_in"


@pytest.mark.parametrize(
    ("name", "number", "hint"),
    [
        ("keys.yaml", 3, "did you mean value?"),
        ("keys.yaml", 4, "did you mean unit_value?"),
        ("keys.yaml", 5, "did you mean hs?"),
        ("money.yaml", 2, "write it without separators: 1200.00"),
        ("money.yaml", 4, "write for example 140 EUR, or 140 index where figures are only relative"),
        ("money.yaml", 7, "write the decimals after a point: 12.50"),
        ("numbers.yaml", 6, "write 0.05%, or 5%"),
        ("codes.yaml", 2, "a spreadsheet may have dropped a leading zero: 0101.21"),
        ("codes.yaml", 4, "a spreadsheet may have dropped a zero at the end: 8711.60"),
        ("dates.yaml", 1, "write 2026-12-31"),
        ("words.yaml", 2, "did you mean originating?"),
        ("uses.yaml", 0, "did you mean wheel?"),
        ("ids.yaml", 0, "did you mean frame?"),
    ],
)
def test_hints(name: str, number: int, hint: str) -> None:
    """The hint says what was probably meant."""
    assert hint in (read_dossier(FOLDER / "bad" / name).problems[number].hint or "")
