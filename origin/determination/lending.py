"""Who lends origin: the other party's and partners' originating materials, and production that counts from there.

Bilateral, full, diagonal, extended and regional cumulation all answer one of two questions: does a material that
originates in a country count as originating where the product is made, and does work done in a country count there.
"""

from __future__ import annotations

from datetime import date

from origin.agreements.law import Law
from origin.agreements.provisions import Cumulation, CumulationPartners, OriginBy
from origin.determination.membership import contains
from origin.determination.truth import Truth, all_of
from origin.determination.workings import Span
from origin.dossier.model import Article
from origin.frozen import Frozen


class Lent(Frozen):
    """Whether what originates in a country counts, under which article, and by which partners' provision (if any).

    `own` is True where nothing needs to be lent: the country belongs to the party of production itself.
    """

    truth: Truth
    citation: str | None = None
    country: str | None = None
    partners: CumulationPartners | None = None
    own: bool = False


class Place(Frozen):
    """Where something is made, for the questions of cumulation: the party (None: not known), and what is made."""

    party: str | None
    spans: tuple[Span, ...]


class Lending(Frozen):
    """The cumulation of an agreement on a day, for goods sent to one party."""

    law: Law
    on: date
    imported_into: str | None

    @property
    def provision(self) -> Cumulation | None:
        """The cumulation article; None where the agreement has none."""
        return self.law.agreement.provisions.cumulation

    @property
    def depends_on_place(self) -> bool:
        """False where a material lends the same everywhere: two parties, and no partners."""
        provision = self.provision
        return provision is None or not provision.bilateral or bool(provision.lenders or provision.partners)

    @property
    def is_limited(self) -> bool:
        """True where it matters which country lends: not all parties do, or partners do besides."""
        provision = self.provision
        return provision is not None and bool(provision.lenders or provision.partners)

    def of_material(self, country: str | None, material: Article, spans: tuple[Span, ...], place: Place) -> Lent:
        """Whether a material that originates in a country counts as originating where the product is made.

        A country that nobody states is taken for one that needs no lending.
        """
        if country is None:
            return Lent(True)
        party = self.law.agreement.party_of(country)
        if party is not None and party.id == place.party:
            return Lent(True, country=country, own=True)
        provision = self.provision
        if party is not None and place.party is None:
            certain = provision is not None and provision.bilateral and self._lends(party.id)
            return Lent(True if certain else None, country=country)
        if provision is None:
            return Lent(False, country=country)
        if party is not None and provision.bilateral and self._lends(party.id):
            return Lent(True, provision.citation, country)
        return self._best(
            [
                Lent(self._from_partner(one, country, material, spans, place), one.citation, country, one)
                for one in provision.partners
                if one.originating and self.law.agreement.named(country, one.countries)
            ]
        ) or Lent(False, country=country)

    def of_work(self, country: str | None, place: Place) -> Lent:
        """Whether work done in a country counts where the product is made."""
        if country is None:
            return Lent(True, own=True)
        party = self.law.agreement.party_of(country)
        provision = self.provision
        if party is not None and party.id == place.party:
            return Lent(True, country=country, own=True)
        full = provision is not None and provision.full
        if party is not None and place.party is None:
            return Lent(True if full else None, country=country)
        if provision is None:
            return Lent(False, country=country)
        if party is not None and full and self._lends(party.id):
            return Lent(True, provision.full_citation or provision.citation, country)
        return self._best(
            [
                Lent(self._open(one, country, place), one.citation, country, one)
                for one in provision.partners
                if one.production and self.law.agreement.named(country, one.countries)
            ]
        ) or Lent(False, country=country)

    def by_own_rule(self, country: str) -> bool:
        """Whether something made in a country is judged by this agreement's own rules.

        What origin it acquires there is then lent, or not, to where it is used.
        """
        if self.law.agreement.party_of(country) is not None:
            return True
        provision = self.provision
        return any(
            (one.production or one.origin_by is OriginBy.THIS_AGREEMENT)
            and self._in_days(one)
            and self.law.agreement.named(country, one.countries)
            for one in (provision.partners if provision is not None else ())
        )

    def _lends(self, party: str) -> bool:
        lenders = self.provision.lenders if self.provision is not None else ()
        return not lenders or party in lenders

    @staticmethod
    def _best(found: list[Lent]) -> Lent | None:
        """The provision that lends, or may."""
        for wanted in (True, None):
            for one in found:
                if one.truth is wanted:
                    return one
        return None

    def _from_partner(
        self, one: CumulationPartners, country: str, material: Article, spans: tuple[Span, ...], place: Place
    ) -> Truth:
        found = [self._open(one, country, place)]
        if one.materials is not None:
            found.append(contains(one.materials, spans))
        if one.kind is not None:
            found.append(material.kinds.get(one.kind))
        if one.evidence:
            found.append(True if any(paper.kind in one.evidence for paper in material.evidence) else None)
        return all_of(found)

    def _open(self, one: CumulationPartners, country: str, place: Place) -> Truth:
        """Whether a partners' provision applies: its days, direction and products, and the links it rests on."""
        agreement = self.law.agreement
        if not self._in_days(one):
            return False
        found: list[Truth] = []
        if one.made_in:
            found.append(None if place.party is None else agreement.named(place.party, one.made_in))
        if one.imported_into:
            found.append(None if self.imported_into is None else agreement.named(self.imported_into, one.imported_into))
        if one.products is not None:
            found.append(contains(one.products, place.spans))
        if one.matrix is not None:
            found += [self._linked(country, other, one.matrix) for other in (place.party, self.imported_into)]
        return all_of(found)

    def _in_days(self, one: CumulationPartners) -> bool:
        return (one.valid_from is None or one.valid_from <= self.on) and (
            one.valid_until is None or self.on <= one.valid_until
        )

    def _linked(self, country: str, other: str | None, rules: str) -> Truth:
        """Whether an agreement with rules of that family is in force between two countries on the day."""
        if other is None:
            return None
        agreement, provision = self.law.agreement, self.provision
        assert provision is not None
        if agreement.named(country, (other,)):
            return True
        found = any(
            link.rules == rules
            and link.valid_from <= self.on
            and (link.valid_until is None or self.on <= link.valid_until)
            and any(
                agreement.named(country, (one,)) and agreement.named(other, (two,))
                for one, two in (link.between, link.between[::-1])
            )
            for link in provision.matrix
        )
        return found or (False if provision.matrix_complete else None)
