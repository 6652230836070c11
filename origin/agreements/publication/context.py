"""What an import knows besides the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from origin.agreements.publication.catalogue import Catalogue, read_catalogue
from origin.agreements.publication.definitions import read_definitions
from origin.agreements.publication.facts import read_facts, texts_of
from origin.agreements.publication.shapes import SchemeFacts
from origin.agreements.registry import read_glossary
from origin.data_folder import shared as shared_file
from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.glossary import Glossary
from origin.problems import Read


class Context(Frozen):
    """What is known besides the rules: the catalogue, the publisher's facts of schemes, the texts of the agreements."""

    catalogue: Catalogue
    glossary: Glossary
    facts: Mapping[str, SchemeFacts] = msgspec.field(default_factory=dict)
    texts: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    definitions: Mapping[str, tuple[t.Definition, ...]] = msgspec.field(default_factory=dict)
    """By agreement: what its notes define for its rules, written by hand in `definitions.psr` of its pack."""


def read_context(facts: Path, folder: Path, schemes: Iterable[str]) -> Read[Context]:
    """What is known besides the rules: the catalogue of the packs, and, where a folder has them, facts and texts."""
    catalogue = read_catalogue(shared_file(folder, "catalogue.yaml"))
    stated = facts / "schemes.jsonl"
    known: Read[dict[str, SchemeFacts]] = read_facts(stated) if stated.is_file() else Read({})
    glossary, definitions = read_glossary(), read_definitions(folder)
    if catalogue.value is None or known.value is None or glossary.value is None or definitions.value is None:
        return Read(None, catalogue.problems + known.problems + glossary.problems + definitions.problems)
    texts = {scheme: texts_of(scheme, facts) for scheme in schemes}
    return Read(Context(catalogue.value, glossary.value, known.value, texts, definitions.value))
