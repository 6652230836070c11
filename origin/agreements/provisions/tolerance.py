"""Tolerance (de minimis): materials that fail the rule, forgiven while they stay small."""

from decimal import Decimal

from origin.agreements.provisions.kinds import KindOfProduct
from origin.frozen import Frozen
from origin.language.tree import Basis, Measure, Same
from origin.nomenclature.code_set import HsSet


class PartLimit(Frozen):
    """Within a tolerance, a smaller share that forgiven materials of a named kind must not exceed."""

    material: str
    percent: Decimal
    citation: str


class NotForgiven(Frozen):
    """Materials that a tolerance does not forgive in certain products.

    `kind` and `product_kind` narrow both to goods of a named kind, which the dossier must state, `same` to materials
    that share the product's classification ("same subheading").
    """

    citation: str
    materials: HsSet | None = None
    kind: str | None = None
    same: Same | None = None
    products: HsSet | None = None
    product_kind: str | None = None


class Tolerance(Frozen):
    """Non-originating materials that fail the rule are forgiven up to a share of the product's price or weight.

    `products` are the codes it applies to. Only offenders count, and a limit of the rule itself is never lifted.
    `wholly_obtained_materials` tells whether it also forgives materials the rule wants wholly obtained, `processes`
    whether it forgives those that missed a process, or only a change of classification. `materials` limits what it
    forgives, `kind` narrows that to materials of a named kind, `not_forgiven` takes out of it, and `must_originate`
    names materials that the product may contain only if they originate. `of_component` makes the share one of the
    component that determines the classification. `unless` and `only_if` turn on what some of the products are,
    `made_in` limits it to products made in some parties or countries.
    """

    id: str
    products: HsSet
    measure: Measure
    percent: Decimal
    basis: Basis
    citation: str
    wholly_obtained_materials: bool = True
    processes: bool = True
    materials: HsSet | None = None
    kind: str | None = None
    part_limits: tuple[PartLimit, ...] = ()
    must_originate: tuple[str, ...] = ()
    not_forgiven: tuple[NotForgiven, ...] = ()
    of_component: bool = False
    unless: KindOfProduct | None = None
    only_if: KindOfProduct | None = None
    made_in: tuple[str, ...] = ()


class ValueContentWaiver(Frozen):
    """The second kind: no regional value content need be reached where all non-originating materials are small.

    The rest of the rule must still be met. `basis` may offer a choice ("transaction-value/total-cost").
    """

    percent: Decimal
    basis: Basis
    citation: str
    products: HsSet | None = None
