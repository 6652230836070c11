"""One dossier under several agreements: those that are named, or all that its direction allows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from origin.agreements.law import Law
from origin.determination.determination import Determination
from origin.dossier.dossier import Dossier
from origin.explanation.applicable import Applicable, Direction, LeftOut, applicable
from origin.explanation.inquiry import Inquiry, country_of, inquire
from origin.explanation.inquiry_day import parse_day
from origin.explanation.words import country_name
from origin.frozen import Frozen
from origin.language.english_words import day
from origin.problems import Place, Problem, Read


class Compared(Frozen):
    """The determinations, the direction that chose the agreements (None: they were named), those it left out."""

    determinations: tuple[Determination, ...]
    direction: Direction | None = None
    left_out: tuple[LeftOut, ...] = ()


def inquire_each(inquiry: Inquiry, dossier: Dossier, laws: Sequence[Law], any_market: bool = False) -> Read[Compared]:
    """The determinations under the agreements named, or everything that is wrong with the question, once.

    A destination of the dossier that does not fit an agreement is left out for it; `any_market` leaves it out for all.
    """
    if any_market:
        dossier = _anywhere(dossier)
    found: list[Determination] = []
    problems: dict[Problem, None] = {}
    for law in laws:
        read = inquire(inquiry, _fitting(dossier, law), law)
        problems.update(dict.fromkeys(read.problems))
        if read.value is not None:
            found.append(read.value.determination)
    return Read(None, tuple(problems)) if problems else Read(Compared(tuple(found)))


def inquire_everywhere(
    inquiry: Inquiry, dossier: Dossier, laws: Sequence[Law], any_market: bool = False
) -> Read[Compared]:
    """The determinations under every agreement that is open to goods of this direction.

    `any_market` leaves the destination of the dossier aside. Refused where no agreement is open to the goods.
    """
    if any_market:
        dossier = _anywhere(dossier)
    problems: list[Problem] = []
    sender = country_of(inquiry.exported_from, "--from", problems)
    receiver = country_of(inquiry.imported_into, "--to", problems)
    on = inquiry.today if inquiry.on is None else parse_day(inquiry.on, "--on")
    if isinstance(on, Problem):
        problems.append(on)
    if problems or isinstance(on, Problem):
        return Read(None, tuple(problems))
    if inquiry.on is None and dossier.on is not None:
        on = dossier.on
    product = dossier.product
    production = product.article.production
    made_in = production.where if production is not None else product.article.wholly_obtained_in
    direction = Direction(sender or product.exported_from or made_in, receiver or product.imported_into)
    open_ones = applicable(direction, on, laws)
    if not open_ones.laws:
        return Read(None, (_none(direction, on, open_ones),))
    read = inquire_each(inquiry, dossier, open_ones.laws)
    if read.value is None:
        return read
    return Read(Compared(read.value.determinations, direction, open_ones.left_out))


def _none(direction: Direction, on: date, found: Applicable) -> Problem:
    """That no agreement is open to the goods."""
    made = f"made in {country_name(direction.made_in)}" if direction.made_in else "wherever they were made"
    going = f"going to {country_name(direction.going_to)}" if direction.going_to else "wherever they go"
    parties = {
        country
        for one in found.left_out
        for party in one.law.agreement.parties
        for country in (party.id, *party.countries)
    }
    unknown = [one for one in (direction.made_in, direction.going_to) if one is not None and one not in parties]
    hint = f"no agreement here has {country_name(unknown[0])} for a party" if unknown else None
    return Problem(
        "agreement-none",
        "no agreement of the toolkit is open to these goods",
        Place("--from, --to"),
        f"goods {made}, {going}, on {day(on)}",
        "a direction between parties of an agreement that applies on the day",
        hint or "origin agreements list shows all; --any-market leaves the destination open",
    )


def _anywhere(dossier: Dossier) -> Dossier:
    """The dossier without its destination."""
    return replace(dossier, product=replace(dossier.product, imported_into=None))


def _fitting(dossier: Dossier, law: Law) -> Dossier:
    """The dossier without a country of destination that gives no preference under an agreement."""
    product = dossier.product
    sender, receiver = product.exported_from, product.imported_into
    into = law.agreement.party_of(receiver) if receiver is not None else None
    fits = into is not None and law.agreement.favours(into)
    if receiver is None or (fits and not (sender and law.agreement.party_of(sender) is into)):
        return dossier
    return _anywhere(dossier)
