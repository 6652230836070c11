"""Shared general provisions: what a pack takes over, states instead or switches off, and by whose article numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from origin.agreements.general_provisions import GENERAL_PROVISIONS, with_general_provisions
from origin.agreements.registry import agreement_ids, read_agreement, read_yaml
from origin.data_folder import data_folder
from origin.problems import Problem

AGREEMENTS = data_folder("agreements")

FAMILY = """
articles: {sets: Article 10, tolerance: Article 6(2)}
provisions:
  sets: {percent: 15, basis: EXW, citation: "{sets}"}
  no_drawback: {citation: Article 14}
  tolerances:
    - {id: value, products: 01-49, measure: value, percent: 10, basis: EXW, citation: "{tolerance}"}
    - {id: weight, products: 50-63, measure: weight, percent: 8, basis: product, citation: "{tolerance}"}
readings:
  - {id: offenders-only, text: the tolerance counts offenders}
not_modelled: [vessels leased]
"""


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder of packs with two shared files, one of which rests on the other."""
    folder = tmp_path / "provisions"
    folder.mkdir()
    (folder / "family.yaml").write_text(FAMILY, encoding="utf-8")
    (folder / "younger.yaml").write_text(
        "general_provisions: family\narticles: {sets: Article 12}\nprovisions: {no_drawback: off}\n", encoding="utf-8"
    )
    return tmp_path


def worked_in(folder: Path, pack: dict[str, Any]) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """A pack with its shared provisions."""
    return with_general_provisions(pack, folder, "agreement.yaml", read_yaml)


def test_a_pack_states_only_what_differs(packs: Path) -> None:
    """What the pack says wins key by key, and its own article numbers stand in the shared citations."""
    pack = {
        "general_provisions": "family",
        "articles": {"sets": "Article 9"},
        "provisions": {"sets": {"percent": "10"}},
    }
    found, problems = worked_in(packs, pack)
    assert problems == ()
    assert found["provisions"]["sets"] == {"percent": "10", "basis": "EXW", "citation": "Article 9"}
    assert found["provisions"]["no_drawback"] == {"citation": "Article 14"}


def test_a_list_of_a_pack_has_what_it_names(packs: Path) -> None:
    """Of a list whose items have ids the pack names those it has; each takes over what the shared one says."""
    pack = {
        "general_provisions": "family",
        "provisions": {"tolerances": [{"id": "value", "percent": "15"}, {"id": "fish"}]},
    }
    found, _ = worked_in(packs, pack)
    first = {
        "id": "value",
        "products": "01-49",
        "measure": "value",
        "percent": "15",
        "basis": "EXW",
        "citation": "Article 6(2)",
    }
    assert [first, {"id": "fish"}] == found["provisions"]["tolerances"]


def test_a_provision_is_switched_off(packs: Path) -> None:
    """A provision, or a key of one, that is off is left out; where there is none, that is a mistake."""
    found, problems = worked_in(packs, {"general_provisions": "family", "provisions": {"no_drawback": "off"}})
    assert problems == ()
    assert {"sets", "tolerances"} == set(found["provisions"])
    _, problems = worked_in(packs, {"general_provisions": "family", "provisions": {"sets": {"always": "off"}}})
    assert [(one.code, one.place.field) for one in problems if one.place] == [
        ("provision-off", "provisions.sets.always")
    ]


def test_a_shared_file_rests_on_another(packs: Path) -> None:
    """It states only what differs from that one."""
    found, problems = worked_in(packs, {"general_provisions": "younger"})
    assert problems == ()
    assert found["provisions"]["sets"]["citation"] == "Article 12"
    assert "no_drawback" not in found["provisions"]


def test_a_pack_names_several_files(packs: Path) -> None:
    """Each states what differs from those before it, and the pack what differs from them all."""
    (packs / "provisions" / "stricter.yaml").write_text("provisions: {sets: {percent: 10}}\n", encoding="utf-8")
    found, problems = worked_in(packs, {"general_provisions": ["family", "stricter"]})
    assert problems == ()
    assert found["provisions"]["sets"] == {"percent": "10", "basis": "EXW", "citation": "Article 10"}
    assert found["general_provisions"] == ["family", "stricter"]


def test_what_is_left_open_adds_up(packs: Path) -> None:
    """A pack has the limits of the shared file and its own; of two readings with one id it has its own."""
    pack = {
        "general_provisions": "family",
        "readings": [{"id": "offenders-only", "text": "another reading"}],
        "not_modelled": ["tyres"],
        "not_confirmed": ["dates"],
    }
    found, _ = worked_in(packs, pack)
    assert found["not_modelled"] == ["vessels leased", "tyres"]
    assert found["not_confirmed"] == ["dates"]
    assert found["readings"] == [{"id": "offenders-only", "text": "another reading"}]


def test_mistakes_are_told(packs: Path) -> None:
    """An unknown name, a key that is no provision of the file, and an article without a number are each a problem."""
    _, unknown = worked_in(packs, {"general_provisions": "famly"})
    assert [(one.code, one.accepted) for one in unknown] == [("provisions-unknown", "family, younger")]
    (packs / "provisions" / "odd.yaml").write_text("proofs: []\n", encoding="utf-8")
    _, odd = worked_in(packs, {"general_provisions": "odd"})
    assert [one.found for one in odd] == ["proofs"]
    (packs / "provisions" / "bare.yaml").write_text(
        'provisions: {neutral_elements: {citation: "{neutral}"}}\n', "utf-8"
    )
    _, bare = worked_in(packs, {"general_provisions": "bare"})
    assert [(one.code, one.found) for one in bare] == [("article-missing", "neutral")]


def test_files_that_rest_on_each_other_are_refused(packs: Path) -> None:
    """A circle of shared files ends in a problem."""
    for one, other in (("left", "right"), ("right", "left")):
        (packs / "provisions" / f"{one}.yaml").write_text(f"general_provisions: {other}\n", encoding="utf-8")
    _, problems = worked_in(packs, {"general_provisions": "left"})
    assert [one.code for one in problems] == ["provisions-unknown"]


def test_every_shared_file_is_used() -> None:
    """Each shared file is named by a pack, a family or another shared file."""
    named: set[str] = set()
    packs = [
        file for name in ("*/agreement.yaml", "*/provisions.yaml", "families/*.yaml") for file in AGREEMENTS.glob(name)
    ]
    for file in (*packs, *GENERAL_PROVISIONS.files(AGREEMENTS)):
        data, _ = read_yaml(file)
        found = data.get(GENERAL_PROVISIONS.field, [])
        named |= set(found if isinstance(found, list) else [found])
    assert set() == set(GENERAL_PROVISIONS.names(AGREEMENTS)) - named


@pytest.mark.parametrize("pack", agreement_ids())
def test_a_pack_is_read(pack: str) -> None:
    """The file of every agreement is read whole, with no blank left in a citation."""
    read = read_agreement(AGREEMENTS / pack / "agreement.yaml")
    assert [str(problem) for problem in read.problems] == []
    assert read.value is not None
    assert "{" not in repr(read.value.provisions)
