"""Share: a linear bound on a value or weight, tested by multiplication, never on a quotient."""

from __future__ import annotations

from fractions import Fraction
from itertools import compress

from msgspec.structs import replace

from origin.agreements.provisions import BuiltUp
from origin.determination.findings import ShareFound
from origin.determination.membership import in_scope
from origin.determination.production import Production
from origin.determination.truth import Truth, all_of, goes_further
from origin.dossier.model import Article
from origin.frozen import Frozen
from origin.language import tree as t


class Amount(Frozen):
    """What the lines in scope come to: at least `low`, at most `high` (None: without bound)."""

    low: int
    high: int | None
    counted: tuple[int, ...]
    doubtful: tuple[int, ...]


class Ratio(Frozen):
    """A bound as integers: the amount times `amount_times` stands in `relation` to the basis times `basis_times`."""

    relation: t.Relation
    amount_times: int
    basis_times: int


def evaluate_share(test: t.Share, production: Production) -> ShareFound:
    """Whether the bound holds for every value the unknown facts may take, for none, or for some."""
    amount = amount_in(test.scope, test.measure, production)
    valuation = production.law.agreement.provisions.valuation
    built_up = valuation.built_up if valuation is not None else None
    if built_up is not None and (test.remainder or not is_value_content(test)):
        built_up = None
    if built_up is not None:
        amount = _with_costs(amount, production)
    ratio = production.law.once("ratio", test, ratio_of)
    scale = production.amounts(test.measure).scale
    found: ShareFound | None = None
    for price, low, high in basis_bounds(test.basis, test.measure, production):
        here = amount if built_up is None else _within_limits(built_up, amount, low, high, production)
        truth = compare(here.low, here.high, low, high, ratio)
        if found is None or goes_further(truth, found.truth):
            found = ShareFound(test, truth, here.low, here.high, low, high, scale, here.counted, here.doubtful, price)
        if truth is True:
            break
    assert found is not None
    return found


def _with_costs(amount: Amount, production: Production) -> Amount:
    """What originating materials come to, with the costs of production that the agreement adds to them."""
    added = production.own_amount(t.Measure.VALUE)
    high = None if added is None or amount.high is None else amount.high + added
    return replace(amount, low=amount.low + (added or 0), high=high)


def _within_limits(
    built_up: BuiltUp, amount: Amount, basis_low: int, basis_high: int | None, production: Production
) -> Amount:
    """What counts where materials of some countries do up to a share of the basis only.

    A material whose country nobody states may be of those countries, or not.
    """
    amounts = production.amounts(t.Measure.VALUE).amounts
    for limit in built_up.limits:
        part = Fraction(limit.percent) / 100
        countries = [_country_of(line.article) for line in production.lines]
        perhaps = [number for number in amount.counted if countries[number] in (None, *limit.countries)]
        surely = [number for number in (*amount.counted, *amount.doubtful) if countries[number] in limit.countries]
        beyond = max(0, sum(amounts[number] or 0 for number in perhaps) - int(part * basis_low))
        never = 0
        if basis_high is not None:
            never = max(0, sum(amounts[number] or 0 for number in surely) - int(part * basis_high))
        low, high = amount.low - beyond, None if amount.high is None else amount.high - never
        unclear = [number for number in perhaps if countries[number] is None] if beyond != never else []
        counted = tuple([number for number in amount.counted if number not in unclear])
        amount = Amount(low, high, counted, (*amount.doubtful, *unclear))
    return amount


def _country_of(article: Article) -> str | None:
    """The country that is stated for a material, by itself, by its papers or by where it was made."""
    stated = {article.origin, article.wholly_obtained_in, *[paper.country for paper in article.evidence]} - {None}
    if not stated and article.production is not None:
        return article.production.where
    return stated.pop() if len(stated) == 1 else None


def ratio_of(test: t.Share) -> Ratio:
    """The bound of a test; a remainder of at least p % is an amount of at most 100 - p %."""
    percent, relation = Fraction(test.percent), test.relation
    if test.remainder:
        percent = 100 - percent
        relation = {
            t.Relation.AT_LEAST: t.Relation.AT_MOST,
            t.Relation.MORE: t.Relation.LESS,
            t.Relation.AT_MOST: t.Relation.AT_LEAST,
            t.Relation.LESS: t.Relation.MORE,
        }[relation]
    return Ratio(relation, 100 * percent.denominator, percent.numerator)


