"""The published worked inventories: what each shipment draws from a mixed stock."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from origin.agreements.provisions import InventoryMethod
from origin.determination.accounting_segregation import Attributed, attribute
from origin.dossier.inventory_document import METHODS
from origin.dossier.inventory_reader import read_inventory_text
from origin.dossier.model import Status

FILE = Path(__file__).parent / "inventories.yaml"
OURS = FILE.with_name("shared-inventories.yaml")
NEAR = Fraction(1, 10)

Case = dict[str, Any]


def inventory_cases(file: Path = FILE) -> list[Case]:
    """The published cases, or those of another file, every scalar as text."""
    found: list[Case] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["cases"]
    return found


@pytest.mark.parametrize("case", [*inventory_cases(), *inventory_cases(OURS)], ids=lambda case: case["case"])
def test_worked_inventory(case: Case) -> None:
    """Each shipment draws what the source, or the method, says: quantities, values to a tenth, ratios."""
    read = read_inventory_text(json.dumps(case["inventory"]), case["case"])
    assert read.value is not None, [str(problem) for problem in read.problems]
    found = attribute(read.value, InventoryMethod(read.value.method))
    shipments = [one for one in found if isinstance(one, Attributed)]
    for key, wanted in case["expect"].items():
        for one, expected in zip(shipments, wanted, strict=True):
            actual = FIGURES[key](one)
            assert actual is not None
            assert abs(Fraction(expected) - actual) <= NEAR, (key, one.withdrawal.id)


FIGURES: dict[str, Callable[[Attributed], Fraction | None]] = {
    "values": lambda one: one.value(Status.NON_ORIGINATING),
    "originating": lambda one: one.quantity(Status.ORIGINATING),
    "non_originating": lambda one: one.quantity(Status.NON_ORIGINATING),
    "ratios": lambda one: one.ratio and Fraction(round(one.ratio * 100), 100),
}


def test_the_methods_are_those_of_the_provision() -> None:
    """A document may name every inventory method that packs may allow, and no other."""
    assert {method.value for method in InventoryMethod} == set(METHODS)
