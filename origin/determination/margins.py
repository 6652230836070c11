"""How far a product is from its limits: the room left under each Share, and where the verdict turns."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from origin.determination.determination import Determination
from origin.determination.findings import (
    AllowFound,
    DefinedFound,
    Found,
    JoinFound,
    ShareFound,
)
from origin.determination.judgement import AlternativeFound
from origin.determination.production import Production
from origin.determination.share import ratio_of
from origin.determination.truth import Truth
from origin.frozen import Frozen
from origin.language import tree as t


class RateTurn(Frozen):
    """An exchange rate at which a bound turns: units of the base currency for one unit of `currency`, now and then."""

    currency: str
    rate: Fraction
    turns_at: Fraction


class Margin(Frozen):
    """A Share whose figures are all known.

    `amount` and `basis` are in the base currency or in kilograms; `share` is what part of the basis the amount (or the
    remainder) is, in per cent; `room` what the amount may still grow before the bound is broken, negative where it
    already is. `price_turns_at` is the price at which the answer changes, `rates` the exchange rates at which it does.
    """

    alternative: AlternativeFound
    found: ShareFound
    truth: Truth
    amount: Fraction
    basis: Fraction
    share: Fraction
    bound: Fraction
    room: Fraction
    price_turns_at: Fraction | None
    rates: tuple[RateTurn, ...]


def margins(determination: Determination) -> tuple[Margin, ...]:
    """The margin of every Share that was looked at in the product's open alternatives, where its figures are known.

    Those of the rule of last resort for goods and their parts come last, where the rule itself is not met.
    """
    judgement = determination.judgement
    alternatives = [one for candidate in judgement.candidates for one in candidate.alternatives]
    if judgement.parts is not None:
        alternatives += judgement.parts.alternatives
    found: list[Margin] = []
    for alternative in alternatives:
        if alternative.found is None:
            continue
        for share in shares(alternative.found):
            margin = margin_of(share, alternative, judgement.production, determination)
            if margin is not None:
                found.append(margin)
    return tuple(found)


def shares(found: Found) -> Iterator[ShareFound]:
    """Every Share within a finding."""
    match found:
        case ShareFound():
            yield found
        case JoinFound(_, _, parts):
            for part in parts:
                yield from shares(part)
        case AllowFound():
            yield from shares(found.strict)
            if found.bound is not None:
                yield found.bound
        case DefinedFound(_, _, inner) if inner is not None:
            yield from shares(inner)
        case _:
            return


def margin_of(
    found: ShareFound, alternative: AlternativeFound, production: Production, determination: Determination
) -> Margin | None:
    """The margin of one Share; None where an amount or the basis is not exactly known, or the basis is nothing."""
    if found.high != found.low or found.basis_low != found.basis_high or not found.basis_low:
        return None
    ratio = ratio_of(found.test)
    part = Fraction(ratio.basis_times, ratio.amount_times)
    amount, basis = Fraction(found.low, found.scale), Fraction(found.basis_low, found.scale)
    upper = ratio.relation in (t.Relation.AT_MOST, t.Relation.LESS)
    room = part * basis - amount if upper else amount - part * basis
    share = amount / basis * 100
    priced = isinstance(found.test.basis, t.PriceBasis)
    return Margin(
        alternative=alternative,
        found=found,
        truth=found.truth,
        amount=amount,
        basis=basis,
        share=100 - share if found.test.remainder else share,
        bound=Fraction(found.test.percent),
        room=room,
        price_turns_at=amount / part if priced and part else None,
        rates=_rates(found, production, determination, part * basis) if priced and upper else (),
    )


def _rates(
    found: ShareFound, production: Production, determination: Determination, limit: Fraction
) -> tuple[RateTurn, ...]:
    """For each foreign currency among the counted materials, the rate at which their value would reach the limit."""
    by_currency: dict[str, Fraction] = {}
    home = determination.workings.currency
    total = Fraction(0)
    for number in found.counted:
        line = production.lines[number]
        if line.value is None or line.article.value is None:
            continue
        total += line.value
        currency = line.article.value.currency
        if currency != home:
            by_currency[currency] = by_currency.get(currency, Fraction(0)) + line.value
    turns: list[RateTurn] = []
    for currency, value in sorted(by_currency.items()):
        rate = determination.workings.rate(currency)
        if rate is not None and value:
            at = rate * (limit - (total - value)) / value
            if at > 0:
                turns.append(RateTurn(currency, rate, at))
    return tuple(turns)
