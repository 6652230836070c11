"""Walks through four procedures, from the claim to the closed case, as transcripts that are run and compared."""

from __future__ import annotations

import re
import shlex
import shutil
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

HERE = Path(__file__).resolve().parent
WALKS = sorted((HERE / "walks").glob("*.walk"))

CLOCK = SimpleNamespace(now=lambda zone: datetime(2026, 6, 1, tzinfo=zone))
"""The clock of the register while a walk is made: what is "in the future" is the same on any day."""


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.stem)
def test_a_walk_prints_what_its_transcript_says(
    walk: Path, tmp_path: Path, with_test_packs: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Every command of a walk, in their order, prints what stands below it."""
    from origin_cli.main import app

    shutil.copytree(HERE / "claims", tmp_path / "claims")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ORIGIN_AGREEMENTS", str(with_test_packs))
    monkeypatch.setenv("ORIGIN_CACHE", str(with_test_packs.parent / "cache"))
    monkeypatch.setenv("ORIGIN_REGISTER", str(tmp_path / "register.sqlite"))
    monkeypatch.setenv("ORIGIN_OFFICER", "officer")
    monkeypatch.setattr("origin.cases.register.register.datetime", CLOCK)
    text = walk.read_text(encoding="utf-8")
    intro, *parts = re.split(r"^\$ ", text, flags=re.MULTILINE)
    printed = [intro]
    for part in parts:
        command = part.split("\n")[0]
        result = CliRunner().invoke(app, shlex.split(command)[1:])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        output = re.sub(r"[0-9a-f]{64}", "<hash>", result.output)
        lines = [line.rstrip() for line in output.split("\n")]
        printed.append("\n".join([f"$ {command}", *lines]).rstrip() + f"\n[exit {result.exit_code}]\n\n")
    found = "".join(printed).rstrip() + "\n"
    if request.config.getoption("--snapshot-update", default=False):
        walk.write_text(found, encoding="utf-8", newline="\n")
    assert walk.read_text(encoding="utf-8") == found
