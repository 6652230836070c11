"""An edition of the Harmonized System: which codes exist in it, and which are near a mistaken one."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from origin.nomenclature.code import HsCode
from origin.nomenclature.table_files import rows

YEARS = (2007, 2012, 2017, 2022)


class Edition:
    """The codes of one edition; `edition(year)` gives it, read once. `texts` are the subheadings' digits, in order."""

    __slots__ = ("_digits", "_numbers", "_subheadings", "texts", "year")

    def __init__(self, year: int, table: list[str]) -> None:
        """Takes the lines of a table in order: a heading and the last two digits of each of its subheadings."""
        self.year = year
        self.texts: list[str] = []
        self._digits: set[str] = set()
        for row in table:
            heading, *tails = row.split(" ")
            self.texts += [heading + tail for tail in tails]
            self._digits.add(heading)
            self._digits.add(heading[:2])
        self._digits.update(self.texts)
        self._subheadings: tuple[HsCode, ...] | None = None
        self._numbers: tuple[int, ...] | None = None

    def has(self, code: HsCode) -> bool:
        """True where the chapter, heading or subheading exists in this edition; national digits are not looked at."""
        return code.digits in self._digits

    def has_digits(self, digits: str) -> bool:
        """`has` for two, four or six digits as text; the digits of anything else are in no edition."""
        return digits in self._digits

    @property
    def subheadings(self) -> tuple[HsCode, ...]:
        """The subheadings in order."""
        if self._subheadings is None:
            self._subheadings = tuple(map(HsCode, self.texts))
        return self._subheadings

    @property
    def numbers(self) -> tuple[int, ...]:
        """The subheadings as numbers on the six-digit scale, in order."""
        if self._numbers is None:
            self._numbers = tuple(map(int, self.texts))
        return self._numbers

    @property
    def headings(self) -> tuple[HsCode, ...]:
        """The headings in order."""
        return tuple(map(HsCode, self._of_length(4)))

    @property
    def chapters(self) -> tuple[HsCode, ...]:
        """The chapters in order."""
        return tuple(map(HsCode, self._of_length(2)))

    def inside(self, code: HsCode) -> tuple[HsCode, ...]:
        """The subheadings inside a chapter or heading, or the subheading itself, in order; none where it is unknown."""
        low = bisect_left(self.texts, code.digits)
        high = bisect_left(self.texts, code.digits + ":")
        return tuple(map(HsCode, self.texts[low:high]))

    def beginning(self, digits: str, length: int) -> tuple[HsCode, ...]:
        """The codes of so many digits that begin with these, in order."""
        low = bisect_left(self.texts, digits)
        high = bisect_left(self.texts, digits + ":")
        return tuple(map(HsCode, dict.fromkeys(text[:length] for text in self.texts[low:high])))

    def nearest(self, code: HsCode, count: int = 3) -> tuple[HsCode, ...]:
        """The existing codes of the same level nearest to a mistaken one, best first.

        First those of the same heading (for a heading: those it differs from by a slip of the keyboard), then other
        codes one digit or one exchange of neighbouring digits away, then the next ones by number.
        """
        wanted = code.digits
        texts = self.texts if len(wanted) == 6 else self._of_length(len(wanted))

        def rank(text: str) -> tuple[bool, bool, int, str]:
            """Sorts the best first."""
            same_heading = len(wanted) == 6 and text[:4] == wanted[:4]
            return not same_heading, not _one_slip(text, wanted), abs(int(text) - int(wanted)), text

        return tuple(map(HsCode, sorted((text for text in texts if text != wanted), key=rank)[:count]))

    def _of_length(self, length: int) -> list[str]:
        """The codes of a level, in order."""
        return list(dict.fromkeys(text[:length] for text in self.texts))

    def __repr__(self) -> str:
        """The edition's name."""
        return f"Edition({self.year})"

    def __str__(self) -> str:
        """The edition as people name it: "HS 2022"."""
        return f"HS {self.year}"


@cache
def edition(year: int) -> Edition:
    """The edition of 2007, 2012, 2017 or 2022; ValueError for another year, which is the caller's to check."""
    if year not in YEARS:
        raise ValueError(f"no table for HS {year}; there are {', '.join(map(str, YEARS))}")
    return Edition(year, rows(f"hs{year}.txt"))


def _one_slip(text: str, wanted: str) -> bool:
    """True where one digit differs, or two neighbouring digits are exchanged."""
    differing = [at for at, (left, right) in enumerate(zip(text, wanted, strict=True)) if left != right]
    if len(differing) != 2:
        return len(differing) == 1
    at, after = differing
    return after == at + 1 and text[at] == wanted[after] and text[after] == wanted[at]
