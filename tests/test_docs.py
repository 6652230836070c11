"""The documentation: every command it shows is run, and prints what the page says; its tables are those of today."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

ROOT = Path(__file__).resolve().parents[1]
GUIDES = sorted((ROOT / "docs").glob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *GUIDES, ROOT / "examples" / "README.md"]
ELLIPSIS = "..."


class Shown(NamedTuple):
    """A command as a page shows it, and the output below it; a line of three dots stands for any lines."""

    page: str
    command: str
    output: list[str]


def _shown() -> list[Shown]:
    found: list[Shown] = []
    for page in PAGES:
        if not page.exists():
            continue
        for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, *output = part.rstrip("\n").split("\n")
                found.append(Shown(page.name, command, output))
    return found


@pytest.mark.parametrize("shown", _shown(), ids=lambda shown: f"{shown.page}: {shown.command}"[:90])
def test_a_command_prints_what_its_page_says(shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command of a page, run from the checkout's root, prints the output shown there."""
    from origin_cli.main import app

    monkeypatch.chdir(ROOT)
    words = shlex.split(shown.command)
    assert words[0] == "origin", "only our own command is shown in console blocks"
    arguments = [str(tmp_path / word) if word.endswith(".html") else word for word in words[1:]]
    result = CliRunner().invoke(app, arguments, env={"COLUMNS": "100", "NO_COLOR": "1"})
    assert result.exit_code in (0, 1, 2, 3), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    printed = [line.rstrip() for line in result.output.rstrip("\n").split("\n")]
    assert _matches([line.rstrip() for line in shown.output], printed), "\n".join(["", *printed])


def _matches(shown: list[str], printed: list[str]) -> bool:
    """Whether the lines shown are the lines printed, three dots standing for any."""
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == ELLIPSIS else re.escape(line) + r"\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


@pytest.mark.parametrize("page", [page for page in PAGES if page.exists()], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """A link of a page to a file of the repository finds it."""
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_what_is_covered_is_told_as_it_is() -> None:
    """The front page and the page of coverage say of every pack what it holds today (make coverage-table)."""
    from tests.coverage_table import PAGE, README, page, records, with_summary

    packs = records()
    text = README.read_text(encoding="utf-8")
    assert text == with_summary(text, packs)
    assert page(packs) == PAGE.read_text(encoding="utf-8")
    assert all(f"`{one['id']}`" in PAGE.read_text(encoding="utf-8") for one in packs)
    replicated = sum(one["provenance"] == "replicated" for one in packs)
    assert f"{replicated} of them are agreements of the European" in text
