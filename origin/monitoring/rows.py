"""The contract: each row of somebody's table as typed columns, or the reason why it cannot be one.

One expression, written against Ibis, that every engine can run. Values are decimals, so that sums are exact and neither
the order of rows nor a split of the file changes a figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

from origin.monitoring.mapping import Amount, Arrangement, Column, Mapping, Texts, When
from origin.monitoring.periods import Grain

if TYPE_CHECKING:
    import ibis.expr.types as ir

MONEY = "decimal(18, 4)"
"""The type of values, quantities and masses: up to 10^14, four places."""
WIDE = "decimal(27, 4)"
"""What a factor is widened to before it is multiplied: engines keep the narrower type, and overflow."""
RATE = "decimal(9, 4)"
SHARE = "decimal(13, 8)"
SUM = "decimal(38, 4)"
DUTY = "decimal(38, 8)"

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
    """How finely rows are put together: the length of periods, and the digits of codes kept (0: no code)."""

    grain: Grain = Grain.YEAR
    digits: int = 2


def typed(table: ir.Table, mapping: Mapping, detail: Detail) -> ir.Table:
    """The table with the columns of the contract beside its own (theirs begin with an underscore)."""
    import ibis

    def text(name: str) -> Any:
        return _text(table, name, mapping.missing)

    def of(column: Column | None) -> Any:
        if column is None:
            return ibis.null("string")
        return text(column.column) if column.column is not None else ibis.literal(column.constant, "string")

    def number(name: str, kind: str = MONEY) -> Any:
        return _number(table, name, kind, mapping.missing)

    def amount(part: Amount | None) -> Any:
        return ibis.null(MONEY) if part is None else _amount(table, part, mapping.missing)

    preference = mapping.preference
    value = amount(mapping.value)
    faults: list[tuple[Any, str]] = []
    period = _period(table, mapping.date, detail.grain, mapping.missing)
    faults.append((period.isnull(), "date-unreadable"))
    if mapping.code is None:
        product: Any = ibis.literal("", "string")
    else:
        code = _code(text(mapping.code.column), mapping.code.digits)
        faults.append((~code.re_search(r"^([0-9]{2}){1,5}$").fill_null(False), "code-unreadable"))
        product = code.substr(0, detail.digits) if detail.digits else ibis.literal("", "string")
    if mapping.value.column is not None:
        faults.append((text(mapping.value.column).isnull(), "value-missing"))
    faults.append((value.isnull(), "value-unreadable"))
    faults.append((value < 0, "value-negative"))

    columns: dict[str, Any] = {
        "_reporter": of(mapping.reporter),
        "_partner": of(mapping.partner),
        "_flow": of(mapping.flow),
        "_period": period,
        "_product": product,
        "_requested": ibis.null("string"),
        "_arrangement": ibis.null("string"),
        "_eligible": ibis.null("boolean"),
        "_mfn_zero": ibis.null("boolean"),
        "_procedure": ibis.null("string"),
        "_value": value,
        "_quantity": amount(mapping.quantity),
        "_net_mass": amount(mapping.net_mass),
        "_margin": ibis.null(RATE),
        "_eligible_value": ibis.null(MONEY),
        "_used_value": ibis.null(MONEY),
    }
    if preference is not None:
        if preference.used_share is not None:
            used: Any = (value.cast("decimal(24, 8)") * number(preference.used_share, SHARE)).cast(MONEY)
        elif preference.used_value is not None:
            used = number(preference.used_value)
        else:
            used = None
        if used is not None:
            eligible_value = number(preference.eligible_value) if preference.eligible_value else value
            faults.append((used.isnull() | eligible_value.isnull() | (used < 0), "parts-unreadable"))
            faults.append(((used > eligible_value) | (eligible_value > value), "parts-exceed"))
            columns["_used_value"] = used
            columns["_eligible_value"] = eligible_value if preference.eligible_value else ibis.null(MONEY)
        if preference.requested is not None:
            columns["_requested"] = text(preference.requested.column)
        if preference.arrangement:
            columns["_arrangement"] = _arrangements(table, preference.arrangement, mapping.missing)
        elif preference.arrangement_constant is not None:
            columns["_arrangement"] = ibis.literal(preference.arrangement_constant, "string")
        mfn = number(preference.mfn_rate, RATE) if preference.mfn_rate else None
        preferential = number(preference.preferential_rate, RATE) if preference.preferential_rate else None
        if mfn is not None:
            columns["_mfn_zero"] = mfn == 0
        if mfn is not None and preferential is not None:
            columns["_margin"] = mfn - preferential
        if preference.eligible is not None:
            asked = text(preference.eligible.column)
            columns["_eligible"] = ibis.cases(
                (asked.isin(preference.eligible.yes), True), (asked.isin(preference.eligible.no), False)
            )
        elif preference.eligible_where_arrangement:
            columns["_eligible"] = columns["_arrangement"].notnull()
        if preference.procedure is not None:
            columns["_procedure"] = text(preference.procedure.column).substr(0, 2)
    columns["_fault"] = ibis.cases(*((condition.fill_null(False), reason) for condition, reason in faults))
    return table.mutate(**columns)


def summed(rows: ir.Table) -> ir.Table:
    """The rows put together by all dimensions of the contract; those at fault by their fault alone."""
    import ibis

    sound = rows["_fault"].isnull()
    duty = (rows["_value"].cast(WIDE) * rows["_margin"]).cast(DUTY)
    dimensions = {
        name: rows[f"_{name}"] if name in {"fault", "reporter", "partner"} else sound.ifelse(rows[f"_{name}"], None)
        for name in DIMENSIONS
    }
    prepared = rows.select(
        **dimensions,
        **{name: rows[f"_{name}"] for name in ("value", "quantity", "net_mass", "eligible_value", "used_value")},
        duty=duty,
        rated=rows["_margin"].notnull().ifelse(rows["_value"], ibis.null(MONEY)),
        weighed=rows["_net_mass"].notnull().ifelse(rows["_value"], ibis.null(MONEY)),
    )
    sums = {name: prepared[name].sum() for name in MEASURES if name != "rows"}
    return prepared.group_by(list(DIMENSIONS)).agg(rows=prepared.count(), **sums)


def _text(table: ir.Table, name: str, missing: Texts) -> Any:
    """A column as text, without spaces around it; null where nothing stands."""
    column = table[name]
    if not column.type().is_string():
        column = column.cast("string")
    column = column.strip()
    return reduce(lambda found, nothing: found.nullif(nothing), dict.fromkeys((*missing, "")), column)


def _number(table: ir.Table, name: str, kind: str, missing: Texts) -> Any:
    """A column as a decimal; null where it is none."""
    column = table[name]
    if column.type().is_numeric():
        return column.cast(kind)
    text = _text(table, name, missing)
    if _tries_casts(table):
        return text.try_cast(kind)
    return text.re_search(r"^[+-]?[0-9]{1,14}(\.[0-9]+)?$").ifelse(text, None).cast(kind)


def _tries_casts(table: ir.Table) -> bool:
    """Whether the engine's casts give nothing where they fail; elsewhere the shape of a text is looked at first."""
    return all(backend.name == "duckdb" for backend in table._find_backends()[0])


