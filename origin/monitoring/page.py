"""A report as one HTML page that needs nothing else: charts by Apache ECharts, tables that sort and filter, no network.

A content security policy lets the page run its own two scripts, known by their hashes, and load nothing. What comes
from data is escaped by the template engine, or stands as JSON in which no markup can begin.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from origin import __version__
from origin.explanation.clean_text import clean
from origin.monitoring.plain_report import data_of
from origin.monitoring.report import KeyFigure, Kind, Report, Table
from origin.monitoring.writing import Scale, scale_of, scale_of_table, unit_of, written

if TYPE_CHECKING:
    from jinja2 import Template

HERE = Path(__file__).resolve().parent
MOST_ROWS = 2_000


def page_of(report: Report) -> str:
    """The page; the same report always gives the same bytes."""
    from markupsafe import Markup

    charts = [
        {"id": chart.id, "text": chart.text, "height": chart.height, "options": dict(chart.options)}
        for section in report.sections
        for chart in section.charts
    ]
    scripts = [_asset("echarts.min.js"), _asset("report.js")] if charts or report.tables() else []
    hashes = " ".join(f"'sha256-{_hash(script)}'" for script in scripts)
    return _template().render(
        report=report,
        version=__version__,
        policy=f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; base-uri "
        "'none'; form-action 'none'",
        style=Markup(_asset("report.css")),  # noqa: S704  (our own file)
        scripts=[Markup(script) for script in scripts],  # noqa: S704
        data=Markup(_json(data_of(report))),  # noqa: S704  (no "<" can stand in it)
        charts=Markup(_json(charts)),  # noqa: S704
        record=json.dumps(report.record, indent=1, ensure_ascii=False),
        most=MOST_ROWS,
        written=written,
        unit_of=unit_of,
        money_scale=_money_scale,
        table_scale=scale_of_table,
        units=_units,
    )


def _money_scale(figure: KeyFigure) -> Scale:
    return scale_of([figure.value] if figure.kind is Kind.MONEY else [])


def _units(table: Table, scale: Scale) -> list[str]:
    units = dict.fromkeys(column.unit for column in table.columns if column.kind is Kind.MONEY)
    return [text for unit in units if (text := unit_of(unit, scale))]


def _json(value: Any) -> str:
    """JSON that may stand inside a script element: no markup can begin in it."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    return (HERE / "assets" / name).read_text(encoding="utf-8")


def _cleaned(value: Any) -> Any:
    """What is put into the page: text without signs that could disguise it."""
    return clean(value) if type(value) is str else value


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        finalize=_cleaned,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("report.html.j2")
