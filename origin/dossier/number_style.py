"""How a column writes its numbers: which sign separates the decimals, decided from all of its cells together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from origin.dossier.number_text import LONGEST
from origin.frozen import Frozen

_SPACES = " \u00a0\u2007\u2009\u202f"
_MARKS = "'’\u02bc´`"
_CELL = re.compile(
    r"(?P<sign>[-−+(]?)\s*(?P<before>[^\d\s.,()+−-][^\d()+−-]*?)?\s*(?P<inner>[-−+(]?)\s*"
    rf"(?P<body>\d(?:[\d.,{_SPACES}{_MARKS}]*\d)?|[.,]\d+)"
    r"\s*(?P<close>[-−)]?)\s*(?P<after>[^\d\s.,()-][^\d()]*?)?\s*(?P<last>\)?)"
)


_NO_CENTS = re.compile(r"(?<=\d)[.,][-–—]{1,2}(?!\d)")
"""How prices without cents are written: "15,-" and "1.200,--"."""


class Written(Frozen):
    """A number as found in a cell: its digits and separators, what stands before and after, and its sign."""

    body: str
    negative: bool
    before: str = ""
    after: str = ""


def take_apart(text: str) -> Written | None:
    """The number in a cell with what surrounds it ("$1,500.00", "12,50 €", "(3.10)"); None where there is none."""
    found = _CELL.fullmatch(_NO_CENTS.sub("", text.strip())) if len(text) <= LONGEST else None
    if found is None:
        return None
    signs = found["sign"] + found["inner"] + found["close"] + found["last"]
    before, after = (found["before"] or "").strip(), (found["after"] or "").strip()
    if len(signs.replace("()", "(")) > 1 or ("(" in signs) != (")" in signs) or (before and after not in ("", "%")):
        return None
    return Written(found["body"], any(sign in signs for sign in "-−("), before, after)


def shown_decimal(body: str) -> str | None:
    """The decimal sign that a number shows: "." or ","; "?" where either could be meant; None where it has neither."""
    grouped = any(mark in body for mark in _SPACES + _MARKS)
    points, commas = body.count("."), body.count(",")
    if points and commas:
        last = "." if body.rfind(".") > body.rfind(",") else ","
        return last if body.count(last) == 1 else "?"
    if not points and not commas:
        return None
    sign = "." if points else ","
    other = "," if points else "."
    if points + commas > 1:
        return other
    whole, decimals = body.split(sign)
    if len(decimals) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0") and not grouped:
        return "?"
    return sign


def decide(bodies: Iterable[tuple[int, str]]) -> tuple[str | None, tuple[int, int] | None, int | None]:
    """What the numbers of a column show together: the decimal sign; two rows that contradict; a row that is unclear.

    The sign is "." where nothing needs one, and None where it is unclear or contradicted.
    """
    first: dict[str, int] = {}
    unclear: int | None = None
    for row, body in bodies:
        shown = shown_decimal(body)
        if shown == "?":
            unclear = row if unclear is None else unclear
        elif shown is not None:
            first.setdefault(shown, row)
    if len(first) == 2:
        return None, (first["."], first[","]), None
    if first:
        return next(iter(first)), None, None
    return (None, None, unclear) if unclear is not None else (".", None, None)


def read_number(written: Written, decimal: str) -> Fraction | None:
    """The number, with its decimals after the given sign; None where its thousands are not in groups of three."""
    body = written.body
    if not body[0].isdigit() and body[0] != decimal:
        return None
    whole, sign, decimals = body.rpartition(decimal) if decimal in body else (body, "", "")
    if sign and not decimals.isdigit():
        return None
    groups = re.split(rf"[.,{_SPACES}{_MARKS}]", whole)
    separators = set(re.findall(rf"[.,{_SPACES}{_MARKS}]", whole))
    if len(groups) > 1 and (len(separators) > 1 or decimal in separators):
        return None
    if len(groups) > 1 and not (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])):
        return None
    digits = "".join(groups)
    if not (digits + decimals).isdigit() or not (digits + decimals).isascii():
        return None
    number = Fraction(f"{digits or '0'}.{decimals or '0'}")
    return -number if written.negative else number
