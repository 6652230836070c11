"""The duty at stake in a claim: what would be due without the preference, less what is due with it."""

from __future__ import annotations

from fractions import Fraction

from origin.cases.claim import Claim
from origin.cases.rate_text import DutyRate
from origin.cases.rates import Applied, RatesTable
from origin.dossier.model import Money
from origin.frozen import Frozen


class DutyLine(Frozen):
    """One duty: what it is, its rate as the table prints it, the amount."""

    label: str
    rate: str
    amount: Fraction


class DutyAtStake(Frozen):
    """Both duties and their difference in the currency of the customs value; or what is missing to work it out."""

    currency: str | None
    mfn: DutyLine | None = None
    preferential: DutyLine | None = None
    missing: tuple[str, ...] = ()

    @property
    def difference(self) -> Money | None:
        """The duty at stake, at least zero; None where something is missing."""
        if self.currency is None or self.mfn is None or self.preferential is None or self.missing:
            return None
        return Money(max(self.mfn.amount - self.preferential.amount, Fraction(0)), self.currency)


def duty_at_stake(claim: Claim, table: RatesTable | None, agreement: str | None = None) -> DutyAtStake:
    """The duty at stake in a claim by a table of rates; without a table, or a rate in it, nothing is guessed."""
    if table is None:
        return DutyAtStake(None, missing=("a table of rates",))
    value = claim.customs_value
    rates = table.applied(claim.code, agreement or claim.agreement, claim.accepted)
    missing = _missing(claim, rates)
    if value is None or missing:
        return DutyAtStake(value.currency if value else None, missing=missing)
    mfn = amount_of(rates.mfn, claim) if rates.mfn else None
    preferential = amount_of(rates.preferential, claim) if rates.preferential else None
    if mfn is None or preferential is None or rates.mfn is None or rates.preferential is None:
        missing = ("the net mass, or an exchange rate for an amount per kilogram",)
        return DutyAtStake(value.currency, missing=missing)
    return DutyAtStake(
        value.currency,
        DutyLine("duty without preference (MFN)", rates.mfn.text, mfn),
        DutyLine("duty with preference", rates.preferential.text, preferential),
    )


def _missing(claim: Claim, rates: Applied) -> tuple[str, ...]:
    stated = (
        ("the tariff line", claim.code),
        ("the customs value", claim.customs_value),
        ("the MFN rate, once, in the table", rates.mfn),
        ("the preferential rate, once, in the table", rates.preferential),
    )
    return tuple(label for label, value in stated if value is None)


def amount_of(rate: DutyRate, claim: Claim) -> Fraction | None:
    """What a rate comes to for a claim, in the currency of its customs value; None where a fact is missing."""
    value = claim.customs_value
    if value is None:
        return None
    total = value.amount * rate.percent / 100
    for each in rate.per_kilogram:
        if claim.net_mass is None:
            return None
        amount = claim.circumstances.convert(Money(each.amount * claim.net_mass, each.currency), value.currency)
        if amount is None:
            return None
        total += amount
    return total
