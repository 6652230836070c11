"""A report as a document for the terminal: key figures and the heads of tables."""

from __future__ import annotations

from origin.explanation.document import Block, Column, Document, Facts, Point, Points
from origin.explanation.document import Section as Part
from origin.explanation.document import Table as Lines
from origin.monitoring.report import Kind, Report, Section, Table
from origin.monitoring.writing import scale_of, scale_of_table, unit_of, written

INDENT, GAP, TEXT = 2, 4, 24
"""What a table is moved in by, what parts two columns and their headings, and what a text column needs at most."""

ROWS = 15
"""The rows of a table shown; files and the page have all."""


def document_of(report: Report, width: int, rows: int = ROWS) -> Document:
    """The report for a terminal of some columns."""
    sections = tuple(_part(section, width, rows) for section in report.sections)
    return Document(None, report.title, report.subtitle, "", sections)


def _part(section: Section, width: int, rows: int) -> Part:
    blocks: list[Block] = []
    if section.paragraphs:
        blocks.append(Points(tuple(Point(text) for text in section.paragraphs)))
    if section.key_figures:
        facts = []
        for figure in section.key_figures:
            scale = scale_of([figure.value] if figure.kind is Kind.MONEY else [])
            unit = f" {unit_of(figure.unit, scale)}" if figure.kind is Kind.MONEY else ""
            remark = f" ({figure.remark})" if figure.remark else ""
            facts.append((figure.label, written(figure.value, figure.kind, scale) + unit + remark))
        blocks.append(Facts(tuple(facts)))
    for table in section.tables:
        blocks += _table(table.shown(), width, rows, titled=section.title != table.title)
    return Part(section.id, section.title, tuple(blocks))


def _table(table: Table, width: int, rows: int, titled: bool) -> list[Block]:
    scale = scale_of_table(table)
    cells = [
        [written(value, column.kind, scale) for value, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    kept = _fitting(table, cells[:rows], width)
    columns = [table.columns[number] for number in kept]
    heads = tuple(Column(column.label, column.kind is not Kind.TEXT) for column in columns)
    lines = tuple(tuple(row[number] for number in kept) for row in cells[:rows])
    blocks: list[Block] = []
    if titled:
        blocks.append(Points((Point(table.title if table.title.endswith("?") else f"{table.title}."),)))
    blocks.append(Lines(table.title, heads, lines))
    units = dict.fromkeys(column.unit for column in columns if column.kind is Kind.MONEY)
    remarks = [f"Values in {unit_of(unit, scale)}." for unit in units if unit_of(unit, scale)]
    remarks += [table.note] if table.note else []
    more = [
        f"{number:,} more {what}"
        for number, what in ((len(cells) - rows, "rows"), (len(table.columns) - len(kept), "columns"))
        if number > 0
    ]
    if more:
        remarks.append(
            f"{' and '.join(more)}: --output FILE writes all{', --rows shows more' if len(cells) > rows else ''}."
        )
    if remarks:
        blocks.append(Points(tuple(Point(remark, quiet=True) for remark in remarks)))
    return blocks


def _fitting(table: Table, cells: list[list[str]], width: int) -> list[int]:
    """The columns for which there is room; texts may wrap, figures may not."""
    texts = [number for number, column in enumerate(table.columns) if column.kind is Kind.TEXT and not column.detail]
    figures = [
        number for number, column in enumerate(table.columns) if column.kind is not Kind.TEXT and not column.detail
    ]
    first = [number for number in figures if table.columns[number].key]
    kept: list[int] = []
    room = width - INDENT
    for number in dict.fromkeys((*texts, *first, *figures)):
        column = table.columns[number]
        widest = max(len(text) for text in (column.label, *(row[number] for row in cells)))
        needed = (min(widest, TEXT) if column.kind is Kind.TEXT else widest) + GAP
        if needed <= room or not kept:
            kept.append(number)
            room -= needed
    return sorted(kept)
