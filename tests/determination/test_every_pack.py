"""What holds under the provisions of every pack, tried on random dossiers that are moved to its parties."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from origin.agreements.compiled import load_laws
from origin.agreements.law import Law
from origin.dossier.dossier import Dossier
from origin.dossier.model import Article
from tests.determination.build import DAY
from tests.determination.naive import HOME, PARTNER
from tests.determination.strategies import filed
from tests.determination.test_properties import is_steady, tries


@cache
def laws() -> tuple[Law, ...]:
    """The law of every pack with two parties that have countries."""
    read = [one.value for one in load_laws()]
    return tuple([law for law in read if law is not None and len(_places(law)) > 1])


def _places(law: Law) -> list[str]:
    """A country of each party."""
    return [party.countries[0] for party in law.agreement.parties if party.countries]


def _day(law: Law) -> date:
    """A day on which the agreement is in force."""
    agreement = law.agreement
    day = max(DAY, agreement.valid_from)
    return day if agreement.valid_until is None else min(day, agreement.valid_until)


def moved(dossier: Dossier, to: Mapping[str, str]) -> Dossier:
    """The dossier with countries exchanged for others."""

    def article(one: Article) -> Article:
        made = one.production
        if made is not None:
            made = replace(made, where=to.get(made.where or "", made.where))
        return replace(
            one,
            origin=to.get(one.origin or "", one.origin),
            wholly_obtained_in=to.get(one.wholly_obtained_in or "", one.wholly_obtained_in),
            production=made,
        )

    articles = {name: article(one) for name, one in dossier.bom.articles.items()}
    product = replace(
        dossier.product,
        article=articles[dossier.bom.root],
        exported_from=to.get(dossier.product.exported_from or ""),
        imported_into=to.get(dossier.product.imported_into or ""),
    )
    return replace(dossier, product=product, bom=replace(dossier.bom, articles=articles))


def is_steady_there(law: Law, dossier: Dossier) -> None:
    """Fails where the law turns on a fact of the dossier, moved to its parties."""
    home, partner, *_ = _places(law)
    is_steady(law, moved(dossier, {HOME: home, PARTNER: partner}), _day(law))


@tries(100)
@given(st.deferred(lambda: st.sampled_from(laws())), filed())
def test_no_fact_turns_a_verdict_of_any_pack_around(law: Law, dossier: Dossier) -> None:
    """Whatever fact is left out of a dossier, supplying it does not turn the verdict, under any pack."""
    is_steady_there(law, dossier)


@pytest.mark.slow
@tries(1_200)
@given(st.deferred(lambda: st.sampled_from(laws())), filed())
def test_no_fact_turns_a_verdict_of_any_pack_around_at_length(law: Law, dossier: Dossier) -> None:
    """Under no pack does supplying a fact turn the verdict, however long one looks."""
    is_steady_there(law, dossier)
