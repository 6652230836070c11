"""The rows put together by all dimensions of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from origin.monitoring.mapping import Mapping, Preference
from origin.monitoring.periods import parse
from origin.monitoring.rows.readings import is_embedded
from origin.monitoring.rows.terms import (
    DIMENSIONS,
    DUTY,
    MEASURES,
    MONEY,
    SMALL_RATE,
    SMALL_VALUE,
    SUM,
    WIDE,
    Detail,
)

if TYPE_CHECKING:
    import ibis.expr.types as ir


def summed(rows: ir.Table, mapping: Mapping, detail: Detail) -> ir.Table:
    """The rows put together by all dimensions of the contract; what the table does not tell costs nothing."""
    import ibis

    dimensions, measures = _told(mapping, detail)
    given = {name: rows[f"_{name}"] for name in measures if name not in {"duty", "rated", "weighed"}}
    if "weighed" in measures:
        given["weighed"] = rows["_net_mass"].notnull().ifelse(rows["_value"], ibis.null(MONEY))
    if "duty" in measures:
        given |= _duty(rows, is_embedded(rows))
    keys = {name: rows[f"_{name}"] for name in dimensions}
    if "rated" in measures:
        # Apart by whether both rates are told, so that the value of those which have them need not be summed too.
        keys["has_rates"] = rows["_margin"].notnull()
    prepared = rows.select(**keys, **given)
    sums = prepared.group_by(list(keys)).agg(rows=prepared.count(), **{name: prepared[name].sum() for name in given})
    constants: dict[str, Any] = {
        "reporter": mapping.reporter.constant,
        "partner": mapping.partner.constant,
        "flow": mapping.flow.constant,
        "product": "",
        "period": parse(mapping.date.constant, detail.grain) if mapping.date.constant else None,
    }
    types = {"period": "int32", "mfn_zero": "boolean", "duty": DUTY}
    found: dict[str, Any] = {name: sums[name] for name in dimensions}
    for name in (*DIMENSIONS, *MEASURES):
        kind = types.get(name, "string" if name in DIMENSIONS else SUM)
        if name in found:
            continue
        if name == "rows":
            found[name] = sums["rows"]
        elif name == "duty" and "duty" in measures:
            parts = [sums[part].cast(DUTY) for part in given if part.startswith("duty")]
            found[name] = parts[0] if len(parts) == 1 else parts[0].fill_null(0) + parts[1].fill_null(0)
        elif name == "rated" and "rated" in measures:
            found[name] = sums["has_rates"].ifelse(sums["value"], None).cast(SUM)
        elif name in given:
            found[name] = sums[name].cast(SUM)
        else:
            found[name] = ibis.literal(constants.get(name), kind)
    return sums.select(**found)


def _duty(rows: ir.Table, embedded: bool) -> dict[str, Any]:
    """Value times margin, in percent, exact.

    The embedded engine multiplies in 64 bits where the product is sure to fit, and in 128 where it is not, which takes
    it several times as long.
    """
    value, margin = rows["_value"], rows["_margin"]
    if not embedded:
        return {"duty": (value.cast(WIDE) * margin).cast(DUTY)}
    if value.type().scale != margin.type().scale:
        value, margin = value.cast(MONEY), margin.cast("decimal(10, 4)")
    small = (value < SMALL_VALUE) & (margin < SMALL_RATE) & (margin > -SMALL_RATE)
    return {
        "duty": small.ifelse(value * margin, None),
        "duty_of_large": small.ifelse(None, value.cast(WIDE) * margin),
    }


def _told(mapping: Mapping, detail: Detail) -> tuple[list[str], list[str]]:
    """The dimensions and the measures that a table tells."""
    preference = mapping.preference or Preference()
    rated = preference.mfn_rate is not None and preference.preferential_rate is not None
    told = {
        "reporter": mapping.reporter.column is not None,
        "partner": mapping.partner.column is not None,
        "flow": mapping.flow.column is not None,
        "period": mapping.date.constant is None,
        "product": mapping.code is not None and detail.digits > 0,
        "requested": preference.requested is not None,
        "arrangement": bool(preference.arrangement),
        "eligible": preference.eligible is not None,
        "mfn_zero": preference.mfn_rate is not None,
        "procedure": preference.procedure is not None,
        "fault": True,
        "value": True,
        "quantity": mapping.quantity is not None,
        "net_mass": mapping.net_mass is not None,
        "weighed": mapping.net_mass is not None,
        "duty": rated,
        "rated": rated,
        "eligible_value": preference.eligible_value is not None,
        "used_value": preference.side_by_side,
    }
    return [name for name in DIMENSIONS if told[name]], [name for name in MEASURES if name != "rows" and told[name]]
