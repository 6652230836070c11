"""Reads published rule lists from a file or a folder: JSON Lines of a corpus, or the publisher's own JSON.

All or nothing: a file that is damaged, of another shape or too large is refused with the record and the field, and
every mistake of it is told in one run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from msgspec.structs import replace

from origin.agreements.publication.heading import read_heading
from origin.agreements.publication.markup import plain_text
from origin.agreements.publication.published import PublishedList, PublishedRuleSet
from origin.agreements.publication.shapes import CorpusRuleSet, Misshapen, RawRuleSet, shaped
from origin.input_file import fault_of
from origin.language.legal import PublishedRule
from origin.problems import Place, Problem, Read

LARGEST = 50_000_000
"""The most bytes a file may have."""

MOST_RECORDS = 20_000
"""The most rule sets a file may have."""

MOST_FILES = 200
"""The most files of a folder that are read."""

MOST_PROBLEMS = 50
"""How many problems of a file are told in one run."""

Shape = TypeVar("Shape")
Record = tuple[int, int | None, Any]
"""The number of a record in its file, the line it stands on, and its data."""


def read_source(source: Path) -> Read[tuple[PublishedList, ...]]:
    """The rule lists of a file, or of all `.jsonl` and `.json` files of a folder, in order of their names."""
    if not source.is_dir():
        found = read_file(source)
        return Read((found.value,), found.problems) if found.value is not None else Read(None, found.problems)
    files = sorted(path for path in source.iterdir() if path.suffix in (".jsonl", ".json") and path.is_file())
    if not files:
        problem = Problem("source-empty", "this folder has no rule lists", Place(str(source)), accepted=".jsonl, .json")
        return Read(None, (problem,))
    if len(files) > MOST_FILES:
        problem = Problem("source-large", "this folder has too many files", Place(str(source)), str(len(files)))
        return Read(None, (problem,))
    read = [read_file(path) for path in files]
    problems = tuple(problem for one in read for problem in one.problems)
    lists = tuple(one.value for one in read if one.value is not None)
    return Read(None if len(lists) < len(read) else lists, problems)


def read_file(path: Path) -> Read[PublishedList]:
    """The rule list of one file; the file's name says the scheme where the records do not."""
    text = _text(path)
    if isinstance(text, Problem):
        return Read(None, (text,))
    records: list[Record] = []
    problems: list[Problem] = []
    raw = path.suffix == ".json"
    for one in _raw_records(path, text) if raw else _lines(path, text):
        if isinstance(one, Problem):
            problems.append(one)
        else:
            records.append(one)
    if len(records) > MOST_RECORDS:
        problems.append(
            Problem("source-large", "this file has too many rule sets", Place(path.name), str(len(records)))
        )
    elif not records and not problems:
        problems.append(Problem("source-empty", "this file has no rule sets", Place(path.name)))
    schemes: dict[str, int] = {}
    rule_sets: list[PublishedRuleSet] = []
    for record in records[:MOST_RECORDS]:
        if len(problems) >= MOST_PROBLEMS:
            break
        read = _raw(path, record) if raw else _corpus(path, record, schemes)
        if isinstance(read, PublishedRuleSet):
            rule_sets.append(read)
        else:
            problems.append(read)
    if len(schemes) > 1:
        found = ", ".join(list(schemes)[:5])
        message = "a file holds the rules of one scheme"
        problems.append(Problem("source-mixed", message, Place(path.name, list(schemes.values())[1]), found))
    if problems:
        return Read(None, tuple(problems[:MOST_PROBLEMS]))
    return Read(PublishedList(next(iter(schemes), path.stem.replace("_", "-")), path.name, tuple(rule_sets)))


def _text(path: Path) -> str | Problem:
    odd = fault_of(path)
    if odd is not None and odd.code != "file-missing":
        return odd
    try:
        if path.stat().st_size > LARGEST:
            return Problem("file-large", f"this file is larger than {LARGEST // 1_000_000} MB", Place(path.name))
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Problem("file-missing", "there is no such file or folder", Place(str(path)))
    except (OSError, UnicodeDecodeError) as error:
        return Problem("file-unreadable", "this file cannot be read as UTF-8 text", Place(path.name), str(error))


# -- the two shapes -------------------------------------------------------------------------------------------------


def _lines(path: Path, text: str) -> Iterator[Record | Problem]:
    """The records of JSON Lines."""
    number = 0
    for line, row in enumerate(text.split("\n"), 1):
        if row.strip():
            number += 1
            data = _json(row, Place(path.name, line))
            yield data if isinstance(data, Problem) else (number, line, data)


def _raw_records(path: Path, text: str) -> Iterator[Record | Problem]:
    """The rule sets of the publisher's own file."""
    data = _json(text, Place(path.name))
    if isinstance(data, Problem):
        yield data
        return
    sets = data.get("rule_sets") if isinstance(data, dict) else None
    if not isinstance(sets, list):
        message = "this is not a file of rule sets"
        accepted = 'an object with a list under "rule_sets", or a .jsonl file with a rule set on each line'
        yield Problem("source-shape", message, Place(path.name, field="rule_sets"), type(data).__name__, accepted)
        return
    for number, one in enumerate(sets, 1):
        yield number, None, one


def _json(text: str, place: Place) -> Any | Problem:
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        line, column = place.line, None
        if isinstance(error, json.JSONDecodeError):
            line, column = (place.line or 0) + error.lineno - (1 if place.line else 0), error.colno
        message = "this is not JSON"
        return Problem("source-json", message, Place(place.file, line, column), found=str(error)[:120])


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def _corpus(path: Path, record: Record, schemes: dict[str, int]) -> PublishedRuleSet | Problem:
    """The rule set of a corpus line."""
    shape = _validated(CorpusRuleSet, path, record)
    if isinstance(shape, Problem):
        return shape
    schemes.setdefault(shape.scheme, record[1] or 0)
    return _rule_set(path, record, shape)


def _raw(path: Path, record: Record) -> PublishedRuleSet | Problem:
    """The rule set of a file of the publisher, cleaned of markup."""
    shape = _validated(RawRuleSet, path, record)
    if isinstance(shape, Problem):
        return shape
    shape.heading = plain_text(shape.heading)
    shape.subdivision = " ".join(plain_text(shape.subdivision or "").split())
    for rule in shape.rules:
        rule.text = plain_text(rule.text)
    return _rule_set(path, record, shape)


def _rule_set(path: Path, record: Record, shape: CorpusRuleSet | RawRuleSet) -> PublishedRuleSet | Problem:
    heading = read_heading(shape.heading, shape.hs_min, shape.hs_max)
    if isinstance(heading, Problem):
        return replace(heading, place=Place(path.name, record[1], field=f"record {record[0]}, heading"))
    rules = tuple(
        PublishedRule(rule.text, rule.operator, tuple(rule.classes), rule.imported, rule.exported, rule.quota)
        for rule in shape.rules
    )
    description = shape.subdivision or None
    return PublishedRuleSet(record[0], heading.products, heading.chapter, heading.whole, description, rules)


def _validated(shape: type[Shape], path: Path, record: Record) -> Shape | Problem:
    """The record in its shape, or what is wrong with it."""
    number, line, data = record
    found = shaped(shape, data)
    if not isinstance(found, Misshapen):
        return found
    field = f"record {number}{', ' + found.field if found.field else ''}"
    return Problem("source-field", found.message, Place(path.name, line, field=field), found.found)
