"""What became of the preference for a value of imports: the buckets of every report on use."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from origin.monitoring.mapping import Preference
from origin.monitoring.rows.terms import DUTY, SUM

if TYPE_CHECKING:
    import ibis.expr.types as ir

NOT_TOLD = "not told"
NO_ARRANGEMENT = "none"


class Bucket(Enum):
    """What became of the preference for a value of imports; the buckets add up to the total."""

    USED = "used"
    """Entered under a preference."""
    UNUSED = "unused"
    """A preference below the MFN rate was open, and was not used."""
    EXCLUDED = "excluded"
    """Processing and other special procedures, or free of duty by a suspension or a quota open to all origins."""
    MFN_ZERO = "mfn_zero"
    """The MFN rate is zero, so that no preference can be better."""
    NO_PREFERENCE = "no_preference"
    """Dutiable, and no preference was open."""
    NOT_ELIGIBLE = "not_eligible"
    """Not eligible, for a reason the table does not tell (MFN rate zero, or no preference)."""
    NOT_OPEN = "claimed_not_open"
    """A preference was requested where the table says that none was open."""
    UNKNOWN = "unknown"
    """The regime, or whether a preference was open, is not told."""


def bucketed(table: ir.Table, preference: Preference | None) -> ir.Table:
    """The cells by bucket: one text for a row that says one treatment, parts for one that has several side by side."""
    import ibis

    told = preference is not None and bool(preference.arrangement or preference.arrangement_constant)
    unnamed = ibis.literal(NO_ARRANGEMENT if told else NOT_TOLD)
    by_name = ibis.coalesce(table["arrangement_name"], table["agreement_requested"], unnamed)
    if preference is None or not preference.side_by_side:
        bucket = _bucket(table, preference)
        return _cells(table.mutate(bucket=bucket, agreement=by_name))
    total = table.mutate(agreement=by_name)
    nought = ibis.literal(0).cast(SUM)

    def part(bucket: Bucket, value: Any, whole: bool = False) -> ir.Table:
        kept = (
            {}
            if whole
            else {
                "quantity": nought.nullif(nought),
                "net_mass": nought.nullif(nought),
                "rows": ibis.literal(0).cast("int64"),
            }
        )
        return _cells(total.mutate(bucket=ibis.literal(bucket.value), value=value, **kept))

    value, used, eligible = total["value"], total["used_value"], total["eligible_value"]
    if preference.eligible_value is None:
        return part(Bucket.USED, used).union(part(Bucket.UNKNOWN, value - used, whole=True))
    parts = (part(Bucket.UNUSED, eligible - used), part(Bucket.NOT_ELIGIBLE, value - eligible, whole=True))
    return part(Bucket.USED, used).union(*parts)


def _cells(table: ir.Table) -> ir.Table:
    return table.select(
        reporter=table["reporter_code"],
        partner=table["partner_code"],
        flow=table["flow_code"],
        period=table["period"],
        product=table["product"],
        agreement=table["agreement"],
        requested=table["agreement_requested"],
        bucket=table["bucket"],
        rows=table["rows"].cast("int64"),
        value=table["value"].cast(SUM),
        quantity=table["quantity"].cast(SUM),
        net_mass=table["net_mass"].cast(SUM),
        weighed=table["weighed"].cast(SUM),
        duty=table["duty"].cast(DUTY),
        rated=table["rated"].cast(SUM),
    )


def _bucket(table: ir.Table, preference: Preference | None) -> Any:
    """The bucket of a cell whose rows say one treatment each."""
    import ibis

    if preference is None:
        return ibis.literal(Bucket.UNKNOWN.value)
    use = table["use"].fill_null("unknown")
    told = table["open_to_it"]
    if preference.eligible_where_arrangement:
        told = table["arrangement_name"].isnull().ifelse("no", "yes")
    told = told.fill_null("")
    return ibis.cases(
        ((table["excluded"] == "yes") | (use == "excluded"), Bucket.EXCLUDED.value),
        ((use == "mfn-zero") | table["mfn_zero"].fill_null(False), Bucket.MFN_ZERO.value),
        ((use == "preference") & (told == "no"), Bucket.NOT_OPEN.value),
        (use == "preference", Bucket.USED.value),
        ((use == "mfn") & (told == "yes"), Bucket.UNUSED.value),
        ((use == "mfn") & (told == "no"), Bucket.NO_PREFERENCE.value),
        else_=Bucket.UNKNOWN.value,
    )
