"""Published rule sets as places of a rule list: their products, their options, each once.

An annex gives a chapter one rule "except for" the headings that have their own. The publisher's data says that rule
anew for every gap between those headings; here it is one place again, and the narrower places speak first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from msgspec.structs import replace

from origin.agreements.publication import description as d
from origin.agreements.publication.published import PublishedList, PublishedRuleSet
from origin.frozen import Frozen
from origin.language.legal import PublishedRule
from origin.nomenclature.code import HsCode, Level
from origin.nomenclature.code_range import HsRange
from origin.nomenclature.code_set import HsSet
from origin.nomenclature.edition import YEARS, edition

Products = tuple[HsRange, ...]

_THE_OTHERS = d.Option(d.OTHER, "any other product")


class Remark(Frozen):
    """What was decided where the publisher's data leaves it open: a code, and a sentence for the reader of the pack."""

    code: str
    sentence: str


class Published(Frozen):
    """A place of a rule list before its wording is read.

    `records` are the rule sets it comes from. `rules` is empty where no rule is published for the products. `quota`
    names the exporting and importing party of an origin quota that the description states.
    """

    products: Products
    option: d.Option | None
    description: str | None
    rules: tuple[PublishedRule, ...]
    records: tuple[int, ...]
    remarks: tuple[Remark, ...] = ()
    quota: tuple[str, str] | None = None
    whole: bool = True

    @property
    def within_quota(self) -> bool:
        """True where the rule holds only within an origin quota."""
        return self.quota is not None or (bool(self.rules) and all(rule.quota for rule in self.rules))


def arrange(published: PublishedList) -> tuple[Published, ...]:
    """The places of a rule list, in the order of their codes; of the same codes in published order."""
    places = [*_chapters(published), *map(_place, _of_headings(published))]
    places.sort(key=lambda place: (place.products[0].low, -_breadth(place.products), place.records))
    if _is_by_subheading(published):
        places = list(_neighbours_joined(places))
    groups: dict[Products, list[Published]] = defaultdict(list)
    for place in _each_once(places):
        groups[place.products].append(place)
    return tuple(_with_remainders([tuple(_told_apart(group)) for group in groups.values()]))


def _place(rule_set: PublishedRuleSet) -> Published:
    rules = tuple(rule for rule in rule_set.rules if rule.text.strip())
    empty = (Remark("rule-empty", "a published rule without any words is left out"),) if rules != rule_set.rules else ()
    return Published(
        (rule_set.products,),
        None,
        rule_set.description,
        rules,
        (rule_set.record,),
        empty,
        quota=d.quota_direction(rule_set.description),
        whole=rule_set.whole or rule_set.chapter is not None,
    )


# -- chapters -------------------------------------------------------------------------------------------------------


def _is_gap(rule_set: PublishedRuleSet) -> bool:
    return rule_set.chapter is not None and not d.is_remainder(rule_set.description)


def _of_headings(published: PublishedList) -> Iterable[PublishedRuleSet]:
    return (rule_set for rule_set in published.rule_sets if not _is_gap(rule_set))


def _chapters(published: PublishedList) -> Iterable[Published]:
    """The rules of chapters: a chapter's repeats joined, for the whole chapter where all its gaps are accounted for."""
    chapters: dict[str, dict[tuple[str | None, tuple[PublishedRule, ...]], list[PublishedRuleSet]]] = {}
    for rule_set in filter(_is_gap, published.rule_sets):
        kinds = chapters.setdefault(str(rule_set.chapter), {})
        kinds.setdefault((rule_set.description, rule_set.rules), []).append(rule_set)
    narrower = [rule_set.products for rule_set in _of_headings(published)]
    for chapter, kinds in chapters.items():
        spans = {HsSet(tuple(one.products for one in repeats)).intervals for repeats in kinds.values()}
        for repeats in kinds.values():
            products = tuple(one.products for one in repeats)
            if len(spans) == 1 and _accounted_for(chapter, products, narrower):
                products = (HsRange.of(HsCode(chapter)),)
            yield replace(_place(repeats[0]), products=products, records=tuple(one.record for one in repeats))


def _accounted_for(chapter: str, gaps: Products, narrower: Iterable[HsRange]) -> bool:
    """True where each code of the chapter, in any edition, is in a gap or under a narrower place."""
    inside = [part for part in narrower if part.first.digits[:2] <= chapter <= part.last.digits[:2]]
    covered = HsSet((*gaps, *inside))
    return all(covered.contains(code) is True for code in _codes_of(chapter))


@cache
def _codes_of(chapter: str) -> tuple[HsCode, ...]:
    return tuple({code for year in YEARS for code in edition(year).inside(HsCode(chapter))})


def _is_by_subheading(published: PublishedList) -> bool:
    """True for a list with a line for each subheading, and not for one that prints ranges where rules are the same."""
    single = sum(_is_subheading(rule_set.products) for rule_set in published.rule_sets)
    return single * 10 >= len(published.rule_sets) * 9


