"""A dossier: all the facts behind one claim."""

from __future__ import annotations

from datetime import date

from origin.dossier.bill_of_materials import BillOfMaterials
from origin.dossier.model import Product, Rate
from origin.frozen import Frozen


class Dossier(Frozen):
    """The product, its bill of materials and the stated exchange rates.

    `edition` is the HS edition of all its codes; `on` the day it is to be judged by, where it says so.
    """

    product: Product
    bom: BillOfMaterials
    edition: int = 2022
    on: date | None = None
    rates: tuple[Rate, ...] = ()
    file: str | None = None
