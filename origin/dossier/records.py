"""Records: the mappings of a dossier document, declared as dataclasses and read field by field.

Each field is declared once with `stated`: the kind of its value, what it says, and its key where that is no Python
name. The reader and the JSON Schema both follow these declarations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any, ClassVar, TypeVar

from origin.dossier.kinds import Kind
from origin.dossier.nodes import BrokenNode, ListNode, MapNode, Node, TextNode
from origin.dossier.notes import Notes, nearest, quoted
from origin.problems import Place

R = TypeVar("R", bound="Record")


@dataclass(frozen=True, slots=True)
class Where:
    """Where a record and each of its stated fields stand in a file."""

    own: Place
    fields: Mapping[str, Place] = field(default_factory=dict)

    def place(self, key: str | None = None) -> Place:
        """The place of a field's value; of the record where the field is not stated."""
        return self.fields.get(key, self.own) if key else self.own


NOWHERE = Where(Place())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Record:
    """A mapping of the document; `SHORT` is the field a single value stands for, `MEANT` the hints for mistaken keys.

    Records carry their place and compare by identity: the facts proper are in `model.py`.
    """

    SHORT: ClassVar[str | None] = None
    MEANT: ClassVar[Mapping[str, str]] = {}

    at: Where = NOWHERE

    def states(self, key: str) -> bool:
        """True where the document has the key, even where its value was refused."""
        return key in self.at.fields


def stated(kind: Kind[Any], description: str, *, key: str | None = None, required: bool = False) -> Any:
    """A field of a record: None where the document does not state it."""
    return field(default=None, metadata={"kind": kind, "description": description, "key": key, "required": required})


_KEYS: dict[str, dict[str, Field[Any]]] = {}


def keys_of(record: type[Record]) -> dict[str, Field[Any]]:
    """The fields of a record by their keys in the document, in the order declared."""
    if record.__name__ not in _KEYS:
        declared = [each for each in fields(record) if "kind" in each.metadata]
        _KEYS[record.__name__] = {each.metadata["key"] or each.name: each for each in declared}
    return _KEYS[record.__name__]


class OneRecord(Kind[R]):
    """A record of one class."""

    def __init__(self, record: type[R]) -> None:
        """Takes the class."""
        self.record = record
        self.accepted = "a mapping"

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`; `origin.dossier.schema` supplies what is referred to."""
        reference = {"$ref": f"#/$defs/{self.record.__name__}"}
        short = self.record.SHORT
        if short is None:
            return reference
        kind: Kind[Any] = keys_of(self.record)[short].metadata["kind"]
        return {"anyOf": [kind.schema(), reference]}

    def read(self, node: Node, path: str, notes: Notes) -> R | None:
        """See `Kind.read`; fields that are refused are left out, so that the rest is still read."""
        if isinstance(node, BrokenNode):
            return None
        if isinstance(node, TextNode) and self.record.SHORT and not node.is_empty:
            whole = MapNode(node.line, node.column)
            whole.entries[self.record.SHORT] = (node, node)
            node = whole
        place = notes.place(node.line, node.column, path)
        if not isinstance(node, MapNode):
            what = "a list" if isinstance(node, ListNode) else "a value"
            keys = ", ".join(keys_of(self.record))
            message = f"a mapping with keys is expected here, not {what}"
            notes.add("value-shape", message, place, accepted=f"keys such as {keys[:60].rsplit(', ', 1)[0]}")
            return None
        return self._fields(node, path, place, notes)

    def _fields(self, node: MapNode, path: str, own: Place, notes: Notes) -> R:
        """The record of a mapping."""
        known = keys_of(self.record)
        values: dict[str, Any] = {}
        places: dict[str, Place] = {}
        meant: set[str | None] = set()
        for key, (written, value) in node.entries.items():
            spot = f"{path}.{key}" if path else key
            declared = known.get(key)
            if declared is None:
                meant.add(self._unknown(key, notes.place(written.line, written.column, path or None), notes))
                continue
            if isinstance(value, TextNode) and value.is_empty:
                continue
            places[key] = notes.place(value.line, value.column, spot)
            kind: Kind[Any] = declared.metadata["kind"]
            found = kind.read(value, spot, notes)
            if found is not None:
                values[declared.name] = found
        for key, declared in known.items():
            if declared.metadata["required"] and key not in places and key not in meant:
                message = f"{key} is missing{f' in {path}' if path else ''}"
                notes.add("key-missing", message, own, accepted=_expected(declared))
        return self.record(at=Where(own, places), **values)

    def _unknown(self, key: str, place: Place, notes: Notes) -> str | None:
        """Notes a key that the record does not have, and gives the one that may be meant."""
        known = list(keys_of(self.record))
        meant = self.record.MEANT.get(key.lower().replace("-", "_").replace(" ", "_"))
        near = None if meant or notes.full else nearest(key, known)
        hint = f"did you mean {near}?" if near else meant
        message = f"there is no key {quoted(key)} here" if key else "a key is empty"
        notes.add("key-unknown", message, place, found=key or None, accepted=", ".join(known), hint=hint)
        return near


def _expected(declared: Field[Any]) -> str:
    """What a missing key should say."""
    kind: Kind[Any] = declared.metadata["kind"]
    return f"{declared.metadata['description']} ({kind.accepted})"
