"""Finds the data that is not Python: `grammar/` and `agreements/`."""

from __future__ import annotations

from pathlib import Path


def data_folder(name: str) -> Path:
    """The folder `name` ("grammar" or "agreements"): inside the installed package, else beside it in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "_data" / name
    return installed if installed.is_dir() else package.parent / name
