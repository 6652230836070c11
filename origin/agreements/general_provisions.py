"""General provisions that several agreements share: a pack names a file of them and states only what differs.

A shared file is `agreements/provisions/<name>.yaml`, with the keys `articles`, `provisions`, `readings`, `not_modelled`
and `not_confirmed` of a pack; `origin/agreements/sharing.py` says how both are put together. What is read, not modelled
and not confirmed adds up; a reading of the pack takes the place of the shared one of its id.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from origin.agreements.sharing import ReadYaml, Sharing, id_of, no_article, switched_off, with_articles
from origin.problems import Place, Problem

_ADDED = ("readings", "not_modelled", "not_confirmed")
_NAMED = frozenset(
    {"tolerances", "categories", "partners", "chapter_notes", "deemed_materials", "deemed_products", "readings"}
)

GENERAL_PROVISIONS = Sharing(
    "general_provisions", "provisions", "shared file of provisions", ("articles", "provisions", *_ADDED), _NAMED
)


def with_general_provisions(pack: Any, folder: Path, file: str, read_yaml: ReadYaml) -> tuple[Any, tuple[Problem, ...]]:
    """The plain data of a pack with the shared provisions it names worked in; `folder` is that of the packs."""
    if not isinstance(pack, dict):
        return pack, ()
    common, problems = GENERAL_PROVISIONS.read(pack.get(GENERAL_PROVISIONS.field), folder, file, read_yaml)
    if problems:
        return pack, problems
    own = {key: pack[key] for key in ("articles", "provisions") if key in pack}
    stated = GENERAL_PROVISIONS.merged(common, own)
    added = {key: _added(common.get(key), pack.get(key)) for key in _ADDED if key in common}
    unknown: set[str] = set()
    worked_in = with_articles({"provisions": stated.get("provisions", {}), **added}, stated.get("articles"), unknown)
    idle = (path for path, there in switched_off(common, own) if not there)
    problems = tuple(no_article(name, file, GENERAL_PROVISIONS.noun) for name in sorted(unknown))
    return pack | worked_in, (*problems, *(_nothing_to_switch_off(path, file) for path in idle))


def _added(common: Any, own: Any) -> Any:
    """A shared list with the pack's own after it; a reading of the same id is stated once, by the pack."""
    if not isinstance(common, list) or not isinstance(own, list | None):
        return own
    stated = own or []
    ids = {id_of(item) for item in stated if id_of(item) is not None}
    return [item for item in common if id_of(item) not in ids] + stated


def _nothing_to_switch_off(path: str, file: str) -> Problem:
    message = "there is nothing to switch off: the shared file does not say this"
    return Problem("provision-off", message, Place(file, field=path), "off")
