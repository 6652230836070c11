"""Every example: its verdict, its exit code, and all that is printed about it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
EXIT_CODES = {"originating": 0, "non-originating": 1, "undetermined": 3}


class Example(NamedTuple):
    """A command of the table in examples/README.md, and the verdict it promises."""

    name: str
    arguments: tuple[str, ...]
    verdict: str


def _examples() -> list[Example]:
    found = []
    rows = re.findall(r"`origin (check .*?)` \| ([a-z-]+) \|", (EXAMPLES / "README.md").read_text(encoding="utf-8"))
    for command, verdict in rows:
        arguments = tuple(command.split())
        day = f"-{arguments[arguments.index('--on') + 1]}" if "--on" in arguments else ""
        found.append(Example(Path(arguments[1]).stem + day, arguments, verdict))
    return found


every_example = pytest.mark.parametrize("example", _examples(), ids=lambda example: example.name)


def test_the_table_has_every_example() -> None:
    """The README of the examples names every dossier of the folder."""
    named = {Path(example.arguments[1]).name for example in _examples()}
    assert {path.name for path in EXAMPLES.glob("*.yaml")} == named


@every_example
@pytest.mark.parametrize("width", [80, 120])
def test_what_is_printed(example: Example, width: int, origin: Any, snapshot: Any) -> None:
    """An example prints what is kept, within the width asked for, and ends with the code of its verdict."""
    result = origin(*example.arguments, "--width", str(width))
    assert EXIT_CODES[example.verdict] == result.exit_code, result.output
    assert result.stdout.split(":")[0].split()[-1] == example.verdict.upper()
    assert max(map(len, result.stdout.splitlines())) <= width
    snapshot(f"{example.name}.{width}.txt", result.stdout)


@every_example
def test_the_record(example: Example, origin: Any, snapshot: Any) -> None:
    """An example's JSON is what is kept, twice the same bytes, with the same verdict and exit code."""
    result = origin(*example.arguments, "--json")
    assert EXIT_CODES[example.verdict] == result.exit_code
    assert example.verdict == json.loads(result.stdout)["verdict"]
    assert result.stdout == origin(*example.arguments, "--json").stdout
    snapshot(f"{example.name}.json", result.stdout)


@every_example
def test_the_page(example: Example, origin: Any, tmp_path: Path) -> None:
    """An example's page has the verdict, every section that is printed, and refers to nothing outside itself."""
    file = tmp_path / "answer.html"
    result = origin(*example.arguments, "--html", str(file))
    page = file.read_text(encoding="utf-8")
    assert f"{example.verdict.upper()}: " in page
    printed = [line for line in result.stdout.splitlines() if line and not line.startswith(" ")][1:]
    assert printed == re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    assert re.findall(r"(?:src|href)=|https?:|url\(|@import|<script|<link|<iframe", page) == []
