"""A report as files: CSV, XLSX, JSON and Parquet, each whole or not at all.

CSV and Parquet take one table a file: the first goes into the file named, the others stand beside it with the table's
name before the suffix. Texts that a spreadsheet would take for a formula get an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from origin.monitoring.plain_report import json_of, plain
from origin.monitoring.report import Kind, Report, Table, Value
from origin.problems import Place, Problem

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def csv_of(rows: Iterable[Iterable[Value]]) -> str:
    """Rows as CSV, the header first."""
    return "".join(csv_lines(rows))


def csv_lines(rows: Iterable[Iterable[Value]]) -> Iterator[str]:
    """Rows as CSV, one after another, the header first: they need not fit into memory."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    for row in rows:
        writer.writerow(
            ["" if value is None else neutral(value) if isinstance(value, str) else plain(value) for value in row]
        )
        yield stream.getvalue()
        stream.seek(0)
        stream.truncate()


def workbook_of(report: Report) -> bytes:
    """The report as a workbook: a sheet for each table, one for definitions, one for the record."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    used: set[str] = set()
    formats = {
        Kind.MONEY: "#,##0",
        Kind.SHARE: "0.0%",
        Kind.COUNT: "#,##0",
        Kind.RATIO: "0.00",
        Kind.CHANCE: "0.000",
        Kind.DAYS: "0",
    }

    def sheet(name: str, widths: list[int], head: list[str]) -> Any:
        title = name[:31]
        while title in used:
            title = f"{title[:28]}~{len(used)}"
        used.add(title)
        made = book.create_sheet(title)
        for number, width in enumerate(widths):
            made.column_dimensions[
                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number] if number < 26 else f"A{chr(39 + number)}"
            ].width = width
        made.freeze_panes = "A2"
        made.append([_cell(made, text, Font(bold=True)) for text in head])
        return made

    for table in report.tables():
        made = sheet(
            table.id,
            [34 if column.kind is Kind.TEXT else 16 for column in table.columns],
            [column.label for column in table.columns],
        )
        for row in table.rows:
            made.append(
                [
                    _cell(made, value, None, formats.get(column.kind))
                    for column, value in zip(table.columns, row, strict=True)
                ]
            )
    made = sheet("definitions", [24, 30, 12, 110], ["Table", "Column", "Unit", "Definition"])
    for table in report.tables():
        for column in table.columns:
            made.append([_cell(made, text) for text in (table.id, column.label, column.unit, column.definition)])
        if table.note:
            made.append([_cell(made, text) for text in (table.id, "", "", table.note)])
    made = sheet("record", [30, 110], ["What", "Value"])
    for name, value in report.record.items():
        made.append(
            [_cell(made, name), _cell(made, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))]
        )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(sheet: Any, value: Value, font: Any = None, number_format: str | None = None) -> Any:
    """A cell that holds a value; a text is never a formula."""
    import re

    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, str):
        value = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", neutral(value))[:32_000]
    cell: Any = WriteOnlyCell(sheet, value=value)  # type: ignore[arg-type]  # it takes decimals
    if isinstance(value, str):
        cell.data_type = "s"
    if font is not None:
        cell.font = font
    if number_format is not None and not isinstance(value, str):
        cell.number_format = number_format
    return cell


def parquet_of(table: Table) -> bytes:
    """A table as Parquet: money and shares as decimals, counts as integers."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {
        Kind.TEXT: pa.string(),
        Kind.COUNT: pa.int64(),
        Kind.MONEY: pa.decimal128(38, 8),
        Kind.SHARE: pa.float64(),
        Kind.RATIO: pa.float64(),
        Kind.DAYS: pa.float64(),
        Kind.CHANCE: pa.float64(),
    }

    def cast(value: Value, kind: Kind) -> Any:
        if value is None:
            return None
        if kind is Kind.MONEY:
            return Decimal(value).quantize(Decimal("0.00000001"))
        return float(value) if types[kind] == pa.float64() else str(value) if kind is Kind.TEXT else value

    columns = {
        column.id: pa.array([cast(row[number], column.kind) for row in table.rows], types[column.kind])
        for number, column in enumerate(table.columns)
    }
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream)
    return stream.getvalue()


SUFFIXES = (".html", ".xlsx", ".json", ".csv", ".parquet")


def files_of(report: Report, path: Path) -> dict[Path, bytes]:
    """The files that a report becomes under a name, by its suffix."""
    match path.suffix.lower():
        case ".html":
            from origin.monitoring.page import page_of

            return {path: page_of(report).encode()}
        case ".xlsx":
            return {path: workbook_of(report)}
        case ".json":
            return {path: json_of(report).encode()}
        case suffix:
            found = {}
            for number, table in enumerate(report.tables()):
                target = path if number == 0 else path.with_name(f"{path.stem}.{table.id}{path.suffix}")
                if suffix == ".csv":
                    found[target] = csv_of([[column.id for column in table.columns], *table.rows]).encode()
                else:
                    found[target] = parquet_of(table)
            return found


def unwritable(targets: Iterable[Path], inputs: Iterable[str]) -> tuple[Problem, ...]:
    """What is wrong with the files asked for, before any work is done."""
    problems = []
    read = {Path(name).resolve() for name in inputs}
    for target in targets:
        place = Place(str(target))
        if target.suffix.lower() not in SUFFIXES:
            problems.append(
                Problem("file-kind", "the suffix tells what to write", place, target.suffix, ", ".join(SUFFIXES))
            )
        elif target.resolve() in read:
            problems.append(Problem("file-overwrites", "this is an input: it would be overwritten", place))
        elif not target.parent.is_dir():
            problems.append(Problem("file-unwritable", "there is no such folder", place))
    return tuple(problems)
