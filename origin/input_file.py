"""Opens the files that a person names: every way in which that fails is one clear problem.

Only a regular file is read. A pipe or a device may have no end, or nobody at its other end, and would keep us waiting.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from origin.problems import Place, Problem, Read

LARGEST = 10_000_000
"""Bytes of the largest file that is read where its reader says nothing else."""

MOST_NAMES = 1_000
"""How many files of a folder are looked at for one of nearly the same name."""

_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_bytes(path: Path, largest: int = LARGEST) -> Read[bytes]:
    """The bytes of a regular file of at most `largest` bytes, or the one problem that kept us from reading it."""
    odd = fault_of(path)
    if odd is not None:
        return Read(None, (odd,))
    try:
        # What stood there a moment ago may have been replaced: opened without waiting, and looked at once more.
        with os.fdopen(os.open(path, os.O_RDONLY | _AT_ONCE), "rb") as file:
            odd = _kind_fault(path, os.fstat(file.fileno()).st_mode)
            data = b"" if odd else file.read(largest + 1)
    except (OSError, ValueError) as error:
        return Read(None, (_failure(path, error),))
    if odd is not None:
        return Read(None, (odd,))
    if len(data) > largest:
        message = f"this file is larger than {largest // 1_000_000} MB"
        return Read(None, (Problem("file-large", message, Place(str(path)), accepted=f"at most {largest:,} bytes"),))
    return Read(data)


def fault_of(path: Path) -> Problem | None:
    """Why a path is no file that can be read, as far as that shows without opening it; for readers of other libraries.

    A path that leads through a link is what the link leads to.
    """
    try:
        return _kind_fault(path, path.stat().st_mode)
    except (OSError, ValueError) as error:
        return _failure(path, error)


def _kind_fault(path: Path, mode: int) -> Problem | None:
    """The problem with what is no regular file."""
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISDIR(mode):
        return Problem("file-folder", "this is a folder, not a file", Place(str(path)), accepted="the path of a file")
    kind = next((name for is_kind, name in _KINDS if is_kind(mode)), "something else")
    hint = "save what comes out of it in a file, or give it on stdin where the command reads -"
    return Problem("file-special", f"this is {kind}, not a file", Place(str(path)), None, "the path of a file", hint)


def _failure(path: Path, error: OSError | ValueError) -> Problem:
    """What an attempt to open a file says, in words."""
    place = Place(str(path))
    if isinstance(error, FileNotFoundError):
        accepted = "the path of a file that exists"
        return Problem("file-missing", "there is no such file", place, None, accepted, _beside(path))
    if isinstance(error, PermissionError):
        message = "this file may not be read by this user"
    else:
        message = f"this file cannot be read: {getattr(error, 'strerror', None) or str(error)}"
    return Problem("file-unreadable", message, place, accepted="a file that can be opened")


def _beside(path: Path) -> str | None:
    """A file of nearly the same name in the same folder."""
    from difflib import get_close_matches

    try:
        names = {each.name.casefold(): each.name for each in sorted(path.parent.iterdir())[:MOST_NAMES]}
    except (OSError, ValueError):
        return None
    near = get_close_matches(path.name.casefold(), names, n=1)
    return f"did you mean {path.parent / names[near[0]]}?" if near else None
