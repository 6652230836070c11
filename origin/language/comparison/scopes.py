"""Which kinds of material a scope, an item or a condition of a rule means."""

from __future__ import annotations

from typing import NamedTuple, assert_never

from origin.language import tree as t
from origin.language.comparison.kinds import Ground, KindSet, Statement
from origin.language.glossary import Glossary
from origin.language.reach import reach
from origin.nomenclature.code import Level
from origin.nomenclature.code_range import HsRange
from origin.nomenclature.code_set import HsSet
from origin.nomenclature.shared_goods import Side

_SAME = {t.Same.CHAPTER: Level.CHAPTER, t.Same.HEADING: Level.HEADING, t.Same.SUBHEADING: Level.SUBHEADING}


class Reading(NamedTuple):
    """How the words of one of two rules are read: on what ground, in the codes of which side, by which glossary."""

    ground: Ground
    side: Side
    glossary: Glossary

    def scope(self, scope: t.Scope) -> KindSet:
        """The kinds in a scope."""
        kinds = self.ground.standing(scope.standing)
        if scope.items:
            kinds &= self.items(scope.items)
        excepted = self.items(scope.excepted)
        return kinds & ~excepted

    def items(self, items: tuple[t.ScopeItem, ...]) -> KindSet:
        """The kinds that are any of some items."""
        kinds = 0
        for item in items:
            kinds |= self.item(item)
        return kinds

    def item(self, item: t.ScopeItem) -> KindSet:
        """The kinds that are an item."""
        match item:
            case HsRange():
                return self.codes(HsSet((item,)))
            case t.Same.DESCRIPTION:
                return self.ground.same(self.side, Level.HEADING) & self.ground.stated((item,))
            case t.Same():
                return self.ground.same(self.side, _SAME[item])
            case t.Named():
                return self._named(item)
            case t.Heaviest(groups):
                every = HsSet(tuple(part for group in groups for part in group))
                return self.codes(every) & self.stated((item,), every)
            case _:
                assert_never(item)

    def codes(self, codes: HsSet) -> KindSet:
        """The kinds whose code is in a set."""
        return self.ground.codes(self.side, codes)

    def stated(self, statement: Statement, codes: HsSet) -> KindSet:
        """The kinds of which something is stated that mentions codes, which may mean other goods on the other side."""
        return self.ground.stated(statement if self.ground.means_the_same(codes) else (*statement, self.side))

    def _named(self, item: t.Named) -> KindSet:
        """A named material: by its code where that decides, else as stated."""
        kinds = self.ground.stated(("named", item.name))
        entry = self.glossary.materials.get(item.name)
        if entry is not None and entry.codes is not None:
            codes = self.codes(entry.codes)
            certain = self.codes(entry.certain) if entry.certain is not None else 0
            kinds = codes if entry.exact else codes & (kinds | certain)
        return kinds & self.codes(HsSet(item.codes)) if item.codes else kinds

    def failing(self, condition: t.Condition) -> KindSet:
        """The kinds that fail a condition."""
        match condition:
            case t.Shift(level, excluding, excepted):
                barred = self.items(excluding) & ~self.items(excepted)
                return barred if level is None else barred | self.ground.same(self.side, level)
            case t.WhollyObtained():
                return ~self.ground.standing(t.Standing.WHOLLY_OBTAINED)
            case t.Originating():
                return self.ground.standing(t.Standing.NON_ORIGINATING)
            case t.Unused():
                return self.ground.standing(t.Standing.ANY)
            case t.FromInputs(inputs):
                return self._too_late(inputs)
            case t.OwnRule() | t.RetainsOrigin():
                return ~self.ground.stated((condition,))
            case t.Undergoes(process):
                return ~self.undergoing(process)
            case _:
                assert_never(condition)

    def undergoing(self, process: t.Process) -> KindSet:
        """The kinds that undergo a process."""
        return self.stated((process,), codes_in(process))

    def _too_late(self, inputs: tuple[t.ScopeItem, ...]) -> KindSet:
        """What a "from" rule restricts and does not name; where no code tells what it restricts, as stated."""
        reached = reach(inputs, self.glossary)
        concerned = reached.concerned
        restricted = self.codes(concerned) if concerned.ranges else self.ground.stated(("restricted by", inputs))
        if reached.own_chapter:
            restricted |= self.ground.same(self.side, Level.CHAPTER)
        return restricted & ~self.items(inputs) & ~self.codes(reached.earlier)


def codes_in(process: t.Process) -> HsSet:
    """All codes that a process mentions as what it is worked on."""
    found: list[HsRange] = []
    for step in process.steps:
        for operation in step.options:
            for item in operation.inputs:
                if isinstance(item, HsRange):
                    found.append(item)
                elif isinstance(item, t.Named):
                    found.extend(item.codes)
    return HsSet(tuple(found))
