"""The base of the dossier's records, and what else pydantic is to know of the notation: forms it accepts for short."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any, ClassVar, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    model_validator,
)
from pydantic.fields import FieldInfo

from origin.dossier.kinds import Fault, what
from origin.dossier.nodes import MapNode, TextNode, says_nothing
from origin.dossier.notes import Notes
from origin.dossier.where import InTable, InText, Where


class Record(BaseModel):
    """A mapping of the document, with its place; `MEANT` has hints for keys that people mistake.

    A fact that is not stated is None. So is one whose value was refused, required or not: the others are still read.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    MEANT: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def of(cls, at: Where | None = None, **values: Any) -> Self:
        """A record of values that have been read already."""
        record = super().model_construct(**{**dict.fromkeys(cls.model_fields), **values})
        if at is not None:
            record.__dict__["at"] = at
        return record

    @cached_property
    def at(self) -> Where:
        """Where the record and its fields stand: nowhere, unless who read it said so."""
        return InTable()

    def states(self, key: str) -> bool:
        """True where the document has the key, even where its value was refused."""
        return key in self.at.keys

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, data: Any, read: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        """Leaves out keys that state nothing, and keeps the place."""
        if isinstance(data, cls):
            return data
        if not isinstance(data, dict):
            raise Fault("value-shape", f"a mapping with keys is expected here, not {what(data)}").error()
        if not isinstance(data, MapNode):
            return read(data)
        data.record = cls
        for key in [key for key, value in data.items() if value is not None and says_nothing(value)]:
            if key in keys_of(cls):
                del data[key]
        record = read(data)
        record.__dict__["at"] = InText(info.context or Notes(None), data)
        return record


@cache
def keys_of(record: type[Record]) -> dict[str, FieldInfo]:
    """The fields of a record by their keys in the document, in the order declared."""
    return {field.alias or name: field for name, field in record.model_fields.items()}


def fact(description: str, *examples: object, key: str | None = None) -> Any:
    """A field that may be left out; `key` is its name in the document where that is no name in Python."""
    return Field(None, alias=key, description=description, examples=list(examples))


def needed(description: str, *examples: object) -> Any:
    """A field that must be stated."""
    return Field(description=description, examples=list(examples))


def one_or_many(value: object) -> object:
    """A single value as a list of one."""
    return value if isinstance(value, list | tuple) else [value]


def whole(key: str, value: object) -> object:
    """A single value as the mapping with one key that it stands for."""
    if not isinstance(value, str) or says_nothing(value):
        return value
    return MapNode.for_short(value, key, value) if isinstance(value, TextNode) else {key: value}


def entries(value: object, read: ValidatorFunctionWrapHandler, *, empty: bool = False) -> Any:
    """The entries of a mapping, those that are empty only if asked for; no key may stand twice, in two spellings."""
    if not isinstance(value, dict):
        raise Fault("value-shape", f"a mapping is expected here, not {what(value)}").error()
    stated = {key: each for key, each in value.items() if each is not None and (empty or not says_nothing(each))}
    found = read(stated)
    if len(found) < len(stated):
        raise Fault("key-twice", "two of these keys mean the same", accepted="each key once").error()
    return found
