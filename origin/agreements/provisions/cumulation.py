"""Cumulation: originating status, or production, that other countries lend."""

from datetime import date
from enum import Enum

from origin.frozen import Frozen
from origin.nomenclature.code_set import HsSet


class OriginBy(Enum):
    """By which rules a material of a cumulation partner must originate there."""

    ITS_OWN_AGREEMENT = "its-own-agreement"
    THIS_AGREEMENT = "this-agreement"


class Link(Frozen):
    """An agreement in force between two countries with rules of a family ("pem"): one cell of the cumulation matrix.

    `between` are ids of parties, or countries.
    """

    between: tuple[str, ...]
    valid_from: date
    rules: str
    valid_until: date | None = None
    citation: str | None = None


class MinimumWorking(Frozen):
    """Operations that are not enough in the last country, for products of some codes, besides the insufficient ones."""

    products: HsSet
    operations: tuple[str, ...]
    citation: str


class CumulationPartners(Frozen):
    """Countries beyond the parties whose materials or production count: diagonal, extended, regional cumulation.

    `materials` and `products` limit it to codes, `kind` to materials of a named kind, `made_in` and `imported_into` to
    products made in, or sent to, some parties or countries. `originating` lends the origin of materials, `production`
    counts working or processing there too. Where `matrix` is set, the partner needs a link in force to the party of
    production and to the importing party, with the rules of that family. `evidence` are the kinds of paper of which one
    is needed (none: the claimant's word will do).
    """

    id: str
    label: str
    countries: tuple[str, ...]
    citation: str
    originating: bool = True
    production: bool = False
    origin_by: OriginBy = OriginBy.ITS_OWN_AGREEMENT
    materials: HsSet | None = None
    products: HsSet | None = None
    kind: str | None = None
    made_in: tuple[str, ...] = ()
    imported_into: tuple[str, ...] = ()
    matrix: str | None = None
    evidence: tuple[str, ...] = ()
    minimum_working: MinimumWorking | None = None
    valid_from: date | None = None
    valid_until: date | None = None


class Cumulation(Frozen):
    """Origin lent by the other party: its originating materials (bilateral), production there (full); and by partners.

    `lenders` are the parties that lend (none named: each to every other). `beyond_insufficient` tells whether the last
    party must go beyond the insufficient operations. `full_evidence` is what the supplier must state where production
    on non-originating materials counts, in words; `full_papers` the kinds of paper of which one is needed for it (none:
    the claimant's word will do). `value_added_citation` is set where, without sufficient working in the last party, the
    country with the most value has the origin. `matrix` are the agreements in force that diagonal cumulation rests on;
    where it is not `matrix_complete`, others may be in force that are not known here, and leave the answer open.
    """

    bilateral: bool
    full: bool
    citation: str
    lenders: tuple[str, ...] = ()
    full_citation: str | None = None
    beyond_insufficient: bool = True
    condition_citation: str | None = None
    full_evidence: str | None = None
    full_papers: tuple[str, ...] = ()
    value_added_citation: str | None = None
    partners: tuple[CumulationPartners, ...] = ()
    matrix: tuple[Link, ...] = ()
    matrix_complete: bool = True
