"""The two shapes in which rule lists are published, for msgspec: lines of a corpus, and the publisher's own files.

Nothing is converted: a number where a text is expected is refused. The corpus has no other fields than these. The
publisher's files may hold more, which says nothing about the rules, and is left aside.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

T = TypeVar("T")

TenDigits = Annotated[str, Meta(pattern=r"^[0-9]{10}\Z")]
Wording = Annotated[str, Meta(max_length=20_000)]
Heading = Annotated[str, Meta(min_length=1, max_length=200)]
Description = Annotated[str, Meta(max_length=10_000)]
Tags = Annotated[list[Annotated[str, Meta(max_length=5_000)]], Meta(max_length=50)]
SchemeCode = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z", max_length=60)]
Country = Annotated[str, Meta(max_length=60)]


class CorpusRule(Struct, forbid_unknown_fields=True, rename={"imported": "import", "exported": "export"}):
    """One rule of a corpus line."""

    text: Wording
    operator: Literal["or"] | None
    classes: Tags
    footnotes: list[str | int]
    imported: bool
    exported: bool
    quota: bool


class CorpusRuleSet(Struct, forbid_unknown_fields=True):
    """One line of a corpus file."""

    scheme: SchemeCode
    heading: Heading
    subdivision: Description | None
    hs_min: TenDigits
    hs_max: TenDigits
    rules: Annotated[list[CorpusRule], Meta(min_length=1, max_length=100)]


class RawRule(Struct, rename={"text": "rule", "classes": "class", "imported": "import", "exported": "export"}):
    """One rule of the publisher's own file; its text is Markdown with some HTML."""

    text: Wording
    operator: Literal["or"] | None
    classes: Tags
    imported: bool = True
    exported: bool = True
    quota: bool = False


class RawRuleSet(Struct, rename={"hs_min": "min", "hs_max": "max"}):
    """One rule set of the publisher's own file."""

    heading: Heading
    hs_min: TenDigits
    hs_max: TenDigits
    rules: Annotated[list[RawRule], Meta(min_length=1, max_length=100)]
    subdivision: Description | None = None


class ProofFact(Struct, rename={"kind": "class"}):
    """A proof of origin that a scheme admits; `kind` is the publisher's word for it."""

    summary: Description
    kind: str


class SchemeFacts(Struct):
    """A scheme as the publisher describes it; dates are inclusive."""

    code: SchemeCode
    title: Heading
    countries: list[Country]
    validity_start_date: date
    validity_end_date: date | None = None
    cumulation_methods: dict[str, Any] = {}
    proofs: list[ProofFact] = []


class Misshapen(Struct):
    """What is wrong with data that should have a shape: the field, what was expected of it and what it holds."""

    field: str
    message: str
    found: str


def shaped(shape: type[T], data: Any) -> T | Misshapen:
    """Plain data in a shape, or the first thing that is wrong with it."""
    try:
        return msgspec.convert(data, shape)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `$")
        named = re.search(r"`([^`]+)`", message) if "field" in message else None
        steps = [path.strip("`.").replace("[...]", ""), named[1] if named else ""]
        return Misshapen(".".join(filter(None, steps)), message[:1].lower() + message[1:], _shown(data, path))


def _shown(data: Any, path: str) -> str:
    """What stands at a path such as ".rules[0].operator", cut short."""
    for step in re.findall(r"\w+", path):
        try:
            data = data[int(step)] if isinstance(data, list) else data[step]
        except (LookupError, TypeError, ValueError):
            break
    text = repr(data)
    return text if len(text) <= 80 else f"{text[:77]}..."
