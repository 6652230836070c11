"""Compares two rule lists, product by product: which one asks more.

Products are those of both lists' codes at once (`SharedGoods`), so that lists on different editions can be compared.
Only the rules are compared. Tolerances, cumulation and other general provisions of the agreements are not.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from origin.agreements.agreement import DescribedByCode
from origin.agreements.descriptions import Described, by_description
from origin.agreements.law import Law
from origin.agreements.list_index import speaking_by_code
from origin.agreements.rule_book import RuleBook
from origin.frozen import Frozen
from origin.language.comparison.compare import Comparison, Demand, compare
from origin.language.glossary import Glossary
from origin.nomenclature.code import HsCode
from origin.nomenclature.shared_goods import Codes, Goods, SharedGoods, bits, shared_goods


class Listed(Frozen):
    """A rule list to compare: that of an agreement, whose quotas its `id` tells apart, or one by itself."""

    id: str
    title: str
    rules: RuleBook
    extended_to: int | None = None
    described_by_code: tuple[DescribedByCode, ...] = ()

    @classmethod
    def of(cls, law: Law) -> Listed:
        """The rule list of an agreement."""
        agreement = law.agreement
        reference = agreement.rule_list
        return cls(agreement.id, agreement.title, law.rules, reference.extended_to, reference.described_by_code)

    @property
    def codes(self) -> Codes:
        """The codes the list speaks in."""
        return Codes(self.rules.edition, self.extended_to)


class Row(NamedTuple):
    """Products with one rule in each list (None: the list has none for them), and how the rules compare if both do."""

    products: Goods
    left: Described | None
    right: Described | None
    comparison: Comparison | None


class ListComparison(Frozen):
    """Two lists, the goods of their codes, and the rows in the order of the products."""

    left: Listed
    right: Listed
    goods: SharedGoods
    rows: tuple[Row, ...]
    on: date | None = None


def compare_lists(
    left: Listed, right: Listed, glossary: Glossary, on: date | None = None, within: Goods | None = None
) -> ListComparison:
    """The comparison of two lists, for all products or those `within` (bits of the goods of both lists' codes)."""
    goods = shared_goods(left.codes, right.codes)
    wanted = goods.products if within is None else goods.products & within
    rows: list[Row] = []
    for (ours, theirs), products in _together(left, right, goods, wanted):
        for one, other in _pairs(ours, theirs):
            if one is None or other is None:
                rows.append(Row(products, one, other, None))
                continue
            compared = compare(_demand(one, left), _demand(other, right), products, goods, glossary, on)
            rows.extend(Row(found.products, one, other, found) for found in compared)
    return ListComparison(left, right, goods, tuple(sorted(rows, key=lambda row: row.products & -row.products)), on)


Spoken = tuple[Described, ...]


def _together(
    left: Listed, right: Listed, goods: SharedGoods, wanted: Goods
) -> Iterable[tuple[tuple[Spoken, Spoken], Goods]]:
    """What the lists say of the products, and all the products of which they say the same; not where neither speaks."""
    ours, theirs = _spoken(left), _spoken(right)
    found: dict[tuple[object, ...], tuple[tuple[Spoken, Spoken], Goods]] = {}
    for product in bits(wanted):
        one, other = goods.pairs[product]
        both = ours.get(one, ()), theirs.get(other, ())
        if not both[0] and not both[1]:
            continue
        key = tuple((described.option, *map(id, described.entries)) for side in both for described in (*side, _BETWEEN))
        found[key] = both, found[key][1] | 1 << product if key in found else 1 << product
    return found.values()


_BETWEEN = Described(None, None, ())


def _spoken(listed: Listed) -> dict[str, Spoken]:
    """By the digits of each subheading, the descriptions that the list tells apart, with their entries."""
    codes = listed.codes.subheadings
    known: dict[tuple[object, ...], Spoken] = {}
    spoken: dict[str, Spoken] = {}
    for digits, entries in zip(codes, speaking_by_code(listed.rules.entries(), codes), strict=True):
        if not entries:
            continue
        key: tuple[object, ...] = tuple(map(id, entries))
        if any(entry.option is not None for entry in entries):
            key = (digits, *key)
        if key not in known:
            known[key] = by_description(entries, HsCode(digits), listed.described_by_code)
        spoken[digits] = known[key]
    return spoken


def _pairs(ours: Spoken, theirs: Spoken) -> Iterable[tuple[Described | None, Described | None]]:
    """Which descriptions of the two lists to hold against each other.

    A description that both lists give the same name is taken to be of the same goods. Any other may overlap with each
    of the other list's.
    """
    if not ours or not theirs:
        yield from ((one, None) for one in ours)
        yield from ((None, other) for other in theirs)
        return
    names = {one.option for one in ours} & {other.option for other in theirs}
    for one in ours:
        for other in theirs:
            if one.option == other.option or one.option not in names or other.option not in names:
                yield one, other


def _demand(described: Described, listed: Listed) -> Demand:
    """What the entries ask together: any alternative of the plain ones, and of each cumulative entry one."""
    plain = tuple(one for entry in described.entries if not entry.cumulative for one in entry.rule.alternatives)
    groups = [entry.rule.alternatives for entry in described.entries if entry.cumulative]
    return Demand((*([plain] if plain else []), *groups), listed.id)
