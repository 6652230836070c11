from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from origin.nomenclature import HsCode, HsRange, HsSet, edition, parse_set
from origin.problems import Problem

CASES = json.loads(Path(__file__).with_name("sets.json").read_text(encoding="utf-8"))
HS2022 = edition(2022)

codes = st.builds(
    lambda code, length: HsCode(code.digits[:length]),
    st.sampled_from(HS2022.subheadings),
    st.sampled_from([2, 4, 4, 6]),
)
ranges = st.one_of(
    codes.map(HsRange.of),
    st.tuples(codes, codes)
    .map(sorted)
    .filter(lambda ends: ends[0].first <= HsRange.of(ends[1]).high)
    .map(lambda ends: HsRange(*ends)),
)
sets = st.builds(HsSet, st.lists(ranges, max_size=4).map(tuple), st.lists(ranges, max_size=3).map(tuple))


def read(text: str) -> HsSet:
    """The set of a text that is known to be right."""
    found = parse_set(text)
    assert isinstance(found, HsSet), str(found)
    return found


@lru_cache(maxsize=64)
def naive(part: HsSet) -> frozenset[HsCode]:
    """The subheadings of HS 2022 in a set, by looking at each digit string in turn."""

    def inside(code: HsCode, span: HsRange) -> bool:
        end = span.last.digits
        return span.first.digits <= code.digits[: len(span.first.digits)] and code.digits[: len(end)] <= end

    return frozenset(
        code
        for code in HS2022.subheadings
        if any(inside(code, span) for span in part.ranges) and not any(inside(code, span) for span in part.excepted)
    )


@pytest.mark.parametrize(("text", "written", "merged"), CASES["accepted"])
def test_accepted(text: str, written: str, merged: str) -> None:
    """A set is read from every customary wording, prints as written, and prints merged when asked."""
    assert str(read(text)) == written
    assert str(read(text).merged()) == merged
    assert read(text).merged().same_as(read(text))


@pytest.mark.parametrize(("text", "reason"), CASES["refused"])
def test_refused(text: str, reason: str) -> None:
    """A text that is no set is refused with its reason and what is accepted."""
    problem = parse_set(text)
    assert isinstance(problem, Problem), str(problem)
    assert problem.code == reason
    assert problem.accepted


@given(st.text() | st.text(alphabet="0123456789.,;- exceptandto\u2013", max_size=30))
def test_never_raises(text: str) -> None:
    """Any text whatever gives a set or a problem."""
    assert str(parse_set(text)) is not None


@given(sets.filter(lambda part: bool(part.ranges)))
def test_printed_set_reads_back(part: HsSet) -> None:
    """A printed set reads back as the same ranges."""
    assert read(str(part)) == part


@settings(deadline=None)
@given(sets)
def test_codes_match_naive(part: HsSet) -> None:
    """The interval form holds exactly the subheadings that a look at the digits finds."""
    assert set(part.codes(HS2022)) == naive(part)
    assert {code for code in HS2022.subheadings if part.contains(code)} == naive(part)


@settings(deadline=None)
@given(sets, sets)
def test_algebra_matches_naive(left: HsSet, right: HsSet) -> None:
    """Union, intersection, difference and the tests agree with Python's own sets."""
    assert set((left | right).codes(HS2022)) == naive(left) | naive(right)
    assert set((left & right).codes(HS2022)) == naive(left) & naive(right)
    assert set((left - right).codes(HS2022)) == naive(left) - naive(right)
    assert left.merged().same_as(left)
    if left.is_subset(right):
        assert naive(left) <= naive(right)
    if naive(left) & naive(right):
        assert left.overlaps(right)
    if left.same_as(right):
        assert naive(left) == naive(right)
    assert (left & right).is_subset(left)
    assert left.is_subset(left | right)
    assert not (left - right).overlaps(right)


@settings(deadline=None)
@given(sets, codes)
def test_three_valued(part: HsSet, code: HsCode) -> None:
    """Inside means every subheading is in the set, outside means none is, and only a broad code can be unknown."""
    inside = set(HS2022.inside(code))
    answer = part.contains(code)
    if answer is True:
        assert inside <= naive(part)
    elif answer is False:
        assert not inside & naive(part)
    else:
        assert len(code.digits) < 6


@pytest.mark.parametrize(
    ("text", "digits", "answer"),
    [
        ("8507.60", "8507", None),
        ("8507.60", "850760", True),
        ("8507.60", "850750", False),
        ("8507.60", "85", None),
        ("8507.60", "84", False),
        ("85", "8507", True),
        ("84 except 8401-8406", "8407", True),
        ("84 except 8401-8406", "8403", False),
        ("84 except 8401-8406", "84", None),
        ("8507 except 8507.60", "8507", None),
        ("2905.49-2942", "2905", None),
        ("2905.49-2942", "2942", True),
        ("2905.49-2942", "294200", True),
        ("0205.00", "0205", True),
        ("0205", "020500", True),
    ],
)
def test_contains(text: str, digits: str, answer: bool | None) -> None:
    """A code is inside, outside, or too broad to tell."""
    assert read(text).contains(HsCode(digits)) is answer


def test_spelling_does_not_matter() -> None:
    """Two spellings of the same codes are the same set, though not equal as values."""
    for left, right in [("8701-8703", "8703, 8701, 8702"), ("84, 8501-8506", "84-8506"), ("87", "8701-8799")]:
        assert read(left).same_as(read(right))
        assert read(left) != read(right)


def test_empty() -> None:
    """A set that excepts all it names, or names nothing, is empty and prints as nothing when merged."""
    assert read("8711 except 87").is_empty
    assert HsSet().is_empty
    assert str(read("8711 except 87").merged()) == ""
    assert HsSet().contains(HsCode("8711")) is False


def test_reversed_range_raises() -> None:
    """The constructor of a range raises on a reversed one, since only our own code calls it."""
    with pytest.raises(ValueError, match="reversed"):
        HsRange(HsCode("8702"), HsCode("8701"))


def test_partial_is_kept() -> None:
    """The mark "ex" on a code of a set is kept, and the set covers the whole code."""
    assert read("ex 8711, 8712").partial
    assert read("ex 8711, 8712").contains(HsCode("871160")) is True
    assert not read("8711").partial
