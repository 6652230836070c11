"""Non-alteration: the product arrives as it left, also where it was sold at an exhibition on the way."""

from __future__ import annotations

from collections.abc import Iterator

from origin.agreements.law import Law
from origin.agreements.provisions import JourneyEvidence, NonAlteration
from origin.determination.truth import Truth, all_of
from origin.dossier.model import Exhibition, Journey
from origin.frozen import Frozen

KEEPING_IN_CONDITION = "preserving"
"""The operation that every agreement allows on the way."""


class JourneyFound(Frozen):
    """Whether the journey keeps origin; `presumed` where silence was taken as compliance; `asks` what is open."""

    truth: Truth
    citation: str | None = None
    presumed: bool = False
    because: str | None = None
    asks: tuple[str, ...] = ()


def evaluate_journey(law: Law, journey: Journey, presume: bool) -> JourneyFound:
    """Whether the product stayed unaltered, and as the agreement asks where it was stored or split on the way.

    Only third countries matter: on a way through a party, or a country that counts like one, no supervision is asked
    for.
    """
    provision = law.agreement.provisions.non_alteration
    if provision is None:
        return JourneyFound(True)
    cite = provision.citation
    show = journey.exhibition
    third = _third_countries(law, journey, provision)
    shown = show is not None and show.where not in law.countries and provision.exhibitions is not None
    if shown and provision.exhibitions is not None:
        cite = f"{cite} and {provision.exhibitions.citation}"
        if _as_exhibited(show) is False or journey.under_customs_supervision is False:
            return JourneyFound(False, cite, because="it was not shown and sent on as the point on exhibitions asks")
        third = third and tuple([country for country in third if show is None or country != show.where])
    broken = _broken(journey, third, provision)
    if broken is not None:
        return JourneyFound(False, cite, because=broken)
    asks = tuple(_asks(journey, third, provision))
    if shown and _as_exhibited(show) is None:
        asks += ("exhibition",)
    if shown and journey.under_customs_supervision is None and "under_customs_supervision" not in asks:
        asks += ("under_customs_supervision",)
    if not asks:
        return JourneyFound(True, cite)
    if presume and provision.evidence is not JourneyEvidence.REQUIRED:
        return JourneyFound(True, cite, presumed=True, asks=asks)
    return JourneyFound(None, cite, asks=asks)


def _third_countries(law: Law, journey: Journey, provision: NonAlteration) -> tuple[str, ...] | None:
    """The countries on the way, the one of an exhibition included, that are neither a party nor count like one."""
    if journey.through is None:
        return None
    show = journey.exhibition
    more = () if show is None or show.where is None or show.where in journey.through else (show.where,)
    return tuple(
        [
            country
            for country in (*journey.through, *more)
            if country not in law.countries and not law.agreement.named(country, provision.through)
        ]
    )


def _as_exhibited(show: Exhibition | None) -> Truth:
    """Whether the exporter sent, showed and sold the product, and it was sent on as it was and at once."""
    return True if show is None else all_of((show.by_exporter, show.sent_on_unchanged, show.only_shown))


def _broken(journey: Journey, third: tuple[str, ...] | None, provision: NonAlteration) -> str | None:
    """What cost the product its origin on the way; None where nothing is known to have."""
    if journey.altered is True:
        return "the product was altered or worked on after it left"
    for term in journey.operations:
        if term not in provision.operations and term != KEEPING_IN_CONDITION:
            return f"it underwent {term.replace('-', ' ')} on the way, which the agreement does not allow"
    if not third:
        return None
    if provision.supervision and journey.under_customs_supervision is False:
        return "it left customs supervision in a third country"
    if not provision.free_circulation and journey.free_circulation is True:
        return "it was released to free circulation in a third country"
    if journey.split is False:
        return None
    if not provision.splitting and journey.split is True:
        return "its consignment was split in a third country"
    if provision.split_by_exporter and journey.split_by_exporter is False:
        return "it was split in a third country, not by or for the exporter"
    return None


def _asks(journey: Journey, third: tuple[str, ...] | None, provision: NonAlteration) -> Iterator[str]:
    """What must be known of the journey and is not stated."""
    if third is None:
        yield "through"
    if journey.altered is None:
        yield "altered"
    if third == ():
        return
    if provision.supervision and journey.under_customs_supervision is None:
        yield "under_customs_supervision"
    if not provision.free_circulation and journey.free_circulation is None:
        yield "free_circulation"
    if not third or journey.split is False:
        return
    if not provision.splitting and journey.split is None:
        yield "split"
    if provision.split_by_exporter and journey.split_by_exporter is None:
        yield "split_by_exporter"
