"""Insufficient (minimal) operations: the agreement's own list, and what it calls simple."""

from origin.frozen import Frozen
from origin.nomenclature.code_set import HsSet


class Operation(Frozen):
    """One operation of the agreement's list that never confers origin by itself.

    `processes` are glossary terms. `only_if_simple` marks those that count only where the operation is simple.
    `products` limits it to products of some codes.
    """

    label: str
    processes: tuple[str, ...]
    citation: str
    only_if_simple: bool = False
    products: HsSet | None = None


class InsufficientOperations(Frozen):
    """Production that consists only of these operations does not confer origin, whatever the rule says."""

    operations: tuple[Operation, ...]
    citation: str
    simple: str
