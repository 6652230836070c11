"""Texts that mean harm: each is refused at once, with few words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from origin.dossier.file_text import decode
from origin.dossier.notes import Notes
from origin.dossier.reader import read_dossier_text
from origin.dossier.yaml_text import parse_yaml

LAUGHS = "dossier: 1\na: &a [x]\n" + "\n".join(f"b{n}: &b{n} [{','.join(['*a'] * 9)}]" for n in range(9))

HOSTILE = {
    "brackets": "[" * 10_000_000,
    "braces": "{" * 9_000_000,
    "keys in keys": '{"a":' * 1_000_000,
    "dashes": "- " * 1_000_000,
    "question marks": "? " * 1_000_000,
    "indentation": "\n".join(" " * n + "a:" for n in range(2000)),
    "laughs": LAUGHS,
    "ampersands": "&" * 1_000_000,
    "open quote": 'a: "' + "x" * 9_000_000,
    "digits": "dossier: 1\nproduct: {name: x, weight: " + "9" * 5_000_000 + "}",
    "exponent": "dossier: 1\nproduct: {name: x, weight: 1e999999999}",
    "long name": "dossier: 1\nproduct: {name: " + "x" * 5_000_000 + "}",
    "long key": "dossier: 1\n" + "x" * 5_000_000 + ": 1",
    "many items": "dossier: 1\nproduct: {name: x}\nmaterials: [" + "a," * 2_000_000 + "]",
    "many keys": '{"dossier": 1,' + ",".join(f'"{n}": 1' for n in range(500_000)) + "}",
    "long id": "dossier: 1\nproduct: {name: x}\nparts: {? "
    + "x" * 4_000_000
    + " : {made: {materials: ["
    + "{}," * 10_000
    + "]}}}",
    "spaces in an amount": "dossier: 1\nproduct: {name: x, price: {EXW: " + "1 " * 99 + "}}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("file", [None, "a.yaml", "a.json"])
def test_refused_at_once(text: str, file: str | None) -> None:
    """A hostile text is refused, in messages of ordinary length."""
    read = read_dossier_text(text, file)
    assert read.refused
    assert 1 <= len(read.problems) <= 20
    assert all(len(str(problem)) < 2000 for problem in read.problems)


@pytest.mark.parametrize(
    "item",
    [
        "{origin: Grmany}",
        "{value: 5 EUX}",
        "{status: orginating}",
        "{vlue: 5}",
        "{evidence: [{}]}",
        "a",
        "[]",
        "{hs: 1}",
    ],
)
def test_thousands_of_mistakes_are_counted_at_once(item: str) -> None:
    """Of many mistakes few are shown, and for the others nobody looks for a hint."""
    read = read_dossier_text(f"dossier: 1\nproduct: {{name: x}}\nmaterials: [{','.join([item] * 20_000)}]")
    assert len(read.problems) == 101
    assert read.problems[-1].code == "more-problems"


def test_problems_carry_no_control_characters() -> None:
    """What was found is shown so that it cannot steer a terminal."""
    read = read_dossier_text(
        'dossier: 1\n"\\e[2J": 1\nproduct: {name: "\\e[31m", hs: "\\e[0m", produced_in: "\\u202e"}'
    )
    assert len(read.problems) == 4
    assert not any(sign in str(problem) for problem in read.problems for sign in "\x1b\u202e")


@given(st.binary(max_size=300))
@settings(max_examples=300)
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever bytes a file holds, the reader answers."""
    text = decode(data, "a")
    for value in (text.value, data.decode("latin-1")):
        for file in (None, "a.yaml", "a.json"):
            if value is not None:
                read = read_dossier_text(value, file)
                assert read.value is not None or read.problems


_LINES = ["dossier: 1", "product:", " name: x", "materials:", "- name: a", "  value: 5 EUR", "use: a", "parts: {a: {}}"]
_SIGNS = [*"{}[]#|>%\t\n'\"", "made: {", "? ", ": ", "- ", "&a ", "*a", "!!x ", "\n ", "\n  ", "---\n"]
_PIECES = st.sampled_from(_LINES + _SIGNS)


@given(st.lists(_PIECES, max_size=25).map("".join))
@settings(max_examples=300)
def test_no_pieces_of_yaml_raise(text: str) -> None:
    """Whatever is put together from pieces of dossiers, the reader answers, and a refusal has a reason."""
    read = read_dossier_text(text)
    assert read.value is not None or any(problem.severity.value == "error" for problem in read.problems)


def test_depth_is_limited_where_it_is_allowed_to_be() -> None:
    """Sixty levels are read, sixty-one are not."""
    notes = Notes("a")
    assert parse_yaml("[" * 60 + "]" * 60, notes) is not None
    assert notes.problems == ()
    assert parse_yaml("[" * 61 + "]" * 61, notes) is None
