"""Procedures that several agreements share: a pack names one and states only what differs.

A shared procedure is `agreements/procedures/<name>.yaml`, with the keys `articles`, `proofs`, `proof_provisions` and
`verification` of a pack; it may rest on another one in turn.

- In mappings the pack's values win, key by key.
- Where a pack lists proofs, steps or grounds, it has these alone; each takes over what the shared one of
  that id, or else of that kind, says.
- `articles` are the agreement's own numbers: `{validity}` in a shared text is replaced by what stands under that key.
- Where `verification` is a list, its items are the procedure at different times: each states only what differs from
  the first, and the last one in force on a day applies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from origin.data_folder import shared
from origin.problems import Place, Problem

DEEPEST = 5
"""Shared procedures resting on one another, at most."""

KEYS = ("articles", "proofs", "proof_provisions", "verification")
_NAMED = ("proofs", "steps", "grounds")
"""Lists whose items have an id, by which they take over what a shared procedure says."""
_ARTICLE = re.compile(r"\{([a-z_]+)\}")

ReadYaml = Callable[[Path], tuple[Any, tuple[Problem, ...]]]


def with_procedure(pack: Any, folder: Path, file: str, read_yaml: ReadYaml) -> tuple[Any, tuple[Problem, ...]]:
    """The plain data of a pack with the shared procedure it names worked in; `folder` is that of the packs."""
    if not isinstance(pack, dict):
        return pack, ()
    common, problems = _shared(pack.get("procedure"), folder, file, read_yaml, 0)
    if problems:
        return pack, problems
    stated = merged(common, {key: pack[key] for key in KEYS if key in pack})
    articles = stated.pop("articles", {})
    unknown: set[str] = set()
    worked_in = _with_articles(_dated(stated), articles if isinstance(articles, dict) else {}, unknown)
    rest = {key: value for key, value in pack.items() if key not in KEYS}
    return rest | worked_in, tuple(_no_article(name, file) for name in sorted(unknown))


def procedure_names(folder: Path) -> tuple[str, ...]:
    """The names of the shared procedures."""
    return tuple(sorted(path.stem for path in shared(folder, "procedures").glob("*.yaml")))


def _shared(
    name: Any, folder: Path, file: str, read_yaml: ReadYaml, depth: int
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """What the shared procedure of a name says, those it rests on included."""
    if name is None:
        return {}, ()
    known = procedure_names(folder)
    if name not in known or depth >= DEEPEST:
        message = "there is no shared procedure of this name" if name not in known else "procedures rest on themselves"
        place = Place(file, field="procedure")
        return {}, (Problem("procedure-unknown", message, place, str(name)[:60], ", ".join(known)),)
    path = shared(folder, "procedures") / f"{name}.yaml"
    data, problems = read_yaml(path)
    if problems or not isinstance(data, dict):
        return {}, problems
    below, more = _shared(data.get("procedure"), folder, path.name, read_yaml, depth + 1)
    return merged(below, {key: data[key] for key in KEYS if key in data}), more


def merged(shared: Any, own: Any, key: str = "") -> Any:
    """The shared value with what is stated instead."""
    if isinstance(shared, Mapping) and isinstance(own, Mapping):
        return {**shared, **{name: merged(shared.get(name), value, name) for name, value in own.items()}}
    if key == "verification" and isinstance(own, list) and isinstance(shared, Mapping) and own:
        return [merged(shared, own[0]), *own[1:]]
    if key in _NAMED and _have_ids(shared) and _have_ids(own):
        known = {item.get("kind"): item for item in reversed(shared)} | {_id(item): item for item in shared}
        return [merged(known.get(_id(item)) or known.get(item.get("kind")) or {}, item) for item in own]
    return own


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
    if isinstance(first, Mapping) and isinstance(item, Mapping):
        return {**first, **{name: _overlaid(first.get(name), value, name) for name, value in item.items()}}
    if key in _NAMED and _have_ids(first) and _have_ids(item):
        stated = {_id(part): part for part in item}
        kept = [_overlaid(part, stated.pop(_id(part)), "") if _id(part) in stated else part for part in first]
        return [*kept, *stated.values()]
    return item


def _with_articles(value: Any, articles: Mapping[str, Any], unknown: set[str]) -> Any:
    """The value with the agreement's own articles in its texts; names without an article are collected."""
    if isinstance(value, Mapping):
        return {key: _with_articles(part, articles, unknown) for key, part in value.items()}
    if isinstance(value, list):
        return [_with_articles(part, articles, unknown) for part in value]
    if not isinstance(value, str) or "{" not in value:
        return value
    unknown.update(name for name in _ARTICLE.findall(value) if name not in articles)
    return _ARTICLE.sub(lambda found: str(articles.get(found[1], found[0])), value)


def _no_article(name: str, file: str) -> Problem:
    message = "the shared procedure cites an article that the pack does not number"
    return Problem("article-missing", message, Place(file, field="articles"), name, f"articles: {{{name}: Article 1}}")


def _have_ids(items: Any) -> bool:
    return isinstance(items, list) and all(_id(item) is not None for item in items)


def _id(item: Any) -> Any:
    return (item.get("id") or item.get("kind")) if isinstance(item, Mapping) else None
