"""Clauses: what materials and products must be, and the sentences that change a rule."""

# ruff: noqa: D102  (each method is the grammar rule of its name)

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, TypeAlias

from lark import Token

from origin.language import tree as t
from origin.language.legal import changes as c
from origin.language.legal import drafts, phrases
from origin.language.legal.joining import all_of, any_of
from origin.language.legal.leaves import first, has, inside, token
from origin.language.legal.lists import ListsBuilder
from origin.language.legal.names import ALL_CODES, Materials, Unreadable, codes
from origin.language.legal.scopes import THESE

Children: TypeAlias = list[Any]

_DIRECTION = re.compile(r"\b(from|into|originating in) (?:the )?(.+?)(?: (?:in)?to (?:the )?.*)?$")
_VALUE_OF = Token("MEASURE_OF", "the value of")


class ClausesBuilder(ListsBuilder):
    """Builds the clauses of a rule, and what sentences behind it add."""

    def on_condition(self, _meta: Any, children: Children) -> list[c.Change]:
        return drafts.flat(children)

    def clauses(self, _meta: Any, children: Children) -> list[c.Change]:
        return drafts.flat(children)

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
        return [phrases.period(str(children[0]))]

    def quota(self, _meta: Any, children: Children) -> list[c.Change]:
        name = re.search(r'"([^"]*)"', children[0])
        return [c.Quota(name[1])] if name else [c.Quota()]

    def direction(self, _meta: Any, children: Children) -> list[c.Change]:
        found = _DIRECTION.search(str(children[0]).removesuffix(" only"))
        assert found is not None
        code = phrases.country(found[2])
        match found[1]:
            case "from":
                return [c.Direction(exported_from=code)]
            case "into":
                return [c.Direction(imported_into=code)]
            case _:
                return [c.Direction(partner=code)]

    def note(self, _meta: Any, children: Children) -> list[c.Change]:
        return phrases.notes(str(children[0]))

    def territory(self, _meta: Any, _children: Children) -> list[c.Change]:
        return []

    def no_tolerance(self, _meta: Any, children: Children) -> list[c.Change]:
        materials = first(children, Materials)
        return [c.WithoutTolerance(materials.items if materials is not None else ())]

    def only_inputs(self, _meta: Any, children: Children) -> list[c.Change]:
        return drafts.source(children[-1])

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

    def choice(self, _meta: Any, children: Children) -> t.Test:
        """Conditions of which one is enough; a list among them is one of them, whatever it asks for."""
        return any_of([drafts.whole([child]) for child in children if isinstance(child, t.Test | c.Add | list)])

    either = choice

    def all_of(self, _meta: Any, children: Children) -> t.Test:
        return drafts.whole(children)

    def any_of(self, _meta: Any, children: Children) -> t.Test:
        """The words "any of the following" join the items of a list, whatever stands between them."""
        if has(children, "ITEM_AND"):
            raise Unreadable("and", "items of which any is enough")
        return any_of([child.test for child in children if isinstance(child, drafts.Item)])

    def any_rule(self, meta: Any, children: Children) -> c.Draft:
        return drafts.drafted([c.Add(self.any_of(meta, children))])

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
        return t.Defined(phrases.defined_name(str(children[0])))

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
        return all_of([shift, self.shares(children[0], Materials(), t.Relation.AT_MOST, children[-1])])

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
        return all_of([self.origin_condition(materials, children), elsewhere])

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
        return [c.OrElse(self.origin_condition(materials, children), all_of([others, some]))]

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
        return all_of([change.test for change in drafts.source(children[-1]) if isinstance(change, c.Add)])

    def falling_within_rule(self, _meta: Any, _children: Children) -> t.Test:
        raise Unreadable("none if", "a rule")
