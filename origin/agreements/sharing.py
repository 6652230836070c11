"""What packs share: a pack names a shared file and states only what differs.

A shared file stands in a folder beside the packs (`agreements/procedures/`, `agreements/provisions/`), and may rest on
another one of that folder in turn.

- In mappings the values of the pack win, key by key; `off` leaves out what the shared file says.
- Where a pack states a list whose items have an id (proofs, steps, tolerances, partners), it has these alone, and each
  takes over what the shared one of that id says. Any other list replaces the shared one.
- `articles` are the agreement's own numbers: `{validity}` in a shared text is replaced by what stands under that key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from origin.data_folder import shared
from origin.problems import Place, Problem

DEEPEST = 5
"""Shared files resting on one another, at most."""

OFF = "off"
"""Stated for a key, it leaves out what the shared file says there."""

_ARTICLE = re.compile(r"\{([a-z_]+)\}")

ReadYaml = Callable[[Path], tuple[Any, tuple[Problem, ...]]]


class Sharing(NamedTuple):
    """One kind of shared file: the key by which a pack names it, its folder, and what it may say.

    `named` are the lists whose items have an id; `by_kind` lets an item without a namesake take over what the first one
    of its `kind` says. `noun` is what people call such a file.
    """

    field: str
    folder: str
    noun: str
    keys: tuple[str, ...]
    named: frozenset[str]
    by_kind: bool = False

    def files(self, folder: Path) -> tuple[Path, ...]:
        """The shared files of this kind; `folder` is that of the packs."""
        return tuple(sorted(shared(folder, self.folder).glob("*.yaml")))

    def names(self, folder: Path) -> tuple[str, ...]:
        """Their names."""
        return tuple(path.stem for path in self.files(folder))

    def read(
        self, named: Any, folder: Path, file: str, read_yaml: ReadYaml, depth: int = 0
    ) -> tuple[dict[str, Any], tuple[Problem, ...]]:
        """What the shared file of a name says, those it rests on included; of several, each states what differs."""
        said: dict[str, Any] = {}
        for name in named if isinstance(named, list) else [] if named is None else [named]:
            found, problems = self._read_one(name, folder, file, read_yaml, depth)
            if problems:
                return {}, problems
            said = self.merged(said, found)
        return said, ()

    def _read_one(
        self, name: Any, folder: Path, file: str, read_yaml: ReadYaml, depth: int
    ) -> tuple[dict[str, Any], tuple[Problem, ...]]:
        known = self.names(folder)
        if name not in known or depth >= DEEPEST:
            message = f"there is no {self.noun} of this name" if name not in known else "these files rest on themselves"
            place = Place(file, field=self.field)
            return {}, (Problem(f"{self.noun.split()[-1]}-unknown", message, place, str(name)[:60], ", ".join(known)),)
        path = shared(folder, self.folder) / f"{name}.yaml"
        data, problems = read_yaml(path)
        if problems or not isinstance(data, dict):
            return {}, problems
        unknown = [key for key in data if key not in (*self.keys, self.field)]
        if unknown:
            message = f"a {self.noun} has no such key"
            accepted = ", ".join((*self.keys, self.field))
            return {}, (Problem("pack-value", message, Place(path.name, field=unknown[0]), unknown[0], accepted),)
        below, more = self.read(data.get(self.field), folder, path.name, read_yaml, depth + 1)
        return self.merged(below, {key: data[key] for key in self.keys if key in data}), more

    def merged(self, common: Any, own: Any, key: str = "") -> Any:
        """The shared value with what is stated instead."""
        if isinstance(common, Mapping) and isinstance(own, Mapping) and not is_period(own):
            stated = {name: self.merged(common.get(name), value, name) for name, value in own.items()}
            return {name: value for name, value in {**common, **stated}.items() if value != OFF}
        if key in self.named and _have_ids(common) and _have_ids(own):
            return [self.merged(self._namesake(item, common), item) for item in own]
        return own

    def _namesake(self, item: Any, common: list[Any]) -> Any:
        """The shared item of the same id, or else of the same kind where that serves."""
        alike = [one for one in common if id_of(one) == id_of(item)]
        if self.by_kind and not alike and item.get("kind") is not None:
            alike = [one for one in common if one.get("kind") == item.get("kind")]
        return alike[0] if alike else {}


def is_period(value: Mapping[str, Any]) -> bool:
    """Whether this is a period, which is stated whole: thirty days in the place of ten months are thirty days."""
    return bool(value) and set(value) <= {"years", "months", "days"}


def switched_off(common: Any, own: Any, path: str = "") -> Iterator[tuple[str, bool]]:
    """Every key that is switched off, and whether there was anything to switch off."""
    for key, value in own.items() if isinstance(own, Mapping) else ():
        below = common.get(key) if isinstance(common, Mapping) else None
        if value == OFF:
            yield f"{path}{key}", below is not None
        else:
            yield from switched_off(below, value, f"{path}{key}.")


def with_articles(value: Any, articles: Any, unknown: set[str]) -> Any:
    """The value with the agreement's own articles in its texts; names without an article are collected."""
    if isinstance(value, Mapping):
        return {key: with_articles(part, articles, unknown) for key, part in value.items()}
    if isinstance(value, list):
        return [with_articles(part, articles, unknown) for part in value]
    if not isinstance(value, str) or "{" not in value:
        return value
    numbers = articles if isinstance(articles, Mapping) else {}
    unknown.update(name for name in _ARTICLE.findall(value) if name not in numbers)
    return _ARTICLE.sub(lambda found: str(numbers.get(found[1], found[0])), value)


def no_article(name: str, file: str, noun: str) -> Problem:
    """The problem of an article that a shared text cites and the pack does not number."""
    message = f"the {noun} cites an article that the pack does not number"
    return Problem("article-missing", message, Place(file, field="articles"), name, f"articles: {{{name}: Article 1}}")


def id_of(item: Any) -> Any:
    """The id of an item of a list, or else its kind; None where it has neither."""
    return (item.get("id") or item.get("kind")) if isinstance(item, Mapping) else None


def _have_ids(items: Any) -> bool:
    return isinstance(items, list) and all(id_of(item) is not None for item in items)
