"""An event as a person states it at the command line: the kind, and the few facts that it has."""

from __future__ import annotations

import types
from collections.abc import Mapping
from enum import Enum
from typing import Any, get_args, get_type_hints

import msgspec

from origin.cases.register import happenings as h
from origin.dossier.kinds import YES_NO, Fault
from origin.dossier.model import Money
from origin.dossier.notes import did_you_mean
from origin.dossier.quantities import AMOUNT
from origin.problems import Place, Problem, Read

KINDS: dict[str, type[msgspec.Struct]] = {
    str(kind.__struct_config__.tag): kind for kind in get_args(h.Happening) if kind is not h.Opened
}
"""The kinds of event that can be recorded in a case."""


def event_stated(kind: str, facts: Mapping[str, str]) -> Read[h.Happening]:
    """The event of a kind with its facts, read from texts; every mistake in one run."""
    wanted = KINDS.get(kind)
    if wanted is None:
        message = "there is no event of this kind"
        hint = did_you_mean(kind, KINDS)
        return Read(None, (Problem("event-unknown", message, Place("KIND"), kind, ", ".join(KINDS), hint),))
    fields = {one.name: one for one in msgspec.structs.fields(wanted)}
    hints = get_type_hints(wanted)
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for name, text in facts.items():
        if name not in fields:
            message = f"the event {kind} has no {name}"
            accepted = ", ".join(_option(one) for one in fields) or "no facts"
            problems.append(Problem("event-fact", message, Place(_option(name)), text[:60], accepted))
            continue
        value = _value(hints[name], text)
        if isinstance(value, Fault):
            place = Place(_option(name))
            problems.append(Problem(value.code, value.message, place, text[:60], value.accepted, value.hint))
        else:
            values[name] = value
    for name, one in fields.items():
        if one.required and name not in facts:
            message = f"the event {kind} needs {_option(name)}"
            problems.append(Problem("event-fact", message, Place(_option(name)), accepted=_accepted(hints[name])))
    if problems:
        return Read(None, tuple(problems))
    made: Any = wanted(**values)
    return Read(made)


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _bare(kind: Any) -> Any:
    """The type of a fact that may be left out."""
    if isinstance(kind, types.UnionType):
        return next(one for one in get_args(kind) if one is not type(None))
    return kind


def _value(kind: Any, text: str) -> Any:
    kind = _bare(kind)
    if kind is Money:
        return AMOUNT.read(text)
    if kind is bool:
        return YES_NO.read(text)
    if isinstance(kind, type) and issubclass(kind, Enum):
        words = {str(member.value): member for member in kind}
        found = words.get(text.strip().lower())
        if found is None:
            return Fault("value-unknown", "this is none of the words accepted here", None, ", ".join(words))
        return found
    if kind is str:
        return text
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _accepted(kind: Any) -> str:
    kind = _bare(kind)
    if kind is Money:
        return "an amount and a currency, such as 500 EUR"
    if kind is bool:
        return "true or false"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return ", ".join(str(member.value) for member in kind)
    return "a text"
