"""Reads a text file that a person gave us: every way in which that fails is one clear problem."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from origin.problems import Place, Problem, Read

LARGEST = 10_000_000
"""Bytes of the largest dossier that is read."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_bytes(path: Path, largest: int = LARGEST) -> Read[bytes]:
    """The bytes of a file of at most `largest` bytes, or the one problem that kept us from reading it."""
    place = Place(str(path))
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except FileNotFoundError:
        return _refused("file-missing", "there is no such file", place, "the path of a file that exists", _beside(path))
    except IsADirectoryError:
        return _refused("file-folder", "this is a folder, not a file", place, "the path of a file")
    except PermissionError:
        if path.is_dir():
            return _refused("file-folder", "this is a folder, not a file", place, "the path of a file")
        return _refused("file-unreadable", "this file may not be read by this user", place, "a file that can be opened")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return _refused("file-unreadable", f"this file cannot be read: {reason}", place, "a file that can be opened")
    if len(data) > largest:
        message = f"this file is larger than {largest // 1_000_000} MB"
        return _refused("file-large", message, place, f"at most {largest:,} bytes")
    return Read(data)


def decode(data: bytes, file: str | None) -> Read[str]:
    """The text of a file in UTF-8, with or without a byte order mark, or in UTF-16 with one."""
    if not data.strip():
        return _refused("file-empty", "this file is empty", Place(file), "a dossier that begins with dossier: 1")
    try:
        if data.startswith(_UTF16):
            return Read(_text(data.decode("utf-16")))
        if b"\x00" in data:
            accepted = "YAML or JSON in UTF-8 (or UTF-16 with a byte order mark)"
            return _refused("file-binary", "this is a binary file, not a text", Place(file), accepted)
        return Read(_text(data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"byte {error.start + 1} is not {error.encoding.upper()}"
        found = " ".join(f"0x{byte:02x}" for byte in data[error.start : error.start + 4])
        return _refused(
            "file-encoding", message, Place(file, line, column), "UTF-8", "save the file again as UTF-8", found=found
        )


def _text(text: str) -> str:
    """The text with one kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _beside(path: Path) -> str | None:
    """A file of nearly the same name in the same folder."""
    from origin.dossier.notes import nearest

    try:
        names = sorted(each.name for each in path.parent.iterdir())[:1000]
    except (OSError, ValueError):
        return None
    near = nearest(path.name, names)
    return f"did you mean {path.parent / near}?" if near else None


def _refused(
    code: str, message: str, place: Place, accepted: str, hint: str | None = None, found: str | None = None
) -> Read[Any]:
    """One problem and no value."""
    return Read(None, (Problem(code, message, place, found, accepted, hint),))
