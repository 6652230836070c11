"""Costs: what one unit costs besides its materials, what of that net cost leaves out, and adjusted values."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from msgspec.structs import replace

from origin.agreements.provisions import MaterialValue, NetCost
from origin.determination.truth import Truth
from origin.determination.workings import Line, Workings
from origin.dossier.model import Article, Money
from origin.frozen import Frozen


class Cost(Frozen):
    """All costs of one unit besides materials, and those of them that net cost leaves out; None where not known."""

    total: Fraction | None
    excluded: Fraction | None

    def plus(self, other: Cost, times: Fraction) -> Cost:
        """This and so many times another."""
        return Cost(_sum(self.total, other.total, times), _sum(self.excluded, other.excluded, times))


UNKNOWN = Cost(None, None)


def _sum(one: Fraction | None, other: Fraction | None, times: Fraction) -> Fraction | None:
    return None if one is None or other is None else one + other * times


def own_cost(article: Article, net_cost: NetCost | None, workings: Workings) -> Cost:
    """The costs that are stated of an article's own production."""
    production = article.production
    if production is None or production.costs is None:
        return UNKNOWN
    total = added_up(production.costs, workings)
    excluded = None
    if net_cost is not None and production.costs_include is not None:
        excluded = added_up(
            {name: cost for name, cost in production.costs_include.items() if name in net_cost.excluded}, workings
        )
    return Cost(total, excluded)


def added_up(costs: Mapping[str, Money], workings: Workings) -> Fraction | None:
    """The sum of some costs in the base currency; None where one has no rate."""
    total = Fraction(0)
    for cost in costs.values():
        amount = workings.in_currency(cost)
        if amount is None:
            return None
        total += amount
    return total


def adjusted(
    line: Line, originating: Truth, provision: MaterialValue | None, workings: Workings, as_stated: bool
) -> Line:
    """The line with its value as the agreement counts it: less or with certain costs, by the status of the material.

    Where a dossier does not say what a value includes, it is taken as it stands if it is to be taken `as_stated`. A
    status that is not known leaves the value open where it makes a difference.
    """
    if provision is None or line.value is None:
        return line
    article = line.article
    silent = (provision.deducted and article.includes is None and originating is not True) or (
        (provision.added or provision.always_added) and article.besides is None
    )
    if silent and not as_stated:
        return replace(line, value=None)
    if_foreign = _adjustment(article.includes, provision.deducted, -1, workings)
    if_own = _adjustment(article.besides, provision.added, 1, workings)
    always = _adjustment(article.besides, provision.always_added, 1, workings)
    if originating is None and if_foreign != if_own:
        return replace(line, value=None)
    change = if_own if originating else if_foreign
    if change is None or always is None:
        return replace(line, value=None)
    return replace(line, value=line.value + (change + always) * line.consumed)


def is_silent(article: Article, provision: MaterialValue | None) -> bool:
    """True where a dossier does not say what a value includes or leaves out, and the agreement would ask."""
    if provision is None or article.value is None:
        return False
    return bool((provision.deducted and article.includes is None) or (provision.added and article.besides is None))


def _adjustment(
    costs: Mapping[str, Money] | None, names: tuple[str, ...], sign: int, workings: Workings
) -> Fraction | None:
    amount = added_up({name: cost for name, cost in (costs or {}).items() if name in names}, workings)
    return None if amount is None else amount * sign
