"""`origin check`: its options."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

E_BIKE = "examples/e-bike.yaml"
NO_DAY = """
dossier: 1
product: {name: Stool, hs: "9401.61", price: {EXW: 40 EUR}, produced_in: DE, imported_into: GB}
materials: [{name: Beech, hs: "4407.92", value: 12 EUR, origin: UA}]
"""
HOSTILE = r"""
dossier: 1
on: 2026-06-01
product: {name: "<script>alert(1)</script> \"&", hs: "9401.61", price: {EXW: 40 EUR}, produced_in: DE}
materials: [{name: "</title><img src=x onerror=alert(2)>", hs: "4407.92", value: 12 EUR, origin: UA}]
"""


def test_the_real_command(tmp_path: Path) -> None:
    """The installed program prints the verdict first and ends with its code."""
    command = [str(Path(sys.executable).with_name("origin")), "check", E_BIKE, "-a", "eu-uk"]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=_environment())
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("✓ ORIGINATING: Trekking e-bike TK-500\n")


def test_a_terminal_without_unicode() -> None:
    """Where stdout cannot encode the signs, plain ones stand for them."""
    code = "from origin_cli.main import app; app()"
    command = [sys.executable, "-c", code, "check", E_BIKE, "-a", "eu-uk"]
    environment = _environment() | {"PYTHONIOENCODING": "ascii"}
    result = subprocess.run(command, capture_output=True, env=environment)
    assert result.returncode == 0, result.stderr
    assert result.stdout.decode("ascii").startswith("+ ORIGINATING: Trekking e-bike TK-500\n")
    assert b"|- x Battery pack" in result.stdout


def test_a_reader_that_goes_away() -> None:
    """A pipe that is closed early changes nothing about the exit code."""
    command = [sys.executable, "-c", "from origin_cli.main import app; app()", "check", E_BIKE, "-a", "eu-uk"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment())
    assert process.stdout is not None
    process.stdout.close()
    _, errors = process.communicate()
    assert (process.returncode, errors) == (0, b"")


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1"}


def test_the_agreement_may_be_left_out(origin: Any) -> None:
    """Where one agreement is known it need not be named."""
    assert origin("check", E_BIKE, "-a", "eu-uk").stdout == origin("check", E_BIKE).stdout


def test_stdin(origin: Any) -> None:
    """A dossier is read from stdin where the file is a dash."""
    text = Path(E_BIKE).read_text(encoding="utf-8")
    assert origin("check", E_BIKE).stdout == origin("check", "-", stdin=text).stdout


def test_today_is_told(origin: Any, dossier: Any) -> None:
    """Where nobody states a day it is today's, and the answer says so."""
    result = origin("check", dossier(NO_DAY), "--width", "100")
    assert "· The day is today, " in result.stdout
    assert "· The day is today, " not in origin("check", dossier(NO_DAY), "--on", "2026-06-01").stdout


def test_the_direction(origin: Any) -> None:
    """Countries are shown as parties."""
    result = origin("check", E_BIKE, "--from", "PL", "--to", "IM")
    assert "Direction       European Union (EU) to United Kingdom (GB)\n" in result.stdout


def test_a_presumption_off(origin: Any, dossier: Any) -> None:
    """A presumption that is switched off leaves the verdict open, and names the facts that would settle it."""
    file = dossier(NO_DAY)
    assert origin("check", file, "--on", "2026-06-01").exit_code == 0
    result = origin("check", file, "--on", "2026-06-01", "--without-presumption", "unaltered")
    assert result.exit_code == 3
    assert "State whether the goods were altered on the way" in result.stdout
    assert origin("check", file, "--on", "2026-06-01", "--without-presumptions").exit_code == 3


def test_a_rule_by_hand(origin: Any) -> None:
    """A rule given by hand is judged by in place of the list's, with the agreement's provisions."""
    result = origin("check", E_BIKE, "--rule", "MaxNOM 45% (EXW)", "--width", "80")
    assert result.exit_code == 1
    assert "Rule, given by hand\n" in result.stdout
    assert "limit 45% of 1,200.00 EUR" in result.stdout
    assert origin("check", E_BIKE, "--rule", "CTH and MaxNOM 50% (EXW)").exit_code == 0


def test_a_table_of_materials(origin: Any, tmp_path: Path) -> None:
    """The rows of a table join the dossier's materials."""
    table = tmp_path / "more.csv"
    table.write_text("name,hs,value,origin\nBell,8306.10,2.10 EUR,CN\n", encoding="utf-8")
    assert "Bell" in origin("check", E_BIKE, "--bom", str(table)).stdout


def test_a_page_escapes_what_a_dossier_says(origin: Any, dossier: Any, tmp_path: Path) -> None:
    """Markup in a dossier is text on the page."""
    file = tmp_path / "answer.html"
    origin("check", dossier(HOSTILE), "--html", str(file))
    page = file.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &#34;&amp;" in page


def test_a_page_on_stdout(origin: Any, tmp_path: Path) -> None:
    """The page is printed in place of the text where its file is a dash."""
    file = tmp_path / "answer.html"
    origin("check", E_BIKE, "--html", str(file))
    assert file.read_text(encoding="utf-8") == origin("check", E_BIKE, "--html", "-").stdout


def test_a_page_replaces_an_older_one(origin: Any, tmp_path: Path) -> None:
    """A page is written over an older one, and nothing else is left in the folder."""
    file = tmp_path / "answer.html"
    file.write_text("old", encoding="utf-8")
    origin("check", E_BIKE, "--html", str(file))
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert [file] == list(tmp_path.iterdir())


def test_the_schema_of_the_record(origin: Any) -> None:
    """The JSON Schema of --json is printed without a dossier."""
    result = origin("check", "--json-schema")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["properties"]["schema"] == {"const": "origin-determination/1"}


@pytest.mark.parametrize("colour", [True, False])
def test_colours(colour: bool, origin: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Colours are written to terminals alone, and not where NO_COLOR or --no-color speak against them."""
    from origin_cli import output

    monkeypatch.setattr(output, "wants_colour", lambda: colour)
    assert colour is ("\x1b[" in origin("check", E_BIKE).stdout)
    assert "\x1b[" not in origin("check", E_BIKE, "--no-color").stdout


def test_a_code_without_a_rule(origin: Any, dossier: Any) -> None:
    """Where the list has no rule for the product, the answer is undetermined and says which rule is to be looked up."""
    text = 'dossier: 1\non: 2026-06-01\nproduct: {name: Power, hs: "2716.00", price: {EXW: 1 EUR}, produced_in: DE}\n'
    result = origin("check", dossier(text + "materials: [{name: Coal, hs: '2701.12', value: 0.3 EUR, origin: AU}]\n"))
    assert result.exit_code == 3
    assert "look up the rule for 2716.00: the list of the pack has none" in " ".join(result.stdout.split())
