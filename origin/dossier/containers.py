"""The kinds of a dossier that hold others: lists, prices by basis, and parts by id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from origin.dossier.kinds import Fault, Identifier, Kind, T, Text
from origin.dossier.model import Money
from origin.dossier.nodes import BrokenNode, ListNode, MapNode, Node, TextNode
from origin.dossier.notes import Notes, nearest
from origin.dossier.quantities import Amount

BASES = (
    "EXW",
    "FOB",
    "transaction-value",
    "adjusted-value",
    "customs-value",
    "net-cost",
    "total-cost",
    "product-value",
)
"""The values of `origin.language.tree.Price`, which a test compares: importing it would cost every reading 15 ms."""

_OTHER_NAMES = {"ex-works": "EXW", "ex-works-price": "EXW", "free-on-board": "FOB"}


class Many(Kind[tuple[T, ...]]):
    """A list of values of one kind; a single value may stand for a list of one where `lenient`."""

    def __init__(self, kind: Kind[T] | Callable[[], Kind[T]], *, lenient: bool = False) -> None:
        """Takes the kind of the items, or for a kind that holds itself a function that gives it."""
        self._kind = kind
        self.lenient = lenient
        self.accepted = "a list"

    @property
    def kind(self) -> Kind[T]:
        """The kind of the items."""
        return self._kind if isinstance(self._kind, Kind) else self._kind()

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`."""
        listed = {"type": "array", "items": self.kind.schema()}
        return {"anyOf": [self.kind.schema(), listed]} if self.lenient else listed

    def read(self, node: Node, path: str, notes: Notes) -> tuple[T, ...] | None:
        """See `Kind.read`; items that are refused are left out."""
        if isinstance(node, BrokenNode):
            return None
        kind = self.kind
        if not isinstance(node, ListNode):
            if self.lenient:
                value = kind.read(node, path, notes)
                return () if value is None else (value,)
            what = "mapping" if isinstance(node, MapNode) else "value"
            place = notes.place(node.line, node.column, path)
            hint = "begin every item with a dash: - name: ..."
            notes.add("value-shape", f"a list is expected here, not a {what}", place, accepted=self.accepted, hint=hint)
            return None
        found = []
        for number, item in enumerate(node.items, 1):
            value = kind.read(item, f"{path}[{number}]", notes)
            if value is not None:
                found.append(value)
        return tuple(found)


class ByBasis(Kind[Mapping[str, Money]]):
    """Prices by basis: {EXW: 1200.00 EUR, FOB: 1250 EUR}."""

    accepted = "prices by basis, such as {EXW: 1200.00 EUR}"

    def __init__(self) -> None:
        """Every price is more than zero."""
        self.amount = Amount(positive=True)

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`."""
        prices = dict.fromkeys(BASES, self.amount.schema())
        return {"type": "object", "properties": prices, "additionalProperties": False}

    def read(self, node: Node, path: str, notes: Notes) -> Mapping[str, Money] | None:
        """See `Kind.read`."""
        entries = _entries(node, path, self.accepted, "say which price it is: price: {EXW: 1200.00 EUR}", notes)
        if entries is None:
            return None
        prices: dict[str, Money] = {}
        for key, (written, value) in entries.items():
            basis = _basis(key)
            if basis is None:
                near = nearest(key, BASES)
                place = notes.place(written.line, written.column, path)
                hint = f"did you mean {near}?" if near else None
                message = "this is not a price basis"
                notes.add("key-unknown", message, place, found=key, accepted=", ".join(BASES), hint=hint)
                continue
            if basis in prices:
                place = notes.place(written.line, written.column, path)
                message = f"the price {basis} is stated twice"
                notes.add("key-twice", message, place, found=key, accepted="each basis once")
            if isinstance(value, TextNode) and value.is_empty:
                continue
            price = self.amount.read(value, f"{path}.{key}", notes)
            if price is not None:
                prices[basis] = price
        return prices


class ByName(Kind[Mapping[str, T]]):
    """A mapping from ids to values of one kind."""

    accepted = "a mapping from ids to parts"

    def __init__(self, kind: Kind[T]) -> None:
        """Takes the kind of the values."""
        self.kind = kind

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`."""
        return {"type": "object", "additionalProperties": self.kind.schema()}

    def read(self, node: Node, path: str, notes: Notes) -> Mapping[str, T] | None:
        """See `Kind.read`; entries that are refused are left out."""
        entries = _entries(node, path, self.accepted, "write every part under its id: wheel: {name: ...}", notes)
        if entries is None:
            return None
        found: dict[str, T] = {}
        for key, (written, value) in entries.items():
            name = Identifier().parse(key) if key else Fault("id-spelling", "an id is empty")
            if isinstance(name, Fault):
                place, accepted = notes.place(written.line, written.column, path), Identifier.accepted
                notes.add(name.code, name.message, place, found=key or None, accepted=accepted, hint=name.hint)
                continue
            part = self.kind.read(value, f"{path}.{key}", notes)
            if part is not None:
                found[name] = part
        return found


class ByColumn(Kind[Mapping[str, str]]):
    """Columns of a table by the fields they give: {name: Component, value: K}."""

    def __init__(self, known: tuple[str, ...]) -> None:
        """Takes the fields."""
        self.known = known
        self.accepted = "headings by field, such as {name: Component, value: K}"

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`."""
        columns = {key: {"type": ["string", "number"]} for key in self.known}
        return {"type": "object", "properties": columns, "additionalProperties": False}

    def read(self, node: Node, path: str, notes: Notes) -> Mapping[str, str] | None:
        """See `Kind.read`."""
        entries = _entries(node, path, self.accepted, "write the field before the heading: {name: Component}", notes)
        if entries is None:
            return None
        found: dict[str, str] = {}
        for key, (written, value) in entries.items():
            if key not in self.known:
                near = nearest(key, self.known)
                place = notes.place(written.line, written.column, path)
                hint = f"did you mean {near}?" if near else None
                accepted = ", ".join(self.known)
                notes.add("key-unknown", "this is no field", place, found=key or None, accepted=accepted, hint=hint)
                continue
            heading = Text("a heading or the letters of a column").read(value, f"{path}.{key}", notes)
            if heading is not None:
                found[key] = heading
        return found


def _entries(
    node: Node, path: str, accepted: str, hint: str, notes: Notes
) -> Mapping[str, tuple[TextNode, Node]] | None:
    """The entries of a mapping; None after noting that it is none."""
    if isinstance(node, BrokenNode):
        return None
    if isinstance(node, MapNode):
        return node.entries
    what = "list" if isinstance(node, ListNode) else "value"
    place = notes.place(node.line, node.column, path)
    found = node.text if isinstance(node, TextNode) else None
    message = f"a mapping is expected here, not a {what}"
    notes.add("value-shape", message, place, found=found, accepted=accepted, hint=hint)
    return None


def _basis(key: str) -> str | None:
    """The price basis a key names, in any case."""
    word = key.strip().casefold().replace(" ", "-").replace("_", "-")
    word = _OTHER_NAMES.get(word, word)
    return next((basis for basis in BASES if basis.casefold() == word.casefold()), None)
