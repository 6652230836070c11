"""The two kinds of a dossier that are mappings with free keys: prices by basis, and parts by id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from origin.dossier.kinds import Fault, Identifier, Kind, T
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


class ByBasis(Kind[Mapping[str, Money]]):
    """Prices by basis: {EXW: 1200.00 EUR, FOB: 1250 EUR}."""

    accepted = "prices by basis, such as {EXW: 1200.00 EUR}"

    def __init__(self) -> None:
        """Every price is more than zero."""
        self.amount = Amount(positive=True)
        self.schema = {
            "type": "object",
            "properties": {basis: dict(self.amount.schema) for basis in BASES},
            "additionalProperties": False,
        }

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
                notes.add("key-twice", f"the price {basis} is stated twice", place, found=key, accepted="each basis once")
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

    def read(self, node: Node, path: str, notes: Notes) -> Mapping[str, T] | None:
        """See `Kind.read`; entries that are refused are left out."""
        entries = _entries(node, path, self.accepted, "write every part under its id: wheel: {name: ...}", notes)
        if entries is None:
            return None
        found: dict[str, T] = {}
        for key, (written, value) in entries.items():
            name = Identifier().parse(key) if key else Fault("id-spelling", "an id is empty")
            if isinstance(name, Fault):
                place = notes.place(written.line, written.column, path)
                notes.add(name.code, name.message, place, found=key or None, accepted=Identifier.accepted, hint=name.hint)
                continue
            part = self.kind.read(value, f"{path}.{key}", notes)
            if part is not None:
                found[name] = part
        return found


def _entries(node: Node, path: str, accepted: str, hint: str, notes: Notes) -> Mapping[str, tuple[TextNode, Any]] | None:
    """The entries of a mapping; None after noting that it is none."""
    if isinstance(node, BrokenNode):
        return None
    if isinstance(node, MapNode):
        return node.entries
    what = "list" if isinstance(node, ListNode) else "value"
    place = notes.place(node.line, node.column, path)
    found = node.text if isinstance(node, TextNode) else None
    notes.add("value-shape", f"a mapping is expected here, not a {what}", place, found=found, accepted=accepted, hint=hint)
    return None


def _basis(key: str) -> str | None:
    """The price basis a key names, in any case."""
    word = key.strip().casefold().replace(" ", "-").replace("_", "-")
    word = _OTHER_NAMES.get(word, word)
    return next((basis for basis in BASES if basis.casefold() == word.casefold()), None)
