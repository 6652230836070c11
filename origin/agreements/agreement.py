"""An agreement as its pack states it: parties, dates, rule list, provisions, proofs, and what is not modelled."""

from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property

from origin.agreements.proofs import Proof, ProofProvisions
from origin.agreements.provisions import Provisions
from origin.agreements.verification import Verification
from origin.frozen import Frozen
from origin.language.tree import Price
from origin.nomenclature.code_set import HsSet


class Party(Frozen):
    """A party to the agreement and the countries (ISO 3166 alpha-2) whose territory counts as one with it.

    Also a group of other countries that the provisions name together.
    """

    id: str
    name: str
    countries: tuple[str, ...]


class DescribedByCode(Frozen):
    """Codes (on the list's edition) whose products are of one description of the list for certain."""

    products: HsSet
    option: str


class WithoutRule(Frozen):
    """Codes (on the list's edition) for which the list, as published, has no rule."""

    products: HsSet
    note: str


class RuleListReference(Frozen):
    """The rule list an agreement uses: its file, the HS edition, and the edition the publisher extended it to."""

    file: str
    edition: int
    citation: str
    extended_to: int | None = None
    described_by_code: tuple[DescribedByCode, ...] = ()
    without_rule: tuple[WithoutRule, ...] = ()


class QuotaPeriod(Frozen):
    """What a quota allows a year, in `unit`, from one day until another, both included.

    `products` are the codes it is narrowed to, where those are fewer than the codes of the rules that name the quota.
    """

    amount: Decimal
    unit: str
    valid_from: date
    valid_until: date | None = None
    products: HsSet | None = None


class Quota(Frozen):
    """An origin quota under which the exporter may use a laxer rule, with its periods in order, as far as known."""

    id: str
    label: str
    citation: str
    periods: tuple[QuotaPeriod, ...] = ()
    confirmed: bool = True

    @property
    def valid_until(self) -> date | None:
        """The day its last period ends; None where it goes on, or no period is known."""
        return self.periods[-1].valid_until if self.periods else None


class Reading(Frozen):
    """How a point that the text leaves open is read; named in the trace where it decides."""

    id: str
    text: str


class Provenance(Enum):
    """Where the rule list of a pack comes from.

    ENCODED: encoded by hand and compared with what was published. IMPORTED: read from the published copy by machine.
    REPLICATED: taken over from another agreement that was made after the same model, and not compared with its own.
    """

    ENCODED = "encoded"
    IMPORTED = "imported"
    REPLICATED = "replicated"


class OneWay(Frozen):
    """That only goods going into these parties (ids) have preference, as under a scheme that one side grants."""

    into: tuple[str, ...]
    citation: str


class Agreement(Frozen, dict=True):
    """Everything the toolkit knows of one agreement. Text that cites the law is in `citation` fields."""

    id: str
    title: str
    source: str
    parties: tuple[Party, ...]
    valid_from: date
    rule_list: RuleListReference
    provisions: Provisions
    price_bases: tuple[Price, ...]
    valid_until: date | None = None
    provenance: Provenance = Provenance.ENCODED
    replicated_from: str | None = None
    one_way: OneWay | None = None
    groups: tuple[Party, ...] = ()
    quotas: tuple[Quota, ...] = ()
    general_provisions: tuple[str, ...] = ()
    procedure: str | None = None
    proofs: tuple[Proof, ...] = ()
    proof_provisions: ProofProvisions = ProofProvisions()
    verification: tuple[Verification, ...] = ()
    readings: tuple[Reading, ...] = ()
    not_modelled: tuple[str, ...] = ()
    not_confirmed: tuple[str, ...] = ()

    def party_of(self, country: str) -> Party | None:
        """The party whose territory includes the country, or which has that id itself; None for a third country."""
        return self._party_by_country.get(country)

    @cached_property
    def _party_by_country(self) -> dict[str, Party]:
        return {code: party for party in reversed(self.parties) for code in (party.id, *party.countries)}

    def quota(self, name: str | None) -> Quota | None:
        """The origin quota of that id; None where the pack has none."""
        return next((one for one in self.quotas if one.id == name), None)

    def favours(self, into: Party) -> bool:
        """True where goods going into a party may have preference."""
        return self.one_way is None or into.id in self.one_way.into

    def named(self, country: str, names: tuple[str, ...]) -> bool:
        """True where a country, or the id of a party or group, is among names or belongs to one that is."""
        if country in names:
            return True
        return any(one.id in names and country in one.countries for one in (*self.parties, *self.groups))

    def group_of(self, country: str) -> str:
        """The party or group that a country belongs to; the country itself where it belongs to none."""
        for one in (*self.parties, *self.groups):
            if country == one.id or country in one.countries:
                return one.id
        return country

    def in_force(self, on: date) -> bool:
        """True where the agreement applies on that day."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)

    def verification_on(self, on: date) -> Verification | None:
        """The verification procedure for what is done on that day: the last stated of those in force."""
        return next((one for one in reversed(self.verification) if one.in_force(on)), None)
