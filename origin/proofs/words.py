"""The words of a text, so that spacing, hyphens, quotes, letter forms and known spellings make no difference."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from origin.frozen import Frozen

MOST_SIGNS = 20_000
"""Of a longer text only the beginning is compared: a prescribed text has a few hundred signs."""

_WORD = re.compile(r"[^\W_]+")
_NUMBER_SIGN = re.compile(r"\bn\.\s?[oº°]\b|\bn[º°]|№", re.IGNORECASE)


class Word(Frozen):
    """A word as it is compared, and where it stands in the text."""

    text: str
    start: int
    end: int


def words_of(text: str, spellings: Mapping[str, str]) -> tuple[Word, ...]:
    """The words of a text; `spellings` gives for a word the one that stands for it."""
    text = text[:MOST_SIGNS]
    text = _NUMBER_SIGN.sub(lambda found: "no".ljust(len(found[0])) if len(found[0]) > 1 else "n", text)
    return tuple(
        Word(spellings.get(plain, plain), found.start(), found.end())
        for found in _WORD.finditer(text)
        if (plain := folded(found[0]))
    )


def folded(word: str) -> str:
    """A word without regard to capitals and to the way its letters are encoded."""
    return unicodedata.normalize("NFKC", word).casefold()


def spelling_table(groups: tuple[tuple[str, ...], ...]) -> Mapping[str, str]:
    """For each word of a group, the first of the group."""
    return {folded(word): folded(group[0]) for group in groups for word in group}
