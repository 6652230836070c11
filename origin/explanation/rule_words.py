"""A rule of a list in words: its citation, and each alternative in English with its notation, dates and quota."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from origin.explanation.document import Mark, Point
from origin.language.english import alternative_english
from origin.language.english_words import day, joined
from origin.language.notation import test_text
from origin.nomenclature.code import Level
from origin.nomenclature.code_range import HsRange

if TYPE_CHECKING:
    from origin.agreements.agreement import Agreement, Quota, QuotaPeriod
    from origin.determination.selection import Candidate
    from origin.language import tree as t
    from origin.language.glossary import Glossary

_NOUNS = {Level.CHAPTER: "chapter", Level.HEADING: "heading", Level.SUBHEADING: "subheading"}


def codes_with_noun(ranges: Iterable[HsRange]) -> str:
    """Codes as a citation gives them: "headings 8709-8711", "subheading 2008.19 and heading 2009"."""
    texts = [f"{_NOUNS[part.first.level]}{'s' if part.first != part.last else ''} {part}" for part in ranges]
    return joined(texts, "and") if texts else ""


def citation_of(candidate: Candidate, agreement: Agreement) -> str:
    """Where the rule stands: "Annex 3, headings 8709-8711", with the description it supposes."""
    codes = codes_with_noun(candidate.entries[0].products) if candidate.entries else ""
    text = f"{agreement.rule_list.citation}, {codes}" if codes else agreement.rule_list.citation
    if candidate.label or candidate.option:
        text += f" – {candidate.label or candidate.option}"
    return text


def alternative_point(number: int, alternative: t.Alternative, agreement: Agreement, glossary: Glossary) -> Point:
    """One alternative in English, with its notation and its quota below."""
    below = [Point(test_text(alternative.test), quiet=True)]
    quota = agreement.quota(alternative.quota)
    if quota is not None:
        below.append(quota_point(quota, f"Origin quota: {quota.label}"))
    return Point(alternative_english(alternative, glossary, expand=True), None, str(number), below=tuple(below))


def quota_point(quota: Quota, title: str) -> Point:
    """A quota with where it stands and, below, what it allows in each of its periods."""
    cite = quota.citation if quota.confirmed else f"{quota.citation} (not confirmed)"
    return Point(title, citation=cite, below=tuple(map(_quota_period, quota.periods)))


def _quota_period(period: QuotaPeriod) -> Point:
    text = f"{period.amount:,} {period.unit} a year from {day(period.valid_from)}"
    if period.valid_until is not None:
        text += f" until {day(period.valid_until)}"
    return Point(text if period.products is None else f"{text}, for {period.products} alone")


def on_day(point: Point, alternative: t.Alternative, on: date) -> Point:
    """The point of an alternative, marked as closed where it is not open on a day."""
    because = closed_on(alternative, on)
    if because is None:
        return point
    closed = Point(f"Not open on {day(on)}: {because}.")
    return Point(point.text, Mark.CLOSED, point.label, point.citation, (*point.below, closed), quiet=True)


def closed_on(alternative: t.Alternative, on: date) -> str | None:
    """Why an alternative is not open on a day; None where it is."""
    if alternative.valid_from is not None and on < alternative.valid_from:
        return f"it applies from {day(alternative.valid_from)}"
    if alternative.valid_until is not None and on > alternative.valid_until:
        return f"it applied until {day(alternative.valid_until)}"
    return None
