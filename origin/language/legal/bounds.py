"""Limits: how much of which materials, against what; and value contents by their methods."""

# ruff: noqa: D102  (each method is the grammar rule of its name)

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from lark import Token

from origin.language import tree as t
from origin.language.legal import changes as c
from origin.language.legal.joining import all_of, any_of
from origin.language.legal.leaves import first, has, inside, kind_of, level_of, measure_of, price_of, token
from origin.language.legal.names import Materials, Unreadable
from origin.nomenclature.code import Level
from origin.nomenclature.code_range import HsRange

_METHOD = re.compile(r"build-up|build-down|focused value|net cost")


class BoundsBuilder:
    """Builds limits and value contents for products of certain codes."""

    def __init__(self, text: str, products: tuple[HsRange, ...] = ()) -> None:
        """Takes the laid-out text, and the codes of the products the rule is for."""
        self.text = text
        self.products = products

    def each(self, scope: t.Scope, condition: t.Condition) -> t.Test:
        return t.Each(scope, condition)

    def level(self, words: str) -> Level:
        return level_of(words)

    def percent(self, word: Token) -> Decimal:
        percent = Decimal(re.sub(r"[^\d.,]", "", word).replace(",", "."))
        if percent > 100:
            raise Unreadable(word, "a percentage of at most 100")
        return percent

    def share(self, measure: t.Measure, scope: t.Scope, relation: t.Relation, bound: c.Bound) -> t.Test:
        return t.Share(measure, scope, relation, bound.percent, bound.basis)

    def ceiling(self, scope: t.Scope, percent: Token, price: t.Basis | None) -> t.Test:
        basis = price or t.PriceBasis((t.Price.EX_WORKS,))
        return t.Share(t.Measure.VALUE, scope, t.Relation.AT_MOST, self.percent(percent), basis)

    def comparable(self, words: str, measure: t.Measure, bounds: Iterable[c.Bound]) -> None:
        """Raises Unreadable where a value is bounded by a weight, or a weight by a price."""
        for bound in bounds:
            priced = isinstance(bound.basis, t.PriceBasis) and kind_of(measure) is not t.Measure.VALUE
            if priced or (bound.measure is not None and kind_of(bound.measure) is not kind_of(measure)):
                raise Unreadable(words, "the same measure on both sides")

    def shares(
        self, measured: Token, materials: Materials, relation: t.Relation, bounds: tuple[c.Bound, ...]
    ) -> t.Test:
        """A measure of materials against a bound; "individual" speaks of each item of them alone."""
        words = measured.lower()
        measure = measure_of(words)
        self.comparable(measured, measure, bounds)
        standing = t.Standing.NON_ORIGINATING
        scopes = [materials.scope(standing)]
        if "individual" in words:
            scopes = [t.Scope(materials.standing or standing, (item,), materials.excepted) for item in materials.items]
        return all_of([any_of([self.share(measure, scope, relation, bound) for bound in bounds]) for scope in scopes])

    def bound(self, _meta: Any, children: list[Any]) -> tuple[c.Bound, ...]:
        found: list[c.Bound] = []
        percent: Token | None = None
        for child in children:
            if isinstance(child, Token) and child.type == "PERCENT":
                percent = child
            elif isinstance(child, t.PriceBasis):
                assert percent is not None
                found.append(c.Bound(self.percent(percent), child))
            elif isinstance(child, c.Quantity):
                assert percent is not None
                found += [c.Bound(self.percent(percent), basis, child.measure) for basis in child.bases]
        return tuple(found)

    def bound_of_materials(self, _meta: Any, children: list[Any]) -> tuple[c.Bound, ...]:
        percent = self.percent(token(children, "PERCENT")) if has(children, "PERCENT") else Decimal(100)
        scope = inside(children, Materials).scope(t.Standing.ANY)
        words = next(
            child for child in children if isinstance(child, Token) and child.type in ("BY_WEIGHT", "MEASURE_OF")
        )
        return (c.Bound(percent, t.MaterialsBasis(scope), measure_of(words.lower())),)

    def bound_of_weight(self, _meta: Any, children: list[Any]) -> tuple[c.Bound, ...]:
        return (c.Bound(self.percent(children[0]), t.ProductBasis(), t.Measure.WEIGHT),)

    def bound_by_either(self, _meta: Any, children: list[Any]) -> tuple[c.Bound, ...]:
        percent = self.percent(children[0])
        value = c.Bound(percent, t.PriceBasis((t.Price.PRODUCT_VALUE,)), t.Measure.VALUE)
        return (value, c.Bound(percent, t.ProductBasis(), t.Measure.WEIGHT))

    def weight_basis(self, _meta: Any, children: list[Any]) -> c.Quantity:
        words = children[0].lower()
        if "all material used" in words:
            return c.Quantity((t.ProductBasis(), t.MaterialsBasis(t.Scope(t.Standing.ANY))), measure_of(words))
        return c.Quantity((t.ProductBasis(),), measure_of(words))

    def price(self, _meta: Any, children: list[Any]) -> t.PriceBasis:
        words = [child for child in children if isinstance(child, Token) and child.type == "PRICE"]
        return t.PriceBasis(tuple(price_of(word) for word in words))

    def measure(self, _meta: Any, children: list[Any]) -> Token:
        word: Token = children[0]
        return word

    def value_content(self, _meta: Any, children: list[Any]) -> t.Test:
        return any_of([test for child in children if isinstance(child, list) for test in child])

    def method(self, _meta: Any, children: list[Any]) -> list[t.Test]:
        """One method and its percentage. Without price and method any method does; without method it is build-down."""
        percent = self.percent(children[0])
        price = first(children, t.PriceBasis)
        basis = price or t.PriceBasis((t.Price.PRODUCT_VALUE,))
        if has(children, "FOCUSED"):
            return [_value_content("focused value", percent, basis, inside(children, Materials))]
        named = [
            child for child in children if isinstance(child, Token) and child.type in ("UNDER_METHOD", "METHOD_NAME")
        ]
        if not named:
            methods = ("build-down",) if price is not None else ("build-down", "build-up")
            return [_value_content(method, percent, basis, None) for method in methods]
        method = _METHOD.search(named[0].lower())
        assert method is not None
        if method[0] == "net cost":
            basis = t.PriceBasis((t.Price.NET_COST,))
        return [_value_content(method[0], percent, basis, first(children, Materials))]

    def counting(self, _meta: Any, children: list[Any]) -> Materials:
        return inside(children, Materials)


def _value_content(method: str, percent: Decimal, basis: t.Basis, counted: Materials | None) -> t.Test:
    """A value content by its method: what remains without non-originating materials, or the originating ones."""
    at_least = t.Relation.AT_LEAST
    if method == "build-up":
        return t.Share(t.Measure.VALUE, t.ALL_ORIGINATING, at_least, percent, basis)
    scope = counted.scope(t.Standing.NON_ORIGINATING) if counted is not None else t.ALL_NON_ORIGINATING
    return t.Share(t.Measure.VALUE, scope, at_least, percent, basis, remainder=True)
