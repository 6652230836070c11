"""The smaller parts of published wording: scopes, bounds, prices, methods, sources, operations."""

# ruff: noqa: D102  (each method is the grammar rule of its name)

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from lark import Token
from msgspec.structs import replace

from origin.language import tree as t
from origin.language.legal import changes as c
from origin.language.legal.chains import Mention, ways
from origin.language.legal.changes import any_of
from origin.language.legal.names import ALL_CODES, Materials, Unit, Unreadable, codes, enumeration, is_no_name, same
from origin.language.legal.wordings import wordings
from origin.nomenclature.code import HsCode, Level
from origin.nomenclature.code_range import HsRange

T = TypeVar("T")

_LEVEL = re.compile(r"\b(chapter|heading|subheading)s?\b", re.IGNORECASE)
_LEVELS = {"chapter": Level.CHAPTER, "heading": Level.HEADING, "subheading": Level.SUBHEADING}
_PRICES = (
    ("ex-works", t.Price.EX_WORKS),
    ("free", t.Price.FREE_ON_BOARD),
    ("fob", t.Price.FREE_ON_BOARD),
    ("exw", t.Price.EX_WORKS),
    ("transaction", t.Price.TRANSACTION_VALUE),
    ("adjusted", t.Price.ADJUSTED_VALUE),
    ("customs", t.Price.CUSTOMS_VALUE),
    ("net cost", t.Price.NET_COST),
    ("total cost", t.Price.TOTAL_COST),
    ("value", t.Price.PRODUCT_VALUE),
)
_PROCESS_NOUN = re.compile(r"[\w-]*(?:ing|tion|sis|ment|ture|val)", re.IGNORECASE)
_METHOD = re.compile(r"build-up|build-down|focused value|net cost")
_BY_MEANS = re.compile(r"^(?:through|by) ", re.IGNORECASE)
_STANDINGS = {
    "non-originating": t.Standing.NON_ORIGINATING,
    "originating": t.Standing.ORIGINATING,
    "wholly obtained": t.Standing.WHOLLY_OBTAINED,
}


def first(children: Iterable[Any], kind: type[T]) -> T | None:
    """The first child of a kind, a word never being a string for this purpose."""
    return next((child for child in children if isinstance(child, kind) and not isinstance(child, Token)), None)


def inside(children: Iterable[Any], kind: type[T]) -> T:
    """The first child of a kind, which is there."""
    child = first(children, kind)
    assert child is not None, kind
    return child


def has(children: Iterable[Any], kind: str) -> bool:
    """Whether a word of the kind is among the children."""
    return any(isinstance(child, Token) and child.type == kind for child in children)


def tests_of(children: Iterable[Any]) -> list[t.Test]:
    """The tests among the children."""
    return [
        child.test if isinstance(child, c.Add) else child for child in children if isinstance(child, t.Test | c.Add)
    ]


def token(children: Iterable[Any], kind: str) -> Token:
    """The word of a kind, which is there."""
    return next(child for child in children if isinstance(child, Token) and child.type == kind)


