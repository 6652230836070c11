"""The general provisions of an agreement, each with its parameters and its article.

One class per provision, named as agreements call it. A provision that is None is not in the agreement, or not
modelled: the pack says which.
"""

from origin.agreements.provisions.absorption import Absorption, AbsorptionKind, LookThrough
from origin.agreements.provisions.cumulation import (
    Cumulation,
    CumulationPartners,
    Link,
    MinimumWorking,
    OriginBy,
)
from origin.agreements.provisions.deemed import DeemedMaterials, DeemedProducts, GoodsAndParts
from origin.agreements.provisions.fungible import AccountingSegregation, InventoryMethod
from origin.agreements.provisions.insufficient_operations import InsufficientOperations, Operation
from origin.agreements.provisions.kinds import KindOfProduct
from origin.agreements.provisions.sets import Disregarded, SecondaryGoods, SetLimit, Sets
from origin.agreements.provisions.territory import (
    Exhibitions,
    JourneyEvidence,
    NoDrawback,
    NonAlteration,
    OutwardProcessing,
    Territoriality,
)
from origin.agreements.provisions.textiles import (
    BasicTextileTolerance,
    ChapterNote,
    ComponentOnly,
    SpecialTextile,
    TextileMaterialsTolerance,
    UnrestrictedMaterials,
)
from origin.agreements.provisions.tolerance import NotForgiven, PartLimit, Tolerance, ValueContentWaiver
from origin.agreements.provisions.values import (
    Averaging,
    BuiltUp,
    CountedUpTo,
    DerivedPrice,
    MaterialValue,
    NetCost,
    Valuation,
)
from origin.agreements.provisions.wholly_obtained import (
    VesselConditions,
    WhollyObtainedCategory,
    WhollyObtainedProducts,
)
from origin.frozen import Frozen

__all__ = [
    "Absorption",
    "AbsorptionKind",
    "AccountingSegregation",
    "Averaging",
    "BasicTextileTolerance",
    "BuiltUp",
    "ChapterNote",
    "ComponentOnly",
    "CountedUpTo",
    "Cumulation",
    "CumulationPartners",
    "DeemedMaterials",
    "DeemedProducts",
    "DerivedPrice",
    "Disregarded",
    "Exhibitions",
    "GoodsAndParts",
    "InsufficientOperations",
    "InventoryMethod",
    "JourneyEvidence",
    "KindOfProduct",
    "Link",
    "LookThrough",
    "MaterialValue",
    "MinimumWorking",
    "NetCost",
    "NoDrawback",
    "NonAlteration",
    "NotForgiven",
    "Operation",
    "OriginBy",
    "OutwardProcessing",
    "PartLimit",
    "Provisions",
    "SecondaryGoods",
    "SetLimit",
    "Sets",
    "SpecialTextile",
    "Territoriality",
    "TextileMaterialsTolerance",
    "Tolerance",
    "UnrestrictedMaterials",
    "Valuation",
    "ValueContentWaiver",
    "VesselConditions",
    "WhollyObtainedCategory",
    "WhollyObtainedProducts",
]


class Provisions(Frozen):
    """The general provisions that a pack switches on."""

    exclusively_originating: str | None = None
    wholly_obtained: WhollyObtainedProducts | None = None
    tolerances: tuple[Tolerance, ...] = ()
    value_content_waiver: ValueContentWaiver | None = None
    basic_textiles: BasicTextileTolerance | None = None
    textile_materials: TextileMaterialsTolerance | None = None
    unrestricted_materials: tuple[UnrestrictedMaterials, ...] = ()
    component_only: tuple[ComponentOnly, ...] = ()
    chapter_notes: tuple[ChapterNote, ...] = ()
    absorption: Absorption | None = None
    cumulation: Cumulation | None = None
    valuation: Valuation | None = None
    insufficient_operations: InsufficientOperations | None = None
    unit_of_qualification: str | None = None
    sets: Sets | None = None
    accessories: SecondaryGoods | None = None
    retail_packing: SecondaryGoods | None = None
    shipment_packing: Disregarded | None = None
    neutral_elements: Disregarded | None = None
    territoriality: Territoriality | None = None
    non_alteration: NonAlteration | None = None
    no_drawback: NoDrawback | None = None
    accounting_segregation: AccountingSegregation | None = None
    deemed_materials: tuple[DeemedMaterials, ...] = ()
    deemed_products: tuple[DeemedProducts, ...] = ()
    goods_and_parts: GoodsAndParts | None = None
