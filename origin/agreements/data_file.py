"""One file of the data folder as one record."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from origin.agreements.pack_values import read_values
from origin.agreements.registry import read_yaml
from origin.problems import Read

T = TypeVar("T")


def read_data(path: Path, kind: type[T]) -> Read[T]:
    """The record of a type that a YAML file states, or every mistake in it."""
    data, problems = read_yaml(path)
    if problems:
        return Read(None, problems)
    value, mistakes = read_values(kind, data, path.name)
    return Read(value, mistakes)
