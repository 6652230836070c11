"""Finds the packs of the data folder and reads one agreement with its rule list and the glossary."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from origin.agreements.agreement import Agreement
from origin.agreements.general_provisions import with_general_provisions
from origin.agreements.law import Law
from origin.agreements.pack_values import read_values
from origin.agreements.procedures import with_procedure
from origin.agreements.rule_book import ParsedRuleBook, RuleBook
from origin.data_folder import data_folder
from origin.language.glossary import Glossary
from origin.problems import Place, Problem, Read, Severity

LARGEST = 20_000_000
"""The most bytes a file of a pack may have."""


def agreement_ids(folder: Path | None = None) -> tuple[str, ...]:
    """The ids of all packs, sorted."""
    root = folder or data_folder("agreements")
    return tuple(sorted(path.parent.name for path in root.glob("*/agreement.yaml")))


def read_law(agreement: str, folder: Path | None = None) -> Read[Law]:
    """The law of an agreement from its pack; an unknown id names the nearest ones."""
    root = folder or data_folder("agreements")
    known = agreement_ids(root)
    if agreement not in known:
        return Read(None, (unknown_agreement(agreement, known),))
    pack = read_agreement(root / agreement / "agreement.yaml")
    terms = read_glossary()
    problems = pack.problems + terms.problems
    if pack.value is None or terms.value is None:
        return Read(None, problems)
    rules = read_rules(root / agreement / pack.value.rule_list.file, terms.value, pack.value.rule_list.extended_to)
    problems += rules.problems
    if rules.value is None:
        return Read(None, problems)
    return Read(Law(pack.value, rules.value, terms.value), problems)


def unknown_agreement(agreement: str, known: Iterable[str]) -> Problem:
    """The problem of an agreement for which there is no pack."""
    known = tuple(known)
    close = get_close_matches(agreement, known, n=3, cutoff=0.4)
    return Problem(
        "agreement-unknown",
        "there is no pack for this agreement",
        found=agreement,
        accepted=", ".join(known),
        hint=f"did you mean {' or '.join(close)}?" if close else "origin agreements list shows them all",
    )


def read_agreement(path: Path) -> Read[Agreement]:
    """The agreement that a pack's `agreement.yaml` states."""
    data, problems = read_yaml(path)
    if problems:
        return Read(None, problems)
    data, problems = with_general_provisions(data, path.parent.parent, path.name, read_yaml)
    data, more = with_procedure(data, path.parent.parent, path.name, read_yaml)
    problems += more
    value, mistakes = read_values(Agreement, data, path.name)
    return Read(None if problems else value, (*problems, *mistakes))


@lru_cache(maxsize=4)
def read_glossary(path: Path | None = None) -> Read[Glossary]:
    """The glossary of named materials and processes."""
    file = path or data_folder("grammar") / "glossary.yaml"
    data, problems = read_yaml(file)
    if problems:
        return Read(None, problems)
    if isinstance(data, dict) and "basic-textile-materials" in data:
        data = {key.replace("-", "_"): part for key, part in data.items()}
    value, mistakes = read_values(Glossary, _joined_codes(data), file.name)
    return Read(value, mistakes)


def _joined_codes(data: Any) -> Any:
    """Lists of codes ("codes: [5001, 5003-5005]") as the one text a code set is read from."""
    if isinstance(data, dict):
        return {
            key: ", ".join(part)
            if key in {"codes", "certain", "produces", "concerns", "earlier"} and isinstance(part, list)
            else _joined_codes(part)
            for key, part in data.items()
        }
    return data


def read_rules(path: Path, glossary: Glossary, extended_to: int | None = None) -> Read[RuleBook]:
    """The rule list of a pack, its terms and codes checked, with its definitions worked in.

    `extended_to` is the HS edition to whose codes the publisher has extended the list.
    """
    from origin.language.check import check_rule_list
    from origin.language.parser import parse_rule_list

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return Read(None, (_unreadable(path, error),))
    parsed = parse_rule_list(text, path.name)
    if parsed.value is None:
        return Read(None, parsed.problems)
    problems = check_rule_list(parsed.value, glossary, extended_to=extended_to, source=text, file=path.name)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Read(None, problems)
    return Read(ParsedRuleBook(parsed.value), problems)


def read_yaml(path: Path) -> tuple[Any, tuple[Problem, ...]]:
    """The data of a YAML file, every scalar as text; anchors and tags are refused."""
    import yaml

    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        if path.stat().st_size > LARGEST:
            return None, (Problem("file-too-large", "this file is too large for a pack", Place(path.name)),)
        text = path.read_text(encoding="utf-8")
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
                return None, (
                    Problem("yaml-anchor", "packs use no anchors, aliases or tags", _at(path, event.start_mark)),
                )
        return yaml.load(text, Loader=loader), ()  # noqa: S506  (the base loader builds texts, lists and mappings only)
    except yaml.MarkedYAMLError as error:
        return None, (Problem("yaml-syntax", str(error.problem), _at(path, error.problem_mark)),)
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        return None, (_unreadable(path, error),)


def _unreadable(path: Path, error: Exception) -> Problem:
    return Problem("file-unreadable", "this file cannot be read as UTF-8 text", Place(path.name), found=str(error))


def _at(path: Path, mark: Any) -> Place:
    """The place of a mark in a YAML file."""
    return Place(path.name, mark.line + 1, mark.column + 1) if mark else Place(path.name)
