"""A lead: a route with its indicators, each a figure of its own."""

from __future__ import annotations

from dataclasses import dataclass

from origin.monitoring.measures import Measure
from origin.monitoring.trade import Windows

ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of a lead: figure, chance, whether it points to rerouting (None: cannot be told), and why."""

    figure: float | None = None
    chance: float | None = None
    points: bool | None = None
    words: str = ""

    @property
    def fell(self) -> bool:
        """Whether what should have risen did not."""
        return self.figure is not None and self.points is False and self.figure <= 0


NOT_TOLD = Indicator(words="the tables do not tell")


@dataclass(frozen=True, slots=True)
class Lead:
    """A route with its indicators."""

    code: str
    measured: str
    third: str
    importer: str
    measure: Measure
    windows: Windows
    basis: str
    """What stands for volume: net mass or value."""
    before: float
    after: float
    share_before: float
    share_after: float
    measured_before: float
    measured_after: float
    fall: Indicator
    gain: Indicator
    supply: Indicator
    correlation: Indicator
    surge: Indicator
    capacity: Indicator
    mirror: Indicator
    unit_value: Indicator
    entry: Indicator
    stake: float
    """Value a year (or other period) that may have been rerouted: the least of the known rises and the fall."""

    @property
    def legs(self) -> tuple[Indicator, ...]:
        """The pattern of trade of Regulation (EU) 2016/1036, Article 13(1)."""
        return (self.fall, self.gain, self.supply)

    @property
    def chance(self) -> float:
        """The chance of the pattern: of the less certain of its two rises; one, where a leg does not hold.

        That imports from the measured country fell is what a measure is for: it has to hold, and is not tested.
        """
        if self.measured_after >= self.measured_before or self.supply.fell:
            return 1.0
        return max((leg.chance for leg in (self.gain, self.supply) if leg.chance is not None), default=1.0)

    @property
    def least_chance(self) -> float:
        """The chance of the more certain of its two rises; zero where only one can be told."""
        told = [leg.chance for leg in (self.gain, self.supply) if leg.chance is not None]
        return min(told) if len(told) > 1 else 0.0

    @property
    def support(self) -> tuple[int, int]:
        """How many of the indicators that can be told point to rerouting, and how many can be told."""
        told = [one.points for one in self.all() if one.points is not None]
        return sum(map(bool, told)), len(told)

    def all(self) -> tuple[Indicator, ...]:
        """Every indicator."""
        return (*self.legs, self.correlation, self.surge, self.capacity, self.mirror, self.unit_value, self.entry)
