"""The textile notes: tolerances of their own, materials left free, and what a rule for apparel looks at."""

from datetime import date
from decimal import Decimal

from origin.agreements.provisions.kinds import KindOfProduct
from origin.frozen import Frozen
from origin.language.tree import Basis, Rule
from origin.nomenclature.code_set import HsSet


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
    """Materials that no shift or process requirement restricts in certain products; value limits still count them.

    `kind` narrows them to materials of a named kind, which the dossier must state.
    """

    products: HsSet
    materials: HsSet
    citation: str
    kind: str | None = None


class ComponentOnly(Frozen):
    """The rule speaks only of the component that determines the classification; other materials are disregarded."""

    products: HsSet
    citation: str


class ChapterNote(Frozen):
    """What a note asks besides the rule, of certain materials of certain products; no tolerance helps.

    `requires` is a test in our notation ("originating[sewing-thread]"). `unless` leaves out products of a named kind.
    """

    id: str
    label: str
    products: HsSet
    requires: Rule
    citation: str
    unless: KindOfProduct | None = None
    valid_from: date | None = None
    valid_until: date | None = None
