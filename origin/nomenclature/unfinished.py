"""What a code with an odd number of digits may have been meant to be: loaded only where there is such a code."""

from __future__ import annotations

from origin.nomenclature.check import described
from origin.nomenclature.code import HsCode, is_chapter
from origin.nomenclature.edition import YEARS, Edition, edition

LEVELS = {
    1: "one digit: a chapter has two",
    3: "three digits: a chapter has two, a heading four",
    5: "five digits: a heading has four, a subheading six",
    7: "seven digits: a subheading has six, a tariff code eight or ten",
    9: "nine digits: a tariff code has eight or ten",
}
"""What is wrong with so many digits."""

_NOUNS = {2: "chapter", 4: "heading", 6: "subheading"}
_SHOWN = 4
_NEAR = 3


def exists(digits: str) -> bool:
    """Whether an edition has the code that these digits begin with, up to its subheading."""
    return is_chapter(digits[:2]) and any(edition(year).has(HsCode(digits[:6])) for year in YEARS)


def begins(digits: str) -> bool:
    """Whether a code of the newest edition begins with these digits."""
    return bool(edition(YEARS[-1]).beginning(digits[:6], 6))


def begun(digits: str) -> str:
    """Which codes of the newest edition begin with these digits; where none does, those nearest to them."""
    newest = edition(YEARS[-1])
    if len(digits) > 1 and not is_chapter(digits[:2]):
        return f"there is no chapter {digits[:2]}"
    if len(digits) > 6:
        code = HsCode(digits[:6])
        if newest.has(code):
            return f"the first six are the subheading {described((code,))}"
        return f"near the first six: {described(newest.nearest(code))}"
    length = len(digits) + 1
    found = newest.beginning(digits, length)
    if not found:
        return _nearest(digits, length, newest)
    noun = f"{_NOUNS[length]} begins" if len(found) == 1 else f"{_NOUNS[length]}s begin"
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    number = "one" if len(found) == 1 else str(len(found))
    return f"{number} {noun} with {digits}: {described(found[:_SHOWN])}{more}"


def _nearest(digits: str, length: int, newest: Edition) -> str:
    """Codes of the same chapter or heading near the ones that would begin so."""
    common = digits[:-1]
    while not (around := newest.beginning(common, length)):
        common = common[:-2]  # a heading that does not exist has no subheadings; those of its chapter are near
    middle = int(digits + "5")
    near = sorted(around, key=lambda code: (abs(int(code.digits) - middle), code.digits))[:_NEAR]
    return f"no {_NOUNS[length]} begins with {digits}; near it: {described(tuple(near))}"
