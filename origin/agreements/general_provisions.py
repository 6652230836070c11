"""General provisions that several agreements share: a pack names a file of them and states only what differs.

A shared file is `agreements/provisions/<name>.yaml`, with the keys `articles`, `provisions`, `groups`, `readings`,
`not_modelled` and `not_confirmed` of a pack; `origin/agreements/sharing.py` says how both are put together. The last
four add up; a group or reading of the pack takes the place of the shared one of its id.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from origin.agreements.sharing import ReadYaml, Sharing, id_of, no_article, switched_off, with_articles
from origin.problems import Place, Problem

_ADDED = ("groups", "readings", "not_modelled", "not_confirmed")
_NAMED = frozenset({"tolerances", "categories", "partners", "chapter_notes", "deemed_materials", "deemed_products"})


class _GeneralProvisions(Sharing):
    """Shared general provisions; some lists add up."""

    def merged(self, common: Any, own: Any, key: str = "") -> Any:
        if key in _ADDED and isinstance(common, list) and isinstance(own, list):
            ids = {id_of(item) for item in own if id_of(item) is not None}
            return [item for item in common if id_of(item) not in ids] + own
        return super().merged(common, own, key)


GENERAL_PROVISIONS = _GeneralProvisions(
    "general_provisions", "provisions", "shared file of provisions", ("articles", "provisions", *_ADDED), _NAMED
)


def with_general_provisions(pack: Any, folder: Path, file: str, read_yaml: ReadYaml) -> tuple[Any, tuple[Problem, ...]]:
    """The plain data of a pack with the shared provisions it names worked in; `folder` is that of the packs."""
    if not isinstance(pack, dict):
        return pack, ()
    shared = GENERAL_PROVISIONS
    named = pack.get(shared.field)
    common, problems = shared.read(named, folder, file, read_yaml)
    if problems or not common:
        return pack, problems
    own = {key: pack[key] for key in shared.keys if key in pack}
    stated = shared.merged(common, own)
    articles = stated.pop("articles", {})
    unknown: set[str] = set()
    worked_in = with_articles(stated, articles, unknown)
    idle = [path for path, there in switched_off(common, own) if not there]
    names = named if isinstance(named, list) else [named]
    return pack | worked_in | {shared.field: names}, (
        *(no_article(name, file, shared.noun) for name in sorted(unknown)),
        *(_nothing_to_switch_off(path, file) for path in idle),
    )


def _nothing_to_switch_off(path: str, file: str) -> Problem:
    message = "there is nothing to switch off: the shared file does not say this"
    return Problem("provision-off", message, Place(file, field=path), "off")
