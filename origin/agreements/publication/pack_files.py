"""Writes the files of packs: all or none, each whole, and none over what a person has edited.

The first line of a file that an import wrote holds a check sum of the rest. Where it does not fit, somebody has worked
on the file, and it is kept unless the import is told otherwise.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from origin.problems import Place, Problem

_STAMP = re.compile(r"# Written by `origin agreements import`; check ([0-9a-f]{16})\n")


def stamped(text: str) -> str:
    """The text of a file with the line in front that tells later whether it was edited."""
    return f"# Written by `origin agreements import`; check {_check(text)}\n{text}"


def is_as_written(text: str) -> bool:
    """True for a file that an import wrote and nobody has edited since."""
    found = _STAMP.match(text)
    return found is not None and found[1] == _check(text[found.end() :])


def write_files(folder: Path, files: Mapping[Path, str], force: bool = False) -> tuple[Problem, ...]:
    """Writes files under a folder; problems, and nothing written, where one was edited by hand or cannot be written.

    All are written beside their places first, then renamed.
    """
    problems = edited(folder, files, force)
    if problems:
        return problems
    beside: dict[Path, Path] = {}
    try:
        for path, text in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=".importing-")
            beside[target] = Path(name)
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            beside[target].chmod(0o644)
        for target, written in beside.items():
            written.replace(target)
    except OSError as error:
        for written in beside.values():
            written.unlink(missing_ok=True)
        place = Place(str(error.filename or folder))
        return (Problem("file-unwritable", "the packs cannot be written", place, found=error.strerror),)
    return ()


def unchanged(folder: Path, files: Mapping[Path, str]) -> frozenset[Path]:
    """The files that stand in the folder with these very words."""
    return frozenset(path for path, text in files.items() if _text(folder / path) == text)


def edited(folder: Path, files: Mapping[Path, str], force: bool = False) -> tuple[Problem, ...]:
    """A problem for each of the files that stands in the folder edited by hand; none where that is to be ignored."""
    if force:
        return ()
    message = "this file was edited by hand, or written by hand: it is kept"
    hint = "--force writes over it"
    found = [path for path in files if was_edited(folder / path)]
    return tuple(Problem("file-edited", message, Place(str(folder / path)), hint=hint) for path in found)


def was_edited(path: Path) -> bool:
    """True for a file that no import wrote, or that somebody has worked on since."""
    text = _text(path)
    return text is not None and not is_as_written(text)


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _check(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
