"""Sources: what the product is made from, and the changes of classification that its materials make."""

# ruff: noqa: D102  (each method is the grammar rule of its name)

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from origin.language import tree as t
from origin.language.legal import changes as c
from origin.language.legal import meant
from origin.language.legal.leaves import ORIGINS, first, has, inside, level_of, token
from origin.language.legal.names import ALL_CODES, Materials, Unit, Unreadable, enumeration
from origin.language.legal.scopes import ScopesBuilder
from origin.language.legal.wordings import wordings
from origin.nomenclature.code import HsCode, Level
from origin.nomenclature.code_range import HsRange

_DIGITS = {Level.CHAPTER: 2, Level.HEADING: 4, Level.SUBHEADING: 6}
_WITHIN = {Level.CHAPTER: t.Same.CHAPTER, Level.HEADING: t.Same.HEADING, Level.SUBHEADING: t.Same.SUBHEADING}


class SourcesBuilder(ScopesBuilder):
    """Builds what materials must be, come from or change to."""

    def origin_condition(self, materials: Materials, children: Sequence[Any]) -> t.Test:
        """Wholly obtained or originating; goods by their name that are not "used" may be the product."""
        word = token(children, "BE_ORIGIN").lower()
        condition: t.Condition = t.Originating() if "originating" in word else t.WhollyObtained()
        if isinstance(condition, t.WhollyObtained) and materials.named and not has(children, "USED"):
            return t.Each(t.Scope(t.Standing.ANY, (meant.GOODS, *materials.items), materials.excepted), condition)
        scope = materials.scope(t.Standing.ANY)
        if isinstance(condition, t.Originating) and not scope.items:
            return t.Each(t.Scope(t.Standing.NON_ORIGINATING, (), scope.excepted), t.Unused())
        if not scope.items:
            scope = replace(scope, items=ALL_CODES)
        return t.Each(scope, condition)

    def shifted_to(self, level: Level | None, excluded: c.Excluded | Materials | None) -> t.Condition:
        materials = excluded.materials if isinstance(excluded, c.Excluded) else excluded
        if materials is None:
            return t.Shift(level)
        return t.Shift(level, materials.items, materials.excepted)

    def of_level(self, words: str, excluded: c.Excluded | None) -> t.Condition:
        """The words "Of any heading", with what is excluded; the product's own place makes it a change."""
        elsewhere = re.search(r"\b(?:any other|another)\b", words, re.IGNORECASE)
        level = level_of(words) if elsewhere or (excluded is not None and excluded.product) else None
        return self.shifted_to(level, excluded)

    # -- sources --

    def any_material(self, _meta: Any, children: list[Any]) -> c.Add:
        excluded = first(children, c.Excluded)
        if has(children, "INCLUDING_OTHER"):
            others: tuple[t.ScopeItem, ...] = (t.Same.DESCRIPTION,)
            return c.Add(t.Each(t.ALL_NON_ORIGINATING, t.Shift(None, others)))
        if has(children, "INCLUDING_GROUP"):
            group = t.Named("materials of the same group as the product", quoted=True)
            return c.Add(t.Each(t.ALL_NON_ORIGINATING, t.Shift(None, (group,))))
        condition = self.of_level(children[0], excluded)
        return c.Add(t.Each(t.ALL_NON_ORIGINATING, condition), excluded.materials if excluded else None)

    def not_classified(self, _meta: Any, children: list[Any]) -> c.Add:
        return c.Add(t.Each(t.ALL_NON_ORIGINATING, t.Shift(None, inside(children, tuple))))

    def classified_elsewhere(self, _meta: Any, children: list[Any]) -> c.Add:
        return c.Add(t.Each(t.ALL_NON_ORIGINATING, self.other_than(children[0], inside(children, c.Excluded))))

    def other_than(self, words: str, excluded: c.Excluded) -> t.Condition:
        return self.shifted_to(level_of(words) if excluded.product else None, excluded)

    def inputs(self, _meta: Any, children: list[Any]) -> list[c.Change]:
        """The words "From X": X or an earlier stage; what is taken out of X must not be used."""
        units = [
            unit
            for child in children
            for unit in (child if isinstance(child, list) else [child])
            if isinstance(unit, Unit)
        ]
        found = enumeration([_as_input(unit) for unit in units], self.text)
        excepted = tuple(item for unit in units for item in unit.excepted)
        adds: list[c.Change] = [c.Add(t.Each(t.ALL_NON_ORIGINATING, t.FromInputs(found.items)), None, found.items)]
        if found.standing in ORIGINS:
            of_inputs = t.Each(t.Scope(t.Standing.ANY, found.items), ORIGINS[found.standing])
            adds.append(c.Add(of_inputs, None, found.items))
        if excepted:
            scope = t.Scope(t.Standing.NON_ORIGINATING, excepted)
            adds.append(c.Add(t.Each(scope, t.Unused()), None, found.items))
        return adds

    def input_places(self, meta: Any, children: list[Any]) -> Unit:
        return self._unit(meta, "", children)

    input_names = ScopesBuilder.names

    def input_list(self, _meta: Any, children: list[Any]) -> list[Unit]:
        return [child for child in children if isinstance(child, Unit)]

    def input_except(self, meta: Any, children: list[Any]) -> Unit:
        phrase = inside(children, c.Phrase)
        return self._unit(meta, phrase.text, children, phrase)

    def other_materials(self, meta: Any, children: list[Any]) -> Unit:
        places = inside(children, tuple)
        return Unit("", places, (t.Same.DESCRIPTION,), None, meta.start_pos, meta.end_pos)

    # -- changes of classification --

    def product(self, meta: Any, _children: list[Any]) -> str:
        return " ".join(self.text[meta.start_pos : meta.end_pos].split()).strip(" ,")

    def change_from(self, _meta: Any, children: list[Any]) -> c.ChangeFrom:
        found = c.ChangeFrom()
        for child in children:
            match child:
                case c.ChangeFrom():
                    found = c.ChangeFrom(
                        child.level or found.level,
                        child.within or found.within,
                        child.within_group or found.within_group,
                        child.outside_group or found.outside_group,
                        (*found.places, *child.places),
                        (*found.place_exceptions, *child.place_exceptions),
                        child.excluded or found.excluded,
                    )
                case c.Excluded(_, materials):
                    found = c.ChangeFrom(
                        found.level,
                        found.within,
                        found.within_group,
                        found.outside_group,
                        found.places,
                        found.place_exceptions,
                        materials,
                    )
        return found

    def any_other(self, _meta: Any, children: list[Any]) -> c.ChangeFrom:
        return c.ChangeFrom(level=level_of(token(children, "ANY_OTHER")))

    def within(self, _meta: Any, children: list[Any]) -> c.ChangeFrom:
        words = token(children, "WITHIN")
        return c.ChangeFrom(within=level_of(words), within_group="any" in words.lower() or "these" in words.lower())

    def other_product(self, _meta: Any, children: list[Any]) -> c.ChangeFrom:
        excluded = Materials((t.Same.DESCRIPTION,))
        return c.ChangeFrom(within=level_of(token(children, "OTHER_PRODUCT")), excluded=excluded)

    def outside_group(self, _meta: Any, children: list[Any]) -> c.ChangeFrom:
        return c.ChangeFrom(outside_group=True)

    def from_places(self, _meta: Any, children: list[Any]) -> c.ChangeFrom:
        excluded = first(children, c.Excluded)
        return c.ChangeFrom(
            places=inside(children, tuple), place_exceptions=excluded.materials.items if excluded else ()
        )

    def from_names(self, meta: Any, children: list[Any]) -> c.ChangeFrom:
        phrase = inside(children, c.Phrase)
        unit = self._unit(meta, phrase.text, children, phrase)
        return c.ChangeFrom(places=enumeration([unit], self.text).items)

    def from_names_within(self, _meta: Any, children: list[Any]) -> c.ChangeFrom:
        """Goods of a name from within the heading: these may come from there besides whatever else may."""
        level = level_of(token(children, "WITHIN"))
        name = inside(children, c.Phrase).text
        own = {part.first.digits[: _DIGITS[level]] for part in self.products}
        if len(own) == 1:
            ranges = (HsRange.of(HsCode(own.pop())),)
            return c.ChangeFrom(places=(t.Named(name, quoted=True, codes=ranges),))
        whole = f"{name} of the same {level.name.lower()} as the product"
        return c.ChangeFrom(places=(t.Named(whole, quoted=True),))

    def whether_within(self, _meta: Any, _children: list[Any]) -> None:
        """A change within the heading besides the one that is asked for: it adds nothing."""

    def whether(self, _meta: Any, children: list[Any]) -> c.WhetherOrNot:
        excluded = first(children, c.Excluded)
        return c.WhetherOrNot(level_of(token(children, "ANY_OTHER")), excluded.materials if excluded else None)


