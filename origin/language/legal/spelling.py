"""Misprints of the words that carry the grammar: one letter wrong, too many or missing, or a word split in two.

Other words name things, and may be what they are; these may not: "headng" means nothing but "heading".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from origin.language.legal.passage import Passage
from origin.language.legal.vocabulary import WORD, keywords, known_words, one_apart, words_of

SHORTEST = 6
"""How many letters a keyword has at least, for a word to be taken for a misprint of it."""

_SPLIT = re.compile(r"\b([A-Za-z]+)(?= ([a-z]+)\b)")
_SMALL = frozenset("in from of by with the which and or does not is are that to used all a an any".split())


def spelled(passage: Passage) -> tuple[Passage, tuple[tuple[int, str], ...]]:
    """The passage with keywords spelled as they should be, and for each one its offset and what was done."""
    found: list[tuple[int, str]] = []

    def joined(match: re.Match[str]) -> str:
        found.append((passage.offsets[match.start()], f'"{match.group()}" is one word'))
        return match.group().replace(" ", "")

    def mended(match: re.Match[str]) -> str:
        word = match.group()
        right = _meant(word.lower()) or _run_together(word.lower())
        if right is None:
            return word
        found.append((passage.offsets[match.start()], f'"{word}" is a misprint of "{right}"'))
        return right.capitalize() if word[0].isupper() else right

    for one in dict.fromkeys(_split_words(passage.text)):
        passage = passage.sub(re.compile(rf"\b{one}\b"), joined)
    return passage.sub(WORD, mended), tuple(found)


def _split_words(text: str) -> Iterator[str]:
    """Pairs of words that are one known word, and not words both."""
    for match in _SPLIT.finditer(text):
        one, other = match.groups()
        whole = (one + other).lower()
        both_known = {one.lower(), other.lower()} <= known_words()
        if not both_known and (
            whole in keywords() | words_of("split_keywords") or (len(whole) >= SHORTEST - 1 and whole in known_words())
        ):
            yield f"{one} {other}"


@lru_cache(maxsize=10_000)
def _run_together(word: str) -> str | None:
    """The keyword and the small word that a word is made of where the space between them is missing."""
    if len(word) < SHORTEST or word in known_words():
        return None
    for at in range(1, len(word)):
        one, other = word[:at], word[at:]
        if (one in _SMALL and (other in keywords() or (len(one) > 1 and other in _SMALL and len(other) > 2))) or (
            other in _SMALL and len(other) > 1 and one in keywords()
        ):
            return f"{one} {other}"
    return None


@lru_cache(maxsize=10_000)
def _meant(word: str) -> str | None:
    """The one keyword that a word is a misprint of; None where it is a word, or might be several."""
    if len(word) < SHORTEST - 1 or word in known_words():
        return None
    near = {keyword for keyword in keywords() if len(keyword) >= SHORTEST and one_apart(word, keyword)}
    if any(word.rstrip("s") == keyword.rstrip("s") for keyword in near):
        return None
    return near.pop() if len(near) == 1 else None
