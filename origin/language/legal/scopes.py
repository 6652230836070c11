"""Scopes: which materials a sentence speaks of, and which it leaves out."""

# ruff: noqa: D102  (each method is the grammar rule of its name)

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace

from origin.language import tree as t
from origin.language.legal import changes as c
from origin.language.legal import meant
from origin.language.legal.bounds import BoundsBuilder
from origin.language.legal.leaves import ORIGINS, first, has, inside, standing_of, token
from origin.language.legal.names import Materials, Unit, Unreadable, codes, enumeration, same
from origin.language.legal.wordings import wordings
from origin.nomenclature.code_range import HsRange

_PRODUCT = object()
_GOODS = "goods"
THESE = t.Named("these materials", quoted=True)


class ScopesBuilder(BoundsBuilder):
    """Builds scopes and what is excluded from them."""

    def counted(self, _meta: Any, children: list[Any]) -> Materials:
        units = self._each_apart([child for child in children if isinstance(child, Unit)])
        return enumeration(units, self.text)

    def scope(self, meta: Any, children: list[Any]) -> Materials:
        units = [child for child in children if isinstance(child, Unit)]
        if len(units) > 1:
            units = self._each_apart(units)
        excluded = first(children, c.Excluded)
        if not units:
            return Materials(every=self._speaks_of_all(meta)) if excluded is None else excluded.materials
        named = any(unit.name for unit in units)
        found = enumeration([replace(unit, name="") if unit.name == _GOODS else unit for unit in units], self.text)
        excepted = (*found.excepted, *excluded.materials.items) if excluded is not None else found.excepted
        return Materials(found.items, excepted, found.standing, named, self._speaks_of_all(meta))

    def _speaks_of_all(self, meta: Any) -> bool:
        return self.text[meta.start_pos : meta.end_pos].lower().startswith("all ")

    def materials(self, meta: Any, children: list[Any]) -> Unit:
        """Materials of certain codes, or all; "goods" and "products" are what the product is, unless they are used."""
        unit = self._unit(meta, "", children)
        return unit if token(children, "MATERIALS").lower().startswith("material") else replace(unit, name=_GOODS)

    def names(self, meta: Any, children: list[Any]) -> Unit:
        phrase = inside(children, c.Phrase)
        return self._unit(meta, phrase.text, children, phrase)

    def places_apart(self, meta: Any, children: list[Any]) -> Unit:
        return self._unit(meta, "", children)

    def materials_for(self, meta: Any, children: list[Any]) -> Unit:
        """Materials "used to produce" a part of the product: a fact about them, named as it stands."""
        start = token(children, "MATERIALS").start_pos or 0
        name = " ".join(self.text[start : meta.end_pos].split())
        return self._unit(meta, "", [*children, (t.Named(name, quoted=True),)])

    def goods_of(self, meta: Any, children: list[Any]) -> Unit:
        return self._unit(meta, _GOODS, children)

    names_except = names
    materials_except = materials

    def others(self, meta: Any, children: list[Any]) -> Unit:
        """Other materials: with codes those besides the product, without codes those besides the inputs."""
        places = first(children, tuple)
        if places is not None:
            return Unit("", places, (), None, meta.start_pos, meta.end_pos)
        return Unit("", (meant.OTHERS,), (), None, meta.start_pos, meta.end_pos)

    def these(self, meta: Any, children: list[Any]) -> Unit:
        if "description" in children[0].lower():
            return Unit("", (t.Same.DESCRIPTION,), (), None, meta.start_pos, meta.end_pos)
        return Unit("", (THESE,), (), None, meta.start_pos, meta.end_pos)

    def _unit(self, meta: Any, name: str, children: list[Any], phrase: c.Phrase | None = None) -> Unit:
        places = tuple(item for child in children if isinstance(child, tuple) for item in child)
        excluded = [child for child in children if isinstance(child, c.Excluded)]
        excepted = tuple(item for part in excluded for item in part.materials.items)
        start, end = (phrase.start, phrase.end) if phrase is not None else (meta.start_pos, meta.end_pos)
        return Unit(name, places, excepted, standing_of(children), start, end)

    def place(self, _meta: Any, children: list[Any]) -> tuple[t.ScopeItem, ...]:
        found: list[t.ScopeItem] = []
        for child in children:
            if child.type == "SAME":
                found.append(same(child))
            elif child.type == "HEAVIEST":
                found.append(t.Heaviest(tuple(codes(group) for group in re.findall(r"\(([^()]*)\)", child))))
            elif child.type in ("PLACE", "CODES"):
                found += codes(child)
        return tuple(found)

    def codes(self, _meta: Any, children: list[Any]) -> tuple[t.ScopeItem, ...]:
        return codes(children[0])

    def phrase(self, meta: Any, _children: list[Any]) -> c.Phrase:
        return c.Phrase(" ".join(self.text[meta.start_pos : meta.end_pos].split()), meta.start_pos, meta.end_pos)

    def inner(self, meta: Any, children: list[Any]) -> c.Excluded:
        return c.Excluded(False, enumeration([self._inner_unit(meta, children)], self.text))

    def _inner_unit(self, meta: Any, children: list[Any]) -> Unit:
        phrase = first(children, c.Phrase)
        return self._unit(meta, phrase.text if phrase else "", children, phrase)

    # -- what is excluded --

    def excluded_list(self, _meta: Any, children: list[Any]) -> c.Excluded:
        product = any(child is _PRODUCT for child in children)
        if any(isinstance(child, Unit) and child.standing in ORIGINS for child in children):
            raise Unreadable("originating", "materials without regard to their origin")
        units = self._each_apart([child for child in children if isinstance(child, Unit)])
        return c.Excluded(product, enumeration(units, self.text))

    def _each_apart(self, units: list[Unit]) -> list[Unit]:
        """The units of an enumeration, each name with the codes that it is said of."""
        named = [bool(unit.name) for unit in units if unit.places]
        listed = sum(named) > 1 or not all(named[:1])
        return [part for unit in units for part in self._apart(unit, listed)]

    def _apart(self, unit: Unit, listed: bool) -> list[Unit]:
        """A name is said of the codes behind it as long as they are of its first one's level, or a finer one.

        "Nuts of heading 0801, 0802 and 1202" are all nuts; of "mangoes of subheading 080450, heading 0805" only the
        first are mangoes. Among other items a comma ends a name's reach as well ("peaches of subheading 080930,
        subheading 081010, and juice of 200989").
        """
        if not unit.name or wordings().material(unit.name) is not None:
            return [unit]
        lengths = [len(place.first.digits) if isinstance(place, HsRange) else 0 for place in unit.places]
        reach = next((number for number, length in enumerate(lengths) if length < lengths[0]), len(lengths))
        comma = self.text.find(",", unit.end)
        if listed and reach > 1 and comma > 0:
            reach = min(reach, len(codes(self.text[unit.end : comma])))
        own, others = unit.places[:reach], unit.places[reach:]
        if not others:
            return [unit]
        return [replace(unit, places=own), Unit("", others, (), unit.standing, unit.end, unit.end)]

    def names_apart(self, meta: Any, children: list[Any]) -> Unit:
        """Such as "assemblies of uppers other than of wood of subheading 640690": one name, with its code."""
        first_name, second_name = (child for child in children if isinstance(child, c.Phrase))
        places = tuple(item for child in children if isinstance(child, tuple) for item in child)
        return Unit(self.text[first_name.start : second_name.end], places, (), None, first_name.start, second_name.end)

    def product_excluded(self, _meta: Any, _children: list[Any]) -> object:
        return _PRODUCT

    def places_excluded(self, meta: Any, children: list[Any]) -> Unit:
        return self._unit(meta, "", children)

    def names_excluded(self, meta: Any, children: list[Any]) -> Unit:
        """A name, with what it contains ("containing more than 10% by dry weight of milk solids")."""
        phrase = inside(children, c.Phrase)
        if not has(children, "QUALIFIED"):
            return self._unit(meta, phrase.text, children, phrase)
        places = tuple(item for child in children if isinstance(child, tuple) for item in child)
        ranges = tuple(place for place in places if isinstance(place, HsRange))
        qualities = first(children, str)
        name = " ".join(filter(None, (phrase.text, str(token(children, "QUALIFIED")), qualities)))
        named = t.Named(name, quoted=True, codes=ranges)
        return Unit("", (named,), (), standing_of(children), meta.start_pos, meta.end_pos)

    def qualities(self, _meta: Any, children: list[Any]) -> str:
        return ", ".join(child.text for child in children if isinstance(child, c.Phrase))
