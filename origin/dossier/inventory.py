"""An inventory of fungible materials or goods: what came in, with its origin and value, and what went out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from origin.dossier.model import Money, Status
from origin.frozen import Frozen
from origin.nomenclature.code import HsCode


class Receipt(Frozen):
    """Units that came into stock, opening stock included; a status or value that is not stated is None."""

    id: str
    on: date
    quantity: Fraction
    status: Status | None
    unit_value: Money | None


class Withdrawal(Frozen):
    """Units that went into production or out in a shipment; `lots` where they were identified, by receipt."""

    id: str
    on: date
    quantity: Fraction
    lots: Mapping[str, Fraction] | None = None


class Return(Frozen):
    """Units of an earlier withdrawal (`of`, by its id) that came back into stock, as what they went out as."""

    id: str
    on: date
    quantity: Fraction
    of: str


Movement = Receipt | Withdrawal | Return


class Inventory(Frozen):
    """The movements of one stock in the order in which they took place.

    `method` is the inventory method the books are kept by. `ratio_decimals` and `value_decimals` are the places to
    which an average ratio and an average unit value are rounded in them; None: not at all. `average_over_months` is the
    length of the periods of the year whose stock tells the average for the next one; None: it is that of the stock at
    each withdrawal. `finished` tells whether it is finished goods or materials of others.
    """

    name: str
    method: str | None
    movements: tuple[Movement, ...]
    ratio_decimals: int | None = None
    value_decimals: int | None = None
    average_over_months: int | None = None
    file: str | None = None
    hs: HsCode | None = None
    finished: bool | None = None