def _as_input(unit: Unit) -> Unit:
    """The unit without what is taken out of it, its name as it is meant after "from"."""
    ranges = tuple(place for place in unit.places if isinstance(place, HsRange))
    if unit.name and ranges == unit.places and (term := wordings().input(unit.name, ranges)):
        return Unit("", (term,), (), unit.standing, unit.start, unit.end)
    return replace(unit, excepted=())


def change_of_classification(
    origin: c.ChangeFrom, besides: c.WhetherOrNot | None, products: tuple[HsRange, ...]
) -> t.Test:
    """A change "from ..." as a test of each non-originating material.

    "From within this heading or any other" asks for nothing; "from X, whether or not there is also a change from any
    other heading" allows X besides a change of heading (CETA, Annex 5, note 8(b) and (f)).
    """
    level = besides.level if besides is not None else origin.level
    excluded = origin.excluded or (besides.excluded if besides is not None else None) or Materials()
    items, excepted = excluded.items, excluded.excepted
    if origin.outside_group:
        if not products:
            raise Unreadable("outside this group", "a rule whose codes are known")
        items = (*products, *items)
        return t.Each(t.ALL_NON_ORIGINATING, t.Shift(None, items, excepted))
    free = origin.within is not None and (level is None or origin.within in (level, origin.level))
    if free or (origin.within_group and level is None):
        return t.Each(t.ALL_NON_ORIGINATING, t.Shift(None, items, excepted))
    if level is None:
        if not origin.places:
            raise Unreadable("a change", "from where")
        return t.Each(t.ALL_NON_ORIGINATING, t.FromInputs(origin.places))
    test: t.Test = t.Each(t.ALL_NON_ORIGINATING, t.Shift(level, items, excepted))
    places: tuple[t.ScopeItem, ...] = origin.places
    if origin.within is not None:
        places = (_WITHIN[origin.within], *places) if not origin.within_group else (*products, *places)
    if places:
        test = t.Allow(test, t.Scope(t.Standing.NON_ORIGINATING, places, origin.place_exceptions))
    return test
