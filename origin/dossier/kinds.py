"""The kinds of value that stand in a dossier as one text: for each a pure function from the text to value or fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import TypeVar

from msgspec.structs import replace

from origin.dossier.code_lists import countries, country_spellings
from origin.dossier.notes import did_you_mean, nearest
from origin.dossier.records import Shape
from origin.frozen import Frozen
from origin.nomenclature.code import HsCode
from origin.nomenclature.code_text import parse_code

T = TypeVar("T")

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Fault(Frozen):
    """Why a text is no value of its kind.

    `advice` is the hint, or a function that looks for one: that takes time, and of many faults few are shown.
    `part` is the key of the value in question, where that is written as a mapping.
    """

    code: str
    message: str
    advice: str | Callable[[], str | None] | None = None
    accepted: str | None = None
    part: str | None = None

    @property
    def hint(self) -> str | None:
        """What was probably meant."""
        return self.advice() if callable(self.advice) else self.advice


class Kind(Shape[T]):
    """A kind of value that is written as one text.

    It says in words what is accepted, how a text is read (which never raises), of how many characters at most, how a
    mapping is read where one may stand for the text, and how a JSON Schema has it.
    """

    accepted: str
    parse: Callable[[str], T | Fault]
    longest: int = 200
    parse_parts: Callable[[Mapping[str, object]], T | Fault] | None = None
    schema: Mapping[str, object] = MappingProxyType({"type": "string"})

    def read(self, text: str) -> T | Fault:
        """The value of a text, or why it is none."""
        text = text.strip()
        value: T | Fault
        if not text:
            value = Fault("value-empty", "there is nothing between the quotation marks")
        elif len(text) > self.longest:
            value = Fault("text-long", f"{len(text)} characters are too many here", accepted=f"at most {self.longest}")
        else:
            value = self.parse(text)
        return self._complete(value)

    def _complete(self, value: T | Fault) -> T | Fault:
        """The value; a fault with what is accepted."""
        return replace(value, accepted=value.accepted or self.accepted) if isinstance(value, Fault) else value

    def read_parts(self, parts: Mapping[str, object]) -> T | Fault:
        """The value of a mapping, or why it is none."""
        assert self.parse_parts is not None
        return self._complete(self.parse_parts(parts))


def parse_text(text: str) -> str | Fault:
    """Free text of one line, spaces put in order; no control characters, which could disguise what is printed."""
    if any((sign < " " and sign not in "\t\n\r") or "\x7f" <= sign < "\xa0" or sign in _BIDI for sign in text):
        return Fault("text-characters", "the text has characters that cannot be seen or that turn its direction")
    return " ".join(text.split())


def _parse_term(text: str) -> str | Fault:
    """A term: small letters, digits and hyphens. Capitals and spaces are forgiven."""
    word = _hyphenated(text.lower())
    if not re.fullmatch(r"\w[-\w.:/+&()']*", word):
        return Fault("term-spelling", "a term is made of letters, digits and hyphens")
    return word


def _parse_id(text: str) -> str | Fault:
    """A name within the dossier: anything without spaces."""
    if not text.isprintable() or " " in text:
        hint = f"write {'-'.join(text.lower().split())}" if text.isprintable() else None
        return Fault("id-spelling", "an id has no spaces or control characters", hint)
    return text


def _parse_choice(options: Mapping[str, T], others: Mapping[str, T], fault: Fault, text: str) -> T | Fault:
    """One of a few words, in any case, or one of a few numbers."""
    folded = {word.casefold(): value for word, value in (*options.items(), *others.items())}
    for word in (text.casefold(), _hyphenated(text.casefold())):
        if word in folded:
            return folded[word]
    return fault if fault.advice or text.isdigit() else replace(fault, advice=partial(did_you_mean, text, options))


def _parse_whole_number(text: str) -> int | Fault:
    """A whole number, zero or more."""
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        return Fault("number-spelling", "this is not a whole number of zero or more")
    return int(text)


def _parse_day(text: str) -> date | Fault:
    """A calendar day."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return Fault("date-spelling", "a day is written year-month-day", _iso_hint(text))
    try:
        return date.fromisoformat(text)
    except ValueError:
        return Fault("date-unknown", "there is no such day in the calendar")


