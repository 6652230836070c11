"""The contract: each row of somebody's table as typed columns, or the reason why it cannot be one.

One expression, written against Ibis, that every engine can run. Values are decimals, so that sums are exact and neither
the order of rows nor a split of the file changes a figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

from origin.monitoring.mapping import Amount, Column, Mapping, Preference, Texts, When
from origin.monitoring.periods import Grain, parse

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

CODE = r"^[ .]*([0-9][ .]*[0-9][ .]*){1,5}$"
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
    """How finely rows are put together: the length of periods, and the digits of codes kept (0: no code)."""

    grain: Grain = Grain.YEAR
    digits: int = 2


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
        return _number(table, name, kind, mapping.missing)

    def amount(part: Amount | None) -> Any:
        return ibis.null(MONEY) if part is None else _amount(table, part, mapping.missing)

    preference = mapping.preference or Preference()
    value = amount(mapping.value)
    faults: list[tuple[Any, str]] = []
    period = _period(table, mapping.date, detail.grain, mapping.missing)
    faults.append((period.isnull(), "date-unreadable"))
    product: Any = ibis.literal("", "string")
    if mapping.code is not None:
        code = raw(mapping.code.column)
        digits = mapping.code.digits
        faults.append((~_is_code(table, code, digits).fill_null(False), "code-unreadable"))
        if detail.digits:
            product = _code(table, code, digits).substr(0, detail.digits)
    if mapping.value.column is not None:
        faults.append((_is_missing(table, mapping.value.column, mapping.missing), "value-missing"))
    faults.append((value.isnull(), "value-unreadable"))
    faults.append((value < 0, "value-negative"))

    columns: dict[str, Any] = {
        "_reporter": of(mapping.reporter),
        "_partner": of(mapping.partner),
        "_flow": of(mapping.flow),
        "_period": period,
        "_product": product,
        "_requested": raw(preference.requested.column if preference.requested else None),
        "_arrangement": _arrangements([raw(part.column) for part in preference.arrangement]),
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
        faults.append((used.isnull() | eligible_value.isnull() | (used < 0), "parts-unreadable"))
        faults.append(((used > eligible_value) | (eligible_value > value), "parts-exceed"))
        columns["_used_value"] = used
        columns["_eligible_value"] = eligible_value if preference.eligible_value else ibis.null(MONEY)
    if preference.mfn_rate is not None:
        mfn = number(preference.mfn_rate, RATE)
        columns["_mfn_zero"] = mfn == 0
        if preference.preferential_rate is not None:
            columns["_margin"] = mfn - number(preference.preferential_rate, RATE)
    # Nearly all rows are sound, which is quickly seen; only for others is it asked what is wrong.
    sound = reduce(lambda held, part: held & part, [~condition for condition, _ in faults]).fill_null(False)
    wrong = ibis.cases(
        *((condition.fill_null(False), reason) for condition, reason in faults), else_="value-unreadable"
    )
    columns["_fault"] = sound.ifelse(ibis.null("string"), wrong)
    return table.mutate(**columns)


def summed(rows: ir.Table, mapping: Mapping, detail: Detail) -> ir.Table:
    """The rows put together by all dimensions of the contract; what the table does not tell costs nothing."""
    import ibis

    dimensions, measures = _told(mapping, detail)
    values = {name: rows[f"_{name}"] for name in ("value", "quantity", "net_mass", "eligible_value", "used_value")}
    values |= {
        "duty": (rows["_value"].cast(WIDE) * rows["_margin"]).cast(DUTY),
        "rated": rows["_margin"].notnull().ifelse(rows["_value"], ibis.null(MONEY)),
        "weighed": rows["_net_mass"].notnull().ifelse(rows["_value"], ibis.null(MONEY)),
    }
    prepared = rows.select(
        **{name: rows[f"_{name}"] for name in dimensions}, **{name: values[name] for name in measures}
    )
    sums = prepared.group_by(dimensions).agg(rows=prepared.count(), **{name: prepared[name].sum() for name in measures})
    constants: dict[str, Any] = {
        "reporter": mapping.reporter.constant,
        "partner": mapping.partner.constant,
        "flow": mapping.flow.constant,
        "product": "",
        "period": parse(mapping.date.constant, detail.grain) if mapping.date.constant else None,
    }
    types = {"period": "int32", "mfn_zero": "boolean", "duty": DUTY}
    absent = {
        name: ibis.literal(constants.get(name), types.get(name, "string" if name in DIMENSIONS else SUM))
        for name in (*DIMENSIONS, *MEASURES)
        if name not in {*dimensions, *measures, "rows"}
    }
    return sums.mutate(**absent)


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


def _is_missing(table: ir.Table, name: str, missing: Texts) -> Any:
    column = table[name]
    return column.isnull() if column.type().is_numeric() else _text(table, name, missing).isnull()


def _is_code(table: ir.Table, text: Any, digits: int | None) -> Any:
    """Whether a text is a code."""
    shape = f"^[ .]*([0-9][ .]*){{1,{digits}}}$" if digits else CODE
    if not _tries_casts(table):
        return text.re_search(shape)
    import ibis

    # Most are digits alone; the embedded engine sees that a whole text is of a kind four times as fast as it searches.
    @ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]
    def regexp_full_match(text: str, pattern: str) -> bool: ...  # type: ignore[empty-body]

    plain = regexp_full_match(text, "[0-9]+") & text.length().isin(range(1, digits + 1) if digits else (2, 4, 6, 8, 10))
    return plain.ifelse(True, text.re_search(shape))


def _code(table: ir.Table, text: Any, digits: int | None) -> Any:
    """The digits of a code."""
    # Not every engine's `replace` replaces all; the embedded one's does, and takes half the time.
    plain = text.replace(".", "").replace(" ", "") if _tries_casts(table) else text.re_replace("[. ]", "")
    return plain.lpad(digits, "0") if digits else plain


def _period(table: ir.Table, when: When, grain: Grain, missing: Texts) -> Any:
    """The number of the period of a row; null where the date is none."""
    import ibis

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


def _arrangements(parts: list[Any]) -> Any:
    """The texts that name arrangements as one."""
    import ibis

    if not parts:
        return ibis.null("string")
    if len(parts) == 1:
        return parts[0]
    return reduce(lambda found, part: found + PART + part, (part.fill_null("") for part in parts))
