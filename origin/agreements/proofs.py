"""The proofs of origin that an agreement admits, each with its conditions and the article that sets them.

A condition that is None is not in the agreement, or not modelled: the pack says which.
"""

from datetime import date
from decimal import Decimal
from enum import Enum

from origin.agreements.period import Period
from origin.frozen import Frozen


class Maker(Enum):
    """Who makes a proof out."""

    EXPORTER = "exporter"
    AUTHORITY = "authority"
    IMPORTER = "importer"


class NumberNeed(Enum):
    """When the proof has to show the exporter's number."""

    ALWAYS = "always"
    ABOVE_THRESHOLD = "above-threshold"
    IF_ASSIGNED = "if-assigned"


class ExporterNumber(Frozen):
    """The exporter's number on a proof: which kind (`agreements/exporter-numbers.yaml`), and when it is needed."""

    kind: str
    needed: NumberNeed
    citation: str
    confirmed: bool = True


class Equivalent(Frozen):
    """The amount in another currency that the importing party has fixed for a threshold."""

    amount: Decimal
    currency: str
    citation: str


class LateProof(Frozen):
    """When a proof that is presented after its validity may still be accepted, as the circumstances to be shown."""

    circumstances: tuple[str, ...]
    citation: str


class Signature(Frozen):
    """That the proof is signed; `unless` names the kind of exporter's number that takes the signature's place."""

    citation: str
    unless: str | None = None


class MultipleShipments(Frozen):
    """One proof for several shipments of identical products within a period."""

    longest: Period
    citation: str


class Retrospective(Frozen):
    """A proof made out after exportation: by when it is presented, and the words it must then carry."""

    citation: str
    presented_within: Period | None = None
    endorsements: tuple[str, ...] = ()


class Replacement(Frozen):
    """A proof that replaces another, for goods sent on: the words that mark it, and what it must repeat."""

    citation: str
    marks: tuple[str, ...] = ()
    initial_date: bool = False
    confirmed: bool = True


class Proof(Frozen):
    """A proof of origin the agreement admits, and who may make it out up to what consignment value.

    `kind` is what the paper is; `id` tells apart proofs of one kind (by direction, say). `exported_from` is the party
    whose exports it is for. Up to `threshold` any exporter may make it out. It is valid for `validity_months` from the
    day it was made out. `wordings` are the prescribed texts (`agreements/wordings/`). `existing` is the article by
    which it has to exist when preference is claimed.
    """

    kind: str
    label: str
    citation: str
    id: str | None = None
    made_out_by: Maker = Maker.EXPORTER
    exported_from: str | None = None
    threshold: Decimal | None = None
    currency: str | None = None
    above_threshold: str | None = None
    threshold_citation: str | None = None
    equivalents: tuple[Equivalent, ...] = ()
    number: ExporterNumber | None = None
    validity_months: int | None = None
    longest_validity_months: int | None = None
    validity_citation: str | None = None
    late: LateProof | None = None
    wordings: tuple[str, ...] = ()
    wording_citation: str | None = None
    signature: Signature | None = None
    multiple_shipments: MultipleShipments | None = None
    retrospective: Retrospective | None = None
    replacement: Replacement | None = None
    existing: str | None = None
    records_citation: str | None = None
    exporter_keeps_years: int | None = None
    importer_keeps_years: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    confirmed: bool = True
    note: str | None = None

    @property
    def name(self) -> str:
        """What tells this proof apart from the agreement's others."""
        return self.id or self.kind

    def admitted(self, on: date) -> bool:
        """True where the agreement admits the proof on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on <= self.valid_until
        )


class Exemption(Frozen):
    """Goods for which no proof is asked, up to a value: `of` says which.

    `trade` tells that goods imported by way of trade are among them.
    """

    of: str
    citation: str
    value: Decimal | None = None
    currency: str | None = None
    imported_into: str | None = None
    trade: bool = False


class ProofProvisions(Frozen):
    """What an agreement says of all its proofs.

    `discrepancies` is the article by which minor errors do not make a proof void; `later_claim` the time in which
    preference may be claimed after importation. Where `origin_of_states`, the products of a party of several states
    originate in one of them, and a proof may name it; otherwise it names the party as a whole. `preference` names the
    group of preference codes of the declaration.
    """

    discrepancies: str | None = None
    later_claim: Period | None = None
    later_claim_citation: str | None = None
    origin_of_states: bool = False
    exemptions: tuple[Exemption, ...] = ()
    preference: str = "agreement"
