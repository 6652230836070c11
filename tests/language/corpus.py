"""Reads the corpus of accepted and refused rules in `grammar/corpus/`."""

from __future__ import annotations

from functools import cache

from origin.data_folder import data_folder

FOLDER = data_folder("grammar") / "corpus"


@cache
def accepted() -> tuple[str, ...]:
    """The accepted rules, one a line; lines that begin with # and blank lines are for the reader."""
    lines = (FOLDER / "accepted.psr").read_text(encoding="utf-8").split("\n")
    return tuple(line for line in lines if line.strip() and not line.startswith("#"))
