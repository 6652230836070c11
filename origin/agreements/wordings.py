"""The prescribed texts of proofs of origin, as the data folder carries them, in the languages it has.

A text is written with `<name>` before each of its elements and `{name}` for each blank.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from msgspec import field
from msgspec.structs import replace

from origin.agreements.data_file import read_data
from origin.data_folder import data_folder, shared
from origin.frozen import Frozen
from origin.problems import Place, Problem, Read


class Wording(Frozen):
    """A prescribed text: what its elements are for, which of them may be left out, and the text by language.

    `unread` are the languages in which the law has the text too, and the data folder has not.
    `same_as` names a wording whose texts it has; one of `one_of` must then stand beside it.
    """

    id: str
    title: str
    source: str
    elements: Mapping[str, str] = field(default_factory=dict)
    optional: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    same_as: str | None = None
    one_of: tuple[str, ...] = ()


class Wordings(Frozen):
    """All prescribed texts, with words that count as the same, and the names of origins by country or party."""

    by_id: Mapping[str, Wording]
    spellings: tuple[tuple[str, ...], ...]
    origin_names: Mapping[str, tuple[str, ...]]


class _Spellings(Frozen):
    spellings: tuple[tuple[str, ...], ...]


class _Names(Frozen):
    names: Mapping[str, tuple[str, ...]]


_APART = ("spellings", "origin-names")


def load_wordings(folder: Path | None = None) -> Read[Wordings]:
    """The prescribed texts of a data folder; read once."""
    return _read(shared(folder or data_folder("agreements"), "wordings"))


@cache
def _read(folder: Path) -> Read[Wordings]:
    problems: list[Problem] = []
    stated: dict[str, Wording] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.stem not in _APART:
            wording = read_data(path, Wording)
            problems.extend(wording.problems)
            if wording.value is not None:
                stated[wording.value.id] = wording.value
    for one in list(stated.values()):
        if one.same_as is not None:
            base = stated.get(one.same_as)
            if base is None:
                message = "there is no wording of this name"
                problems.append(Problem("wording-unknown", message, Place(f"{one.id}.yaml"), one.same_as))
                continue
            stated[one.id] = replace(one, texts=base.texts, elements=base.elements, optional=base.optional)
    spellings = read_data(folder / "spellings.yaml", _Spellings)
    names = read_data(folder / "origin-names.yaml", _Names)
    problems += [*spellings.problems, *names.problems]
    if problems or spellings.value is None or names.value is None:
        return Read(None, tuple(problems))
    return Read(Wordings(stated, spellings.value.spellings, names.value.names))
