"""Names that hold a damaged word: one that nobody knows, and that is a letter away from a word that is known.

A material or an operation may be called by a name that the glossary lacks: it stays in quotation marks, as a fact to be
stated. A misprint is no such name, and whoever is asked for "thoe materials" cannot answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.legal.vocabulary import WORD, meant
from origin.language.walk import nodes

SHORTEST = 4
"""How many letters a word of a name has at least to be taken for damaged; shorter ones are too often abbreviations."""


class Damage(Frozen):
    """A word that is none, and the words that it may be a misprint of."""

    word: str
    meant: tuple[str, ...]


def damage(value: object) -> Iterator[Damage]:
    """The damaged words of the names in a tree that are not the glossary's, in their order."""
    for name in names(value):
        for at, word in enumerate(WORD.findall(name)):
            if at and word[0].isupper():
                continue  # a species or a proper name
            for part in word.split("-"):
                if len(part) >= SHORTEST and (near := meant(part)):
                    yield Damage(part, near)


def names(value: object) -> Iterator[str]:
    """The names in a tree that the glossary does not have."""
    for node in nodes(value):
        match node:
            case t.Named(name=name, quoted=True) | t.Operation(term=name, quoted=True):
                yield name
            case _:
                continue
