"""Non-alteration: the product arrives as it left."""

from __future__ import annotations

from msgspec.structs import replace

from origin.agreements.law import Law
from origin.agreements.provisions import JourneyEvidence
from origin.determination.truth import Truth
from origin.dossier.model import Journey
from origin.frozen import Frozen


class JourneyFound(Frozen):
    """Whether the journey keeps origin; `presumed` where silence was taken as compliance; `asks` what is open."""

    truth: Truth
    citation: str | None = None
    presumed: bool = False
    because: str | None = None
    asks: tuple[str, ...] = ()


def evaluate_journey(law: Law, journey: Journey, presume: bool) -> JourneyFound:
    """Whether the product stayed unaltered, and under customs supervision where it was stored or split on the way.

    Only third countries matter: on a way through a party no supervision is asked for.
    """
    provision = law.agreement.provisions.non_alteration
    if provision is None:
        return JourneyFound(True)
    cite = provision.citation
    if journey.through is not None:
        third = tuple(country for country in journey.through if country not in law.countries)
        journey = replace(journey, through=third)
    if journey.altered is True:
        return JourneyFound(False, cite, because="the product was altered or worked on after it left")
    if journey.through and journey.under_customs_supervision is False:
        return JourneyFound(False, cite, because="it left customs supervision in a third country")
    if journey.through and journey.split_by_exporter is False:
        return JourneyFound(False, cite, because="it was split in a third country, not by or for the exporter")
    asks: list[str] = []
    if journey.through is None:
        asks.append("through")
    if journey.altered is None:
        asks.append("altered")
    if journey.through != () and journey.under_customs_supervision is None:
        asks.append("under_customs_supervision")
    if journey.through and journey.split_by_exporter is None:
        asks.append("split_by_exporter")
    if not asks or (journey.through == () and journey.altered is False):
        return JourneyFound(True, cite)
    if presume and provision.evidence is not JourneyEvidence.REQUIRED:
        return JourneyFound(True, cite, presumed=True, asks=tuple(asks))
    return JourneyFound(None, cite, asks=tuple(asks))
