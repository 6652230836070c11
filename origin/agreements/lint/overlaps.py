"""Whether it is clear which entry speaks for a product: none is hidden by others, no two stand for the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from origin.agreements.lint.subject import RuleListSubject, entry_name
from origin.language import tree as t
from origin.nomenclature.shared_goods import shortest
from origin.problems import Problem


def unreachable(subject: RuleListSubject) -> Iterator[Problem]:
    """Every entry speaks for some subheading: none is wholly covered by narrower ones."""
    for entry in subject.entries:
        if id(entry) not in subject.products:
            message = "no product reaches this entry: narrower ones cover it, or its codes do not exist"
            yield subject.error("rule-unreachable", message, entry_name(entry), entry)


def overlapping(subject: RuleListSubject) -> Iterator[Problem]:
    """No two entries speak for the same products, descriptions, days and directions."""
    shared: dict[tuple[int, int], tuple[t.Entry, t.Entry, list[str]]] = {}
    for code, entries in zip(subject.codes.subheadings, subject.speaking, strict=True):
        if len(entries) < 2:
            continue
        first_of: dict[str | None, list[t.Entry]] = {}
        for entry in entries:
            if entry.cumulative:
                continue
            earlier = first_of.setdefault(entry.option, [])
            for one in earlier:
                if _meet(one, entry):
                    shared.setdefault((id(one), id(entry)), (one, entry, []))[2].append(code)
                    break
            earlier.append(entry)
    for one, entry, codes in shared.values():
        where = f" and the entry of line {one.span.line}" if one.span.line else ""
        message = f"this entry{where} both speak for the same products: nothing tells which of them applies"
        products = str(shortest(codes, subject.codes.subheadings))
        code = "option-twice" if one.products == entry.products else "rule-overlap"
        yield subject.error(code, message, f"{products} {entry.option or ''}".rstrip(), entry)


def _meet(one: t.Entry, other: t.Entry) -> bool:
    """Whether two entries have alternatives for the same days and direction; a quota is the exporter's choice."""
    return any(
        _at_once(ours, theirs)
        for ours in one.rule.alternatives
        for theirs in other.rule.alternatives
        if ours.quota is None and theirs.quota is None
    )


def _at_once(one: t.Alternative, other: t.Alternative) -> bool:
    if max(one.valid_from or date.min, other.valid_from or date.min) > min(
        one.valid_until or date.max, other.valid_until or date.max
    ):
        return False
    return all(
        ours is None or theirs is None or ours == theirs
        for ours, theirs in (
            (one.exported_from, other.exported_from),
            (one.imported_into, other.imported_into),
            (one.partner, other.partner),
        )
    )
