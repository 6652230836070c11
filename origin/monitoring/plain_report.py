"""A report as plain data, and as JSON."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from origin.monitoring.report import Report, Table, Value


def json_of(report: Report) -> str:
    """The report with its record as JSON; figures keep all their digits, none is null."""
    return json.dumps(data_of(report), indent=1, ensure_ascii=False) + "\n"


def data_of(report: Report) -> dict[str, Any]:
    """The report as plain data; money and shares are texts, so that no digit is lost."""
    return {
        "report": report.kind,
        "title": report.title,
        "subtitle": report.subtitle,
        "record": dict(report.record),
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "paragraphs": list(section.paragraphs),
                "figures": [
                    {
                        "label": figure.label,
                        "value": _datum(figure.value),
                        "kind": figure.kind.value,
                        "unit": figure.unit,
                        "definition": figure.definition,
                    }
                    for figure in section.key_figures
                ],
                "tables": [_table(table) for table in section.tables],
            }
            for section in report.sections
        ],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "id": table.id,
        "title": table.title,
        "note": table.note,
        "columns": [
            {
                "id": column.id,
                "label": column.label,
                "kind": column.kind.value,
                "unit": column.unit,
                "definition": column.definition,
            }
            for column in table.columns
        ],
        "rows": [
            {column.id: _datum(value) for column, value in zip(table.columns, row, strict=True)} for row in table.rows
        ],
    }


def _datum(value: Value) -> Any:
    return plain(value) if isinstance(value, Decimal) else value


def plain(value: Value) -> str:
    """A figure with all its digits, without an exponent."""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)
