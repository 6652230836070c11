"""Finds the row of headings in a table and what each of its columns means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from origin.dossier.column_names import AMBIGUOUS, NAMES
from origin.dossier.grid import Grid
from origin.frozen import Frozen

_ROWS = 60
_COLUMNS = 200
_UNITS = "kg g mg t lb lbs oz eur usd gbp chf jpy cny cad aud sek nok dkk pln czk huf inr krw"


class Column(Frozen):
    """A column that was recognised: the field it gives, its heading, and what the heading adds ("eur", "kg")."""

    field: str
    number: int
    heading: str
    extra: str = ""
    sure: bool = True


class Header(Frozen):
    """The row of headings, counted from 0, and the columns recognised in it, all candidates for each field."""

    row: int
    columns: Mapping[str, tuple[Column, ...]]
    headings: tuple[str, ...]


def find_header(grid: Grid, skipped: int = 0) -> Header | None:
    """The row among the first ones that names the most fields, one of them a name or number of the material."""
    best: Header | None = None
    for row in range(skipped, min(len(grid.rows), skipped + _ROWS)):
        header = read_header(grid, row)
        if not {"name", "description", "id"} & header.columns.keys():
            continue
        if best is None or len(header.columns) > len(best.columns):
            best = header
    return best


def read_header(grid: Grid, row: int) -> Header:
    """What the cells of one row mean as headings."""
    found: dict[str, list[tuple[int, Column]]] = {}
    headings = []
    for number in range(min(len(grid.rows[row]), _COLUMNS)):
        text = grid.cell(row, number).text
        headings.append(text)
        if not text or len(text) > 80:
            continue
        main, extra = split(text)
        above = _above(grid, row, number)
        for field, rank, sure in (_together(above, main, extra) if above else []) or meanings(main, extra):
            found.setdefault(field, []).append((rank, Column(field, number, text, extra, sure)))
    columns = {
        field: tuple(column for _, column in sorted(each, key=lambda pair: pair[0])) for field, each in found.items()
    }
    return Header(row, columns, tuple(headings))


def _above(grid: Grid, row: int, number: int) -> str:
    """The heading of the group that a column stands in, one row higher: over it, or merged over several columns."""
    if row == 0:
        return ""
    text = grid.cell(row - 1, number).text
    if not text:
        block = next((one for one in grid.merged if one[0] <= row - 1 <= one[2] and one[1] <= number <= one[3]), None)
        text = grid.cell(block[0], block[1]).text if block is not None else ""
    return text if len(text) <= 80 else ""


def _together(above: str, main: str, extra: str) -> list[tuple[str, int, bool]]:
    """The field that two rows of headings name together: "Unit" under "Price" is the unit price."""
    group, more = split(above)
    extra = f"{extra} {more}".strip()
    return next((found for both in (f"{main} {group}", f"{group} {main}") if (found := meanings(both, extra))), [])


def meanings(main: str, extra: str) -> list[tuple[str, int, bool]]:
    """The fields a heading may name, each with its rank among the headings of that field, and whether it is sure."""
    for wanted in (f"{main} {extra}".strip(), main):
        for field, names in NAMES.items():
            if wanted in names:
                return [(field, names[wanted], wanted not in AMBIGUOUS)]
    return []


def split(heading: str) -> tuple[str, str]:
    """A heading in plain words, and apart from it what stands in brackets, a unit or a currency at its end."""
    extra = " ".join(re.findall(r"[(\[]([^)\]]*)[)\]]", heading))
    main = plain(re.sub(r"[(\[][^)\]]*[)\]]", " ", heading))
    words = main.split()
    tail: list[str] = []
    while len(words) > 1 and (words[-1] in _UNITS.split() or words[-1] in ("in", "€", "$", "£")):
        tail.insert(0, words.pop())
    return " ".join(words), f"{plain(extra)} {' '.join(tail)}".strip()


def plain(text: str) -> str:
    """Text in small letters without accents and punctuation: "Qty./Stück" gives "qty stuck"."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("#", " number "))
    kept = "".join(
        sign if sign.isalnum() or sign in "%€$£" else " " for sign in folded if not unicodedata.combining(sign)
    )
    return " ".join(kept.split())
