"""Which column of a table gives which field: as the writer says, else by the headings."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from origin.dossier.column_names import NAMES
from origin.dossier.document import MaterialsFrom
from origin.dossier.grid import Grid, column_number, letters
from origin.dossier.header import Column, Header, find_header, plain, read_header, split
from origin.dossier.notes import Notes, nearest
from origin.dossier.table_evidence import FIELDS as FIELDS_OF_PAPERS
from origin.dossier.table_evidence import NAMING
from origin.frozen import Frozen

FIGURES = ("quantity", "unit_value", "value", "package_quantity", "package_value", "weight", "unit_weight")
"""Fields of which several columns are not taken by preference: which one is meant changes the result."""


class ColumnMapping(Frozen):
    """The columns by field, the candidates between which the figures decide, and the first row below the headings."""

    columns: Mapping[str, Column]
    candidates: Mapping[str, tuple[Column, ...]]
    first_row: int
    header_row: int | None


def map_columns(grid: Grid, source: MaterialsFrom, notes: Notes) -> ColumnMapping | None:
    """The columns of a table; None after noting what is missing or unclear."""
    skipped = int(source.skip_rows or 0)
    header = _header(grid, source, skipped)
    if header is None:
        _no_header(grid, skipped, notes)
        return None
    columns: dict[str, Column] = {}
    refused = False
    for field, wanted in (source.columns or {}).items():
        column = _named(wanted, field, header, grid, notes)
        refused = refused or column is None
        if column is not None:
            columns[field] = column
    if refused:
        return None
    taken = {column.number for column in columns.values()}
    candidates: dict[str, tuple[Column, ...]] = {}
    for field, found in header.columns.items():
        free = tuple(column for column in found if column.number not in taken)
        if field in columns or not free:
            continue
        if len(free) == 1 or field not in FIGURES:
            columns[field] = free[0]
        else:
            candidates[field] = free
    if not {"name", "description", "id"} & columns.keys():
        _no_header(grid, skipped, notes)
        return None
    _without_idle(columns, source, grid, header.row, notes)
    by_letters = bool(source.columns) and header.row < 0
    return ColumnMapping(columns, candidates, max(header.row + 1, skipped), None if by_letters else header.row)


def _without_idle(columns: dict[str, Column], source: MaterialsFrom, grid: Grid, row: int, notes: Notes) -> None:
    """Takes out the columns about papers where none names the papers, and tells it where the writer meant them."""
    idle = [field for field in columns if field in FIELDS_OF_PAPERS and field not in NAMING]
    if not idle or any(field in columns for field in NAMING):
        return
    for field in idle:
        column = columns.pop(field)
        if field in (source.columns or {}):
            message = "this says something of papers, but no column says which papers there are"
            accepted = f"a column for {' or '.join(NAMING)} too"
            notes.add("evidence-unnamed", message, grid.place(max(row, 0), column.number, field), accepted=accepted)


def which_of(field: str, found: tuple[Column, ...], grid: Grid, row: int, notes: Notes) -> None:
    """Notes that several columns could give a figure."""
    named = ", ".join(f"{letters(column.number)} ({column.heading})" for column in found)
    hint = f"say which: columns: {{{field}: {found[0].heading}}}"
    message = f"{len(found)} columns could give the {field.replace('_', ' ')}"
    notes.add("column-which", message, grid.place(row, found[1].number, field), found=named, accepted="one", hint=hint)


def _header(grid: Grid, source: MaterialsFrom, skipped: int) -> Header | None:
    """The row of headings: the one that has all headings the writer names, else the one with most that we know."""
    if source.columns:
        wanted = {plain(name) for name in source.columns.values()}
        for row in range(skipped, min(len(grid.rows), skipped + 60)):
            header = read_header(grid, row)
            if wanted <= {plain(heading) for heading in header.headings}:
                return header
        if all(column_number(name) is not None for name in source.columns.values()):
            known = find_header(grid, skipped)
            return known or Header(skipped - 1, {}, ())
    return find_header(grid, skipped) or (_first_row(grid, skipped) if source.columns else None)


def _first_row(grid: Grid, skipped: int) -> Header | None:
    """The first row that is not empty, taken as headings for want of any we know."""
    filled = (row for row in range(skipped, min(len(grid.rows), skipped + 60)) if any(grid.rows[row]))
    row = next(filled, None)
    return None if row is None else read_header(grid, row)


def _named(wanted: str, field: str, header: Header, grid: Grid, notes: Notes) -> Column | None:
    """The column that the writer names, by its heading or by its letters."""
    row = max(header.row, 0)
    exact = [number for number, heading in enumerate(header.headings) if heading.strip() == wanted.strip()]
    alike = [number for number, heading in enumerate(header.headings) if heading and plain(heading) == plain(wanted)]
    found = exact or alike
    if len(found) == 1:
        heading = header.headings[found[0]]
        return Column(field, found[0], heading, split(heading)[1])
    if found:
        message = f"several columns have the heading {wanted}"
        accepted = f"the letters of one of {', '.join(letters(number) for number in found)}"
        notes.add("column-which", message, grid.place(row, found[0]), found=wanted, accepted=accepted)
        return None
    number = column_number(wanted)
    if number is not None:
        heading = header.headings[number] if number < len(header.headings) else ""
        return Column(field, number, heading, split(heading)[1])
    headings = [heading for heading in header.headings if heading]
    near = nearest(wanted, headings)
    hint = f"did you mean {near}?" if near else None
    accepted = f"one of {', '.join(headings)[:200]}, or the letters of a column"
    notes.add(
        "column-unknown",
        f"no column has the heading of {field}",
        grid.place(row),
        found=wanted,
        accepted=accepted,
        hint=hint,
    )
    return None


def _no_header(grid: Grid, skipped: int, notes: Notes) -> None:
    """Notes that no row looks like the headings of a bill of materials."""
    first = _first_row(grid, skipped)
    found = ", ".join(heading for heading in first.headings if heading)[:200] if first else "nothing"
    some = "; ".join(f"{field}: {', '.join(list(NAMES[field])[:3])}" for field in ("name", "value", "quantity"))
    notes.add(
        "column-missing",
        "no row has a heading that names the materials",
        grid.place(first.row if first else 0),
        found=found or "nothing",
        accepted=f"headings such as {some}",
        hint="or say which column it is: columns: {name: B}",
    )


def settled(mapping: ColumnMapping, field: str, column: Column) -> ColumnMapping:
    """The mapping with one of the candidates chosen for a field."""
    rest = {name: found for name, found in mapping.candidates.items() if name != field}
    return replace(mapping, columns={**mapping.columns, field: column}, candidates=rest)
