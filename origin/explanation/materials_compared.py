"""Kinds of material in words: which ones a rule lets in that another refuses."""

from __future__ import annotations

from origin.language import tree as t
from origin.language.comparison.kinds import Cell, Kinds, KindSet, Statement
from origin.language.english_words import joined, material_label
from origin.nomenclature.shared_goods import SharedGoods

MOST_CODES = 5
"""So many ranges of codes are named."""

_RINGS = {
    (3,): "of the product's own subheading",
    (2,): "of other subheadings of the product's heading",
    (1,): "of other headings of the product's chapter",
    (0,): "of other chapters",
    (2, 3): "of the product's own heading",
    (1, 2): "of the product's chapter, its subheading aside",
    (1, 2, 3): "of the product's own chapter",
    (0, 1): "of other headings",
    (0, 1, 2): "of other subheadings",
}


def materials_english(kinds: KindSet, all_kinds: Kinds, product: int, goods: SharedGoods) -> str:
    """The kinds as a phrase: "non-originating materials of the product's own heading"."""
    cells = all_kinds.cells_of(kinds)
    words = [_standing(kinds, all_kinds), _named(kinds, all_kinds), _place(cells, all_kinds, product, goods)]
    return " ".join(word for word in words if word)


def _standing(kinds: KindSet, all_kinds: Kinds) -> str:
    foreign = kinds & all_kinds.standing(t.Standing.NON_ORIGINATING)
    own = kinds & all_kinds.standing(t.Standing.ORIGINATING)
    if not own:
        return "non-originating materials"
    if kinds & all_kinds.wholly_obtained:
        return "materials" if foreign else "originating materials"
    return "materials that are not wholly obtained" if foreign else "originating materials that are not wholly obtained"


def _named(kinds: KindSet, all_kinds: Kinds) -> str:
    """What all of the kinds are, or none of them is, by what is stated of materials."""
    found = []
    for statement in all_kinds.distinctions.statements:
        stated = all_kinds.stated(statement)
        text = _statement(statement)
        if text and not kinds & ~stated:
            found.append(f"that are {text}")
        elif text and not kinds & stated:
            found.append(f"that are not {text}")
    return joined(found, "and") if found else ""


def _statement(statement: Statement) -> str | None:
    match statement:
        case ("named", str(name)):
            return material_label(name, None)
        case (t.Same.DESCRIPTION,):
            return "of the product's description"
        case _:
            return None


def _place(cells: frozenset[Cell], all_kinds: Kinds, product: int, goods: SharedGoods) -> str:
    """Where the kinds are classified: by how near to the product where that tells it, else by codes."""
    if cells == frozenset(all_kinds.cells):
        return ""
    rings = tuple(sorted({min(cell.near) for cell in cells}))
    whole = frozenset(cell for cell in all_kinds.cells if min(cell.near) in rings)
    if cells == whole and rings in _RINGS:
        return _RINGS[rings]
    ranges = goods.ranges(0, all_kinds.distinctions.goods_of(product, cells)).ranges
    more = f" and {len(ranges) - MOST_CODES} more ranges" if len(ranges) > MOST_CODES else ""
    return f"of {', '.join(map(str, ranges[:MOST_CODES]))}{more}"
