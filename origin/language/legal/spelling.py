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
_SPLIT = re.compile(r"\b([A-Za-z]{2,}) ([a-z]{2,})\b")


def spelled(passage: Passage) -> tuple[Passage, tuple[tuple[int, str], ...]]:
    """The passage with keywords spelled as they should be, and for each one its offset and what was done."""
    found: list[tuple[int, str]] = []

    def joined(match: re.Match[str]) -> str:
        whole = match[1] + match[2]
        if whole.lower() not in _keywords() | _split_keywords() or {match[1].lower(), match[2].lower()} <= _known():
            return match.group()
        found.append((passage.offsets[match.start()], f'"{match.group()}" is one word'))
        return whole

    def mended(match: re.Match[str]) -> str:
        word = match.group()
        right = _meant(word.lower())
        if right is None:
            return word
        found.append((passage.offsets[match.start()], f'"{word}" is a misprint of "{right}"'))
        return right.capitalize() if word[0].isupper() else right

    passage = passage.sub(_SPLIT, joined)
    return passage.sub(_WORD, mended), tuple(found)


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
