"""Whether goods that may have one of several codes are in a set, or are classified elsewhere than the product."""

from __future__ import annotations

import pytest

from origin.determination.membership import contains, differs
from origin.determination.truth import Truth
from origin.nomenclature.code import HsCode, Level
from tests.determination.build import codes, decide, law_of, material, no, product, unknown, yes


def spans(*texts: str) -> tuple[tuple[int, int], ...]:
    """The spans of some codes."""
    return tuple((code.first, code.last) for code in (HsCode(text.replace(".", "")) for text in texts))


@pytest.mark.parametrize(
    ("possible", "truth"),
    [
        (["8501.10"], True),
        (["8503"], False),
        (["85"], None),
        ([], None),
        (["8501.10", "8501.20"], True),
        (["8503", "8504.40"], False),
        (["8501.10", "8503"], None),
        (["8501.10", "85"], None),
        (["85", "84"], None),
    ],
)
def test_in_a_set(possible: list[str], truth: Truth) -> None:
    """Goods are in a set where every code that they may have is, out of it where none is, and else it is not known."""
    assert contains(codes("8501-8502"), spans(*possible)) is truth


@pytest.mark.parametrize(
    ("possible", "made", "truth"),
    [
        (["8503"], ["8501.10"], True),
        (["8501.20"], ["8501.10"], False),
        (["8503", "8504.40"], ["8501.10"], True),
        (["8503", "8501.20"], ["8501.10"], None),
        (["8503"], ["8501.10", "8503.00"], None),
        (["85"], ["8501.10"], None),
        (["84"], ["8501.10"], True),
        ([], ["8501.10"], None),
        (["8503"], [], None),
    ],
)
def test_of_another_heading(possible: list[str], made: list[str], truth: Truth) -> None:
    """Goods are of another heading where every code that they may have is of another than every one of the product."""
    assert differs(Level.HEADING, spans(*possible), spans(*made)) is truth


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [(60, 40, yes), (40, 60, no), (50, 50, no), (None, 40, unknown), (60, None, unknown)],
)
def test_the_group_that_predominates(first: int | None, second: int | None, verdict: str) -> None:
    """A limit for the group that weighs most is open while a weight is not known; groups of equal weight both count."""
    law = law_of("MaxNOM[heaviest (3901-3906) or (3907-3911)] 20% (EXW)", tolerances=())
    parts = [material("3901.10", 10, weight=first), material("3907.10", 30, weight=second)]
    assert verdict == decide(law, product(), *parts, certain=True)
