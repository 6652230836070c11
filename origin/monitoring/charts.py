"""Charts as options of Apache ECharts: plain data, no code, so that the page needs no other script than the library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from origin.monitoring.report import Chart

Number = float | None


def lines(
    id: str, title: str, text: str, periods: Sequence[str], series: dict[str, list[Number]], percent: bool = True
) -> Chart:
    """One line for each series over time; gaps where there is no figure."""
    options = {
        "grid": {"left": 8, "right": 24, "top": 48, "bottom": 8, "containLabel": True},
        "legend": {"type": "scroll", "top": 4},
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
    """Small multiples: one little chart for each series, all on the same scale, from nothing to the whole."""
    columns = 4
    rows = -(-len(series) // columns)
    width, height = 100 / columns, 100 / max(rows, 1)
    grids, x, y, drawn, titles = [], [], [], [], []
    for number, (name, values) in enumerate(series.items()):
        left, top = number % columns * width, number // columns * height
        grids.append(
            {
                "left": f"{left + 3:.2f}%",
                "top": f"{top + height * 0.22:.2f}%",
                "width": f"{width - 5:.2f}%",
                "height": f"{height * 0.6:.2f}%",
            }
        )
        x.append({"type": "category", "data": list(periods), "gridIndex": number, "axisLabel": {"show": False}})
        y.append({**_axis(True), "gridIndex": number, "max": 1, "axisLabel": {"show": False}, "interval": 0.5})
        drawn.append(
            {"type": "line", "name": name, "data": values, "xAxisIndex": number, "yAxisIndex": number, "areaStyle": {}}
        )
        titles.append(
            {
                "text": _short(name, 24),
                "left": f"{left + 3:.2f}%",
                "top": f"{top + height * 0.03:.2f}%",
                "textStyle": {"fontSize": 11, "fontWeight": "normal"},
            }
        )
    options = {"title": titles, "grid": grids, "xAxis": x, "yAxis": y, "series": drawn, "tooltip": {"trigger": "axis"}}
    return Chart(id, title, text, options, 130 * max(rows, 1) + 20)


def stacked(
    id: str, title: str, text: str, names: Sequence[str], series: dict[str, list[Number]], percent: bool = True
) -> Chart:
    """One bar for each name, in parts."""
    options = {
        "grid": {"left": 8, "right": 24, "top": 48, "bottom": 8, "containLabel": True},
        "legend": {"type": "scroll", "top": 4},
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "xAxis": _axis(percent, whole=percent),
        "yAxis": {
            "type": "category",
            "data": [_short(name, 34) for name in names],
            "inverse": True,
            "axisLabel": {"width": 170, "overflow": "truncate"},
        },
        "series": [{"type": "bar", "stack": "all", "name": name, "data": data} for name, data in series.items()],
    }
    return Chart(id, title, text, options, 80 + 26 * max(len(names), 2))


def bars(id: str, title: str, text: str, names: Sequence[str], series: dict[str, list[Number]], unit: str) -> Chart:
    """Bars side by side for each name."""
    chart = stacked(id, title, text, names, series, percent=False)
    drawn = [{key: value for key, value in one.items() if key != "stack"} for one in chart.options["series"]]
    axis = {**chart.options["xAxis"], "name": unit, "nameLocation": "middle", "nameGap": 28}
    grid = {**chart.options["grid"], "bottom": 32}
    options = {**chart.options, "series": drawn, "xAxis": axis, "grid": grid}
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
            "axisLabel": {"width": 170, "overflow": "truncate"},
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


def _axis(percent: bool, whole: bool = False) -> dict[str, Any]:
    axis: dict[str, Any] = {"type": "value", "min": 0}
    if whole:
        axis["max"] = 1
    return {**axis, "_percent": True} if percent else axis


def _short(name: str, width: int) -> str:
    return name if len(name) <= width else name[: width - 1].rstrip() + "…"
