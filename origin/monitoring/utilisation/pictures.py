"""Charts of use."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from origin.monitoring import charts
from origin.monitoring.cells.buckets import Bucket
from origin.monitoring.cells.reading import Cells
from origin.monitoring.periods import label
from origin.monitoring.report import Chart, ratio
from origin.monitoring.utilisation.names import DIMENSION_LABELS, named
from origin.monitoring.utilisation.use import Told, present, used_by

TOP = 12


WORDS = {
    Bucket.USED: "used",
    Bucket.UNUSED: "unused",
    Bucket.EXCLUDED: "excluded",
    Bucket.MFN_ZERO: "MFN zero",
    Bucket.NO_PREFERENCE: "no preference",
    Bucket.NOT_ELIGIBLE: "not eligible",
    Bucket.NOT_OPEN: "claimed, not open",
    Bucket.UNKNOWN: "unknown",
}


def pictures(cells: Cells, name: str, told: Told) -> tuple[Chart, ...]:
    """The charts of use by a dimension."""
    found = used_by(cells, (name,))
    weight: Callable[[Any], Any] = lambda key: (-(found[key].eligible or 0), -found[key].total)  # noqa: E731
    largest = sorted(found, key=weight)[:TOP]
    drawn: list[Chart] = []
    shown = [bucket for bucket in Bucket if any(getattr(use, bucket.value) for use in found.values())]
    title = DIMENSION_LABELS[name][0].lower()
    if name == "period":
        largest = sorted(found)
    if told.eligibility and name in {"agreement", "partner"} and present(cells)["period"] > 1:
        drawn.append(_over_time(cells, name, [key[0] for key in largest]))
    if len(shown) > 1 and len(largest) > 1 and told.by((name,)).shares:
        names = [named(cells, name, key[0]) for key in largest]
        series = {
            WORDS[bucket]: [_number(ratio(getattr(found[key], bucket.value), found[key].total)) for key in largest]
            for bucket in shown
        }
        text = "; ".join(
            f"{label}: {(series.get('used') or [None])[i] or 0:.1%} of imports used a preference"
            for i, label in enumerate(names)
        )
        drawn.append(charts.stacked(f"parts-{name}", f"What became of imports, by {title}", text, names, series))
    if told.rates and name == "agreement" and len(largest) > 1:
        names = [named(cells, name, key[0]) for key in largest]
        saved = {
            "saved": [_number(found[key].duty_saved) for key in largest],
            "forgone": [_number(found[key].duty_forgone) for key in largest],
        }
        text = "; ".join(
            f"{label}: saved {saved['saved'][i] or 0:,.0f}, forgone {saved['forgone'][i] or 0:,.0f}"
            for i, label in enumerate(names)
        )
        drawn.append(charts.bars("duty", "Duty saved and forgone", text, names, saved, cells.mapping.currency))
    return tuple(drawn)


def _over_time(cells: Cells, name: str, keys: list[Any]) -> Chart:
    found = used_by(cells, (name, "period"))
    periods = sorted({period for _, period in found})
    series = {
        named(cells, name, key): [
            _number(ratio(found[key, period].used, found[key, period].eligible)) if (key, period) in found else None
            for period in periods
        ]
        for key in keys
    }
    labels = [label(period, cells.grain) for period in periods]
    text = "; ".join(
        f"{one}: "
        + ", ".join(
            f"{when} {'none' if value is None else f'{value:.1%}'}" for when, value in zip(labels, values, strict=True)
        )
        for one, values in series.items()
    )
    title = f"Utilisation rate over time, by {DIMENSION_LABELS[name][0].lower()}, each from 0 to 100 %"
    return charts.multiples(f"time-{name}", title, text, labels, series)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
