"""Reads what of two lists is to be compared: a code, chapters, judgements, a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from origin.agreements.comparison import Listed
from origin.explanation.comparison_sheet import JUDGEMENTS
from origin.explanation.inquiry_day import parse_day
from origin.nomenclature.check import check_code
from origin.nomenclature.code import HsCode, Level
from origin.nomenclature.code_set import HsSet
from origin.nomenclature.code_text import parse_code
from origin.nomenclature.shared_goods import Goods, shared_goods
from origin.problems import Place, Problem, Read


class ComparisonQuery(NamedTuple):
    """The products to compare (None: all), the judgements to tell (none: all), and the day (None: all days)."""

    within: Goods | None
    only: tuple[str, ...]
    on: date | None


def read_comparison_query(
    left: Listed, right: Listed, code: str | None, chapters: Iterable[str], only: Iterable[str], on: str | None
) -> Read[ComparisonQuery]:
    """The query, or everything that is wrong with it. Codes are those of either list's edition."""
    problems: list[Problem] = []
    wanted: list[list[HsCode]] = []
    for texts, where in (((code,) if code is not None else (), None), (tuple(chapters), "--chapter")):
        found = [_code(text, where, left, right) for text in texts]
        problems += [one for one in found if isinstance(one, Problem)]
        wanted.append([one for one in found if not isinstance(one, Problem)])
    for name in only:
        if name not in JUDGEMENTS:
            message = "this is no judgement"
            problems.append(Problem("judgement-unknown", message, Place("--only"), name[:60], ", ".join(JUDGEMENTS)))
    day = parse_day(on, "--on") if on is not None else None
    if isinstance(day, Problem):
        problems.append(day)
    if problems or isinstance(day, Problem):
        return Read(None, tuple(problems))
    return Read(ComparisonQuery(_within(left, right, wanted), tuple(only), day))


def _code(text: str, where: str | None, left: Listed, right: Listed) -> HsCode | Problem:
    found = parse_code(text.zfill(2) if where else text)
    if isinstance(found, Problem):
        return found
    if where and found.level is not Level.CHAPTER:
        return Problem("chapter", "this is no chapter", Place(where), text[:60], "two digits, such as 84")
    known = {year: check_code(found, year) for listed in (left, right) for year in _years(listed)}
    return next(iter(known.values())) or found if all(known.values()) else found


def _years(listed: Listed) -> tuple[int, ...]:
    return (listed.rules.edition,) if listed.extended_to is None else (listed.rules.edition, listed.extended_to)


def _within(left: Listed, right: Listed, wanted: list[list[HsCode]]) -> Goods | None:
    """The goods that have, on either list, the code and one of the chapters that are asked for."""
    if not any(wanted):
        return None
    goods = shared_goods(left.codes, right.codes)
    found = goods.products
    for codes in filter(None, wanted):
        some = HsSet.of(*codes)
        found &= goods.of(0, some) | goods.of(1, some)
    return found
