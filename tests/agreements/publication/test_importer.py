"""Published lists to packs: what is written, that it reads back, and what is never written over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from origin.agreements.agreement import Party
from origin.agreements.publication.catalogue import Catalogue, SharedList
from origin.agreements.publication.context import Context
from origin.agreements.publication.importer import ImportedList, import_packs, read_lists
from origin.agreements.publication.pack_files import is_as_written, stamped, write_files
from origin.agreements.publication.reading import Outcome
from origin.agreements.publication.source import read_source
from origin.agreements.publication.tally import by_occurrence, by_text, contradictions, rules_read
from origin.agreements.registry import read_glossary, read_law
from origin.language.legal import PublishedRule
from origin.language.notation import entry_text
from tests.agreements.publication.build import CTH, VALUE, corpus_file, record

HOME = Party("GB", "United Kingdom", ("GB",))

LISTED = (
    record("Chapter 4", "04", "04", "Unheard of."),
    record("0502", "0502", "0502", CTH, VALUE),
    record("1704", "1704", "1704", CTH, description="White chocolate"),
    record("1704", "1704", "1704", VALUE, description="Others"),
    record("5601", "5601", "5601", "For wadding.", VALUE),
)


def context(*lists: SharedList) -> Context:
    """What is known besides the rules."""
    glossary = read_glossary().value
    assert glossary is not None
    return Context(Catalogue(HOME, "a test", lists=lists), glossary)


def imported(folder: Path, *records: dict[str, Any], known: Context | None = None) -> tuple[ImportedList, ...]:
    """The lists of a file, read."""
    folder.mkdir(exist_ok=True)
    found = read_source(corpus_file(folder, *(records or LISTED)))
    assert found.value is not None, found.problems
    return read_lists(found.value, known or context(), processes=1)


def entries(agreement: str, folder: Path) -> list[str]:
    """The entries of a pack, as they are read."""
    law = read_law(agreement, folder)
    assert law.value is not None, law.problems
    return [entry_text(entry) for entry in law.value.rules.entries()]


def test_a_list_becomes_a_pack_that_reads_back(tmp_path: Path) -> None:
    """Every rule set has its entry, products that a wording names have theirs, and the pack is well-formed."""
    lists = imported(tmp_path / "source")
    done = import_packs(lists, context(), tmp_path / "packs")
    assert done.value is not None, done.problems
    assert entries("uk-atlantis", tmp_path / "packs") == [
        '04: text("Unheard of.");',
        "0502: CTH or MaxNOM 40% (EXW);",
        '1704 white-chocolate "White chocolate": CTH;',
        '1704 other "Others": MaxNOM 40% (EXW);',
        '5601 textile-wadding "textile wadding": CTH;',
        '5601 other "other": MaxNOM 40% (EXW);',
    ]
    assert [entry_text(entry) for entry in lists[0].tree] == entries("uk-atlantis", tmp_path / "packs")


def test_each_wording_is_read_once(tmp_path: Path, read: list[Sequence[PublishedRule]]) -> None:
    """Rule sets that say the same of the same products are read once."""
    imported(tmp_path, *LISTED, *LISTED)
    assert len(read) == len(LISTED)


def test_two_processes_read_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that is shared out gives the same, in the same order."""
    from origin.agreements.publication import reading

    records = [record(f"{number:04}", f"{number:04}", f"{number:04}", CTH, VALUE) for number in range(801, 815)]
    (alone,) = imported(tmp_path, *records)
    monkeypatch.setattr(reading, "WORTH_TWO_PROCESSES", 1)
    found = read_source(tmp_path / "atlantis.jsonl")
    assert found.value is not None
    steps: list[int] = []
    (shared,) = read_lists(found.value, context(), steps.append, processes=2)
    assert len(records) <= sum(steps)
    assert len(alone.entries) == len(shared.entries)


def test_how_far_it_was_read_is_told_rule_by_rule(tmp_path: Path) -> None:
    """Rules count as read, read with a choice or unread, by occurrence and by text, each with its place."""
    joined = record("0601", "0601", "0601", CTH, VALUE)
    joined["rules"][1]["operator"] = None
    lists = imported(tmp_path, *LISTED, joined)
    rules = list(rules_read(lists))
    assert by_occurrence(rules) == {Outcome.FULLY: 7, Outcome.WITH_CHOICE: 1, Outcome.PARTLY: 1}
    assert by_text(rules) == {Outcome.FULLY: 2, Outcome.WITH_CHOICE: 1, Outcome.PARTLY: 1}
    assert [(rule.record, rule.number, rule.rule.text) for rule in rules if rule.unread] == [(1, 0, "Unheard of.")]
    assert [(rule.record, rule.number) for rule in rules if rule.choices] == [(6, 1)]


