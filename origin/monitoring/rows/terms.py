"""The columns of the contract, their types, and the reasons for which a row is refused."""

from __future__ import annotations

from dataclasses import dataclass

from origin.monitoring.periods import Grain

MONEY = "decimal(18, 4)"
"""The type of values, quantities and masses: up to 10^14, four places."""
WIDE = "decimal(27, 4)"
"""What a factor is widened to before it is multiplied: engines keep the narrower type, and overflow."""
RATE = "decimal(9, 4)"
SHARE = "decimal(13, 8)"
SUM = "decimal(38, 4)"
DUTY = "decimal(38, 8)"

SMALL_VALUE, SMALL_RATE = 10_000_000, 1_000
"""Below both, a value times a rate has at most 18 digits with its eight places: 64 bits hold it exactly."""

CODE = r"[ .]*([0-9][ .]*[0-9][ .]*){1,5}"
"""Two, four, six, eight or ten digits, with points and spaces anywhere."""

PART = "\x1f"
"""Stands between the texts of several columns that name arrangements."""

DIMENSIONS = (
    "reporter",
    "partner",
    "flow",
    "period",
    "product",
    "requested",
    "arrangement",
    "eligible",
    "mfn_zero",
    "procedure",
    "fault",
)
MEASURES = ("rows", "value", "quantity", "net_mass", "duty", "rated", "eligible_value", "used_value", "weighed")

FAULTS = {
    "value-missing": "no value",
    "value-unreadable": "a value that is no number",
    "value-negative": "a value below zero",
    "date-unreadable": "a date that is none",
    "code-unreadable": "an HS code that is none",
    "parts-unreadable": "a value under preference that is no number, or below zero",
    "parts-exceed": "more under preference than eligible, or more eligible than in total",
    "line-malformed": "a line that does not have the columns of the table",
    "reporter-unknown": "a reporter that is no known country",
    "partner-unknown": "a partner that is no known country",
    "requested-unknown": "a regime requested that the mapping does not know",
    "flow-unknown": "a direction of trade that the mapping does not know",
}
"""Why a row breaks the contract, and what that says."""

REJECTED_TEXTS = frozenset({"reporter-unknown", "partner-unknown", "requested-unknown", "flow-unknown"})
"""Those that come from a text that means nothing known."""


@dataclass(frozen=True, slots=True)
class Detail:
    """How finely rows are put together: the length of periods, the digits of codes kept (0: no code), and more."""

    grain: Grain = Grain.YEAR
    digits: int = 2
    reporters: bool = True
    """Whether reporters are told apart; a report without them is made of far fewer sums."""


@dataclass(frozen=True, slots=True)
class Window:
    """The first and last period that count; None: no limit."""

    first: int | None = None
    last: int | None = None

    def outside(self) -> str:
        """The condition that a period does not count."""
        limits = [f"period < {self.first:d}"] if self.first is not None else []
        limits += [f"period > {self.last:d}"] if self.last is not None else []
        return " OR ".join(limits) or "FALSE"
