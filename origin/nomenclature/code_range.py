"""A range of HS codes, both ends included, as a rule list writes it: "8701-8707", "2905.49-2942"."""

from __future__ import annotations

from origin.frozen import Frozen
from origin.nomenclature.code import HsCode


class HsRange(Frozen, tag=True):
    """From the beginning of `first` to the end of `last`; the ends may differ in precision.

    Raises ValueError where the range is reversed; text from people goes through `parse_set`, which never raises.
    """

    first: HsCode
    last: HsCode

    def __post_init__(self) -> None:
        """Refuses a range whose end lies before its beginning."""
        if self.low > self.high:
            raise ValueError(f"reversed range: {self.first}-{self.last}")

    @classmethod
    def of(cls, code: HsCode) -> HsRange:
        """The range of one code: all that lies inside it."""
        return cls(code, code)

    @property
    def low(self) -> int:
        """The first number of the range on the six-digit scale."""
        return self.first.first

    @property
    def high(self) -> int:
        """The last number of the range on the six-digit scale.

        A subheading nnnn.00 stands for its whole heading, which is not divided, and reaches to its end.
        """
        last = self.last.last
        return last if last % 100 else last + 99

    @property
    def partial(self) -> bool:
        """True where an end was written with "ex": the range covers only part of it."""
        return self.first.partial or self.last.partial

    def __str__(self) -> str:
        """The range as this toolkit prints it: "2905.49-2942", or the one code."""
        return self.first.short if self.first == self.last else f"{self.first.short}-{self.last.short}"


def range_between(low: int, high: int) -> HsRange:
    """The range from `low` to `high` on the six-digit scale, in the shortest codes that read well.

    `high` does not end in 00, and neither end lies in a chapter that is not in use.
    """
    start, end = f"{low:06}", f"{high:06}"
    first = start[:2] if start.endswith("0000") else start[:4] if start.endswith("00") else start
    last = end[:2] if end.endswith("9999") else end[:4] if end.endswith("99") else end
    while len(first) < len(last) and last.startswith(first):
        first = start[: len(first) + 2]
    while len(last) < len(first) and first.startswith(last):
        last = end[: len(last) + 2]
    return HsRange(HsCode(first), HsCode(last))
