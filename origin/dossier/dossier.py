"""A dossier: all the facts behind one claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from origin.dossier.bill_of_materials import BillOfMaterials
from origin.dossier.model import Product, Rate


@dataclass(frozen=True)
class Dossier:
    """The product, its bill of materials and the stated exchange rates.

    `edition` is the HS edition of all its codes; `on` the day it is to be judged by, where it says so.
    """

    product: Product
    bom: BillOfMaterials
    edition: int = 2022
    on: date | None = None
    rates: tuple[Rate, ...] = ()
    file: str | None = None
