"""Frozen values to JSON and plain data, and back, as their types say.

msgspec does the work. What it does not know is written as text: HS codes and sets, and fractions.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from origin.nomenclature.code import HsCode
from origin.nomenclature.code_range import HsRange
from origin.nomenclature.code_set import HsSet

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """The value as nested dicts, lists, strings, integers, booleans and None; fields at their default are left out."""
    return msgspec.to_builtins(value, enc_hook=to_text)


def to_json(value: Any) -> bytes:
    """The value as JSON, in which `msgspec.Raw` may stand for parts that are JSON already."""
    return msgspec.json.encode(value, enc_hook=to_text)


def from_json(kind: type[T], data: bytes | msgspec.Raw) -> T:
    """The value that `to_json` wrote; raises msgspec.DecodeError where it did not."""
    return msgspec.json.decode(data, type=kind, dec_hook=from_text)


def to_text(value: Any) -> str:
    """The text of a value that data have no form for."""
    match value:
        case HsCode():
            return value.full
        case HsSet() | Fraction():
            return str(value)
    raise TypeError(f"no text for a {type(value).__name__}")


def from_text(kind: type, text: Any) -> Any:
    """The value that `to_text` wrote; a ValueError where it did not."""
    if not isinstance(text, str):
        raise ValueError(f"not a text: {text!r}")
    if kind is HsCode:
        return _code(text)
    if kind is HsSet:
        return _set(text)
    if kind is Fraction:
        return Fraction(text)
    raise TypeError(f"no text stands for a {kind.__name__}")


@lru_cache(maxsize=20_000)
def _code(text: str) -> HsCode:
    return HsCode(text[:6], text[6:])


@lru_cache(maxsize=20_000)
def _range(text: str) -> HsRange:
    first, _, last = text.replace(".", "").partition("-")
    return HsRange(HsCode(first), HsCode(last or first))


@lru_cache(maxsize=20_000)
def _set(text: str) -> HsSet:
    stated, _, excepted = text.partition(" except ")
    ranges, without = ([_range(part) for part in side.split(", ") if part] for side in (stated, excepted))
    return HsSet(tuple(ranges), tuple(without))
