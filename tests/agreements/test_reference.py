"""The reference page of packs: every example on it is read, and no key of the format is missing from it."""

from __future__ import annotations

import re
import shutil
import typing
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec import Struct
from msgspec.structs import fields

from origin.agreements.agreement import Agreement
from origin.agreements.families import Trade, family_law
from origin.agreements.pack_values import read_values
from origin.agreements.provisions import Provisions
from origin.agreements.registry import read_agreement
from origin.data_folder import data_folder
from origin.language import tree as t
from origin.language.plain import from_json, to_json

PAGE = (data_folder("agreements") / "README.md").read_text(encoding="utf-8")
EXAMPLES: list[dict[str, Any]] = [
    yaml.load(block, Loader=yaml.BaseLoader) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.S)
]
HEAD, FAMILY, *PROVISIONS = EXAMPLES
LAW = ("origin.agreements.agreement", "origin.agreements.provisions")


def test_the_head_is_read(tmp_path: Path) -> None:
    """The example of an agreement's own facts is an agreement, with the procedure it names worked in."""
    shutil.copytree(data_folder("agreements") / "procedures", tmp_path / "procedures")
    file = tmp_path / "example" / "agreement.yaml"
    file.parent.mkdir()
    head = re.search(r"```yaml\n(.*?)```", PAGE, re.S)
    assert head is not None
    file.write_text(f"{head[1]}provisions: {{}}\n", encoding="utf-8")
    read = read_agreement(file)
    assert [str(problem) for problem in read.problems] == []
    assert read.value is not None
    assert read.value.verification


def test_the_family_is_read(tmp_path: Path) -> None:
    """The example of a family is read, between the sides that the goods are traded between."""
    (tmp_path / "families").mkdir()
    text = next(block for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.S) if "sides:" in block)
    (tmp_path / "families" / f"{FAMILY['id']}.yaml").write_text(text, encoding="utf-8")
    read = family_law(FAMILY["id"], Trade("MA", "FR"), 2017, folder=tmp_path)
    assert [str(problem) for problem in read.problems] == []
    assert read.value is not None
    assert [party.id for party in read.value.agreement.parties] == ["MA", "EU"]


@pytest.mark.parametrize("example", PROVISIONS, ids=lambda example: ", ".join(example["provisions"]))
def test_an_example_of_provisions_is_read(example: dict[str, Any]) -> None:
    """An example of provisions is read without a mistake, and comes back the same from its compiled form."""
    value, problems = read_values(Provisions, example["provisions"])
    assert [str(problem) for problem in problems] == []
    assert value is not None
    assert value == from_json(Provisions, to_json(value))


def test_no_key_is_missing() -> None:
    """Every key of every class of the format stands in an example."""
    written = set(_keys({**HEAD, "provisions": {}}, Agreement))
    for example in PROVISIONS:
        written |= set(_keys(example["provisions"], Provisions))
    wanted = {(kind.__name__, item.name) for kind in _classes(Agreement, set()) for item in fields(kind)}
    assert set() == wanted - written


def test_every_word_of_the_format_is_on_the_page() -> None:
    """Every word of a closed choice stands on the page."""
    for kind in _classes(Agreement, set()):
        for hint in typing.get_type_hints(kind).values():
            for part in (hint, *typing.get_args(hint)):
                if isinstance(part, type) and issubclass(part, Enum) and part is not t.Price:
                    assert [one.value for one in part if not re.search(rf"\b{one.value}\b", PAGE)] == []


def _records(hint: Any) -> Iterator[type[Struct]]:
    """The classes of the format that a field may hold."""
    if isinstance(hint, type) and issubclass(hint, Struct):
        if hint.__module__.startswith(LAW):
            yield hint
        return
    for part in typing.get_args(hint):
        yield from _records(part)


def _classes(kind: type[Struct], seen: set[type[Struct]]) -> set[type[Struct]]:
    """A class of the format and all those inside it."""
    if kind not in seen:
        seen.add(kind)
        for hint in typing.get_type_hints(kind).values():
            for inner in _records(hint):
                _classes(inner, seen)
    return seen


def _keys(data: Any, kind: type[Struct]) -> Iterator[tuple[str, str]]:
    """The keys that an example writes, with the class they belong to."""
    hints = typing.get_type_hints(kind)
    for key, value in data.items():
        yield kind.__name__, key
        for inner in _records(hints.get(key)):
            for part in value if isinstance(value, list) else [value]:
                yield from _keys(part, inner)
