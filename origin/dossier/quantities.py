"""The kinds of a dossier that are amounts: money, weights, volumes, quantities, percentages, exchange rates; exact."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import partial

from msgspec.structs import replace

from origin.dossier.code_lists import INDEX, currencies
from origin.dossier.kinds import Fault, Kind
from origin.dossier.model import Money, Rate
from origin.dossier.notes import did_you_mean
from origin.dossier.number_text import decimal_text, number_hint, parse_exact, parse_ratio
from origin.frozen import Frozen

KILOGRAMS = {
    "kg": Fraction(1),
    "g": Fraction(1, 1000),
    "mg": Fraction(1, 1_000_000),
    "t": Fraction(1000),
    "lb": Fraction("0.45359237"),
    "oz": Fraction("0.45359237") / 16,
}
LITRES = {
    "l": Fraction(1),
    "dl": Fraction(1, 10),
    "cl": Fraction(1, 100),
    "ml": Fraction(1, 1000),
    "hl": Fraction(100),
    "m3": Fraction(1000),
}
COUNTED = tuple("pcs pc pieces piece ea each units unit pairs pair sets set m cm mm m2".split())

_SYMBOLS = {"€": "EUR", "£": "GBP", "¥": "JPY or CNY", "$": "USD, CAD, AUD ...", "₹": "INR", "₩": "KRW", "zł": "PLN"}
_MONEY = re.compile(
    r"(?P<before>[^\d\s+.-]+)?\s*(?P<amount>[+-]?[\d.,'’ \u00a0\u202f_]*\d\S*?)\s*(?P<after>[^\d\s.,][^\d\s]*)?"
)
_NUMBER = {"type": ["string", "number"]}
_MONEY_SCHEMA = {
    "anyOf": [
        {"type": "string", "pattern": r"\d"},
        {
            "type": "object",
            "properties": {"amount": _NUMBER, "currency": {"type": "string"}},
            "required": ["amount", "currency"],
            "additionalProperties": False,
        },
    ]
}
_MEASURE = re.compile(r"(?P<amount>.*?\d)\s*(?P<unit>[^\W\d_]+[23²³]?)?")


def _parse_currency(text: str) -> str | Fault:
    """The currency a text names by its three letters, or "index"."""
    code = text.upper()
    if code in currencies():
        return code
    if text.lower() == INDEX:
        return INDEX
    symbol = _SYMBOLS.get(text)
    near = partial(did_you_mean, code, sorted(currencies())) if len(code) == 3 else None
    hint = f"write {symbol} for {text}" if symbol else near
    return Fault("currency-unknown", f"{text[:20]} is not the code of a currency", hint)


CURRENCY = Kind("the three letters of a currency, such as EUR, or index", _parse_currency)


def _parse_money(text: str, *, positive: bool) -> Money | Fault:
    """An amount of money with its currency: "140 EUR"."""
    found = _MONEY.fullmatch(text)
    if not found or (found["before"] and found["after"]):
        return Fault("money-spelling", "this is not an amount of money", number_hint(text))
    return _money(found["amount"], found["before"] or found["after"] or "", positive)


def _parse_parts(parts: Mapping[str, object], *, positive: bool) -> Money | Fault:
    """An amount of money written as a mapping: {amount: "140", currency: EUR}."""
    number, currency = parts.get("amount"), parts.get("currency")
    if len(parts) == 2 and isinstance(number, str) and isinstance(currency, str):
        return _money(number.strip(), currency.strip(), positive)
    message = "an amount of money written as a mapping has the keys amount and currency"
    hint = "a price basis such as EXW belongs to product.price; here one amount is meant"
    meant = not {"amount", "currency"} & parts.keys()
    return Fault("value-shape", message, hint if meant else None, '{amount: "1234.50", currency: EUR}')


def _money(number: str, currency: str, positive: bool) -> Money | Fault:
    """The amount from its two parts; zero is refused where only positive amounts make sense, negative ones always."""
    amount = parse_exact(number)
    if amount is None:
        hint = number_hint(number)
        return Fault("number-spelling", "the amount is not written as a number", hint, part="amount")
    if not currency:
        hint = f"write for example {number} EUR, or {number} index where figures are only relative"
        return Fault("money-currency", "the amount has no currency", hint, part="amount")
    code = _parse_currency(currency)
    if isinstance(code, Fault):
        return replace(code, part="currency")
    if amount < 0 or (positive and amount == 0):
        least = "more than zero" if positive else "zero or more"
        message = f"the amount is {'zero' if amount == 0 else 'negative'}"
        return Fault("money-negative", message, accepted=least, part="amount")
    return Money(amount, code)


def _money_kind(positive: bool) -> Kind[Money]:
    """An amount of money."""
    accepted = 'an amount and a currency, such as 1234.50 EUR; "index" where the figures are only relative'
    parse, parse_parts = partial(_parse_money, positive=positive), partial(_parse_parts, positive=positive)
    return Kind(accepted, parse, parse_parts=parse_parts, schema=_MONEY_SCHEMA)


AMOUNT = _money_kind(positive=False)
PRICE = _money_kind(positive=True)


def _parse_measure(text: str, units: Mapping[str, Fraction], noun: str) -> Fraction | Fault:
    """A weight or a volume, zero or more; without a unit the first one is meant."""
    found = _MEASURE.fullmatch(text)
    if not found:
        return Fault("number-spelling", f"this is not a {noun}", number_hint(text))
    number = parse_exact(found["amount"])
    if number is None:
        return Fault("number-spelling", f"the {noun} is not written as a number", number_hint(found["amount"]))
    unit = (found["unit"] or next(iter(units))).lower().replace("³", "3")
    if unit not in units:
        return Fault("unit-unknown", f"{found['unit'][:20]} is not a unit of {noun} used here")
    if number < 0:
        return Fault("number-negative", f"the {noun} is negative", accepted="zero or more")
    return number * units[unit]


def _measure(units: Mapping[str, Fraction], noun: str) -> Kind[Fraction]:
    """A weight or a volume."""
    accepted = f"a number with one of {', '.join(units)} (without: {next(iter(units))})"
    return Kind(accepted, partial(_parse_measure, units=units, noun=noun), schema=_NUMBER)


WEIGHT = _measure(KILOGRAMS, "weight")
VOLUME = _measure(LITRES, "volume")


class Quantity(Frozen):
    """How much of a material: so many units, and what one unit weighs (kg) or holds (litres) where the unit says so."""

    number: Fraction
    kilograms: Fraction | None = None
    litres: Fraction | None = None


def _parse_quantity(text: str) -> Quantity | Fault:
    """A quantity: a number or ratio, with a unit where one likes."""
    found = _MEASURE.fullmatch(text)
    if not found:
        return Fault("number-spelling", "this is not a quantity", number_hint(text))
    number = parse_ratio(found["amount"])
    if number is None:
        return Fault("number-spelling", "the quantity is not written as a number", number_hint(found["amount"]))
    if number <= 0:
        is_zero = number == 0
        hint = "leave out a material of which nothing is used" if is_zero else None
        message = f"the quantity is {'zero' if is_zero else 'negative'}"
        return Fault("number-negative", message, hint, "more than zero")
    unit = (found["unit"] or "").lower().replace("²", "2").replace("³", "3")
    if unit and unit not in COUNTED and unit not in KILOGRAMS and unit not in LITRES:
        known = ", ".join(["pcs", "m", "m2", *KILOGRAMS, *LITRES])
        message = f"{found['unit'][:20]} is not a unit used here"
        return Fault("unit-unknown", message, accepted=f"a number, or one with {known}")
    return Quantity(number, KILOGRAMS.get(unit), LITRES.get(unit))


QUANTITY = Kind("a number above zero such as 2, 0.35 kg or 1/3", _parse_quantity, schema=_NUMBER)


def _parse_percentage(text: str) -> Fraction | Fault:
    """A share in percent, as a fraction: "5%" is 1/20."""
    if not text.endswith("%"):
        bare = parse_exact(text)
        hint = f"write {text}%, or {decimal_text(bare * 100)}%" if bare is not None else None
        return Fault("percent-sign", "a percentage ends in %", hint)
    number = parse_exact(text[:-1].rstrip())
    if number is None:
        return Fault("number-spelling", "the percentage is not written as a number", number_hint(text[:-1]))
    if not 0 <= number <= 1000:
        return Fault("number-negative", "the percentage is out of range", accepted="from 0% to 1000%")
    return number / 100


PERCENTAGE = Kind(
    "a percentage of zero or more, such as 5%", _parse_percentage, schema={"type": "string", "pattern": "%$"}
)


def _parse_rate(text: str) -> Rate | Fault:
    """An exchange rate: "1 USD = 0.92 EUR", or for many units "100 JPY = 0.61 EUR"."""
    sides = text.split("=")
    if len(sides) != 2:
        return Fault("rate-spelling", "an exchange rate has one equals sign")
    one, other = (PRICE.parse(side.strip()) for side in sides)
    for side in (one, other):
        if isinstance(side, Fault):
            return replace(side, message=f"on one side of the rate: {side.message}", accepted=None)
    if not isinstance(one, Money) or not isinstance(other, Money) or one.currency == other.currency:
        return Fault("rate-same", "an exchange rate is between two currencies")
    return Rate(one.currency, other.currency, other.amount / one.amount)


RATE = Kind(
    "two amounts that are worth the same, such as 1 USD = 0.92 EUR",
    _parse_rate,
    schema={"type": "string", "pattern": "="},
)
