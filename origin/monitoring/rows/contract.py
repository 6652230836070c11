"""The contract: each row of somebody's table as typed columns, or the reason why it cannot be one.

One expression, written against Ibis, that every engine can run. Values are decimals, so that sums are exact and neither
the order of rows nor a split of the file changes a figure.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

from origin.monitoring.mapping import Amount, Column, Mapping, Preference
from origin.monitoring.rows.readings import (
    alike,
    amount_of,
    arrangements_of,
    code_of,
    is_code,
    is_told,
    number_of,
    period_of,
)
from origin.monitoring.rows.terms import MONEY, RATE, SHARE, Detail

if TYPE_CHECKING:
    import ibis.expr.types as ir


def typed(table: ir.Table, mapping: Mapping, detail: Detail) -> ir.Table:
    """The table with the columns of the contract beside its own (theirs begin with an underscore).

    Texts stand as the table has them: what they mean is looked up later, once for each text.
    """
    import ibis

    def raw(name: str | None) -> Any:
        if name is None:
            return ibis.null("string")
        column = table[name]
        return column if column.type().is_string() else column.cast("string")

    def of(column: Column) -> Any:
        return raw(column.column) if column.column is not None else ibis.literal(column.constant, "string")

    def number(name: str, kind: str = MONEY) -> Any:
        return number_of(table, name, kind, mapping.missing)

    def amount(part: Amount | None) -> Any:
        return ibis.null(MONEY) if part is None else amount_of(table, part, mapping.missing)

    preference = mapping.preference or Preference()
    value = amount(mapping.value)
    period = period_of(table, mapping.date, detail.grain, mapping.missing)
    holds: list[tuple[Any, str]] = [(period.notnull(), "date-unreadable")]
    """What has to hold, and the fault where it does not or cannot be told."""
    product: Any = ibis.literal("", "string")
    if mapping.code is not None:
        code = raw(mapping.code.column)
        digits = mapping.code.digits
        holds.append((is_code(table, code, digits), "code-unreadable"))
        if detail.digits:
            product = code_of(table, code, digits).substr(0, detail.digits)
    if mapping.value.column is not None:
        holds.append((is_told(table, mapping.value.column, mapping.missing), "value-missing"))
    holds += [(value.notnull(), "value-unreadable"), (value >= 0, "value-negative")]

    columns: dict[str, Any] = {
        "_reporter": of(mapping.reporter),
        "_partner": of(mapping.partner),
        "_flow": of(mapping.flow),
        "_period": period,
        "_product": product,
        "_requested": raw(preference.requested.column if preference.requested else None),
        "_arrangement": arrangements_of([raw(part.column) for part in preference.arrangement]),
        "_eligible": raw(preference.eligible.column if preference.eligible else None),
        "_mfn_zero": ibis.null("boolean"),
        "_procedure": raw(preference.procedure.column if preference.procedure else None),
        "_value": value,
        "_quantity": amount(mapping.quantity),
        "_net_mass": amount(mapping.net_mass),
        "_margin": ibis.null(RATE),
        "_eligible_value": ibis.null(MONEY),
        "_used_value": ibis.null(MONEY),
    }
    if preference.side_by_side:
        if preference.used_share is not None:
            share = number(preference.used_share, SHARE)
            used: Any = (value.cast("decimal(24, 8)") * share).cast(MONEY)
        else:
            assert preference.used_value is not None
            used = number(preference.used_value)
        eligible_value = number(preference.eligible_value) if preference.eligible_value else value
        used, eligible_value, value = alike(MONEY, used, eligible_value, value)
        holds.append((used.notnull() & eligible_value.notnull() & (used >= 0), "parts-unreadable"))
        holds.append(((used <= eligible_value) & (eligible_value <= value), "parts-exceed"))
        columns["_used_value"] = used
        columns["_eligible_value"] = eligible_value if preference.eligible_value else ibis.null(MONEY)
    if preference.mfn_rate is not None:
        mfn = number(preference.mfn_rate, RATE)
        columns["_mfn_zero"] = mfn == 0
        if preference.preferential_rate is not None:
            mfn, preferential = alike(RATE, mfn, number(preference.preferential_rate, RATE))
            columns["_margin"] = mfn - preferential
    # Nearly all rows are sound, which is quickly seen; only for others is it asked what is wrong.
    sound = reduce(lambda held, part: held & part, [held for held, _ in holds]).fill_null(False)
    wrong = ibis.cases(*((~held.fill_null(False), reason) for held, reason in holds), else_="value-unreadable")
    columns["_fault"] = sound.ifelse(ibis.null("string"), wrong)
    return table.mutate(**columns)