class PartsBuilder:
    """Builds the parts of a text for products of certain codes."""

    def __init__(self, text: str, products: tuple[HsRange, ...] = ()) -> None:
        """Takes the laid-out text, and the codes of the products the rule is for."""
        self.text = text
        self.products = products

    # -- tests --

    def each(self, scope: t.Scope, condition: t.Condition) -> t.Test:
        return t.Each(scope, condition)

    def level(self, words: str) -> Level:
        return _level(words)

    def percent(self, word: Token) -> Decimal:
        percent = Decimal(re.sub(r"[^\d.,]", "", word).replace(",", "."))
        if percent > 100:
            raise Unreadable(word, "a percentage of at most 100")
        return percent

    def share(self, measure: t.Measure, scope: t.Scope, relation: t.Relation, bound: c.Bound) -> t.Test:
        return t.Share(measure, scope, relation, bound.percent, bound.basis)

    def ceiling(self, scope: t.Scope, percent: Token, price: t.Basis | None) -> t.Test:
        basis = price or t.PriceBasis((t.Price.EX_WORKS,))
        return t.Share(t.Measure.VALUE, scope, t.Relation.AT_MOST, self.percent(percent), basis)

    def comparable(self, words: str, measure: t.Measure, bounds: Iterable[c.Bound]) -> None:
        """Raises Unreadable where a value is bounded by a weight, or a weight by a price."""
        for bound in bounds:
            priced = isinstance(bound.basis, t.PriceBasis) and _kind(measure) is not t.Measure.VALUE
            if priced or (bound.measure is not None and _kind(bound.measure) is not _kind(measure)):
                raise Unreadable(words, "the same measure on both sides")

    def shares(
        self, measured: Token, materials: Materials, relation: t.Relation, bounds: tuple[c.Bound, ...]
    ) -> t.Test:
        """A measure of materials against a bound; "individual" speaks of each item of them alone."""
        words = measured.lower()
        measure = _measure(words)
        self.comparable(measured, measure, bounds)
        standing = t.Standing.NON_ORIGINATING
        scopes = [materials.scope(standing)]
        if "individual" in words:
            scopes = [t.Scope(materials.standing or standing, (item,), materials.excepted) for item in materials.items]
        return c.all_of([any_of([self.share(measure, scope, relation, bound) for bound in bounds]) for scope in scopes])

    def origin_condition(self, materials: Materials, children: Sequence[Any]) -> t.Test:
        """Wholly obtained or originating; goods by their name that are not "used" may be the product."""
        word = token(children, "BE_ORIGIN").lower()
        condition: t.Condition = t.Originating() if "originating" in word else t.WhollyObtained()
        if isinstance(condition, t.WhollyObtained) and materials.named and not has(children, "USED"):
            return t.Each(t.Scope(t.Standing.ANY, (c.GOODS, *materials.items), materials.excepted), condition)
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
        level = _level(words) if elsewhere or (excluded is not None and excluded.product) else None
        return self.shifted_to(level, excluded)

    def done(self, chain: Sequence[Mention]) -> t.Test:
        """A process that takes place, in any of the ways that the words offer."""
        return any_of([c.all_of([_done(process) for process in way]) for way in ways(chain)])

    def undergone(self, scope: t.Scope, chain: Sequence[Mention]) -> t.Test:
        """Materials that undergo a process, in any of the ways that the words offer."""
        return any_of([c.all_of([t.Each(scope, t.Undergoes(process)) for process in way]) for way in ways(chain)])

    def worked_on(self, chain: Sequence[Mention]) -> tuple[t.ScopeItem, ...]:
        """What the operations are worked on: what "the value of which" speaks of."""
        return tuple(item for mention in chain for operation in mention.operations for item in operation.inputs)

    def one_process(self, chain: Sequence[Mention]) -> t.Process:
        found = ways(chain)
        if len(found) != 1 or len(found[0]) != 1:
            raise Unreadable("an operation", "one process")
        return found[0][0]

    def joined_chains(self, one: list[Mention], other: list[Mention]) -> list[Mention]:
        return [*one, Mention(other[0].operations, "join"), *other[1:]]

    def fine(self, materials: Materials) -> Materials:
        """Polypropylene "of which a single filament or fibre is less than 9 decitex"."""
        items = []
        ranges: list[HsRange] = []
        for item in materials.items:
            if isinstance(item, t.Named) and item.name == "fine-polypropylene":
                ranges += item.codes
            else:
                items.append(item)
        named = t.Named("fine-polypropylene", codes=tuple(ranges))
        return Materials((named, *items), materials.excepted, materials.standing)

    def listed(self, children: Sequence[Any]) -> list[c.Change]:
        """What a list adds: its items all, or where its signs say "or" any of them."""
        items = [child for child in children if isinstance(child, c.Item)]
        signs = [child.type for child in children if isinstance(child, Token) and child.type.startswith("ITEM")]
        if "ITEM_OR" not in signs:
            return [change for item in items for change in item.changes]
        tests = [item.test for item in items]
        if "ITEM_AND" not in signs:
            return [c.Add(any_of(tests))]
        return [c.Add(test) for test in self._mixed(tests, signs)]

    def _mixed(self, tests: list[t.Test], signs: list[str]) -> list[t.Test]:
        """Items joined by "or" and by "and": those that bound the same materials are one choice."""
        groups: list[list[t.Test]] = [[tests[0]]]
        for sign, test in zip(signs, tests[1:], strict=True):
            if sign == "ITEM_OR":
                one, other = groups[-1][-1], test
                if not (isinstance(one, t.Share) and isinstance(other, t.Share) and one.scope == other.scope):
                    raise Unreadable("items joined by both and and or", "one or the other")
                groups[-1].append(test)
            else:
                groups.append([test])
        return [any_of(group) for group in groups]

    # -- bounds and prices --

    def bound(self, _meta: Any, children: list[Any]) -> tuple[c.Bound, ...]:
        found: list[c.Bound] = []
        percent: Token | None = None
        for child in children:
            if isinstance(child, Token) and child.type == "PERCENT":
                percent = child
            elif isinstance(child, t.PriceBasis):
                assert percent is not None
                found.append(c.Bound(self.percent(percent), child))
            elif isinstance(child, c.Quantity):
                assert percent is not None
                found += [c.Bound(self.percent(percent), basis, child.measure) for basis in child.bases]
        return tuple(found)

    def bound_of_materials(self, _meta: Any, children: list[Any]) -> tuple[c.Bound, ...]:
        percent = self.percent(token(children, "PERCENT")) if has(children, "PERCENT") else Decimal(100)
        scope = inside(children, Materials).scope(t.Standing.ANY)
        words = next(
            child for child in children if isinstance(child, Token) and child.type in ("BY_WEIGHT", "MEASURE_OF")
        )
        return (c.Bound(percent, t.MaterialsBasis(scope), _measure(words.lower())),)

    def bound_of_weight(self, _meta: Any, children: list[Any]) -> tuple[c.Bound, ...]:
        return (c.Bound(self.percent(children[0]), t.ProductBasis(), t.Measure.WEIGHT),)

    def bound_by_either(self, _meta: Any, children: list[Any]) -> tuple[c.Bound, ...]:
        percent = self.percent(children[0])
        value = c.Bound(percent, t.PriceBasis((t.Price.PRODUCT_VALUE,)), t.Measure.VALUE)
        return (value, c.Bound(percent, t.ProductBasis(), t.Measure.WEIGHT))

    def weight_basis(self, _meta: Any, children: list[Any]) -> c.Quantity:
        words = children[0].lower()
        if "all material used" in words:
            return c.Quantity((t.ProductBasis(), t.MaterialsBasis(t.Scope(t.Standing.ANY))), _measure(words))
        return c.Quantity((t.ProductBasis(),), _measure(words))

    def price(self, _meta: Any, children: list[Any]) -> t.PriceBasis:
        words = [child for child in children if isinstance(child, Token) and child.type == "PRICE"]
        return t.PriceBasis(tuple(_price(word) for word in words))

    def measure(self, _meta: Any, children: list[Any]) -> Token:
        word: Token = children[0]
        return word

    def value_content(self, _meta: Any, children: list[Any]) -> t.Test:
        return any_of([test for child in children if isinstance(child, list) for test in child])

    def method(self, _meta: Any, children: list[Any]) -> list[t.Test]:
        """One method and its percentage. Without price and method any method does; without method it is build-down."""
        percent = self.percent(children[0])
        price = first(children, t.PriceBasis)
        basis = price or t.PriceBasis((t.Price.PRODUCT_VALUE,))
        if has(children, "FOCUSED"):
            return [_value_content("focused value", percent, basis, inside(children, Materials))]
        named = [
            child for child in children if isinstance(child, Token) and child.type in ("UNDER_METHOD", "METHOD_NAME")
        ]
        if not named:
            methods = ("build-down",) if price is not None else ("build-down", "build-up")
            return [_value_content(method, percent, basis, None) for method in methods]
        method = _METHOD.search(named[0].lower())
        assert method is not None
        if method[0] == "net cost":
            basis = t.PriceBasis((t.Price.NET_COST,))
        return [_value_content(method[0], percent, basis, first(children, Materials))]

    def counting(self, _meta: Any, children: list[Any]) -> Materials:
        return inside(children, Materials)

    def counted(self, _meta: Any, children: list[Any]) -> Materials:
        units = self._each_apart([child for child in children if isinstance(child, Unit)])
        return enumeration(units, self.text)

    # -- scopes --

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
        return Unit("", (c.OTHERS,), (), None, meta.start_pos, meta.end_pos)

    def these(self, meta: Any, children: list[Any]) -> Unit:
        if "description" in children[0].lower():
            return Unit("", (t.Same.DESCRIPTION,), (), None, meta.start_pos, meta.end_pos)
        return Unit("", (THESE,), (), None, meta.start_pos, meta.end_pos)

    def _unit(self, meta: Any, name: str, children: list[Any], phrase: c.Phrase | None = None) -> Unit:
        places = tuple(item for child in children if isinstance(child, tuple) for item in child)
        excluded = [child for child in children if isinstance(child, c.Excluded)]
        excepted = tuple(item for part in excluded for item in part.materials.items)
        start, end = (phrase.start, phrase.end) if phrase is not None else (meta.start_pos, meta.end_pos)
        return Unit(name, places, excepted, _standing(children), start, end)

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
        if any(isinstance(child, Unit) and child.standing in _ORIGINS for child in children):
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
        return Unit("", (named,), (), _standing(children), meta.start_pos, meta.end_pos)

    def qualities(self, _meta: Any, children: list[Any]) -> str:
        return ", ".join(child.text for child in children if isinstance(child, c.Phrase))

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
        return self.shifted_to(_level(words) if excluded.product else None, excluded)

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
        if found.standing in _ORIGINS:
            of_inputs = t.Each(t.Scope(t.Standing.ANY, found.items), _ORIGINS[found.standing])
            adds.append(c.Add(of_inputs, None, found.items))
        if excepted:
            scope = t.Scope(t.Standing.NON_ORIGINATING, excepted)
            adds.append(c.Add(t.Each(scope, t.Unused()), None, found.items))
        return adds

    def input_places(self, meta: Any, children: list[Any]) -> Unit:
        return self._unit(meta, "", children)

    input_names = names

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
        return c.ChangeFrom(level=_level(token(children, "ANY_OTHER")))

    def within(self, _meta: Any, children: list[Any]) -> c.ChangeFrom:
        words = token(children, "WITHIN")
        return c.ChangeFrom(within=_level(words), within_group="any" in words.lower() or "these" in words.lower())

    def other_product(self, _meta: Any, children: list[Any]) -> c.ChangeFrom:
        excluded = Materials((t.Same.DESCRIPTION,))
        return c.ChangeFrom(within=_level(token(children, "OTHER_PRODUCT")), excluded=excluded)

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
        level = _level(token(children, "WITHIN"))
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
        return c.WhetherOrNot(_level(token(children, "ANY_OTHER")), excluded.materials if excluded else None)

    # -- processes --

    def chain(self, _meta: Any, children: list[Any]) -> list[Mention]:
        mentions: list[Mention] = []
        link = "first"
        for child in children:
            if isinstance(child, str) and not isinstance(child, Token):
                link = child
            elif isinstance(child, Mention):
                mentions.append(child.tied(link))
        return mentions

    def link(self, _meta: Any, children: list[Any]) -> str:
        kinds = [child.type for child in children]
        if "JOIN" in kinds:
            words = token(children, "JOIN").lower()
            if "if necessary" in words:
                return "if necessary"
            if "followed" in words or "then" in words:
                return "then"
            if "preceded" in words:
                return "before"
            return "join each" if "each" in words or "both" in words else "join"
        if "AND" in kinds:
            return "and"
        if "OR" in kinds or "AND_OR" in kinds:
            return "or with" if "WITH" in kinds else "or"
        return "or with" if "WITH" in kinds else ","

    def operation(self, meta: Any, children: list[Any]) -> Mention:
        phrase = inside(children, c.Phrase)
        if _standing(children) in _ORIGINS:
            raise Unreadable("originating", "an operation on materials without regard to their origin")
        places = tuple(item for child in children if isinstance(child, tuple) for item in child)
        count = 1
        if has(children, "AT_LEAST_NUMBER"):
            words = token(children, "AT_LEAST_NUMBER").lower().split()
            count = next(_COUNTS[word] for word in words if word in _COUNTS)
        mention = _mention(phrase.text, places, count, has(children, "STANDING"), self._object(meta, children))
        return replace(
            mention,
            operations=tuple(wordings().for_products(operation, self.products) for operation in mention.operations),
        )

    def _object(self, _meta: Any, children: list[Any]) -> str:
        phrases = [child.text for child in children if isinstance(child, c.Phrase)]
        if has(children, "MATERIALS"):
            return "materials"
        return phrases[1] if len(phrases) > 1 else ""


