"""The reference page of the notation says what is so."""

from __future__ import annotations

import re

import pytest
from lark import Lark, Token

from origin.language import tree as t
from origin.language.notation import rule_list_text, rule_text
from origin.language.parser import grammar, parse_rule, parse_rule_list
from origin.language.source import statements
from origin.language.syntax_words import KEYWORDS
from tests.language import page

EXAMPLES = page.examples()
INLINED = {"primary", "item", "allowing"}
"""Grammar rules that never make a node of their own: each of their forms has another name."""


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text[:40])
def test_an_example_is_read_and_survives_writing(example: page.Example) -> None:
    """Every example parses, and its canonical text parses to an equal tree."""
    read = example.read()

    assert read.value is not None, list(map(str, read.problems))
    if isinstance(read.value, t.RuleList):
        assert parse_rule_list(rule_list_text(read.value)).value == read.value
    else:
        assert parse_rule(rule_text(read.value)).value == read.value


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text[:40])
def test_the_english_of_an_example_is_what_the_renderer_says(example: page.Example) -> None:
    """What stands under an example is the renderer's English, word for word."""
    value = example.read().value

    assert value is not None
    assert example.english == page.english_of(value)


@pytest.mark.parametrize(("text", "answer"), page.refused())
def test_a_refused_example_is_answered_as_stated(text: str, answer: str) -> None:
    """The page shows a mistake as the toolkit tells it."""
    assert answer == "\n".join(map(str, parse_rule(text).problems))


@pytest.mark.parametrize("text", page.phrases())
def test_the_table_of_phrases_holds_rules(text: str) -> None:
    """Every rule in the table from the words of agreements is read and survives writing."""
    rule = parse_rule(text).value

    assert rule is not None, list(map(str, parse_rule(text).problems))
    assert parse_rule(rule_text(rule)).value == rule


def test_the_page_has_what_the_corpus_has() -> None:
    """The table maps every kind of phrase found in the published rules."""
    assert len(page.phrases()) >= 85


def test_every_construct_of_the_grammar_has_an_example() -> None:
    """No grammar rule and no alias is left without an example on the page."""
    shown = {node.data for text, start in parsed_texts() for node in grammar().parse(text, start=start).iter_subtrees()}
    known = {rule.alias or str(rule.origin.name) for rule in grammar().rules}
    expected = {name for name in known if not name.startswith("_")} - INLINED

    assert expected - shown == set()


def test_every_word_and_sign_has_an_example() -> None:
    """Every terminal of the grammar, and every single word of the notation, stands in an example."""
    tokens = [token for text, start in parsed_texts() for token in lexed(grammar(), text, start)]
    written = " ".join(tokens).split()

    assert {terminal.name for terminal in grammar().terminals} - {token.type for token in tokens} <= ignored()
    assert set(KEYWORDS) - set(written) == set()
    assert {"<=", "<", ">=", ">"} <= set(written)


def test_the_reserved_words_are_those_of_the_grammar() -> None:
    """Every word that the grammar's terminals can be is reserved, and none else."""
    patterns = [terminal.pattern.value for terminal in grammar().terminals if terminal.priority == 2]
    found = set(
        re.findall(
            r"[A-Za-z]+(?:-[a-z]+)*", " ".join(patterns).replace("\\-", "-").replace("\\s", " ").replace("\\w", "")
        )
    )

    assert found == set(KEYWORDS)


def parsed_texts() -> list[tuple[str, str]]:
    """Every example as a text for the parser with its start."""
    texts: list[tuple[str, str]] = []
    for example in EXAMPLES:
        if example.is_list:
            texts += [(statement.text, "statement") for statement in statements(example.whole)]
        else:
            texts.append((example.text, "rule"))
    return texts


def lexed(lark: Lark, text: str, start: str) -> list[Token]:
    """The tokens of a text as the parser sees them."""
    parser = lark.parse_interactive(text, start=start)
    return list(parser.iter_parse())


def ignored() -> set[str]:
    """Terminals that the grammar skips."""
    return {"COMMENT", *(name for name in map(str, grammar().ignore_tokens))}
