"""A proof of origin as it was presented, and the circumstances of the claim it is for. What is not known is None."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from origin.dossier.model import Money
from origin.frozen import Frozen


class Replaced(Frozen):
    """The proof that another one replaces, as far as the replacement names it."""

    made_out: date | None = None
    reference: str | None = None


class PresentedProof(Frozen):
    """A proof as presented.

    `text` is the statement as it stands on the paper. `made_out` is the day it was issued or made out, `exported` that
    of exportation. `number` and `origin` are for papers that show them in boxes. `marks` are endorsements and other
    words beside the statement. `consignment` is the value of all originating products of the consignment.
    """

    kind: str | None = None
    reference: str | None = None
    document_code: str | None = None
    text: str | None = None
    made_out: date | None = None
    exported: date | None = None
    presented: date | None = None
    number: str | None = None
    origin: str | None = None
    signed: bool | None = None
    consignment: Money | None = None
    period_from: date | None = None
    period_to: date | None = None
    marks: tuple[str, ...] | None = None
    replaces: Replaced | None = None
    shipments: int | None = None


class ClaimCircumstances(Frozen):
    """What the check needs of the claim: parties, the days of claim and importation, exchange rates into one currency.

    `value` is the customs value of the goods; `waived` says that the declaration calls a proof needless.
    `rates` gives for a currency how many units of the threshold's currency one unit is worth, by currency pair.
    """

    exported_from: str | None = None
    imported_into: str | None = None
    claimed: date | None = None
    imported: date | None = None
    rates: tuple[tuple[str, str, Fraction], ...] = ()
    value: Money | None = None
    waived: bool = False

    @property
    def on(self) -> date | None:
        """The day the claim is judged by."""
        return self.claimed or self.imported

    def convert(self, money: Money, currency: str) -> Fraction | None:
        """An amount in another currency by a stated rate, either way round; None where none is stated."""
        if money.currency == currency:
            return money.amount
        for source, target, rate in self.rates:
            if (source, target) == (money.currency, currency):
                return money.amount * rate
            if (target, source) == (money.currency, currency) and rate:
                return money.amount / rate
        return None
