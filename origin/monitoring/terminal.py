"""A report as a document for the terminal: key figures and the heads of tables."""

from __future__ import annotations

from origin.explanation.document import Block, Column, Document, Facts, Point, Points
from origin.explanation.document import Section as Part
from origin.explanation.document import Table as Lines
from origin.monitoring.report import Kind, Report, Section, Table
from origin.monitoring.writing import heading, scale_of, scale_of_table, unit_of, written

ROWS = 15
"""The rows of a table shown; files and the page have all."""


def document_of(report: Report, rows: int = ROWS) -> Document:
    """The report for the terminal."""
    sections = tuple(_part(section, rows) for section in report.sections)
    return Document(None, report.title, report.subtitle, "", sections)


def _part(section: Section, rows: int) -> Part:
    blocks: list[Block] = []
    if section.paragraphs:
        blocks.append(Points(tuple(Point(text) for text in section.paragraphs)))
    if section.key_figures:
        scale = scale_of(figure.value for figure in section.key_figures if figure.kind is Kind.MONEY)
        facts = []
        for figure in section.key_figures:
            unit = f" {unit_of(figure.unit, scale)}" if figure.kind is Kind.MONEY else ""
            remark = f" ({figure.remark})" if figure.remark else ""
            facts.append((figure.label, written(figure.value, figure.kind, scale) + unit + remark))
        blocks.append(Facts(tuple(facts)))
    for table in section.tables:
        blocks += _table(table.shown(), rows, section.title != table.title)
    return Part(section.id, section.title, tuple(blocks))


def _table(table: Table, rows: int, titled: bool) -> list[Block]:
    blocks: list[Block] = [Points((Point(f"{table.title}."),))] if titled else []
    kept = [number for number, column in enumerate(table.columns) if not column.detail]
    scale = scale_of_table(table)
    columns = [table.columns[number] for number in kept]
    lines = tuple(
        tuple(written(row[number], table.columns[number].kind, scale) for number in kept) for row in table.rows[:rows]
    )
    heads = tuple(Column(heading(column), column.kind is not Kind.TEXT) for column in columns)
    blocks.append(Lines(table.title, heads, lines))
    units = dict.fromkeys(column.unit for column in columns if column.kind is Kind.MONEY)
    remarks = [f"Values in {unit_of(unit, scale)}." for unit in units if unit_of(unit, scale)]
    remarks += [table.note] if table.note else []
    if len(table.rows) > rows:
        remarks.append(f"{len(table.rows) - rows:,} more rows: --rows shows more, --output FILE writes all.")
    if remarks:
        blocks.append(Points(tuple(Point(remark, quiet=True) for remark in remarks)))
    return blocks
