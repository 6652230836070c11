"""Which words rule lists are known to use, and which of them a word may be a misprint of.

The words are those of the grammar, the glossary, the wordings and the labels of headings, and `grammar/vocabulary.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from origin.data_folder import data_folder
from origin.language.legal.repair import stated
from origin.nomenclature.labels import all_labels

WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")

_FILES = ("legal.lark", "glossary.yaml", "wordings.yaml", "vocabulary.txt")
_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "like")


def is_known(word: str) -> bool:
    """Whether a word is known, in this form or as another number or tense."""
    word = word.lower()
    return (
        word in known_words()
        or any(word + ending in _long_words() for ending in ("s", "es"))
        or any(word.endswith(ending) and word.removesuffix(ending) in _long_words() for ending in _ENDINGS)
    )


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Every word that is known."""
    folder = data_folder("grammar")
    texts = [(folder / name).read_text(encoding="utf-8") for name in _FILES]
    words = {word.lower() for text in [*texts, *all_labels()] for word in WORD.findall(text)}
    parts = {part for word in words for part in word.split("-")}
    return frozenset(words | parts | keywords())


@lru_cache(maxsize=1)
def _long_words() -> frozenset[str]:
    return frozenset(word for word in known_words() if len(word) > 2)


@lru_cache(maxsize=1)
def keywords() -> frozenset[str]:
    """The words that carry the grammar."""
    return words_of("keywords")


@lru_cache(maxsize=4)
def words_of(key: str) -> frozenset[str]:
    """A list of words of `repairs.yaml`."""
    return frozenset(stated()[key].split())


def one_apart(one: str, other: str) -> bool:
    """Whether one letter more, less or other, or two letters that changed places, turn a word into another.

    Where one letter stands for another, it is not the first: nobody misprints that one unseen.
    """
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    if len(one) == len(other) and sorted(one) == sorted(other):
        return other in _swapped(one)
    return one[0] == other[0] and other in _edits(one, other)


def _swapped(word: str) -> Iterator[str]:
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _edits(word: str, other: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        yield word[:at] + word[at + 1 :]
        for letter in set(other):
            yield word[:at] + letter + word[at:]
            yield word[:at] + letter + word[at + 1 :]


@lru_cache(maxsize=10_000)
def meant(word: str) -> tuple[str, ...]:
    """The known words that an unknown one may be a misprint of."""
    word = word.lower()
    if is_known(word):
        return ()
    return tuple(sorted(known for known in known_words() if one_apart(word, known) and len(known) > 2))