def _amount(table: ir.Table, part: Amount, missing: Texts) -> Any:
    import ibis

    if part.column is None:
        return ibis.literal(part.constant).cast(MONEY)
    found = _number(table, part.column, MONEY, missing)
    if part.scale != "1":
        found = (found.cast(WIDE) * ibis.literal(part.scale).cast("decimal(9, 0)")).cast(MONEY)
    if part.blank_zero:
        found = found.nullif(ibis.literal(0).cast(MONEY))
    for name, texts in part.blank_where.items():
        found = _text(table, name, ()).isin(texts).fill_null(False).ifelse(ibis.null(MONEY), found)
    for name, texts in part.only_where.items():
        found = _text(table, name, ()).isin(texts).fill_null(False).ifelse(found, ibis.null(MONEY))
    return found


def _code(text: Any, digits: int | None) -> Any:
    plain = text.re_replace(r"[. ]", "")
    return plain.lpad(digits, "0") if digits else plain


def _period(table: ir.Table, when: When, grain: Grain, missing: Texts) -> Any:
    """The number of the period of a row; null where the date is none."""
    import ibis

    from origin.monitoring.periods import parse

    if when.constant is not None:
        return ibis.literal(parse(when.constant, grain)).cast("int32")
    if when.year is not None:
        year: Any = _whole(table, when.year, missing)
        month: Any = _whole(table, when.month, missing) if when.month else ibis.literal(1)
    else:
        assert when.column is not None
        column = table[when.column]
        if column.type().is_date() or column.type().is_timestamp():
            year, month = column.year(), column.month()
        elif when.format == "year":
            year, month = _whole(table, when.column, missing), ibis.literal(1)
        else:
            text = _text(table, when.column, missing)
            if when.format == "date" and _tries_casts(table):
                day = text.try_cast("date")
                year, month = day.year(), day.month()
            else:
                dated = when.format == "date"
                shape = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$" if dated else r"^[0-9]{4}-?[0-9]{2}$"
                plain = text.re_search(shape).ifelse(text.re_replace("-", ""), None)
                year, month = plain.substr(0, 4).cast("int32"), plain.substr(4, 2).cast("int32")
                if dated:
                    year = _is_day(year, month, plain.substr(6, 2).cast("int32")).ifelse(year, None)
    sound = year.between(1900, 2200) & month.between(1, 12)
    number = year * grain.per_year
    if grain is Grain.QUARTER:
        number = number + ((month - 1) / 3).floor()
    elif grain is Grain.MONTH:
        number = number + month - 1
    return sound.ifelse(number.cast("int32"), None)


def _is_day(year: Any, month: Any, day: Any) -> Any:
    """Whether a month of a year has the day."""
    leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
    return (
        day.between(1, 28)
        | ((day == 29) & ((month != 2) | leap))
        | ((day == 30) & (month != 2))
        | ((day == 31) & month.isin([1, 3, 5, 7, 8, 10, 12]))
    )


def _whole(table: ir.Table, name: str, missing: Texts) -> Any:
    column = table[name]
    if column.type().is_numeric():
        return column.cast("int32")
    text = _text(table, name, missing)
    return text.re_search(r"^[0-9]{1,4}$").ifelse(text, None).cast("int32")


def _arrangements(table: ir.Table, parts: tuple[Arrangement, ...], missing: Texts) -> Any:
    """The arrangements of a row as one text, parted by a bar; null where there is none."""
    found: Any = None
    for part in parts:
        named = _text(table, part.column, (*missing, *part.missing))
        if part.prefix:
            named = named.isnull().ifelse(None, part.prefix + named)
        if part.separator is not None:
            named = named.re_replace(re.escape(part.separator), "|")
        found = (
            named if found is None else named.isnull().ifelse(found, found.isnull().ifelse(named, found + "|" + named))
        )
    return found
