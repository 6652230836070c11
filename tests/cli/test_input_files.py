"""Every file that a command is given is opened by one definition: a regular file, or a problem at once."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from origin.input_file import fault_of, read_bytes
from origin.monitoring.measures import read_capacity, read_measures

E_BIKE = "examples/e-bike.yaml"
CLAIMS = "examples/claims/e-bike.yaml"
ODD = "ODD"

COMMANDS = {
    "check": ["check", ODD],
    "check --bom": ["check", E_BIKE, "--bom", ODD],
    "check --rules": ["check", E_BIKE, "--rules", ODD],
    "compare": ["compare", ODD],
    "compare --bom": ["compare", E_BIKE, "--bom", ODD],
    "dossier read": ["dossier", "read", ODD],
    "dossier read --bom": ["dossier", "read", E_BIKE, "--bom", ODD],
    "inventory": ["inventory", ODD],
    "proof check": ["proof", "check", ODD],
    "proof supplier": ["proof", "supplier", ODD],
    "verify": ["verify", ODD],
    "verify --rates": ["verify", CLAIMS, "--rates", ODD],
    "verify --dossier": ["verify", CLAIMS, "--dossier", ODD],
    "select": ["select", ODD, "--random", "1"],
    "select --rates": ["select", CLAIMS, "--random", "1", "--rates", ODD],
    "select --outcomes": ["select", CLAIMS, "--recovery", "1", "--outcomes", ODD],
    "select --back-test": ["select", ODD, "--outcomes", ODD, "--back-test"],
    "case open": ["case", "open", ODD],
    "case open --rates": ["case", "open", CLAIMS, "--rates", ODD],
    "agreements diff": ["agreements", "diff", "eu-uk", ODD],
    "agreements import": ["agreements", "import", ODD, "--dry-run"],
    "report replay": ["report", "replay", ODD],
    "report utilisation": ["report", "utilisation", ODD, "--mapping", "wits"],
    "report --verifications": ["report", "verification", "--verifications", ODD],
    "report --register": ["report", "verification", "--register", ODD],
}


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Ends a test that waits for somebody at the other end of a pipe."""

    def stop(*_: object) -> None:
        raise AssertionError("the file is waited for")

    monkeypatch.setenv("ORIGIN_REGISTER", str(tmp_path / "register.sqlite"))
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 20)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A pipe with a name, at the other end of which nobody is."""
    path = tmp_path / "pipe.psr"
    os.mkfifo(path)
    return path


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_no_command_waits_for_a_pipe(arguments: list[str], origin: Any, pipe: Path) -> None:
    """A pipe in the place of a file is refused at once, whichever command and option it was given to."""
    result = origin(*(str(pipe) if one == ODD else one for one in arguments))
    assert result.exit_code == 2, result.output
    assert "this is a pipe, not a file [file-special]" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_no_command_reads_a_folder(arguments: list[str], origin: Any, tmp_path: Path) -> None:
    """A folder in the place of a file is refused; only an import reads the rule lists in one."""
    folder = tmp_path / "folder.psr"
    folder.mkdir()
    result = origin(*(str(folder) if one == ODD else one for one in arguments))
    assert result.exit_code == 2, result.output
    code = "source-empty" if "import" in arguments else "file-folder"
    assert f"[{code}]" in result.stderr


@pytest.mark.parametrize("read", [read_measures, read_capacity])
def test_tables_of_a_report(read: Any, pipe: Path, tmp_path: Path) -> None:
    """The tables that a report of circumvention may be given are opened by the same definition."""
    assert [problem.code for problem in read(pipe).problems] == ["file-special"]
    assert [problem.code for problem in read(tmp_path).problems] == ["file-folder"]


def test_what_is_no_file(tmp_path: Path, pipe: Path) -> None:
    """Pipes, sockets and devices are named as what they are, behind a link too; nothing of them is read."""
    held = socket.socket(socket.AF_UNIX)
    held.bind(str(tmp_path / "socket"))
    (tmp_path / "link").symlink_to(pipe)
    found = {}
    for path in (pipe, tmp_path / "socket", tmp_path / "link", Path(os.devnull)):
        read = read_bytes(path)
        assert read.value is None
        assert read.problems == (fault_of(path),)
        found[path.name] = read.problems[0].message
    held.close()
    assert found == {
        "pipe.psr": "this is a pipe, not a file",
        "socket": "this is a socket, not a file",
        "link": "this is a pipe, not a file",
        "null": "this is a device, not a file",
    }


def test_what_becomes_a_pipe_meanwhile(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is replaced by a pipe between the look at it and its opening is not waited for either."""
    monkeypatch.setattr("origin.input_file.fault_of", lambda _: None)
    read = read_bytes(pipe)
    assert [problem.code for problem in read.problems] == ["file-special"]


def test_a_link_to_a_file(tmp_path: Path) -> None:
    """A link is what it leads to; one that leads nowhere, or in a circle, is told."""
    (tmp_path / "file").write_bytes(b"x")
    for name, to in (("link", "file"), ("broken", "gone"), ("circle", "circle")):
        (tmp_path / name).symlink_to(tmp_path / to)
    assert read_bytes(tmp_path / "link").value == b"x"
    assert [problem.code for problem in read_bytes(tmp_path / "broken").problems] == ["file-missing"]
    assert [problem.code for problem in read_bytes(tmp_path / "circle").problems] == ["file-unreadable"]


def test_the_largest_file(tmp_path: Path) -> None:
    """A file of as many bytes as are accepted is read, one of a byte more is not."""
    (tmp_path / "file").write_bytes(b"12345")
    assert read_bytes(tmp_path / "file", 5).value == b"12345"
    assert [problem.code for problem in read_bytes(tmp_path / "file", 4).problems] == ["file-large"]


@pytest.mark.parametrize("arguments", [["check", "-"], ["verify", "-"], ["select", "-", "--random", "1"]])
def test_stdin_has_an_end(arguments: list[str], origin: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes on stdin is read up to the size that a file may have."""
    monkeypatch.setattr("origin.input_file.LARGEST", 100)
    monkeypatch.setattr("origin.cases.claim_reader.LARGEST", 100)
    result = origin(*arguments, stdin=b"x" * 101)
    assert result.exit_code == 2
    assert "[file-large]" in result.stderr
