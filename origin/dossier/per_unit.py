"""The figures of a line for one unit of the material: from the line's own, the unit's, and the quantity's unit."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar

from origin.dossier.document import Material, Part
from origin.dossier.model import Money
from origin.dossier.notes import Notes
from origin.dossier.number_text import decimal_text
from origin.frozen import Frozen

A = TypeVar("A", Money, Fraction)


class Figures(Frozen):
    """What one unit is worth, weighs (kilograms) and holds (litres); None where it is not stated.

    `includes` and `besides` are costs that the value includes and does not include, by name.
    """

    value: Money | None
    weight: Fraction | None
    dry_weight: Fraction | None
    volume: Fraction | None
    includes: Mapping[str, Money] | None = None
    besides: Mapping[str, Money] | None = None


def figures_of_part(part: Part) -> Figures:
    """The figures of a part, which are stated for one unit."""
    return Figures(part.value, part.weight, part.dry_weight, part.volume, part.includes, part.besides)


def figures_of_line(line: Material, notes: Notes) -> Figures:
    """The figures of a line for one unit; notes where two statements of one figure disagree."""
    if line.states("quantity") and line.quantity is None:
        return Figures(line.unit_value, line.unit_weight, None, None)
    quantity = line.quantity.number if line.quantity else Fraction(1)
    value = None if line.value is None else Money(line.value.amount / quantity, line.value.currency)
    weight = _one(line, "weight", _per(line.weight, quantity), line.unit_weight, notes)
    volume = _per(line.volume, quantity)
    if line.quantity and line.quantity.kilograms:
        weight = _of_quantity(line, "weight", weight, line.quantity.kilograms, notes)
    if line.quantity and line.quantity.litres:
        volume = _of_quantity(line, "volume", volume, line.quantity.litres, notes)
    value = _one(line, "value", value, line.unit_value, notes)
    dry_weight = _per(line.dry_weight, quantity)
    return Figures(
        value, weight, dry_weight, volume, _costs_per(line.includes, quantity), _costs_per(line.besides, quantity)
    )


def _per(amount: Fraction | None, quantity: Fraction) -> Fraction | None:
    """A figure of a whole line, for one unit."""
    return None if amount is None else amount / quantity


def _costs_per(costs: Mapping[str, Money] | None, quantity: Fraction) -> Mapping[str, Money] | None:
    """Costs of a whole line, for one unit."""
    if costs is None:
        return None
    return {name: Money(cost.amount / quantity, cost.currency) for name, cost in costs.items()}


def _one(line: Material, key: str, shared: A | None, unit: A | None, notes: Notes) -> A | None:
    """The figure from the line's own and the unit's, which agree where both are stated."""
    if shared is None or unit is None or shared == unit:
        return unit if shared is None else shared
    message = f"{key} is {_said(shared)} per unit, and unit_{key} {_said(unit)}"
    accepted = f"{key} = quantity x unit_{key}, or only one of them"
    notes.add(f"{key}-disagrees", message, line.at.place(f"unit_{key}"), accepted=accepted)
    return unit


def _of_quantity(line: Material, key: str, stated: Fraction | None, given: Fraction, notes: Notes) -> Fraction:
    """The figure that the unit of the quantity gives, with which the stated one agrees."""
    if stated is not None and stated != given:
        message = f"the {key} is not that of the quantity"
        accepted = f"the {key} of the quantity, or a quantity without that unit, or only the quantity"
        notes.add(f"{key}-disagrees", message, line.at.place(key), accepted=accepted)
    return given


def _said(amount: Money | Fraction) -> str:
    """A figure as people write it."""
    if isinstance(amount, Money):
        return f"{decimal_text(amount.amount)} {amount.currency}"
    return f"{decimal_text(amount)} kg"
