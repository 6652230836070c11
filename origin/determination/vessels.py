"""Vessels: what was caught or made at sea is wholly obtained only by a vessel of a party."""

from __future__ import annotations

from fractions import Fraction

from origin.agreements.agreement import Agreement
from origin.agreements.provisions import VesselConditions
from origin.determination.truth import Truth, all_of, any_of
from origin.dossier.model import Vessel


def is_own_vessel(conditions: VesselConditions, vessel: Vessel, agreement: Agreement) -> Truth:
    """Whether a vessel fulfils the agreement's conditions; unknown while a fact of it that is asked for is missing."""
    parties = tuple(party.id for party in agreement.parties)
    nationals = conditions.nationals_of or parties
    found: list[Truth] = []
    if conditions.registered:
        found.append(_of(vessel.registered_in, parties, agreement))
    if conditions.flag:
        found.append(_of(vessel.flag, parties, agreement))
    if conditions.owned_percent is not None:
        owned: Truth = None
        if vessel.owned_by is not None:
            ours = sum((part for one, part in vessel.owned_by.items() if agreement.named(one, nationals)), Fraction(0))
            owned = ours * 100 >= Fraction(conditions.owned_percent)
        found.append(any_of((owned, vessel.owned_by_qualifying_company)))
    if conditions.officers:
        found.append(vessel.officers_qualify)
    if conditions.crew_percent is not None:
        crew = vessel.crew_share
        found.append(None if crew is None else crew * 100 >= Fraction(conditions.crew_percent))
    return all_of(found)


def _of(country: str | None, names: tuple[str, ...], agreement: Agreement) -> Truth:
    return None if country is None else agreement.named(country, names)
