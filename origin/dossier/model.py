"""The facts of a dossier, as frozen values. What is not stated is None: missing is never false.

Amounts are exact fractions. Values are money per unit of the thing they belong to, weights kilograms, volumes litres.
Which material goes into which product, and how much of it, is the bill of materials (`bill_of_materials.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction

from msgspec import field

from origin.frozen import Frozen
from origin.nomenclature.code import HsCode


class Money(Frozen):
    """An exact amount in a currency (ISO 4217 code, or "index" for figures without one)."""

    amount: Fraction
    currency: str


class Word(Enum):
    """A word for a fact. Members are single, so they hash by identity: checks look them up again and again."""

    __hash__ = object.__hash__


class Status(Word):
    """The originating status that the claimant states for a material, under the agreement it is judged by."""

    ORIGINATING = "originating"
    NON_ORIGINATING = "non-originating"


class Role(Word):
    """What a line of the bill of materials is to the product."""

    MATERIAL = "material"
    SET_COMPONENT = "set-component"
    ACCESSORY = "accessory"
    RETAIL_PACKING = "retail-packing"
    SHIPMENT_PACKING = "shipment-packing"
    NEUTRAL_ELEMENT = "neutral-element"


class Maker(Enum):
    """Who produced an intermediate: the producer of the product, or a supplier."""

    PRODUCER = "producer"
    SUPPLIER = "supplier"


class Evidence(Frozen):
    """A paper that supports a material's status: what it is, the agreement it names, and its days (inclusive).

    `kind` is a code of the field: supplier-declaration, long-term-supplier-declaration, statement-on-origin, eur-1 ...
    `country` is the party of origin it states. A day that is not stated is None.
    """

    kind: str
    agreement: str | None = None
    country: str | None = None
    reference: str | None = None
    issued: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None


class Vessel(Frozen):
    """The vessel or factory ship that caught or made something at sea; what is not stated is None.

    `owned_by` are parts of the whole by nationality, `crew_share` the part of the crew that are nationals as asked.
    """

    registered_in: str | None = None
    flag: str | None = None
    owned_by: Mapping[str, Fraction] | None = None
    owned_by_qualifying_company: bool | None = None
    officers_qualify: bool | None = None
    crew_share: Fraction | None = None


class Abroad(Frozen):
    """That something which had originated left the parties and came back; `value_added` there is for one unit."""

    where: str | None
    worked: bool | None = None
    same_goods: bool | None = None
    value_added: Money | None = None


class ProcessStep(Frozen):
    """A working or processing operation that took place, where (country), worked on which materials.

    `term` is one of the glossary, or words of the agreement's own joined by hyphens ("calcination-of-bauxite").
    `simple` answers whether it needs neither special skills nor machines made or installed for it (None: not stated).
    """

    term: str
    where: str | None = None
    on: tuple[str, ...] = ()
    simple: bool | None = None


class Production(Frozen):
    """How something was made: by whom, in which country, by which operations (None: not stated; else all of them).

    `materials_stated` is False where nobody says what went into it; where it is True and the bill of materials holds
    nothing below the article, nothing did. `costs` are all costs of one unit other than materials, and `costs_include`
    those among them that an agreement may leave out, by name. `designated` is the producer's election that it count
    whole, where an agreement leaves that to him.
    """

    by: Maker = Maker.PRODUCER
    where: str | None = None
    processes: tuple[ProcessStep, ...] | None = None
    materials_stated: bool = False
    designated: bool | None = None
    costs: Mapping[str, Money] | None = None
    costs_include: Mapping[str, Money] | None = None


class Article(Frozen):
    """A product or material: what it is, what it is worth and weighs per unit, and what is stated of its origin.

    `kinds` says of named materials (glossary terms or quoted descriptions) whether this is one; not stated is absent.
    `wholly_obtained` is the category (a term of the agreement's list) under which it was wholly obtained. `fibre` are
    the basic textile materials it consists of, with the part of its weight that each is.
    `origin` is the country the claimant names, which alone proves nothing. `includes` and `besides` are costs that the
    value includes and does not include, by name. `determines_classification` tells whether it is, or is part of, the
    component that determines the classification of the product.
    """

    id: str
    name: str
    hs: HsCode | None = None
    value: Money | None = None
    weight: Fraction | None = None
    dry_weight: Fraction | None = None
    volume: Fraction | None = None
    origin: str | None = None
    status: Status | None = None
    wholly_obtained: str | None = None
    wholly_obtained_in: str | None = None
    evidence: tuple[Evidence, ...] = ()
    production: Production | None = None
    role: Role = Role.MATERIAL
    kinds: Mapping[str, bool] = field(default_factory=dict)
    fibre: Mapping[str, Fraction] | None = None
    vessel: Vessel | None = None
    includes: Mapping[str, Money] | None = None
    besides: Mapping[str, Money] | None = None
    determines_classification: bool | None = None
    abroad: Abroad | None = None


SINGLE, NO_SCRAP = Fraction(1), Fraction(0)
"""The quantity and the scrap of a use that states neither."""


class Use(Frozen):
    """One edge of the bill of materials: `quantity` units of `material` in one unit of `parent`, plus scrap.

    `scrap` is a fraction of the quantity that is lost on the way: 2 with a scrap of 1/20 consumes 2.1.
    """

    parent: str
    material: str
    quantity: Fraction = SINGLE
    scrap: Fraction = NO_SCRAP

    @property
    def consumed(self) -> Fraction:
        """Units of the material consumed for one unit of the parent, scrap included."""
        return self.quantity * (1 + self.scrap) if self.scrap else self.quantity


class Exhibition(Frozen):
    """That the product was sold at an exhibition: where, and how it came there and left; what is not stated is None."""

    where: str | None
    by_exporter: bool | None = None
    sent_on_unchanged: bool | None = None
    only_shown: bool | None = None


class Journey(Frozen):
    """How the product travelled to the importing party; each question None where it is not answered."""

    through: tuple[str, ...] | None = None
    altered: bool | None = None
    under_customs_supervision: bool | None = None
    split_by_exporter: bool | None = None
    split: bool | None = None
    free_circulation: bool | None = None
    operations: tuple[str, ...] = ()
    exhibition: Exhibition | None = None


class Rate(Frozen):
    """An exchange rate as stated: one unit of `currency` is `amount` units of `into`."""

    currency: str
    into: str
    amount: Fraction
    source: str | None = None


class Product(Frozen):
    """What origin is claimed for. `prices` per unit by basis (EXW, FOB ...); `option` picks among described rules.

    `price_includes` are costs within the prices that an agreement may leave out, by name. `averaged_over` is the number
    of months over which prices and values are averages.
    """

    article: Article
    prices: Mapping[str, Money] = field(default_factory=dict)
    option: str | None = None
    is_set: bool | None = False
    exported_from: str | None = None
    imported_into: str | None = None
    journey: Journey = Journey()
    consignment_value: Money | None = None
    within_quota: bool | None = None
    set_classified_by: str | None = None
    price_includes: Mapping[str, Money] = field(default_factory=dict)
    averaged_over: int | None = None
    drawback: bool | None = None
