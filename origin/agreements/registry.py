"""Finds the packs of the data folder and reads one agreement with its rule list and the glossary."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
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
from origin.language.tree import RuleList
from origin.problems import Place, Problem, Read, Severity

LARGEST = 20_000_000
"""The most bytes a file of a pack may have."""

DEEPEST = 5
"""How many lists may amend one another in a row."""

PROOFS_FILE = "proofs.yaml"
OWN_FILES: dict[str, tuple[str, ...]] = {
    "provisions.yaml": ("provisions", "general_provisions"),
    PROOFS_FILE: ("procedure", "proofs", "verification"),
}
"""Files beside an `agreement.yaml` that an import wrote, for what a person has read; each has one of these keys."""

PROOFS_NOT_MODELLED = "proofs of origin"
"""What an import says of a pack without proofs; a file of proofs takes it back."""

_AMENDS = re.compile(rb"amends(?<=\samends)\s+([a-z][a-z0-9-]*)\s*;")


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
    for name, keys in OWN_FILES.items():
        data, problems = _with_own_file(data, path.parent / name, keys)
        if problems:
            return Read(None, problems)
    data, problems = with_general_provisions(data, path.parent.parent, path.name, read_yaml)
    data, more = with_procedure(data, path.parent.parent, path.name, read_yaml)
    problems += more
    value, mistakes = read_values(Agreement, data, path.name)
    return Read(None if problems else value, (*problems, *mistakes))


def _with_own_file(data: Any, path: Path, keys: tuple[str, ...]) -> tuple[Any, tuple[Problem, ...]]:
    """The data of a pack with those of a file of its own beside it, which take their place.

    The numbers of articles, and what a file of proofs says is not confirmed or not modelled, are added to those before.
    """
    if not path.is_file() or not isinstance(data, dict):
        return data, ()
    own, problems = read_yaml(path)
    if problems:
        return data, problems
    if not isinstance(own, dict) or not set(keys) & set(own):
        message = f"this file has one of the keys {', '.join(keys)}"
        return data, (Problem("pack-value", message, Place(path.name), accepted=f"{keys[0]}:"),)
    joined = data | own
    if isinstance(data.get("articles"), dict) and isinstance(own.get("articles"), dict):
        joined["articles"] = data["articles"] | own["articles"]
    if path.name == PROOFS_FILE:
        for key in ("not_modelled", "not_confirmed"):
            both = [*_list(data.get(key)), *_list(own.get(key))]
            joined[key] = [one for one in both if one != PROOFS_NOT_MODELLED]
    return joined, ()


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


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

    `extended_to` is the HS edition to whose codes the publisher has extended the list. A list that amends a shared one
    is read as the agreement has it.
    """
    from origin.language.check import check_rule_list

    read = read_rule_list(path)
    if read.value is None:
        return Read(None, read.problems)
    text = read.value[0]
    whole = _as_amended(path, read.value[1])
    if whole.value is None:
        return Read(None, whole.problems)
    rules = whole.value
    problems = check_rule_list(rules, glossary, extended_to=extended_to, source=text, file=path.name)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Read(None, problems)
    return Read(ParsedRuleBook(rules), problems)


def read_rule_list(path: Path) -> Read[tuple[str, RuleList]]:
    """The text of a rule list and what it states, not yet checked."""
    try:
        if path.stat().st_size > LARGEST:
            return Read(None, (Problem("file-too-large", "this file is too large for a pack", Place(path.name)),))
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return Read(None, (_unreadable(path, error),))
    parsed = _parsed(text, path.name)
    return Read((text, parsed.value) if parsed.value is not None else None, parsed.problems)


@lru_cache(maxsize=4)
def _parsed(text: str, name: str) -> Read[RuleList]:
    """The rule list of a text, kept: the packs of a family amend one shared list, each of which would parse it anew."""
    from origin.language.parser import parse_rule_list

    return parse_rule_list(text, name)


def _as_amended(path: Path, rules: RuleList, depth: int = 0) -> Read[RuleList]:
    """A rule list as the agreement has it: where it amends another one, with that one's entries."""
    if rules.amends is None:
        return Read(rules)
    from origin.agreements.amendments import amended

    file = amended_file(path.parent.parent, rules.amends)
    if file is None or depth >= DEEPEST:
        known = ", ".join(found.stem for found in sorted((path.parent.parent / "lists").glob("*.psr")))
        message = "these lists amend each other in a circle" if file else "there is no list of this name to amend"
        return Read(None, (Problem("list-unknown", message, Place(path.name), rules.amends, known or None),))
    read = read_rule_list(file)
    if read.value is None:
        return Read(None, read.problems)
    base = _as_amended(file, read.value[1], depth + 1)
    return amended(base.value, rules, path.name) if base.value is not None else base


def amended_file(root: Path, name: str) -> Path | None:
    """The file of the list that another one amends: a shared list, else the rule list of another agreement."""
    return next((file for file in (root / "lists" / f"{name}.psr", root / name / "rules.psr") if file.is_file()), None)


def files_of(agreement: str, root: Path, read: Callable[[Path], bytes] = Path.read_bytes) -> tuple[Path, ...]:
    """The files that a pack is made of: its own, and the rule lists it amends. `read` may remember what it has read."""
    files = [path for path in sorted((root / agreement).iterdir()) if path.is_file()]
    for path in files:
        text = read(path) if path.suffix == ".psr" else b""
        found = _AMENDS.search(text) if b"amends" in text else None
        file = amended_file(root, found[1].decode()) if found else None
        if file is not None and file not in files:
            files.append(file)
    return tuple(files)


def files_of_agreement(agreement: str, root: Path) -> tuple[Path, ...]:
    """The files that state an agreement, without its rule list."""
    named = (root / agreement / name for name in ("agreement.yaml", *OWN_FILES))
    return tuple(path for path in named if path.is_file())


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
        twice = _key_twice(yaml.compose(text, Loader=loader), path)
        if twice is not None:
            return None, (twice,)
        return yaml.load(text, Loader=loader), ()  # noqa: S506  (the base loader builds texts, lists and mappings only)
    except yaml.MarkedYAMLError as error:
        return None, (Problem("yaml-syntax", str(error.problem), _at(path, error.problem_mark)),)
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        return None, (_unreadable(path, error),)


def _key_twice(root: Any, path: Path) -> Problem | None:
    """The first key that stands twice in one mapping: YAML would silently take the later one."""
    nodes = [root] if root is not None else []
    while nodes:
        node = nodes.pop()
        if isinstance(node.value, str):
            continue
        seen: dict[str, int] = {}
        for part in node.value:
            if not isinstance(part, tuple):
                nodes.append(part)
                continue
            key, value = part
            if isinstance(key.value, str) and key.value in seen:
                message = f"the key stands twice in one mapping, first in line {seen[key.value]}"
                return Problem("key-twice", message, _at(path, key.start_mark), key.value, "each key once")
            if isinstance(key.value, str):
                seen[key.value] = key.start_mark.line + 1
            nodes.append(value)
    return None


def _unreadable(path: Path, error: Exception) -> Problem:
    return Problem("file-unreadable", "this file cannot be read as UTF-8 text", Place(path.name), found=str(error))


def _at(path: Path, mark: Any) -> Place:
    """The place of a mark in a YAML file."""
    return Place(path.name, mark.line + 1, mark.column + 1) if mark else Place(path.name)
