"""Reads an inventory from a file or a text, with every mistake of it in one run."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

from origin.dossier.file_text import decode
from origin.dossier.inventory import Inventory, Movement, Receipt, Return, Withdrawal
from origin.dossier.inventory_document import InventoryDocument, MovementRecord
from origin.dossier.nodes import MapNode
from origin.dossier.notes import Notes
from origin.dossier.reader import parse_nodes
from origin.dossier.validation import read_record
from origin.input_file import read_bytes
from origin.problems import Read


def read_inventory(path: str | Path) -> Read[Inventory]:
    """The inventory in a YAML or JSON file, or all that is wrong with it; never raises for what a file holds."""
    data = read_bytes(Path(path))
    if data.value is None:
        return Read(None, data.problems)
    text = decode(data.value, str(path))
    if text.value is None:
        return Read(None, text.problems)
    return read_inventory_text(text.value, str(path))


def read_inventory_text(text: str, file: str | None = None) -> Read[Inventory]:
    """The inventory in a text; `file` names it in problems."""
    notes = Notes(file, text)
    root = parse_nodes(text, notes)
    if root is None:
        return Read(None, notes.problems)
    if not isinstance(root, MapNode) or "inventory" not in root:
        accepted = "a mapping that begins with inventory: 1 and has the key movements"
        notes.add("inventory-shape", "this is not an inventory", notes.place(root.line, root.column), accepted=accepted)
        return Read(None, notes.problems)
    document = read_record(InventoryDocument, root, notes)
    movements = _movements(document, notes)
    if notes.refused:
        return Read(None, notes.problems)
    found = Inventory(
        document.name or "stock",
        document.method,
        tuple(movements),
        document.ratio_decimals,
        document.value_decimals,
        document.average_over_months,
        file,
        document.hs,
        document.finished,
    )
    return Read(found, notes.problems)


def _movements(document: InventoryDocument, notes: Notes) -> list[Movement]:
    """The movements, each checked against those before it."""
    found: list[Movement] = []
    names: set[str] = set()
    last: date | None = None
    currency: str | None = None
    out: dict[str, Fraction] = {}
    for number, record in enumerate(document.movements or (), 1):
        movement = _movement(record, number, notes)
        if movement is None:
            continue
        if last is not None and movement.on < last:
            message = "this movement stands behind a later one"
            accepted = f"{last} or later; movements stand in the order in which they took place"
            notes.add("inventory-order", message, record.at.place("on"), found=str(movement.on), accepted=accepted)
        last = movement.on
        if movement.id in names:
            message = f"the id {movement.id} is used twice"
            notes.add("id-twice", message, record.at.place("id"), found=movement.id, accepted="an id of its own")
        names.add(movement.id)
        if isinstance(movement, Withdrawal):
            out[movement.id] = movement.quantity
        if isinstance(movement, Return):
            _take_back(movement, record, out, notes)
        if isinstance(movement, Receipt) and movement.unit_value is not None:
            currency = currency or movement.unit_value.currency
            if movement.unit_value.currency != currency:
                message = "one inventory is valued in one currency"
                stated = movement.unit_value.currency
                notes.add("inventory-currency", message, record.at.place("unit_value"), found=stated, accepted=currency)
        found.append(movement)
    return found


def _movement(record: MovementRecord, number: int, notes: Notes) -> Movement | None:
    """A receipt or a withdrawal; None after noting that it is neither, or both."""
    if record.on is None:
        return None
    if sum(record.states(kind) for kind in ("received", "withdrawn", "returned")) != 1:
        message = "a movement is either received, withdrawn or returned"
        notes.add("inventory-movement", message, record.at.own, accepted="one of received, withdrawn and returned")
        return None
    if record.returned is not None:
        if record.of is None:
            message = "what came back was part of a withdrawal"
            notes.add("inventory-return", message, record.at.own, accepted="of: the id of that withdrawal")
            return None
        return Return(record.id or f"return-{number}", record.on, record.returned.number, record.of)
    if record.received is not None:
        name = record.id or f"receipt-{number}"
        return Receipt(name, record.on, record.received.number, record.status, record.unit_value)
    lots = None if record.lots is None else {lot: quantity.number for lot, quantity in record.lots.items()}
    if record.withdrawn is None:
        return None
    name = record.id or f"withdrawal-{number}"
    quantity = record.withdrawn.number
    if lots is not None and sum(lots.values()) > quantity:
        message = "more came out of the lots than was withdrawn"
        notes.add("inventory-lots", message, record.at.place("lots"), accepted=f"at most {quantity} together")
    return Withdrawal(name, record.on, quantity, lots)


def _take_back(movement: Return, record: MovementRecord, out: dict[str, Fraction], notes: Notes) -> None:
    """Takes a return off what is `out` by withdrawal, after noting what is wrong with it."""
    left = out.get(movement.of)
    if left is None:
        message = "there is no withdrawal of this id before"
        notes.add(
            "inventory-return", message, record.at.place("of"), found=movement.of, accepted=", ".join(out) or None
        )
    elif movement.quantity > left:
        message = "more came back than went out"
        notes.add("inventory-return", message, record.at.place("returned"), accepted=f"at most {left}")
    else:
        out[movement.of] = left - movement.quantity
