"""Procedures that several agreements share: a pack names one and states only what differs.

A shared procedure is `agreements/procedures/<name>.yaml`, with the keys `articles`, `proofs`, `proof_provisions` and
`verification` of a pack; `origin/agreements/sharing.py` says how both are put together. Where `verification` is a list,
its items are the procedure at different times: each states only what differs from the first, and the last one in force
on a day applies.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from origin.agreements.sharing import OFF, ReadYaml, Sharing, id_of, is_period, no_article, with_articles
from origin.problems import Problem

KEYS = ("articles", "proofs", "proof_provisions", "verification")
_NAMED = frozenset({"proofs", "steps", "grounds"})


class _Procedures(Sharing):
    """Shared procedures; of a dated verification, the first item takes over what the shared one says."""

    def merged(self, common: Any, own: Any, key: str = "") -> Any:
        if key == "verification" and isinstance(own, list) and isinstance(common, Mapping) and own:
            return [super().merged(common, own[0]), *own[1:]]
        return super().merged(common, own, key)


PROCEDURES = _Procedures("procedure", "procedures", "shared procedure", KEYS, _NAMED, by_kind=True)


def with_procedure(pack: Any, folder: Path, file: str, read_yaml: ReadYaml) -> tuple[Any, tuple[Problem, ...]]:
    """The plain data of a pack with the shared procedure it names worked in; `folder` is that of the packs."""
    if not isinstance(pack, dict):
        return pack, ()
    common, problems = PROCEDURES.read(pack.get("procedure"), folder, file, read_yaml)
    if problems:
        return pack, problems
    stated = PROCEDURES.merged(common, {key: pack[key] for key in KEYS if key in pack})
    articles = stated.pop("articles", {})
    unknown: set[str] = set()
    worked_in = with_articles(_dated(stated), articles, unknown)
    rest = {key: value for key, value in pack.items() if key not in KEYS}
    return rest | worked_in, tuple(no_article(name, file, PROCEDURES.noun) for name in sorted(unknown))


def _dated(data: dict[str, Any]) -> dict[str, Any]:
    """`verification` as a list, each item with what it does not state itself taken from the first."""
    stated = data.get("verification")
    if stated is None:
        return data
    items = stated if isinstance(stated, list) else [stated]
    if not items or not isinstance(items[0], Mapping):
        return data
    first = {key: value for key, value in items[0].items() if key not in ("valid_from", "valid_until")}
    return data | {"verification": [items[0], *(_overlaid(first, item, "") for item in items[1:])]}


def _overlaid(first: Any, item: Any, key: str) -> Any:
    """A later item over the first; unlike a pack, it keeps the steps and grounds that it does not name."""
    if isinstance(first, Mapping) and isinstance(item, Mapping) and not is_period(item):
        laid = {**first, **{name: _overlaid(first.get(name), value, name) for name, value in item.items()}}
        return {name: value for name, value in laid.items() if value != OFF}
    if key in _NAMED and isinstance(first, list) and isinstance(item, list):
        stated = {id_of(part): part for part in item}
        kept = [_overlaid(part, stated.pop(id_of(part)), "") if id_of(part) in stated else part for part in first]
        return [*kept, *stated.values()]
    return item
