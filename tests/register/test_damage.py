"""A register that is damaged is told at the command line like any bad input."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

ROOT = Path(__file__).resolve().parents[2]
CASE = "V-2026-000001"


def run(*arguments: str) -> Any:
    """Runs `origin`."""
    from origin_cli.main import app

    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register with a case that a claim of the examples opened."""
    file = tmp_path / "register.sqlite"
    claim = str(ROOT / "examples" / "claims" / "e-bike.yaml")
    opened = run("case", "open", claim, "--on", "2026-06-12", "--by", "officer", "--register", str(file))
    assert opened.exit_code == 0, opened.output
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # everything in the file itself, as after a command has ended
    connection.close()
    return file


READING = (
    ("case", "list"),
    ("case", "due"),
    ("case", "show", CASE),
    ("case", "history", "--check"),
    ("case", "event", CASE, "noted"),
    ("case", "letter", CASE, "request"),
    ("report", "verification"),
)


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_file_with_spoilt_pages_is_no_register(command: tuple[str, ...], register: Path) -> None:
    """No command shows a traceback, and none says that all is well."""
    pytest.importorskip("ibis", reason="the extra `reports` is not installed")
    whole = register.read_bytes()
    register.write_bytes(whole[:8192] + bytes(len(whole) - 8192))
    result = run(*command, "--register", str(register))
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 2
    assert "register-unusable" in result.stderr


def test_an_event_that_cannot_be_read_is_told(register: Path) -> None:
    """Somebody who got past the database's own refusal is seen."""
    connection = sqlite3.connect(register)
    connection.execute('DROP TRIGGER "events_UPDATE"')
    connection.execute("UPDATE events SET body = '{}' WHERE position = 2")
    connection.commit()
    connection.close()
    shown = run("case", "show", CASE, "--register", str(register))
    assert (shown.exit_code, "register-altered" in shown.stderr) == (2, True)
    assert run("case", "history", "--check", "--register", str(register)).exit_code == 1


@pytest.mark.parametrize("column", ["claim", "agreement", "state"])
def test_the_list_of_cases_is_compared_in_every_column(column: str, register: Path) -> None:
    """What the list says of a case is what the log says."""
    connection = sqlite3.connect(register)
    connection.execute(f"UPDATE cases SET {column} = 'other'")
    connection.commit()
    connection.close()
    assert run("case", "history", "--check", "--register", str(register)).exit_code == 1


def test_the_last_event_cut_off_with_its_count_shows_by_the_hash_that_was_kept(register: Path, tmp_path: Path) -> None:
    """The chain alone cannot tell; the head that the officer kept can."""
    head = run("case", "history", "--check", "--register", str(register)).stdout.split()[-1]
    shutil.copy(register, tmp_path / "before.sqlite")
    assert run("case", "event", CASE, "noted", "--on", "2026-06-12", "--register", str(register)).exit_code == 0
    later = run("case", "history", "--check", "--register", str(register)).stdout.split()[-1]
    assert head != later
    cut = str(tmp_path / "before.sqlite")
    assert run("case", "history", "--check", "--register", cut).exit_code == 0
    assert run("case", "history", "--check", "--head", later, "--register", cut).exit_code == 1


def test_the_report_of_verification_reads_the_register(register: Path) -> None:
    """From the command line, a case whose request went out is one request."""
    pytest.importorskip("ibis", reason="the extra `reports` is not installed")
    where = ("--register", str(register))
    assert run("case", "event", CASE, "selected", "--trigger", "risk", "--on", "2026-06-12", *where).exit_code == 0
    assert run("case", "event", CASE, "requested", "--step", "importer", "--on", "2026-06-12", *where).exit_code == 0
    result = run("report", "verification", *where, "--as-of", "2026-09-13", "--json")
    assert result.exit_code == 0, result.output
    assert "Trade and Cooperation" in json.dumps(json.loads(result.stdout))


def test_no_case_is_opened_where_no_event_could_follow(tmp_path: Path) -> None:
    """A pack without a procedure, or a territory to which it gives no preference: nothing is written."""
    file, register = tmp_path / "claim.yaml", str(tmp_path / "register.sqlite")
    made = "reference: G1\nagreement: {}\nimported_into: {}\naccepted: 2023-01-31\npreferential_origin: {}\n"
    tried = (
        (("uk-gsp", "GB", "BD"), "procedure-missing"),
        (("eu-japan", "US", "JP"), "agreement-territory"),
        (("uk-dcts-ldcs", "BD", "GB"), "agreement-territory"),
    )
    for facts, code in tried:
        file.write_text(made.format(*facts), encoding="utf-8")
        result = run("case", "open", str(file), "--on", "2023-02-01", "--register", register)
        assert (result.exit_code, code in result.stderr) == (2, True), result.stderr
    assert "0 cases" in run("case", "list", "--register", register).output