_ORIGINS: dict[t.Standing | None, t.Condition] = {
    t.Standing.ORIGINATING: t.Originating(),
    t.Standing.WHOLLY_OBTAINED: t.WhollyObtained(),
}
_DIGITS = {Level.CHAPTER: 2, Level.HEADING: 4, Level.SUBHEADING: 6}
_COUNTS = {
    word: number
    for number in range(2, 10)
    for word in (str(number), "zero one two three four five six seven eight nine".split()[number])
}
_PRODUCT = object()
_GOODS = "goods"
THESE = t.Named("these materials", quoted=True)


def _as_input(unit: Unit) -> Unit:
    """The unit without what is taken out of it, its name as it is meant after "from"."""
    ranges = tuple(place for place in unit.places if isinstance(place, HsRange))
    if unit.name and ranges == unit.places and (term := wordings().input(unit.name, ranges)):
        return Unit("", (term,), (), unit.standing, unit.start, unit.end)
    return replace(unit, excepted=())


def _measure(words: str) -> t.Measure:
    if "dry weight" in words:
        return t.Measure.DRY_WEIGHT
    return t.Measure.WEIGHT if "weight" in words else t.Measure.VOLUME if "volume" in words else t.Measure.VALUE


def _kind(measure: t.Measure) -> t.Measure:
    """The measure, that of dry matter being one of weight."""
    return t.Measure.WEIGHT if measure is t.Measure.DRY_WEIGHT else measure


