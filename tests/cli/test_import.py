"""`origin agreements import`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.agreements.publication.build import CTH, corpus_file, record


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder of two published lists, with the publisher's facts of one of them above it."""
    folder = tmp_path / "lists"
    folder.mkdir()
    unread = "This wording belongs to no language."
    corpus_file(folder, record("Chapter 4", "04", "04", CTH), record("0502", "0502", "0502", unread))
    corpus_file(folder, record("Chapter 4", "04", "04", CTH, scheme="lemuria"), name="lemuria.jsonl")
    facts: dict[str, Any] = {"code": "atlantis", "title": "UK-Atlantis Agreement", "countries": ["AQ"]}
    facts |= {"validity_start_date": "2022-03-01", "validity_end_date": None, "cumulation_methods": {}}
    facts |= {"proofs": [{"summary": "EUR.1", "subtext": "", "class": "eur1"}]}
    (tmp_path / "schemes.jsonl").write_text(json.dumps(facts) + "\n", encoding="utf-8")
    return folder


def test_import_writes_packs_and_reports(origin: Any, source: Path, tmp_path: Path) -> None:
    """Packs are written, their agreements say what the publisher does, and what was not read is listed."""
    result = origin("agreements", "import", str(source), "--into", str(tmp_path / "packs"), "--width", "110")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Written: 5 files" in result.stdout
    assert "atlantis.jsonl, record 2, rule 1, 1:" in result.stdout
    agreement = (tmp_path / "packs" / "uk-atlantis" / "agreement.yaml").read_text(encoding="utf-8")
    assert "title: UK-Atlantis Agreement\n" in agreement
    assert "valid_from: 2022-03-01\n" in agreement
    assert "0502:" in (tmp_path / "packs" / "uk-atlantis" / "rules.psr").read_text(encoding="utf-8")


def test_a_new_data_folder_needs_nothing_in_it(
    origin: Any, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An office may begin a folder of packs of its own with an import: the catalogue is then the toolkit's."""
    packs = tmp_path / "own"
    packs.mkdir()
    monkeypatch.setenv("ORIGIN_AGREEMENTS", str(packs))
    result = origin("agreements", "import", str(source))
    assert (result.exit_code, result.stderr) == (0, "")
    assert sorted(path.name for path in packs.iterdir()) == ["coverage.yaml", "uk-atlantis", "uk-lemuria"]


def test_a_dry_run_writes_nothing(origin: Any, source: Path, tmp_path: Path) -> None:
    """With --dry-run all is read and told, for programs too, and nothing is written."""
    packs = tmp_path / "packs"
    result = origin("agreements", "import", str(source), "--into", str(packs), "--dry-run", "--json")
    told = json.loads(result.stdout)
    assert not packs.exists()
    assert [one["scheme"] for one in told["schemes"]] == ["atlantis", "lemuria"]
    assert (told["written"], len(told["would_write"])) == ([], 5)
    unread = told["schemes"][0]["unread"]
    assert {(2, 1)} == {(one["record"], one["rule"]) for one in unread}


def test_one_scheme_of_a_folder(origin: Any, source: Path, tmp_path: Path) -> None:
    """--scheme takes one; a misspelt one is refused with the nearest, and nothing is written."""
    packs = tmp_path / "packs"
    origin("agreements", "import", str(source), "--into", str(packs), "--scheme", "lemuria")
    assert sorted(path.name for path in packs.iterdir()) == ["coverage.yaml", "uk-lemuria"]
    refused = origin("agreements", "import", str(source), "--into", str(packs), "--scheme", "lemura")
    assert refused.exit_code == 2
    assert "did you mean lemuria?" in refused.stderr


def test_bad_input_is_refused(origin: Any, source: Path, tmp_path: Path) -> None:
    """A damaged file, a missing one and a list edited by hand end with 2 and leave everything as it is."""
    packs = tmp_path / "packs"
    missing = origin("agreements", "import", str(tmp_path / "nowhere"), "--into", str(packs))
    assert (missing.exit_code, missing.stdout) == (2, "")
    origin("agreements", "import", str(source), "--into", str(packs))
    (packs / "uk-lemuria" / "rules.psr").write_text("# mine\n", encoding="utf-8")
    edited = origin("agreements", "import", str(source), "--into", str(packs))
    assert edited.exit_code == 2
    assert "file-edited" in edited.stderr
    (source / "lemuria.jsonl").write_text('{"scheme": "lemuria"}\n', encoding="utf-8")
    damaged = origin("agreements", "import", str(source), "--into", str(packs))
    assert damaged.exit_code == 2
    assert "record 1, heading" in damaged.stderr
    assert (packs / "uk-lemuria" / "rules.psr").read_text(encoding="utf-8") == "# mine\n"
