"""What the tests of the command line share: running it, and comparing what it prints with what is kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

ROOT = Path(__file__).resolve().parents[2]
SNAPSHOTS = Path(__file__).resolve().parent / "snapshots"

Run = Callable[..., Any]
Compare = Callable[[str, str], None]


@pytest.fixture(scope="session")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of compiled packs: one for all workers of a run, as each writes a pack whole or not at all."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "packs"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch, packs: Path) -> None:
    """Runs from the root of the checkout, without colours, with one cache of packs for the session."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("ORIGIN_CACHE", str(packs))
    monkeypatch.setenv("ORIGIN_AGREEMENT", "eu-uk")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def origin() -> Run:
    """Runs `origin` with some arguments, in this process."""
    from origin_cli.main import app

    def run(*arguments: str, stdin: str | bytes | None = None) -> Any:
        return CliRunner().invoke(app, list(arguments), input=stdin)

    return run


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Compare:
    """Compares a text with the one kept under a name, or keeps it where --snapshot-update is given."""
    update = request.config.getoption("--snapshot-update", default=False)

    def compare(name: str, text: str) -> None:
        file = SNAPSHOTS / name
        if update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        assert file.exists(), f"nothing is kept under {name}; run pytest tests/cli --snapshot-update"
        assert file.read_text(encoding="utf-8") == text

    return compare


@pytest.fixture
def dossier(tmp_path: Path) -> Callable[[str], str]:
    """Writes a dossier file and gives its path."""

    def write(text: str, name: str = "dossier.yaml") -> str:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return str(file)

    return write
