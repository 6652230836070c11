"""Small words of an explanation: days, countries, codes, names, truths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from origin.agreements.agreement import Agreement
from origin.determination.truth import Truth
from origin.dossier.code_lists import countries
from origin.dossier.model import Article
from origin.explanation.document import Mark
from origin.language.english_words import day, joined
from origin.nomenclature.code import HsCode
from origin.nomenclature.code_set import HsSet

MOST_NAMES = 6
"""So many materials are named in a sentence; of the rest the number is told."""

_ISO = re.compile(r"\b(\d{4}-\d{2}-\d{2})\b")


def days_in_words(text: str) -> str:
    """A text with its days (2026-12-31) as people say them."""
    return _ISO.sub(lambda found: day(date.fromisoformat(found.group(1))), text)


def country_name(country: str | None) -> str:
    """A country with its letters: "China (CN)"."""
    if country is None:
        return "not stated"
    name = countries().get(country)
    return f"{name} ({country})" if name else country


def party_name(agreement: Agreement, party: str | None) -> str:
    """A party with its id, or a country that is none; where the pack has no name for the party, the country's."""
    if party is None:
        return "not stated"
    found = next((one for one in agreement.parties if one.id == party), None)
    return f"{found.name} ({party})" if found and found.name != party else country_name(party)


def code_text(code: HsCode | None) -> str:
    """A code as printed, with its national digits; a dash where none is stated."""
    if code is None:
        return "–"
    return code.short + (f" {code.national}" if code.national else "")


def name_with_code(article: Article) -> str:
    """A material with its code: "Battery pack (8507.60)"."""
    return f"{article.name} ({code_text(article.hs) if article.hs else 'no HS code'})"


def named(names: Sequence[str], word: str = "and") -> str:
    """An enumeration of names, shortened where it is long."""
    once = list(dict.fromkeys(names))
    if len(once) > MOST_NAMES + 1:
        return f"{', '.join(once[:MOST_NAMES])} {word} {len(once) - MOST_NAMES} more"
    return joined(once, word) if once else ""


def mark_of(truth: Truth) -> Mark:
    """The mark of a truth."""
    return Mark.UNKNOWN if truth is None else Mark.MET if truth else Mark.NOT_MET


def met(truth: Truth) -> str:
    """A truth as a test turned out."""
    return "not known" if truth is None else "met" if truth else "not met"


def capital(text: str) -> str:
    """The text with a capital letter in front."""
    return f"{text[:1].upper()}{text[1:]}"


def codes_text(codes: HsSet | None) -> str:
    """Codes as a pack writes them; nothing where there is no limit."""
    return "" if codes is None else ", ".join(str(one) for one in codes.ranges)
