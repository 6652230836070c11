"""A customs debt: the duty that preference spared, other duties that the true origin attracts, interest, security.

Amounts are exact; what is to be paid is rounded once, at the end, to the cent.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from origin.cases.claim import Claim
from origin.cases.duty import DutyLine, amount_of, duty_at_stake
from origin.cases.rates import RatesTable
from origin.dossier.model import Money
from origin.frozen import Frozen
from origin.language.english_words import day
from origin.problems import Place, Problem, Read

DAYS_OF_A_YEAR = 365


class InterestRate(Frozen):
    """A yearly rate of interest in percent, from a day on until the next one begins."""

    valid_from: date
    percent: Fraction


class InterestLine(Frozen):
    """Interest for days at one rate; the last day counts."""

    start: date
    end: date
    percent: Fraction
    amount: Fraction

    @property
    def days(self) -> int:
        """How many days it is for."""
        return (self.end - self.start).days + 1


class Debt(Frozen):
    """What is owed: the duties, the interest, and the security that is held against it.

    `limit` is the last day for notifying it, as the case has it.
    """

    currency: str
    duties: tuple[DutyLine, ...]
    interest: tuple[InterestLine, ...] = ()
    security: Money | None = None
    limit: date | None = None
    limit_citation: str | None = None

    @property
    def duty(self) -> Fraction:
        """All duties, exact."""
        return sum((line.amount for line in self.duties), Fraction(0))

    @property
    def total(self) -> Money:
        """Duties and interest, rounded to the cent, half a cent up."""
        exact = self.duty + sum((line.amount for line in self.interest), Fraction(0))
        return Money(cents(exact), self.currency)

    @property
    def remaining(self) -> Money | None:
        """What the security does not cover, at least zero; None where it is held in another currency."""
        if self.security is None:
            return self.total
        if self.security.currency != self.currency:
            return None
        return Money(max(self.total.amount - self.security.amount, Fraction(0)), self.currency)


def cents(amount: Fraction) -> Fraction:
    """An amount rounded to the cent, half a cent up."""
    return Fraction((amount * 100 + Fraction(1, 2)).__floor__(), 100)


def debt_of(
    claim: Claim,
    rates: RatesTable,
    agreement: str,
    true_origin: str | None = None,
    interest: tuple[InterestRate, ...] = (),
    until: date | None = None,
    security: Money | None = None,
    limit: date | None = None,
    limit_citation: str | None = None,
) -> Read[Debt]:
    """The debt of a claim that was refused; a rate or fact that is missing is a problem, never a guess.

    `true_origin` is the country that the goods are found to come from, with whose other duties the table is asked.
    Interest runs from the day after importation until `until`; where some rates are stated and none for its first days,
    that is a problem too.
    """
    stake = duty_at_stake(claim, rates, agreement)
    difference = stake.difference
    if difference is None or stake.mfn is None or stake.preferential is None:
        message = "the debt cannot be worked out"
        return Read(
            None, (Problem("debt-unknown", message, Place(claim.key), "; ".join(stake.missing), "all of these"),)
        )
    rate = f"{stake.mfn.rate} less {stake.preferential.rate}"
    lines = [DutyLine("duty that preference spared", rate, difference.amount)]
    for row in rates.other(claim.code, true_origin, claim.accepted) if true_origin else ():
        amount = amount_of(row.other, claim) if row.other is not None else None
        if row.other is None or amount is None:
            message = f"the {row.other_name or 'other duty'} cannot be worked out"
            return Read(None, (Problem("debt-unknown", message, Place(claim.key), accepted="net mass and rates"),))
        lines.append(DutyLine(f"{row.other_name or 'other duty'}, origin {true_origin}", row.other.text, amount))
    owed = sum((line.amount for line in lines), Fraction(0))
    gap = _without_rate(claim.accepted, until, interest)
    if gap is not None:
        return Read(None, (gap,))
    charged = interest_on(owed, claim.accepted, until, interest) if until is not None else ()
    return Read(Debt(difference.currency, tuple(lines), charged, security, limit, limit_citation))


def _without_rate(imported: date, until: date | None, rates: tuple[InterestRate, ...]) -> Problem | None:
    """Days of a debt for which no rate is stated, though some are: they would count as free of interest."""
    first = min((one.valid_from for one in rates), default=None)
    start = date.fromordinal(min(imported.toordinal() + 1, date.max.toordinal()))
    if first is None or until is None or first <= start or until < start:
        return None
    last = min(until, date.fromordinal(first.toordinal() - 1))
    message = f"no rate of interest is stated for {day(start)} to {day(last)}"
    accepted = f'a rate from {start} or before, such as "4.5% from {start}"; "0% from {start}" where none is charged'
    return Problem("interest-gap", message, Place("--interest"), accepted=accepted)


def interest_on(
    owed: Fraction, imported: date, until: date, rates: tuple[InterestRate, ...]
) -> tuple[InterestLine, ...]:
    """Simple interest from the day after importation to `until`, at each rate for the days it applies."""
    ordered = sorted(rates, key=lambda one: one.valid_from)
    lines = []
    for number, rate in enumerate(ordered):
        start = max(rate.valid_from, date.fromordinal(imported.toordinal() + 1))
        end = until
        if number + 1 < len(ordered):
            end = min(end, date.fromordinal(ordered[number + 1].valid_from.toordinal() - 1))
        if end >= start:
            days = (end - start).days + 1
            lines.append(InterestLine(start, end, rate.percent, owed * rate.percent * days / 100 / DAYS_OF_A_YEAR))
    return tuple(lines)
