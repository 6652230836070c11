"""Which agreement each published scheme is, and which lists several agreements share: `agreements/catalogue.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import msgspec

from origin.agreements.agreement import Party
from origin.agreements.pack_values import read_values
from origin.frozen import Frozen
from origin.problems import Read


class SharedList(Frozen):
    """A rule list that several schemes have, with the schemes it is made from."""

    name: str
    title: str
    schemes: tuple[str, ...]


class Scheme(Frozen):
    """The agreement of a published scheme.

    `partner` names the other party; `each` tells that every country is a party of its own; `by_hand` that the rule list
    is encoded by hand and not written by an import. `procedure` is the file of `procedures/` that states its proofs and
    their verification, with `articles` where their numbers differ.
    """

    id: str | None = None
    partner: str | None = None
    each: bool = False
    by_hand: bool = False
    procedure: str | None = None
    articles: Mapping[str, str] = msgspec.field(default_factory=dict)


class Replica(Frozen):
    """An agreement of the union after whose model a published one was made: the same list with another party."""

    id: str
    of: str
    title: str
    valid_from: date
    valid_until: date | None = None


class Catalogue(Frozen):
    """The party that publishes, its spellings of countries, the shared lists, the schemes and their models."""

    home: Party
    source: str
    union: Party | None = None
    replicas: tuple[Replica, ...] = ()
    countries: Mapping[str, str] = msgspec.field(default_factory=dict)
    regions: tuple[str, ...] = ()
    lists: tuple[SharedList, ...] = ()
    schemes: Mapping[str, Scheme] = msgspec.field(default_factory=dict)

    def agreement_of(self, scheme: str) -> str:
        """The id of the agreement: as stated, else the publishing party and the scheme."""
        return self.scheme(scheme).id or f"uk-{scheme}"

    def scheme(self, code: str) -> Scheme:
        """What is stated of a scheme; nothing, where it is not in the catalogue."""
        return self.schemes.get(code, Scheme())


def read_catalogue(path: Path) -> Read[Catalogue]:
    """The catalogue of a file."""
    from origin.agreements.registry import read_yaml

    data, problems = read_yaml(path)
    if problems:
        return Read(None, problems)
    value, mistakes = read_values(Catalogue, data, path.name)
    return Read(value, mistakes)
