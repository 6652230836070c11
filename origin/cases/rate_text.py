"""A rate of duty as tariffs print it: "4.5%", "12.8% + 176.8 EUR/100 kg", "free". Nothing is guessed."""

from __future__ import annotations

import re
from fractions import Fraction

from origin.dossier.model import Money
from origin.dossier.number_text import parse_exact
from origin.frozen import Frozen

_SPECIFIC = re.compile(
    r"(?P<amount>[\d.,]+)\s*(?P<currency>[A-Z]{3})\s*/\s*(?P<per>[\d.]*)\s*(?P<unit>kg|t|dtn)", re.IGNORECASE
)
_PERCENT = re.compile(r"(?P<amount>[\d.,]+)\s*%?")
_UNITS = {"kg": Fraction(1), "dtn": Fraction(100), "t": Fraction(1000)}
_FREE = ("free", "0", "0%", "nil")


class DutyRate(Frozen):
    """A percentage of the customs value, plus amounts per kilogram of net mass."""

    percent: Fraction = Fraction(0)
    per_kilogram: tuple[Money, ...] = ()
    text: str = ""


def parse_rate(text: str) -> DutyRate | None:
    """The rate that a text states; None where it cannot be read."""
    text = text.strip()
    if text.casefold() in _FREE:
        return DutyRate(text=text)
    percent = Fraction(0)
    amounts: list[Money] = []
    for part in text.split("+"):
        part = part.strip()
        specific = _SPECIFIC.fullmatch(part)
        if specific:
            amount, per = parse_exact(specific["amount"]), parse_exact(specific["per"] or "1")
            if amount is None or not per:
                return None
            kilograms = per * _UNITS[specific["unit"].lower()]
            amounts.append(Money(amount / kilograms, specific["currency"].upper()))
            continue
        plain = _PERCENT.fullmatch(part)
        number = parse_exact(plain["amount"]) if plain else None
        if number is None or number < 0:
            return None
        percent += number
    return DutyRate(percent, tuple(amounts), text)
