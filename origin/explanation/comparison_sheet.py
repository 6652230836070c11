"""The comparison of two rule lists, for people and for programs: a summary by chapter, and every rule with its why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from origin.agreements.comparison import ListComparison, Listed
from origin.agreements.descriptions import Described
from origin.explanation.comparison_words import why
from origin.explanation.document import Block, Column, Document, Facts, Point, Points, Section, Table
from origin.language.comparison.compare import Judgement
from origin.language.english_words import day
from origin.language.notation import rule_text
from origin.nomenclature.code import HsCode
from origin.nomenclature.labels import label
from origin.nomenclature.shared_goods import Goods, bits

SCHEMA = "origin-comparison/1"

NO_RULE = "no-rule"
"""The judgement where one of the lists has no rule for the products."""

JUDGEMENTS = (*(judgement.value for judgement in Judgement), NO_RULE)

NOTES = (
    "Rules are compared as they are written. Tolerances, cumulation and other general provisions are not compared.",
    "Stricter means that every production that meets this rule meets the other one too, and not the other way round. "
    "What is not shown to be stricter, laxer or equal is incomparable.",
)


class Line(NamedTuple):
    """Products with the same two rules, the same judgement and the same reason for it."""

    products: Goods
    left: Described | None
    right: Described | None
    judgement: str
    why: str
    but_for_moved: bool


def lines_compared(lists: ListComparison, only: Collection[str] = ()) -> tuple[Line, ...]:
    """The rows with their reasons, those that read the same put together; `only` judgements, where some are named."""
    found: dict[tuple[object, ...], Line] = {}
    for row in lists.rows:
        judgement = NO_RULE if row.comparison is None else row.comparison.judgement.value
        if only and judgement not in only:
            continue
        reason = why(row, lists)
        key = (*_key(row.left), None, *_key(row.right), judgement, reason)
        before = found[key].products if key in found else 0
        moved = row.comparison is not None and row.comparison.but_for_moved
        found[key] = Line(before | row.products, row.left, row.right, judgement, reason, moved)
    return tuple(found.values())


def _key(described: Described | None) -> tuple[object, ...]:
    return (None,) if described is None else (described.option, *map(id, described.entries))


def comparison_document(lists: ListComparison, only: Collection[str] = ()) -> Document:
    """The comparison as sections: what was compared, the counts by chapter, the rules."""
    lines = lines_compared(lists, only)
    left, right = lists.left, lists.right
    about: list[Block] = [Facts((_about(left), _about(right))), Points(tuple(Point(note) for note in NOTES))]
    sections = [Section("compared", "Compared", tuple(about))]
    if lines:
        sections.append(Section("summary", "Subheadings by chapter", (_summary(lists, lines),)))
        sections.append(Section("rules", "Rules", (_rules(lists, lines),)))
    counts = _counted(lists, lines)
    summary = (
        ", ".join(f"{counts[name]:,} {_words(name)}" for name in JUDGEMENTS if counts[name]) or "nothing to compare"
    )
    on = f"on {day(lists.on)}" if lists.on else "on all days"
    return Document(None, f"{left.id} against {right.id}", f"rules as they stand {on}", f"{summary}.", tuple(sections))


def comparison_record(lists: ListComparison, only: Collection[str] = ()) -> dict[str, Any]:
    """The same for programs."""
    lines = lines_compared(lists, only)
    return {
        "schema": SCHEMA,
        "left": _list_record(lists.left),
        "right": _list_record(lists.right),
        "on": lists.on.isoformat() if lists.on else None,
        "notes": list(NOTES),
        "counts": _named_counts(_counted(lists, lines)),
        "chapters": [
            {"chapter": chapter, **_named_counts(counts)}
            for chapter, counts in sorted(_by_chapter(lists, lines).items())
        ],
        "rules": [_line_record(line, lists) for line in lines],
    }


# -- counts --------------------------------------------------------------------------------------------------------


def _by_chapter(lists: ListComparison, lines: Iterable[Line]) -> dict[str, Counter[str]]:
    """How many subheadings of each chapter have each judgement; one with several descriptions has several."""
    found: dict[str, Counter[str]] = {}
    for line in lines:
        for product in bits(line.products):
            found.setdefault(lists.goods.pairs[product][0][:2], Counter())[line.judgement] += 1
    return found


def _counted(lists: ListComparison, lines: Iterable[Line]) -> Counter[str]:
    return sum(_by_chapter(lists, lines).values(), Counter())


def _named_counts(counts: Counter[str]) -> dict[str, int]:
    return {name: counts[name] for name in JUDGEMENTS}


def _summary(lists: ListComparison, lines: Iterable[Line]) -> Table:
    by_chapter = sorted(_by_chapter(lists, lines).items())
    total = sum((counts for _, counts in by_chapter), Counter[str]())
    shown = [name for name in JUDGEMENTS if total[name]]
    rows = [
        (f"{chapter} {label(HsCode(chapter)) or ''}".rstrip(), *(f"{counts[name] or ''}" for name in shown))
        for chapter, counts in by_chapter
    ]
    if len(rows) > 1:
        rows.append(("All", *(f"{total[name]:,}" for name in shown)))
    columns = (Column("Chapter"), *(Column(_words(name).capitalize(), figures=True) for name in shown))
    return Table("Subheadings by chapter and judgement", columns, tuple(rows), whole=True)


def _words(judgement: str) -> str:
    return judgement.replace("-", " ")


# -- rules ---------------------------------------------------------------------------------------------------------


def _rules(lists: ListComparison, lines: Iterable[Line]) -> Table:
    columns = tuple(map(Column, ("Products", lists.left.id, lists.right.id, lists.left.id + " is", "Why")))
    rows = tuple(
        (_products(line, lists), _rule(line.left), _rule(line.right), _words(line.judgement), line.why)
        for line in lines
    )
    return Table("Rules of both lists", columns, rows, whole=True)


def _products(line: Line, lists: ListComparison) -> str:
    left, right = (str(lists.goods.ranges(side, line.products)) for side in (0, 1))
    return left if left == right else f"{left} ({right})"


def _rule(described: Described | None) -> str:
    if described is None:
        return "–"
    text = _notation(described)
    return f"{described.option}: {text}" if described.option else text


def _notation(described: Described) -> str:
    plain = [rule_text(entry.rule) for entry in described.entries if not entry.cumulative]
    more = [rule_text(entry.rule) for entry in described.entries if entry.cumulative]
    return "; and besides ".join([*([" or ".join(plain)] if plain else []), *more])


def _about(listed: Listed) -> tuple[str, str]:
    extended = f", extended to codes of HS {listed.extended_to}" if listed.extended_to else ""
    return listed.id, f"{listed.title}, on HS {listed.rules.edition}{extended}"


def _list_record(listed: Listed) -> dict[str, Any]:
    return {
        "id": listed.id,
        "title": listed.title,
        "list": listed.rules.name,
        "edition": listed.rules.edition,
        "extended_to": listed.extended_to,
    }


def _line_record(line: Line, lists: ListComparison) -> dict[str, Any]:
    return {
        "left_codes": str(lists.goods.ranges(0, line.products)),
        "right_codes": str(lists.goods.ranges(1, line.products)),
        "left": _described_record(line.left),
        "right": _described_record(line.right),
        "judgement": line.judgement,
        "why": line.why,
        "but_for_moved_goods": line.but_for_moved,
    }


def _described_record(described: Described | None) -> dict[str, Any] | None:
    if described is None:
        return None
    return {
        "products": [", ".join(map(str, entry.products)) for entry in described.entries],
        "option": described.option,
        "label": described.label,
        "notation": _notation(described),
    }
