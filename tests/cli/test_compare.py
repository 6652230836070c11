"""`origin compare`: one dossier under six agreements of different families, which differ where the law differs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from origin.agreements.lint.pack import provision_terms
from origin.agreements.registry import read_law
from origin.data_folder import data_folder
from tests.cli.conftest import Compare, Run

HERE = Path(__file__).resolve().parent
SIX = HERE / "six.yaml"
HEADS = sorted((HERE / "heads").glob("*.yaml"))
AGREEMENTS = ["eu-uk", *(head.stem for head in HEADS)]
RULE = "CTH and MaxNOM 53% (EXW)"


@pytest.fixture
def six_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Packs with the general provisions of the toolkit; where there is no rule list yet, one that says nothing."""
    folder = tmp_path / "agreements"
    shutil.copytree(data_folder("agreements"), folder)
    for head in HEADS:
        pack = folder / head.stem
        if not (pack / "agreement.yaml").exists():
            edition = next(line for line in head.read_text(encoding="utf-8").splitlines() if "edition:" in line)
            year = edition.split("edition: ")[1][:4]
            shutil.copy(head, pack / "agreement.yaml")
            rules = f'list {head.stem} "none" on HS {year};\n01-97: text("the list of the agreement");\n'
            (pack / "rules.psr").write_text(rules, encoding="utf-8")
    monkeypatch.setenv("ORIGIN_AGREEMENTS", str(folder))
    monkeypatch.setenv("ORIGIN_CACHE", str(tmp_path / "cache"))
    return folder


def compared(*more: str, rule: str = RULE) -> list[str]:
    """The arguments of a comparison under the six agreements."""
    named = [word for agreement in AGREEMENTS for word in ("-a", agreement)]
    return ["compare", str(SIX), *named, "--rule", rule, *more]


@pytest.mark.parametrize("width", [80, 120])
def test_six_agreements_side_by_side(origin: Run, snapshot: Compare, six_packs: Path, width: int) -> None:
    """The verdicts, the reasons and the provisions of each agreement stand side by side."""
    result = origin(*compared("--width", str(width)))
    assert result.exit_code == 0
    snapshot(f"six.{width}.txt", result.stdout)


def test_the_verdicts_differ_where_the_law_differs(origin: Run, six_packs: Path) -> None:
    """What a tolerance is a share of, and what accessories must meet, decide; the facts are the same."""
    result = origin(*compared("--json"))
    assert json.loads(result.stdout)["verdicts"] == {
        "eu-uk": "non-originating",
        "uk-albania": "non-originating",
        "uk-canada": "originating",
        "uk-cptpp": "originating",
        "uk-dcts-ldcs": "originating",
        "uk-japan": "originating",
    }


def test_a_day_on_which_more_cumulation_applied(origin: Run, six_packs: Path) -> None:
    """In its first three years the agreement with Canada took materials of the Union for its own."""
    narrow = "CTH and MaxNOM 50% (EXW)"
    for day, wanted in (("2023-07-01", "originating"), ("2026-06-01", "non-originating")):
        result = origin("compare", str(SIX), "-a", "uk-canada", "--json", "--on", day, "--rule", narrow)
        assert json.loads(result.stdout)["verdicts"]["uk-canada"] == wanted


def test_the_provisions_of_the_packs_are_sound(six_packs: Path) -> None:
    """Every pack is read without a mistake, and names no operation that the glossary lacks."""
    for agreement in AGREEMENTS:
        read = read_law(agreement, six_packs)
        assert read.value is not None, [str(problem) for problem in read.problems]
        assert list(provision_terms(read.value)) == []


def test_an_agreement_that_nobody_knows(origin: Run, six_packs: Path) -> None:
    """An unknown agreement is refused with the known ones, and nothing is compared."""
    result = origin("compare", str(SIX), "-a", "eu-uk", "-a", "uk-cpttp")
    assert result.exit_code == 2
    assert "uk-cptpp" in result.stderr
