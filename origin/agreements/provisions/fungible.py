"""Fungible materials and goods: which inventory methods may tell originating from non-originating stock."""

from enum import Enum

from origin.frozen import Frozen
from origin.nomenclature.code_set import HsSet


class InventoryMethod(Enum):
    """How withdrawals from a mixed stock are attributed to receipts."""

    FIFO = "fifo"
    LIFO = "lifo"
    AVERAGE = "average"
    SPECIFIC_IDENTIFICATION = "specific-identification"


class AccountingSegregation(Frozen):
    """Fungible materials, and goods where `goods` says so, need not be kept apart: an inventory method tells.

    `authorisation` is True where the customs authority must have authorised it. `products` limits it to codes, and
    `goods_products` finished goods to some of them.
    """

    citation: str
    methods: tuple[InventoryMethod, ...]
    goods: bool = False
    authorisation: bool = False
    products: HsSet | None = None
    goods_products: HsSet | None = None

    def codes(self, goods: bool) -> HsSet | None:
        """The codes of materials, or of finished goods, that it is for; None: all."""
        return self.goods_products if goods and self.goods_products is not None else self.products
