"""Sets, and goods that go with a product: accessories, packing, neutral elements."""

from decimal import Decimal

from origin.frozen import Frozen
from origin.language.tree import Basis
from origin.nomenclature.code_set import HsSet


class SetLimit(Frozen):
    """A share that the non-originating components of some codes must not exceed."""

    components: HsSet
    percent: Decimal


class Sets(Frozen):
    """A set originates if its components do, or if the non-originating ones stay within a share of its price.

    It governs sets classified by General Rule 3; `classified_by` narrows it to some letters of that rule ("3c"), the
    others following the rule of the list. `limits` are further limits for components of some codes. `one_originating`
    asks that some component, or all the packing, originates. `always` are codes of sets that it governs in any case.
    """

    percent: Decimal
    basis: Basis
    citation: str
    classified_by: tuple[str, ...] = ()
    limits: tuple[SetLimit, ...] = ()
    one_originating: bool = False
    always: HsSet | None = None


class SecondaryGoods(Frozen):
    """Accessories or retail packing: left aside but for value limits, where their own origin counts.

    `counted_in_shift` is True where they must meet the rule's other requirements too, like any material.
    """

    counted_in_value: bool
    citation: str
    counted_in_shift: bool = False


class Disregarded(Frozen):
    """Shipment packing or neutral elements: their origin is never asked."""

    citation: str
