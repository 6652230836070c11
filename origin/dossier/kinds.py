"""The kinds of value a dossier holds: how each is read from a node, and how it is described in the JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

from origin.dossier.code_lists import countries, country_spellings
from origin.dossier.nodes import BrokenNode, ListNode, Node, TextNode
from origin.dossier.notes import Notes, nearest
from origin.nomenclature.code import HsCode
from origin.nomenclature.code_text import parse_code

T = TypeVar("T")

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Fault(NamedTuple):
    """Why a text is no value of its kind."""

    code: str
    message: str
    hint: str | None = None
    accepted: str | None = None


class Kind(Generic[T]):
    """A kind of value; `accepted` says in words what is accepted."""

    accepted: str = ""

    def schema(self) -> dict[str, Any]:
        """What is accepted, as JSON Schema."""
        raise NotImplementedError

    def read(self, node: Node, path: str, notes: Notes) -> T | None:
        """The value of a node, or None after noting what is wrong with it."""
        raise NotImplementedError


class Scalar(Kind[T]):
    """A kind that is written as one text of at most `longest` characters."""

    longest = 200

    def parse(self, text: str) -> T | Fault:
        """The value of a text without spaces at its ends, or why it is none; never raises."""
        raise NotImplementedError

    def read(self, node: Node, path: str, notes: Notes) -> T | None:
        """See `Kind.read`."""
        if isinstance(node, BrokenNode):
            return None
        place = notes.place(node.line, node.column, path)
        if not isinstance(node, TextNode):
            what = "list" if isinstance(node, ListNode) else "mapping"
            notes.add("value-shape", f"one value is expected here, not a {what}", place, accepted=self.accepted)
            return None
        text = node.text.strip()
        value: T | Fault
        if not text:
            value = Fault("value-empty", "there is nothing between the quotation marks")
        elif len(text) > self.longest:
            value = Fault("text-long", f"{len(text)} characters are too many here", accepted=f"at most {self.longest}")
        else:
            value = self.parse(text)
        if not isinstance(value, Fault):
            return value
        notes.add(
            value.code, value.message, place, found=node.text, accepted=value.accepted or self.accepted, hint=value.hint
        )
        return None


class Text(Scalar[str]):
    """Free text of one line, spaces put in order; no control characters, which could disguise what is printed."""

    def __init__(self, accepted: str = "a text", longest: int = 1000) -> None:
        """Takes what is accepted, in words, and the number of characters allowed."""
        self.accepted = accepted
        self.longest = longest

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`."""
        return {"type": ["string", "number"]}

    def parse(self, text: str) -> str | Fault:
        """See `Scalar.parse`."""
        if any((sign < " " and sign not in "\t\n\r") or "\x7f" <= sign < "\xa0" or sign in _BIDI for sign in text):
            return Fault("text-characters", "the text has characters that cannot be seen or that turn its direction")
        return " ".join(text.split())


class Word(Scalar[str]):
    """A term: small letters, digits and hyphens. Capitals and spaces are forgiven."""

    def __init__(self, accepted: str) -> None:
        """Takes what is accepted, in words."""
        self.accepted = accepted

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`."""
        return {"type": "string"}

    def parse(self, text: str) -> str | Fault:
        """See `Scalar.parse`."""
        word = re.sub(r"[\s_]+", "-", text.lower())
        if not re.fullmatch(r"\w[-\w.:/+&()']*", word):
            return Fault("term-spelling", "a term is made of letters, digits and hyphens", accepted=self.accepted)
        return word


class Identifier(Scalar[str]):
    """A name within the dossier: anything without spaces, such as frame or 4711-A/2."""

    accepted = "letters, digits and signs without spaces, such as frame or 4711-A/2"

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`."""
        return {"type": ["string", "integer"]}

    def parse(self, text: str) -> str | Fault:
        """See `Scalar.parse`."""
        if not text.isprintable() or " " in text:
            hint = "write " + re.sub(r"\s+", "-", text.strip().lower()) if text.isprintable() else None
            return Fault("id-spelling", "an id has no spaces or control characters", hint)
        return text


class Choice(Scalar[T]):
    """One of a few words, each standing for a value."""

    def __init__(self, options: Mapping[str, T]) -> None:
        """Takes the words and what they stand for."""
        self.options = options
        self.accepted = ", ".join(options)

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`."""
        return {"enum": list(self.options)}

    def parse(self, text: str) -> T | Fault:
        """See `Scalar.parse`."""
        value = self.options.get(text, self)
        if value is not self:
            return value  # type: ignore[return-value]
        near = nearest(text, list(self.options))
        if near and near.casefold() == re.sub(r"[\s_]+", "-", text.casefold()):
            return self.options[near]
        hint = f"did you mean {near}?" if near else None
        return Fault("value-unknown", "this is none of the words accepted here", hint)


