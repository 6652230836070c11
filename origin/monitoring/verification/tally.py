"""Some verifications, counted as of a day: outcomes, replies and shares with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from origin.monitoring.statistics import Interval, Method, share_of, weighted_share
from origin.monitoring.verifications import Outcome, Trigger, Verification

ZERO = Decimal(0)


NEGATIVE = {Outcome.NOT_ORIGINATING, Outcome.NO_REPLY, Outcome.INSUFFICIENT}
"""Outcomes that count as non-originating: found so, or refused because no or no sufficient reply came."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of some verifications, as of a day."""

    cases: tuple[Verification, ...]
    as_of: date
    method: Method = "wilson"

    def count(self, test: Callable[[Verification], bool]) -> int:
        """How many pass a test."""
        return sum(map(test, self.cases))

    def closed(self) -> list[Verification]:
        """Those that ended by the day, withdrawn ones left out."""
        return [case for case in self.cases if ended(case, self.as_of) and case.outcome is not Outcome.WITHDRAWN]

    def outcomes(self, outcome: Outcome) -> int:
        """How many ended so by the day."""
        return self.count(lambda case: ended(case, self.as_of) and case.outcome is outcome)

    def share(self, triggers: Iterable[Trigger] | None = None) -> Interval | None:
        """The non-originating share of closed cases, of some triggers or all."""
        wanted = set(Trigger if triggers is None else triggers)
        closed = [case for case in self.closed() if case.trigger in wanted]
        return share_of(sum(case.outcome in NEGATIVE for case in closed), len(closed), self.method)

    def share_by_value(self) -> Interval | None:
        """The non-originating share of the value of closed cases; of those partly originating, their part."""
        valued = [case for case in self.closed() if case.value]
        hits = [float(_non_originating(case)) for case in valued]
        return weighted_share(hits, [float(case.value or 0) for case in valued])

    def reply_days(self) -> float | None:
        """The median days from request to reply, of those that were replied to."""
        taken = [
            (case.replied_on - case.requested_on).days
            for case in self.cases
            if replied(case, self.as_of) and case.replied_on
        ]
        return float(median(taken)) if taken else None

    def amount(self, name: str) -> Decimal:
        """The sum of an amount."""
        return sum((getattr(case, name) or ZERO for case in self.cases), ZERO)


def ended(case: Verification, as_of: date) -> bool:
    """Whether a verification ended by a day."""
    return case.closed_on is not None and case.closed_on <= as_of


def replied(case: Verification, as_of: date) -> bool:
    """Whether a reply had come by a day."""
    return case.replied_on is not None and case.replied_on <= as_of


def _non_originating(case: Verification) -> Decimal:
    if case.outcome in NEGATIVE:
        return case.value or ZERO
    if case.outcome is Outcome.PARTLY:
        return min(case.non_originating_value or ZERO, case.value or ZERO)
    return ZERO


def timing(case: Verification, as_of: date) -> str:
    """Whether the reply came: on time, late, missing, not yet due; or no deadline is told."""
    due = case.reply_due_on
    if replied(case, as_of):
        assert case.replied_on is not None
        return "no deadline" if due is None else "on time" if case.replied_on <= due else "late"
    if case.outcome is Outcome.NO_REPLY and ended(case, as_of):
        return "missing"
    return "no deadline" if due is None else "missing" if due < as_of else "not yet due"
