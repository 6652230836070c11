"""Parse trees of published wording to the rule tree.

A sentence is built from its leaves; where the grammar found several readings, all are built, and the text is refused
unless they mean the same. What a sentence adds to the one before it (an allowance, a limit, a date, a note) is built as
a change, which `changes.py` applies.
"""

# ruff: noqa: D102  (each method is the grammar rule of its name)

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from lark import Token, Tree
from msgspec.structs import replace

from origin.language import tree as t
from origin.language.legal import changes as c
from origin.language.legal.chains import Mention
from origin.language.legal.changes import any_of
from origin.language.legal.names import ALL_CODES, Materials, Unreadable, codes
from origin.language.legal.parser import Node
from origin.language.legal.parts import THESE, PartsBuilder, first, has, inside, tests_of, token
from origin.nomenclature.code import Level

Children: TypeAlias = list[Any]


class Ambiguous(Exception):
    """The text can be read in several ways that mean different things."""

    def __init__(self, readings: Sequence[object]) -> None:
        """Takes the readings."""
        super().__init__(f"{len(readings)} readings")
        self.readings = readings


class Builder(PartsBuilder):
    """Builds the drafts of a text: one for each alternative."""

    def build(self, node: Node) -> Any:
        """What a node of the parse tree means."""
        if isinstance(node, Token):
            return node
        if node.data == "_ambig":
            return self._only(self.build, node)
        if node.data == "subject_and_predicate":
            subject, predicate = node.children
            return self._said_of(self.build(subject), predicate)
        children = [self.build(child) for child in node.children]
        return getattr(self, str(node.data))(node.meta, children)

    def _said_of(self, subject: Children, predicate: Node) -> Any:
        """A clause: what is said of a subject, built as if the two were one."""
        assert isinstance(predicate, Tree)
        if predicate.data == "_ambig":
            return self._only(lambda child: self._said_of(subject, child), predicate)
        children = [*subject, *(self.build(child) for child in predicate.children)]
        return getattr(self, str(predicate.data))(predicate.meta, children)

    def subject(self, _meta: Any, children: Children) -> Children:
        return children

    def _only(self, build: Callable[[Node], Any], node: Tree[Token]) -> Any:
        """The one meaning of an ambiguous node; raises Ambiguous where there are several."""
        readings: list[Any] = []
        failure: Unreadable | None = None
        for child in node.children:
            try:
                reading = build(child)
            except Unreadable as error:
                failure = error
                continue
            if reading not in readings:
                readings.append(reading)
        if len(readings) > 1:
            raise Ambiguous(readings)
        if not readings:
            assert failure is not None
            raise failure
        return readings[0]

    # -- texts --

    def start(self, _meta: Any, children: Children) -> c.ReadAlternatives:
        found = c.ReadAlternatives(
            tuple(child for child in children if isinstance(child, c.Draft)), first(children, c.Closing) or c.Closing()
        )
        return replace(found, drafts=tuple(c.governed(draft, found.closing) for draft in found.drafts))

    def closing(self, _meta: Any, children: Children) -> c.Closing:
        return c.Closing(tuple(c.flat(children)))

    def alternative(self, _meta: Any, children: Children) -> c.Draft:
        draft = next(child for child in children if isinstance(child, c.Draft))
        draft = c.changed(draft, c.flat(children))
        if draft.test is not None and c.mentions_others(draft.test):
            raise Unreadable("other materials", "materials that are named before")
        if draft.test is None:
            raise Unreadable("a rule that asks for nothing", "a condition")
        other = draft.for_partner
        return replace(
            draft,
            test=c.about_goods(draft.test),
            for_partner=other and (other[0], c.about_goods(other[1])),
        )

    def by_comma(self, meta: Any, children: Children) -> c.Draft:
        return self.alternative(meta, [c.drafted(c.flat(children))])

    # -- statements --

    def production(self, _meta: Any, children: Children) -> c.Draft:
        parts = c.flat(children)
        tests = [
            self.done(child)
            for child in children
            if isinstance(child, list) and child and isinstance(child[0], Mention)
        ]
        return c.drafted([*parts, *(c.Add(test) for test in tests)])

    def listing(self, _meta: Any, children: Children) -> list[c.Change]:
        return self.listed(children)

    def item(self, _meta: Any, children: Children) -> c.Item:
        return c.item(children)

    def made_from(self, _meta: Any, children: Children) -> list[c.Change]:
        return c.source(children[-1])

    def made_from_allowing(self, _meta: Any, children: Children) -> list[c.Change]:
        draft = c.changed(c.drafted(c.source(children[1])), c.flat(children[2:]))
        assert draft.test is not None
        return [c.Add(draft.test, draft.excluded, draft.inputs)]

    def allowing(self, _meta: Any, children: Children) -> t.Test:
        """A clause with what is allowed of its materials, whatever stands beside it."""
        tests = tests_of(children)
        draft = c.changed(
            c.drafted([c.Add(test) for test in tests]), c.flat([one for one in children if one not in tests])
        )
        assert draft.test is not None
        return draft.test

    def made_by(self, _meta: Any, children: Children) -> list[c.Change]:
        return [c.Add(self.done(children[-1]))]

    def processing(self, _meta: Any, children: Children) -> c.Draft:
        chain = children[0]
        changes: list[Any] = []
        joined = False
        for child in children[1:]:
            if isinstance(child, list) and child and isinstance(child[0], Mention) and joined:
                chain = self.joined_chains(chain, child)
            elif isinstance(child, Token) and child.type == "JOIN":
                joined = True
            else:
                changes.append(child)
        return c.drafted([c.Add(self.done(chain), None, self.worked_on(chain)), *c.flat(changes)])

    def stated(self, _meta: Any, children: Children) -> c.Draft:
        return c.drafted(c.flat(children))

    def continued_ceiling(self, _meta: Any, children: Children) -> c.Draft:
        return c.drafted([c.Add(self.ceiling(t.ALL_NON_ORIGINATING, children[0], first(children, t.PriceBasis)))])

    def for_product(self, _meta: Any, children: Children) -> c.Draft:
        return replace(inside(children, c.Draft), product=first(children, str))

    def conditioned_shift(self, _meta: Any, children: Children) -> c.Draft:
        *conditions, shift = c.flat(children)
        return c.drafted([shift, *conditions])

    def shift_test(self, _meta: Any, children: Children) -> c.Add:
        words = str(children[0])
        digits = _DIGITS_OF_CHANGE.search(words)
        level = _LEVEL_OF_DIGITS[digits[1].lower()] if digits else _CODES_OF_CHANGE.get(words) or self.level(words)
        excluded = first(children, c.Excluded)
        test = self.each(t.ALL_NON_ORIGINATING, self.shifted_to(level, excluded))
        return c.Add(test, excluded.materials if excluded else None)

    def shift_or_chain(self, _meta: Any, children: Children) -> c.Draft:
        return c.drafted([c.Add(any_of([*tests_of(children), self.done(children[-1])]))])

    def undergone_by_product(self, _meta: Any, children: Children) -> t.Test:
        return self.done(children[-1])

    def choice(self, _meta: Any, children: Children) -> t.Test:
        """Conditions of which one is enough; a list among them is one of them, whatever it asks for."""
        return any_of([c.whole([child]) for child in children if isinstance(child, t.Test | c.Add | list)])

    def change(self, _meta: Any, children: Children) -> c.Draft:
        product = first(children, str)
        origin = first(children, c.ChangeFrom)
        assert origin is not None
        test = c.change_of_classification(origin, first(children, c.WhetherOrNot), self.products)
        return c.drafted([c.Add(test, origin.excluded), *c.flat(children)], product)

    def no_change(self, _meta: Any, children: Children) -> c.Draft:
        draft = c.drafted(c.flat(children), first(children, str))
        any_material = self.each(t.ALL_NON_ORIGINATING, t.Shift(None))
        return draft if draft.test is not None else replace(draft, test=any_material)

    def items_in_set(self, _meta: Any, children: Children) -> c.Draft:
        materials = t.Scope(t.Standing.ANY)
        return c.drafted([c.Add(self.each(materials, t.OwnRule())), *c.flat(children)])

    # -- tails and riders --

    def on_condition(self, _meta: Any, children: Children) -> list[c.Change]:
        return c.flat(children)

    def clauses(self, _meta: Any, children: Children) -> list[c.Change]:
        return c.flat(children)

    rider = on_condition

    def value_of_which(self, _meta: Any, children: Children) -> list[c.Change]:
        return [c.TheirShare(t.Measure.VALUE, bound) for bound in children[-1]]

    def operations_included(self, _meta: Any, children: Children) -> list[c.Change]:
        chains = [child for child in children if isinstance(child, list)]
        return [c.Add(any_of([self.done(chain) for chain in chains]))]

    def allowance(self, _meta: Any, children: Children) -> list[c.Change]:
        materials = inside(children, Materials)
        if materials.items == (THESE,):
            return [c.Allowance(None, tuple(child for child in children if isinstance(child, c.AllowedIf)))]
        if has(children, "OF_WHICH_EACH"):
            materials = self.fine(materials)
        allowed = c.Allowance(materials, tuple(child for child in children if isinstance(child, c.AllowedIf)))
        return [allowed]

    def prohibition(self, _meta: Any, children: Children) -> list[c.Change]:
        scope = inside(children, Materials).scope(t.Standing.NON_ORIGINATING)
        return [c.Add(self.each(scope, t.Unused()))]

    def their_value(self, _meta: Any, children: Children) -> c.AllowedIf | list[c.Change]:
        measure = t.Measure.WEIGHT if "weight" in children[0].lower() else t.Measure.VALUE
        self.comparable(children[0], measure, children[-1])
        return c.AllowedIf(bounds=children[-1], measure=measure)

    def they_undergo(self, _meta: Any, children: Children) -> c.AllowedIf:
        return c.AllowedIf(process=self.one_process(children[-1]))

    def operation_takes_place(self, _meta: Any, _children: Children) -> c.AllowedIf:
        return c.AllowedIf(process=t.Process((t.Step((t.Operation("retanning"),)),)))

    def period(self, _meta: Any, children: Children) -> list[c.Change]:
        return [c.period(str(children[0]))]

    def quota(self, _meta: Any, children: Children) -> list[c.Change]:
        name = re.search(r'"([^"]*)"', children[0])
        return [c.Quota(name[1])] if name else [c.Quota()]

    def direction(self, _meta: Any, children: Children) -> list[c.Change]:
        found = _DIRECTION.search(str(children[0]).removesuffix(" only"))
        assert found is not None
        code = c.country(found[2])
        match found[1]:
            case "from":
                return [c.Direction(exported_from=code)]
            case "into":
                return [c.Direction(imported_into=code)]
            case _:
                return [c.Direction(partner=code)]

    def note(self, _meta: Any, children: Children) -> list[c.Change]:
        return c.notes(str(children[0]))

    def territory(self, _meta: Any, _children: Children) -> list[c.Change]:
        return []

    def no_tolerance(self, _meta: Any, children: Children) -> list[c.Change]:
        materials = first(children, Materials)
        return [c.WithoutTolerance(materials.items if materials is not None else ())]

    def only_inputs(self, _meta: Any, children: Children) -> list[c.Change]:
        return c.source(children[-1])

    def predominant_group(self, _meta: Any, children: Children) -> list[c.Change]:
        one, other = (child for child in children if isinstance(child, tuple))
        return [c.PredominantGroup((one, other))]

    def partner_rule(self, _meta: Any, children: Children) -> list[c.Change]:
        partner = str(children[0]).split(" imported from ")[1].split(",")[0]
        draft = inside(children, c.Draft)
        assert draft.test is not None
        return [c.ForPartner(partner, draft.test)]

    def cumulative(self, _meta: Any, _children: Children) -> list[c.Change]:
        return [c.Cumulative()]

    # -- clauses --

    either = choice

    def all_of(self, _meta: Any, children: Children) -> t.Test:
        return c.whole(children)

    def any_of(self, _meta: Any, children: Children) -> t.Test:
        """The words "any of the following" join the items of a list, whatever stands between them."""
        if has(children, "ITEM_AND"):
            raise Unreadable("and", "items of which any is enough")
        return any_of([child.test for child in children if isinstance(child, c.Item)])

    def any_rule(self, meta: Any, children: Children) -> c.Draft:
        return c.drafted([c.Add(self.any_of(meta, children))])

    def one_component_originates(self, _meta: Any, _children: Children) -> t.Test:
        price = t.PriceBasis((t.Price.TRANSACTION_VALUE, t.Price.EX_WORKS))
        return t.Share(t.Measure.VALUE, t.ALL_ORIGINATING, t.Relation.MORE, Decimal(0), price)

    def cut_and_sewn(self, _meta: Any, children: Children) -> t.Test:
        words = (("cut ", "cutting"), ("knit ", "knitting-to-shape"))
        cut = t.Step(tuple(t.Operation(term) for word, term in words if word in children[0].lower()))
        return t.Done(t.Process((cut, t.Step((t.Operation("sewing"), t.Operation("assembly"))))))

    def product_is_processed(self, _meta: Any, children: Children) -> t.Test:
        """Words such as "crushed or ground from a good that is not": the materials are in another state."""
        words = " ".join(children[0].lower().split())
        if "wet state" in words:
            return t.Done(t.Process((t.Step((t.Operation("drying from the wet state", quoted=True),)),)))
        crushed = t.Step((t.Operation("crushing"), t.Operation("grinding")))
        return t.Done(t.Process((crushed,)))

    def alcoholic_volume(self, _meta: Any, children: Children) -> t.Test:
        alcohol = t.Named("alcohol, as litres of pure alcohol", quoted=True)
        percent = self.percent(children[1])
        basis = t.MaterialsBasis(t.Scope(t.Standing.ANY, (alcohol,)))
        scope = t.Scope(t.Standing.NON_ORIGINATING, (alcohol,))
        return t.Share(t.Measure.VOLUME, scope, t.Relation.AT_MOST, percent, basis)

    def production_reduces(self, _meta: Any, children: Children) -> t.Test:
        what = children[0].lower().removeprefix("the production reduces ")
        return t.Done(t.Process((t.Step((t.Operation(f"reduction of {what}", quoted=True),)),)))

    def their_share(self, _meta: Any, children: Children) -> list[c.Change]:
        measure = t.Measure.WEIGHT if "weight" in children[0].lower() else t.Measure.VALUE
        self.comparable(children[0], measure, children[-1])
        return [c.TheirShare(measure, bound) for bound in children[-1]]

    def defined(self, _meta: Any, children: Children) -> t.Test:
        return t.Defined(c.defined_name(str(children[0])))

    def product_obtained(self, _meta: Any, _children: Children) -> t.Test:
        return self.each(t.THE_PRODUCT, t.WhollyObtained())

    def origin_retained(self, _meta: Any, _children: Children) -> t.Test:
        return self.each(t.THE_PRODUCT, t.RetainsOrigin())

    def amount(self, meta: Any, children: Children) -> tuple[Token, Materials]:
        if re.search(r"\bof each\b", self.text[meta.start_pos : meta.end_pos], re.IGNORECASE):
            raise Unreadable("each", "a limit on materials taken together")
        return (children[0], inside(children, Materials))

    def amount_bounded(self, _meta: Any, children: Children) -> t.Test:
        (measure, materials), (relation, bounds) = children
        return self.shares(measure, materials, relation, bounds)

    def at_most(self, _meta: Any, children: Children) -> Any:
        return (t.Relation.AT_MOST, children[-1])

    def more_than(self, _meta: Any, children: Children) -> Any:
        return (t.Relation.MORE, children[-1])

    def less_than(self, _meta: Any, children: Children) -> Any:
        return (t.Relation.LESS, children[-1])

    def at_least(self, _meta: Any, children: Children) -> Any:
        return (t.Relation.AT_LEAST, children[-1])

    def at_most_shifted(self, _meta: Any, children: Children) -> t.Test:
        level = token(children, "ANY_OF_LEVEL")
        shift = self.each(t.ALL_NON_ORIGINATING, self.of_level(str(level), first(children, c.Excluded)))
        return c.all_of([shift, self.shares(children[0], Materials(), t.Relation.AT_MOST, children[-1])])

    def at_most_used(self, _meta: Any, children: Children) -> t.Test:
        return self.shares(_VALUE_OF, inside(children, Materials), t.Relation.AT_MOST, children[-1])

    def at_most_unnamed(self, _meta: Any, children: Children) -> t.Test:
        bounds = inside(children, tuple)
        scope = inside(children, Materials).scope(t.Standing.NON_ORIGINATING)
        return any_of(
            [self.share(bound.measure or t.Measure.VALUE, scope, t.Relation.AT_MOST, bound) for bound in bounds]
        )

    def originating_share(self, _meta: Any, children: Children) -> t.Test:
        materials = inside(children, Materials)
        kind = token(children, "BE_ORIGIN").lower()
        standing = t.Standing.ORIGINATING if "originating" in kind else t.Standing.WHOLLY_OBTAINED
        counted = Materials(codes(kind), (), None) if "heading" in kind else materials
        percent = self.percent(token(children, "PERCENT"))
        basis = t.MaterialsBasis(t.Scope(t.Standing.ANY, materials.items, materials.excepted))
        scope = t.Scope(standing, counted.items, counted.excepted)
        dry = any(
            isinstance(child, Token) and child.type == "BY_WEIGHT" and "dry" in child.lower() for child in children
        )
        return t.Share(t.Measure.DRY_WEIGHT if dry else t.Measure.WEIGHT, scope, t.Relation.AT_LEAST, percent, basis)

    def obtained_share(self, _meta: Any, children: Children) -> t.Test:
        counted = codes(token(children, "WEIGHT_OBTAINED"))
        percent = self.percent(token(children, "PERCENT"))
        basis = t.MaterialsBasis(inside(children, Materials).scope(t.Standing.ANY))
        return t.Share(
            t.Measure.WEIGHT, t.Scope(t.Standing.WHOLLY_OBTAINED, counted), t.Relation.AT_LEAST, percent, basis
        )

    def max_nom(self, _meta: Any, children: Children) -> t.Test:
        percent = token(children, "PERCENT")
        price = first(children, t.PriceBasis) or t.PriceBasis((t.Price.EX_WORKS,))
        return self.ceiling(t.ALL_NON_ORIGINATING, percent, price)

    def of_origin(self, _meta: Any, children: Children) -> t.Test:
        return self.origin_condition(inside(children, Materials), children)

    def of_origin_elsewhere(self, _meta: Any, children: Children) -> t.Test:
        materials = inside(children, Materials)
        excluded = [child for child in children if isinstance(child, c.Excluded)][-1]
        elsewhere = self.each(materials.scope(t.Standing.ANY), self.shifted_to(None, excluded))
        return c.all_of([self.origin_condition(materials, children), elsewhere])

    def of_origin_if(self, _meta: Any, children: Children) -> t.Test:
        materials = inside(children, Materials)
        within = [
            self.share(bound.measure or t.Measure.WEIGHT, materials.scope(t.Standing.ANY), t.Relation.AT_MOST, bound)
            for bound in children[-1]
        ]
        return any_of([self.origin_condition(materials, children), *within])

    def of_origin_or_up_to(self, _meta: Any, children: Children) -> list[c.Change]:
        """Grapes are wholly obtained, or else all but the arrack originates, of which up to so much may be used."""
        materials = inside(children, Materials)
        name = t.Named(next(child for child in children if isinstance(child, c.Phrase)).text, quoted=True)
        percent = self.percent(token(children, "PERCENT"))
        others = self.each(t.Scope(t.Standing.ANY, ALL_CODES, (name,)), t.Originating())
        scope = t.Scope(t.Standing.NON_ORIGINATING, (name,))
        some = t.Share(t.Measure.VOLUME, scope, t.Relation.AT_MOST, percent, t.ProductBasis())
        return [c.OrElse(self.origin_condition(materials, children), c.all_of([others, some]))]

    def classified_anew(self, _meta: Any, children: Children) -> t.Test:
        level = self.level(token(children, "BE_CLASSIFIED_ANEW"))
        return self.each(inside(children, Materials).scope(t.Standing.NON_ORIGINATING), t.Shift(level))

    def classified(self, _meta: Any, children: Children) -> t.Test:
        materials = inside(children, Materials)
        excluded = [child for child in children if isinstance(child, c.Excluded)][-1]
        verb = token(children, "BE_CLASSIFIED")
        return self.each(materials.scope(t.Standing.NON_ORIGINATING), self.other_than(str(verb), excluded))

    def shifted(self, _meta: Any, children: Children) -> t.Test:
        materials, excluded = inside(children, Materials), first(children, c.Excluded)
        level = token(children, "BE_OF_LEVEL")
        condition = self.of_level(str(level), excluded)
        return self.each(materials.scope(t.Standing.NON_ORIGINATING), condition)

    def undergoes(self, _meta: Any, children: Children) -> t.Test:
        """Materials undergo a process; where neither all nor any by name must, it is enough that it takes place."""
        materials = inside(children, Materials)
        product = materials.named and not has(children, "USED") and "shall" not in token(children, "UNDERGO").lower()
        if product or (not materials.items and not materials.every):
            return self.done(children[-1])
        return self.undergone(materials.scope(t.Standing.NON_ORIGINATING), children[-1])

    def obtained_through(self, _meta: Any, children: Children) -> t.Test:
        """Materials that are "used" are made so; what is not "used" is the product."""
        if not has(children, "USED"):
            return self.done(children[-1])
        return self.undergone(inside(children, Materials).scope(t.Standing.ANY), children[-1])

    def none_used(self, _meta: Any, children: Children) -> t.Test:
        return self.each(inside(children, Materials).scope(t.Standing.NON_ORIGINATING), t.Unused())

    def not_used(self, _meta: Any, children: Children) -> t.Test:
        return self.each(inside(children, Materials).scope(t.Standing.NON_ORIGINATING), t.Unused())

    def takes_place(self, _meta: Any, children: Children) -> t.Test:
        return self.done(children[0])

    def is_made_from(self, _meta: Any, children: Children) -> t.Test:
        return c.all_of([change.test for change in c.source(children[-1]) if isinstance(change, c.Add)])

    def falling_within_rule(self, _meta: Any, _children: Children) -> t.Test:
        raise Unreadable("none if", "a rule")


_CODES_OF_CHANGE = {"CC": Level.CHAPTER, "CTH": Level.HEADING, "CTSH": Level.SUBHEADING}
_DIGITS_OF_CHANGE = re.compile(r"([246]|two|four|six)-digit", re.IGNORECASE)
_LEVEL_OF_DIGITS = {
    name: level
    for level, names in ((Level.CHAPTER, "2 two"), (Level.HEADING, "4 four"), (Level.SUBHEADING, "6 six"))
    for name in names.split()
}
_DIRECTION = re.compile(r"\b(from|into|originating in) (?:the )?(.+?)(?: (?:in)?to (?:the )?.*)?$")
_VALUE_OF = Token("MEASURE_OF", "the value of")
