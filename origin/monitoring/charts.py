"""Charts as options of Apache ECharts: plain data, no code, so that the page needs no other script than the library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from origin.monitoring.report import Chart

Number = float | None

COLOURS = {
    "used": 1,
    "unused": 2,
    "not eligible": 8,
    "MFN zero": 8,
    "no preference": 7,
    "excluded": 5,
    "claimed, not open": 6,
    "unknown": 4,
    "originating": 1,
    "not originating": 2,
    "partly originating": 5,
    "false proof": 6,
    "refused no reply": 8,
    "refused insufficient reply": 7,
    "refused other ground": 4,
}
"""Parts that have the same colour wherever they are drawn: numbers of the page's palette."""


def lines(
    id: str, title: str, text: str, periods: Sequence[str], series: dict[str, list[Number]], percent: bool = True
) -> Chart:
    """One line for each series over time; gaps where there is no figure."""
    options = {
        "grid": _room(len(series) > 1),
        **_legend(len(series) > 1),
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "category", "data": list(periods), "boundaryGap": False},
        "yAxis": _axis(percent),
        "series": [
            {"type": "line", "name": name, "data": values, "connectNulls": False, "symbolSize": 7}
            for name, values in series.items()
        ],
    }
    return Chart(id, title, text, options, 340)


def multiples(id: str, title: str, text: str, periods: Sequence[str], series: dict[str, list[Number]]) -> Chart:
    """Small multiples: one little chart for each series, all from 0 to 100 %; the page lays them out."""
    options = {
        "_multiples": [{"name": name, "data": values} for name, values in series.items()],
        "_periods": list(periods),
        "tooltip": {"trigger": "axis"},
        "xAxis": [{"_percent": True}],
        "series": [],
    }
    return Chart(id, title, text, options, 120 * -(-len(series) // 3) + 20)


def stacked(
    id: str, title: str, text: str, names: Sequence[str], series: dict[str, list[Number]], unit: str | None = None
) -> Chart:
    """One bar for each name, in parts: of the whole, or of a number of some unit."""
    percent = unit is None
    named = {} if percent else {"name": unit, "nameLocation": "middle", "nameGap": 28}
    options = {
        "grid": {**_room(len(series) > 1), "bottom": 8 if percent else 32},
        **_legend(len(series) > 1),
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "xAxis": {**_axis(percent, whole=percent), **named},
        "yAxis": {
            "type": "category",
            "data": [_short(name, 34) for name in names],
            "inverse": True,
            "axisLabel": {"width": 170, "overflow": "break", "lineHeight": 13},
        },
        "series": [
            {"type": "bar", "stack": "all", "name": name, "data": data, "_colour": COLOURS.get(name)}
            for name, data in series.items()
        ],
    }
    return Chart(id, title, text, options, (80 if percent else 104) + 28 * max(len(names), 2))


def bars(id: str, title: str, text: str, names: Sequence[str], series: dict[str, list[Number]], unit: str) -> Chart:
    """Bars side by side for each name."""
    chart = stacked(id, title, text, names, series, unit)
    drawn = [{key: value for key, value in one.items() if key != "stack"} for one in chart.options["series"]]
    options = {**chart.options, "series": drawn}
    return Chart(id, title, text, options, 110 + 20 * len(series) * max(len(names), 2))


def intervals(
    id: str, title: str, text: str, names: Sequence[str], found: Sequence[tuple[float, float, float]]
) -> Chart:
    """A share with its interval (low, share, high) for each name."""
    options = {
        "grid": {"left": 8, "right": 24, "top": 16, "bottom": 8, "containLabel": True},
        "tooltip": {"trigger": "item"},
        "xAxis": _axis(True),
        "yAxis": {
            "type": "category",
            "data": [_short(name, 34) for name in names],
            "inverse": True,
            "axisLabel": {"width": 170, "overflow": "break", "lineHeight": 13},
        },
        "series": [
            {
                "type": "bar",
                "stack": "all",
                "silent": True,
                "itemStyle": {"color": "transparent"},
                "data": [low for low, _, _ in found],
            },
            {
                "type": "bar",
                "stack": "all",
                "name": "interval",
                "barWidth": 8,
                "data": [high - low for low, _, high in found],
            },
            {
                "type": "scatter",
                "name": "share",
                "symbolSize": 11,
                "data": [[share, number] for number, (_, share, _) in enumerate(found)],
            },
        ],
    }
    return Chart(id, title, text, options, 70 + 28 * max(len(names), 2))


def sankey(id: str, title: str, text: str, links: Sequence[tuple[str, str, float]], unit: str) -> Chart:
    """Flows from the measured country through third countries to the importer."""
    names = list(dict.fromkeys(name for source, target, _ in links for name in (source, target)))
    options = {
        "tooltip": {"trigger": "item"},
        "series": [
            {
                "type": "sankey",
                "left": 8,
                "right": 120,
                "top": 8,
                "bottom": 8,
                "nodeGap": 10,
                "emphasis": {"focus": "adjacency"},
                "lineStyle": {"color": "gradient", "opacity": 0.35},
                "data": [{"name": name} for name in names],
                "links": [{"source": source, "target": target, "value": value} for source, target, value in links],
            }
        ],
        "_unit": unit,
    }
    return Chart(id, title, text, options, max(240, 34 * len(names)))


def _room(legend: bool) -> dict[str, Any]:
    """The place of a chart in its frame, below the legend where there is one."""
    return {"left": 8, "right": 24, "top": 48 if legend else 16, "bottom": 8, "containLabel": True}


def _legend(shown: bool) -> dict[str, Any]:
    """A legend, where there is more than one series to tell apart."""
    return {"legend": {"top": 4}} if shown else {}


def _axis(percent: bool, whole: bool = False) -> dict[str, Any]:
    axis: dict[str, Any] = {"type": "value", "min": 0}
    if whole:
        axis["max"] = 1
    return {**axis, "_percent": True} if percent else axis


def _short(name: str, width: int) -> str:
    return name if len(name) <= width else name[: width - 1].rstrip() + "…"
