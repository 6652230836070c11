"""Reads what people wrote in a pack into the types of the law, part by part, so that every mistake is told."""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

import msgspec

from origin.language import tree as t
from origin.language.plain import from_text
from origin.nomenclature.code_set import HsSet
from origin.nomenclature.set_text import parse_set
from origin.problems import Place, Problem

T = TypeVar("T")


def read_values(kind: type[T], data: Any, file: str | None = None) -> tuple[T | None, tuple[Problem, ...]]:
    """The value of type `kind` that plain data of texts, lists and mappings state, or None and every mistake in it."""
    reader = _Reader(file)
    value = reader.read(kind, data, "")
    return (None, tuple(reader.mistakes)) if reader.mistakes else (value, ())


_ACCEPTED: dict[Any, str] = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    Decimal: "an exact decimal, such as 10 or 47.5",
    date: "a date, such as 2026-12-31",
    HsSet: "HS codes and ranges, such as 01-24 except 1604",
}


class _Reader:
    """Reads data type by type, and goes on after a mistake."""

    def __init__(self, file: str | None) -> None:
        self._file = file
        self.mistakes: list[Problem] = []

    def read(self, kind: Any, data: Any, path: str) -> Any:
        """The value, or None after a mistake."""
        if kind == t.Basis:
            return self._basis(data, path)
        if kind is t.Rule:
            return self._rule(data, path)
        outer, inner = get_origin(kind), get_args(kind)
        if outer is types.UnionType and type(None) in inner:
            return self.read(inner[0], data, path)
        if outer is tuple:
            if not isinstance(data, list):
                return self._mistake(path, "this should be a list", data, "a list")
            return tuple([self.read(inner[0], part, f"{path}[{number}]") for number, part in enumerate(data)])
        if outer is not None and issubclass(outer, Mapping):
            if not isinstance(data, dict):
                return self._mistake(path, "this should be a mapping", data, "keys and values")
            return {key: self.read(inner[1], part, _inside(path, key)) for key, part in data.items()}
        if issubclass(kind, msgspec.Struct):
            return self._record(kind, data, path)
        return self._scalar(kind, data, path)

    def _record(self, kind: type[msgspec.Struct], data: Any, path: str) -> Any:
        fields = _fields_of(kind)
        required = [name for name, field in fields.items() if field.required]
        if not isinstance(data, dict):
            return self._mistake(path, f"this should say {', '.join(required)}", data, "keys and values")
        for key in data:
            if key not in fields:
                self._mistake(_inside(path, key), "this key is not known here", key, fields, _near(key, fields))
        values = {
            name: self.read(field.type, data[name], _inside(path, name))
            for name, field in fields.items()
            if name in data
        }
        missing = [name for name in required if name not in values]
        if missing:
            self._mistake(path, f"{', '.join(missing)} is missing", "nothing", required)
        return None if self.mistakes else kind(**values)

    def _scalar(self, kind: Any, data: Any, path: str) -> Any:
        try:
            value = msgspec.convert(data, kind, strict=False, dec_hook=_stated)
        except msgspec.ValidationError:
            value = None
        if value is None or (isinstance(value, Decimal) and not value.is_finite()):
            if issubclass(kind, Enum):
                words = [member.value for member in kind]
                return self._mistake(path, "this is not one of the accepted words", data, words, _near(data, words))
            return self._mistake(path, f"this should be {_ACCEPTED[kind]}", data, _ACCEPTED[kind])
        return value

    def _basis(self, data: Any, path: str) -> t.Basis | None:
        """A basis is written as in the notation: "EXW", "EXW/FOB", "product", "materials[50-63]"."""
        if data == "product":
            return t.ProductBasis()
        if str(data).startswith("materials"):
            return self._materials(data, path)
        prices = {price.value: price for price in t.Price}
        names = str(data).split("/")
        if all(name in prices for name in names):
            return t.PriceBasis(tuple(prices[name] for name in names))
        self._mistake(path, "this is not a basis", data, ["product", "materials[50-63]", *prices])
        return None

    def _materials(self, data: Any, path: str) -> t.Basis | None:
        """The materials of some codes, whatever their origin, as the notation has them in a share."""
        rule = self._rule(f"weight of NOM <= 1% of {data}", path)
        test = rule.alternatives[0].test if rule is not None else None
        return test.basis if isinstance(test, t.Share) else None

    def _rule(self, data: Any, path: str) -> t.Rule | None:
        """A rule is written in our notation."""
        from origin.language.parser import parse_rule

        read = parse_rule(str(data))
        for problem in read.problems:
            wanted = problem.accepted or "a rule in our notation"
            self._mistake(path, problem.message, problem.found or data, wanted, problem.hint)
        return read.value

    def _mistake(
        self, path: str, message: str, found: Any, accepted: str | Iterable[str], hint: str | None = None
    ) -> None:
        place = Place(file=self._file, field=path or "the whole file")
        text = accepted if isinstance(accepted, str) else ", ".join(accepted)
        shown = found if isinstance(found, str) else repr(found)
        self.mistakes.append(Problem("pack-value", message, place, shown[:120], text, hint))


def _stated(kind: type, text: Any) -> Any:
    """A code set as people write it; all else as we do."""
    if kind is not HsSet:
        return from_text(kind, text)
    found = parse_set(str(text))
    if isinstance(found, Problem):
        raise ValueError(found.message)
    return found


def _inside(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


@cache
def _fields_of(kind: type[msgspec.Struct]) -> Mapping[str, msgspec.structs.FieldInfo]:
    """The fields of a class by name, their types looked up once."""
    return {field.name: field for field in msgspec.structs.fields(kind)}


def _near(word: Any, words: Iterable[str]) -> str | None:
    close = get_close_matches(str(word), list(words), n=1)
    return f"did you mean {close[0]}?" if close else None
