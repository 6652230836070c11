"""The single tests of a rule in English: Each, Share and Done, as nouns or as clauses with a verb."""

from __future__ import annotations

from typing import assert_never

from origin.language import tree as t
from origin.language.english_processes import process_english
from origin.language.english_scopes import all_of_scope, excluded_english, is_plural, items_english, scope_english
from origin.language.english_words import joined, percentage
from origin.language.glossary import Glossary
from origin.nomenclature.code import Level

_LEVELS = {Level.CHAPTER: "chapter", Level.HEADING: "heading", Level.SUBHEADING: "subheading"}
_RELATIONS = {
    t.Relation.AT_MOST: "does not exceed",
    t.Relation.LESS: "is less than",
    t.Relation.AT_LEAST: "is at least",
    t.Relation.MORE: "exceeds",
}
_AMOUNTS = {
    t.Relation.AT_MOST: "of at most",
    t.Relation.LESS: "of less than",
    t.Relation.AT_LEAST: "of at least",
    t.Relation.MORE: "of more than",
}
_PRICES = {
    t.Price.EX_WORKS: "the ex-works price (EXW)",
    t.Price.FREE_ON_BOARD: "the free on board price (FOB)",
    t.Price.TRANSACTION_VALUE: "the transaction value",
    t.Price.ADJUSTED_VALUE: "the adjusted value",
    t.Price.CUSTOMS_VALUE: "the customs value",
    t.Price.NET_COST: "the net cost",
    t.Price.TOTAL_COST: "the total cost",
    t.Price.PRODUCT_VALUE: "the value",
}


def each_english(test: t.Each, finite: bool, glossary: Glossary | None) -> str:
    """A condition that every material in scope must meet."""
    scope = test.scope
    verb = "are" if is_plural(scope, glossary) else "is"
    match test.condition:
        case t.Shift(level, excluding, excepted):
            text = _shift(level, excluding, excepted, glossary)
            if scope == t.ALL_NON_ORIGINATING and not finite:
                return f"production from non-originating materials {text}"
            return f"{all_of_scope(scope, glossary)} used {verb} {text}"
        case t.WhollyObtained():
            if scope.standing is t.Standing.PRODUCT:
                return "the product is wholly obtained"
            return f"{all_of_scope(scope, glossary)} used {verb} wholly obtained"
        case t.Originating():
            return f"{all_of_scope(scope, glossary)} used {verb} originating"
        case t.Unused():
            return f"{scope_english(scope, glossary)} {verb} not used"
        case t.FromInputs(inputs):
            named = items_english(inputs, glossary, "or")
            return f"production is from {named}" if finite else f"production from {named}"
        case t.OwnRule():
            return "each item in the set satisfies the rule that would apply to it if it were not in the set"
        case t.RetainsOrigin():
            return "the origin of the product in its original classification is retained"
        case t.Undergoes(process):
            verb = "undergo" if verb == "are" else "undergoes"
            return f"{all_of_scope(scope, glossary)} used {verb} {process_english(process, glossary)}"
        case _:
            assert_never(test.condition)


def share_english(test: t.Share, finite: bool, glossary: Glossary | None) -> str:
    """A bound on a value, weight or volume; regional value contents go by their method."""
    method = _method(test, glossary)
    if method is not None:
        bound = f"{percentage(test.percent)} of {basis_english(test.basis, test.measure, glossary)} ({method})"
        if finite:
            return f"the regional value content {_RELATIONS[test.relation]} {bound}"
        return f"a regional value content {_AMOUNTS[test.relation]} {bound}"
    scope, measure = test.scope, test.measure.value
    if scope.items:
        amount = f"the total {measure} of {scope_english(scope, glossary)} used"
    else:
        amount = f"the {measure} of {all_of_scope(scope, glossary)} used"
    bound = basis_english(test.basis, test.measure, glossary)
    if not (isinstance(test.basis, t.MaterialsBasis) and test.percent == 100):
        bound = f"{percentage(test.percent)} of {bound}"
    return f"{amount} {_RELATIONS[test.relation]} {bound}"


def limit_english(limit: t.Limit, glossary: Glossary | None) -> str:
    """The bound of an allowance: "value does not exceed 20% of the ex-works price (EXW) of the product"."""
    basis = basis_english(limit.basis, limit.measure, glossary)
    return f"{limit.measure.value} does not exceed {percentage(limit.percent)} of {basis}"


def done_english(test: t.Done, finite: bool, glossary: Glossary | None) -> str:
    """A process that takes place."""
    text = process_english(test.process, glossary)
    return f"{text} takes place" if finite else text


def basis_english(basis: t.Basis, measure: t.Measure, glossary: Glossary | None) -> str:
    """What a percentage is of: "the ex-works price (EXW) of the product", "the weight of the product"."""
    match basis:
        case t.PriceBasis(prices):
            return f"{joined([_PRICES[price] for price in prices], 'or')} of the product"
        case t.ProductBasis():
            own = "own " if measure is t.Measure.VALUE else ""
            return f"the {own}{measure.value} of the product"
        case t.MaterialsBasis(scope):
            return f"the {measure.value} of {all_of_scope(scope, glossary)} used"
        case _:
            assert_never(basis)


def _shift(
    level: Level | None,
    excluding: tuple[t.ScopeItem, ...],
    excepted: tuple[t.ScopeItem, ...],
    glossary: Glossary | None,
) -> str:
    """Where materials may be classified: "of any heading, except that of the product and of heading 8431"."""
    text = f"of any {_LEVELS[level] if level else 'heading'}"
    excluded = excluded_english(excluding, excepted, glossary) if excluding else ""
    if level is not None:
        text += ", except that of the product"
        return f"{text} and {excluded}" if excluded else text
    if not excluded:
        return text
    return f"{text}, {excluded}" if excluded.startswith("except ") else f"{text}, except those {excluded}"


def _method(test: t.Share, glossary: Glossary | None) -> str | None:
    """The method of a regional value content; None for any other bound."""
    if not isinstance(test.basis, t.PriceBasis) or test.measure is not t.Measure.VALUE:
        return None
    if not test.remainder:
        return "build-up" if test.scope == t.ALL_ORIGINATING and test.relation is t.Relation.AT_LEAST else None
    if test.scope == t.ALL_NON_ORIGINATING:
        return "net cost" if test.basis.prices == (t.Price.NET_COST,) else "build-down"
    return f"focused value, counting {scope_english(test.scope, glossary)} only"
