"""The words that a dossier may use: operations, kinds of material and fibres, with what each means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from origin.explanation.document import Column, Document, Point, Points, Section, Table
from origin.language.glossary import Glossary, NamedMaterial, NamedProcess

SCHEMA = "origin.terms.1"

_INSUFFICIENT = {"true": "Never enough alone.", "if-simple": "Not enough alone where it is simple."}


def terms_document(glossary: Glossary, wanted: Sequence[str]) -> Document:
    """The terms, or those in which all the words wanted occur: in the term, its label or its meaning."""
    sections = [
        _section("processes", "Operations (key process)", _processes(glossary, wanted)),
        _section("kinds", "Kinds of material and product (keys is, is_not)", _materials(_kinds(glossary), wanted)),
        _section("fibres", "Fibres (key fibre)", _materials(glossary.basic_textile_materials, wanted)),
    ]
    found = [section for section in sections if section is not None]
    subtitle = f"with {', '.join(wanted)}" if wanted else "all of them; words behind the command narrow them"
    if not found:
        nothing = Points((Point("No term has these words. Ask for fewer, or for another form of them."),))
        found = [Section("none", "Nothing found", (nothing,))]
    return Document(None, "Terms of a dossier", subtitle, "", tuple(found))


def terms_record(glossary: Glossary, wanted: Sequence[str]) -> dict[str, Any]:
    """The same for programs."""
    return {
        "schema": SCHEMA,
        "processes": _records(_processes(glossary, wanted)),
        "kinds": _records(_materials(_kinds(glossary), wanted)),
        "fibres": _records(_materials(glossary.basic_textile_materials, wanted)),
    }


def _records(rows: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"term": term, "meaning": meaning} for term, meaning in rows]


def _section(name: str, title: str, rows: list[tuple[str, str]]) -> Section | None:
    columns = (Column("Term", unbroken=True), Column("Meaning"))
    return Section(name, title, (Table(title, columns, tuple(rows), whole=True),)) if rows else None


def _kinds(glossary: Glossary) -> dict[str, NamedMaterial]:
    """The materials of which a code alone does not tell that they are one, so that the dossier must."""
    return {term: entry for term, entry in glossary.materials.items() if not entry.exact}


def _processes(glossary: Glossary, wanted: Sequence[str]) -> list[tuple[str, str]]:
    rows = [(term, _of_process(term, entry)) for term, entry in glossary.processes.items()]
    return _narrowed(rows, wanted)


def _materials(entries: Mapping[str, NamedMaterial], wanted: Sequence[str]) -> list[tuple[str, str]]:
    return _narrowed([(term, _meaning(term, entry)) for term, entry in entries.items()], wanted)


def _meaning(term: str, entry: NamedMaterial | NamedProcess) -> str:
    """What a term means; its label alone where it says no more."""
    label = "" if entry.label == term.replace("-", " ") else entry.label[:1].upper() + entry.label[1:] + "."
    return " ".join(text for text in (label, entry.meaning) if text) or f"{entry.label[:1].upper()}{entry.label[1:]}."


def _of_process(term: str, entry: NamedProcess) -> str:
    text = _meaning(term, entry)
    if entry.members:
        text += f" A group: {', '.join(entry.members)}."
    if entry.parts:
        text += f" Takes place where these do: {' and '.join(' or '.join(part) for part in entry.parts)}."
    return f"{text} {_INSUFFICIENT[entry.minimal]}" if entry.minimal in _INSUFFICIENT else text


def _narrowed(rows: list[tuple[str, str]], wanted: Sequence[str]) -> list[tuple[str, str]]:
    """The rows in which every word occurs, in order of their terms."""
    words = [word.casefold() for word in wanted]
    return sorted(row for row in rows if all(word in " ".join(row).casefold() for word in words))
