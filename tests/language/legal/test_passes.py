"""The passes over a published text, each by its table in passes.yaml."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from origin.language import tree as t
from origin.language.legal import PublishedRule, Reading, read_rule_set
from origin.language.legal.layout import laid_out
from origin.language.legal.names import codes
from origin.language.legal.passage import Passage
from origin.language.legal.repair import repaired
from origin.language.legal.stitch import stitched
from origin.language.parser import parse_rule

TABLES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "passes.yaml").read_text(encoding="utf-8")
)

_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def table(*names: str) -> pytest.MarkDecorator:
    """The rows of some tables as cases."""
    rows = [(name, row) for name in names for row in TABLES[name]]
    shown = [f"{name}: {str(row.get('text', row.get('rows')))[:40]!a}" for name, row in rows]
    return pytest.mark.parametrize("case", [row for _, row in rows], ids=shown)


def rows_of(texts: list[str]) -> tuple[PublishedRule, ...]:
    """Rows of a rule set, "or: " in front of a text for the publisher's operator."""
    return tuple(PublishedRule(text.removeprefix("or: "), "or" if text.startswith("or: ") else None) for text in texts)


def read(text: str) -> Reading:
    """The reading of one text."""
    return read_rule_set((PublishedRule(text),))


def wording(text: str) -> str:
    """A text in one line, as it is kept where it is not read; what cannot be seen is shown as missing."""
    return _INVISIBLE.sub("\ufffd", " ".join(text.split()))


@table("repair")
def test_a_defect_is_mended_and_told_where_it_touches_the_meaning(case: dict[str, Any]) -> None:
    """A slip of the source is read as it is meant; a repair of more than spelling gives its reason."""
    mended, made = repaired(Passage.of(case["text"]))

    assert case["to"] == mended.text
    assert case.get("told", []) == [reason for _, reason in made]


@table("stitch")
def test_rows_are_put_together(case: dict[str, Any]) -> None:
    """A row that cannot stand alone goes on with the one before it, and each row is found again in the whole."""
    rows = rows_of(case["rows"])

    found, choices = stitched(rows)

    assert case["rules"] == [one.passage.text for one in found]
    assert case.get("continued", []) == [one.rule for one in choices if one.code == "rule-continued"]
    assert case.get("empty", []) == [one.rule for one in choices if one.code == "rule-empty"]
    assert case.get("without_operator", []) == [one.rows[0][1] for one in found if not one.joined]
    for one in found:
        for start, row, inside in one.rows:
            assert (row, inside) == one.place(start)
            assert rows[row].text[inside] == one.passage.text[start]


@table("layout")
def test_the_lay_out_becomes_signs(case: dict[str, Any]) -> None:
    """Lists, sentences and whole rules are told apart by words and lines, and every sign has its place."""
    laid = laid_out(Passage.of(case["text"]))

    assert case["to"] == laid.text
    assert len(laid.offsets) == len(laid.text) + 1


@table("closing")
def test_a_paragraph_behind_several_rules_speaks_of_what_it_governs(case: dict[str, Any]) -> None:
    """One of its own speaks of all the rules, one that begins with "However" of the last; both are told as choices."""
    expected = parse_rule(case["to"])
    assert expected.value is not None, list(map(str, expected.problems))

    reading = read_rule_set(rows_of(case["rows"]))

    assert [expected.value] == [one.rule for one in reading.rules]
    assert case.get("told", {}) == {one.code: [one.rule, one.line, one.column] for one in reading.choices}
    assert reading.unread == ()


@table("codes")
def test_codes_are_read_as_printed(case: dict[str, Any]) -> None:
    """Enumerations and ranges, with the noun said once or each time."""
    assert case["to"] == [str(one) for one in codes(case["text"])]


@table("names", "chains", "joints", "periods", "notes")
def test_a_sentence_is_read_as_it_is_meant(case: dict[str, Any]) -> None:
    """The reading is the tree of the notation beside it; what makes no sense is unread."""
    reading = read(case["text"])

    if case.get("unread"):
        assert [wording(case["text"])] == kept(reading)
        return
    expected = parse_rule(case["to"])
    assert expected.value is not None, list(map(str, expected.problems))
    assert reading.unread == ()
    assert [expected.value] == [one.rule for one in reading.rules]


@table("misprints")
def test_a_misprint_is_mended_where_one_word_only_can_be_meant(case: dict[str, Any]) -> None:
    """The repair is told; a name that is whole stays as it is, whether it is known or not."""
    expected = parse_rule(case["to"])
    assert expected.value is not None, list(map(str, expected.problems))

    reading = read(case["text"])

    assert [expected.value] == [one.rule for one in reading.rules]
    told = [f"read although {case['told']}"] if "told" in case else []
    assert told == [one.sentence for one in reading.choices]
    assert reading.unread == ()


@table("unread")
def test_wording_that_is_not_understood_is_kept_whole(case: dict[str, Any]) -> None:
    """Nothing of an unread text is guessed: the whole wording is one text test, told at its place."""
    reading = read(case["text"])

    assert [wording(case["text"])] == kept(reading)
    (unread,) = reading.unread
    lines = case["text"].split("\n")
    assert 1 <= unread.line <= len(lines)
    assert 1 <= unread.column <= len(lines[unread.line - 1]) + 1
    assert case.get("at", [unread.line, unread.column]) == [unread.line, unread.column]
    assert str is type(unread.found)


def kept(reading: Reading) -> list[str]:
    """The wordings of a reading that is nothing but unread wording."""
    tests = [alternative.test for one in reading.rules for alternative in one.rule.alternatives]
    assert all(isinstance(test, t.Text) for test in tests), tests
    return [test.wording for test in tests if isinstance(test, t.Text)]
