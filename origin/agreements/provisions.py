"""The general provisions of an agreement, each with its parameters and its article.

One class per provision, named as agreements call it. A provision that is None is not in the agreement, or not
modelled: the pack says which.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from origin.frozen import Frozen
from origin.language.tree import Basis, Measure
from origin.nomenclature.code_set import HsSet


class KindOfProduct(Frozen):
    """Products of some codes that are, or are not, of a named kind, which the dossier must state."""

    products: HsSet
    kind: str


class Tolerance(Frozen):
    """Non-originating materials that fail the rule are forgiven up to a share of the product's price or weight.

    `products` are the codes it applies to. Only offenders count, and a limit of the rule itself is never lifted.
    `wholly_obtained_materials` tells whether it also forgives materials the rule wants wholly obtained. `unless` and
    `only_if` turn on what some of the products are.
    """

    id: str
    products: HsSet
    measure: Measure
    percent: Decimal
    basis: Basis
    citation: str
    wholly_obtained_materials: bool = True
    unless: KindOfProduct | None = None
    only_if: KindOfProduct | None = None


class SpecialTextile(Frozen):
    """A basic textile material with a larger tolerance of its own, while the others keep the usual one."""

    material: str
    percent: Decimal
    citation: str


class BasicTextileTolerance(Frozen):
    """Basic textile materials that fail the rule, up to a share by weight of all basic textile materials.

    Applies to products of `products` that contain at least `least_materials` different basic textile materials.
    `fibre_to_be_stated` are the codes of textile materials that do not tell the fibre.
    """

    products: HsSet
    percent: Decimal
    citation: str
    least_materials: int = 2
    special: tuple[SpecialTextile, ...] = ()
    fibre_to_be_stated: HsSet | None = None


class TextileMaterialsTolerance(Frozen):
    """Textile materials (`materials`, less the named `excluded`) of another heading, up to a share of the price."""

    products: HsSet
    materials: HsSet
    percent: Decimal
    basis: Basis
    citation: str
    excluded: tuple[str, ...] = ()


class UnrestrictedMaterials(Frozen):
    """Materials that no shift or process requirement restricts in certain products; value limits still count them."""

    products: HsSet
    materials: HsSet
    citation: str


class AbsorptionKind(Enum):
    """Whether an intermediate that meets its own rule counts whole as originating by itself or by designation."""

    AUTOMATIC = "automatic"
    DESIGNATION = "designation"


class LookThrough(Enum):
    """Which failing intermediates are looked through, so that only their non-originating materials count."""

    NONE = "none"
    SELF_PRODUCED = "self-produced"
    ALL = "all"


class Absorption(Frozen):
    """Intermediates that have acquired originating status (roll-up), and what becomes of those that have not."""

    kind: AbsorptionKind
    look_through: LookThrough
    citation: str


class Cumulation(Frozen):
    """Origin lent by the other party: its originating materials (bilateral), production there (full).

    `beyond_insufficient` tells whether the last party must go beyond the insufficient operations.
    """

    bilateral: bool
    full: bool
    citation: str
    full_citation: str | None = None
    beyond_insufficient: bool = True
    condition_citation: str | None = None
    full_evidence: str | None = None


class Operation(Frozen):
    """One operation of the agreement's list that never confers origin by itself.

    `processes` are glossary terms. `only_if_simple` marks those that count only where the operation is simple.
    """

    label: str
    processes: tuple[str, ...]
    citation: str
    only_if_simple: bool = False
    products: HsSet | None = None


class InsufficientOperations(Frozen):
    """Production that consists only of these operations does not confer origin, whatever the rule says."""

    operations: tuple[Operation, ...]
    citation: str
    simple: str


class WhollyObtainedCategory(Frozen):
    """A category of wholly obtained products: the term a dossier uses, and its point in the list."""

    id: str
    label: str
    citation: str
    products: HsSet | None = None


class WhollyObtainedProducts(Frozen):
    """The categories of wholly obtained products."""

    categories: tuple[WhollyObtainedCategory, ...]
    citation: str


class Sets(Frozen):
    """A set originates if its components do, or if the non-originating ones stay within a share of its price."""

    percent: Decimal
    basis: Basis
    citation: str


class SecondaryGoods(Frozen):
    """Accessories or retail packing: left aside, but for value limits, where their own origin counts."""

    counted_in_value: bool
    citation: str


class Disregarded(Frozen):
    """Shipment packing or neutral elements: their origin is never asked."""

    citation: str


class JourneyEvidence(Enum):
    """What silence about the journey means: taken as compliant, or asked for."""

    PRESUMED = "presumed"
    ON_DOUBT = "on-doubt"
    REQUIRED = "required"


class NonAlteration(Frozen):
    """The product arrives as it left: not altered on the way; stored, exhibited or split only under supervision."""

    evidence: JourneyEvidence
    citation: str


class Provisions(Frozen):
    """The general provisions that a pack switches on."""

    tolerances: tuple[Tolerance, ...] = ()
    basic_textiles: BasicTextileTolerance | None = None
    textile_materials: TextileMaterialsTolerance | None = None
    unrestricted_materials: tuple[UnrestrictedMaterials, ...] = ()
    absorption: Absorption | None = None
    cumulation: Cumulation | None = None
    insufficient_operations: InsufficientOperations | None = None
    wholly_obtained: WhollyObtainedProducts | None = None
    exclusively_originating: str | None = None
    sets: Sets | None = None
    accessories: SecondaryGoods | None = None
    retail_packing: SecondaryGoods | None = None
    shipment_packing: Disregarded | None = None
    neutral_elements: Disregarded | None = None
    non_alteration: NonAlteration | None = None
