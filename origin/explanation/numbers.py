"""Exact numbers as people read them: money, percentages, weights. Binary floating point is never used.

A number that ends is shown whole; one that does not, or that has more than six decimals, is rounded for show and marked
"≈". Amounts and their units are joined by a no-break space.
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

NBSP = "\N{NO-BREAK SPACE}"
ABOUT = "≈"
MOST_DECIMALS = 6


def decimals_of(number: Fraction) -> int | None:
    """How many decimals the number has; None where it never ends."""
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def exact_decimal(number: Fraction) -> str:
    """The number as plain decimal text where it ends ("1234.5"), else as a ratio ("305/6"): for machines, lossless."""
    places = decimals_of(number)
    if places is None:
        return f"{number.numerator}/{number.denominator}"
    return fixed(number, places, separator="")


class Toward(Enum):
    """Which way a number that must be rounded is rounded: to the nearest, or so that a promise made of it holds."""

    NEAREST = "nearest"
    UP = "up"
    DOWN = "down"


def fixed(number: Fraction, places: int, separator: str = ",", toward: Toward = Toward.NEAREST) -> str:
    """The number with so many decimals, rounded where it has more (half away from zero), with thousands separators."""
    scaled = abs(number) * 10**places
    down = scaled.numerator // scaled.denominator
    away = (toward is Toward.UP) == (number >= 0)
    if toward is Toward.NEAREST:
        whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    else:
        whole = down + 1 if away and scaled != down else down
    digits = str(whole).zfill(places + 1)
    before, after = (digits[:-places], digits[-places:]) if places else (digits, "")
    grouped = f"{int(before):,}".replace(",", separator)
    sign = "-" if number < 0 and whole else ""
    return f"{sign}{grouped}.{after}" if after else f"{sign}{grouped}"


def shown(
    number: Fraction,
    least: int = 0,
    apart_from: Fraction | None = None,
    decimals: int = 2,
    toward: Toward = Toward.NEAREST,
) -> str:
    """The number for people, with at least `least` decimals.

    A rounded one has `decimals` decimals, more where it would else read as zero or as `apart_from`, a bound that it is
    near to but not at.
    """
    places = decimals_of(number)
    if places is not None and places <= max(MOST_DECIMALS, least):
        return fixed(number, max(places, least))
    rounded = max(decimals, least)
    while rounded < 60 and _misleads(number, rounded, apart_from):
        rounded += 1
    return f"{ABOUT}{NBSP}{fixed(number, rounded, toward=toward)}"


def _misleads(number: Fraction, places: int, apart_from: Fraction | None) -> bool:
    text = fixed(number, places)
    return text == fixed(Fraction(0), places) or (
        apart_from is not None and number != apart_from and text == fixed(apart_from, places)
    )


def money(amount: Fraction, currency: str, toward: Toward = Toward.NEAREST) -> str:
    """An amount with its currency: "1,200.00 EUR"; figures without a currency are marked as an index."""
    return f"{shown(amount, least=2, toward=toward)}{NBSP}{currency if currency != 'index' else '(index)'}"


def percent(number: Fraction, bound: Fraction | None = None) -> str:
    """A percentage, "50%" or "≈ 50.83%"; never rounded onto the bound it is compared with."""
    return f"{shown(number, apart_from=bound)}%"


def kilograms(weight: Fraction) -> str:
    """A weight: "0.35 kg"."""
    return f"{shown(weight)}{NBSP}kg"


def litres(volume: Fraction) -> str:
    """A volume: "0.75 l"."""
    return f"{shown(volume)}{NBSP}l"


def quantity(number: Fraction) -> str:
    """A number of units: "2", "0.35", "1/3"."""
    return shown(number) if decimals_of(number) is not None else f"{number.numerator}/{number.denominator}"


def rate(number: Fraction, toward: Toward = Toward.NEAREST) -> str:
    """An exchange rate, with four decimals where it must be rounded."""
    return shown(number, decimals=4, toward=toward)
