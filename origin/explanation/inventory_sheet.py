"""Withdrawals from an inventory, each with what of it originates: a table, and the same for programs."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from origin.agreements.law import Law
from origin.agreements.provisions import AccountingSegregation, InventoryMethod
from origin.determination.accounting_segregation import Attributed, Shortage, attribute
from origin.determination.truth import Truth
from origin.dossier.inventory import Inventory, Receipt
from origin.dossier.inventory_document import METHODS
from origin.dossier.model import Status
from origin.explanation.document import Block, Column, Document, Mark, Point, Points, Section, Table
from origin.explanation.finding_record import figure
from origin.explanation.numbers import money, percent, shown
from origin.explanation.words import codes_text
from origin.problems import Place, Problem, Read

COLUMNS = (
    Column("Withdrawal"),
    Column("Day"),
    Column("Units", figures=True),
    Column("Originating", figures=True),
    Column("Non-originating", figures=True),
    Column("Value of these", figures=True),
    Column("Ratio", figures=True),
)


def attributed(inventory: Inventory, method: str | None, law: Law | None = None) -> Read[tuple[Attributed, ...]]:
    """The withdrawals by the method asked for, else by the one the books are kept by; or what is wrong.

    With a law, the method must be one that the agreement allows.
    """
    wanted = method or inventory.method
    if wanted is None or wanted not in METHODS:
        message = "name the inventory method" if wanted is None else "there is no inventory method of this name"
        return Read(None, (Problem("inventory-method", message, Place("--method"), wanted, ", ".join(METHODS)),))
    if law is not None:
        allowed = law.agreement.provisions.accounting_segregation
        if allowed is None:
            message = f"the pack of {law.agreement.id} has no accounting segregation"
            return Read(None, (Problem("inventory-agreement", message, Place("--agreement")),))
        if InventoryMethod(wanted) not in allowed.methods:
            message = f"{allowed.citation} does not allow this inventory method"
            accepted = ", ".join(one.value for one in allowed.methods)
            return Read(None, (Problem("inventory-method", message, Place("--method"), wanted, accepted),))
        if _covered(inventory, allowed) is False:
            return Read(None, (_not_covered(inventory, allowed),))
    found = attribute(inventory, InventoryMethod(wanted))
    problems = tuple([_shortage(one, inventory) for one in found if isinstance(one, Shortage)])
    if problems:
        return Read(None, problems)
    return Read(tuple([one for one in found if isinstance(one, Attributed)]))


def _covered(inventory: Inventory, allowed: AccountingSegregation) -> Truth:
    """Whether the agreement lets such materials, or such finished goods, be told apart by the books."""
    kinds = (True, False) if inventory.finished is None else (inventory.finished,)
    found: list[Truth] = []
    for finished in kinds:
        codes = allowed.codes(finished)
        of_codes = True if codes is None else None if inventory.hs is None else codes.contains(inventory.hs)
        found.append(False if finished and not allowed.goods else of_codes)
    return found[0] if all(truth is found[0] for truth in found) else None


def _not_covered(inventory: Inventory, allowed: AccountingSegregation) -> Problem:
    """The agreement has no accounting segregation for this."""
    what = "finished goods" if inventory.finished else "materials"
    codes = allowed.codes(bool(inventory.finished))
    accepted = "materials" if inventory.finished and not allowed.goods else f"{what} of {codes_text(codes)}"
    message = f"{allowed.citation} does not let these {what} be told apart by the books"
    place = Place(inventory.file, field="hs" if codes else "finished")
    return Problem("inventory-goods", message, place, str(inventory.hs or what), accepted)


def _shortage(one: Shortage, inventory: Inventory) -> Problem:
    """More went out than is there."""
    there = f"is left of {one.receipt}" if one.receipt is not None else "is in stock"
    message = f"{one.withdrawal.id} of {one.withdrawal.on} takes {shown(one.missing)} more than {there}"
    return Problem("inventory-short", message, Place(inventory.file), accepted="what came in before")


def inventory_document(
    inventory: Inventory, method: str, found: tuple[Attributed, ...], law: Law | None = None
) -> Document:
    """The withdrawals as a table, with the totals."""
    currency = _currency(inventory)
    rows = tuple([tuple(_row(one, currency)) for one in found])
    totals = {status: sum((one.quantity(status) for one in found), Fraction(0)) for status in (*Status, None)}
    received = sum(
        (
            movement.quantity
            for movement in inventory.movements
            if isinstance(movement, Receipt) and movement.status is Status.ORIGINATING
        ),
        Fraction(0),
    )
    text = f"{shown(totals[Status.ORIGINATING])} units went out as originating; {shown(received)} came in so"
    blocks: list[Block] = [Table("Withdrawals", COLUMNS, rows, whole=True)]
    points = [Point(text, Mark.MET)]
    if totals[None]:
        open_text = f"{shown(totals[None])} units came of receipts whose status is not stated"
        points.append(Point(open_text, Mark.UNKNOWN))
    allowed = None if law is None else law.agreement.provisions.accounting_segregation
    if law is not None and allowed is not None:
        needed = ", where the customs authority has authorised it" if allowed.authorisation else ""
        points.append(Point(f"{law.agreement.title} allows this method{needed}", citation=allowed.citation))
        if _covered(inventory, allowed) is None:
            text = "Not for everything: state what is in stock (keys hs and finished)"
            points.append(Point(text, Mark.UNKNOWN, citation=allowed.citation))
    blocks.append(Points(tuple(points)))
    section = Section("withdrawals", f"Withdrawals by {method}", tuple(blocks))
    return Document(None, inventory.name, f"{len(found)} withdrawals", "", (section,))


def _row(one: Attributed, currency: str | None) -> Iterator[str]:
    yield one.withdrawal.id
    yield one.withdrawal.on.isoformat()
    yield shown(one.withdrawal.quantity)
    yield shown(one.quantity(Status.ORIGINATING))
    yield shown(one.quantity(Status.NON_ORIGINATING))
    value = one.value(Status.NON_ORIGINATING)
    yield "not known" if value is None else money(value, currency or "index")
    yield "" if one.ratio is None else percent(one.ratio * 100)


def inventory_record(
    inventory: Inventory, method: str, found: tuple[Attributed, ...], law: Law | None = None
) -> dict[str, Any]:
    """The same for programs."""
    return {
        "schema": "origin-inventory/1",
        "name": inventory.name,
        "method": method,
        "agreement": None if law is None else law.agreement.id,
        "currency": _currency(inventory),
        "withdrawals": [
            {
                "id": one.withdrawal.id,
                "on": one.withdrawal.on.isoformat(),
                "quantity": figure(one.withdrawal.quantity),
                "originating": figure(one.quantity(Status.ORIGINATING)),
                "non_originating": figure(one.quantity(Status.NON_ORIGINATING)),
                "not_known": figure(one.quantity(None)),
                "value_of_non_originating": figure(one.value(Status.NON_ORIGINATING)),
                "ratio": figure(one.ratio),
                "portions": [
                    {
                        "receipt": portion.receipt,
                        "quantity": figure(portion.quantity),
                        "status": portion.status.value if portion.status is not None else None,
                        "value": figure(portion.value),
                    }
                    for portion in one.portions
                ],
            }
            for one in found
        ],
    }


def _currency(inventory: Inventory) -> str | None:
    """The one currency of its values."""
    for movement in inventory.movements:
        if isinstance(movement, Receipt) and movement.unit_value is not None:
            return movement.unit_value.currency
    return None
