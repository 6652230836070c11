"""Parse trees of published wording to the rule tree.

A sentence is built from its leaves; where the grammar found several readings, all are built, and the text is refused
unless they mean the same. What a sentence adds to the one before it (an allowance, a limit, a date, a note) is built as
a change (`changes.py`), which `drafts.py` applies.
"""

# ruff: noqa: D102  (each method is the grammar rule of its name)

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from lark import Token, Tree
from msgspec.structs import replace

from origin.language import tree as t
from origin.language.legal import changes as c
from origin.language.legal import drafts, meant
from origin.language.legal.chains import Mention
from origin.language.legal.clauses import ClausesBuilder
from origin.language.legal.joining import any_of
from origin.language.legal.leaves import first, inside, tests_of
from origin.language.legal.names import Unreadable
from origin.language.legal.parser import Node
from origin.language.legal.sources import change_of_classification
from origin.nomenclature.code import Level

Children: TypeAlias = list[Any]


class Ambiguous(Exception):
    """The text can be read in several ways that mean different things."""

    def __init__(self, readings: Sequence[object]) -> None:
        """Takes the readings."""
        super().__init__(f"{len(readings)} readings")
        self.readings = readings


class Builder(ClausesBuilder):
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
        return replace(found, drafts=tuple(drafts.governed(draft, found.closing) for draft in found.drafts))

    def closing(self, _meta: Any, children: Children) -> c.Closing:
        return c.Closing(tuple(drafts.flat(children)))

    def alternative(self, _meta: Any, children: Children) -> c.Draft:
        draft = next(child for child in children if isinstance(child, c.Draft))
        draft = drafts.changed(draft, drafts.flat(children))
        if draft.test is not None and meant.mentions_others(draft.test):
            raise Unreadable("other materials", "materials that are named before")
        if draft.test is None:
            raise Unreadable("a rule that asks for nothing", "a condition")
        other = draft.for_partner
        return replace(
            draft,
            test=meant.about_goods(draft.test),
            for_partner=other and (other[0], meant.about_goods(other[1])),
        )

    def by_comma(self, meta: Any, children: Children) -> c.Draft:
        return self.alternative(meta, [drafts.drafted(drafts.flat(children))])

    # -- statements --

    def production(self, _meta: Any, children: Children) -> c.Draft:
        parts = drafts.flat(children)
        tests = [
            self.done(child)
            for child in children
            if isinstance(child, list) and child and isinstance(child[0], Mention)
        ]
        return drafts.drafted([*parts, *(c.Add(test) for test in tests)])

    def listing(self, _meta: Any, children: Children) -> list[c.Change]:
        return self.listed(children)

    def item(self, _meta: Any, children: Children) -> drafts.Item:
        return drafts.item(children)

    def made_from(self, _meta: Any, children: Children) -> list[c.Change]:
        return drafts.source(children[-1])

    def made_from_allowing(self, _meta: Any, children: Children) -> list[c.Change]:
        draft = drafts.changed(drafts.drafted(drafts.source(children[1])), drafts.flat(children[2:]))
        assert draft.test is not None
        return [c.Add(draft.test, draft.excluded, draft.inputs)]

    def allowing(self, _meta: Any, children: Children) -> t.Test:
        """A clause with what is allowed of its materials, whatever stands beside it."""
        tests = tests_of(children)
        draft = drafts.changed(
            drafts.drafted([c.Add(test) for test in tests]), drafts.flat([one for one in children if one not in tests])
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
        return drafts.drafted([c.Add(self.done(chain), None, self.worked_on(chain)), *drafts.flat(changes)])

    def stated(self, _meta: Any, children: Children) -> c.Draft:
        return drafts.drafted(drafts.flat(children))

    def continued_ceiling(self, _meta: Any, children: Children) -> c.Draft:
        return drafts.drafted([c.Add(self.ceiling(t.ALL_NON_ORIGINATING, children[0], first(children, t.PriceBasis)))])

    def for_product(self, _meta: Any, children: Children) -> c.Draft:
        return replace(inside(children, c.Draft), product=first(children, str))

    def conditioned_shift(self, _meta: Any, children: Children) -> c.Draft:
        *conditions, shift = drafts.flat(children)
        return drafts.drafted([shift, *conditions])

    def shift_test(self, _meta: Any, children: Children) -> c.Add:
        words = str(children[0])
        digits = _DIGITS_OF_CHANGE.search(words)
        level = _LEVEL_OF_DIGITS[digits[1].lower()] if digits else _CODES_OF_CHANGE.get(words) or self.level(words)
        excluded = first(children, c.Excluded)
        test = self.each(t.ALL_NON_ORIGINATING, self.shifted_to(level, excluded))
        return c.Add(test, excluded.materials if excluded else None)

    def shift_or_chain(self, _meta: Any, children: Children) -> c.Draft:
        return drafts.drafted([c.Add(any_of([*tests_of(children), self.done(children[-1])]))])

    def undergone_by_product(self, _meta: Any, children: Children) -> t.Test:
        return self.done(children[-1])

    def change(self, _meta: Any, children: Children) -> c.Draft:
        product = first(children, str)
        origin = first(children, c.ChangeFrom)
        assert origin is not None
        test = change_of_classification(origin, first(children, c.WhetherOrNot), self.products)
        return drafts.drafted([c.Add(test, origin.excluded), *drafts.flat(children)], product)

    def no_change(self, _meta: Any, children: Children) -> c.Draft:
        draft = drafts.drafted(drafts.flat(children), first(children, str))
        any_material = self.each(t.ALL_NON_ORIGINATING, t.Shift(None))
        return draft if draft.test is not None else replace(draft, test=any_material)

    def items_in_set(self, _meta: Any, children: Children) -> c.Draft:
        materials = t.Scope(t.Standing.ANY)
        return drafts.drafted([c.Add(self.each(materials, t.OwnRule())), *drafts.flat(children)])


_CODES_OF_CHANGE = {"CC": Level.CHAPTER, "CTH": Level.HEADING, "CTSH": Level.SUBHEADING}
_DIGITS_OF_CHANGE = re.compile(r"([246]|two|four|six)-digit", re.IGNORECASE)
_LEVEL_OF_DIGITS = {
    name: level
    for level, names in ((Level.CHAPTER, "2 two"), (Level.HEADING, "4 four"), (Level.SUBHEADING, "6 six"))
    for name in names.split()
}
