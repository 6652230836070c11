"""Codes and names of published wording as items of a scope."""

from __future__ import annotations

import re
from collections.abc import Sequence

from origin.frozen import Frozen
from origin.language.legal.layout import SIGNS
from origin.language.legal.wordings import wordings
from origin.language.tree import Named, Same, Scope, ScopeItem, Standing
from origin.nomenclature.code import HsCode
from origin.nomenclature.code_range import HsRange

_CODE = re.compile(
    r"(?P<to>\b(?:to|through) |-)?(?:(?P<noun>chapter|heading|subheading|sub-heading)s? )?(?:ex )?(?P<digits>\d[\d.]*)",
    re.IGNORECASE,
)
_SAME = {
    "chapter": Same.CHAPTER,
    "heading": Same.HEADING,
    "headings": Same.HEADING,
    "subheading": Same.SUBHEADING,
    "description": Same.DESCRIPTION,
}
_NO_NAME = re.compile(
    r"^(?:none|not|no|nor|but|without|never|neither|only|which|whether)\b"
    r"|\bof (?:all|any|the materials)\b|\bnot exceed|\bwholly obtained\b"
    r"|\bany (?:heading|chapter|subheading)\b"
    r"|^(?:that|those|manufacture|production|(?:sub)?headings?|chapters?|materials?|it|they|change)$"
    r"|.\ball (?:the|of|other|materials?)\b|.\bany (?:of|other)\b|\bin which\b|\b(?:shall|must|does)\b"
    r"|^(?:(?:final |finished )?(?:product|good)|(?:final|finished) (?:products|goods))$"
    r"|^(?:at least|at most|one of|more than|less than)\b"
    r"|^(?:those|this|such|imported|\w+ the)\b|\b(?:sub)?headings? nos?\b"
    r"|\b(?:within|limits?|prices?|rules?|provided|unless|these|those|when|if|sufficient|appl(?:y|ies)|allowed)\b"
    r"|\b(?:permitted|required|considered|regarded|deemed|cannot|also)\b"
    r"|\b(?:not|no|nor|than|and|or)$"
    r"|[\[\]<>&*#{}|=]|^[\d., ]+$|^[\w-]+(?<!e)ed$|^(?:\w+ought|frozen|fresh|raw|new|whole|live|dry)$"
    r"|(?<!which )(?<!that )\b(?:is|are|was|were|has|have|may|can|will)\b"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_AND = re.compile(r",?\s+and\s+")
_ARTICLE = re.compile(r"^(?:that of|those of|the|an?|any|all the|all)\s+", re.IGNORECASE)


class Unreadable(Exception):
    """The words are in order, but make no sense: what was found, and what would have."""

    def __init__(self, found: str, expected: str) -> None:
        """Takes what was found and what would have been read."""
        super().__init__(found)
        self.found = found
        self.expected = expected


class Materials(Frozen):
    """Materials as a text speaks of them; without a standing, what it says of them tells whose origin is meant."""

    items: tuple[ScopeItem, ...] = ()
    excepted: tuple[ScopeItem, ...] = ()
    standing: Standing | None = None
    named: bool = False
    """Whether they are called by a name of their own, and not only "materials"."""
    every: bool = False
    """Whether the text speaks of all of them."""

    def scope(self, standing: Standing) -> Scope:
        """The scope, where the text does not say otherwise of this standing."""
        items = self.items or (ALL_CODES if self.excepted else ())
        return Scope(self.standing or standing, items, self.excepted)


class Unit(Frozen):
    """A part of an enumeration: a name or none, the codes it is tied to, what is taken out of it, where it stands."""

    name: str
    places: tuple[ScopeItem, ...]
    excepted: tuple[ScopeItem, ...]
    standing: Standing | None
    start: int
    end: int


def codes(text: str) -> tuple[HsRange, ...]:
    """The codes of "heading 7206, heading 7208 to heading 7212 and 7218"; raises Unreadable where one is none."""
    found: list[HsRange] = []
    try:
        for match in _CODE.finditer(text):
            digits = match["digits"].replace(".", "")
            code = HsCode(digits.zfill(2) if len(digits) == 1 else digits)
            if match["to"] and found and found[-1].first == found[-1].last:
                found[-1] = HsRange(found[-1].first, code)
            else:
                found.append(HsRange.of(code))
    except ValueError as error:
        raise Unreadable(text, "codes of the Harmonised System") from error
    if not found:
        raise Unreadable(text, "codes of the Harmonised System")
    return tuple(found)


def same(text: str) -> ScopeItem:
    """The item that "of the same heading as the product" or "of this heading" names."""
    word = re.sub(r"\s+", " ", text.lower())
    for name, item in _SAME.items():
        if re.search(rf"\b(?:same|this|that|these) {name}\b", word):
            return item
    return Named("materials of the same group as the product", quoted=True)


def enumeration(units: Sequence[Unit], text: str) -> Materials:
    """The materials of an enumeration; names without codes that stand together may be one name with commas in it."""
    items: list[ScopeItem] = []
    excepted: list[ScopeItem] = []
    run: list[Unit] = []
    standing = next((unit.standing for unit in units if unit.standing is not None), None)
    for unit in units:
        if unit.name:
            run.append(unit)
            if not unit.places and not unit.excepted:
                continue
            items += _named(run, text)
            run = []
        else:
            items += _named(run, text) + list(unit.places)
            run = []
        excepted += unit.excepted
    items += _named(run, text)
    return Materials(tuple(dict.fromkeys(items)), tuple(excepted), standing)


def is_no_name(text: str) -> bool:
    """Whether words cannot be the name of a material or an operation: they say something of one."""
    return _NO_NAME.search(_IN_BRACKETS.sub("", text).lower()) is not None


def _named(run: Sequence[Unit], text: str) -> list[ScopeItem]:
    """Names that stand together, of which the last may be tied to codes; items of a list are names of their own."""
    if not run:
        return []
    for number in range(1, len(run)):
        if SIGNS.intersection(text[run[number - 1].end : run[number].start]):
            return [*_named(run[:number], text), *_named(run[number:], text)]
    places = run[-1].places
    whole = _ARTICLE.sub("", " ".join(text[run[0].start : run[-1].end].split()))
    known = wordings().material(whole)
    if known is not None:
        return list(_placed(known, whole, places))
    parts = [wordings().material(unit.name) for unit in run]
    if len(run) > 1 and not places and all(isinstance(part, tuple) for part in parts):
        return [item for part in parts if isinstance(part, tuple) for item in part]
    if len(run) > 1 and places and (apart := _elsewhere(parts[0], places)):
        return [*apart, *_named(run[1:], text)]
    if len(run) > 1 and places and all(part is not None for part in parts):
        found: list[ScopeItem] = []
        for part, unit in zip(parts, run, strict=True):
            assert part is not None
            found += _placed(part, unit.name, places)
        return found
    if whole.endswith("with materials"):
        end = text.find(",", run[-1].end)
        whole, places = " ".join(text[run[0].start : end if end > 0 else None].split()), ()
    if is_no_name(whole) or wordings().operation(_AND.split(whole)[-1]) is not None:
        raise Unreadable(whole, "the name of a material")
    ranges = tuple(place for place in places if isinstance(place, HsRange))
    others = [place for place in places if not isinstance(place, HsRange)]
    if others:
        return [Named(f"{whole} of {_same_words(others[0])}", quoted=True), *others[1:]]
    return [Named(whole, quoted=True, codes=ranges)]


def _elsewhere(known: object, places: tuple[ScopeItem, ...]) -> list[ScopeItem]:
    """The items of a known name that lie outside the codes: these are not said of it ("yarn, or rags of 6310")."""
    if not isinstance(known, tuple) or not known:
        return []
    of_names = [wordings().codes.get(item.name, ()) if isinstance(item, Named) else (item,) for item in known]
    ranges = [part for parts in of_names for part in parts if isinstance(part, HsRange)]
    inside = [place for place in places if isinstance(place, HsRange)]
    if (
        not ranges
        or not inside
        or any(one.low <= other.high and other.low <= one.high for one in ranges for other in inside)
    ):
        return []
    return list(known)


def _same_words(item: ScopeItem) -> str:
    return f"the {item.value} as the product" if isinstance(item, Same) else "the same group as the product"


def _placed(known: object, name: str, places: tuple[ScopeItem, ...]) -> tuple[ScopeItem, ...]:
    """What a known name is, tied to codes: a name that adds nothing gives way to them."""
    if known == "*":
        return places or (Named(name, quoted=True),)
    if known == ():
        return places
    assert isinstance(known, tuple)
    if not places:
        return known
    ranges = tuple(place for place in places if isinstance(place, HsRange))
    if len(known) == 1 and isinstance(known[0], Named) and ranges == places:
        return (Named(known[0].name, known[0].quoted, ranges),)
    if all(isinstance(item, HsRange) for item in known):
        return places
    return (Named(name, quoted=True, codes=ranges),)


ALL_CODES = codes("chapter 1 to chapter 97")
"""The whole nomenclature."""
