"""Scopes of a rule in English: which materials it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import assert_never

from origin.language import tree as t
from origin.language.english_words import joined, material_label
from origin.language.glossary import Glossary
from origin.nomenclature.code import HsCode, Level
from origin.nomenclature.code_range import HsRange

_STANDINGS = {
    t.Standing.NON_ORIGINATING: "non-originating ",
    t.Standing.ORIGINATING: "originating ",
    t.Standing.WHOLLY_OBTAINED: "wholly obtained ",
    t.Standing.ANY: "",
}
_SAME = {
    t.Same.CHAPTER: "the same chapter as the product",
    t.Same.HEADING: "the same heading as the product",
    t.Same.SUBHEADING: "the same subheading as the product",
    t.Same.DESCRIPTION: "the same description as the product",
}


def scope_english(scope: t.Scope, glossary: Glossary | None = None) -> str:
    """A scope as a noun phrase: "non-originating materials of heading 1701 and heading 1702"."""
    if scope.standing is t.Standing.PRODUCT:
        return "the product"
    adjective = _STANDINGS[scope.standing]
    text = (
        _phrases(scope.items, adjective, "materials of ", "and", glossary) if scope.items else f"{adjective}materials"
    )
    return text + _other_than(scope.excepted, glossary)


def all_of_scope(scope: t.Scope, glossary: Glossary | None = None) -> str:
    """A scope with its quantifier: "all non-originating materials", "all the materials of chapter 4"."""
    text = scope_english(scope, glossary)
    if scope.standing is t.Standing.PRODUCT:
        return text
    return f"all {text}" if not scope.items else f"all the {text}"


def is_plural(scope: t.Scope, glossary: Glossary | None = None) -> bool:
    """Whether the scope reads as a plural: "all the biodiesel used is", "all the battery cells used are"."""
    if len(scope.items) != 1 or not isinstance(scope.items[0], t.Named):
        return True
    label = _label(scope.items[0], glossary).partition(" of ")[0]
    return any(word.endswith("s") for word in label.replace(",", " ").split())


def items_english(items: Sequence[t.ScopeItem], glossary: Glossary | None = None, word: str = "and") -> str:
    """Items as a noun phrase: "materials of heading 7206 and heading 7207, and natural fibres"."""
    return _phrases(items, "", "materials of ", word, glossary)


def excluded_english(items: Sequence[t.ScopeItem], excepted: Sequence[t.ScopeItem], glossary: Glossary | None) -> str:
    """What a change of classification excludes: "of heading 8431, and except forged blanks"."""
    phrases = [
        f"of {_places(chunk, 'and')}" if placed else f"except {_names(chunk, '', 'and', glossary)}"
        for placed, chunk in _chunks(items)
    ]
    return ", and ".join(phrases) + _other_than(excepted, glossary)


def codes_english(ranges: Sequence[HsRange], word: str = "and") -> str:
    """Codes with their nouns: "chapter 4", "heading 8701 to heading 8705 and subheading 8711.60"."""
    return joined([_range(part) for part in ranges], word)


def _other_than(items: Sequence[t.ScopeItem], glossary: Glossary | None) -> str:
    return f" (other than {_phrases(items, '', 'those of ', 'and', glossary)})" if items else ""


def _phrases(items: Sequence[t.ScopeItem], adjective: str, materials: str, word: str, glossary: Glossary | None) -> str:
    """Places together ("materials of heading 1701 and heading 1702"), names together, in the order of the rule."""
    phrases = [
        f"{adjective}{materials}{_places(chunk, word)}" if placed else _names(chunk, adjective, word, glossary)
        for placed, chunk in _chunks(items)
    ]
    return f", {word} ".join(phrases)


def _chunks(items: Sequence[t.ScopeItem]) -> list[tuple[bool, list[t.ScopeItem]]]:
    """Runs of items that are places in the nomenclature, and runs of names."""
    return [(placed, list(run)) for placed, run in groupby(items, key=lambda item: not isinstance(item, t.Named))]


def _places(items: Sequence[t.ScopeItem], word: str) -> str:
    return joined([_place(item) for item in items], word)


def _place(item: t.ScopeItem) -> str:
    match item:
        case HsRange():
            return _range(item)
        case t.Same():
            return _SAME[item]
        case t.Heaviest(groups):
            choice = joined([f"({codes_english(group)})" for group in groups], "and")
            return f"whichever of {choice} predominates by weight in the product"
        case t.Named(name):
            return name
        case _:
            assert_never(item)


def _names(items: Sequence[t.ScopeItem], adjective: str, word: str, glossary: Glossary | None) -> str:
    return joined([adjective + _name(item, glossary) for item in items if isinstance(item, t.Named)], word)


def _name(item: t.Named, glossary: Glossary | None) -> str:
    label = _label(item, glossary)
    return f"{label} of {codes_english(item.codes, 'or')}" if item.codes else label


def _label(item: t.Named, glossary: Glossary | None) -> str:
    return item.name if item.quoted else material_label(item.name, glossary)


def _range(part: HsRange) -> str:
    first = _code(part.first)
    return first if part.first == part.last else f"{first} to {_code(part.last)}"


def _code(code: HsCode) -> str:
    return f"{code.level.name.lower()} {int(code.digits) if code.level is Level.CHAPTER else code.short}"
