"""The help texts: each with examples that work and its exit codes."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

COMMANDS = (
    ("check",),
    ("rule",),
    ("agreements", "list"),
    ("agreements", "show"),
    ("agreements", "lint"),
    ("agreements", "compile"),
    ("agreements", "import"),
    ("dossier", "schema"),
    ("dossier", "read"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help(command: tuple[str, ...], origin: Any) -> None:
    """A command's help has examples and says what its exit codes mean."""
    text = origin(*command, "--help").stdout
    assert re.search(r"Examples:\n +origin " + " ".join(command), text)
    assert "Exit codes: 0 " in text
    assert text == origin(*command, "-h").stdout


def test_the_top(origin: Any) -> None:
    """The help of the program names every command group, and is shown where no command is given."""
    text = origin("--help").stdout
    for name in ("check", "rule", "agreements", "dossier"):
        assert re.search(rf"^  {name} ", text, re.MULTILINE)
    assert "Examples:" in text
    bare = origin()
    assert text in (bare.stdout, bare.stderr, bare.output)


def test_the_exit_codes_of_a_check(origin: Any) -> None:
    """The help of check tells every exit code of a verdict."""
    text = " ".join(origin("check", "--help").stdout.split())
    assert "Exit codes: 0 originating, 1 non-originating, 3 undetermined, 2 bad input (nothing is written)." in text


def test_examples_work(origin: Any, tmp_path: Path) -> None:
    """Every example of a help text that reads or writes no stream of its own runs."""
    shown = [line.strip() for name in COMMANDS for line in origin(*name, "--help").stdout.splitlines()]
    examples = [line for line in shown if line.startswith("origin ") and not re.search(r"[<>]", line)]
    assert len(examples) >= 10
    for example in examples:
        words = [str(tmp_path / word) if word.endswith(".html") else word for word in shlex.split(example)[1:]]
        assert origin(*words).exit_code in (0, 1, 3), example


def test_version(origin: Any) -> None:
    """The version is printed."""
    from origin import __version__

    assert f"origin {__version__}\n" == origin("--version").stdout
