from __future__ import annotations

import pytest

from origin.nomenclature import YEARS, HsCode, check_code, edition
from origin.problems import Problem

COUNTS = {
    2007: (96, 1221, 5052),
    2012: (96, 1224, 5205),
    2017: (96, 1222, 5387),
    2022: (96, 1228, 5612),
}


@pytest.mark.parametrize("year", YEARS)
def test_counts(year: int) -> None:
    """Each edition has the chapters, headings and subheadings that the WCO published."""
    found = edition(year)
    assert (len(found.chapters), len(found.headings), len(found.subheadings)) == COUNTS[year]


@pytest.mark.parametrize("year", YEARS)
def test_order_and_membership(year: int) -> None:
    """Codes come in order and without doubles, and each is in its edition with its heading and chapter."""
    found = edition(year)
    for codes in (found.chapters, found.headings, found.subheadings):
        assert list(codes) == sorted(set(codes))
    assert list(found.numbers) == sorted(set(found.numbers))
    for code in found.subheadings:
        assert code.heading is not None
        assert found.has(code)
        assert found.has(code.heading)
        assert found.has(code.chapter)
    assert not found.has_digits("999999")


@pytest.mark.parametrize(
    ("digits", "years"),
    [
        ("871160", (2017, 2022)),
        ("870380", (2017, 2022)),
        ("850760", (2012, 2017, 2022)),
        ("8524", (2022,)),
        ("8549", (2022,)),
        ("2404", (2022,)),
        ("8485", (2022,)),
        ("8806", (2022,)),
        ("8803", (2007, 2012, 2017)),
        ("8107", (2007, 2012, 2017)),
        ("8469", (2007, 2012)),
        ("6908", (2007, 2012)),
        ("9619", (2012, 2017, 2022)),
        ("9620", (2017, 2022)),
        ("3827", (2022,)),
        ("8711", YEARS),
        ("87", YEARS),
    ],
)
def test_known_years(digits: str, years: tuple[int, ...]) -> None:
    """Codes that came or went with an edition are in the right ones."""
    assert tuple(year for year in YEARS if edition(year).has(HsCode(digits))) == years


@pytest.mark.parametrize(
    ("digits", "first"),
    [("871106", "871160"), ("871161", "871160"), ("8771", "8711"), ("854410", "854411"), ("9706", "9705")],
)
def test_nearest(digits: str, first: str) -> None:
    """The best suggestion is the one a slip of the keyboard explains, in the same heading where there is one."""
    nearest = edition(2022).nearest(HsCode(digits))
    assert nearest[0] == HsCode(first)
    assert len(set(nearest)) == 3


def test_nearest_count() -> None:
    """As many suggestions are given as were asked for, the same every time."""
    assert len(edition(2022).nearest(HsCode("871161"), count=5)) == 5
    assert edition(2022).nearest(HsCode("8771")) == edition(2022).nearest(HsCode("8771"))


def test_known_code_has_no_problem() -> None:
    """A code of the edition passes, with or without national digits."""
    assert check_code(HsCode("871160"), 2022) is None
    assert check_code(HsCode("871160", "90"), 2022) is None
    assert check_code(HsCode("87"), 2007) is None


def test_code_of_another_edition() -> None:
    """A code that exists elsewhere is refused with that fact and what it is in the edition asked for."""
    problem = check_code(HsCode("871160"), 2012)
    assert isinstance(problem, Problem)
    assert "exists in HS 2017, 2022, not in HS 2012" in problem.message
    assert problem.hint == "in HS 2012 these goods are 8711.90 (motorcycles and powered cycles)"
    assert problem.found == "871160"


def test_mistaken_code() -> None:
    """A code that exists nowhere is refused with the nearest ones, their labels, and the choice in its heading."""
    problem = check_code(HsCode("871161"), 2022)
    assert isinstance(problem, Problem)
    assert problem.code == "hs-code-unknown"
    assert "8711.60" in (problem.hint or "")
    assert "motorcycles and powered cycles" in (problem.hint or "")
    assert "under 8711: 8711.10" in (problem.accepted or "")


@pytest.mark.parametrize("year", YEARS)
def test_foreign_codes_are_all_explained(year: int) -> None:
    """Every code of another edition that this one lacks is refused with a hint."""
    here = edition(year)
    for other in YEARS:
        for code in (*edition(other).subheadings, *edition(other).headings):
            if not here.has(code):
                problem = check_code(code, year)
                assert problem is not None
                assert problem.hint


def test_unknown_year() -> None:
    """A year without a table raises, and says which there are."""
    with pytest.raises(ValueError, match="2007, 2012, 2017, 2022"):
        edition(2002)
