"""Rule lists that several agreements share: what an agreement replaces, adds and leaves out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from origin.agreements.amendments import amended
from origin.agreements.compiled import load_law
from origin.agreements.registry import read_law
from origin.data_folder import data_folder
from origin.language import tree as t
from origin.language.notation import entry_text
from origin.language.parser import parse_rule_list
from origin.nomenclature.code import HsCode

SHARED = """list shared "Shared" on HS 2017;
define chemistry = done(chemical-reaction);
04:          WO[04];
0403:        WO[04] and MaxNOM[17] 30% (EXW);
3002 blood "blood": CTH;
3002 other "other": chemistry;
"""


def parsed(text: str) -> t.RuleList:
    """A rule list."""
    read = parse_rule_list(text)
    assert read.value is not None, read.problems
    return read.value


def own(statements: str) -> t.RuleList:
    """A list that amends the shared one."""
    return parsed(f'list ours "Ours" on HS 2017 amends shared;\n{statements}')


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ("", "04 0403 3002-blood 3002-other"),
        ("0403: CTH;", "04 0403! 3002-blood 3002-other"),
        ("0405: CTH;", "04 0403 0405! 3002-blood 3002-other"),
        ("01: WO;", "01! 04 0403 3002-blood 3002-other"),
        ("3002 vaccines: CTH;", "04 0403 3002-blood 3002-other 3002-vaccines!"),
        ("omit 0403;", "04 3002-blood 3002-other"),
        ("omit 3002;", "04 0403"),
        ("omit 3002 other;", "04 0403 3002-blood"),
        ("omit 3002; 3002: CTH;", "04 0403 3002!"),
        ("3002 other: CC;", "04 0403 3002-blood 3002-other!"),
    ],
)
def test_an_agreement_replaces_adds_and_leaves_out(statements: str, expected: str) -> None:
    """The list of the agreement is the shared one with its amendments, in the order of the codes; ! is its own."""
    ours = own(statements)
    found = amended(parsed(SHARED), ours).value
    assert found is not None
    told = [
        "-".join(filter(None, (", ".join(map(str, entry.products)), entry.option)))
        + ("!" if entry in ours.entries else "")
        for entry in found.entries
    ]
    assert expected == " ".join(told)
    assert (found.amends, found.omissions, found.name, found.title) == (None, (), "ours", "Ours")


def test_definitions_come_along_where_they_are_used() -> None:
    """A definition of the shared list stays while an entry uses it."""
    assert [one.name for one in amended(parsed(SHARED), own("")).value.definitions] == ["chemistry"]  # type: ignore[union-attr]
    assert amended(parsed(SHARED), own("omit 3002 other;")).value.definitions == ()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("statements", "code"),
    [
        ("omit 0404;", "omission-unknown"),
        ("omit 3002 milk;", "omission-unknown"),
        ("define chemistry = CTH;", "definition-twice"),
    ],
)
def test_what_does_not_fit_the_shared_list_is_told(statements: str, code: str) -> None:
    """An omission of nothing and a second definition are mistakes, with their line."""
    found = amended(parsed(SHARED), own(statements), "rules.psr")
    assert found.value is None
    assert [(code, 2)] == [(problem.code, problem.place.line) for problem in found.problems if problem.place]


# -- packs ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Packs of which one amends a shared list, and another one amends that."""
    monkeypatch.setenv("ORIGIN_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "packs"
    (folder / "lists").mkdir(parents=True)
    (folder / "lists" / "shared.psr").write_text(SHARED, encoding="utf-8")
    for name, rules in (
        ("ours", 'list ours "Ours" on HS 2017 amends shared;\nomit 0403;\n'),
        ("further", 'list further "Further" on HS 2017 amends ours;\n0401: CC;\n'),
    ):
        shutil.copytree(data_folder("agreements") / "eu-uk", folder / name)
        (folder / name / "rules.psr").write_text(rules, encoding="utf-8")
    return folder


def listed(agreement: str, packs: Path) -> list[str]:
    """The entries of an agreement."""
    law = read_law(agreement, packs)
    assert law.value is not None, law.problems
    return [entry_text(entry) for entry in law.value.rules.entries()]


def test_a_pack_is_read_as_amended(packs: Path) -> None:
    """A pack has the entries of the shared list, also through another agreement."""
    assert [text.split()[0] for text in listed("ours", packs)] == ["04:", "3002", "3002"]
    assert [text.split()[0] for text in listed("further", packs)] == ["04:", "0401:", "3002", "3002"]


def test_a_change_of_the_shared_list_is_never_answered_from_an_old_compiled_pack(packs: Path) -> None:
    """A compiled pack is stale as soon as a list that it amends, near or far, has changed."""
    assert load_law("further", packs).value is not None
    file = packs / "lists" / "shared.psr"
    file.write_text(SHARED.replace("04:          WO[04]", "04:          CC"), encoding="utf-8")
    law = load_law("further", packs).value
    assert law is not None
    assert "CC" in entry_text(law.rules.entries_for(HsCode("0405"))[0])


@pytest.mark.parametrize(("name", "word"), [("nowhere", "no list"), ("further", "circle")])
def test_a_list_that_is_not_there_or_amends_itself_is_told(packs: Path, name: str, word: str) -> None:
    """A wrong name and a circle are mistakes of the pack."""
    (packs / "ours" / "rules.psr").write_text(f'list ours "Ours" on HS 2017 amends {name};\n', encoding="utf-8")
    law = read_law("ours", packs)
    assert law.value is None
    assert [problem.code for problem in law.problems] == ["list-unknown"]
    assert word in law.problems[0].message
