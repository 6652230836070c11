"""Lays a prescribed text over a presented one: which of its words stand there, which are changed, which are missing.

The cheapest way to turn one into the other, found by dynamic programming. Words before and after the statement cost
nothing, since it stands on an invoice; words in a blank cost next to nothing.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

from origin.frozen import Frozen
from origin.proofs.template import Blank, Fixed, Template
from origin.proofs.words import Word

CHANGED, MISSPELT, MISSING, OPTIONAL_MISSING, EXTRA = 15, 5, 10, 1, 8
"""What it costs, in tenths of a missing word."""
EMPTY_BLANK, IN_BLANK, MOST_IN_BLANK = 3, 1, 12
NO_NUMBER = 12
"""What a word costs in the blank of a number if it is longer than the letters of a country and has no digit."""
_FAR = 1_000_000


class Change(Frozen):
    """A word that stands where another should (`found` None: it is missing; `wanted` None: it is too many)."""

    element: str
    wanted: str | None
    found: str | None
    misspelt: bool = False


class Alignment(Frozen):
    """A prescribed text laid over a presented one.

    `matched` counts the words of each element that stand there; `blanks` gives for each blank the signs of the
    presented text (start, end) that fill it; `cost` grows with the difference; `reached` is where the statement ends.
    """

    template: Template
    cost: int
    matched: dict[str, int]
    changes: tuple[Change, ...]
    blanks: dict[str, tuple[int, int] | None]
    reached: int

    @property
    def words_matched(self) -> int:
        """How many words of the prescribed text stand there."""
        return sum(self.matched.values())

    @property
    def faults(self) -> tuple[Change, ...]:
        """The changes, without the words of elements that were left out and may be."""
        return tuple(
            change
            for change in self.changes
            if not (
                change.found is None
                and change.element in self.template.optional
                and not self.matched.get(change.element)
            )
        )


def align(template: Template, words: tuple[Word, ...]) -> Alignment:
    """The template laid over the words of a text."""
    items = template.items
    rows, columns = len(items), len(words)
    cost = [[_FAR] * (columns + 1) for _ in range(rows + 1)]
    step = [[""] * (columns + 1) for _ in range(rows + 1)]
    filled = [[0] * (columns + 1) for _ in range(rows + 1)]
    cost[0] = [0] * (columns + 1)
    for row in range(rows + 1):
        for column in range(columns + 1):
            here = cost[row][column]
            if here >= _FAR:
                continue
            if row < rows:
                item = items[row]
                if isinstance(item, Fixed):
                    skip = OPTIONAL_MISSING if item.element in template.optional else MISSING
                    _reach(cost, step, row + 1, column, here + skip, "missing")
                    if column < columns:
                        price, name = _difference(item.word, words[column].text)
                        _reach(cost, step, row + 1, column + 1, here + price, name)
                else:
                    count = filled[row][column]
                    close = EMPTY_BLANK if count == 0 and item.element not in template.optional else 0
                    if _reach(cost, step, row + 1, column, here + close, "close"):
                        filled[row + 1][column] = 0
                    if (
                        column < columns
                        and count < MOST_IN_BLANK
                        and _reach(cost, step, row, column + 1, here + _in_blank(item, words[column].text), "fill")
                    ):
                        filled[row][column + 1] = count + 1
            if 0 < row < rows and column < columns:
                _reach(cost, step, row, column + 1, here + EXTRA, "extra")
    end = min(range(columns + 1), key=lambda column: (cost[rows][column], column))
    return _told(template, words, cost[rows][end], step, end)


def _in_blank(blank: Blank, word: str) -> int:
    """What it costs that a word fills a blank."""
    if blank.name == "number" and len(word) > 3 and not any(sign.isdigit() for sign in word):
        return NO_NUMBER
    return IN_BLANK


def _reach(cost: list[list[int]], step: list[list[str]], row: int, column: int, price: int, name: str) -> bool:
    if price < cost[row][column]:
        cost[row][column] = price
        step[row][column] = name
        return True
    return False


@lru_cache(maxsize=50_000)
def _difference(wanted: str, found: str) -> tuple[int, str]:
    if wanted == found:
        return 0, "same"
    if min(len(wanted), len(found)) > 3 and SequenceMatcher(None, wanted, found, False).ratio() >= 0.8:
        return MISSPELT, "misspelt"
    return CHANGED, "changed"


def _told(template: Template, words: tuple[Word, ...], cost: int, step: list[list[str]], end: int) -> Alignment:
    """Goes the cheapest way back, and tells what lies on it."""
    matched = dict.fromkeys(template.elements, 0)
    blanks: dict[str, tuple[int, int] | None] = {}
    changes: list[Change] = []
    row, column = len(template.items), end
    while row > 0:
        name = step[row][column]
        if name == "extra":
            column -= 1
            changes.append(Change(template.items[row].element, None, words[column].text))
            continue
        if name == "fill":
            column -= 1
            item = template.items[row]
            assert isinstance(item, Blank)
            _, stop = blanks.get(item.name) or (0, words[column].end)
            blanks[item.name] = (words[column].start, stop)
            continue
        row -= 1
        item = template.items[row]
        if isinstance(item, Blank):
            blanks.setdefault(item.name, None)
            continue
        if name == "missing":
            changes.append(Change(item.element, item.word, None))
            continue
        column -= 1
        if name == "changed":
            changes.append(Change(item.element, item.word, words[column].text))
            continue
        matched[item.element] += 1
        if name == "misspelt":
            changes.append(Change(item.element, item.word, words[column].text, misspelt=True))
    reached = words[end - 1].end if end else 0
    return Alignment(template, cost, matched, tuple(reversed(changes)), blanks, reached)