def _level(words: str) -> Level:
    found = _LEVEL.search(words.replace("sub-heading", "subheading"))
    if found is None:
        raise Unreadable(words, "chapter, heading or subheading")
    return _LEVELS[found[1].lower()]


def _price(words: str) -> t.Price:
    text = words.lower().replace("ex works", "ex-works").replace("free-on", "free on")
    return next(price for name, price in _PRICES if name in text)


def _standing(children: Sequence[Any]) -> t.Standing | None:
    return _STANDINGS[token(children, "STANDING").lower()] if has(children, "STANDING") else None


def _value_content(method: str, percent: Decimal, basis: t.Basis, counted: Materials | None) -> t.Test:
    """A value content by its method: what remains without non-originating materials, or the originating ones."""
    at_least = t.Relation.AT_LEAST
    if method == "build-up":
        return t.Share(t.Measure.VALUE, t.ALL_ORIGINATING, at_least, percent, basis)
    scope = counted.scope(t.Standing.NON_ORIGINATING) if counted is not None else t.ALL_NON_ORIGINATING
    return t.Share(t.Measure.VALUE, scope, at_least, percent, basis, remainder=True)


def _done(process: t.Process) -> t.Test:
    """A process that takes place; operations that a note defines as a test are asked for by that test besides."""
    known = wordings().defined
    defined = [operation.term for step in process.steps for operation in step.options if operation.term in known]
    if not defined:
        return t.Done(process)
    if any(len(step.options) > 1 for step in process.steps):
        raise Unreadable(defined[0], "this operation without a choice of others")
    tests: list[t.Test] = [t.Defined(known[name].test) for name in defined]
    if len(process.steps) == 1:
        return tests[0]
    plain = [
        t.Step(tuple(known[one.term].operation if one.term in known else one for one in step.options))
        for step in process.steps
    ]
    return c.all_of([t.Done(replace(process, steps=tuple(plain))), *tests])


