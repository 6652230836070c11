"""Bad input: refused whole with exit code 2, one clear message on stderr, nothing on stdout, nothing written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

E_BIKE = "examples/e-bike.yaml"

CASES = {
    "no such file": (["check", "examples/e-bik.yaml"], "file-missing", "did you mean examples/e-bike.yaml?"),
    "a folder": (["check", "examples"], "file-folder", "the path of a file"),
    "no dossier": (["check", "pyproject.toml"], "", "pyproject.toml"),
    "no such agreement": (["check", E_BIKE, "-a", "eu-ukk"], "agreement-unknown", "did you mean eu-uk or "),
    "no such agreement to show": (["agreements", "show", "eu"], "agreement-unknown", "eu-uk"),
    "no day": (["check", E_BIKE, "--on", "1 June"], "day", "a day such as 2026-06-01"),
    "a day that is none": (["check", E_BIKE, "--on", "2026-02-30"], "day", "2026-02-30"),
    "before the agreement": (["check", E_BIKE, "--on", "2020-12-31"], "day-outside-agreement", "from 1 January 2021"),
    "no such country": (["check", E_BIKE, "--from", "Germny"], "country-unknown", "Germny"),
    "another country": (["check", E_BIKE, "--to", "US"], "direction", "EU (European Union)"),
    "within a party": (["check", E_BIKE, "--to", "FR"], "direction", "DE to FR"),
    "no such presumption": (
        ["check", E_BIKE, "--without-presumption", "unknown-orign"],
        "presumption-unknown",
        "did you mean unknown-origin?",
    ),
    "no rule": (["check", E_BIKE, "--rule", "CTX"], "rule-syntax", "    CTX\n    ^^^\n"),
    "an open bracket": (["check", E_BIKE, "--rule", "MaxNOM 5% (EXW"], "rule-bracket", "              ^\n"),
    "no folder to write to": (["check", E_BIKE, "--html", "no/such/folder.html"], "file-unwritable", "no/such/folder"),
    "a folder to write": (["check", E_BIKE, "--html", "examples"], "file-unwritable", "folder"),
    "the dossier itself": (["check", E_BIKE, "--html", E_BIKE], "file-overwrites", "another file"),
    "no code": (["rule", "bicycle"], "hs-code-letters", "8711.60"),
    "no such code": (["rule", "8711.61"], "hs-code-unknown", "8711.60"),
    "no such edition": (["rule", "8711", "--hs-edition", "2020"], "hs-edition", "2017, 2022"),
    "no such option": (["rule", "8703.80", "--option", "plugin"], "option-unknown", "plug-in-or-electric"),
    "no rule on the day": (
        ["rule", "8711", "-a", "eu-uk", "--on", "2020-01-01"],
        "day-outside-agreement",
        "1 January 2021",
    ),
    "no table": (["check", E_BIKE, "--bom", "no-such.csv"], "file-missing", "no-such.csv"),
}


@pytest.mark.parametrize(("arguments", "code", "says"), CASES.values(), ids=CASES)
def test_bad_input(arguments: list[str], code: str, says: str, origin: Any, tmp_path: Path) -> None:
    """What is wrong is told with its code and what is accepted, without a traceback; nothing is printed or written."""
    page = tmp_path / "answer.html"
    extra = ["--html", str(page)] if arguments[0] == "check" and "--html" not in arguments else []
    result = origin(*arguments, *extra)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: ")
    assert f"{code}]" in result.stderr
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_all_that_is_wrong_with_a_question(origin: Any) -> None:
    """One run tells every mistake of a question."""
    result = origin("check", E_BIKE, "--on", "soon", "--to", "US", "--rule", "CTX", "--without-presumption", "x")
    assert result.stderr.count("error: ") == 4


@pytest.mark.parametrize("arguments", [["check"], ["check", E_BIKE, "--width", "3"], ["chek"], ["rule"], ["--nope"]])
def test_wrong_usage(arguments: list[str], origin: Any) -> None:
    """A command line that cannot be understood ends with 2 and a line that says why."""
    result = origin(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr


def test_signs_that_steer_a_terminal(origin: Any, tmp_path: Path) -> None:
    """A name that would steer the terminal is told with its signs made visible."""
    result = origin("check", "\x1b[2J\u202e.yaml")
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr
    assert "\u202e" not in result.stderr
    assert "⟨1B⟩[2J⟨202E⟩.yaml" in result.stderr


def test_a_fault_of_ours(origin: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure of the toolkit ends with a code of its own, never with that of a verdict."""
    from origin.explanation import inquiry

    def fail(*_: object) -> None:
        raise ValueError("a fault")

    monkeypatch.setattr(inquiry, "inquire", fail)
    result = origin("check", E_BIKE)
    assert (result.exit_code, result.stdout) == (70, "")
    assert "ValueError: a fault" in result.stderr
    assert "please report it" in result.stderr


def test_stdin_that_is_no_text(origin: Any) -> None:
    """Bytes that are no text are refused."""
    result = origin("check", "-", stdin=b"\xff\x00\xfe")
    assert result.exit_code == 2
    assert "[file-binary]" in result.stderr
