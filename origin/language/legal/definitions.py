"""What an agreement's notes add to its published list: `grammar/definitions.yaml`, by the code of the scheme."""

from __future__ import annotations

from functools import lru_cache

import yaml
from msgspec import field

from origin.data_folder import data_folder
from origin.frozen import Frozen
from origin.language.parser import parse_rule_list
from origin.language.tree import Definition
from origin.nomenclature.code_set import HsSet
from origin.nomenclature.set_text import parse_set


class StandIn(Frozen):
    """A defined test that a note lets stand in for whatever rule the list has for these products."""

    test: str
    products: HsSet


class ListNotes(Frozen):
    """What the notes of one list add to it.

    `text` are the definitions as they are put at its head, `definitions` the same read. `terms` are glossary terms
    that the agreement defines in a way of its own, with the term that has its meaning.
    """

    text: str = ""
    definitions: tuple[Definition, ...] = ()
    alternatives: tuple[StandIn, ...] = ()
    terms: dict[str, str] = field(default_factory=dict)


def notes_of(scheme: str) -> ListNotes:
    """The additions to the list of a scheme; none where its notes have none that is modelled."""
    return _all_notes().get(scheme, ListNotes())


@lru_cache(maxsize=1)
def _all_notes() -> dict[str, ListNotes]:
    path = data_folder("grammar") / "definitions.yaml"
    schemes = yaml.safe_load(path.read_text(encoding="utf-8"))["schemes"]
    return {scheme: _notes(scheme, **stated) for scheme, stated in schemes.items()}


def _notes(
    scheme: str,
    definitions: str = "",
    alternatives: tuple[dict[str, str], ...] = (),
    terms: dict[str, str] | None = None,
) -> ListNotes:
    read = parse_rule_list(f'list {scheme} "{scheme}" on HS 2017;\n{definitions}', "definitions.yaml")
    if read.value is None:
        raise ValueError(f"definitions.yaml: {scheme}: {read.problems[0].message}")
    stand_ins = tuple(StandIn(one["test"], _products(one["products"])) for one in alternatives)
    return ListNotes(definitions, read.value.definitions, stand_ins, terms or {})


def _products(text: str) -> HsSet:
    found = parse_set(text)
    if not isinstance(found, HsSet):
        raise ValueError(f"definitions.yaml: {text}: {found.message}")
    return found