def _mention(text: str, places: tuple[t.ScopeItem, ...], count: int, standing: bool, worked_on: str) -> Mention:
    """The operations that a name stands for: known as a whole, or an operation "of" something, or quoted as it is."""
    text = _BY_MEANS.sub("", text)
    known = wordings().operation(text)
    if known is None and places and " of " in text:
        head, _, rest = text.rpartition(" of ")
        known = wordings().operation(head)
        worked_on = rest if known else worked_on
    if known is None and " of " in text:
        head, _, rest = text.partition(" of ")
        known = wordings().operation(head)
        worked_on = rest if known else worked_on
    if known is None:
        if any(wordings().operation(part) is not None for part in re.split(r" (?:with|by) ", text)):
            raise Unreadable(text, "how the operations are tied to each other")
        if "(or " in text or is_no_name(text):
            raise Unreadable(text, "the name of an operation")
        words = text.partition(" of ")[0].split()
        if not (_PROCESS_NOUN.fullmatch(words[0]) or _PROCESS_NOUN.fullmatch(words[-1])):
            raise Unreadable(text, "an operation")
        known = (t.Operation(text, quoted=True),)
    if places or (worked_on and not standing):
        ranges = tuple(place for place in places if isinstance(place, HsRange))
        material = wordings().material(worked_on) if worked_on else None
        if material is None and is_no_name(worked_on):
            raise Unreadable(worked_on, "the name of a material")
        items: tuple[t.ScopeItem, ...]
        if isinstance(material, tuple) and not places:
            items = material
        else:
            items = (t.Named(worked_on, quoted=True, codes=ranges),) if worked_on else ranges
        known = tuple(replace(operation, inputs=items) for operation in known)
    if count > 1:
        known = tuple(replace(operation, count=count) for operation in known)
    return Mention(known, "first")
