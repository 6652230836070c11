"""Exact numbers as people and machines read them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from origin.explanation.numbers import Toward, exact_decimal, fixed, kilograms, money, percent, quantity, rate, shown


def _plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("1200", "1,200.00 EUR"),
        ("0", "0.00 EUR"),
        ("1234567.5", "1,234,567.50 EUR"),
        ("1.432", "1.432 EUR"),
        ("-10", "-10.00 EUR"),
        ("100/3", "≈ 33.33 EUR"),
        ("1/3000", "≈ 0.0003 EUR"),
        ("-1/3000", "≈ -0.0003 EUR"),
        ("0.12345678", "≈ 0.12 EUR"),
    ],
)
def test_money(amount: str, expected: str) -> None:
    """Money has two decimals or as many as it needs; what is rounded is marked and never shown as nothing."""
    assert expected == _plain(money(Fraction(amount), "EUR"))


def test_an_index() -> None:
    """Figures without a currency are marked as relative."""
    assert _plain(money(Fraction(50), "index")) == "50.00 (index)"


@pytest.mark.parametrize(
    ("number", "bound", "expected"),
    [
        ("50", "50", "50%"),
        ("305/6", "50", "≈ 50.83%"),
        ("62.1875", "50", "62.1875%"),
        ("150001/3000", "50", "≈ 50.0003%"),
        ("149999/3000", "50", "≈ 49.9997%"),
    ],
)
def test_percent(number: str, bound: str, expected: str) -> None:
    """A percentage is never rounded onto the bound it is compared with."""
    assert expected == _plain(percent(Fraction(number), Fraction(bound)))


def test_other_units() -> None:
    """Weights, quantities and rates keep the decimals they have."""
    assert _plain(kilograms(Fraction("0.35"))) == "0.35 kg"
    assert (quantity(Fraction(2)), quantity(Fraction(1, 3)), quantity(Fraction(1, 2))) == ("2", "1/3", "0.5")
    assert _plain(rate(Fraction(51, 61))) == "≈ 0.8361"


def test_rounding_keeps_promises() -> None:
    """A number that must be rounded goes up or down as asked; one that ends stays as it is."""
    third = Fraction(100, 3)
    assert (fixed(third, 2, toward=Toward.UP), fixed(third, 2, toward=Toward.DOWN)) == ("33.34", "33.33")
    assert (fixed(-third, 2, toward=Toward.UP), fixed(-third, 2, toward=Toward.DOWN)) == ("-33.33", "-33.34")
    assert _plain(money(Fraction(1126), "EUR", Toward.UP)) == "1,126.00 EUR"


@given(st.fractions())
def test_the_exact_text_is_lossless(number: Fraction) -> None:
    """What machines read is the number itself."""
    assert number == Fraction(exact_decimal(number))


@given(st.fractions(max_denominator=10**6))
def test_what_is_shown_is_near(number: Fraction) -> None:
    """What people read is the number itself, or is marked and off by no more than half of its last decimal."""
    text = _plain(shown(number))
    value = Fraction(text.removeprefix("≈ ").replace(",", ""))
    if text.startswith("≈"):
        places = len(text.partition(".")[2])
        assert abs(value - number) <= Fraction(1, 2 * 10**places)
        assert (value == 0) is (number == 0)
    else:
        assert number == value
