"""The value of imports by what became of the preference, summed by some dimensions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from origin.monitoring.cells.buckets import Bucket
from origin.monitoring.cells.reading import Cells

DIMENSIONS = ("agreement", "partner", "product", "reporter", "period")


ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Use:
    """The value of imports by what became of the preference, and the duty at stake, in units of the table."""

    used: Decimal = ZERO
    unused: Decimal = ZERO
    excluded: Decimal = ZERO
    mfn_zero: Decimal = ZERO
    no_preference: Decimal = ZERO
    not_eligible: Decimal = ZERO
    claimed_not_open: Decimal = ZERO
    unknown: Decimal = ZERO
    duty_saved: Decimal = ZERO
    duty_forgone: Decimal = ZERO
    rated_used: Decimal = ZERO
    rated_unused: Decimal = ZERO
    rows: int = 0

    @property
    def total(self) -> Decimal:
        """All imports counted: the sum of the buckets."""
        return sum((getattr(self, bucket.value) for bucket in Bucket), ZERO)

    @property
    def eligible(self) -> Decimal:
        """Imports for which a preference was open: used and unused."""
        return self.used + self.unused

    @property
    def dutiable(self) -> Decimal:
        """Imports whose MFN rate is above zero, special procedures left out."""
        return self.used + self.unused + self.no_preference + self.claimed_not_open

    def __add__(self, other: Use) -> Use:
        """The use of two parts together."""
        return Use(*(getattr(self, part.name) + getattr(other, part.name) for part in fields(Use)))


@dataclass(frozen=True, slots=True)
class Told:
    """What the mapping tells, and so which figures there are."""

    eligibility: bool
    rates: bool
    mfn_zero: bool
    arrangements: bool = True
    """Whether it is told which arrangements were open to goods that did not use one."""
    shares: bool = True
    """Whether a share of imports says anything."""

    @classmethod
    def of(cls, cells: Cells) -> Told:
        """What a table tells."""
        preference = cells.mapping.preference
        if preference is None:
            return cls(False, False, False, False)
        requested = preference.requested
        uses = {*requested.values.values(), *requested.prefixes.values()} if requested else set()
        return cls(
            eligibility=bool(preference.eligible_value or preference.eligible or preference.eligible_where_arrangement),
            rates=bool(preference.mfn_rate and preference.preferential_rate),
            mfn_zero=bool(preference.mfn_rate) or any(use.use == "mfn-zero" for use in uses),
            arrangements=bool(preference.arrangement or preference.arrangement_constant),
        )

    def by(self, dimensions: Sequence[str]) -> Told:
        """What is told of groups: where imports stand under the agreement they used, all of them used it."""
        return replace(self, shares=self.arrangements or "agreement" not in dimensions)


def used_by(cells: Cells, by: Sequence[str]) -> dict[tuple[Any, ...], Use]:
    """The use of preferences in imports, by some dimensions; the parts add up to the total."""
    keys = ", ".join(("bucket", *by))
    found = cells.engine.raw_sql(
        f"SELECT {keys}, sum(value), sum(duty), sum(rated), sum(rows) FROM cells "  # noqa: S608  (names of DIMENSIONS)
        f"WHERE flow = 'import' GROUP BY {keys}"
    ).fetchall()
    parts: dict[tuple[Any, ...], Use] = defaultdict(Use)
    for bucket, *key, value, duty, rated, rows in found:
        parts[tuple(key)] += _use_of(Bucket(bucket), value, (duty or ZERO) / 100, rated or ZERO, int(rows or 0))
    return dict(parts)


def _use_of(bucket: Bucket, value: Decimal, duty: Decimal, rated: Decimal, rows: int) -> Use:
    amounts: dict[str, Any] = {bucket.value: value, "rows": rows}
    if bucket is Bucket.USED:
        amounts |= {"duty_saved": duty, "rated_used": rated}
    elif bucket is Bucket.UNUSED:
        amounts |= {"duty_forgone": duty, "rated_unused": rated}
    return Use(**amounts)


def present(cells: Cells) -> dict[str, int]:
    """How many values each dimension has."""
    counts = ", ".join(f"count(DISTINCT {name})" for name in DIMENSIONS)
    found = cells.engine.raw_sql(f"SELECT {counts} FROM cells").fetchone()  # noqa: S608  (names of our own)
    return dict(zip(DIMENSIONS, found, strict=True))
