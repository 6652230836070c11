"""The JSON Schema of the dossier document, for editors and for programs that write dossiers."""

from __future__ import annotations

from typing import Any

from origin.dossier import document as declarations
from origin.dossier.document import VERSION, DossierDocument
from origin.dossier.kinds import Kind
from origin.dossier.records import Record, keys_of

ID = f"urn:origin-toolkit:dossier:{VERSION}"


def dossier_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of what `read_dossier` accepts in JSON.

    It describes the form. What needs more than a schema - whether a code exists, whether rates connect all currencies,
    whether values agree - only the reader checks, and it forgives some spellings that the schema does not list.
    """
    document = _record(DossierDocument)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": f"Dossier, version {VERSION}",
        "version": VERSION,
        **document,
        "$defs": {record.__name__: _record(record) for record in _records()},
    }


def _record(record: type[Record]) -> dict[str, Any]:
    """The schema of a record's fields."""
    properties = {}
    for key, declared in keys_of(record).items():
        kind: Kind[Any] = declared.metadata["kind"]
        properties[key] = {"description": _sentence(declared.metadata["description"]), **kind.schema()}
    required = [key for key, declared in keys_of(record).items() if declared.metadata["required"]]
    return {
        "description": (record.__doc__ or "").splitlines()[0],
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _records() -> list[type[Record]]:
    """The classes of all records inside a document."""
    found = [each for each in vars(declarations).values() if isinstance(each, type) and issubclass(each, Record)]
    return sorted((each for each in found if each not in (Record, DossierDocument)), key=lambda each: each.__name__)


def _sentence(text: str) -> str:
    """A description with a capital and a full stop."""
    return f"{text[0].upper()}{text[1:]}."
