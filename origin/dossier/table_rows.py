"""Sorts the rows of a table: materials, headings of groups, totals, and rows that say nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from origin.dossier.column_mapping import ColumnMapping
from origin.dossier.column_names import TOTALS
from origin.dossier.grid import Form, Grid
from origin.dossier.header import Column, split
from origin.dossier.notes import Notes

LABELS = ("name", "description", "id")


def material_rows(grid: Grid, mapping: ColumnMapping, left_out: Collection[int], notes: Notes) -> list[int]:
    """The rows that hold a material, counted from 0; each row that is passed over without being empty is reported."""
    labels = [mapping.columns[field].number for field in LABELS if field in mapping.columns]
    columns: list[Column] = [column for field, column in mapping.columns.items() if field not in LABELS]
    columns += [column for found in mapping.candidates.values() for column in found]
    figures = {column.number for column in columns if column.field != "level"}
    levels = "level" in mapping.columns
    found = []
    for row in range(mapping.first_row, len(grid.rows)):
        filled = [number for number, cell in enumerate(grid.rows[row]) if cell and grid.cell(row, number).text]
        if not filled or row + 1 in left_out:
            continue
        label = next((number for number in labels if number in filled), None)
        place = grid.place(row, label if label is not None else filled[0])
        text = grid.cell(row, label if label is not None else filled[0]).text
        if mapping.header_row is not None and _is_header(grid, row, mapping.header_row):
            continue
        if _is_total(grid, row, [label] if label is not None else filled):
            notes.warn("row-total", "this row was taken for a total and left out", place, found=text)
        elif label is None and not figures & set(filled):
            notes.warn(
                "row-outside", "this row has nothing in the columns that are read, and was left out", place, found=text
            )
        elif label is None and not _has_words(grid, row, set(filled) - figures):
            message = "this row has a figure but no name: it may be a material or a total"
            hint = f"leave_out: [{row + 1}] under materials_from leaves it out"
            notes.add("row-unnamed", message, place, found=text, accepted="a name, or no row", hint=hint)
        elif label is not None and figures and not levels and set(filled) <= {label}:
            message = "this row has only a name: it was taken for the heading of a group, not for a material"
            notes.warn("row-heading", message, place, found=text, hint="give it a quantity if it is a material")
        else:
            found.append(row)
    return found


def _is_total(grid: Grid, row: int, columns: list[int]) -> bool:
    """True where one of some cells has the name of a total."""
    return any(_total_name(grid.cell(row, column).text) for column in columns)


def _total_name(text: str) -> bool:
    """True for Total, Subtotal:, Summe, Total cost (with options) and the like."""
    return len(text) < 100 and split(text)[0] in TOTALS


def _has_words(grid: Grid, row: int, columns: set[int]) -> bool:
    """True where one of some cells holds a text with letters."""
    cells = (grid.cell(row, column) for column in columns)
    return any(cell.form is Form.TEXT and any(sign.isalpha() for sign in cell.text) for cell in cells)


def _is_header(grid: Grid, row: int, header_row: int) -> bool:
    """True where the headings stand once more, as at the top of a printed page."""
    return list(_texts(grid, row)) == list(_texts(grid, header_row))


def _texts(grid: Grid, row: int) -> Iterator[str]:
    """The texts of a row that are not empty."""
    return (text for number in range(len(grid.rows[row])) if (text := grid.cell(row, number).text))
