"""The code lists a dossier refers to: countries and currencies."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent / "tables"

INDEX = "index"
"""Stands where a currency stands, for figures that are only relative to one another."""

_OTHER_NAMES = {
    "UK": "GB",
    "EL": "GR",
    "XS": "RS",
    "ENGLAND": "GB",
    "SCOTLAND": "GB",
    "WALES": "GB",
    "GREAT BRITAIN": "GB",
    "USA": "US",
    "UNITED STATES OF AMERICA": "US",
    "KOREA": "KR",
    "TURKEY": "TR",
    "CZECH REPUBLIC": "CZ",
    "HOLLAND": "NL",
    "RUSSIA": "RU",
    "IVORY COAST": "CI",
}


@cache
def countries() -> dict[str, str]:
    """The two letters of every country, and of the territories that customs treat as one, with its name."""
    return {row[0]: row[2] for row in _countries()}


@cache
def country_spellings() -> dict[str, str]:
    """Names and other codes, in capitals, with the two letters that are meant."""
    rows = (row.split("\t") for row in _rows("country-names.tsv"))
    found = {name: two for two, names in rows for name in names.split("|")}
    found.update({name.upper(): two for two, _, name in _countries()})
    found.update({three: two for two, three, _ in _countries() if three})
    return found | _OTHER_NAMES


@cache
def currencies() -> frozenset[str]:
    """The three letters of every currency."""
    return frozenset(" ".join(_rows("currencies.txt")).split())


@cache
def _countries() -> tuple[tuple[str, str, str], ...]:
    """Two letters, three letters ("" where there are none) and name of each country."""
    split = (row.split("\t") for row in _rows("countries.tsv"))
    return tuple((two, three, name) for two, three, name in split)


def _rows(name: str) -> list[str]:
    """The lines of a table without its remarks."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
