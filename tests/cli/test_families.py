"""`origin check` under a family of agreements, and by a rule list of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

POWDER = """
dossier: 1
hs_edition: 2017
on: 2024-06-01
product: {name: Powder, hs: "7603.10", price: {transaction-value: 100 USD}, produced_in: CA, exported_from: CA,
  imported_into: US, journey: {through: [], altered: false}, processes: [grinding]}
materials: [{name: Scrap, hs: "7602.00", value: 10 USD, status: non-originating}]
"""


@pytest.fixture
def powder(tmp_path: Path) -> str:
    """Aluminium powder of Canadian make, with foreign scrap of a tenth of its price."""
    file = tmp_path / "powder.yaml"
    file.write_text(POWDER, encoding="utf-8")
    return str(file)


def test_a_rule_by_hand_under_a_family(origin: Run, powder: str) -> None:
    """The general provisions of a family are applied to a rule given by hand."""
    result = origin("check", powder, "-a", "usmca", "--rule", "CC")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Its rule is met with the tolerance of Section 5(1)" in result.stdout


def test_a_list_by_hand(origin: Run, powder: str, tmp_path: Path) -> None:
    """A list of one's own stands in the place of an agreement's, or gives a family its rules."""
    rules = tmp_path / "rules.psr"
    rules.write_text('list mine "Mine" on HS 2017;\n7603: CC except [7602];\n', encoding="utf-8")
    for agreement, into in (("usmca", "US"), ("eu-canada", "DE")):
        result = origin("check", powder, "-a", agreement, "--rules", str(rules), "--to", into)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "CC except [7602]" in result.stdout


def test_what_is_refused(origin: Run, powder: str, tmp_path: Path) -> None:
    """A name that is neither an agreement's nor a family's, and a list that cannot be read, are refused whole."""
    unknown = origin("check", powder, "-a", "usmac", "--rule", "CC")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert "usmca" in unknown.stderr
    rules = tmp_path / "rules.psr"
    rules.write_text('list mine "Mine" on HS 2017;\n7603: CCC;\n', encoding="utf-8")
    broken = origin("check", powder, "-a", "usmca", "--rules", str(rules))
    assert (broken.exit_code, broken.stdout) == (2, "")
    missing = origin("check", powder, "-a", "usmca", "--rules", str(tmp_path / "none.psr"))
    assert (missing.exit_code, missing.stdout) == (2, "")
    outside = origin("check", powder, "-a", "usmca", "--rule", "CC", "--to", "DE")
    assert (outside.exit_code, outside.stdout) == (2, "")


def test_families_are_listed_and_shown(origin: Run) -> None:
    """Families stand behind the agreements in the list, and can be shown like them."""
    listed = json.loads(origin("agreements", "list", "--json").stdout)["families"]
    assert {"usmca", "pem", "european"} <= {one["id"] for one in listed}
    shown = origin("agreements", "show", "usmca")
    assert shown.exit_code == 0
    assert "Section 9(1)" in shown.stdout
