"""Groups of countries that statistics and tariffs treat together, from `agreements/blocs.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from origin.agreements.registry import read_yaml
from origin.data_folder import data_folder
from origin.dossier.code_lists import countries, country_spellings

NOT_SPECIFIED = "XX"
"""Stands where a table tells no single country."""


class _Spell(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    countries: tuple[str, ...]
    since: date = Field(alias="from")
    until: date = date.max


class Bloc(BaseModel):
    """A group of countries with its members over time."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    name: str
    source: str
    customs_territory: bool = False
    members: tuple[_Spell, ...]

    def spells(self) -> tuple[tuple[str, date, date], ...]:
        """Each member with its first and last day."""
        return tuple((country, spell.since, spell.until) for spell in self.members for country in spell.countries)

    def members_on(self, day: date) -> frozenset[str]:
        """The members on a day."""
        return frozenset(country for country, since, until in self.spells() if since <= day <= until)


@cache
def blocs() -> dict[str, Bloc]:
    """All blocs by id."""
    data, problems = read_yaml(data_folder("agreements") / "blocs.yaml")
    assert not problems, problems
    return {bloc.id: bloc for bloc in map(Bloc.model_validate, data)}


@dataclass(frozen=True, slots=True)
class Place:
    """A country, a bloc or nothing told, as a table names it."""

    code: str
    is_bloc: bool = False


@cache
def place_of(text: str) -> Place | None:
    """What a text means: letters of a country, its English name, or the id or name of a bloc; None where nothing."""
    key = text.strip().upper()
    known = blocs()
    # The code list of dossiers has "EU" as a country of its own; here it is the bloc.
    for bloc in known.values():
        if key in {bloc.id.upper(), bloc.name.upper()}:
            return Place(bloc.id, is_bloc=True)
    if key in countries():
        return Place(key)
    code = country_spellings().get(key) or _common_names().get(key)
    return Place(code) if code else None


@cache
def _common_names() -> dict[str, str]:
    """Names as statistics write them, with "&" and "St.", beside those of the code list."""
    found = {}
    for code, name in countries().items():
        plain = name.upper()
        found[plain.replace(" AND ", " & ")] = code
        found[plain.replace("SAINT ", "ST. ").replace(" AND ", " & ")] = code
        found[plain.replace("'", "’")] = code
    return found


def name_of(code: str) -> str:
    """The English name of a country or bloc."""
    if code == NOT_SPECIFIED:
        return "not specified"
    known = blocs()
    return known[code].name if code in known else countries().get(code, code)
