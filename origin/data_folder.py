"""Finds the data that is not Python: `grammar/` and `agreements/`."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder(name: str) -> Path:
    """The folder `name` ("grammar" or "agreements"): inside the installed package, else beside it in a checkout.

    An environment variable (ORIGIN_AGREEMENTS, ORIGIN_GRAMMAR) names another: an office may keep packs of its own.
    """
    stated = os.environ.get(f"ORIGIN_{name.upper()}")
    if stated:
        return Path(stated)
    return _own(name)


def shared(folder: Path, name: str) -> Path:
    """A file or folder that packs share: beside them in `folder`, else the toolkit's own."""
    beside = folder / name
    return beside if beside.exists() else _own("agreements") / name


def _own(name: str) -> Path:
    """The folder of that name that came with the toolkit."""
    package = Path(__file__).resolve().parent
    installed = package / "_data" / name
    return installed if installed.is_dir() else package.parent / name