def _iso_hint(text: str) -> str | None:
    """How a day that was written in another order is written here, where only one day can be meant."""
    day = unmistakable_day(text)
    if day is not None:
        return f"write {day}"
    if re.fullmatch(r"\d{1,2}[/-]\d{1,2}[/-]\d{4}(?:[T ].*)?", text, re.ASCII):
        return "the order of day and month differs between countries: write year-month-day"
    return None


def unmistakable_day(text: str) -> str | None:
    """A day written in another order as year-month-day; None where it is no day, or more than one can be meant."""
    found = re.fullmatch(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[T ].*)?", text, re.ASCII)
    if not found:
        return None
    first, middle, last = found.groups()
    if len(first) == 4 and len(last) <= 2:
        return f"{first}-{middle.zfill(2)}-{last.zfill(2)}"
    if len(last) != 4 or len(first) > 2:
        return None
    if "." in text or int(first) > 12:
        return f"{last}-{middle.zfill(2)}-{first.zfill(2)}"
    return None


def _parse_country(text: str) -> str | Fault:
    """A country or customs territory, by two letters."""
    code = text.upper()
    if code in countries():
        return code
    return Fault("country-unknown", "this is not the code of a country", partial(_country_hint, code))


def _country_hint(code: str) -> str | None:
    """The letters of the country that a name or another code may mean."""
    spellings = country_spellings()
    near = code if code in spellings else nearest(code, spellings) if len(code) > 3 else None
    return f"write {spellings[near]} for {countries()[spellings[near]]}" if near else None


def _parse_code(text: str) -> HsCode | Fault:
    """An HS code of 2, 4 or 6 digits, or a tariff code; whether it exists depends on the edition."""
    code = parse_code(text)
    if isinstance(code, HsCode):
        return code
    return Fault(code.code, code.message, code.hint, code.accepted)


def _hyphenated(text: str) -> str:
    """Words joined by hyphens."""
    return re.sub(r"[\s_]+", "-", text)


def what(value: object) -> str:
    """What was found in place of something else."""
    return "a list" if isinstance(value, list | tuple) else "a mapping" if isinstance(value, dict) else "a value"


def text(accepted: str) -> Kind[str]:
    """Free text; `accepted` says which."""
    return Kind(accepted, parse_text, 1000, schema={"type": ["string", "number"]})


def term(accepted: str) -> Kind[str]:
    """A term; `accepted` says which."""
    return Kind(accepted, _parse_term)


def choice(options: Mapping[str, T], fault: Fault | None = None, others: Mapping[str, T] | None = None) -> Kind[T]:
    """One of a few words or numbers, each standing for a value, or one of some others that are forgiven."""
    fault = fault or Fault("value-unknown", "this is none of the words accepted here")
    words = [value if isinstance(value, int) else word for word, value in options.items()]
    return Kind(", ".join(options), partial(_parse_choice, options, others or {}, fault), schema={"enum": words})


_NEITHER = Fault("value-unknown", "this is neither true nor false", "leave the key out where it is not known")
YES_NO = replace(
    choice({"true": True, "false": False}, _NEITHER, {"yes": True, "no": False}),
    accepted="true or false",
    schema={"type": "boolean"},
)
WHOLE_NUMBER = Kind("a whole number", _parse_whole_number, schema={"type": "integer", "minimum": 0})
DAY = Kind("a day as year-month-day, such as 2026-06-01", _parse_day, schema={"type": "string", "format": "date"})
COUNTRY = Kind(
    "the two letters of a country, such as DE, GB or CN (EU, XI and XK too)",
    _parse_country,
    schema={"type": "string", "pattern": "^[A-Za-z]{2}$"},
)
CODE = Kind(
    "an HS code of 2, 4 or 6 digits, such as 87, 8711 or 8711.60; in JSON as a text",
    _parse_code,
    schema={"type": "string", "pattern": r"\d"},
)
ID = Kind(
    "letters, digits and signs without spaces, such as frame or 4711-A/2",
    _parse_id,
    schema={"type": ["string", "integer"]},
)
