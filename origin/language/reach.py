"""What a requirement on starting materials or processes reaches, by the glossary: which materials it restricts."""

from __future__ import annotations

from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.glossary import Glossary
from origin.nomenclature.code_range import HsRange
from origin.nomenclature.code_set import HsSet


class Reach(Frozen):
    """What a "from" rule restricts: the codes it concerns, those of the stages before its inputs."""

    concerned: HsSet
    earlier: HsSet
    own_chapter: bool
    """Whether materials of the product's own chapter are concerned too: an input that only codes describe is worked
    into the product, and what is of the product's chapter already is further on ("sheet piling from heading 7207")."""


def reach(inputs: tuple[t.ScopeItem, ...], glossary: Glossary) -> Reach:
    """What a "from" rule of these inputs restricts."""
    concerned, earlier = HsSet(), HsSet()
    own_chapter = False
    for item in inputs:
        if isinstance(item, HsRange):
            concerned |= _chapters((item,))
            own_chapter = True
        elif isinstance(item, t.Named):
            entry = glossary.materials.get(item.name)
            if entry is not None:
                concerned |= entry.concerns or _chapters(entry.codes.ranges if entry.codes else ())
                earlier |= entry.earlier or HsSet()
            if item.codes:
                concerned |= _chapters(item.codes)
            own_chapter |= (entry is None or entry.concerns is None) and bool(item.codes)
    return Reach(concerned, earlier, own_chapter)


def concerned_by(inputs: tuple[t.ScopeItem, ...], glossary: Glossary) -> HsSet:
    """The codes of the materials that a requirement of these inputs restricts, the product's own chapter apart."""
    return reach(inputs, glossary).concerned


def made_by(operation: t.Operation, glossary: Glossary) -> HsSet:
    """The codes of what an operation yields; empty where it changes no classification."""
    entry = None if operation.quoted else glossary.processes.get(operation.term)
    return entry.produces or HsSet() if entry else HsSet()


def makes_of(process: t.Process, glossary: Glossary) -> tuple[HsSet, ...]:
    """For each step, the codes of what any of its operations makes."""

    def work() -> tuple[HsSet, ...]:
        found = []
        for step in process.steps:
            codes = HsSet()
            for operation in step.options:
                codes |= made_by(operation, glossary)
            found.append(codes)
        return tuple(found)

    return glossary.once("makes", process, work)


def first_inputs(process: t.Process) -> tuple[t.ScopeItem, ...]:
    """What the first step is worked on, where the rule says so."""
    return tuple([item for operation in process.steps[0].options for item in operation.inputs])


def trade_of(process: t.Process, glossary: Glossary) -> HsSet:
    """The materials a chain is about: the chapters of all that its steps make, and what its inputs concern."""
    codes = concerned_by(first_inputs(process), glossary)
    for made in makes_of(process, glossary):
        codes |= made
    chapters = {low // 10_000 for low in codes.lows} | {high // 10_000 for high in codes.highs}
    if chapters and chapters <= set(range(50, 64)):
        chapters = set(range(50, 64))  # Section XI is one trade: fibres, yarns, fabrics, and what is made up of them
    return HsSet.from_intervals((chapter * 10_000, chapter * 10_000 + 9_999) for chapter in chapters)


def _chapters(ranges: tuple[HsRange, ...]) -> HsSet:
    """The whole chapters of some ranges."""
    return HsSet(tuple(HsRange(part.first.chapter, part.last.chapter) for part in ranges))
