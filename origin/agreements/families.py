"""Families: the general provisions that agreements of one kind have alike, to judge by with a rule given by hand.

A family is `agreements/families/<name>.yaml`: what a pack says, but for a rule list and days of its own. Where it
states `sides` in place of `parties`, it is between any two: the side, or else the country, of each end of the journey.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from origin.agreements.agreement import Agreement
from origin.agreements.general_provisions import with_general_provisions
from origin.agreements.law import Law
from origin.agreements.pack_values import read_values
from origin.agreements.registry import read_glossary, read_rules, read_yaml
from origin.agreements.rule_book import ParsedRuleBook, RuleBook
from origin.data_folder import data_folder, shared
from origin.frozen import Frozen
from origin.input_file import fault_of
from origin.language import tree as t
from origin.problems import Place, Problem, Read

FOLDER = "families"


class Trade(Frozen):
    """The two ends of a journey, as countries: where the product is exported from, and where it is imported."""

    exported_from: str | None
    imported_into: str | None


class Family(Frozen):
    """What a family says of itself: its name, its title, and the parties or sides it knows."""

    id: str
    title: str
    source: str
    parties: tuple[str, ...]
    between_any: bool


def family_ids(folder: Path | None = None) -> tuple[str, ...]:
    """The names of all families, sorted."""
    return tuple(sorted(path.stem for path in shared(folder or data_folder("agreements"), FOLDER).glob("*.yaml")))


def read_families(folder: Path | None = None) -> Read[tuple[Family, ...]]:
    """All families, as a list of them shows them."""
    found: list[Family] = []
    problems: list[Problem] = []
    for name in family_ids(folder):
        data, mistakes = _read(name, folder)
        problems += mistakes
        if isinstance(data, dict):
            sides = data.get("sides") or data.get("parties") or []
            ids = tuple([str(one.get("id")) for one in sides if isinstance(one, dict)])
            found.append(Family(name, str(data.get("title")), str(data.get("source")), ids, "sides" in data))
    return Read(None if problems else tuple(found), tuple(problems))


def family_law(
    name: str, trade: Trade | None, edition: int, rules: RuleBook | None = None, folder: Path | None = None
) -> Read[Law]:
    """The law of a family, for goods traded so, on an HS edition; without `rules`, nothing has a rule.

    Without `trade`, all sides that a family knows are its parties: what a sheet of it shows.
    """
    data, problems = _read(name, folder)
    if problems:
        return Read(None, problems)
    file = f"{name}.yaml"
    stated, problems = _with_parties(data, trade, file) if trade else (_with_sides(data), ())
    if problems:
        return Read(None, problems)
    book = rules or ParsedRuleBook(t.RuleList("by-hand", "rules given by hand", edition, (), ()))
    reference = {"file": "", "edition": str(book.edition), "citation": "the rule given by hand"}
    stated = {"valid_from": date.min.isoformat(), "rule_list": reference} | stated
    agreement, mistakes = read_values(Agreement, stated, file)
    glossary = read_glossary()
    if agreement is None or glossary.value is None:
        return Read(None, (*mistakes, *glossary.problems))
    return Read(Law(agreement, book, glossary.value))


def rules_in(path: Path) -> Read[RuleBook]:
    """The rule list of a file in our notation, checked; warnings about it come with it."""
    odd = fault_of(path)
    if odd is not None:
        return Read(None, (odd,))
    glossary = read_glossary()
    return read_rules(path, glossary.value) if glossary.value is not None else Read(None, glossary.problems)


def _read(name: str, folder: Path | None) -> tuple[Any, tuple[Problem, ...]]:
    """The data of a family, with the shared provisions that it names worked in."""
    root = folder or data_folder("agreements")
    data, problems = read_yaml(shared(root, FOLDER) / f"{name}.yaml")
    if problems:
        return None, problems
    worked_in, problems = with_general_provisions(data, root, f"{name}.yaml", read_yaml)
    if isinstance(worked_in, dict):
        worked_in = {key: value for key, value in worked_in.items() if key != "articles"}
    return worked_in, problems


def _with_sides(data: dict[str, Any]) -> dict[str, Any]:
    """The data with all sides as parties."""
    return {"parties": data.get("sides")} | {key: value for key, value in data.items() if key != "sides"}


def _with_parties(data: dict[str, Any], trade: Trade, file: str) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The data with the sides that the goods are traded between as its parties."""
    if "sides" not in data:
        return data, ()
    stated = {key: value for key, value in data.items() if key != "sides"}
    parties: list[dict[str, Any]] = []
    for what, option, country in (
        ("exported_from", "--from", trade.exported_from),
        ("imported_into", "--to", trade.imported_into),
    ):
        if country is None:
            message = f"this family is between any two sides: the dossier must state {what}"
            return data, (Problem("family-sides", message, Place(option), accepted="a country"),)
        side = next((one for one in data["sides"] if country == one["id"] or country in one["countries"]), None)
        party = side or {"id": country, "name": country, "countries": [country]}
        if party not in parties:
            parties.append(party)
    return stated | {"parties": parties}, ()
