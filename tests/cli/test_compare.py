"""`origin compare`: one dossier under six agreements of different families, which differ where the law differs."""

from __future__ import annotations

import json
import re
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


def words(text: str) -> str:
    """The text with every run of blanks as one."""
    return " ".join(text.split())


def test_all_agreements_that_the_direction_allows(origin: Run) -> None:
    """Without a name, those are tried whose parties are the country of production and that of destination."""
    result = origin("compare", "examples/e-bike.yaml", "--json")
    record = json.loads(result.stdout)
    assert record["direction"] == {"made_in": "DE", "going_to": "GB"}
    assert record["verdicts"] == {"eu-uk": "originating"}
    left_out = {one["agreement"]: one["because"] for one in record["left_out"]}
    assert (left_out["uk-canada"], left_out["eu-japan"]) == ("sender", "receiver")


def test_every_market(origin: Run) -> None:
    """With the destination left aside every agreement of the country of production is tried, if it applies that day."""
    result = origin("compare", "examples/marmalade.yaml", "--any-market", "--json")
    record = json.loads(result.stdout)
    assert result.exit_code == 0
    assert {"eu-uk", "uk-canada", "uk-japan", "uk-ukraine"} <= set(record["verdicts"])
    assert not any(name.startswith("eu-") and name != "eu-uk" for name in record["verdicts"])
    assert {"agreement": "uk-india", "because": "day"} in record["left_out"]
    assert [one["agreement"]["id"] for one in record["determinations"]] == list(record["verdicts"])


def test_a_scheme_of_one_direction(origin: Run) -> None:
    """A scheme that one side grants is not open to goods that go the other way."""
    result = origin("compare", "examples/marmalade.yaml", "--from", "GB", "--to", "BD")
    assert result.exit_code == 2
    assert "[agreement-none]" in result.stderr
    there = origin("compare", "examples/marmalade.yaml", "--from", "BD", "--to", "GB", "--json")
    assert set(json.loads(there.stdout)["verdicts"]) == {"uk-dcts-ldcs"}
    check = origin("check", "examples/marmalade.yaml", "-a", "uk-dcts-ldcs", "--from", "GB", "--to", "BD")
    assert (check.exit_code, "[direction]" in check.stderr) == (2, True)


def test_one_table_tells_how_safe_it_is_and_what_would_turn_it(origin: Run) -> None:
    """Agreements of which the same is to be said share a row: verdict, margin, remedy, papers."""
    text = words(origin("compare", "examples/electric-car.yaml", "--any-market", "--width", "400").stdout)
    assert "Agreement Verdict Margin What would turn it Proof of origin" in text
    assert "eu-uk ✓ originating 2,308.00 EUR to spare (≈ 51.90%" in text
    assert "eu-albania, eu-egypt, eu-faroe-islands, eu-georgia, eu-israel," in text
    assert "Traction battery pack 52 kWh originating" in text
    assert "ex-works price of 35,937.78 EUR" in text
    assert "eu-chile does not apply on this day: from 1 February 2003 until 31 January 2025." in text


def test_a_country_without_an_agreement(origin: Run) -> None:
    """Goods of a country that is party to nothing are refused with the reason, before anything is printed."""
    result = origin("compare", "examples/e-bike.yaml", "--from", "CN", "--to", "GB")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no agreement here has China (CN) for a party" in result.stderr


def test_mistakes_of_the_question(origin: Run) -> None:
    """Countries and days that are none are refused, each with its option."""
    result = origin("compare", "examples/e-bike.yaml", "--to", "Germny", "--on", "2026-02-30")
    assert result.exit_code == 2
    assert result.stderr.count("error: ") == 2
    assert "write DE for Germany" in result.stderr


def test_the_limits_of_the_packs_are_told(origin: Run, six_packs: Path) -> None:
    """A pack with its rule list alone, and one whose list was replicated, are told beside their verdicts."""
    head = six_packs / "eu-japan" / "agreement.yaml"
    text = head.read_text(encoding="utf-8")
    assert "provenance: replicated" in text
    lines = [line for line in text.splitlines() if not line.startswith(("general_provisions:", "articles:"))]
    kept = "\n".join(lines)
    if "provisions: {}" not in kept:
        kept = re.sub(r"(?m)^provisions:\n(?:[ #].*\n|\n)+", "provisions: {}\n", kept)
    head.write_text(kept, encoding="utf-8")
    (head.parent / "provisions.yaml").unlink(missing_ok=True)
    told = words(origin("compare", "examples/e-bike.yaml", "-a", "eu-japan", "--any-market").stdout)
    assert "eu-japan: judged by the rule list alone" in told
    assert "eu-japan: the rule list was replicated from another agreement" in told
    assert "Limits of these packs" not in origin("compare", "examples/e-bike.yaml", "-a", "eu-uk").stdout
