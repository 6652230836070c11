"""The corpus of rules: what the notation accepts, and what it refuses with which words."""

from __future__ import annotations

import re

import pytest

from origin.language.english import rule_english
from origin.language.notation import rule_text
from origin.language.parser import parse_rule, parse_rule_list
from origin.problems import Problem
from tests.language.corpus import Refused, accepted, refused

JARGON = re.compile(r"[A-Z]+_[A-Z0-9]+|LPAR|RPAR|LSQB|RSQB|\bRESERVED\b|\$END|Token|Unexpected|lark|Traceback|__")


@pytest.mark.parametrize("text", accepted())
def test_an_accepted_rule_is_read_and_survives_writing(text: str) -> None:
    """A good rule parses, its canonical text parses to the same tree, and it can be said in English."""
    read = parse_rule(text)

    assert read.value is not None, list(map(str, read.problems))
    assert parse_rule(rule_text(read.value)).value == read.value
    assert rule_english(read.value).endswith(".")


@pytest.mark.parametrize("case", refused(), ids=lambda case: case.text[:40].encode("unicode_escape").decode())
def test_a_refused_text_is_told_place_and_remedy(case: Refused) -> None:
    """A mistake is told at its place with what is accepted there and, where one is near, what was meant."""
    problems = problems_of(case)

    assert [expected.at for expected in case.problems] == [position(problem) for problem in problems]
    for expected, problem in zip(case.problems, problems, strict=True):
        assert expected.under == underlined(problem)
        assert expected.code == problem.code
        assert (expected.accepted or "") in (problem.accepted or "")
        assert expected.hint == problem.hint


@pytest.mark.parametrize("case", refused(), ids=lambda case: case.text[:40].encode("unicode_escape").decode())
def test_a_problem_is_short_and_free_of_jargon(case: Refused) -> None:
    """What a person reads has no name of the parser's in it, and no list of twenty words."""
    for problem in problems_of(case):
        told = " ".join(filter(None, (problem.message, problem.accepted, problem.hint)))
        assert not JARGON.search(told)
        assert (problem.accepted or "").count(";") <= 7
        assert len(problem.accepted or "") <= 120


def test_the_corpus_is_large_enough() -> None:
    """There are at least sixty texts of either kind."""
    assert len(accepted()) >= 60
    assert len(refused()) >= 60


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("(" * 10_000 + "CTH" + ")" * 10_000, "rule-too-deep", id="ten thousand brackets"),
        pytest.param("(" * 10_000, "rule-too-deep", id="ten thousand open brackets"),
        pytest.param("[" * 10_000, "rule-too-deep", id="ten thousand square brackets"),
        pytest.param("CTH" + " allowing NOM" * 5_000, "rule-too-deep", id="five thousand allowances"),
        pytest.param("CTH or " * 20_000 + "CTH", "rule-too-long", id="twenty thousand alternatives"),
        pytest.param("CTH " * 2_000_000, "rule-too-long", id="eight million characters"),
        pytest.param("MaxNOM " + "9" * 50_000 + "% (EXW)", "percentage", id="a percentage of fifty thousand digits"),
        pytest.param("WO[" + "1" * 50_000 + "]", "hs-code-length", id="a code of fifty thousand digits"),
        pytest.param("done(" + "9" * 50_000 + " of x)", "count", id="a count of fifty thousand digits"),
        pytest.param('"\\' * 40_000, "rule-syntax", id="forty thousand quotation marks"),
    ],
)
def test_a_monstrous_text_is_answered_at_once(text: str, code: str) -> None:
    """Depth and length do not upset the parser, and what it says stays short."""
    problems = parse_rule(text).problems

    assert [code] == [problem.code for problem in problems]
    assert len(str(problems[0])) < 1000


def test_thirty_brackets_are_read() -> None:
    """The limit of depth is reached by nothing that a rule needs."""
    assert parse_rule("(" * 30 + "CTH" + " or CC)" * 30).value is not None


def test_a_list_of_mistakes_ends_after_a_hundred() -> None:
    """A file that is no rule list at all is not answered with thousands of problems."""
    problems = parse_rule_list("nonsense;" * 5000).problems

    assert len(problems) == 101
    assert problems[-1].code == "problems-many"


def problems_of(case: Refused) -> tuple[Problem, ...]:
    """The problems of a refused text."""
    read = parse_rule_list(case.text) if case.is_list else parse_rule(case.text)
    assert read.value is None
    return read.problems


def position(problem: Problem) -> str:
    """Line and column of a problem as the corpus writes them."""
    assert problem.place is not None
    return f"{problem.place.line}:{problem.place.column}"


def underlined(problem: Problem) -> str:
    """The part of the line over the carets."""
    assert problem.excerpt is not None
    line, carets = problem.excerpt.split("\n")
    return line[carets.index("^") : carets.rindex("^") + 1]
