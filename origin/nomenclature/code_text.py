"""Reads an HS code as people write it: "8711.60", "87.11", "Chapter 87", "ex 8711", an 8 or 10-digit tariff code."""

from __future__ import annotations

import re

from origin.nomenclature.code import HsCode, is_chapter
from origin.problems import Problem

ACCEPTED = "2, 4 or 6 digits, or a tariff code of 8 or 10, such as 87, 8711, 87.11, 8711.60 or 8711 60 00"

_PARTIAL = re.compile(r"ex(?:[.\s]\s*|(?=\d))", re.IGNORECASE)
_NOUN = re.compile(
    r"(?:(?P<chapter>chapters?|chap\.?|ch\.)|(?P<subheading>sub-?headings?)|(?P<heading>headings?)|hs(?:\s+codes?)?)(?=[\s\d])\s*",
    re.IGNORECASE,
)
_DIGITS_OF = {"chapter": 2, "heading": 4, "subheading": 6}
_GROUPED = re.compile(r"\d{2}(?:[. ]?\d{2})*")
_SPREADSHEET_NUMBER = re.compile(r"(\d{4,10})\.0")


def parse_code(text: str) -> HsCode | Problem:
    """The code that `text` states, or what is wrong with it; never raises.

    Whether the code exists in an edition of the nomenclature is another question: `check_code`.
    """
    rest = " ".join(text.split())
    if not rest:
        return _problem("hs-code-empty", "an HS code is missing", text)
    partial = False
    if mark := _PARTIAL.match(rest):
        partial, rest = True, rest[mark.end() :]
    noun = None
    if word := _NOUN.match(rest):
        noun, rest = word.lastgroup, rest[word.end() :]
        if mark := _PARTIAL.match(rest):
            partial, rest = True, rest[mark.end() :]
    if noun == "chapter" and len(rest) == 1:
        rest = rest.zfill(2)
    rest = re.sub(r"\s*\.\s*", ".", rest.strip())
    return _written_wrong(text, rest) or _read_digits(text, rest, noun, partial)


def _read_digits(text: str, rest: str, noun: str | None, partial: bool) -> HsCode | Problem:
    """The code of a text that holds nothing but ASCII digits and separators."""
    digits = rest.replace(".", "").replace(" ", "")
    if problem := _wrong_length(text, rest, digits):
        return problem
    if not _GROUPED.fullmatch(rest):
        message = "the dots or spaces of an HS code stand after its 2nd, 4th, 6th or 8th digit"
        return _problem("hs-code-grouping", message, text)
    if problem := _wrong_chapter(text, digits):
        return problem
    if noun in _DIGITS_OF and _DIGITS_OF[noun] != min(len(digits), 6):
        message = f"a {noun} has {_DIGITS_OF[noun]} digits, not {len(digits)}"
        return _problem("hs-code-level", message, text, accepted=f"{_DIGITS_OF[noun]} digits after the word {noun}")
    return HsCode(digits[:6], digits[6:], partial)


def _written_wrong(text: str, rest: str) -> Problem | None:
    """Refuses every character that is not an ASCII digit or a separator."""
    odd = [character for character in rest if not (character.isascii() and (character.isdigit() or character in ". "))]
    if not odd and any(character.isdigit() for character in rest):
        return None
    if not odd:
        return _problem("hs-code-no-digits", "there are no digits to read as an HS code", text)
    if any(character.isdigit() or character.isdecimal() for character in odd):
        message = "an HS code is written with the digits 0 to 9, not with digits of another script or width"
        return _problem("hs-code-digits", message, text, hint="type the digits again with a plain keyboard")
    hint = None
    if rest[0] in "'\u2018\u2019`":
        hint = "remove the apostrophe that a spreadsheet puts before text"
    elif any(character in "-\u2013\u2014,;" for character in odd):
        hint = "one code is expected here, not a range or a list"
    elif any(character in "oOlI" for character in odd):
        hint = "the letters O and l look like the digits 0 and 1"
    named = ", ".join(repr(character) for character in dict.fromkeys(odd))
    return _problem("hs-code-letters", f"an HS code holds digits only, not {named[:60]}", text, hint=hint)


def _wrong_length(text: str, rest: str, digits: str) -> Problem | None:
    """Refuses an odd number of digits, or more than ten."""
    count = len(digits)
    if count > 10:
        return _problem("hs-code-length", f"an HS code has at most 10 digits, not {count}", text)
    number = _SPREADSHEET_NUMBER.fullmatch(rest)
    if not number and count % 2 == 0:
        return None
    from origin.nomenclature.unfinished import LEVELS, begins, begun, exists

    shortened = "." in rest and _GROUPED.fullmatch(rest + "0") and exists(digits + "0")
    hints = []
    if begins(digits) and not number and not shortened:
        hints.append(begun(digits))
    if number:
        hints.append(f"a spreadsheet may have added the decimals: {number[1]}")
    if digits[0] != "0" and _GROUPED.fullmatch("0" + rest) and exists("0" + digits):
        hints.append(f"a spreadsheet may have dropped a leading zero: {_spelled('0' + digits)}")
    if shortened:
        hints.append(f"a spreadsheet may have dropped a zero at the end: {_spelled(digits + '0')}")
    message = LEVELS[count] if count % 2 else "an HS code has no decimals"
    return _problem("hs-code-length", message, text, hint="; or ".join(hints) or begun(digits))


def _wrong_chapter(text: str, digits: str) -> Problem | None:
    """Refuses a chapter that the Harmonized System does not use."""
    chapter = digits[:2]
    if is_chapter(chapter):
        return None
    accepted = "a chapter from 01 to 76 or 78 to 97"
    if chapter == "77":
        message, hint = "chapter 77 is reserved and holds no goods", None
    elif chapter in ("98", "99"):
        message = f"chapter {chapter} is for national use and is no part of the Harmonized System"
        hint = "give the code of chapters 01 to 97 that the goods have by their nature"
    else:
        message, hint = "there is no chapter 00", None
        if len(digits) == 4 and is_chapter(digits[2:]):
            hint = f"for the chapter write {digits[2:]}"
    return _problem("hs-code-chapter", message, text, accepted=accepted, hint=hint)


def _spelled(digits: str) -> str:
    """The digits in the customary groups: 0101, 0101.21, 0101.21.00."""
    return ".".join([digits[:4], *(digits[at : at + 2] for at in range(4, len(digits), 2))])


def _problem(code: str, message: str, text: str, accepted: str = ACCEPTED, hint: str | None = None) -> Problem:
    """A problem that quotes what was found, cut where it is very long."""
    found = text if len(text) <= 60 else text[:57] + "..."
    return Problem(code, message, found=repr(found) if not found.isprintable() else found, accepted=accepted, hint=hint)
