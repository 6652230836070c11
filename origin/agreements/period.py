"""Periods of the law, in calendar years, months or days, and the day on which one ends."""

from calendar import monthrange
from datetime import date, timedelta

from origin.frozen import Frozen


class Period(Frozen):
    """A period as an agreement states it: ten months, 45 days, two years."""

    years: int = 0
    months: int = 0
    days: int = 0

    def __str__(self) -> str:
        """The period in words: "10 months"."""
        units = ((self.years, "year"), (self.months, "month"), (self.days, "day"))
        parts = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in units if count]
        return " and ".join(parts) or "0 days"

    def after(self, start: date) -> date:
        """The last day of the period that runs from `start`.

        Months and years are counted by the calendar: the period ends on the day of the same number, or on the last
        day of a month that has no such day. From 31 January one month runs to 28 February, in a leap year to the
        29th. A day after the end of the calendar is its last day.
        """
        years, month = divmod(start.month - 1 + self.months + 12 * self.years, 12)
        year = start.year + years
        if year > date.max.year:
            return date.max
        day = min(start.day, monthrange(year, month + 1)[1])
        try:
            return date(year, month + 1, day) + timedelta(days=self.days)
        except OverflowError:
            return date.max
