"""An HS code: chapter, heading or subheading, with any national digits beyond the sixth."""

from __future__ import annotations

from enum import IntEnum
from functools import total_ordering
from typing import Final


class Level(IntEnum):
    """How precise a code is; the value is its number of digits."""

    __hash__ = int.__hash__

    CHAPTER = 2
    HEADING = 4
    SUBHEADING = 6


@total_ordering
class HsCode:
    """A code of the Harmonized System.

    Equality, order and hash are those of the (at most six) HS digits: the national digits of an 8 or 10-digit code and
    the mark `partial` ("ex 8711": only part of what the code covers) are carried along and not compared. A broader
    code sorts just before those inside it: 87, 8711, 8711.60, 88.

    Raises ValueError where the digits are no HS code; text from people goes through `parse_code`, which never raises.
    """

    __slots__ = ("digits", "first", "last", "national", "partial")

    def __init__(self, digits: str, national: str = "", partial: bool = False) -> None:
        """Works out the span on the six-digit scale: 8711 is 871100..871199, 8711.60 is 871160..871160."""
        if len(digits) not in (2, 4, 6) or not (digits.isascii() and digits.isdigit()) or not is_chapter(digits[:2]):
            raise ValueError(f"not an HS code: {digits!r}")
        self.digits: Final = digits
        self.national: Final = national
        self.partial: Final = partial
        self.first: Final = int(digits.ljust(6, "0"))
        self.last: Final = int(digits.ljust(6, "9"))

    def __eq__(self, other: object) -> bool:
        return self.digits == other.digits if isinstance(other, HsCode) else NotImplemented

    def __lt__(self, other: HsCode) -> bool:
        return self.digits < other.digits

    def __hash__(self) -> int:
        return hash(self.digits)

    @property
    def level(self) -> Level:
        """Whether the code is a chapter, a heading or a subheading."""
        return Level(len(self.digits))

    @property
    def chapter(self) -> HsCode:
        """The chapter the code belongs to; a chapter is its own."""
        return HsCode(self.digits[:2])

    @property
    def heading(self) -> HsCode | None:
        """The heading the code belongs to; None for a chapter, which is less precise than that."""
        return HsCode(self.digits[:4]) if len(self.digits) >= 4 else None

    @property
    def subheading(self) -> HsCode | None:
        """The code without its national digits where it is a subheading; None where it is less precise."""
        return HsCode(self.digits) if len(self.digits) == 6 else None

    @property
    def dotted(self) -> str:
        """The code as the agreements print it: "87", "87.11", "8711.60"."""
        digits = self.digits
        if len(digits) == 4:
            return f"{digits[:2]}.{digits[2:]}"
        return digits if len(digits) == 2 else f"{digits[:4]}.{digits[4:]}"

    @property
    def short(self) -> str:
        """The code as this toolkit prints it, in rules and messages: "87", "8711", "8711.60"."""
        return self.digits if len(self.digits) < 6 else f"{self.digits[:4]}.{self.digits[4:]}"

    @property
    def full(self) -> str:
        """All the digits that were given, national ones included: "87116090"."""
        return self.digits + self.national

    def covers(self, other: HsCode) -> bool:
        """True where `other` is this code or lies inside it: 8711 covers 8711.60."""
        return other.digits.startswith(self.digits)

    def __str__(self) -> str:
        """The HS digits, without dots: "871160"."""
        return self.digits

    def __repr__(self) -> str:
        """The code as one would write it in Python."""
        extra = f", national={self.national!r}" if self.national else ""
        return f"HsCode({self.digits!r}{extra}{', partial=True' if self.partial else ''})"


def is_chapter(digits: str) -> bool:
    """True for the two digits of a chapter in use: 01 to 97 without 77, which is reserved."""
    return "01" <= digits <= "97" and digits != "77"
