"""Claims from a table (CSV or .xlsx): every row becomes the tree that the same claim in JSON would be."""

from __future__ import annotations

from origin.cases.claim_columns import columns
from origin.dossier.grid import Cell, Form, Grid
from origin.dossier.header import plain
from origin.dossier.nodes import MapNode, TextNode
from origin.dossier.notes import Notes, nearest
from origin.problems import Place

WITH_UNIT = {"customs_value": "currency", "net_mass": "unit", "proof.consignment": "currency"}
_HEADINGS = 20
"""Rows that are looked through for the headings."""


class TableNotes(Notes):
    """Notes whose places are cells: a node's line is its row, its column the column of the table."""

    def __init__(self, grid: Grid) -> None:
        """Takes the table."""
        super().__init__(grid.file)
        self.grid = grid

    def place(self, line: int, column: int, field: str | None = None) -> Place:
        """The place of a cell."""
        return self.grid.place(line - 1, column - 1 if column else None, field or None)


def claim_rows(grid: Grid, notes: Notes) -> list[MapNode]:
    """The claims of a table as trees; problems of the headings are noted."""
    row, fields = _header(grid, notes)
    if not fields:
        return []
    found = []
    for number in range(row + 1, len(grid.rows)):
        cells = {at: grid.cell(number, at) for at in fields}
        if any(cell.text for cell in cells.values()):
            _beyond(number, row, grid, notes)
            found.append(_claim(number, cells, fields, grid, notes))
    return found


def _beyond(number: int, header: int, grid: Grid, notes: Notes) -> None:
    """A row that is longer than its headings: a sign too many has moved its cells."""
    for column in range(len(grid.rows[header]), len(grid.rows[number])):
        text = grid.cell(number, column).text
        if text:
            message = "this cell stands under no heading; a sign that separates cells may be too many in this row"
            notes.add("cell-beyond", message, grid.place(number, column), found=text)
            return


def _header(grid: Grid, notes: Notes) -> tuple[int, dict[int, tuple[str, str]]]:
    """The row of headings, and for each column the key it gives and its unit or currency."""
    known = columns()
    best: tuple[int, dict[int, tuple[str, str]]] = (0, {})
    for row in range(min(_HEADINGS, len(grid.rows))):
        fields: dict[int, tuple[str, str]] = {}
        for column in range(len(grid.rows[row])):
            key, extra = _meaning(grid.cell(row, column).text, known)
            if key is not None and key not in {other for other, _ in fields.values()}:
                fields[column] = (key, extra)
        if len(fields) > len(best[1]):
            best = (row, fields)
    named = {key for key, _ in best[1].values()}
    for needed in ("reference", "imported_into", "accepted"):
        if needed not in named:
            message = f"the table has no column {needed}"
            notes.add("column-missing", message, grid.place(best[0]), accepted=", ".join(sorted(set(known.values()))))
    for column in range(len(grid.rows[best[0]]) if grid.rows else 0):
        heading = grid.cell(best[0], column).text
        if heading and column not in best[1]:
            twice = _meaning(heading, known)[0]
            if twice is not None:
                message = f"two columns give {twice}; keep one"
                notes.add("column-twice", message, grid.place(best[0], column), found=heading)
                continue
            near = nearest(heading, known.values())
            notes.warn(
                "column-unknown",
                "this column is not read",
                grid.place(best[0], column),
                found=heading,
                hint=f"did you mean {near}?" if near else None,
            )
    return best


def _meaning(heading: str, known: dict[str, str]) -> tuple[str | None, str]:
    """The key that a heading means, and the unit or currency behind it."""
    words = plain(heading).split()
    for count in (len(words), len(words) - 1):
        key = known.get(" ".join(words[:count])) if count > 0 else None
        if key is not None:
            return key, " ".join(words[count:]).upper() if key in WITH_UNIT else ""
    return None, ""


def _claim(
    number: int, cells: dict[int, Cell], fields: dict[int, tuple[str, str]], grid: Grid, notes: Notes
) -> MapNode:
    """One row as a tree."""
    root = MapNode(number + 1, 0)
    for column, cell in cells.items():
        if not cell.text:
            continue
        key, extra = fields[column]
        if cell.form in (Form.ERROR, Form.FORMULA):
            notes.add("cell-unreadable", f"this is {cell.form.value}", grid.place(number, column, key), found=cell.text)
            continue
        text = _with_unit(cell, key, extra)
        holder, name = root, key
        if "." in key:
            *outer, name = key.split(".")
            for part in outer:
                holder = _inside(holder, part, number, column)
        elif key in ("importer", "exporter"):
            holder, name = _inside(root, key, number, column), "id"
        holder.put(TextNode(name, number + 1, column + 1, True), TextNode(text, number + 1, column + 1, False))
    return root


def _inside(root: MapNode, key: str, row: int, column: int) -> MapNode:
    inner = root.get(key)
    if not isinstance(inner, MapNode):
        inner = MapNode(row + 1, column + 1)
        root.put(TextNode(key, row + 1, column + 1, True), inner)
    return inner


def _with_unit(cell: Cell, key: str, extra: str) -> str:
    """An amount or a weight with the currency or unit of its heading, or of the cell's own format."""
    if key not in WITH_UNIT or any(sign.isalpha() for sign in cell.text):
        return cell.text
    unit = cell.currency or (extra.lower() if key == "net_mass" else extra) or ("kg" if key == "net_mass" else "")
    return f"{cell.text} {unit}".strip()
