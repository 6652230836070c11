"""The records of a document: which facts they state, how each is written, and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Generic, Self, TypeVar, cast

from msgspec.structs import replace

from origin.dossier.where import InTable, Where
from origin.frozen import Frozen

T = TypeVar("T")
K = TypeVar("K")
R = TypeVar("R", bound="Record")


class Shape(Frozen, Generic[T]):
    """How something may be written that is read as a T: a text of some `Kind`, or one of the shapes below."""


class Several(Shape[tuple[T, ...]], Generic[T]):
    """A list; with `or_one` a single item may stand for a list of one, or several in one text with a sign `apart`."""

    item: Shape[T]
    or_one: bool = False
    apart: str | None = None


class Entries(Shape[Mapping[K, T]], Generic[K, T]):
    """A mapping with keys of a kind; an entry without a value is one only where `or_empty`."""

    key: Shape[K]
    value: Shape[T]
    or_empty: bool = False


class RecordOf(Shape[R], Generic[R]):
    """A record, which the value of its key `short` alone may stand for, with that of `then` behind a colon."""

    record: type[R]
    short: str | None = None
    then: str | None = None


class Fact(Frozen):
    """A fact that a record may state: how it is written, what it says, examples, its key and its name in Python."""

    stated_as: Shape[Any] | Callable[[], Shape[Any]]
    description: str
    examples: tuple[object, ...]
    required: bool
    key: str | None = None
    name: str = ""

    @property
    def shape(self) -> Shape[Any]:
        """How the fact is written."""
        return self.stated_as if isinstance(self.stated_as, Shape) else self.stated_as()

    @property
    def accepted(self) -> str:
        """What the fact says, with an example as one would write it."""
        from json import dumps

        said = self.description.rstrip(".")
        examples = "".join(f", such as {dumps(example, ensure_ascii=False)}" for example in self.examples[:1])
        return said[:1].lower() + said[1:] + examples.replace('"', "")


def fact(
    shape: Shape[T] | Callable[[], Shape[T]], description: str, *examples: object, key: str | None = None
) -> T | None:
    """A fact that may be left out; `key` is its name in the document where that is no name in Python.

    A shape that needs a record declared further down stands behind a `lambda`.
    """
    return cast("T | None", Fact(shape, description, examples, False, key))


def needed(shape: Shape[T], description: str, *examples: object) -> T | None:
    """A fact that must be stated."""
    return cast("T | None", Fact(shape, description, examples, True))


class Record:
    """A mapping of the document, with its place; `MEANT` has hints for keys that people mistake.

    A fact that is not stated is None. So is one whose value was refused, required or not: the others are still read.
    """

    FACTS: ClassVar[Mapping[str, Fact]] = {}
    MEANT: ClassVar[Mapping[str, str]] = {}

    def __init_subclass__(cls) -> None:
        """Gathers the facts by their keys, in the order declared, those of the base first."""
        own = {name: each for name, each in vars(cls).items() if isinstance(each, Fact)}
        cls.FACTS = {**cls.FACTS, **{each.key or name: replace(each, name=name) for name, each in own.items()}}
        for name in own:
            setattr(cls, name, None)

    def __init__(self, at: Where | None = None, **values: Any) -> None:
        """Takes values that have been read, by their names in Python, and the place: nowhere, where none is given."""
        self.at: Where = at or InTable()
        self.__dict__.update(values)

    def with_(self, **values: Any) -> Self:
        """The record with some values changed."""
        return type(self)(**{**self.__dict__, **values})

    def stated(self) -> dict[str, Any]:
        """The facts that were read, by their names in Python."""
        return {name: value for name, value in self.__dict__.items() if name != "at" and value is not None}

    def states(self, key: str) -> bool:
        """True where the document has the key, even where its value was refused."""
        return key in self.at.keys
