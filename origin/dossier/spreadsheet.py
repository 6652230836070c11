"""Reads a bill of materials from a table - CSV or Excel workbook - into the lines of a dossier document."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from msgspec import Struct, field

from origin.dossier.cell_reading import Cells
from origin.dossier.column_mapping import FIGURES, ColumnMapping, map_columns, settled, which_of
from origin.dossier.document import Made, Material, MaterialsFrom
from origin.dossier.grid import Grid, letters
from origin.dossier.header import Column, plain
from origin.dossier.levels import depths, indented
from origin.dossier.nodes import DEEPEST
from origin.dossier.notes import Notes
from origin.dossier.table_lines import Lines
from origin.dossier.table_rows import material_rows
from origin.dossier.where import InTable
from origin.input_file import read_bytes
from origin.problems import Place, Read

COUNTING = frozenset("pos|position|pos nr|pos no|line|line no|row|nr|no|lfd nr|number|n|item no".split("|"))
"""Headings of columns that only count the rows."""

LARGEST = 50_000_000
"""Bytes of the largest table that is read."""


def read_bill_of_materials(
    path: str | Path, source: MaterialsFrom | None = None, currency: str | None = None
) -> Read[tuple[Material, ...]]:
    """The lines of the bill of materials in a table, those of intermediates inside them; never raises for its content.

    `source` says which sheet and columns to read, where the headings leave that open. `currency` is taken, and the
    reader told, where the table does not say its own: the currency of the product's price.
    """
    notes = Notes(str(path))
    lines = read_table(Path(path), source or MaterialsFrom(), currency, notes)
    return Read(None if notes.refused else lines, notes.problems)


def read_table(path: Path, source: MaterialsFrom, currency: str | None, notes: Notes) -> tuple[Material, ...]:
    """The lines of a table, as far as they can be read; what is wrong is noted."""
    data = read_bytes(path, LARGEST)
    if data.value is None:
        for problem in data.problems:
            notes.include(problem)
        return ()
    grid = _grid(data.value, str(path), source, notes)
    mapping = map_columns(grid, source, notes) if grid is not None else None
    if grid is None or mapping is None:
        return ()
    return _lines(grid, mapping, source, currency, notes)


def _grid(data: bytes, file: str, source: MaterialsFrom, notes: Notes) -> Grid | None:
    """The cells of a file, by what it holds and not by its name."""
    if data.startswith(b"PK\x03\x04"):
        from origin.dossier.xlsx_grid import read_xlsx

        return read_xlsx(data, file, source.sheet, notes)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        message = "this is an old Excel workbook (.xls) or one with a password"
        notes.add(
            "xlsx-other", message, Place(file), accepted=".xlsx or CSV", hint="save it as .xlsx without a password"
        )
        return None
    from origin.dossier.csv_grid import read_csv

    if source.sheet is not None:
        notes.warn("sheet-unknown", "a CSV file has no sheets", Place(file), found=source.sheet)
    return read_csv(data, file, notes)


def _lines(
    grid: Grid, mapping: ColumnMapping, source: MaterialsFrom, currency: str | None, notes: Notes
) -> tuple[Material, ...]:
    """The lines of a grid."""
    rows = material_rows(grid, mapping, frozenset(source.leave_out or ()), notes)
    if not rows:
        message = "the table has no row with a material"
        notes.add("table-empty", message, grid.place(mapping.first_row), accepted="a row for each material")
        return ()
    cells = Cells(grid, rows, source.decimal, notes)
    chosen = [column for name, column in mapping.columns.items() if name in FIGURES or name == "scrap"]
    cells.settle([*chosen, *(column for found in mapping.candidates.values() for column in found)])
    cells.merge(list(mapping.columns.values()))
    mapping = _settle_candidates(mapping, cells, notes)
    _report_unsure(mapping, grid, notes)
    _report_unread(mapping, grid, rows, notes)
    _report_hidden(grid, rows, notes)
    places, names = _depths(mapping, cells, notes)
    if places is None:
        return ()
    lines = Lines(mapping, cells, source.currency, currency, notes)
    flat = []
    for row, depth, name in zip(rows, places, names, strict=True):
        flat.append((row, depth, lines.line(row, name)))
    _report_unvalued(lines.unvalued, mapping, grid, notes)
    return _tree(flat, grid, notes)


def _settle_candidates(mapping: ColumnMapping, cells: Cells, notes: Notes) -> ColumnMapping:
    """Of several columns for the value of a line, the one that is quantity times unit value in most rows."""
    for name, found in mapping.candidates.items():
        quantity, unit = mapping.columns.get("quantity"), mapping.columns.get("unit_value")
        if name != "value" or quantity is None or unit is None:
            which_of(name, found, cells.grid, mapping.header_row or 0, notes)
            continue
        quiet = Cells(cells.grid, cells.rows, cells.stated, Notes(None))
        quiet.decimals = cells.decimals
        scores = [_agreement(quiet, quantity, unit, column) for column in found]
        best = max(scores)
        if scores.count(best) > 1 or not best:
            which_of(name, found, cells.grid, mapping.header_row or 0, notes)
            continue
        column = found[scores.index(best)]
        mapping = settled(mapping, name, column)
        others = ", ".join(each.heading for each in found if each is not column)
        message = f"{column.heading} was taken for the value of the line: it agrees with quantity x unit value"
        place = cells.grid.place(mapping.header_row or 0, column.number, name)
        notes.warn("column-chosen", message, place, found=others, hint="state columns: to be sure")
    return mapping


def _agreement(cells: Cells, quantity: Column, unit: Column, value: Column) -> int:
    """In how many rows a column is quantity times unit value, to the cent."""
    count = 0
    for row in cells.rows:
        figures = [cells.figure(row, column) for column in (quantity, unit, value)]
        if None not in figures:
            number, price, total = (figure.number for figure in figures if figure is not None)
            count += bool(total) and abs(number * price - total) < Fraction(1, 100)
    return count


def _report_unsure(mapping: ColumnMapping, grid: Grid, notes: Notes) -> None:
    """Reports headings that do not say whether they are for one unit or for the line, where that matters."""
    if "quantity" not in mapping.columns or mapping.header_row is None:
        return
    for name, column in mapping.columns.items():
        other = {"unit_value": "value", "value": "unit_value", "weight": "unit_weight"}.get(name)
        if column.sure or other is None or other in mapping.columns:
            continue
        taken = "one unit" if name == "unit_value" else "the whole line"
        message = f"{column.heading} does not say what it is for; it was taken for that of {taken}"
        place = grid.place(mapping.header_row, column.number, name)
        notes.warn(
            "column-unsure", message, place, found=column.heading, hint=f"state columns: {{{other}: ...}} otherwise"
        )


def _report_unread(mapping: ColumnMapping, grid: Grid, rows: Sequence[int], notes: Notes) -> None:
    """Reports the columns that have a heading and figures but are not read, all in one."""
    if mapping.header_row is None:
        return
    read = {column.number for column in mapping.columns.values()}
    read |= {column.number for found in mapping.candidates.values() for column in found}
    unread = [
        (number, heading)
        for number in range(len(grid.rows[mapping.header_row]))
        if number not in read
        and (heading := grid.cell(mapping.header_row, number).text)
        and plain(heading) not in COUNTING
        and any(grid.cell(row, number).text for row in rows)
    ]
    if unread:
        named = ", ".join(f"{letters(number)} ({heading[:30]})" for number, heading in unread[:12])
        more = f" and {len(unread) - 12} more" if len(unread) > 12 else ""
        message = "1 column is not read" if len(unread) == 1 else f"{len(unread)} columns are not read"
        place = grid.place(mapping.header_row, unread[0][0])
        notes.warn("column-unread", message, place, found=named + more, hint="columns: {...} says what a column gives")


def _report_hidden(grid: Grid, rows: Sequence[int], notes: Notes) -> None:
    """Reports materials in rows that the spreadsheet hides: they count, as they may be what somebody filtered."""
    hidden = [row for row in rows if row in grid.hidden]
    if hidden:
        shown = ", ".join(str(row + 1) for row in hidden[:20]) + (" ..." if len(hidden) > 20 else "")
        message = "materials stand in rows that the spreadsheet hides; they were read like the others"
        hint = f"leave_out: [{', '.join(str(row + 1) for row in hidden[:20])}] under materials_from leaves them out"
        notes.warn("row-hidden", message, grid.place(hidden[0]), found=f"rows {shown}", hint=hint)


def _report_unvalued(rows: Sequence[int], mapping: ColumnMapping, grid: Grid, notes: Notes) -> None:
    """Reports the rows without a value, all in one."""
    if rows:
        shown = ", ".join(str(row + 1) for row in rows[:20]) + (" ..." if len(rows) > 20 else "")
        some = "1 row has" if len(rows) == 1 else f"{len(rows)} rows have"
        message = f"{some} no value: what the materials are worth is not known"
        notes.warn("value-missing", message, grid.place(rows[0]), found=f"rows {shown}")


def _depths(mapping: ColumnMapping, cells: Cells, notes: Notes) -> tuple[list[int] | None, Sequence[str | None]]:
    """How deep each row stands, and the names that lose their dots; None after noting a level that is none."""
    rows, grid = cells.rows, cells.grid
    column = mapping.columns.get("level")
    if column is None:
        named = mapping.columns.get("name") or mapping.columns.get("description")
        shown = [grid.cell(row, named.number) for row in rows] if named else []
        found = indented([cell.text for cell in shown], [cell.indent for cell in shown]) if shown else None
        if found is None:
            return [0] * len(rows), [None] * len(rows)
        notes.warn("level-indent", "names are indented: they were read as levels", grid.place(mapping.first_row))
        return found
    levels = depths([grid.cell(row, column.number).text for row in rows])
    for row, depth in zip(rows, levels, strict=True):
        if depth is None:
            place = grid.place(row, column.number, "level")
            accepted = "0, 1, 2 or .1, ..2 or 1, 1.1, 1.1.2"
            notes.add(
                "level-spelling",
                "this is not a level",
                place,
                found=grid.cell(row, column.number).text,
                accepted=accepted,
            )
    if None in levels:
        return None, ()
    return [depth or 0 for depth in levels], [None] * len(rows)


class _Branch(Struct):
    """A line with those inside it, while the tree grows."""

    line: Material
    inner: list[_Branch] = field(default_factory=list)


def _tree(flat: Sequence[tuple[int, int, Material | None]], grid: Grid, notes: Notes) -> tuple[Material, ...]:
    """The lines, each inside the one that it goes into; a first row above all others is the product itself."""
    if len(flat) > 1 and all(depth > flat[0][1] for _, depth, _ in flat[1:]):
        row, _, line = flat[0]
        message = "the first row was taken for the product itself, because all others stand below it"
        notes.warn("row-product", message, grid.place(row), found=line.name if line else None)
        flat = flat[1:]
    top: list[_Branch] = []
    above: list[tuple[int, list[_Branch]]] = [(flat[0][1] - 1, top)]
    for row, depth, line in flat:
        while len(above) > 1 and above[-1][0] >= depth:
            above.pop()
        if depth > above[-1][0] + 1 or depth <= above[0][0] or len(above) > DEEPEST:
            message = f"level {depth} cannot follow level {above[-1][0]}"
            notes.add("level-jump", message, grid.place(row), found=str(depth), accepted=f"{above[-1][0] + 1} or less")
            return ()
        branch = _Branch(line or Material(InTable(grid.place(row))))
        if line is not None:
            above[-1][1].append(branch)
        above.append((depth, branch.inner))
    return tuple(_grown(branch) for branch in top)


def _grown(branch: _Branch) -> Material:
    """The line of a branch with what is inside it, which was made from it by the producer."""
    if not branch.inner:
        return branch.line
    own = branch.line.at.own
    materials = tuple(_grown(each) for each in branch.inner)
    made = Made(InTable(own, {"materials": own}), materials=materials)
    return branch.line.with_(made=made)
