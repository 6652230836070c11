"""The heading of a published rule set and its span of ten-digit codes: the products that are meant.

The span is what the publisher looks codes up by; the heading is what the annex prints. Both must agree, and the
spelling of the heading is kept where it says the same.
"""

from __future__ import annotations

import re

from origin.frozen import Frozen
from origin.nomenclature.code import HsCode
from origin.nomenclature.code_range import HsRange, range_between
from origin.problems import Problem

ACCEPTED = '"Chapter 1", "ex Chapter 11", "0403", "ex 0502", "1507 to 1515", "0101-0106" or "290549-2942"'

_PRINTED = re.compile(
    r"(?P<ex>ex\.?\s+|ex(?=\d))?(?P<chapter>chapter\s+)?(?P<first>\d[\d.]*)(?:\s*(?:to|-|\u2013)\s*(?P<last>\d[\d.]*))?",
    re.IGNORECASE,
)


class Heading(Frozen):
    """The products of a rule set; `chapter` where the heading names one; `whole` unless it was printed with "ex"."""

    products: HsRange
    chapter: str | None
    whole: bool


def read_heading(printed: str, lowest: str, highest: str) -> Heading | Problem:
    """The products of a heading and of the span from `lowest` to `highest`, both ten digits."""
    found = _PRINTED.fullmatch(" ".join(printed.split()))
    if found is None:
        return Problem("heading-unknown", "this is no heading of a rule list", found=printed[:80], accepted=ACCEPTED)
    if lowest > highest:
        message = "the span of codes ends before it begins"
        return Problem("span-reversed", message, found=f"{lowest} to {highest}")
    first = _digits(found["first"], bool(found["chapter"]))
    last = _digits(found["last"], bool(found["chapter"])) if found["last"] else first
    try:
        stated = HsRange(HsCode(first), HsCode(last))
        spanned = range_between(*_six_digits(lowest, highest))
    except ValueError as error:
        return Problem("heading-unknown", str(error), found=f"{printed[:80]}, {lowest} to {highest}", accepted=ACCEPTED)
    if not (stated.low <= spanned.low and spanned.high <= _reach(last)):
        message = "the heading and the span of codes do not agree"
        return Problem("heading-disagrees", message, found=f"{printed[:80]}, {lowest} to {highest}")
    same = stated.low == spanned.low and spanned.high in (stated.high, _reach(last))
    chapter = first if len(first) == 2 and first == last else None
    return Heading(stated if same else spanned, chapter, whole=not found["ex"])


def _digits(printed: str, chapter: bool) -> str:
    digits = printed.replace(".", "")
    if len(digits) == 1 and chapter:
        return f"0{digits}"
    return f"{digits}0" if len(digits) == 5 else digits


def _reach(last: str) -> int:
    """The last number of the six-digit scale that a printed end takes in.

    The publisher lets subheading 1901.10 reach to 1901.19, as a one-dash subheading ends in 0 and takes the numbers
    that its two-dash subheadings would have, and 2105.00, a heading without subheadings, to 2105.99.
    """
    if len(last) == 6 and last.endswith("0"):
        return int(last.rstrip("0")[:5].ljust(4, "0").ljust(6, "9"))
    return int(last.ljust(6, "9"))


def _six_digits(lowest: str, highest: str) -> tuple[int, int]:
    return int(lowest[:6]), int(highest[:6])
