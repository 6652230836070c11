"""The JSON Schema of the dossier document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from origin.dossier.nodes import ListNode, MapNode, Node, TextNode
from origin.dossier.notes import Notes
from origin.dossier.schema import dossier_schema
from origin.dossier.yaml_text import parse_yaml

FOLDER = Path(__file__).parent


def _plain(node: Node | None) -> Any:
    """The data of a node, every value as text, as a program would write it in JSON."""
    if isinstance(node, MapNode):
        return {str(key): _plain(value) for key, value in node.items() if not _empty(value)}
    if isinstance(node, ListNode):
        return [_plain(item) for item in node]
    assert isinstance(node, TextNode)
    text = str(node)
    return {"true": True, "yes": True, "false": False, "no": False}.get(text, text) if node.plain else text


def _empty(node: Node | None) -> bool:
    return isinstance(node, TextNode) and node.is_empty


def test_every_field_is_described() -> None:
    """Every property has a description, no other is allowed, and every reference leads somewhere."""
    schema = dossier_schema()
    assert (schema["$id"], schema["version"], schema["title"]) == (
        "urn:origin-toolkit:dossier:1",
        1,
        "Dossier, version 1",
    )
    for definition in (schema, *schema["$defs"].values()):
        assert definition["additionalProperties"] is False
        assert definition["description"].endswith((".", ":", "it."))
        for name, field in definition["properties"].items():
            assert field["description"].endswith("."), name
            assert field["examples"], name
    for reference in {part.split('"')[0] for part in json.dumps(schema).split('"#/$defs/')[1:]}:
        assert reference in schema["$defs"]


def test_examples_fit_the_schema() -> None:
    """The examples are what they are examples of."""
    jsonschema = pytest.importorskip("jsonschema")
    schema = dossier_schema()
    for definition in (schema, *schema["$defs"].values()):
        for field in definition["properties"].values():
            validator = jsonschema.Draft202012Validator({**field, "$defs": schema["$defs"]})
            for example in field["examples"]:
                validator.validate(example)


@pytest.mark.parametrize("path", sorted((FOLDER / "good").glob("*.yaml")), ids=lambda path: path.name)
def test_good_files_fit_the_schema(path: Path) -> None:
    """What the reader accepts, written as JSON, fits the schema."""
    jsonschema = pytest.importorskip("jsonschema")
    root = parse_yaml(path.read_text(), Notes(None))
    assert root is not None
    data = _plain(root)
    data["dossier"] = int(data["dossier"])
    if "hs_edition" in data:
        data["hs_edition"] = int(data["hs_edition"])
    if path.name != "yaml-traps.yaml":
        jsonschema.Draft202012Validator(dossier_schema()).validate(data)


@pytest.mark.parametrize("name", ["keys", "shapes", "no-product", "other-version", "merge-key"])
def test_bad_shapes_do_not_fit_the_schema(name: str) -> None:
    """What the reader refuses for its shape, the schema refuses too."""
    jsonschema = pytest.importorskip("jsonschema")
    root = parse_yaml((FOLDER / "bad" / f"{name}.yaml").read_text(), Notes(None))
    assert root is not None
    data = _plain(root)
    data["dossier"] = int(data["dossier"])
    assert not jsonschema.Draft202012Validator(dossier_schema()).is_valid(data)
