"""Territory and journey: territoriality, outward processing, non-alteration or direct transport, no drawback."""

from datetime import date
from decimal import Decimal
from enum import Enum

from origin.frozen import Frozen
from origin.language.tree import Basis
from origin.nomenclature.code_set import HsSet


class OutwardProcessing(Frozen):
    """Working outside the territory on materials sent out and brought back is harmless up to a share of the price.

    `excluded` are products it is not for. The materials must have been wholly obtained or worked beyond the
    insufficient operations before they left.
    """

    percent: Decimal
    basis: Basis
    citation: str
    excluded: HsSet | None = None


class Territoriality(Frozen):
    """The conditions of origin are fulfilled without interruption in the territory.

    `returned_citation` is the point on goods that come back: they must be the same, and not have undergone more than
    what keeps them in good condition. `other_party_citation` is the point that gives preference to products of the
    other party only: what originates in the importing party itself has none when it comes back.
    """

    citation: str
    returned_citation: str | None = None
    other_party_citation: str | None = None
    outward_processing: OutwardProcessing | None = None


class JourneyEvidence(Enum):
    """What silence about the journey means: taken as compliant, or asked for."""

    PRESUMED = "presumed"
    ON_DOUBT = "on-doubt"
    REQUIRED = "required"


class Exhibitions(Frozen):
    """Products sold at an exhibition in a third country keep their origin.

    They must have been sent, shown and sold by the exporter, sent on during the exhibition or at once after it in the
    state in which they came, used for nothing but to be shown, and under customs control.
    """

    citation: str


class NonAlteration(Frozen):
    """The product arrives as it left: not altered on the way; stored, exhibited or split only under supervision.

    `operations` are glossary terms of what may be done on the way. `split_by_exporter` asks that a consignment is split
    by the exporter or under its responsibility, `splitting` that it may be split at all. `free_circulation` is
    False where the product must not be released to free circulation on the way. `supervision` is False where no customs
    supervision is asked for. `through` are countries whose territory counts like a party's. Where there is no point on
    `exhibitions`, a country in which the product was shown is one on the way like others.
    """

    evidence: JourneyEvidence
    citation: str
    operations: tuple[str, ...] = ()
    splitting: bool = True
    split_by_exporter: bool = True
    supervision: bool = True
    free_circulation: bool = True
    through: tuple[str, ...] = ()
    exhibitions: Exhibitions | None = None


class NoDrawback(Frozen):
    """No preference where duty on non-originating materials was drawn back or remitted because of the export.

    `only_with_partners` limits it to products that owe their origin to cumulation with these partners (by their ids).
    """

    citation: str
    only_with_partners: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
