"""`origin agreements` and `origin dossier`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest


def test_list(origin: Any) -> None:
    """Every pack is listed, with the edition of its list, how far that was read and where it comes from."""
    lines = origin("agreements", "list", "--width", "120").stdout.splitlines()
    told = {line.split()[0]: line.split()[1:] for line in lines if line.startswith(("  eu-", "  uk-"))}
    listed = json.loads(origin("agreements", "list", "--json").stdout)["agreements"]
    assert set(told) == {one["id"] for one in listed}
    eu_uk = next(one for one in listed if one["id"] == "eu-uk")
    figures = [str(eu_uk[name]) for name in ("provisions", "proofs", "not_modelled")]
    assert told["eu-uk"] == ["2021-01-01", "2017", "353", "/", "0", "/", "0", *figures, "encoded"]
    assert all(
        one["entries"] == one["fully"] + one["with_choice"] + one["partly"] + one["without_rule"] for one in listed
    )


def test_show(origin: Any) -> None:
    """A pack is shown with its provisions and articles, and with what it does not model."""
    text = origin("agreements", "show", "eu-uk", "--width", "100").stdout
    assert "Sets: up to 15% of the price non-originating [Article 11]" in text
    assert "\nNot modelled\n" in text
    record = json.loads(origin("agreements", "show", "eu-uk", "--json").stdout)
    assert record["agreement"]["id"] == "eu-uk"


def test_lint(origin: Any) -> None:
    """Packs are looked over; warnings go to stderr and leave the exit code at 0."""
    result = origin("agreements", "lint")
    assert result.exit_code == 0
    assert re.search(r"^eu-uk: 0 errors, ", result.stdout, re.MULTILINE)


def test_lint_for_programs(origin: Any) -> None:
    """Findings as JSON have place, severity and words; a day leaves what has ended by then."""
    record = json.loads(origin("agreements", "lint", "eu-uk", "--on", "2027-01-01", "--json").stdout)
    (pack,) = record["agreements"]
    assert (record["schema"], record["on"], pack["agreement"]) == ("origin-lint/1", "2027-01-01", "eu-uk")
    assert (pack["errors"], pack["warnings"]) == (0, len(pack["findings"]))
    ended = [one for one in pack["findings"] if one["code"] == "rule-expired"]
    assert ended
    assert all(one["file"] == "eu-uk/rules.psr" and one["line"] and one["column"] for one in ended)
    before = json.loads(origin("agreements", "lint", "eu-uk", "--on", "2026-12-31", "--json").stdout)
    assert not [one for one in before["agreements"][0]["findings"] if one["code"] == "rule-expired"]


def test_lint_tells_errors_only(origin: Any) -> None:
    """With --errors the warnings are counted, not told; a day that is none is bad input."""
    result = origin("agreements", "lint", "--errors")
    assert (result.exit_code, result.stderr) == (0, "")
    refused = origin("agreements", "lint", "--on", "2026-02-30")
    assert (refused.exit_code, refused.stdout) == (2, "")


DRAFT = """list draft "A draft" on HS 2017;
01-86: CTH;
8703: RVC 55% (FOB);
8711: CTH and MaxNOM 50% (EXW);
"""


@pytest.fixture
def draft(tmp_path: Path) -> str:
    """A file with a rule list."""
    file = tmp_path / "draft.psr"
    file.write_text(DRAFT, encoding="utf-8")
    return str(file)


def test_diff(origin: Any, draft: str) -> None:
    """Two lists are compared: what is stricter and why, with counts by chapter."""
    text = origin("agreements", "diff", "eu-uk", draft, "8711.60", "--width", "120").stdout
    assert "1 laxer." in text
    assert "87 cars, trucks, cycles, other vehicles" in text
    row = " ".join(text.split("Why\n")[1].split())
    assert "8711.60 CTH or MaxNOM 50% (EXW) CTH and MaxNOM 50% (EXW) laxer draft also asks for MaxNOM" in row


def test_diff_for_programs(origin: Any, draft: str) -> None:
    """The same as JSON; the other way round mirrors it; filters leave what they name."""
    record = json.loads(origin("agreements", "diff", "eu-uk", draft, "--chapter", "87", "--json").stdout)
    back = json.loads(origin("agreements", "diff", draft, "eu-uk", "--chapter", "87", "--json").stdout)
    assert record["schema"] == "origin-comparison/1"
    assert (record["counts"]["stricter"], record["counts"]["laxer"]) == (
        back["counts"]["laxer"],
        back["counts"]["stricter"],
    )
    assert {rule["judgement"] for rule in record["rules"]} == {"stricter", "laxer", "incomparable", "no-rule"}
    only = json.loads(
        origin("agreements", "diff", "eu-uk", draft, "--chapter", "87", "--only", "laxer", "--json").stdout
    )
    assert [rule for rule in record["rules"] if rule["judgement"] == "laxer"] == only["rules"]


def test_diff_of_a_list_with_itself(origin: Any) -> None:
    """Every rule of a list is equal to itself."""
    record = json.loads(origin("agreements", "diff", "eu-uk", "eu-uk", "--json").stdout)
    assert {rule["judgement"] for rule in record["rules"]} == {"equal"}


def test_diff_refuses_what_it_cannot_read(origin: Any, draft: str) -> None:
    """Unknown agreements, files that are missing or wrong, and mistaken filters are bad input, all told."""
    for arguments in (
        ("eu-ku", draft),
        ("eu-uk", "missing.psr"),
        ("eu-uk", draft, "87999"),
        ("eu-uk", draft, "--only", "strict", "--chapter", "8703", "--on", "tomorrow"),
    ):
        refused = origin("agreements", "diff", *arguments)
        assert (refused.exit_code, refused.stdout) == (2, ""), arguments
    assert refused.stderr.count("error: ") == 3
    Path(draft).write_text(DRAFT.replace("CTH;", "CTHH;"), encoding="utf-8")
    assert "draft.psr:2:8" in origin("agreements", "diff", "eu-uk", draft).stderr


def test_compile(origin: Any) -> None:
    """Packs are compiled, telling each or nothing."""
    assert "eu-uk\n" in origin("agreements", "compile").stdout
    assert (
        origin("agreements", "compile", "--quiet").exit_code,
        origin("agreements", "compile", "-q").stdout,
    ) == (0, "")


def test_dossier_schema(origin: Any) -> None:
    """The JSON Schema of dossiers is printed."""
    assert json.loads(origin("dossier", "schema").stdout)["title"] == "Dossier, version 1"


def test_dossier_read(origin: Any) -> None:
    """A dossier that is well formed is told in a line, one that is not with every problem."""
    text = origin("dossier", "read", "examples/e-bike.yaml").stdout
    assert text == "Trekking e-bike TK-500, 8711.60 of HS 2022: 13 materials, 1 intermediate, 2 levels\n"
    refused = origin("dossier", "read", "-", stdin="dossier: 1\nproduct: {nam: x}\nmaterial: []\n")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.count("error: ") >= 2
    record = json.loads(origin("dossier", "read", "examples/e-bike.yaml", "--json").stdout)
    assert record["levels"] == 2
