"""Finds a prescribed text that stands word for word in a presented one: the usual case, without any alignment."""

from __future__ import annotations

from origin.proofs.alignment import MOST_IN_BLANK, Alignment
from origin.proofs.template import Blank, Fixed, Item, Template
from origin.proofs.words import Word


def exact(template: Template, words: tuple[Word, ...]) -> Alignment | None:
    """The alignment of a text that stands there word for word, optional elements left out or not; None for any other.

    A blank is filled with as few words as the next word allows, or with none.
    """
    for items in template.variants:
        first = next(at for at, item in enumerate(items) if isinstance(item, Fixed))
        anchor = items[first]
        assert isinstance(anchor, Fixed)
        for start, word in enumerate(words):
            if word.text == anchor.word:
                found = _from(items, first, words, start)
                if found is not None:
                    return _alignment(template, items, words, *found)
    return None


def _from(
    items: tuple[Item, ...], first: int, words: tuple[Word, ...], start: int
) -> tuple[dict[str, tuple[int, int] | None], int] | None:
    """The blanks and the end where the items stand there from a word on."""
    if first:
        return None  # no prescribed text begins with a blank
    blanks: dict[str, tuple[int, int] | None] = {}
    at = start
    for number, item in enumerate(items):
        if isinstance(item, Fixed):
            if at >= len(words) or words[at].text != item.word:
                return None
            at += 1
            continue
        count = _filled(items, number, words, at)
        if count is None:
            return None
        blanks[item.name] = (words[at].start, words[at + count - 1].end) if count else None
        at += count
    return blanks, at


def _filled(items: tuple[Item, ...], number: int, words: tuple[Word, ...], at: int) -> int | None:
    """How many words fill a blank: up to the next fixed word; one at the end of the text."""
    if number + 1 == len(items):
        return 1 if at < len(words) else 0
    following = items[number + 1]
    if isinstance(following, Blank):
        return None
    for count in range(min(MOST_IN_BLANK, len(words) - at - 1) + 1):
        if words[at + count].text == following.word:
            return count
    return None


def _alignment(
    template: Template,
    items: tuple[Item, ...],
    words: tuple[Word, ...],
    blanks: dict[str, tuple[int, int] | None],
    end: int,
) -> Alignment:
    matched = dict.fromkeys(template.elements, 0)
    for item in items:
        if isinstance(item, Fixed):
            matched[item.element] += 1
    filled = {item.name: blanks.get(item.name) for item in template.items if isinstance(item, Blank)}
    return Alignment(template, 0, matched, (), filled, words[end - 1].end)
