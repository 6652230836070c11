"""The record for programs: complete, exact, the same bytes, as its schema says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from origin.agreements.law import Law
from origin.determination.determination import Determination
from origin.determination.determine import determine
from origin.dossier.reader import read_dossier
from origin.explanation.record import record_of
from origin.explanation.record_schema import determination_schema

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.yaml"))
ODD = """
product: {name: Thing, hs: "8507.60", produced_in: DE}
materials: [{name: Part, value: 1 EUR}, {name: Cell, hs: "8507.90", quantity: 1/3, value: 1 EUR, origin: CN}]
"""


def conforms(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """Whether a value is what a schema says, for the keywords that ours uses."""
    if "$ref" in schema:
        return conforms(value, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root)
    if "anyOf" in schema:
        return any(conforms(value, one, root) for one in schema["anyOf"])
    if "oneOf" in schema:
        return sum(conforms(value, one, root) for one in schema["oneOf"]) == 1
    if "const" in schema:
        return bool(value == schema["const"])
    if "enum" in schema:
        return bool(value in schema["enum"])
    match schema["type"]:
        case "object":
            properties, more = schema.get("properties", {}), schema["additionalProperties"]
            known = isinstance(value, dict) and all(
                conforms(part, properties[key], root) if key in properties else more and conforms(part, more, root)
                for key, part in value.items()
            )
            return known and set(schema.get("required", ())) <= set(value)
        case "array":
            return isinstance(value, list) and all(conforms(part, schema["items"], root) for part in value)
        case "string":
            import re

            return isinstance(value, str) and bool(re.search(schema.get("pattern", ""), value))
        case "integer":
            return type(value) is int and value >= schema["minimum"]
        case "boolean":
            return type(value) is bool
        case "null":
            return value is None
    raise AssertionError(schema)


def _example(path: Path, law: Law) -> Determination:
    read = read_dossier(path)
    assert read.value is not None
    assert read.value.on is not None
    return determine(read.value, law, read.value.on)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_record_is_as_its_schema_says(path: Path, law: Law) -> None:
    """The record of every example conforms to the published schema."""
    record, schema = record_of(_example(path, law)), determination_schema()
    assert conforms(record, schema, schema)


def test_the_schema_itself(law: Law, judged: Any) -> None:
    """A JSON Schema validator accepts the schema, and by it the records of examples and of an odd dossier."""
    validators = pytest.importorskip("jsonschema")
    schema = determination_schema()
    validators.Draft202012Validator.check_schema(schema)
    for record in [record_of(_example(path, law)) for path in EXAMPLES] + [record_of(judged(ODD))]:
        validators.Draft202012Validator(schema).validate(record)


def test_the_same_bytes(law: Law) -> None:
    """The same input gives the same bytes, from determinations made apart."""
    first, second = (json.dumps(record_of(_example(EXAMPLES[0], law))) for _ in range(2))
    assert first == second


def test_unknown_is_a_word(judged: Any) -> None:
    """A truth that is not known is the word unknown, and an amount without bound is null."""
    record = record_of(judged(ODD))
    assert record["verdict"] == "undetermined"
    assert record["judgement"]["rule"] == "unknown"
    share = next(
        one["finding"]
        for candidate in record["judgement"]["candidates"]
        for one in candidate["alternatives"]
        if one["finding"]["kind"] == "share"
    )
    assert share["basis"] == {"at_least": "0", "at_most": None}


def test_figures_are_exact(judged: Any) -> None:
    """A figure that no decimal can state is a ratio."""
    record = record_of(judged(ODD))
    assert [line["quantity"] for line in record["judgement"]["lines"]] == ["1", "1/3"]


def test_findings_name_materials(judged: Any) -> None:
    """Offenders are named by their ids, with the test in notation."""
    text = """
product: {name: Bike, hs: "8711.60", price: {EXW: 900 EUR}, produced_in: DE, imported_into: GB}
materials: [{id: f-1, name: Frame, hs: "8711.60", value: 700 EUR, origin: CN}]
"""
    alternatives = record_of(judged(text))["judgement"]["candidates"][0]["alternatives"]
    assert alternatives[0]["finding"] == {
        "kind": "each",
        "notation": "CTH",
        "truth": "no",
        "offenders": ["f-1"],
        "doubtful": [],
    }
    assert [one["truth"] for one in alternatives] == ["no", "no"]
    assert alternatives[0]["tolerances"][0]["offenders"] == ["f-1"]


def test_presumptions_and_what_is_missing(judged: Any) -> None:
    """Presumptions carry the verdict without them, and missing facts the words to ask in."""
    text = """
product: {name: Bike, hs: "8711.60", price: {EXW: 900 EUR}, produced_in: DE, imported_into: GB}
materials: [{id: f-1, name: Frame, hs: "8711.60", value: 700 EUR, origin: DE}]
"""
    record = record_of(judged(text))
    off = {one["name"]: one["verdict_without"] for one in record["presumptions"] if one["applied"]}
    assert off["unknown-origin"] == "undetermined"
    assert record["without_presumptions"]["verdict"] == "undetermined"
    words = [fact["words"] for one in record["without_presumptions"]["missing"]["to_originate"] for fact in one]
    assert "ask the supplier of Frame for a supplier's declaration of its origin under eu-uk" in words