def _neighbours_joined(places: Sequence[Published]) -> Iterable[Published]:
    """The places, with runs of single subheadings of a chapter that have the same rules as one range."""
    shared = Counter(place.products for place in places)
    run: list[Published] = []
    for place in [*places, None]:
        if run and not (place and _goes_on(run[-1], place, shared)):
            yield _as_range(run)
            run = []
        if place is not None:
            run.append(place)


def _goes_on(one: Published, following: Published, shared: Counter[Products]) -> bool:
    """True where the next place is the next subheading with the same rules, and nothing else stands on either."""
    alone = shared[one.products] == shared[following.products] == 1
    single = all(len(parts) == 1 and _is_subheading(parts[0]) for parts in (one.products, following.products))
    same = (one.rules, one.whole, one.within_quota) == (following.rules, following.whole, False)
    chapters = {place.products[0].first.chapter for place in (one, following)}
    return alone and single and same and one.whole and len(chapters) == 1


def _is_subheading(part: HsRange) -> bool:
    return part.first == part.last and part.first.level is Level.SUBHEADING


def _as_range(run: Sequence[Published]) -> Published:
    if len(run) == 1:
        return run[0]
    products = HsRange(run[0].products[0].first, run[-1].products[0].last)
    records = tuple(record for place in run for record in place.records)
    return replace(run[0], products=(products,), description=None, records=records)


# -- descriptions ---------------------------------------------------------------------------------------------------


def _each_once(places: Sequence[Published]) -> Iterable[Published]:
    """The places without those that say the same of the same products again."""
    kept: dict[tuple[Products, str | None, tuple[PublishedRule, ...]], Published] = {}
    for place in places:
        key = (place.products, place.description, place.rules)
        found = kept.get(key)
        kept[key] = place if found is None else replace(found, records=found.records + place.records)
    return kept.values()


def _told_apart(group: list[Published]) -> Iterable[Published]:
    """The places of the same products, with the options that tell them apart.

    An origin quota for some of the goods stands within the description of the others, so that those who cannot use it
    keep the rule that all have.
    """
    if len(group) == 1:
        only = group[0]
        described = not only.whole and only.description is not None and not d.is_remainder(only.description)
        yield replace(only, option=d.option_of(str(only.description))) if described else only
        return
    found = list(d.options([place.description for place in group]))
    plain = [at for at, place in enumerate(group) if not place.within_quota]
    if len(plain) == 1:
        outside = replace(found[plain[0]], path=d.OTHER)
        for at, place in enumerate(group):
            inside = replace(found[at], path=f"{d.OTHER}.{found[at].path.removeprefix(f'{d.OTHER}.')}")
            found[at] = inside if place.within_quota else outside
    twice = [place.description for place in group]
    for place, option in zip(group, found, strict=True):
        remarks = place.remarks
        if twice.count(place.description) > 1:
            sentence = "the same products and description have several published rule sets; which applies is asked"
            remarks += (Remark("description-repeated", sentence),)
        yield replace(place, option=option, remarks=remarks)


def _with_remainders(groups: Iterable[Sequence[Published]]) -> Iterable[Published]:
    """The places, with what the descriptions leave of their codes where no rule set speaks for that.

    An "ex" heading has its rule for the products described. The others fall under the next broader place, or, where
    the list has none, under no rule that was published.
    """
    groups = list(groups)
    places = [place for group in groups for place in group]
    for group in groups:
        yield from group
        if any(place.whole or place.option is None or _is_other(place.option) for place in group):
            continue
        if all(place.within_quota for place in group):
            continue
        sentence = "no rule set speaks for the other products of these codes"
        broader = _broader(group[0].products, places)
        for one in broader:
            option = d.Option(f"{d.OTHER}.{one.option.path}", one.option.label) if one.option else _THE_OTHERS
            remark = Remark("remainder-from-broader", f"{sentence}; the rule of {_codes(one.products)} is taken")
            yield replace(one, products=group[0].products, option=option, remarks=(remark,), records=())
        if not broader:
            remark = Remark("remainder-without-rule", f"{sentence}; it is left open")
            yield Published(group[0].products, _THE_OTHERS, None, (), (), (remark,))


def _is_other(option: d.Option) -> bool:
    return option.path.split(".")[0] == d.OTHER


def _broader(products: Products, places: Iterable[Published]) -> list[Published]:
    """The narrowest places, quotas apart, whose codes include those of some products and more."""
    own, breadth = HsSet(products), _breadth(products)
    wider = [
        one
        for one in places
        if _breadth(one.products) > breadth and not one.within_quota and own.is_subset(HsSet(one.products))
    ]
    least = min((_breadth(one.products) for one in wider), default=0)
    return [one for one in wider if _breadth(one.products) == least]


def _breadth(products: Products) -> int:
    return sum(part.high - part.low + 1 for part in products)


def _codes(products: Products) -> str:
    return ", ".join(map(str, products))
