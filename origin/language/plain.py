"""Frozen values to plain data (what JSON and YAML can say) and back, checked against the field types.

One codec serves the packs people write, the compiled packs, and the JSON of rules. Decoding reports every mistake
with its path; a value of a closed union carries its class under the key "is".
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import Enum
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, TypeVar

from origin.language import tree
from origin.nomenclature.code import HsCode
from origin.nomenclature.code_range import HsRange
from origin.nomenclature.code_set import HsSet
from origin.nomenclature.set_text import parse_set
from origin.problems import Place, Problem

T = TypeVar("T")

TAG = "is"


def to_plain(value: Any) -> Any:
    """The value as nested dicts, lists, strings, integers, booleans and None; fields at their default are left out."""
    match value:
        case Enum():
            return value.value
        case None | bool() | str() | int():
            return value
        case Decimal():
            return format(value, "f")
        case Fraction() | HsRange() | HsSet():
            return str(value)
        case HsCode():
            return value.full
        case date():
            return value.isoformat()
        case tuple() | list():
            return [to_plain(part) for part in value]
        case Mapping():
            return {str(key): to_plain(part) for key, part in value.items()}
    plain: dict[str, Any] = {TAG: type(value).__name__}
    for item in dataclasses.fields(value):
        part = getattr(value, item.name)
        if part == item.default and not isinstance(item.default, dataclasses._MISSING_TYPE):
            continue
        plain[item.name] = to_plain(part)
    return plain


def from_plain(kind: type[T], data: Any, file: str | None = None) -> tuple[T | None, tuple[Problem, ...]]:
    """The value of type `kind` that plain data states, or None and every mistake in it."""
    mistakes: list[Problem] = []
    wanted: Any = kind
    value = _decoder(wanted)(data, "", _Report(file, mistakes))
    return (None, tuple(mistakes)) if mistakes else (value, ())


@dataclasses.dataclass(frozen=True, slots=True)
class _Report:
    file: str | None
    mistakes: list[Problem]

    def __call__(self, path: str, message: str, found: Any, accepted: str, hint: str | None = None) -> None:
        place = Place(file=self.file, field=path or "the whole file")
        shown = repr(found) if not isinstance(found, str) else found
        self.mistakes.append(Problem("pack-value", message, place, shown[:120], accepted, hint))


_Decoder = Callable[[Any, str, _Report], Any]


@cache
def _decoder(kind: Any) -> _Decoder:
    if kind is tree.Basis or kind in (tree.PriceBasis, tree.ProductBasis):
        return _basis
    origin_type = typing.get_origin(kind)
    if origin_type in (typing.Union, types.UnionType):
        return _union(typing.get_args(kind))
    if origin_type is tuple:
        return _sequence(typing.get_args(kind)[0])
    if origin_type is not None and issubclass(origin_type, Mapping):
        return _mapping(typing.get_args(kind)[1])
    if kind in _SCALARS:
        return _scalar(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enumeration(kind)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _record(kind)
    raise TypeError(f"no way to read a {kind!r} from plain data")


def _exact(text: Any) -> Decimal:
    if isinstance(text, bool) or not isinstance(text, (str, int)):
        raise ValueError
    value = Decimal(str(text).strip().removesuffix("%").strip())
    if not value.is_finite():
        raise ValueError
    return value


def _hs_set(text: Any) -> HsSet:
    if isinstance(text, str) and _CANONICAL.fullmatch(text):
        stated, _, excepted = text.partition(" except ")
        return HsSet(_hs_ranges(stated), _hs_ranges(excepted) if excepted else ())
    found = parse_set(str(text))
    if isinstance(found, Problem):
        raise ValueError
    return found


_CODE = r"\d\d(\d\d(\.\d\d)?)?(-\d\d(\d\d(\.\d\d)?)?)?"
_CANONICAL = re.compile(rf"{_CODE}(, {_CODE})*( except {_CODE}(, {_CODE})*)?")


def _hs_ranges(text: str) -> tuple[HsRange, ...]:
    return tuple([_hs_range(part) for part in text.split(", ")])


@lru_cache(maxsize=20_000)
def _hs_range(text: str) -> HsRange:
    first, _, last = text.replace(".", "").partition("-")
    return HsRange(HsCode(first), HsCode(last or first))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not (isinstance(value, int) or (isinstance(value, str) and value.isdigit())):
        raise ValueError
    return int(value)


def _yes_no(value: Any) -> bool:
    answers = {True: True, False: False, "true": True, "false": False}
    if value not in answers:
        raise ValueError
    return answers[value]


_SCALARS: dict[type, tuple[Callable[[Any], Any], str]] = {
    str: (_text, "a text"),
    int: (_whole, "a whole number"),
    bool: (_yes_no, "true or false"),
    Decimal: (_exact, "an exact decimal, such as 10 or 47.5"),
    Fraction: (lambda value: Fraction(value), "an exact number, such as 3/2"),
    date: (lambda value: value if isinstance(value, date) else date.fromisoformat(value), "a date, such as 2026-12-31"),
    HsCode: (lambda value: HsCode(str(value)[:6], str(value)[6:]), "an HS code"),
    HsRange: (lambda value: _hs_range(value), "an HS code or range"),
    HsSet: (_hs_set, "HS codes and ranges, such as 01-24 except 1604"),
}


def _scalar(kind: type) -> _Decoder:
    convert, accepted = _SCALARS[kind]

    def decode(data: Any, path: str, report: _Report) -> Any:
        try:
            return convert(data)
        except (ValueError, TypeError, AttributeError, InvalidOperation, ZeroDivisionError):
            report(path, f"this should be {accepted}", data, accepted)
            return None

    return decode


def _enumeration(kind: type[Enum]) -> _Decoder:
    values = {member.value: member for member in kind} | {str(member.value): member for member in kind}

    def decode(data: Any, path: str, report: _Report) -> Any:
        try:
            return values[data]
        except (KeyError, TypeError):
            accepted = ", ".join(str(value) for value in values)
            close = get_close_matches(str(data), [str(value) for value in values], n=1)
            hint = f"did you mean {close[0]}?" if close else None
            report(path, "this is not one of the accepted words", data, accepted, hint)
            return None

    return decode


def _sequence(item: Any) -> _Decoder:
    inner = _decoder(item)

    def decode(data: Any, path: str, report: _Report) -> Any:
        if not isinstance(data, list):
            report(path, "this should be a list", data, "a list")
            return ()
        return tuple([inner(part, f"{path}[{number}]", report) for number, part in enumerate(data)])

    return decode


def _mapping(item: Any) -> _Decoder:
    inner = _decoder(item)

    def decode(data: Any, path: str, report: _Report) -> Any:
        if not isinstance(data, dict):
            report(path, "this should be a mapping", data, "keys and values")
            return {}
        return {str(key): inner(part, f"{path}.{key}", report) for key, part in data.items()}

    return decode


def _basis(data: Any, path: str, report: _Report) -> Any:
    """A basis is written as in the notation ("EXW", "EXW/FOB", "product"), or as a tagged value."""
    if isinstance(data, dict):
        classes = {kind.__name__: kind for kind in (tree.PriceBasis, tree.ProductBasis, tree.MaterialsBasis)}
        kind = classes.get(str(data.get(TAG)))
        if kind is not None:
            return _record(kind)(data, path, report)
    if data == "product":
        return tree.ProductBasis()
    prices = {price.value: price for price in tree.Price}
    names = str(data).split("/")
    if all(name in prices for name in names):
        return tree.PriceBasis(tuple(prices[name] for name in names))
    report(path, "this is not a basis", data, ", ".join(["product", *prices]))
    return None


def _union(kinds: tuple[Any, ...]) -> _Decoder:
    optional = type(None) in kinds
    members = [kind for kind in kinds if kind is not type(None)]
    if len(members) == 1:
        inner = _decoder(members[0])
        return lambda data, path, report: None if data is None and optional else inner(data, path, report)
    records: dict[str, Any] = {kind.__name__: kind for kind in members if _is_record(kind)}

    def decode(data: Any, path: str, report: _Report) -> Any:
        if data is None and optional:
            return None
        if isinstance(data, dict) and data.get(TAG) in records:
            return _decoder(records[data[TAG]])(data, path, report)
        if isinstance(data, str):
            for kind in members:
                if isinstance(kind, type) and issubclass(kind, Enum) and data in [member.value for member in kind]:
                    return kind(data)
            if HsRange in members:
                return _decoder(HsRange)(data, path, report)
        report(path, "this is none of the accepted values", data, ", ".join(records))
        return None

    return decode


def _is_record(kind: Any) -> bool:
    return dataclasses.is_dataclass(kind) and kind is not HsRange


def _record(kind: Any) -> _Decoder:
    inner: dict[str, _Decoder] = {}
    required: list[str] = []

    def prepare() -> None:
        hints = typing.get_type_hints(kind)
        for item in dataclasses.fields(kind):
            if not item.init:
                continue
            inner[item.name] = _decoder(hints[item.name])
            if item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING:
                required.append(item.name)

    def decode(data: Any, path: str, report: _Report) -> Any:
        if not inner:
            prepare()
        if not isinstance(data, dict):
            report(path, f"this should say {', '.join(required) or 'something'}", data, "keys and values")
            return None
        values: dict[str, Any] = {}
        for key, part in data.items():
            if key in inner:
                values[key] = inner[key](part, f"{path}.{key}" if path else key, report)
            elif key != TAG:
                close = get_close_matches(str(key), list(inner), n=1)
                hint = f"did you mean {close[0]}?" if close else None
                report(f"{path}.{key}" if path else str(key), "this key is not known here", key, ", ".join(inner), hint)
        missing = [name for name in required if name not in values]
        if missing:
            report(path, f"{', '.join(missing)} is missing", "nothing", ", ".join(required))
        return None if missing or report.mistakes else kind(**values)

    return decode
