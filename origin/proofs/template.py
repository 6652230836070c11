"""A prescribed text in one language, taken apart into words that must stand there and blanks to be filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations

from origin.agreements.wordings import Wording
from origin.frozen import Frozen
from origin.proofs.words import words_of

_MARK = re.compile(r"<([a-z-]+)>|\{([a-z]+)\}")


class Fixed(Frozen):
    """A word that must stand there."""

    word: str
    element: str


class Blank(Frozen):
    """A blank to be filled in."""

    name: str
    element: str


Item = Fixed | Blank


class Template(Frozen):
    """A prescribed text in one language; `texts` are its elements as printed, `optional` those that may be left out.

    `variants` are the items whole, and without each choice of the optional elements. `fixed` are the words that stand
    there, `needed` those of them in elements that may not be left out.
    """

    wording: str
    language: str
    items: tuple[Item, ...]
    texts: Mapping[str, str]
    optional: frozenset[str]
    variants: tuple[tuple[Item, ...], ...]
    fixed: frozenset[str]
    needed: frozenset[str]

    @property
    def elements(self) -> tuple[str, ...]:
        """The elements in the order of the text."""
        return tuple(self.texts)


def template_of(wording: Wording, language: str, spellings: Mapping[str, str]) -> Template:
    """The template of a wording in one of its languages."""
    items: list[Item] = []
    texts: dict[str, str] = {}
    text = wording.texts[language]
    element, at = "text", 0
    for mark in [*_MARK.finditer(text), None]:
        piece = text[at : mark.start() if mark else len(text)]
        items.extend(Fixed(word.text, element) for word in words_of(piece, spellings))
        if piece.strip():
            texts[element] = texts.get(element, "") + piece
        if mark is None:
            break
        at = mark.end()
        if mark[1]:
            element = mark[1]
        else:
            items.append(Blank(mark[2], element))
            texts[element] = texts.get(element, "") + "..."
    printed = {name: " ".join(part.split()) for name, part in texts.items()}
    optional = frozenset(wording.optional) & frozenset(printed)
    fixed = frozenset(item.word for item in items if isinstance(item, Fixed))
    needed = frozenset(item.word for item in items if isinstance(item, Fixed) and item.element not in optional)
    return Template(wording.id, language, tuple(items), printed, optional, _variants(items, optional), fixed, needed)


def _variants(items: list[Item], optional: frozenset[str]) -> tuple[tuple[Item, ...], ...]:
    left_out = [chosen for count in range(len(optional) + 1) for chosen in combinations(sorted(optional), count)]
    return tuple(tuple(item for item in items if item.element not in chosen) for chosen in left_out)
