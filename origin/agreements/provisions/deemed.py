"""What counts as originating without meeting a rule, or by a rule of last resort."""

from datetime import date

from origin.frozen import Frozen
from origin.language.tree import Rule
from origin.nomenclature.code_set import HsSet


class DeemedMaterials(Frozen):
    """Materials that count as originating: short supply lists, recovered materials, yarns of named countries.

    Every condition that is set must hold: `materials` and `products` by code, `kind` and `product_kind` by the named
    kind that the dossier states, `countries` (ids of parties, or countries) by where the material comes from.
    """

    id: str
    label: str
    citation: str
    materials: HsSet | None = None
    kind: str | None = None
    countries: tuple[str, ...] = ()
    products: HsSet | None = None
    product_kind: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None


class DeemedProducts(Frozen):
    """Products that count as originating when they come from a party, with no production there at all."""

    id: str
    label: str
    products: HsSet
    citation: str
    kind: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None


class GoodsAndParts(Frozen):
    """A rule of last resort where a product and its parts share a heading or subheading that is not divided.

    It serves a product that fails its rule because parts of it (`kind`, which the dossier states) have its own
    classification, or, where `unassembled` names that kind, because it came in unassembled and was classified as the
    assembled good. `rule` is what must be met instead. `excluded` are products it is not for.
    """

    rule: Rule
    citation: str
    kind: str
    excluded: HsSet | None = None
    unassembled: str | None = None
