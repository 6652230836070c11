"""Parts of the document that become facts as they stand: the journey, a vessel, a stay abroad."""

from __future__ import annotations

from origin.dossier.document import Stay, Travel, WhollyObtained
from origin.dossier.model import Abroad, Exhibition, Journey, Vessel


def journey_of(travel: Travel | None) -> Journey:
    """How the product travelled."""
    if travel is None:
        return Journey()
    show = travel.exhibition
    return Journey(
        through=travel.through,
        altered=travel.altered,
        under_customs_supervision=travel.under_customs_supervision,
        split_by_exporter=travel.split_by_exporter,
        split=travel.split,
        free_circulation=travel.free_circulation,
        operations=travel.operations or (),
        exhibition=None
        if show is None
        else Exhibition(show.where, show.by_exporter, show.sent_on_unchanged, show.only_shown),
    )


def vessel_of(obtained: WhollyObtained | None) -> Vessel | None:
    """The vessel that caught or made something."""
    ship = obtained.vessel if obtained else None
    if ship is None:
        return None
    return Vessel(
        registered_in=ship.registered_in,
        flag=ship.flag,
        owned_by=ship.owned_by,
        owned_by_qualifying_company=ship.owned_by_qualifying_company,
        officers_qualify=ship.officers_qualify,
        crew_share=ship.crew_share,
    )


def abroad_of(stay: Stay | None) -> Abroad | None:
    """That something left the parties and came back."""
    return None if stay is None else Abroad(stay.where, stay.worked, stay.same_goods, stay.value_added)
