"""Lists of conditions: what their items ask for together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lark import Token

from origin.language import tree as t
from origin.language.legal import changes as c
from origin.language.legal import drafts
from origin.language.legal.joining import any_of
from origin.language.legal.names import Materials, Unreadable
from origin.language.legal.operations import OperationsBuilder
from origin.nomenclature.code_range import HsRange


class ListsBuilder(OperationsBuilder):
    """Joins the items of lists."""

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
        items = [child for child in children if isinstance(child, drafts.Item)]
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
