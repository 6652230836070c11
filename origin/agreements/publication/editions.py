"""On which HS edition a published list stands: what the agreement's texts say, else which edition knows its codes.

The data has no field for it. The answer keeps its evidence; what rests on the codes alone is not confirmed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from origin.agreements.publication.published import PublishedList
from origin.frozen import Frozen
from origin.nomenclature.code import HsCode
from origin.nomenclature.edition import YEARS, edition

_STATED = re.compile(
    r"\bHS\s?(?P<short>(?:19|20)\d\d)|harmoni[sz]ed system\b[^.;\n]{0,60}?\b(?P<long>(?:19|20)\d\d)", re.IGNORECASE
)
_IN_TEXT = re.compile(r"\b(?:sub)?heading (\d{4}(?:\d\d)?)\b")
_KNOWN = (1988, 1992, 1996, 2002, *YEARS)


class EditionFound(Frozen):
    """The edition a list is read on, and why.

    `named` is the edition the agreement's texts name most often, None where they name none; an edition older than the
    tables of the toolkit is read on the oldest table. `extended_to` is the latest edition whose codes the publisher
    uses besides. `unknown` tells for each edition how many of the list's codes it does not have.
    """

    edition: int
    named: int | None
    mentions: int
    unknown: dict[int, int]
    extended_to: int | None

    @property
    def confirmed(self) -> bool:
        """True where the agreement's own texts name the edition, and the toolkit has its table."""
        return self.named == self.edition

    @property
    def evidence(self) -> str:
        """Why this edition, in a sentence."""
        counts = ", ".join(f"HS {year}: {count}" for year, count in self.unknown.items())
        codes = f"codes of the list that an edition does not have: {counts}"
        if self.named is None:
            return f"the texts at hand name no edition; {codes}"
        return f"the texts at hand name HS {self.named} ({self.mentions} times); {codes}"


def edition_of(published: PublishedList, texts: Iterable[str], since: date | None = None) -> EditionFound:
    """The HS edition of a list, from the texts of its agreement and from its codes.

    `since` is the first day of the agreement: it can stand on no later edition than the one then in force.
    """
    stated = Counter(year for text in texts for year in _named(text))
    codes = _codes(published)
    unknown = {year: sum(not edition(year).has_digits(code) for code in codes) for year in YEARS}
    named = max(stated, key=lambda year: (stated[year], year)) if stated else None
    if named is not None:
        found = next(year for year in YEARS if year >= min(named, YEARS[-1]))
    else:
        in_force = [year for year in YEARS if since is None or year <= since.year] or [YEARS[0]]
        found = min(in_force, key=lambda year: (unknown[year], -year))
    late = [year for year in YEARS if year > found and any(_only_since(code, found, year) for code in codes)]
    return EditionFound(found, named, stated[named] if named else 0, unknown, late[-1] if late else None)


def _named(text: str) -> Iterable[int]:
    years = (int(found["short"] or found["long"]) for found in _STATED.finditer(text))
    return (year for year in years if year in _KNOWN)


def _codes(published: PublishedList) -> frozenset[str]:
    """The headings and subheadings that the list speaks of, at the ends of its ranges and in its wording."""
    found = {
        end.digits
        for rule_set in published.rule_sets
        for end in (rule_set.products.first, rule_set.products.last)
        if len(end.digits) > 2
    }
    for rule_set in published.rule_sets:
        for rule in rule_set.rules:
            found.update(code for code in _IN_TEXT.findall(rule.text) if _possible(code))
    return frozenset(found)


def _possible(code: str) -> bool:
    try:
        HsCode(code)
    except ValueError:
        return False
    return True


def _only_since(code: str, found: int, year: int) -> bool:
    """True for a code that no edition from the list's own up to the one before `year` has, but that one does."""
    earlier = [one for one in YEARS if found <= one < year]
    return edition(year).has_digits(code) and not any(edition(one).has_digits(code) for one in earlier)
