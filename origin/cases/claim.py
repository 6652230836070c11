"""A preference claim: what an import declaration says, in the terms of the EU Customs Data Model.

What is not stated is None. Amounts are exact.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from origin.dossier.model import Journey, Money
from origin.frozen import Frozen
from origin.nomenclature.code import HsCode
from origin.proofs.presented import ClaimCircumstances, PresentedProof


class Trader(Frozen):
    """An importer or exporter: identification number, name, country; any of them."""

    id: str | None = None
    name: str | None = None
    country: str | None = None

    @property
    def key(self) -> str | None:
        """By what the trader is known: the number, else the name."""
        return self.id or self.name

    def __str__(self) -> str:
        """Name and number, as far as they are known."""
        return " ".join(part for part in (self.name, f"({self.id})" if self.id else None) if part) or "not stated"


class DeclaredDocument(Frozen):
    """A supporting document of the declaration: its code and reference."""

    code: str
    reference: str | None = None


class Claim(Frozen):
    """One goods item for which preference is claimed.

    `accepted` is the day the declaration was accepted (importation), `claimed` the day preference was claimed where
    that was later. `procedure` is the requested procedure, `preference` the preference code. `criterion` is the kind
    of origin criterion (wholly-obtained, tariff-change, value, weight, process) where it is stated.
    """

    reference: str
    imported_into: str
    accepted: date
    item: int | None = None
    claimed: date | None = None
    agreement: str | None = None
    procedure: str | None = None
    preference: str | None = None
    origin: str | None = None
    preferential_origin: str | None = None
    dispatched_from: str | None = None
    code: HsCode | None = None
    description: str | None = None
    net_mass: Fraction | None = None
    customs_value: Money | None = None
    invoice: str | None = None
    importer: Trader = Trader()
    exporter: Trader = Trader()
    documents: tuple[DeclaredDocument, ...] = ()
    journey: Journey = Journey()
    proof: PresentedProof | None = None
    criterion: str | None = None
    rates: tuple[tuple[str, str, Fraction], ...] = ()

    @property
    def key(self) -> str:
        """Reference and item, which tell claims apart."""
        return self.reference if self.item is None else f"{self.reference}/{self.item}"

    @property
    def day(self) -> date:
        """The day on which preference was claimed."""
        return self.claimed or self.accepted

    @property
    def exporting_country(self) -> str | None:
        """The country whose preference is claimed, as far as the declaration tells."""
        return self.preferential_origin or self.origin or self.dispatched_from

    @property
    def circumstances(self) -> ClaimCircumstances:
        """What the checks of the proof need."""
        return ClaimCircumstances(
            self.exporting_country, self.imported_into, self.day, self.accepted, self.rates, self.customs_value
        )
