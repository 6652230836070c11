"""The average inventory method by periods: what was in stock in one month or quarter tells what goes out in the next.

The ratio of a period is that of the units in stock at its beginning and those received in it. It holds for what goes
out in the following period, and for the units that are left when its own ends (Uniform Regulations of the USMCA,
Schedule 8, on the average method for fungible goods). In the first period, before which there is none, the stock at
hand tells. No more goes out as originating than came in as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from origin.dossier.inventory import Receipt, Return, Withdrawal
from origin.dossier.model import Status

NOTHING = Fraction(0)
STATUSES: tuple[Status | None, ...] = (Status.ORIGINATING, Status.NON_ORIGINATING, None)

Shares = Mapping[Status | None, Fraction]


class PeriodStock:
    """A stock whose movements are told to it in their order; periods are of so many months of the calendar year."""

    def __init__(self, months: int) -> None:
        """An empty stock."""
        self._months = months
        self._period: int | None = None
        self._counted: dict[Status | None, Fraction] = dict.fromkeys(STATUSES, NOTHING)
        self._ratio: Shares | None = None
        self._surplus = NOTHING
        self.units = NOTHING
        self._value: Fraction | None = NOTHING

    def receive(self, receipt: Receipt) -> None:
        """Units come in."""
        self._reach(receipt.on)
        self._counted[receipt.status] += receipt.quantity
        self.units += receipt.quantity
        if receipt.status is Status.ORIGINATING:
            self._surplus += receipt.quantity
        price = receipt.unit_value
        self._value = None if self._value is None or price is None else self._value + receipt.quantity * price.amount

    def take_back(self, returned: Return, shares: Shares, unit_value: Fraction | None) -> None:
        """Units of a withdrawal come back, with the shares that it had."""
        self._reach(returned.on)
        for status, share in shares.items():
            self._counted[status] += returned.quantity * share
        self.units += returned.quantity
        self._surplus += returned.quantity * shares[Status.ORIGINATING]
        known = self._value is not None and unit_value is not None
        self._value = (self._value or NOTHING) + returned.quantity * (unit_value or NOTHING) if known else None

    def ratio(self, on: date) -> Shares:
        """The shares of each status on a day."""
        self._reach(on)
        return self._ratio if self._ratio is not None else self._of_counted()

    def unit_value(self) -> Fraction | None:
        """What a unit in stock is worth on average; None where a value is not known."""
        return None if self._value is None or not self.units else self._value / self.units

    def withdraw(self, withdrawal: Withdrawal, ratio: Shares) -> dict[Status | None, Fraction]:
        """What goes out by a ratio, of each status; there must be enough in stock."""
        wanted, value = withdrawal.quantity, self.unit_value()
        taken = {status: wanted * ratio[status] for status in STATUSES}
        more = max(NOTHING, taken[Status.ORIGINATING] - self._surplus)
        taken[Status.ORIGINATING] -= more
        taken[Status.NON_ORIGINATING] += more
        self._surplus -= taken[Status.ORIGINATING]
        self.units -= wanted
        self._value = None if value is None else value * self.units
        return taken

    def _reach(self, on: date) -> None:
        """Ends the current period where the day is in a later one."""
        period = (on.year * 12 + on.month - 1) // self._months
        if self._period is not None and period > self._period and any(self._counted.values()):
            self._ratio = self._of_counted()
            self._counted = {status: self.units * self._ratio[status] for status in STATUSES}
        self._period = period

    def _of_counted(self) -> Shares:
        whole = sum(self._counted.values(), NOTHING)
        return {status: self._counted[status] / whole if whole else NOTHING for status in STATUSES}
