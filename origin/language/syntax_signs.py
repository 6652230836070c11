"""Signs and letters that are not those of the notation but look or mean like them."""

from __future__ import annotations

import unicodedata

from origin.language.source import character_name

_SIGNS = {
    "&": "and",
    "&&": "and",
    "+": "and",
    "|": "or",
    "||": "or",
    "/": "or",
    "=<": "<=",
    "=>": ">=",
    "≤": "<=",
    "≥": ">=",
    "⩽": "<=",
    "⩾": ">=",
    "{": "( or [",
    "}": ") or ]",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{HYPHEN}": "-",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{MINUS SIGN}": "-",
}
_QUOTES = "'\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}" + (
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
)
_LOOKALIKES = str.maketrans("АВЕЅІЈКМНОРСТХаеорсухіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧον", "ABESIJKMHOPCTXaeopcyxisjABEZHIKMNOPTYXov")


def plain_sign(found: str) -> tuple[str, str] | None:
    """The sign or word of the notation that a sign at the beginning of `found` stands for, and that sign."""
    for sign in (found, found[:2], found[:1]):
        if sign in _SIGNS:
            return _SIGNS[sign], sign
    return None


def is_quotation_mark(character: str) -> bool:
    """True for quotation marks other than the straight double one."""
    return character != "" and character in _QUOTES


def plain_letters(word: str) -> tuple[str | None, str] | None:
    """A word with letters or digits of another script: the word in plain ones, if it is one, and the first odd one."""
    odd = next((character for character in word if not character.isascii() and character.isalnum()), None)
    if odd is None:
        return None
    plain = unicodedata.normalize("NFKC", word).translate(_LOOKALIKES)
    plain = "".join(str(unicodedata.digit(character, character)) for character in plain)
    named = f"{odd} is {character_name(odd)}"
    return (plain if plain.isascii() else None), named
