"""Mends what is known to be damaged in the published texts, before anything is read.

The list of defects is data, `grammar/repairs.yaml`: slips of spelling, words broken by a line's end, marks that do not
belong. A repair that touches the meaning is recorded on the rule as a choice; one that only spells is not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import yaml

from origin.data_folder import data_folder
from origin.frozen import Frozen
from origin.language.legal.passage import Passage


class Repair(Frozen):
    """A pattern of the source, what stands for it, and the reason where the meaning is touched."""

    pattern: re.Pattern[str]
    replacement: str
    reason: str | None


@lru_cache(maxsize=1)
def stated() -> dict[str, Any]:
    """What `repairs.yaml` says."""
    data: dict[str, Any] = yaml.safe_load((data_folder("grammar") / "repairs.yaml").read_text(encoding="utf-8"))
    return data


@lru_cache(maxsize=1)
def repairs() -> tuple[Repair, ...]:
    """All known defects, in the order in which they are mended."""
    data, found = stated(), []
    for part in data["spelling"]:
        found.append(Repair(re.compile(part["find"]), part["put"], None))
    for part in data["meaning"]:
        found.append(Repair(re.compile(part["find"]), part["put"], part["reason"]))
    return tuple(found)


def repaired(passage: Passage) -> tuple[Passage, tuple[tuple[int, str], ...]]:
    """The passage mended, and for each repair of meaning its offset in the published text and the reason."""
    made: list[tuple[int, str]] = []
    for repair in repairs():
        if repair.reason is not None:
            made += [(passage.offsets[found.start()], repair.reason) for found in repair.pattern.finditer(passage.text)]
        passage = passage.sub(repair.pattern, repair.replacement)
    return passage, tuple(made)