def test_tags_that_contradict_the_tree_are_found(tmp_path: Path) -> None:
    """A rule set tagged with a test that its tree does not have is told; one that was not read is not."""
    wrong = record("0601", "0601", "0601", CTH)
    wrong["rules"][0]["classes"] = ["MAXNOM", "CTH", "SOMETHING ELSE"]
    unread = record("0602", "0602", "0602", "Unheard of.")
    unread["rules"][0]["classes"] = ["CC"]
    assert [(one.record, one.tags) for one in contradictions(imported(tmp_path, wrong, unread))] == [(1, ("MAXNOM",))]


# -- shared lists ---------------------------------------------------------------------------------------------------


def three_schemes(folder: Path) -> tuple[ImportedList, ...]:
    """Three schemes with nearly the same list."""
    folder.mkdir()
    schemes = {
        "atlantis": LISTED,
        "lemuria": (*LISTED[:3], record("1704", "1704", "1704", VALUE, description="Other."), *LISTED[4:]),
        "mu": (record("Chapter 4", "04", "04", CTH), *LISTED[2:], record("0601", "0601", "0601", VALUE)),
    }
    for name, records in schemes.items():
        corpus_file(folder, *(one | {"scheme": name} for one in records), name=f"{name}.jsonl")
    found = read_source(folder)
    assert found.value is not None
    return read_lists(found.value, context(), processes=1)


def test_lists_that_are_shared_are_told_once(tmp_path: Path) -> None:
    """The common entries stand in a list of their own, and each agreement says what differs."""
    lists = three_schemes(tmp_path / "source")
    known = context(SharedList("sunken", "Sunken continents", ("atlantis", "lemuria", "mu")))
    packs = tmp_path / "packs"
    assert import_packs(lists, known, packs).problems == ()
    own = {path.parent.name: path.read_text(encoding="utf-8") for path in packs.glob("uk-*/rules.psr")}
    assert all("amends sunken;" in text for text in own.values())
    assert "CTH" not in own["uk-atlantis"]
    assert "1704" not in own["uk-lemuria"]
    assert [line for line in own["uk-mu"].splitlines() if line.startswith(("omit", "04", "06"))] == [
        "omit 0502;",
        "04:              CTH;",
        "0601:            MaxNOM 40% (EXW);",
    ]
    for one in lists:
        assert [entry_text(entry).split('"')[0] for entry in one.tree] == [
            text.split('"')[0] for text in entries(f"uk-{one.scheme}", packs)
        ]


def test_a_list_read_later_amends_the_shared_list_that_is_there(tmp_path: Path) -> None:
    """A scheme that is imported alone is told by its differences from the shared list it is nearest to."""
    known = context(SharedList("sunken", "Sunken continents", ("atlantis", "lemuria", "mu")))
    packs = tmp_path / "packs"
    import_packs(three_schemes(tmp_path / "source"), known, packs)
    late = imported(tmp_path / "late", *(one | {"scheme": "thule"} for one in LISTED), known=known)
    assert import_packs(late, known, packs).problems == ()
    assert "amends sunken;" in (packs / "uk-thule" / "rules.psr").read_text(encoding="utf-8")


# -- files ----------------------------------------------------------------------------------------------------------


def test_an_import_is_repeatable(tmp_path: Path) -> None:
    """A second import of the same changes no file; a dry run writes none."""
    lists, packs = imported(tmp_path / "source"), tmp_path / "packs"
    dry = import_packs(lists, context(), packs, dry_run=True)
    assert dry.value is not None
    assert not packs.exists()
    assert import_packs(lists, context(), packs).value is not None
    again = import_packs(lists, context(), packs)
    assert again.value is not None
    assert ((), dry.value.changed) == (again.value.changed, again.value.unchanged)
    assert list(packs.rglob(".*")) == []


def test_a_list_edited_by_hand_is_kept(tmp_path: Path) -> None:
    """Work on a rule list stops the import, unless it is forced; work on the agreement file is kept either way."""
    lists, packs = imported(tmp_path / "source"), tmp_path / "packs"
    import_packs(lists, context(), packs)
    rules, agreement = packs / "uk-atlantis" / "rules.psr", packs / "uk-atlantis" / "agreement.yaml"
    for file in (rules, agreement):
        file.write_text(file.read_text(encoding="utf-8") + "# a note\n", encoding="utf-8")
    before = rules.read_text(encoding="utf-8")
    assert [problem.code for problem in import_packs(lists, context(), packs).problems] == ["file-edited"]
    assert before == rules.read_text(encoding="utf-8")
    assert import_packs(lists, context(), packs, force=True).problems == ()
    assert is_as_written(rules.read_text(encoding="utf-8"))
    assert agreement.read_text(encoding="utf-8").endswith("# a note\n")


def test_files_are_written_all_or_none(tmp_path: Path) -> None:
    """Where one file cannot be written, none is, and nothing half-written stays."""
    (tmp_path / "blocked").write_text("a file, not a folder", encoding="utf-8")
    files = {Path("good", "a.psr"): stamped("a"), Path("blocked", "b.psr"): stamped("b")}
    assert [problem.code for problem in write_files(tmp_path, files)] == ["file-unwritable"]
    assert [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "blocked"] == []
