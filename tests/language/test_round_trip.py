"""Text to tree and back, for any tree and for any text."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from origin.language import tree as t
from origin.language.english import alternative_english, rule_english, scope_english
from origin.language.english import test_english as english_of_test
from origin.language.notation import alternative_text, rule_list_text, rule_text, scope_text
from origin.language.notation import test_text as text_of_test
from origin.language.parser import parse_rule, parse_rule_list
from origin.language.plain import from_json, to_json
from origin.problems import Problem
from tests.language import strategies
from tests.language.corpus import accepted

PROPERTY = settings(deadline=None, max_examples=50)
OF_LISTS = settings(deadline=None, max_examples=15)


@PROPERTY
@given(strategies.rules())
def test_a_rule_is_read_back_from_its_notation(rule: t.Rule) -> None:
    """What the renderer writes, the parser reads as the same tree."""
    read = parse_rule(rule_text(rule))

    assert rule == read.value, read.problems


@OF_LISTS
@given(strategies.rule_lists())
def test_a_rule_list_is_read_back_from_its_notation(rules: t.RuleList) -> None:
    """A whole list with its definitions and options survives writing and reading."""
    read = parse_rule_list(rule_list_text(rules))

    assert rules == read.value, read.problems


@PROPERTY
@given(strategies.rules())
def test_the_notation_is_canonical(rule: t.Rule) -> None:
    """Equal trees have one text, and reading that text leads to it again."""
    text = rule_text(rule)
    read = parse_rule(text).value

    assert read is not None
    assert rule_text(read) == text


@PROPERTY
@given(strategies.rules())
def test_a_rule_is_read_back_from_json(rule: t.Rule) -> None:
    """The codec of compiled packs loses nothing."""
    assert from_json(t.Rule, to_json(rule)) == rule


@OF_LISTS
@given(strategies.rule_lists())
def test_a_rule_list_is_read_back_from_json(rules: t.RuleList) -> None:
    """The codec of compiled packs loses nothing of a list either."""
    assert from_json(t.RuleList, to_json(rules)) == rules


@PROPERTY
@given(strategies.rules())
def test_every_rule_has_english(rule: t.Rule) -> None:
    """English never fails, is the same for equal trees, and ends as a sentence does."""
    english = rule_english(rule)

    assert english == rule_english(parse_rule(rule_text(rule)).value or rule)
    assert english.endswith(".")
    assert not english[0].islower()


@pytest.mark.slow
@settings(deadline=None, max_examples=1500)
@given(strategies.rules())
def test_many_rules_survive_every_form(rule: t.Rule) -> None:
    """A long run over arbitrary trees: notation, JSON, English."""
    assert parse_rule(rule_text(rule)).value == rule
    assert from_json(t.Rule, to_json(rule)) == rule
    assert rule_english(rule)


@PROPERTY
@given(strategies.alternatives(), strategies.scopes())
def test_every_part_has_english_and_a_notation(alternative: t.Alternative, scope: t.Scope) -> None:
    """The renderers of the parts never fail and never say nothing."""
    parts = (
        alternative_english(alternative),
        alternative_text(alternative),
        english_of_test(alternative.test, expand=True),
        text_of_test(alternative.test),
        scope_english(scope),
        scope_text(scope),
    )

    assert all(part.strip() for part in parts)


@PROPERTY
@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """The parser never raises: a text is a rule, or there is a problem that says why not."""
    assert_read_or_refused(text)


NOISE = (
    list('()[],;:.%"\\#/<>=+-&\n\t \x00\xa0é５СА≤')
    + (
        "CTH CC any or and WO MaxNOM 50% (EXW) NOM [ 8431 until 2026-12-31 done except allowing up to of same heading "
        "text RVC focused build-up from with then for no product weight define list on HS 2017 8711: cumulative"
    ).split()
)


@PROPERTY
@given(st.lists(st.sampled_from(NOISE), max_size=30))
def test_any_mixture_of_words_is_read_or_refused(pieces: list[str]) -> None:
    """Words of the notation in any order, with signs and stray characters, do not upset the parser."""
    assert_read_or_refused(" ".join(pieces))
    assert_read_or_refused("".join(pieces))


@PROPERTY
@given(st.sampled_from(accepted()), st.integers(0, 10**9))
def test_mutated_rules_are_read_or_refused(text: str, seed: int) -> None:
    """A good rule with some characters lost, doubled, swapped or replaced does not upset the parser."""
    chance = random.Random(seed)
    characters = list(text)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(characters) + 1)
        action = chance.randrange(4)
        if action == 0:
            del characters[at : at + chance.randint(1, 5)]
        elif action == 1:
            characters[at:at] = chance.choice(NOISE)
        elif action == 2:
            characters[at:at] = characters[at : at + 3]
        else:
            characters[at : at + 2] = reversed(characters[at : at + 2])
    assert_read_or_refused("".join(characters))


@pytest.mark.parametrize("text", accepted())
def test_spans_lie_within_the_text(text: str) -> None:
    """Every node of a tree that was read stands somewhere in its text, and its parts stand inside it."""
    rule = parse_rule(text).value
    assert rule is not None
    lines = text.split("\n")
    for alternative in rule.alternatives:
        assert_within(rule.span, alternative.span, lines)
        for node, parent in nodes(alternative.test, alternative.span):
            assert_within(parent, node.span, lines)


def nodes(test: t.Test, parent: t.Span) -> list[tuple[t.Test, t.Span]]:
    """A test and all tests in it, each with the span of what it stands in."""
    inner: tuple[t.Test, ...] = ()
    if isinstance(test, t.AllOf | t.AnyOf):
        inner = test.tests
    elif isinstance(test, t.Allow):
        inner = (test.test,)
    return [(test, parent), *(found for part in inner for found in nodes(part, test.span))]


def assert_within(outer: t.Span, inner: t.Span, lines: list[str]) -> None:
    """The inner span lies in the outer one, and both in the lines."""
    assert (outer.line, outer.column) <= (inner.line, inner.column) < (inner.end_line, inner.end_column)
    assert (inner.end_line, inner.end_column) <= (outer.end_line, outer.end_column)
    assert 1 <= inner.line <= inner.end_line <= len(lines)
    assert 1 <= inner.column <= len(lines[inner.line - 1])
    assert inner.end_column <= len(lines[inner.end_line - 1]) + 1


def assert_read_or_refused(text: str) -> None:
    """Both readers answer with a value or with problems that stand in the text."""
    for read in (parse_rule(text, "x.psr"), parse_rule_list(text, "x.psr")):
        assert (read.value is None) == bool(read.problems)
        for problem in read.problems:
            assert_well_formed(problem, text)


def assert_well_formed(problem: Problem, text: str) -> None:
    """A problem has a message without jargon, and a place in the text with one line of carets under it."""
    place = problem.place
    assert place is not None
    assert place.line is not None
    assert place.column is not None
    lines = text.removeprefix("\ufeff").split("\n")
    assert 1 <= place.line <= len(lines)
    assert 1 <= place.column <= len(lines[place.line - 1]) + 1
    assert problem.excerpt is not None
    _, carets = problem.excerpt.split("\n")
    assert carets.strip("^ ") == ""
    assert "^" in carets
    assert str(problem).isprintable() or "\n" in str(problem)
    assert "Token" not in str(problem).replace(text, "")
