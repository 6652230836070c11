"""What words such as "other materials", "goods" and "the cloth" mean, once it is known what else a rule says."""

from __future__ import annotations

from msgspec.structs import replace

from origin.language import tree as t
from origin.language.legal.joining import all_of, any_of
from origin.language.legal.names import ALL_CODES

OTHERS = t.Named("other materials", quoted=True)
"""Stands for "all the other materials" until it is known besides which."""


GOODS = t.Named("goods", quoted=True)
"""Stands in front of goods of which a text does not say that they are used, until it is known what else it asks for."""


def about_goods(test: t.Test, alone: bool = True) -> t.Test:
    """The test with such goods understood: as the product where nothing else is asked for, else as materials."""
    match test:
        case t.AnyOf(tests):
            return any_of([about_goods(part, alone) for part in tests])
        case t.AllOf(tests):
            return all_of([about_goods(part, alone=False) for part in tests])
        case t.Each(scope=scope, condition=condition) if GOODS in scope.items:
            if alone:
                return t.Each(t.THE_PRODUCT, condition)
            return replace(test, scope=replace(scope, items=tuple(item for item in scope.items if item != GOODS)))
        case t.Allow(inner):
            return replace(test, test=about_goods(inner, alone))
        case _:
            return test


def about_others(test: t.Test, inputs: tuple[t.ScopeItem, ...]) -> t.Test:
    """The test with "all the other materials" and "the cloth" said in full, once the inputs are known."""
    if not inputs:
        return test
    match test:
        case t.AllOf(tests):
            return t.AllOf(tuple(about_others(part, inputs) for part in tests))
        case t.AnyOf(tests):
            return t.AnyOf(tuple(about_others(part, inputs) for part in tests))
        case t.Each(scope=scope) if OTHERS in scope.items:
            return replace(test, scope=replace(scope, items=ALL_CODES, excepted=inputs))
        case t.Share(scope=scope) if scope.items:
            return replace(test, scope=replace(scope, items=tuple(_meant(item, inputs) for item in scope.items)))
        case _:
            return test


def _meant(item: t.ScopeItem, inputs: tuple[t.ScopeItem, ...]) -> t.ScopeItem:
    """The input that a shorter name means: "the cloth" is the "cotton cloth already made up" of before."""
    if not (isinstance(item, t.Named) and item.quoted and not item.codes):
        return item
    words = set(item.name.split())
    named = [one for one in inputs if isinstance(one, t.Named) and words <= set(one.name.replace("-", " ").split())]
    return named[0] if len(named) == 1 else item


def mentions_others(test: t.Test) -> bool:
    """Whether "all the other materials" is still open."""
    match test:
        case t.AllOf(tests) | t.AnyOf(tests):
            return any(map(mentions_others, tests))
        case t.Each(scope=scope):
            return OTHERS in scope.items
        case _:
            return False
