from __future__ import annotations

from functools import cache
from itertools import permutations

import pytest

from origin.nomenclature import YEARS, Carried, HsCode, carry, edition

PAIRS = list(permutations(YEARS, 2))
WITHOUT_SUCCESSOR = {(2017, 2022): {"300219"}}
AMBIGUOUS = {
    (2007, 2012): 329,
    (2007, 2017): 360,
    (2007, 2022): 526,
    (2012, 2007): 302,
    (2012, 2017): 267,
    (2012, 2022): 443,
    (2017, 2007): 171,
    (2017, 2012): 66,
    (2017, 2022): 220,
    (2022, 2007): 287,
    (2022, 2012): 183,
    (2022, 2017): 126,
}


@cache
def everything(start: int, end: int) -> list[tuple[HsCode, Carried]]:
    """Where each subheading of an edition goes."""
    return [(code, carry(code, start, end)) for code in edition(start).subheadings]


@pytest.mark.parametrize(("start", "end"), PAIRS)
def test_every_code_goes_somewhere(start: int, end: int) -> None:
    """Every subheading has a candidate, but for the listed ones; all candidates exist, sorted, the answer is likely."""
    lost = set()
    for code, carried in everything(start, end):
        if not carried.candidates:
            lost.add(code.digits)
            assert carried.code is None
        assert list(carried.candidates) == sorted(set(carried.candidates))
        assert set(carried.likely) <= set(carried.candidates)
        assert bool(carried.likely) == bool(carried.candidates)
        assert all(edition(end).has(candidate) for candidate in carried.candidates)
        assert carried.code is None or carried.code in carried.likely
        assert carried.code is not None or len(carried.candidates) != 1
    assert lost == WITHOUT_SUCCESSOR.get((start, end), set())


@pytest.mark.parametrize(("start", "end"), [(start, end) for start, end in PAIRS if start < end])
def test_there_and_back(start: int, end: int) -> None:
    """A code is among the candidates of each of its candidates, whichever way one goes."""
    there = {(code, to) for code, carried in everything(start, end) for to in carried.candidates}
    back = {(code, to) for to, carried in everything(end, start) for code in carried.candidates}
    assert there == back


@pytest.mark.parametrize(("start", "end"), PAIRS)
def test_ambiguous_are_counted(start: int, end: int) -> None:
    """The number of ambiguous codes is known, and those of 2017 and 2022 have an answer in every earlier edition."""
    carried = [item for _, item in everything(start, end)]
    assert sum(item.ambiguous for item in carried) == AMBIGUOUS[start, end]
    if start >= 2017 and end < start:
        assert all(item.code for item in carried)


@pytest.mark.parametrize(
    ("digits", "start", "end", "answer", "likely"),
    [
        ("871160", 2017, 2012, "871190", "871190"),
        ("871160", 2022, 2007, "871190", "871190"),
        ("871190", 2012, 2017, "871190", "871160 871190"),
        ("870380", 2017, 2012, "870390", "870390"),
        ("870390", 2012, 2017, "870390", "870340 870350 870360 870370 870380 870390"),
        ("850760", 2017, 2022, "850760", "850760"),
        ("850760", 2022, 2012, "850760", "850760"),
        ("850760", 2012, 2007, "850780", "850780"),
        ("854140", 2017, 2022, None, "854141 854142 854143 854149"),
        ("854143", 2022, 2017, "854140", "854140"),
        ("240411", 2022, 2017, "240391", "240391 240399"),
        ("911490", 2022, 2017, "911490", "911410 911490"),
        ("911410", 2017, 2022, "911490", "911490"),
        ("911490", 2017, 2022, "911490", "911490"),
        ("8711", 2012, 2022, "8711", "8711"),
        ("8507", 2017, 2022, "8507", "8507"),
        ("8803", 2017, 2022, "8807", "8807"),
        ("6908", 2012, 2017, "6907", "6907"),
        ("0308", 2022, 2007, None, "0307 1605"),
        ("2404", 2022, 2007, None, "2106 2403 3824"),
        ("87", 2012, 2017, "87", "87"),
    ],
)
def test_known(digits: str, start: int, end: int, answer: str | None, likely: str) -> None:
    """Codes whose history is known go where they should."""
    carried = carry(HsCode(digits), start, end)
    assert (carried.code and carried.code.digits) == answer
    assert " ".join(map(str, carried.likely)) == likely
    assert carried.ambiguous == (" " in likely)


def test_collecting_codes_do_not_make_ambiguous() -> None:
    """Lithium batteries may become electronic waste in 2022, and are not ambiguous for it."""
    carried = carry(HsCode("850760"), 2017, 2022)
    assert HsCode("854921") in carried.candidates
    assert carried.likely == (HsCode("850760"),)


def test_same_edition_and_national_digits() -> None:
    """A code stays itself in its own edition, and national digits are dropped."""
    assert carry(HsCode("871160", "90"), 2022, 2022).code == HsCode("871160")
    carried = carry(HsCode("871160", "90"), 2022, 2012).code
    assert carried is not None
    assert carried.full == "871190"


def test_unknown_code() -> None:
    """A code that its edition does not have goes nowhere."""
    assert carry(HsCode("871160"), 2012, 2017).candidates == ()
    assert carry(HsCode("8524"), 2017, 2022).code is None


def test_unknown_year() -> None:
    """A year without a table raises."""
    with pytest.raises(ValueError, match="no table for HS 2002"):
        carry(HsCode("8711"), 2002, 2022)
    with pytest.raises(ValueError, match="no table for HS 2002"):
        carry(HsCode("8711"), 2022, 2002)
