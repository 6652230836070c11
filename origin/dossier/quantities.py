"""The kinds of a dossier that are amounts: money, weights, volumes, quantities, percentages, exchange rates; exact."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from origin.dossier.code_lists import INDEX, currencies
from origin.dossier.kinds import Fault, Scalar
from origin.dossier.model import Money, Rate
from origin.dossier.nodes import MapNode, Node, TextNode
from origin.dossier.notes import Notes, nearest
from origin.dossier.number_text import decimal_text, number_hint, parse_exact, parse_ratio

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
_MEASURE = re.compile(r"(?P<amount>.*?\d)\s*(?P<unit>[^\W\d_]+[23²³]?)?")


def parse_currency(text: str) -> str | Fault:
    """The currency a text names by its three letters, or "index"; or why it names none."""
    code = text.upper()
    if code in currencies():
        return code
    if text.lower() == INDEX:
        return INDEX
    if text in _SYMBOLS:
        hint: str | None = f"write {_SYMBOLS[text]} for {text}"
    else:
        near = nearest(code, sorted(currencies())) if len(code) == 3 else None
        hint = f"did you mean {near}?" if near else None
    return Fault("currency-unknown", f"{text[:20]} is not the code of a currency", hint, Amount.accepted)


class CurrencyCode(Scalar[str]):
    """A currency by its three letters, or "index"."""

    accepted = "the three letters of a currency, such as EUR, or index"

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`."""
        return {"type": "string"}

    def parse(self, text: str) -> str | Fault:
        """See `Scalar.parse`."""
        return parse_currency(text)


class Amount(Scalar[Money]):
    """An amount of money: "140 EUR", or {amount: "140", currency: EUR}."""

    accepted = 'an amount and a currency, such as 1234.50 EUR; "index" where the figures are only relative'

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`."""
        return {
            "anyOf": [
                {"type": "string", "pattern": r"\d"},
                {
                    "type": "object",
                    "properties": {"amount": {"type": ["string", "number"]}, "currency": {"type": "string"}},
                    "required": ["amount", "currency"],
                    "additionalProperties": False,
                },
            ]
        }

    def __init__(self, *, positive: bool = False) -> None:
        """Refuses zero where only positive amounts make sense; negative ones always."""
        self.positive = positive

    def parse(self, text: str) -> Money | Fault:
        """See `Scalar.parse`."""
        found = _MONEY.fullmatch(text)
        if not found or (found["before"] and found["after"]):
            return Fault("money-spelling", "this is not an amount of money", number_hint(text))
        return self.amount(found["amount"], found["before"] or found["after"] or "")

    def amount(self, number: str, currency: str) -> Money | Fault:
        """The amount from its two parts."""
        amount = parse_exact(number)
        if amount is None:
            return Fault("number-spelling", "the amount is not written as a number", number_hint(number))
        if not currency:
            hint = f"write for example {number} EUR, or {number} index where figures are only relative"
            return Fault("money-currency", "the amount has no currency", hint)
        code = parse_currency(currency)
        if isinstance(code, Fault):
            return code
        if amount < 0 or (self.positive and amount == 0):
            least = "more than zero" if self.positive else "zero or more"
            return Fault("money-negative", f"the amount is {'zero' if amount == 0 else 'negative'}", accepted=least)
        return Money(amount, code)

    def read(self, node: Node, path: str, notes: Notes) -> Money | None:
        """See `Kind.read`."""
        if not isinstance(node, MapNode):
            return super().read(node, path, notes)
        parts = {key: value[1] for key, value in node.entries.items()}
        number, currency = parts.get("amount"), parts.get("currency")
        complete = parts.keys() == {"amount", "currency"}
        if not complete or not isinstance(number, TextNode) or not isinstance(currency, TextNode):
            place = notes.place(node.line, node.column, path)
            accepted = '{amount: "1234.50", currency: EUR}'
            hint = None
            if not set(parts) & {"amount", "currency"}:
                hint = "a price basis such as EXW belongs to product.price; here one amount is meant"
            message = "an amount of money written as a mapping has the keys amount and currency"
            notes.add("value-shape", message, place, accepted=accepted, hint=hint)
            return None
        value = self.amount(number.text.strip(), currency.text.strip())
        if isinstance(value, Fault):
            at = currency if value.code.startswith("currency") else number
            place = notes.place(at.line, at.column, path)
            notes.add(value.code, value.message, place, found=at.text, accepted=value.accepted, hint=value.hint)
            return None
        return value


class Measure(Scalar[Fraction]):
    """A weight or a volume, zero or more; without a unit the first one is meant."""

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`."""
        return {"type": ["string", "number"]}

    def __init__(self, units: Mapping[str, Fraction], noun: str) -> None:
        """Takes the units with their size in the first one."""
        self.units = units
        self.noun = noun
        self.accepted = f"a number with one of {', '.join(units)} (without: {next(iter(units))})"

    def parse(self, text: str) -> Fraction | Fault:
        """See `Scalar.parse`."""
        found = _MEASURE.fullmatch(text)
        if not found:
            return Fault("number-spelling", f"this is not a {self.noun}", number_hint(text))
        number = parse_exact(found["amount"])
        if number is None:
            return Fault("number-spelling", f"the {self.noun} is not written as a number", number_hint(found["amount"]))
        unit = (found["unit"] or next(iter(self.units))).lower().replace("³", "3")
        if unit not in self.units:
            return Fault("unit-unknown", f"{found['unit'][:20]} is not a unit of {self.noun} used here")
        if number < 0:
            return Fault("number-negative", f"the {self.noun} is negative", accepted="zero or more")
        return number * self.units[unit]


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much of a material: so many units, and what one unit weighs (kg) or holds (litres) where the unit says so."""

    number: Fraction
    kilograms: Fraction | None = None
    litres: Fraction | None = None


class Units(Scalar[Quantity]):
    """A quantity: a number or ratio, with a unit where one likes."""

    accepted = "a number above zero such as 2, 0.35 kg or 1/3"

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`."""
        return {"type": ["string", "number"]}

    def parse(self, text: str) -> Quantity | Fault:
        """See `Scalar.parse`."""
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


class Percentage(Scalar[Fraction]):
    """A share in percent, as a fraction: "5%" is 1/20."""

    accepted = "a percentage of zero or more, such as 5%"

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`."""
        return {"type": "string", "pattern": "%$"}

    def parse(self, text: str) -> Fraction | Fault:
        """See `Scalar.parse`."""
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


class ExchangeRate(Scalar[Rate]):
    """An exchange rate: "1 USD = 0.92 EUR", or for many units "100 JPY = 0.61 EUR"."""

    accepted = "two amounts that are worth the same, such as 1 USD = 0.92 EUR"

    def schema(self) -> dict[str, Any]:
        """See `Kind.schema`."""
        return {"type": "string", "pattern": "="}

    def parse(self, text: str) -> Rate | Fault:
        """See `Scalar.parse`."""
        sides = text.split("=")
        if len(sides) != 2:
            return Fault("rate-spelling", "an exchange rate has one equals sign")
        amounts = [Amount(positive=True).parse(side.strip()) for side in sides]
        for amount in amounts:
            if isinstance(amount, Fault):
                return Fault(amount.code, f"on one side of the rate: {amount.message}", amount.hint, self.accepted)
        one, other = (amount for amount in amounts if isinstance(amount, Money))
        if one.currency == other.currency:
            return Fault("rate-same", "an exchange rate is between two currencies")
        return Rate(one.currency, other.currency, other.amount / one.amount)
