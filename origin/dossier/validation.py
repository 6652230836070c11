"""Reads the records of a document from its nodes, and notes what is wrong in our words, at its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from origin.dossier.kinds import Fault, Kind, what
from origin.dossier.nodes import ListNode, MapNode, Node, TextNode, says_nothing
from origin.dossier.notes import Notes, did_you_mean, nearest, quoted
from origin.dossier.records import Entries, Fact, Record, RecordOf, Several, Shape
from origin.dossier.where import InText

T = TypeVar("T")
R = TypeVar("R", bound=Record)


def read_record(record: type[R], root: MapNode, notes: Notes) -> R:
    """The record of a mapping. What is wrong in it is noted, and the rest is read: a fact refused is None."""
    return _Reading(notes).record(record, root)


class _Reading:
    """Reads by shapes; every method gives None for what it refused, after noting why."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes

    def record(self, record: type[R], node: MapNode) -> R:
        """The record of a mapping; keys that state nothing, and those that it does not have, are taken out of it."""
        facts = record.FACTS
        values: dict[str, Any] = {}
        for key in [key for key, value in node.items() if key in facts and value is not None and says_nothing(value)]:
            del node[key]
        for key in [key for key, each in facts.items() if each.required and key not in node]:
            self._missing(record, key, node)
        for key, value in list(node.items()):
            stated = facts.get(key)
            if stated is not None:
                values[stated.name] = self.read(stated.shape, value, stated)
            elif value is not None:
                self._unknown(record, value)
                del node[key]
        return record(InText(self.notes, node), **values)

    def read(self, shape: Shape[Any], node: Node | None, stated: Fact) -> Any:
        """What a node states by its shape; nothing where the text could not be parsed there."""
        if node is None:
            return None
        match shape:
            case Kind():
                return self._value(shape, node)
            case Several():
                return self._several(shape, node, stated)
            case Entries(key, value, or_empty):
                return self._entries(key, value, or_empty, node, stated)
            case RecordOf():
                return self._record_of(shape, node, stated)
            case _:
                raise TypeError(f"no way to read a {type(shape).__name__}")

    def _value(self, kind: Kind[T], node: Node, path: str | None = None) -> T | None:
        match node:
            case TextNode():
                found = kind.read(node)
            case MapNode() if kind.parse_parts:
                found = kind.read_parts(node)
            case _:
                found = Fault("value-shape", f"one value is expected here, not {what(node)}", accepted=kind.accepted)
        return self._accepted(found, node, path)

    def _several(self, shape: Several[T], node: Node, stated: Fact) -> tuple[T, ...] | None:
        items: Sequence[Node | None]
        match node:
            case ListNode():
                items = node
            case TextNode() if shape.apart:
                items = [node.part(each.strip()) for each in node.split(shape.apart) if each.strip()]
            case _ if shape.or_one:
                items = [node]
            case _:
                self._refuse("a list", node, stated, "begin every item with a dash: - name: ...")
                return None
        read = [self.read(shape.item, each, stated) for each in items]
        found = tuple([each for each in read if each is not None])
        return found if found or isinstance(node, ListNode) else None

    def _entries(
        self, key: Shape[Any], value: Shape[T], or_empty: bool, node: Node, stated: Fact
    ) -> Mapping[Any, T] | None:
        if not isinstance(node, MapNode):
            self._refuse("a mapping", node, stated)
            return None
        found: dict[Any, T] = {}
        seen: set[Any] = set()
        for each in node.values():
            if each is None or not isinstance(each.step, TextNode) or (says_nothing(each) and not or_empty):
                continue
            name = self.read(key, each.step, stated)
            if name in seen:
                twice = Fault("key-twice", "two of these keys mean the same", accepted="each key once")
                self._note(twice, node, node.path)
                return None
            entry = self.read(value, each, stated)
            if name is not None:
                seen.add(name)
                if entry is not None:
                    found[name] = entry
        return found

    def _record_of(self, shape: RecordOf[R], node: Node, stated: Fact) -> R | None:
        if isinstance(node, MapNode):
            return self.record(shape.record, node)
        if shape.short is not None and isinstance(node, TextNode) and not says_nothing(node):
            parts = {shape.short: node}
            if shape.then is not None and ":" in node:
                first, _, second = node.partition(":")
                parts = {shape.short: node.part(first), shape.then: node.part(second)}
            return self._for_short(shape.record, node, parts)
        self._refuse("a mapping with keys", node, stated)
        return None

    def _for_short(self, record: type[R], node: TextNode, parts: Mapping[str, TextNode]) -> R:
        """The record for which a text stands, of which each part is the value of a key."""
        values: dict[str, Any] = {}
        for key, part in parts.items():
            kind = record.FACTS[key].shape
            assert isinstance(kind, Kind)
            values[record.FACTS[key].name] = self._value(kind, part, f"{node.path}.{key}")
        return record(InText(self.notes, MapNode.for_short(node, parts)), **values)

    # -- what is wrong --

    def _refuse(self, wanted: str, node: Node, stated: Fact, advice: str | None = None) -> None:
        """Notes that something else belongs where a node stands."""
        message = f"{wanted} is expected here, not {what(node)}"
        self._note(Fault("value-shape", message, advice, stated.accepted), node, node.path)

    def _accepted(self, found: T | Fault, node: Node, path: str | None) -> T | None:
        """The value; nothing after noting why it is none, at the part of it that is wrong."""
        if not isinstance(found, Fault):
            return found
        path = path or node.path
        if found.part is not None and isinstance(node, MapNode):
            node = node[found.part] or node
        self._note(found, node, path)
        return None

    def _note(self, fault: Fault, node: Node, path: str) -> None:
        found = str(node) if isinstance(node, TextNode) and (node or not node.plain) else None
        self.notes.refuse(fault, self.notes.place(node.line, node.column, path), found)

    def _missing(self, record: type[Record], key: str, node: MapNode) -> None:
        """A key is missing, unless one that is unknown seems to be meant for it."""
        known = record.FACTS
        strange = (other for other in node if other not in known and _plain(other) not in record.MEANT)
        if not self.notes.full and any(nearest(other, known) == key for other in islice(strange, 20)):
            return
        message = f"{key} is missing{f' in {node.path}' if node.path else ''}"
        self._note(Fault("key-missing", message, accepted=known[key].accepted), node, node.path)

    def _unknown(self, record: type[Record], value: Node) -> None:
        """A record does not have a key; the hint is the one that may be meant."""
        key = value.step
        assert isinstance(key, TextNode)
        message = f"there is no key {quoted(key)} here" if key else "a key is empty"
        advice = record.MEANT.get(_plain(key)) or partial(did_you_mean, str(key), list(record.FACTS))
        self._note(Fault("key-unknown", message, advice, ", ".join(record.FACTS)), key, key.path)


def _plain(key: str) -> str:
    """A key as advice on mistaken ones is looked up."""
    return key.lower().replace("-", "_").replace(" ", "_")
