"""Reading published lists: two shapes, and everything that is not one of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from origin.agreements.publication.source import read_file, read_source
from tests.agreements.publication.build import CTH, corpus_file, record

RAW_RULE = {"rule": "From [chapter&nbsp;4](/chapters/04), *and* **more**.", "class": ["WO"], "operator": None}


def raw(folder: Path, *rule_sets: Any, **more: Any) -> Path:
    """A file of the publisher's own shape."""
    file = folder / "atlantis.json"
    file.write_text(json.dumps({"rule_sets": list(rule_sets)} | more), encoding="utf-8")
    return file


def test_a_corpus_file_is_read(tmp_path: Path) -> None:
    """Every line is a rule set, with its scheme, products and rules."""
    found = read_file(corpus_file(tmp_path, record("ex 0502", "0502", "0502", CTH, "Or this.", description="Bristles")))
    assert found.problems == ()
    assert found.value is not None
    (rule_set,) = found.value.rule_sets
    assert (
        found.value.scheme, str(rule_set.products), rule_set.whole, rule_set.description
    ) == ("atlantis", "0502", False, "Bristles")  # fmt: skip
    assert [rule.text for rule in rule_set.rules] == [CTH, "Or this."]
    assert [rule.operator for rule in rule_set.rules] == [None, "or"]


def test_a_file_of_the_publisher_is_read(tmp_path: Path) -> None:
    """The same from the publisher's own shape, cleaned of markup; fields that say nothing of rules are left aside."""
    one = {"heading": "0403", "chapter": 4, "subdivision": "Milk<br/>and &amp; cream", "min": "0403000000"}
    file = raw(tmp_path, one | {"max": "0403999999", "rules": [RAW_RULE], "valid": True}, footnotes={})
    found = read_file(file)
    assert found.value is not None, found.problems
    (rule_set,) = found.value.rule_sets
    assert (found.value.scheme, rule_set.description) == ("atlantis", "Milk and & cream")
    assert [rule.text for rule in rule_set.rules] == ["From chapter 4, and more."]


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    """All lists of a folder, in order of their names; other files are left aside."""
    corpus_file(tmp_path, record("01", "01", "01", scheme="b"), name="b.jsonl")
    corpus_file(tmp_path, record("01", "01", "01", scheme="a"), name="a.jsonl")
    (tmp_path / "README.md").write_text("no list", encoding="utf-8")
    found = read_source(tmp_path)
    assert found.value is not None
    assert [one.scheme for one in found.value] == ["a", "b"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"hs_min": "403"}, "record 2, hs_min"),
        ({"hs_min": 403000000}, "record 2, hs_min"),
        ({"scheme": "No Scheme"}, "record 2, scheme"),
        ({"rules": []}, "record 2, rules"),
        ({"rules": [{"text": CTH}]}, "record 2, rules[0].operator"),
        ({"heading": "Section I"}, "record 2, heading"),
        ({"heading": "0404"}, "record 2, heading"),
        ({"surprise": 1}, "record 2, surprise"),
        ({"subdivision": ["list"]}, "record 2, subdivision"),
    ],
)
def test_a_field_of_another_shape_is_told(tmp_path: Path, change: dict[str, Any], field: str) -> None:
    """A record with a wrong field refuses the file, with the line, the number of the record and the field."""
    good = record("0403", "0403", "0403")
    found = read_file(corpus_file(tmp_path, good, good | change))
    assert found.value is None
    assert field in [problem.place.field for problem in found.problems if problem.place]
    assert {2} == {problem.place.line for problem in found.problems if problem.place}


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.jsonl", "", "source-empty"),
        ("a.jsonl", "{\n", "source-json"),
        ("a.jsonl", "[1]\n", "source-field"),
        ("a.jsonl", '{"scheme": NaN}\n', "source-json"),
        ("a.jsonl", "[" * 100_000, "source-json"),
        ("a.json", "[]", "source-shape"),
        ("a.json", '{"rule_sets": {}}', "source-shape"),
        ("a.json", '{"rule_sets": [', "source-json"),
        ("a.json", '{"rule_sets": []}', "source-empty"),
        ("a.json", '{"rule_sets": [1]}', "source-field"),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, name: str, text: str, code: str) -> None:
    """What is no list is refused with one code, never with a traceback."""
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    found = read_file(file)
    assert found.value is None
    assert code in [problem.code for problem in found.problems]


def test_bytes_that_are_no_text_and_files_that_are_not_there_are_refused(tmp_path: Path) -> None:
    """Another encoding, a missing file and an empty folder each have their problem."""
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"\xff\xfe\x00")
    assert [problem.code for problem in read_file(file).problems] == ["file-unreadable"]
    assert [problem.code for problem in read_source(tmp_path / "none.jsonl").problems] == ["file-missing"]
    (tmp_path / "empty").mkdir()
    assert [problem.code for problem in read_source(tmp_path / "empty").problems] == ["source-empty"]


def test_one_damaged_file_refuses_a_folder(tmp_path: Path) -> None:
    """Nothing of a folder is taken where one of its files is damaged."""
    corpus_file(tmp_path, record("01", "01", "01"), name="a.jsonl")
    (tmp_path / "b.jsonl").write_text("{", encoding="utf-8")
    assert read_source(tmp_path).value is None


def test_two_schemes_in_one_file_are_refused(tmp_path: Path) -> None:
    """A file holds the rules of one scheme."""
    found = read_file(corpus_file(tmp_path, record("01", "01", "01"), record("02", "02", "02", scheme="lemuria")))
    assert [problem.code for problem in found.problems] == ["source-mixed"]