class YesNo(Scalar[bool]):
    """True or false."""

    accepted = "true or false"

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`."""
        return {"type": "boolean"}

    def parse(self, text: str) -> bool | Fault:
        """See `Scalar.parse`."""
        word = text.lower()
        if word in ("true", "yes", "false", "no"):
            return word in ("true", "yes")
        return Fault("value-unknown", "this is neither true nor false", "leave the key out where it is not known")


class Year(Scalar[int]):
    """One of some whole numbers."""

    def __init__(self, options: Sequence[int]) -> None:
        """Takes the numbers accepted."""
        self.options = options
        self.accepted = ", ".join(map(str, options))

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`."""
        return {"enum": list(self.options)}

    def parse(self, text: str) -> int | Fault:
        """See `Scalar.parse`."""
        found = [each for each in self.options if str(each) == text]
        return found[0] if found else Fault("value-unknown", "this is none of the numbers accepted here")


class WholeNumber(Scalar[int]):
    """A whole number, zero or more."""

    accepted = "a whole number"

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`."""
        return {"type": "integer", "minimum": 0}

    def parse(self, text: str) -> int | Fault:
        """See `Scalar.parse`."""
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
            return Fault("number-spelling", "this is not a whole number of zero or more")
        return int(text)


class Day(Scalar[date]):
    """A calendar day."""

    accepted = "a day as year-month-day, such as 2026-06-01"

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`."""
        return {"type": "string", "format": "date"}

    def parse(self, text: str) -> date | Fault:
        """See `Scalar.parse`."""
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return Fault("date-spelling", "a day is written year-month-day", _iso_hint(text))
        try:
            return date.fromisoformat(text)
        except ValueError:
            return Fault("date-unknown", "there is no such day in the calendar")


def _iso_hint(text: str) -> str | None:
    """How a day that was written in another order is written here, where only one day can be meant."""
    found = re.fullmatch(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[T ].*)?", text, re.ASCII)
    if not found:
        return None
    first, middle, last = found.groups()
    if len(first) == 4 and len(last) <= 2:
        return f"write {first}-{middle.zfill(2)}-{last.zfill(2)}"
    if len(last) != 4 or len(first) > 2:
        return None
    if "." in text or int(first) > 12:
        return f"write {last}-{middle.zfill(2)}-{first.zfill(2)}"
    return "the order of day and month differs between countries: write year-month-day"


class Country(Scalar[str]):
    """A country or customs territory, by two letters."""

    accepted = "the two letters of a country, such as DE, GB or CN (EU, XI and XK too)"

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`."""
        return {"type": "string", "pattern": "^[A-Za-z]{2}$"}

    def parse(self, text: str) -> str | Fault:
        """See `Scalar.parse`."""
        code = text.upper()
        if code in countries():
            return code
        spellings = country_spellings()
        meant = spellings.get(code)
        if meant is None and len(code) > 3:
            near = nearest(text, list(spellings))
            meant = spellings[near] if near else None
        hint = f"write {meant} for {countries()[meant]}" if meant else None
        return Fault("country-unknown", "this is not the code of a country", hint)


class Code(Scalar[HsCode]):
    """An HS code of 2, 4 or 6 digits, or a tariff code; whether it exists depends on the edition."""

    accepted = "an HS code of 2, 4 or 6 digits, such as 87, 8711 or 8711.60; in JSON as a text"

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`."""
        return {"type": "string", "pattern": r"\d"}

    def parse(self, text: str) -> HsCode | Fault:
        """See `Scalar.parse`."""
        code = parse_code(text)
        if isinstance(code, HsCode):
            return code
        return Fault(code.code, code.message, code.hint, code.accepted)
