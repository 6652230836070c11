from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from origin.nomenclature import YEARS, HsCode, Level, edition, parse_code
from origin.problems import Problem

CASES = json.loads(Path(__file__).with_name("codes.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["accepted"], ids=lambda case: repr(case[0]))
def test_accepted(case: list[Any]) -> None:
    """A code is read from every customary spelling."""
    text, *expected = case
    code = parse_code(text)
    assert isinstance(code, HsCode), str(code)
    assert [code.digits, code.national, code.partial] == expected + ["", False][len(expected) - 1 :]


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: repr(case[0]))
def test_refused(case: list[str]) -> None:
    """A text that is no code is refused with its reason, what was found, what is accepted and, where apt, a hint."""
    text, reason, *hint = case
    problem = parse_code(text)
    assert isinstance(problem, Problem), repr(problem)
    assert problem.code == reason
    assert problem.found is not None
    assert problem.accepted
    assert not hint or hint[0] in (problem.hint or "")


@given(st.integers(0, 10**9 - 1).map(str).filter(lambda digits: len(digits) % 2))
def test_suggestions_exist(digits: str) -> None:
    """What is suggested for a code with too few or too many digits exists in an edition, whatever the digits."""
    problem = parse_code(digits)
    assert isinstance(problem, Problem)
    assert problem.code == "hs-code-length"
    for word in re.findall(r"(?<![\d.])\d[\d.]+\d(?= \(|,|$)", problem.hint or ""):
        code = parse_code(word)
        assert isinstance(code, HsCode), (digits, problem.hint)
        assert any(edition(year).has(HsCode(code.digits)) for year in YEARS), (digits, word)


@given(st.text() | st.text(alphabet="0123456789. ex-chHS'\u00a0\uff11\u00b2", max_size=16))
def test_never_raises(text: str) -> None:
    """Any text whatever gives a code or a problem, and a code has two, four or six digits."""
    read = parse_code(text)
    assert isinstance(read, Problem) or len(read.digits) in (2, 4, 6)
    assert str(read)


@given(st.sampled_from(edition(2022).subheadings), st.sampled_from([2, 4, 6]))
def test_printed_code_reads_back(code: HsCode, length: int) -> None:
    """Each of the printed forms of a code reads back as that code."""
    cut = HsCode(code.digits[:length])
    assert parse_code(str(cut)) == parse_code(cut.dotted) == parse_code(cut.short) == parse_code(cut.full) == cut


def test_spans() -> None:
    """A code spans all six-digit numbers that begin with it."""
    spans = [(HsCode(digits).first, HsCode(digits).last) for digits in ("87", "8711", "871160", "01")]
    assert spans == [(870000, 879999), (871100, 871199), (871160, 871160), (10000, 19999)]


def test_parts() -> None:
    """A code knows its level, what it belongs to and how it is printed."""
    code = HsCode("871160", national="90")
    assert (code.level, code.chapter, code.heading, code.subheading) == (
        Level.SUBHEADING,
        HsCode("87"),
        HsCode("8711"),
        HsCode("871160"),
    )
    assert (code.dotted, code.short, code.full, str(code)) == ("8711.60", "8711.60", "87116090", "871160")
    assert (HsCode("8711").dotted, HsCode("8711").short, HsCode("87").dotted) == ("87.11", "8711", "87")
    assert HsCode("87").heading is None
    assert HsCode("8711").covers(code)
    assert not code.covers(HsCode("8711"))


def test_equality_and_order() -> None:
    """National digits and the mark "ex" are not compared, and a broad code sorts before those inside it."""
    assert HsCode("871160", "90") == HsCode("871160") == HsCode("871160", partial=True)
    assert len({HsCode("871160", "90"), HsCode("871160")}) == 1
    assert sorted(map(HsCode, ["88", "871160", "87", "8711"])) == list(map(HsCode, ["87", "8711", "871160", "88"]))


@pytest.mark.parametrize("digits", ["", "8", "871", "8711600", "77", "9801", "8x", "\uff18\uff17"])
def test_constructor_refuses(digits: str) -> None:
    """The constructor raises on what is no code, since only our own code calls it."""
    with pytest.raises(ValueError, match="not an HS code"):
        HsCode(digits)
