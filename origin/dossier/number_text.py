"""Exact numbers from text. The dossier's own notation is strict: 1234.50, with a point and nothing else."""

from __future__ import annotations

import re
from fractions import Fraction

LONGEST = 100
"""Characters of the longest number that is read."""

_EXACT = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,2})?", re.ASCII)
_RATIO = re.compile(r"([+-]?\d+)\s*/\s*(\d+)", re.ASCII)

ACCEPTED = "digits with a point for decimals, such as 1234.50"


def parse_exact(text: str) -> Fraction | None:
    """The number a text states, exactly: 1.10 is 11/10. None where it states none, or uses other signs than . and -."""
    if len(text) > LONGEST or not _EXACT.fullmatch(text):
        return None
    return Fraction(text)


def parse_ratio(text: str) -> Fraction | None:
    """A number, or a ratio of two whole numbers such as 1/3; None where it is neither, or divides by zero."""
    ratio = _RATIO.fullmatch(text) if len(text) <= LONGEST else None
    if ratio is None:
        return parse_exact(text)
    return Fraction(int(ratio[1]), int(ratio[2])) if int(ratio[2]) else None


def number_hint(text: str) -> str | None:
    """How to write a number that was written in another way."""
    bare = text.strip()
    if re.fullmatch(r"[+-]?\.?(?:nan|inf|infinity)", bare, re.IGNORECASE):
        return "leave the key out where the figure is not known"
    if len(bare) > LONGEST:
        return f"a number has at most {LONGEST} characters"
    if re.fullmatch(r"[+-]?\d{1,3}(?:[ ,_'’\u00a0\u202f]\d{3})+(?:\.\d+)?", bare):
        plain = re.sub(r"[^\d.+-]", "", bare)
        if bare.count(",") == 1 and "." not in bare:
            return f"write {plain} for thousands, or {bare.replace(',', '.')} for a decimal comma"
        return f"write it without separators: {plain}"
    if re.fullmatch(r"[+-]?\d{1,3}(?:[. '’\u00a0\u202f]\d{3})*,\d+", bare):
        return f"write the decimals after a point: {re.sub(r'[^0-9,+-]', '', bare).replace(',', '.')}"
    if any(sign.isdigit() and not sign.isascii() for sign in bare):
        return "type the digits again with a plain keyboard"
    return None


def decimal_text(number: Fraction) -> str:
    """The number as decimal text where it ends ("1234.5"), else as a ratio ("1/3")."""
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    places = max(twos, fives)
    digits = str(abs(number.numerator) * 10**places // number.denominator).zfill(places + 1)
    sign = "-" if number < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits
