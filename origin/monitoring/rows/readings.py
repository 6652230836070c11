"""A column of any kind read as text, figure, code or period: one value for each row, or null where it is none."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

from origin.monitoring.mapping import Amount, Texts, When
from origin.monitoring.periods import Grain, parse
from origin.monitoring.rows.terms import CODE, MONEY, PART, WIDE

if TYPE_CHECKING:
    import ibis.expr.types as ir


def is_embedded(table: ir.Table) -> bool:
    """Whether the embedded engine holds a table: its casts may be tried, and it looks at each text of a column once."""
    return all(backend.name == "duckdb" for backend in table._find_backends()[0])


def text_of(table: ir.Table, name: str, missing: Texts) -> Any:
    """A column as text, without spaces around it; null where nothing stands."""
    column = table[name]
    if not column.type().is_string():
        column = column.cast("string")
    column = column.strip()
    return reduce(lambda found, nothing: found.nullif(nothing), dict.fromkeys((*missing, "")), column)


def number_of(table: ir.Table, name: str, kind: str, missing: Texts) -> Any:
    """A column as a decimal; null where it is none, or has more digits than the kind."""
    import ibis

    column = table[name]
    told, wanted = column.type(), ibis.dtype(kind)
    if not told.is_numeric():
        text = text_of(table, name, missing)
        if is_embedded(table):
            return text.try_cast(kind)
        return text.re_search(r"^[+-]?[0-9]{1,14}(\.[0-9]+)?$").ifelse(text, None).cast(kind)
    whole = wanted.precision - wanted.scale
    if told.is_decimal() and (told.precision or 99) <= wanted.precision and (told.scale or 0) <= wanted.scale:
        # Exact as it is; a cast would take longer than the sum.
        fits = told.precision - (told.scale or 0) <= whole
        return column if fits else ((column < 10**whole) & (column > -(10**whole))).ifelse(column, None)
    if is_embedded(table):
        return column.try_cast(kind)
    most = 10**whole - 1
    return column.between(-most, most).ifelse(column, None).cast(kind)  # what is not a number is not between


def alike(kind: str, *columns: Any) -> tuple[Any, ...]:
    """Decimals as they are where all have as many places, else as the kind: engines reckon with such only."""
    same = len({column.type().scale for column in columns}) == 1
    return columns if same else tuple(column.cast(kind) for column in columns)


def amount_of(table: ir.Table, part: Amount, missing: Texts) -> Any:
    """A figure as the mapping tells it."""
    import ibis

    if part.column is None:
        return ibis.literal(part.constant).cast(MONEY)
    found = number_of(table, part.column, MONEY, missing)
    if part.scale != "1":
        found = found.cast(WIDE) * ibis.literal(part.scale).cast("decimal(9, 0)")
        # What the factor makes too large for the type is no figure, as if the table had told it so.
        most = ibis.literal(10**14 - 1).cast(WIDE)
        found = found.between(-most, most).ifelse(found, None).cast(MONEY)
    if part.blank_zero:
        found = found.nullif(ibis.literal(0).cast(MONEY))
    for name, texts in part.blank_where.items():
        found = text_of(table, name, ()).isin(texts).fill_null(False).ifelse(ibis.null(MONEY), found)
    for name, texts in part.only_where.items():
        found = text_of(table, name, ()).isin(texts).fill_null(False).ifelse(found, ibis.null(MONEY))
    return found


def is_told(table: ir.Table, name: str, missing: Texts) -> Any:
    """Whether anything stands in a column."""
    column = table[name]
    return column.notnull() if column.type().is_numeric() else text_of(table, name, missing).notnull()


def is_code(table: ir.Table, text: Any, digits: int | None) -> Any:
    """Whether a text is a code."""
    shape = f"[ .]*([0-9][ .]*){{1,{digits}}}" if digits else CODE
    if not is_embedded(table):
        return text.re_search(f"^{shape}$")
    import ibis

    @ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]
    def regexp_full_match(text: str, pattern: str) -> bool: ...  # type: ignore[empty-body]

    return regexp_full_match(text, shape)


def code_of(table: ir.Table, text: Any, digits: int | None) -> Any:
    """The digits of a code."""
    # Not every engine's `replace` replaces all; the embedded one's does, and takes half the time.
    plain = text.replace(".", "").replace(" ", "") if is_embedded(table) else text.re_replace("[. ]", "")
    return plain.lpad(digits, "0") if digits else plain


def period_of(table: ir.Table, when: When, grain: Grain, missing: Texts) -> Any:
    """The number of the period of a row; null where the date is none."""
    import ibis

    if when.constant is not None:
        return ibis.literal(parse(when.constant, grain)).cast("int32")
    month: Any
    if when.year is not None:
        year: Any = _whole(table, when.year, missing)
        month = _whole(table, when.month, missing) if when.month else None
    else:
        assert when.column is not None
        column = table[when.column]
        if column.type().is_date() or column.type().is_timestamp():
            year, month = column.year(), None if grain is Grain.YEAR else column.month()
        elif when.format == "year":
            year, month = _whole(table, when.column, missing), None
        else:
            year, month = _year_and_month(table, when.column, when.format == "date", missing)
    sound = year.between(1900, 2200)
    if month is not None:
        sound = sound & month.between(1, 12)
    number = year if grain is Grain.YEAR else year * grain.per_year
    if month is not None and grain is Grain.QUARTER:
        number = number + ((month - 1) / 3).floor()
    elif month is not None and grain is Grain.MONTH:
        number = number + month - 1
    return sound.ifelse(number.cast("int32"), None)


def _year_and_month(table: ir.Table, name: str, dated: bool, missing: Texts) -> tuple[Any, Any]:
    """The year and month of a text: a day (2024-03-15), or a month (2024-03, 202403)."""
    text = text_of(table, name, missing)
    if dated and is_embedded(table):
        day = text.try_cast("date")
        return day.year(), day.month()
    shape = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$" if dated else r"^[0-9]{4}-?[0-9]{2}$"
    plain = text.re_search(shape).ifelse(text.re_replace("-", ""), None)
    year, month = plain.substr(0, 4).cast("int32"), plain.substr(4, 2).cast("int32")
    if dated:
        year = _is_day(year, month, plain.substr(6, 2).cast("int32")).ifelse(year, None)
    return year, month


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
    """A column as a whole number of at most four digits."""
    column = table[name]
    told = column.type()
    if told.is_numeric():
        inside = column.between(0, 9999)  # what is not a number is not between
        if not told.is_integer():
            inside = inside & (column == inside.ifelse(column, None).floor())
        return inside.ifelse(column, None).cast("int32")
    text = text_of(table, name, missing)
    return text.re_search(r"^[0-9]{1,4}$").ifelse(text, None).cast("int32")


def arrangements_of(parts: list[Any]) -> Any:
    """The texts that name arrangements as one."""
    import ibis

    if not parts:
        return ibis.null("string")
    if len(parts) == 1:
        return parts[0]
    return reduce(lambda found, part: found + PART + part, (part.fill_null("") for part in parts))
