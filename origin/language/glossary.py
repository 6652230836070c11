"""The glossary: named materials and processes, with the HS codes and meanings the introductory notes give them."""

from collections.abc import Callable, Hashable, Mapping
from functools import cached_property
from typing import TypeVar

from msgspec import field

from origin.frozen import Frozen
from origin.nomenclature.code_set import HsSet

T = TypeVar("T")


class NamedMaterial(Frozen):
    """A named material.

    `codes` is where it is classified; `exact` tells that every material there is one and none elsewhere, and `certain`
    are the codes among them of which that holds where it does not hold of all. `concerns`
    are the materials that "from [it]" restricts; `earlier` the codes of the earlier stages that are allowed too.
    """

    label: str
    codes: HsSet | None = None
    exact: bool = False
    certain: HsSet | None = None
    concerns: HsSet | None = None
    earlier: HsSet | None = None
    meaning: str | None = None
    source: str | None = None


class NamedProcess(Frozen):
    """A working or processing operation.

    `produces` are the codes of what the step yields: a non-originating material of such a code has bypassed it.
    `members` makes it a group of operations; `parts` composes it of operations, of each part one of which is enough.
    `minimal` is "true" or "if-simple" where agreements list it as
    insufficient by itself.
    """

    label: str
    produces: HsSet | None = None
    members: tuple[str, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()
    minimal: str | None = None
    meaning: str | None = None
    source: str | None = None


class Glossary(Frozen, dict=True):
    """All named materials and processes by term, and the basic textile materials of the textile notes.

    `mixed_textiles` are yarns and fabrics whose code does not tell that they are of one such material.
    """

    version: int
    materials: Mapping[str, NamedMaterial]
    processes: Mapping[str, NamedProcess]
    basic_textile_materials: Mapping[str, NamedMaterial] = field(default_factory=dict)
    mixed_textiles: HsSet | None = None

    @cached_property
    def composed(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """The processes that are composed of others, by term: for each of their parts the operations that are it."""
        return {term: entry.parts for term, entry in self.processes.items() if entry.parts}

    @cached_property
    def groups(self) -> frozenset[str]:
        """The terms of the processes that are groups of others."""
        return frozenset([term for term, entry in self.processes.items() if entry.members])

    @cached_property
    def _prepared(self) -> dict[tuple[str, Hashable], object]:
        return {}

    def once(self, name: str, node: Hashable, work: Callable[[], T]) -> T:
        """The result of `work`, done once for equal nodes of rules that are read by this glossary."""
        key = (name, node)
        found = self._prepared.get(key)
        if found is None:
            found = self._prepared[key] = work()
        return found  # type: ignore[return-value]