def amount_in(scope: t.Scope, measure: t.Measure, production: Production) -> Amount:
    """What the lines in scope come to, bounded where a line's amount, status or membership is not known."""
    if not production.stated:
        return Amount(0, None, (), ())
    figures, standing = production.amounts(measure), production.standing(scope.standing)
    aside = production.aside(measure)
    if not (scope.items or scope.excepted or aside or figures.missing or None in standing):
        known = sum([amount for amount in compress(figures.amounts, standing) if amount])
        return Amount(known, known, tuple(compress(range(len(standing)), standing)), ())
    limited = bool(scope.items or scope.excepted)
    low = extra = 0
    bounded = True
    counted: list[int] = []
    doubtful: list[int] = []
    for number, (amount, inside) in enumerate(zip(figures.amounts, standing, strict=True)):
        if inside is False:
            continue
        if aside and production.lines[number].article.role in aside:
            continue
        if limited:
            within = in_scope(scope, production.lines[number], production)
            if within is False:
                continue
            inside = all_of((inside, within))
        if amount is None:
            bounded = False
            doubtful.append(number)
        elif inside is True:
            low += amount
            counted.append(number)
        elif amount:
            extra += amount
            doubtful.append(number)
    return Amount(low, low + extra if bounded else None, tuple(counted), tuple(doubtful))


def compare(low: int, high: int | None, basis_low: int, basis_high: int | None, ratio: Ratio) -> Truth:
    """The relation between an amount and a basis that are known within bounds."""
    times, share = ratio.amount_times, ratio.basis_times
    match ratio.relation:
        case t.Relation.AT_MOST:
            if high is not None and high * times <= basis_low * share:
                return True
            return False if basis_high is not None and low * times > basis_high * share else None
        case t.Relation.LESS:
            if high is not None and high * times < basis_low * share:
                return True
            return False if basis_high is not None and low * times >= basis_high * share else None
        case t.Relation.AT_LEAST:
            if basis_high is not None and low * times >= basis_high * share:
                return True
            return False if high is not None and high * times < basis_low * share else None
        case t.Relation.MORE:
            if basis_high is not None and low * times > basis_high * share:
                return True
            return False if high is not None and high * times <= basis_low * share else None


def basis_bounds(
    basis: t.Basis, measure: t.Measure, production: Production
) -> list[tuple[t.Price | None, int, int | None]]:
    """The basis within its bounds: at least, at most (None: without); one for each price where there is a choice."""
    match basis:
        case t.PriceBasis():
            bounds: list[tuple[t.Price | None, int, int | None]] = []
            for price in basis.prices:
                low, high = price_bounds(price, production)
                bounds.append((price, low, high))
            if len(bounds) > 1 and production.as_stated:
                return [one for one in bounds if one[1] == one[2]] or bounds
            return bounds
        case t.ProductBasis():
            own = production.own_amount(measure)
            return [(None, 0, None)] if own is None else [(None, own, own)]
        case t.MaterialsBasis():
            amount = amount_in(basis.scope, measure, production)
            return [(None, amount.low, amount.high)]


def price_bounds(price: t.Price, production: Production) -> tuple[int, int | None]:
    """What is known of a price: itself, or a bound from another, since ex-works is never above free on board."""
    known = production.price(price)
    if known is not None:
        return known, known
    if price is t.Price.EX_WORKS:
        return 0, production.price(t.Price.FREE_ON_BOARD)
    if price is t.Price.FREE_ON_BOARD:
        return production.price(t.Price.EX_WORKS) or 0, None
    return 0, production.price_ceiling(price)


def is_value_content(share: t.Share) -> bool:
    """Whether a share is a regional value content: build-down, focused value or net cost, or build-up."""
    upwards = share.relation in (t.Relation.AT_LEAST, t.Relation.MORE)
    content = share.remainder or share.scope.standing is t.Standing.ORIGINATING
    return share.measure is t.Measure.VALUE and isinstance(share.basis, t.PriceBasis) and upwards and content


def limit_share(limit: t.Limit, scope: t.Scope) -> t.Share:
    """The share that an allowance's limit amounts to."""
    return t.Share(limit.measure, scope, t.Relation.AT_MOST, limit.percent, limit.basis)
