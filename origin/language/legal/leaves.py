"""The words of a parse tree: which there are among the children of a node, and what single ones mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from lark import Token

from origin.language import tree as t
from origin.language.legal import changes as c
from origin.language.legal.names import Unreadable
from origin.nomenclature.code import Level

T = TypeVar("T")

_LEVEL = re.compile(r"\b(chapter|heading|subheading)s?\b", re.IGNORECASE)
_LEVELS = {"chapter": Level.CHAPTER, "heading": Level.HEADING, "subheading": Level.SUBHEADING}
_PRICES = (
    ("ex-works", t.Price.EX_WORKS),
    ("free", t.Price.FREE_ON_BOARD),
    ("fob", t.Price.FREE_ON_BOARD),
    ("exw", t.Price.EX_WORKS),
    ("transaction", t.Price.TRANSACTION_VALUE),
    ("adjusted", t.Price.ADJUSTED_VALUE),
    ("customs", t.Price.CUSTOMS_VALUE),
    ("net cost", t.Price.NET_COST),
    ("total cost", t.Price.TOTAL_COST),
    ("value", t.Price.PRODUCT_VALUE),
)
_STANDINGS = {
    "non-originating": t.Standing.NON_ORIGINATING,
    "originating": t.Standing.ORIGINATING,
    "wholly obtained": t.Standing.WHOLLY_OBTAINED,
}
ORIGINS: dict[t.Standing | None, t.Condition] = {
    t.Standing.ORIGINATING: t.Originating(),
    t.Standing.WHOLLY_OBTAINED: t.WhollyObtained(),
}


def first(children: Iterable[Any], kind: type[T]) -> T | None:
    """The first child of a kind, a word never being a string for this purpose."""
    return next((child for child in children if isinstance(child, kind) and not isinstance(child, Token)), None)


def inside(children: Iterable[Any], kind: type[T]) -> T:
    """The first child of a kind, which is there."""
    child = first(children, kind)
    assert child is not None, kind
    return child


def has(children: Iterable[Any], kind: str) -> bool:
    """Whether a word of the kind is among the children."""
    return any(isinstance(child, Token) and child.type == kind for child in children)


def tests_of(children: Iterable[Any]) -> list[t.Test]:
    """The tests among the children."""
    return [
        child.test if isinstance(child, c.Add) else child for child in children if isinstance(child, t.Test | c.Add)
    ]


def token(children: Iterable[Any], kind: str) -> Token:
    """The word of a kind, which is there."""
    return next(child for child in children if isinstance(child, Token) and child.type == kind)


def measure_of(words: str) -> t.Measure:
    """The measure that words name: value where they name none."""
    if "dry weight" in words:
        return t.Measure.DRY_WEIGHT
    return t.Measure.WEIGHT if "weight" in words else t.Measure.VOLUME if "volume" in words else t.Measure.VALUE


def kind_of(measure: t.Measure) -> t.Measure:
    """The measure, that of dry matter being one of weight."""
    return t.Measure.WEIGHT if measure is t.Measure.DRY_WEIGHT else measure


def level_of(words: str) -> Level:
    """The level that words name; raises Unreadable where they name none."""
    found = _LEVEL.search(words.replace("sub-heading", "subheading"))
    if found is None:
        raise Unreadable(words, "chapter, heading or subheading")
    return _LEVELS[found[1].lower()]


def price_of(words: str) -> t.Price:
    """The price that words name."""
    text = words.lower().replace("ex works", "ex-works").replace("free-on", "free on")
    return next(price for name, price in _PRICES if name in text)


def standing_of(children: Sequence[Any]) -> t.Standing | None:
    """The origin that the materials must have, where the words say so."""
    return _STANDINGS[token(children, "STANDING").lower()] if has(children, "STANDING") else None
