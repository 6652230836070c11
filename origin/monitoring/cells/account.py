"""What became of each row: counted, set aside or rejected, and for what reason."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from origin.monitoring.rows.terms import FAULTS

ASIDE = {
    "aggregate": "a group of countries whose members are counted singly",
    "intra-bloc": "trade inside a customs territory",
    "other-flow": "another direction of trade (re-exports and the like)",
    "other-period": "outside the periods asked for",
}
"""Why a sound row is not counted, and what that says."""

COUNTED = "counted"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of some rows: `counted`, set aside or rejected, and for what reason."""

    kind: str
    reason: str
    rows: int
    value: Decimal | None

    @property
    def words(self) -> str:
        """The reason as a person reads it."""
        return FAULTS.get(self.reason) or ASIDE.get(self.reason) or "counted"


@dataclass(frozen=True, slots=True)
class Account:
    """Rows and value that came in, counted by a query of their own, and what became of them."""

    rows_in: int
    value_in: Decimal
    fates: tuple[Fate, ...]

    @property
    def adds_up(self) -> bool:
        """Whether what came in equals what was counted, set aside and rejected."""
        rows = sum(fate.rows for fate in self.fates)
        value = sum((fate.value or Decimal(0) for fate in self.fates), Decimal(0))
        return rows == self.rows_in and value == self.value_in

    def rows(self, kind: str) -> int:
        """The rows of a kind of fate."""
        return sum(fate.rows for fate in self.fates if fate.kind == kind)


def account_of(engine: Any, incoming: dict[str, Any], malformed: int) -> Account:
    """The account of the table `meant` of the embedded engine; what came in was counted by a query of its own."""
    found = engine.raw_sql("SELECT fate, sum(rows), sum(value) FROM meant GROUP BY fate").fetchall()
    fates = [Fate(kind_of(fate), fate or COUNTED, int(rows), value) for fate, rows, value in found]
    if malformed:
        fates.append(Fate("rejected", "line-malformed", malformed, None))
    order = ("counted", "aside", "rejected")
    fates.sort(key=lambda fate: (order.index(fate.kind), fate.reason))
    return Account(int(incoming["rows"]) + malformed, incoming["value"] or Decimal(0), tuple(fates))


def kind_of(fate: str | None) -> str:
    """Whether a fate is that of a row counted, set aside or rejected."""
    return "counted" if fate is None else "aside" if fate in ASIDE else "rejected"
