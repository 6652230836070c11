"""A Share in words: the amount, the limit, and how they stand, every figure exact."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from origin.determination.findings import ShareFound
from origin.determination.production import Production
from origin.determination.share import ratio_of
from origin.determination.truth import Truth
from origin.explanation.answer import Answer
from origin.explanation.numbers import percent
from origin.explanation.words import named
from origin.language import tree as t
from origin.language.english_scopes import scope_english
from origin.language.english_tests import basis_english

MOST_TERMS = 8
"""A sum of more terms than this is not spelled out: the table of materials has it."""

_PRICES = {
    t.Price.EX_WORKS: "ex-works price",
    t.Price.FREE_ON_BOARD: "free on board price",
    t.Price.TRANSACTION_VALUE: "transaction value",
    t.Price.ADJUSTED_VALUE: "adjusted value",
    t.Price.CUSTOMS_VALUE: "customs value",
    t.Price.NET_COST: "net cost",
    t.Price.TOTAL_COST: "total cost",
    t.Price.PRODUCT_VALUE: "value",
}

_BOUNDS = {
    t.Relation.AT_MOST: "limit",
    t.Relation.LESS: "less than",
    t.Relation.AT_LEAST: "at least",
    t.Relation.MORE: "more than",
}


def price_name(price: t.Price) -> str:
    """A price basis in words."""
    return _PRICES[price]


def share_sentence(found: ShareFound, production: Production, answer: Answer) -> str:
    """The calculation of a Share in one sentence."""
    test, scale = found.test, found.scale
    scope = scope_english(test.scope, answer.glossary)
    low = Fraction(found.low, scale)
    high = None if found.high is None else Fraction(found.high, scale)
    basis_low = Fraction(found.basis_low, scale)
    basis_high = None if found.basis_high is None else Fraction(found.basis_high, scale)
    if not production.stated:
        return f"{scope}: the materials are not stated"
    amount = between(low, high, test.measure, answer)
    doubt = named([line.article.name for line in answer.lines(found.doubtful, production)])
    if low != high and doubt:
        amount += f" of {scope}, depending on {doubt}"
    else:
        amount += f" of {scope}"
    if basis_high is None or basis_low != basis_high:
        unknown = _basis_unknown(found, production, basis_low, basis_high, answer)
        return f"{amount}; {_bound(test)} of {unknown}"
    if low != high:
        return f"{amount}; {_limit(test, basis_low, answer)}; {_uncertain(found.truth)}"
    return f"{amount}; {_limit(test, basis_low, answer)}; {_standing(test, low, basis_low, answer)}"


def between(low: Fraction, high: Fraction | None, measure: t.Measure, answer: Answer) -> str:
    """An amount within its bounds."""
    if high is None:
        return f"at least {answer.amount(low, measure)}" if low else "an amount that is not known"
    if low == high:
        return answer.amount(low, measure)
    return f"between {answer.amount(low, measure)} and {answer.amount(high, measure)}"


def sum_of(counted: Sequence[int], measure: t.Measure, production: Production, answer: Answer) -> str | None:
    """The sum behind an amount, term by term; None where there is nothing to add up, or too much."""
    amounts = [(line, _amount(line, measure)) for line in answer.lines(counted, production)]
    if not 2 <= len(amounts) <= MOST_TERMS or any(amount is None for _, amount in amounts):
        return None
    terms = [f"{line.article.name} {answer.amount(amount or Fraction(0), measure)}" for line, amount in amounts]
    total = sum((amount for _, amount in amounts if amount is not None), Fraction(0))
    return f"{' + '.join(terms)} = {answer.amount(total, measure)}"


def standing_at_most(amount: Fraction, limit: Fraction, basis: Fraction, measure: t.Measure, answer: Answer) -> str:
    """How an amount stands to an upper limit: exceeded by so much, exactly at it, so much to spare."""
    share = f" ({percent(amount / basis * 100, limit / basis * 100)})" if basis else ""
    if amount > limit:
        return f"exceeded by {answer.amount(amount - limit, measure)}{share}"
    if amount == limit:
        return f"exactly at the limit{share}"
    return f"{answer.amount(limit - amount, measure)} to spare{share}"


def _bound(test: t.Share) -> str:
    """The part of a basis that is asked for: a limit, or what there must be, or must remain."""
    part = percent(Fraction(test.percent))
    return f"at least {part} must remain" if test.remainder else f"{_BOUNDS[test.relation]} {part}"


def _limit(test: t.Share, basis: Fraction, answer: Answer) -> str:
    """The limit with its own calculation."""
    part = Fraction(test.percent)
    of = answer.amount(basis, test.measure)
    if isinstance(test.basis, t.MaterialsBasis):
        of += f", {basis_english(test.basis, test.measure, answer.glossary)},"
    limit = answer.amount(part * basis / 100, test.measure)
    if test.remainder:
        return f"of {of} at least {percent(part)} = {limit} must remain"
    return f"{_BOUNDS[test.relation]} {percent(part)} of {of} = {limit}"


def _standing(test: t.Share, amount: Fraction, basis: Fraction, answer: Answer) -> str:
    """How a known amount stands to its limit."""
    measure, part = test.measure, Fraction(test.percent)
    if test.remainder:
        rest, needed = basis - amount, part * basis / 100
        share = f" ({percent(rest / basis * 100, part)})" if basis else ""
        text = f"{answer.amount(rest, measure)} remains{share}"
        if rest == needed:
            return f"{text}, exactly what is needed"
        gap = answer.amount(abs(rest - needed), measure)
        return f"{text}, {gap} more than needed" if rest > needed else f"{text}, {gap} too little"
    limit = part * basis / 100
    if ratio_of(test).relation in (t.Relation.AT_MOST, t.Relation.LESS):
        if test.relation is t.Relation.LESS and amount == limit:
            return "not below the limit"
        return standing_at_most(amount, limit, basis, measure, answer)
    share = f" ({percent(amount / basis * 100, part)})" if basis else ""
    if amount == limit:
        return f"exactly as much{share}"
    gap = answer.amount(abs(amount - limit), measure)
    return f"{gap} more than needed{share}" if amount > limit else f"{gap} too little{share}"


def _uncertain(truth: Truth) -> str:
    return {True: "met either way", False: "not met either way", None: "not known whether it is met"}[truth]


def _basis_unknown(
    found: ShareFound, production: Production, low: Fraction, high: Fraction | None, answer: Answer
) -> str:
    """What is not known of a basis."""
    match found.test.basis:
        case t.PriceBasis(prices):
            what = f"the {price_name(found.price or prices[0])}"
        case t.ProductBasis():
            what = f"the {found.test.measure.value} of {production.article.name}"
        case basis:
            what = basis_english(basis, found.test.measure, answer.glossary)
    if high is None and not low:
        return f"{what}, which is not stated"
    return f"{what}, {between(low, high, found.test.measure, answer)}; {_uncertain(found.truth)}"


def _amount(line: object, measure: t.Measure) -> Fraction | None:
    name = {
        t.Measure.VALUE: "value",
        t.Measure.WEIGHT: "weight",
        t.Measure.DRY_WEIGHT: "dry_weight",
        t.Measure.VOLUME: "volume",
    }[measure]
    amount: Fraction | None = getattr(line, name)
    return amount
