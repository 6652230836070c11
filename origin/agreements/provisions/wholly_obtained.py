"""Wholly obtained products: the agreement's categories, and its conditions on vessels."""

from decimal import Decimal

from origin.frozen import Frozen
from origin.nomenclature.code_set import HsSet


class VesselConditions(Frozen):
    """What makes a vessel one of a party.

    `registered` and `flag` ask for a party's; `owned_percent` for so much ownership by nationals of `nationals_of`
    (ids of parties, or countries), or by a company that is theirs; `officers` and `crew_percent` for their nationality.
    """

    citation: str
    registered: bool = True
    flag: bool = True
    owned_percent: Decimal | None = None
    officers: bool = False
    crew_percent: Decimal | None = None
    nationals_of: tuple[str, ...] = ()


class WhollyObtainedCategory(Frozen):
    """A category of wholly obtained products: the term a dossier uses, and its point in the list.

    `vessel` is True where the product must have been caught or made by a vessel of a party.
    """

    id: str
    label: str
    citation: str
    products: HsSet | None = None
    vessel: bool = False


class WhollyObtainedProducts(Frozen):
    """The categories of wholly obtained products, and what makes a vessel a party's own."""

    categories: tuple[WhollyObtainedCategory, ...]
    citation: str
    vessels: VesselConditions | None = None
