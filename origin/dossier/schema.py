"""The JSON Schema of the dossier document, for editors and for programs that write dossiers."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from origin.dossier.document import DossierDocument
from origin.dossier.values import VERSION

ID = f"urn:origin-toolkit:dossier:{VERSION}"


def dossier_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of what `read_dossier` accepts in JSON.

    It describes the form. What needs more than a schema - whether a code exists, whether rates connect all currencies,
    whether values agree - only the reader checks, and it forgives some spellings that the schema does not list.
    """
    head = {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": ID,
        "title": f"Dossier, version {VERSION}",
        "version": VERSION,
    }
    return {**head, **DossierDocument.model_json_schema(schema_generator=_Generator), **head}


class _Generator(GenerateJsonSchema):
    """Describes what is to be written: a fact that is not known is left out, so there is no null and no default."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Leaves null out."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Leaves the default out."""
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Leaves titles out that only repeat the key."""
        return False
