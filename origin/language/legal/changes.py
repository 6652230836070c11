"""What sentences of a rule add to it: tests, allowances, limits; and the draft that they add up to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.legal.names import Materials
from origin.nomenclature.code import Level
from origin.nomenclature.code_range import HsRange

# -- parts of sentences ---------------------------------------------------------------------------------------------


class Phrase(Frozen):
    """Words that name something."""

    text: str
    start: int
    end: int


class Bound(Frozen):
    """A percentage and what it is of; the measure where the words name one of their own."""

    percent: Decimal
    basis: t.Basis
    measure: t.Measure | None = None


class Quantity(Frozen):
    """The weight or volume of the product, and what may stand for it."""

    bases: tuple[t.Basis, ...]
    measure: t.Measure


class Excluded(Frozen):
    """What a change of classification must not come from; `product`: the product's own place as well."""

    product: bool
    materials: Materials


class ChangeFrom(Frozen):
    """Where a change may come from: another chapter, heading or subheading, from within, from certain codes."""

    level: Level | None = None
    within: Level | None = None
    within_group: bool = False
    outside_group: bool = False
    places: tuple[t.ScopeItem, ...] = ()
    place_exceptions: tuple[t.ScopeItem, ...] = ()
    excluded: Materials | None = None


class WhetherOrNot(Frozen):
    """The change that materials may make besides the one the rule speaks of."""

    level: Level
    excluded: Materials | None = None


# -- changes --------------------------------------------------------------------------------------------------------


class Add(Frozen):
    """A test that holds besides those before it; `excluded` is what "these materials" then means, `inputs` "their"."""

    test: t.Test
    excluded: Materials | None = None
    inputs: tuple[t.ScopeItem, ...] = ()


class AllowedIf(Frozen):
    """Up to which bounds, or after which process, materials may be used."""

    bounds: tuple[Bound, ...] = ()
    measure: t.Measure = t.Measure.VALUE
    process: t.Process | None = None


class Allowance(Frozen):
    """Materials that may be used all the same; None: "these materials"."""

    materials: Materials | None
    allowed_if: tuple[AllowedIf, ...] = ()


class TheirShare(Frozen):
    """A bound on the materials that the rule has just named."""

    measure: t.Measure
    bound: Bound


class Period(Frozen):
    """Between which days the rule holds."""

    valid_from: date | None = None
    valid_until: date | None = None


class Quota(Frozen):
    """The rule holds within an origin quota."""

    name: str = "origin-quota"


class Direction(Frozen):
    """The rule holds in one direction of trade, or for products of one partner."""

    exported_from: str | None = None
    imported_into: str | None = None
    partner: str | None = None


class Note(Frozen):
    """A reference to a note, without effect on the verdict."""

    text: str


class WithoutTolerance(Frozen):
    """The tolerance does not apply, to these items or at all."""

    items: tuple[t.ScopeItem, ...]


class PredominantGroup(Frozen):
    """The limit before applies to the group that predominates by weight only."""

    groups: tuple[tuple[HsRange, ...], tuple[HsRange, ...]]


class Cumulative(Frozen):
    """The product must meet every rule that applies to it."""


class ForPartner(Frozen):
    """Another rule, for products that originate in a partner country."""

    partner: str
    test: t.Test


class OrElse(Frozen):
    """A test that holds besides those before it, or another one that holds instead of them all."""

    test: t.Test
    instead: t.Test


Change = (
    ForPartner
    | OrElse
    | Add
    | Allowance
    | TheirShare
    | Period
    | Quota
    | Direction
    | Note
    | WithoutTolerance
    | PredominantGroup
    | Cumulative
)


class Draft(Frozen):
    """A rule as far as it has been read."""

    test: t.Test | None = None
    product: str | None = None
    excluded: Materials | None = None
    inputs: tuple[t.ScopeItem, ...] = ()
    period: Period = Period()
    quota: str | None = None
    direction: Direction = Direction()
    notes: tuple[str, ...] = ()
    without_tolerance: tuple[t.ScopeItem, ...] | None = None
    cumulative: bool = False
    for_partner: tuple[str, t.Test] | None = None


class Closing(Frozen):
    """What the paragraphs behind all the rules of an entry add to each of them."""

    changes: tuple[Change, ...] = ()


class ReadAlternatives(Frozen):
    """The rules of a text, each with what closes the text, and what that is."""

    drafts: tuple[Draft, ...]
    closing: Closing = Closing()
