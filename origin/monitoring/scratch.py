"""A folder for what does not fit into memory, and the folders of runs that were killed, which are cleared away."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path
from typing import IO

PREFIX = "origin-report-"
LOCK = "lock"


def scratch_folder(owner: object) -> Path:
    """A new folder in the system's place for such, which goes when its owner does; those left by killed runs go too."""
    root = Path(tempfile.gettempdir())
    for left in root.glob(f"{PREFIX}*"):
        _clear(left)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    held = (folder / "taking").open("wb")
    _is_free(held)
    (folder / "taking").replace(folder / LOCK)  # a lock that can be seen is held, so that no other run clears it
    weakref.finalize(owner, _remove, folder, held)
    return folder


def _remove(folder: Path, held: IO[bytes]) -> None:
    held.close()
    shutil.rmtree(folder, ignore_errors=True)


def _clear(folder: Path) -> None:
    """Removes a folder that no process holds; one without a lock is not known to be ours, or is just being made."""
    try:
        with (folder / LOCK).open("rb+") as lock:
            if _is_free(lock):
                shutil.rmtree(folder, ignore_errors=True)
    except OSError:
        return


def _is_free(lock: IO[bytes]) -> bool:
    """Takes the lock of a folder until the file is closed; False where a living process has it."""
    try:
        import fcntl
    except ImportError:  # Windows, where nothing is cleared
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
