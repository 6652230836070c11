"""Reads the corpus of accepted and refused rules in `grammar/corpus/`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import yaml

from origin.data_folder import data_folder

FOLDER = data_folder("grammar") / "corpus"


@cache
def accepted() -> tuple[str, ...]:
    """The accepted rules, one a line; lines that begin with # and blank lines are for the reader."""
    lines = (FOLDER / "accepted.psr").read_text(encoding="utf-8").split("\n")
    return tuple(line for line in lines if line.strip() and not line.startswith("#"))


@dataclass(frozen=True, slots=True)
class Expected:
    """What is told of a mistake: the place, the text underlined, the kind, a part of what is accepted, the hint."""

    at: str
    under: str
    code: str
    accepted: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A text that is refused, read as one rule or as a list, and its problems."""

    text: str
    is_list: bool
    problems: tuple[Expected, ...]


@cache
def refused() -> tuple[Refused, ...]:
    """The refused texts."""
    cases = yaml.safe_load((FOLDER / "refused.yaml").read_text(encoding="utf-8"))
    return tuple(
        Refused(
            text=case["list"] if "list" in case else case["rule"],
            is_list="list" in case,
            problems=tuple(Expected(**problem) for problem in case["problems"]),
        )
        for case in cases
    )
