"""Which rule: the entries of the list that apply to a product, once for each way its description may turn out.

The specific beats the general: of overlapping entries the narrowest speaks. Quota rules stand beside it, as the
exporter's choice. Where several descriptions share a range, or an edition splits the code, each is a candidate.
"""

from __future__ import annotations

from origin.agreements.descriptions import by_description
from origin.agreements.law import Law
from origin.agreements.rule_book import concerns, narrowest
from origin.frozen import Frozen
from origin.language import tree as t
from origin.nomenclature.code import HsCode, Level
from origin.nomenclature.correlation import carry
from origin.nomenclature.edition import edition


class Candidate(Frozen):
    """One rule that may apply: the code on the list's edition, the option it supposes, and the entries that speak."""

    code: HsCode
    option: str | None
    label: str | None
    entries: tuple[t.Entry, ...]


class Selection(Frozen):
    """The candidates for a product, and the codes it may have on the list's edition."""

    candidates: tuple[Candidate, ...]
    codes: tuple[HsCode, ...]
    edition: int

    @property
    def splits(self) -> bool:
        """True where the list's edition divides the product's code."""
        return len(self.codes) > 1


def select(code: HsCode, code_edition: int, option: str | None, law: Law) -> Selection:
    """The rules that may apply to a product of this code; no candidate where the list has none for it."""
    codes = codes_on_list(code, code_edition, law)
    candidates: list[Candidate] = []
    for found in codes:
        for exact, entries in _divided(found, law):
            for candidate in _by_description(exact, entries, option, law):
                if all(candidate.entries != other.entries for other in candidates):
                    candidates.append(candidate)
    return Selection(tuple(candidates), codes, law.rules.edition)


def codes_on_list(code: HsCode, code_edition: int, law: Law) -> tuple[HsCode, ...]:
    """The codes a product may have on the list's edition.

    A code that exists only in a later edition, to which the publisher has extended the list, is looked up as it is
    where the list speaks of it.
    """
    listed = law.rules.edition
    if code_edition == listed:
        return (code,)
    extended = law.agreement.rule_list.extended_to == code_edition and not edition(listed).has(code)
    if extended and law.rules.entries_for(code):
        return (code,)
    return carry(code, code_edition, listed).likely or (code,)


def _divided(code: HsCode, law: Law) -> list[tuple[HsCode, tuple[t.Entry, ...]]]:
    """The code with the entries that speak for it, or its subheadings where they do not all have the same."""
    entries = law.rules.entries_for(code)
    if code.level is Level.SUBHEADING or all(_covers(entry, code) for entry in entries):
        return [(code, narrowest(entries))] if entries else []
    found: dict[tuple[int, ...], tuple[HsCode, tuple[t.Entry, ...]]] = {}
    for subheading in edition(law.rules.edition).inside(code):
        spoken = narrowest(tuple([entry for entry in entries if concerns(entry, subheading)]))
        if spoken:
            found.setdefault(tuple(map(id, spoken)), (subheading, spoken))
    return list(found.values())


def _covers(entry: t.Entry, code: HsCode) -> bool:
    return any(part.low <= code.first and code.last <= part.high for part in entry.products)


def _by_description(code: HsCode, entries: tuple[t.Entry, ...], option: str | None, law: Law) -> list[Candidate]:
    """A candidate for each description the entries tell apart."""
    known = law.agreement.rule_list.described_by_code
    return [Candidate(code, *described) for described in by_description(entries, code, known, option)]
