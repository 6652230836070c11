"""Simulated trade with planted rerouting and planted diversion, for tests and for the back-test.

Countries trade goods month by month or year by year; each flow has a size of its own, grows, and wavers. A measure
strikes one country in some goods. What is planted then is known, which real data never tell.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from origin.monitoring.mapping import Mapping
from tests.monitoring.conftest import write_csv

IMPORTER, MEASURED = "US", "CN"
THIRDS = tuple("VN TH MY ID PH KH IN BD TR EG MA MX BR KR JP TW PK LK ZA CO".split())
CODES = tuple(f"{number:04}" for number in range(3901, 4021))
HEADER = ("reporter", "partner", "flow", "code", "year", "value", "kg")
MAPPING = Mapping.model_validate(
    {
        "title": "simulated trade",
        "flow": {"column": "flow"},
        "reporter": {"column": "reporter"},
        "partner": {"column": "partner"},
        "code": {"column": "code"},
        "date": {"column": "year", "format": "year"},
        "value": {"column": "value", "unit": "USD"},
        "net_mass": {"column": "kg", "unit": "kg"},
    }
)
YEARS = tuple(range(2015, 2023))
SINCE = 2019


@dataclass(frozen=True)
class Planted:
    """Who was made to do what: routes by (code, third country), by the part of the struck trade that took them."""

    struck: tuple[str, ...]
    rerouted: dict[tuple[str, str], float] = field(default_factory=dict)
    diverted: dict[tuple[str, str], float] = field(default_factory=dict)


def plant(seed: int, size: float, struck: int = 9) -> Planted:
    """A third of the struck goods is rerouted through a country, a third rightly made elsewhere, a third just ends."""
    draw = random.Random(seed)
    codes = tuple(draw.sample(CODES, struck))
    third = struck // 3
    rerouted = {(code, draw.choice(THIRDS)): size for code in codes[:third]}
    diverted = {(code, draw.choice(THIRDS)): size for code in codes[third : 2 * third]}
    return Planted(codes, rerouted, diverted)


def trade(seed: int, planted: Planted, noise: float = 0.25) -> Iterator[tuple[Any, ...]]:
    """The rows: imports of the importer, imports of third countries from the measured one, and its exports."""
    draw = random.Random(seed * 7919 + 1)
    for code in CODES:
        prices = {country: draw.lognormvariate(0, 0.35) for country in (MEASURED, *THIRDS)}
        prices[MEASURED] *= 0.6
        sizes = {country: draw.lognormvariate(14, 1.6) for country in THIRDS} | {
            MEASURED: draw.lognormvariate(17.5, 0.6)
        }
        supplies = {country: draw.lognormvariate(14.5, 1.4) for country in THIRDS}
        drift = {country: draw.gauss(0.03, 0.04) for country in (MEASURED, *THIRDS)}
        for year in YEARS:
            passed = year - YEARS[0]
            struck = code in planted.struck and year >= SINCE
            lost = 0.7 * sizes[MEASURED] if struck else 0.0
            for country in (MEASURED, *THIRDS):
                kilograms = sizes[country] * (1 + drift[country]) ** passed * draw.lognormvariate(0, noise)
                price = prices[country] * draw.lognormvariate(0, 0.05)
                if country == MEASURED and struck:
                    kilograms *= 0.3
                value = kilograms * price
                for routes, at in ((planted.rerouted, MEASURED), (planted.diverted, country)):
                    if struck and (code, country) in routes:
                        more = routes[code, country] * lost
                        kilograms, value = kilograms + more, value + more * prices[at] * 1.03
                yield (IMPORTER, country, "import", code, year, f"{value:.2f}", f"{kilograms:.1f}")
            for country in THIRDS:
                kilograms = supplies[country] * 1.03**passed * draw.lognormvariate(0, noise)
                if struck and (code, country) in planted.rerouted:
                    kilograms += planted.rerouted[code, country] * lost
                value = kilograms * prices[MEASURED]
                yield (country, MEASURED, "import", code, year, f"{value:.2f}", f"{kilograms:.1f}")
                gap = draw.lognormvariate(-0.08, 0.04)
                yield (MEASURED, country, "export", code, year, f"{value * gap:.2f}", f"{kilograms:.1f}")


def write(path: Path, seed: int, planted: Planted) -> Path:
    """Writes simulated trade to a file."""
    return write_csv(path, HEADER, trade(seed, planted))
