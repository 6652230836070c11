"""The rule tree: three kinds of test, one modifier, and what joins them.

Every product-specific rule reduces to *Each* (a condition every material in scope must meet), *Share* (a linear
bound on a value or weight) and *Done* (a production step), joined by all-of and any-of, with *Allow* forgiving
offenders against an Each. Nodes are frozen and compare by meaning: a span never takes part in equality.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from origin.nomenclature.code import Level
from origin.nomenclature.code_range import HsRange


@dataclass(frozen=True, slots=True)
class Span:
    """Where a node stands in its source text: lines and columns from 1, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


NO_SPAN = Span(0, 0, 0, 0)


class Word(Enum):
    """A word of the notation. Members are single, so they hash by identity: they are keys in the evaluator's loops."""

    __hash__ = object.__hash__


class Standing(Word):
    """Which materials a scope speaks of, by origin; PRODUCT is the product itself."""

    NON_ORIGINATING = "NOM"
    ORIGINATING = "OM"
    WHOLLY_OBTAINED = "WO"
    ANY = "materials"
    PRODUCT = "product"


class Same(Enum):
    """Materials that share the product's own classification or description."""

    CHAPTER = "same chapter"
    HEADING = "same heading"
    SUBHEADING = "same subheading"
    DESCRIPTION = "same description"


@dataclass(frozen=True, slots=True)
class Named:
    """A named material: a glossary term, or a quoted description; `codes` narrows it ("battery packs of 8507")."""

    name: str
    quoted: bool = False
    codes: tuple[HsRange, ...] = ()


@dataclass(frozen=True, slots=True)
class Heaviest:
    """Of several groups of codes, the one whose materials predominate by weight in the product."""

    groups: tuple[tuple[HsRange, ...], ...]


ScopeItem = HsRange | Same | Named | Heaviest


@dataclass(frozen=True, slots=True)
class Scope:
    """A set of materials: a standing, the items it is limited to (none: all materials), minus the excepted items."""

    standing: Standing
    items: tuple[ScopeItem, ...] = ()
    excepted: tuple[ScopeItem, ...] = ()


ALL_NON_ORIGINATING = Scope(Standing.NON_ORIGINATING)
ALL_ORIGINATING = Scope(Standing.ORIGINATING)
THE_PRODUCT = Scope(Standing.PRODUCT)


