"""Agreements read without their rule lists, and the file of proofs beside a pack."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from origin.agreements import all_agreements
from origin.agreements.all_agreements import load_agreement, load_agreements
from origin.agreements.registry import read_agreement
from origin.data_folder import data_folder

AGREEMENTS = data_folder("agreements")


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two packs and what they share, and a cache of its own."""
    monkeypatch.setenv("ORIGIN_CACHE", str(tmp_path / "cache"))
    for name in ("eu-albania", "uk-cameroon", "procedures", "provisions", "wordings"):
        shutil.copytree(AGREEMENTS / name, tmp_path / "packs" / name)
    return tmp_path / "packs"


def test_all_agreements_come_from_the_cache_and_never_stale(packs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time nothing is read but the cache; an edited file of proofs is seen at once."""
    first = load_agreements(packs).value
    assert first is not None
    assert first == tuple(
        read_agreement(packs / name / "agreement.yaml").value for name in ("eu-albania", "uk-cameroon")
    )
    with monkeypatch.context() as patched:
        patched.setattr(all_agreements, "read_agreement", lambda path: pytest.fail("read again"))
        assert first == load_agreements(packs).value
    file = packs / "uk-cameroon" / "proofs.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Article 14", "Article 140"), encoding="utf-8")
    again = load_agreements(packs).value
    assert again is not None
    assert again[1].proofs[0].citation == "Article 140(1)"


def test_a_cache_that_is_damaged_is_made_anew(packs: Path, tmp_path: Path) -> None:
    """Half a file is not read."""
    first = load_agreements(packs).value
    [file] = (tmp_path / "cache").glob("all-agreements-*.json")
    file.write_bytes(file.read_bytes()[:1000])
    assert first == load_agreements(packs).value


def test_one_agreement_by_its_id() -> None:
    """An id that is a path, or unknown, is refused and the near ones named."""
    assert load_agreement("uk-cameroon").value is not None
    for name in ("../agreements/uk-cameroon", "uk-cameron", ""):
        read = load_agreement(name)
        assert read.value is None
        assert [problem.code for problem in read.problems] == ["agreement-unknown"]


def test_a_file_of_proofs_adds_to_what_the_pack_does_not_confirm(packs: Path) -> None:
    """What the import said of the rule list stays; that proofs are not modelled is taken back."""
    agreement = read_agreement(packs / "eu-albania" / "agreement.yaml").value
    assert agreement is not None
    assert "proofs of origin" not in agreement.not_modelled
    assert any("later amendments" in one for one in agreement.not_confirmed)
    assert any("which was made after the model" in one for one in agreement.not_confirmed)


def test_a_file_of_proofs_without_proofs_is_a_mistake(packs: Path) -> None:
    """It has a procedure, proofs or verification."""
    (packs / "uk-cameroon" / "proofs.yaml").write_text("title: other\n", encoding="utf-8")
    read = read_agreement(packs / "uk-cameroon" / "agreement.yaml")
    assert [problem.code for problem in read.problems] == ["pack-value"]
