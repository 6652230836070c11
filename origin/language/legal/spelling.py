"""Misprints of the words that carry the grammar: one letter wrong, too many or missing, or a word split in two.

Other words name things, and may be what they are; these may not: "headng" means nothing but "heading".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import yaml

from origin.data_folder import data_folder
from origin.language.legal.passage import Passage

SHORTEST = 6
"""How many letters a word has at least, to be taken for a misprint of a keyword."""

_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
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
    return passage.sub(_WORD, mended), tuple(found)


def _split_words(text: str) -> Iterator[str]:
    """Pairs of words that are one keyword, and not words both."""
    for match in _SPLIT.finditer(text):
        one, other = match.groups()
        if (one + other).lower() in _keywords() | _split_keywords() and not {one.lower(), other.lower()} <= _known():
            yield f"{one} {other}"


@lru_cache(maxsize=10_000)
def _run_together(word: str) -> str | None:
    """The keyword and the small word that a word is made of where the space between them is missing."""
    if len(word) < SHORTEST or word in _known():
        return None
    for at in range(1, len(word)):
        one, other = word[:at], word[at:]
        if (one in _SMALL and (other in _keywords() or (len(one) > 1 and other in _SMALL and len(other) > 2))) or (
            other in _SMALL and len(other) > 1 and one in _keywords()
        ):
            return f"{one} {other}"
    return None


@lru_cache(maxsize=10_000)
def _meant(word: str) -> str | None:
    """The one keyword that a word is a misprint of; None where it is a word, or might be several."""
    if len(word) < SHORTEST or word in _known():
        return None
    near = {keyword for keyword in _keywords() if len(keyword) >= SHORTEST and _one_apart(word, keyword)}
    if any(word.rstrip("s") == keyword.rstrip("s") for keyword in near):
        return None
    return near.pop() if len(near) == 1 else None


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter more, less or other turns a word into another."""
    if one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    return other in _edits(one, other)


def _edits(word: str, other: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        yield word[:at] + word[at + 1 :]
        for letter in set(other):
            yield word[:at] + letter + word[at:]
            yield word[:at] + letter + word[at + 1 :]


@lru_cache(maxsize=1)
def _keywords() -> frozenset[str]:
    return _words_of("keywords")


@lru_cache(maxsize=1)
def _split_keywords() -> frozenset[str]:
    return _words_of("split_keywords")


def _words_of(key: str) -> frozenset[str]:
    data = yaml.safe_load((data_folder("grammar") / "repairs.yaml").read_text(encoding="utf-8"))
    return frozenset(data[key].split())


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Every word that the grammar, the glossary, the wordings and the labels of headings use."""
    folder = data_folder("grammar")
    texts = [(folder / name).read_text(encoding="utf-8") for name in ("legal.lark", "glossary.yaml", "wordings.yaml")]
    words = {word.lower() for text in texts for word in _WORD.findall(text)}
    return frozenset(words | _keywords())