# -- processes ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Operation:
    """One working or processing operation: a glossary term, what it is worked on, and at how many times of a group."""

    term: str
    inputs: tuple[ScopeItem, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of production that any one of these operations fulfils."""

    options: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Process:
    """Steps that all take place; `ordered` where one must follow the other (then) and not only accompany it (with)."""

    steps: tuple[Step, ...]
    ordered: bool = False


# -- conditions of Each -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shift:
    """Classified in another chapter, heading or subheading than the product (none: anywhere), and not as excluded."""

    level: Level | None
    excluding: tuple[ScopeItem, ...] = ()
    excepted: tuple[ScopeItem, ...] = ()


@dataclass(frozen=True, slots=True)
class WhollyObtained:
    """Wholly obtained in a territory that counts."""


@dataclass(frozen=True, slots=True)
class Originating:
    """Originating under the agreement."""


@dataclass(frozen=True, slots=True)
class Unused:
    """Not used at all."""


@dataclass(frozen=True, slots=True)
class FromInputs:
    """One of the named inputs, or of an earlier stage of manufacture than they are ("manufacture from yarn")."""

    inputs: tuple[ScopeItem, ...]


@dataclass(frozen=True, slots=True)
class OwnRule:
    """Meets the rule that would apply to the item if it were not in the set."""


@dataclass(frozen=True, slots=True)
class RetainsOrigin:
    """Keeps the origin it had in its original classification (waste pharmaceuticals and the like)."""


@dataclass(frozen=True, slots=True)
class Undergoes:
    """Undergoes a process in production."""

    process: Process


Condition = Shift | WhollyObtained | Originating | Unused | FromInputs | OwnRule | RetainsOrigin | Undergoes


# -- shares -------------------------------------------------------------------------------------------------------


class Measure(Word):
    """What a share is a share of."""

    VALUE = "value"
    WEIGHT = "weight"
    DRY_WEIGHT = "dry weight"
    VOLUME = "volume"


class Relation(Word):
    """How the amount stands to its bound."""

    AT_MOST = "<="
    LESS = "<"
    AT_LEAST = ">="
    MORE = ">"


class Price(Word):
    """A price or cost basis of the product."""

    EX_WORKS = "EXW"
    FREE_ON_BOARD = "FOB"
    TRANSACTION_VALUE = "transaction-value"
    ADJUSTED_VALUE = "adjusted-value"
    CUSTOMS_VALUE = "customs-value"
    NET_COST = "net-cost"
    TOTAL_COST = "total-cost"
    PRODUCT_VALUE = "product-value"


@dataclass(frozen=True, slots=True)
class PriceBasis:
    """A share of the product's price; where several prices are given the claimant may choose."""

    prices: tuple[Price, ...]


@dataclass(frozen=True, slots=True)
class ProductBasis:
    """A share of the product's own weight or volume, the measure of the share."""


@dataclass(frozen=True, slots=True)
class MaterialsBasis:
    """A share of the value or weight of other materials."""

    scope: Scope


Basis = PriceBasis | ProductBasis | MaterialsBasis


# -- tests --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Each:
    """Every material in scope meets the condition."""

    scope: Scope
    condition: Condition
    span: Span = field(default=NO_SPAN, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Share:
    """The measure of the materials in scope, or of what remains of the basis without them, against a percentage.

    `percent` is an exact decimal. `remainder` turns it into (basis - amount) against the bound: regional value
    content by the build-down, focused value and net cost methods.
    """

    measure: Measure
    scope: Scope
    relation: Relation
    percent: Decimal
    basis: Basis
    remainder: bool = False
    span: Span = field(default=NO_SPAN, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Done:
    """The process takes place in a territory that counts."""

    process: Process
    span: Span = field(default=NO_SPAN, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Limit:
    """How far an allowance goes: the offenders' measure as a percentage of a basis."""

    measure: Measure
    percent: Decimal
    basis: Basis


@dataclass(frozen=True, slots=True)
class Allow:
    """The test, but offenders in scope are forgiven: without limit, up to a limit, or if they undergo a process."""

    test: Test
    scope: Scope
    limit: Limit | None = None
    process: Process | None = None
    span: Span = field(default=NO_SPAN, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    tests: tuple[Test, ...]
    span: Span = field(default=NO_SPAN, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    tests: tuple[Test, ...]
    span: Span = field(default=NO_SPAN, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Defined:
    """A test that the rule list defines under a name ("printing-standalone"); `test` is None until it is looked up."""

    name: str
    test: Test | None = field(default=None, compare=False)
    span: Span = field(default=NO_SPAN, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Text:
    """Published wording that is not modelled: always undetermined, counted by the linter."""

    wording: str
    span: Span = field(default=NO_SPAN, compare=False, repr=False)


Test = Each | Share | Done | Allow | AllOf | AnyOf | Defined | Text


# -- rules and lists ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NoTolerance:
    """The agreement's tolerance is switched off: for all materials, or for those of the items."""

    items: tuple[ScopeItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to satisfy a rule, with what limits it: dates (inclusive), origin quota, direction, partner, notes."""

    test: Test
    valid_from: date | None = None
    valid_until: date | None = None
    quota: str | None = None
    exported_from: str | None = None
    imported_into: str | None = None
    partner: str | None = None
    no_tolerance: NoTolerance | None = None
    notes: tuple[str, ...] = ()
    span: Span = field(default=NO_SPAN, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """Alternatives of which the exporter may choose any."""

    alternatives: tuple[Alternative, ...]
    span: Span = field(default=NO_SPAN, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a rule list: the product codes, the option (path of a description, "other.tuna") and the rule.

    `cumulative` marks an entry whose rule must be met besides every other one that applies to the product.
    """

    products: tuple[HsRange, ...]
    rule: Rule
    option: str | None = None
    label: str | None = None
    cumulative: bool = False
    span: Span = field(default=NO_SPAN, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Definition:
    """A named test of a rule list, with the note that defines it."""

    name: str
    test: Test
    citation: str | None = None
    span: Span = field(default=NO_SPAN, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class RuleList:
    """The product-specific rules of an annex, on one edition of the Harmonised System."""

    name: str
    title: str
    edition: int
    definitions: tuple[Definition, ...]
    entries: tuple[Entry, ...]
