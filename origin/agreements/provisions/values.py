"""Values: what is taken out of a price or added to the value of a material, net cost, averaging."""

from decimal import Decimal

from origin.frozen import Frozen
from origin.language.tree import Price


class DerivedPrice(Frozen):
    """A price basis that is worked out from another one, or from itself, `less` the named costs it includes.

    The costs are those a dossier names under `price_includes`; "shipment-packing" is also the value of the materials
    of that role.
    """

    basis: Price
    derived_from: Price
    citation: str
    less: tuple[str, ...] = ()


class NetCost(Frozen):
    """Net cost: total cost less the named costs ("royalties"), of the product and of what is not counted whole."""

    citation: str
    excluded: tuple[str, ...]


class MaterialValue(Frozen):
    """Costs that a material's value may leave out where it does not originate, or take in where it does.

    They are those a dossier names under `includes` (`deducted` from the value of non-originating materials) and
    under `besides` (`added` to the value of originating ones; `always_added`, such as assists, to any).
    """

    citation: str
    deducted: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    always_added: tuple[str, ...] = ()


class Averaging(Frozen):
    """Prices and values may be averages over a period of at least so many months."""

    citation: str
    least_months: int | None = None


class CountedUpTo(Frozen):
    """Originating materials of some countries count in a value content by build-up up to a share of the price only."""

    countries: tuple[str, ...]
    percent: Decimal
    citation: str


class BuiltUp(Frozen):
    """Costs of production that a value content by build-up takes in besides the originating materials.

    They are those a dossier names under `costs` ("direct-processing"), as in the preferences of the United States that
    ask for 35 % of the appraised value. `limits` are for the materials of countries that do not count in full.
    """

    citation: str
    costs: tuple[str, ...]
    limits: tuple[CountedUpTo, ...] = ()


class Valuation(Frozen):
    """How prices and values are worked out from what a dossier states."""

    prices: tuple[DerivedPrice, ...] = ()
    net_cost: NetCost | None = None
    materials: MaterialValue | None = None
    averaging: Averaging | None = None
    built_up: BuiltUp | None = None
