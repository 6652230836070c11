"""Phrases that are read letter by letter: days, countries, references to notes, the names of defined tests."""

from __future__ import annotations

import re
from datetime import date

from origin.language.legal.changes import Change, Note, Period
from origin.language.legal.names import Unreadable
from origin.language.legal.wordings import letters, wordings

_MONTHS = "january february march april may june july august september october november december".split()
_DAY = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]{3,9}) (\d{4})|(\d{1,2})\.(\d{1,2})\.(\d{4})", re.IGNORECASE)


def period(text: str) -> Period:
    """The days of "(until 31 December 2023)", "(1st Jan 2021 to 31st Dec 2024)", "(1st Jan 2025 onwards)"."""
    try:
        days = [_day(found) for found in _DAY.finditer(text)]
    except ValueError as error:
        raise Unreadable(text, "a day of the calendar") from error
    if not days:
        raise Unreadable(text, "a day of the calendar")
    words = text.lower().strip("( ,")
    if "onwards" in words or (
        words.removeprefix("as ").startswith("from") and " to " not in words and " until " not in words
    ):
        return Period(valid_from=days[0])
    if len(days) == 2:
        return Period(*days)
    return Period(valid_until=days[0])


def _day(found: re.Match[str]) -> date:
    if found[4]:
        return date(int(found[6]), int(found[5]), int(found[4]))
    months = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(found[2].lower())]
    if len(months) != 1:
        raise ValueError(found[2])
    return date(int(found[3]), months[0], int(found[1] or 1))


def country(name: str) -> str:
    """The code of a country of which a rule speaks by name, or by that code."""
    words = name.strip()
    found = words if re.fullmatch(r"[A-Z]{2}", words) else wordings().countries.get(letters(words))
    if found is None:
        raise Unreadable(name, "a partner country")
    return found


def notes(text: str) -> list[Change]:
    """References to notes, without the words around them; any other note is told as one.

    A rule "in accordance with" an appendix is the appendix's own, which stands beside the list's (Cameroon, Article on
    sufficient working, paragraph 1: the conditions of Appendix 2 "or in Appendix 2A").
    """
    found = re.findall(
        r"(?:Introductory Notes? [\d. ]*\d(?: and [\d.]*\d)?|Appendix \w+|Annex \w+|\bNotes? \d[\d.]*)",
        text,
        re.IGNORECASE,
    )
    return [Note(reference) for reference in found] or [Note("note in the published rule")]


def defined_name(text: str) -> str:
    """The name of a requirement that the agreement defines elsewhere."""
    words = re.sub(r"^the (?:requirement of )?| is met$", "", text.lower())
    return {"ff": "fabric-finishing", "processing rule": "process-rule"}.get(words, re.sub(r"[^a-z]+", "-", words))
