"""The rule tree: three kinds of test, one modifier, and what joins them.

Every product-specific rule reduces to *Each* (a condition every material in scope must meet), *Share* (a linear
bound on a value or weight) and *Done* (a production step), joined by all-of and any-of, with *Allow* forgiving
offenders against an Each. Nodes are frozen and compare by meaning: a span never takes part in equality.
"""

from datetime import date
from decimal import Decimal
from enum import Enum

from origin.frozen import Frozen
from origin.nomenclature.code import Level
from origin.nomenclature.code_range import HsRange


class Span(Frozen):
    """Where a node stands in its source text: lines and columns from 1, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    def __eq__(self, other: object) -> bool:
        """Spans never tell two nodes apart: nodes compare by what they mean."""
        return isinstance(other, Span)

    def __hash__(self) -> int:
        """The same for all spans."""
        return 0


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


class Named(Frozen, tag=True):
    """A named material: a glossary term, or a quoted description; `codes` narrows it ("battery packs of 8507")."""

    name: str
    quoted: bool = False
    codes: tuple[HsRange, ...] = ()


class Heaviest(Frozen, tag=True):
    """Of several groups of codes, the one whose materials predominate by weight in the product."""

    groups: tuple[tuple[HsRange, ...], ...]


ScopeItem = HsRange | Same | Named | Heaviest


class Scope(Frozen):
    """A set of materials: a standing, the items it is limited to (none: all materials), minus the excepted items."""

    standing: Standing
    items: tuple[ScopeItem, ...] = ()
    excepted: tuple[ScopeItem, ...] = ()


ALL_NON_ORIGINATING = Scope(Standing.NON_ORIGINATING)
ALL_ORIGINATING = Scope(Standing.ORIGINATING)
THE_PRODUCT = Scope(Standing.PRODUCT)


# -- processes ---------------------------------------------------------------------------------------------------


class Operation(Frozen):
    """One working or processing operation: what it is, what it is worked on, and how many of a group are asked for.

    `term` is a glossary term or, where `quoted`, a description that stands for itself.
    """

    term: str
    inputs: tuple[ScopeItem, ...] = ()
    count: int = 1
    quoted: bool = False


class Step(Frozen):
    """A stage of production that any one of these operations fulfils."""

    options: tuple[Operation, ...]


class Process(Frozen):
    """Steps that all take place; `ordered` where one must follow the other (then) and not only accompany it (with)."""

    steps: tuple[Step, ...]
    ordered: bool = False


# -- conditions of Each -------------------------------------------------------------------------------------------


class Shift(Frozen, tag=True):
    """Classified in another chapter, heading or subheading than the product (none: anywhere), and not as excluded."""

    level: Level | None
    excluding: tuple[ScopeItem, ...] = ()
    excepted: tuple[ScopeItem, ...] = ()


class WhollyObtained(Frozen, tag=True):
    """Wholly obtained in a territory that counts."""


class Originating(Frozen, tag=True):
    """Originating under the agreement."""


class Unused(Frozen, tag=True):
    """Not used at all."""


class FromInputs(Frozen, tag=True):
    """One of the named inputs, or of an earlier stage of manufacture than they are ("manufacture from yarn")."""

    inputs: tuple[ScopeItem, ...]


class OwnRule(Frozen, tag=True):
    """Meets the rule that would apply to the item if it were not in the set."""


class RetainsOrigin(Frozen, tag=True):
    """Keeps the origin it had in its original classification (waste pharmaceuticals and the like)."""


class Undergoes(Frozen, tag=True):
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


class PriceBasis(Frozen, tag=True):
    """A share of the product's price; where several prices are given the claimant may choose."""

    prices: tuple[Price, ...]


class ProductBasis(Frozen, tag=True):
    """A share of the product's own weight or volume, the measure of the share."""


class MaterialsBasis(Frozen, tag=True):
    """A share of the value or weight of other materials."""

    scope: Scope


Basis = PriceBasis | ProductBasis | MaterialsBasis


# -- tests --------------------------------------------------------------------------------------------------------


class Each(Frozen, tag=True):
    """Every material in scope meets the condition."""

    scope: Scope
    condition: Condition
    span: Span = NO_SPAN


class Share(Frozen, tag=True):
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
    span: Span = NO_SPAN


class Done(Frozen, tag=True):
    """The process takes place in a territory that counts."""

    process: Process
    span: Span = NO_SPAN


class Limit(Frozen):
    """How far an allowance goes: the offenders' measure as a percentage of a basis."""

    measure: Measure
    percent: Decimal
    basis: Basis


class Allow(Frozen, tag=True):
    """The test, but offenders in scope are forgiven: without limit, up to a limit, or if they undergo a process."""

    test: "Test"
    scope: Scope
    limit: Limit | None = None
    process: Process | None = None
    span: Span = NO_SPAN


class AllOf(Frozen, tag=True):
    """Every part holds."""

    tests: "tuple[Test, ...]"
    span: Span = NO_SPAN


class AnyOf(Frozen, tag=True):
    """At least one part holds."""

    tests: "tuple[Test, ...]"
    span: Span = NO_SPAN


class Defined(Frozen, tag=True):
    """A test that the rule list defines under a name ("printing-standalone"); `test` is None until it is looked up."""

    name: str
    test: "Test | None" = None
    span: Span = NO_SPAN


class Text(Frozen, tag=True):
    """Published wording that is not modelled: always undetermined, counted by the linter."""

    wording: str
    span: Span = NO_SPAN


Test = Each | Share | Done | Allow | AllOf | AnyOf | Defined | Text


# -- rules and lists ----------------------------------------------------------------------------------------------


class NoTolerance(Frozen):
    """The agreement's tolerance is switched off: for all materials, or for those of the items."""

    items: tuple[ScopeItem, ...] = ()


class Alternative(Frozen):
    """One way to satisfy a rule, with what limits it: dates (inclusive), origin quota, direction, partner, notes."""

    test: "Test"
    valid_from: date | None = None
    valid_until: date | None = None
    quota: str | None = None
    exported_from: str | None = None
    imported_into: str | None = None
    partner: str | None = None
    no_tolerance: NoTolerance | None = None
    notes: tuple[str, ...] = ()
    span: Span = NO_SPAN


class Rule(Frozen):
    """Alternatives of which the exporter may choose any."""

    alternatives: tuple[Alternative, ...]
    span: Span = NO_SPAN


class Entry(Frozen):
    """A line of a rule list: the product codes, the option (path of a description, "other.tuna") and the rule.

    `cumulative` marks an entry whose rule must be met besides every other one that applies to the product.
    """

    products: tuple[HsRange, ...]
    rule: Rule
    option: str | None = None
    label: str | None = None
    cumulative: bool = False
    span: Span = NO_SPAN


class Definition(Frozen):
    """A named test of a rule list, with the note that defines it."""

    name: str
    test: "Test"
    citation: str | None = None
    span: Span = NO_SPAN


class Omission(Frozen):
    """Entries of a shared list that an agreement does not have: of these products, all or those of one option."""

    products: tuple[HsRange, ...]
    option: str | None = None
    span: Span = NO_SPAN


class RuleList(Frozen):
    """The product-specific rules of an annex, on one edition of the Harmonised System.

    `amends` names a list that several agreements share, where this one only says what differs from it: an entry stands
    in the place of the shared one with the same products and option, or is added, and `omissions` are left out.
    """

    name: str
    title: str
    edition: int
    definitions: tuple[Definition, ...]
    entries: tuple[Entry, ...]
    amends: str | None = None
    omissions: tuple[Omission, ...] = ()
