"""Numbers as dossiers and tables write them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from origin.dossier.number_style import decide, read_number, shown_decimal, take_apart
from origin.dossier.number_text import decimal_text, number_hint, parse_exact, parse_ratio

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**30), max_value=10**30)
GROUPS = {".": [",", " ", "'", "\u00a0", "\u202f", "’", ""], ",": [".", " ", "'", "\u00a0", "\u202f", "’", ""]}


@given(DECIMALS)
def test_exact_numbers_round_trip(number: Decimal) -> None:
    """A decimal's own text is read as exactly that number."""
    assert parse_exact(format(number, "f")) == Fraction(number)


@given(st.fractions())
def test_decimal_text_round_trips(number: Fraction) -> None:
    """What is shown of a number is that number."""
    assert parse_ratio(decimal_text(number)) == number


@given(st.text(max_size=40))
def test_text_never_raises(text: str) -> None:
    """Any text is a number, or None with a hint or without."""
    parse_exact(text)
    parse_ratio(text)
    number_hint(text)
    written = take_apart(text)
    if written is not None:
        for decimal in (".", ","):
            read_number(written, decimal)


@given(DECIMALS, st.sampled_from([(d, g) for d, groups in GROUPS.items() for g in groups]), st.integers(0, 4))
def test_localised_numbers_round_trip(number: Decimal, style: tuple[str, str], places: int) -> None:
    """A number written with any of the usual separators is read back exactly, given the decimal sign."""
    decimal, group = style
    shown = f"{number:,.{places}f}"
    written = take_apart(shown.replace(",", "\0").replace(".", decimal).replace("\0", group))
    assert written is not None
    assert read_number(written, decimal) == Fraction(shown.replace(",", ""))
    assert shown_decimal(written.body) in (decimal, "?", None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("12", None),
        ("1 234", None),
        ("1'234", None),
        ("1.5", "."),
        ("1,50", ","),
        ("1,234", "?"),
        ("1.234", "?"),
        ("0,234", ","),
        ("1234,567", ","),
        ("1 234,567", ","),
        ("1,234.5", "."),
        ("1.234,5", ","),
        ("1,234,567", "."),
        ("1.234.567", ","),
    ],
)
def test_shown_decimal(text: str, shown: str | None) -> None:
    """A number shows its decimal sign, or that it could be either, or that it needs none."""
    assert shown_decimal(text) == shown


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("$1,500.00 ", "1500"),
        ("EUR 3.10", "3.1"),
        ("(3.10)", "-3.1"),
        ("-3.10 €", "-3.1"),
        ("€ -3.10", "-3.1"),
        ("-$5", "-5"),
        ("3.10-", "-3.1"),
        ("CHF 1'234.50", "1234.5"),
        (".5", "0.5"),
        ("1,23,456", None),
        ("1.2.3", None),
        ("12/05/2026", None),
        ("2 x 5", None),
        ("(5", None),
        ("1 2345", None),
        ("٣", None),
        ("#DIV/0!", None),
        ("5%", "5"),
        ("360 pins", "360"),
    ],
)
def test_cells_with_decimal_points(text: str, number: str | None) -> None:
    """Signs of currency, brackets and units stand around a number; anything else makes it none."""
    written = take_apart(text)
    found = read_number(written, ".") if written else None
    assert found == (None if number is None else Fraction(number))


@pytest.mark.parametrize(
    ("column", "sign"),
    [
        (["1,234", "5.10"], "."),
        (["1.234", "5,10"], ","),
        (["1,234"], None),
        (["12", "5"], "."),
        (["1,50", "1.50"], None),
        ([], "."),
    ],
)
def test_column_decides(column: list[str], sign: str | None) -> None:
    """All cells of a column together show its decimal sign."""
    assert decide(enumerate(column))[0] == sign


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1_000", "write it without separators: 1000"),
        ("1,234", "write 1234 for thousands, or 1.234 for a decimal comma"),
        ("1.234,50", "write the decimals after a point: 1234.50"),
        (".nan", "leave the key out where the figure is not known"),
        ("٣", "type the digits again with a plain keyboard"),
        ("many", None),
    ],
)
def test_number_hints(text: str, hint: str | None) -> None:
    """The hint shows how the number is written here."""
    assert parse_exact(text) is None
    assert number_hint(text) == hint


@pytest.mark.parametrize(
    "text", ["1e999", "1e-999", "nan", "inf", "1_0", "0x1", "1.", "٣", "1 0", "--1", "+-1", "9" * 101]
)
def test_not_exact(text: str) -> None:
    """What Python would read as a number, or what grows without bound, is none here."""
    assert parse_exact(text) is None


def test_ratios() -> None:
    """A ratio of whole numbers is exact; by zero there is none."""
    assert parse_ratio("1/3") == Fraction(1, 3)
    assert parse_ratio("1/0") is None
    assert parse_ratio("0.5/3") is None
