"""The JSON Schema of the dossier document, for editors and for programs that write dossiers."""

from __future__ import annotations

from typing import Any

from origin.dossier.document import DossierDocument
from origin.dossier.kinds import Kind
from origin.dossier.records import Entries, Record, RecordOf, Several, Shape
from origin.dossier.values import VERSION

ID = f"urn:origin-toolkit:dossier:{VERSION}"


def dossier_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of what `read_dossier` accepts in JSON.

    It describes the form. What needs more than a schema - whether a code exists, whether rates connect all currencies,
    whether values agree - only the reader checks, and it forgives some spellings that the schema does not list.
    """
    definitions: dict[str, Any] = {}
    document = _record(DossierDocument, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": f"Dossier, version {VERSION}",
        "version": VERSION,
        **document,
        "$defs": dict(sorted(definitions.items())),
    }


def _record(record: type[Record], definitions: dict[str, Any]) -> dict[str, Any]:
    """A record; those inside it are added to the definitions."""
    return {
        "type": "object",
        "description": " ".join((record.__doc__ or "").split()),
        "properties": {
            key: {
                "description": stated.description,
                **_schema(stated.shape, definitions),
                "examples": list(stated.examples),
            }
            for key, stated in record.FACTS.items()
        },
        "required": [key for key, stated in record.FACTS.items() if stated.required],
        "additionalProperties": False,
    }


def _schema(shape: Shape[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """How something is written."""
    match shape:
        case Kind():
            return dict(shape.schema)
        case Several(item, or_one):
            one = _schema(item, definitions)
            several = {"type": "array", "items": one}
            return {"anyOf": [*one.get("anyOf", [one]), several]} if or_one else several
        case Entries(key, value):
            return {
                "type": "object",
                "propertyNames": {
                    "type": "string",
                    **_schema(key, definitions),
                },
                "additionalProperties": _schema(value, definitions),
            }
        case RecordOf(record, short):
            if record.__name__ not in definitions:
                definitions[record.__name__] = {}
                definitions[record.__name__] = _record(record, definitions)
            reference = {"$ref": f"#/$defs/{record.__name__}"}
            return {"anyOf": [_schema(record.FACTS[short].shape, definitions), reference]} if short else reference
        case _:
            raise TypeError(f"no schema of a {type(shape).__name__}")
