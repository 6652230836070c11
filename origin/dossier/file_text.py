"""Makes text of the bytes that a person gave us: every way in which that fails is one clear problem."""

from __future__ import annotations

from typing import Any

from origin.problems import Place, Problem, Read

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


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


def _refused(
    code: str, message: str, place: Place, accepted: str, hint: str | None = None, found: str | None = None
) -> Read[Any]:
    """One problem and no value."""
    return Read(None, (Problem(code, message, place, found, accepted, hint),))
