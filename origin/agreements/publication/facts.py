"""What the publisher says of a scheme besides its rules: title, countries, dates, cumulation, proofs of origin."""

from __future__ import annotations

import json
from pathlib import Path

from origin.agreements.publication.shapes import Misshapen, SchemeFacts, shaped
from origin.problems import Place, Problem, Read

LARGEST = 5_000_000


def read_facts(path: Path) -> Read[dict[str, SchemeFacts]]:
    """The facts of every scheme in a file of JSON Lines, by its code."""
    found: dict[str, SchemeFacts] = {}
    problems: list[Problem] = []
    try:
        if path.stat().st_size > LARGEST:
            return Read(None, (Problem("file-large", "this file is too large", Place(path.name)),))
        rows = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        return Read(None, (Problem("file-unreadable", "this file cannot be read", Place(path.name), str(error)),))
    for line, row in enumerate(rows, 1):
        try:
            facts = shaped(SchemeFacts, json.loads(row))
        except (ValueError, RecursionError) as error:
            problems.append(Problem("source-json", "this is not JSON", Place(path.name, line), str(error)[:120]))
            continue
        if isinstance(facts, Misshapen):
            place = Place(path.name, line, field=f"record {line}, {facts.field}")
            problems.append(Problem("facts-field", facts.message, place, facts.found))
        else:
            found[facts.code] = facts
    return Read(None if problems else found, tuple(problems))


def texts_of(scheme: str, folder: Path) -> tuple[str, ...]:
    """The articles and introductory notes of a scheme that stand under a folder, as far as there are any."""
    notes = {f"{scheme}_intro.md", f"{scheme.replace('-', '_')}_intro.md"}
    files = list(folder.glob(f"*articles/{scheme}/*.md"))
    files += [path for path in folder.glob("*notes/*_intro.md") if path.name in notes]
    return tuple(path.read_text(encoding="utf-8", errors="replace") for path in sorted(files))
