"""Walks over rule trees: the tests, processes and items that stand in a test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from origin.frozen import Frozen
from origin.language import tree as t


class Words(Frozen):
    """What one test itself names, its parts aside: items of scopes, operations, defined names."""

    test: t.Test
    items: tuple[t.ScopeItem, ...] = ()
    operations: tuple[t.Operation, ...] = ()
    defined: str | None = None


def words(test: t.Test) -> Iterator[Words]:
    """What a test and every test in it name, in the order of the text."""
    match test:
        case t.AnyOf(tests) | t.AllOf(tests):
            for part in tests:
                yield from words(part)
        case t.Allow(inner, scope, limit, process):
            yield from words(inner)
            items = (*_scope_items(scope), *(_basis_items(limit.basis) if limit else ()))
            yield _with_process(test, items, process)
        case t.Each(scope, condition):
            items = (*_condition_items(condition), *_scope_items(scope))
            yield _with_process(test, items, condition.process if isinstance(condition, t.Undergoes) else None)
        case t.Share(_, scope, _, _, basis):
            yield Words(test, (*_scope_items(scope), *_basis_items(basis)))
        case t.Done(process):
            yield _with_process(test, (), process)
        case t.Defined(name):
            yield Words(test, defined=name)
        case t.Text():
            yield Words(test)
        case _:
            assert_never(test)


def tests_within(test: t.Test) -> Iterator[t.Test]:
    """The test and every test in it, those behind defined names included, in the order of the text."""
    yield test
    match test:
        case t.AnyOf(tests) | t.AllOf(tests):
            for part in tests:
                yield from tests_within(part)
        case t.Allow(inner):
            yield from tests_within(inner)
        case t.Defined(_, inner):
            if inner is not None:
                yield from tests_within(inner)
        case t.Each() | t.Share() | t.Done() | t.Text():
            return
        case _:
            assert_never(test)


def nodes(value: object) -> Iterator[object]:
    """A value and all that stands in its fields, from the outside in and in their order."""
    yield value
    match value:
        case tuple():
            for part in value:
                yield from nodes(part)
        case Frozen():
            for name in value.__struct_fields__:
                yield from nodes(getattr(value, name))
        case _:
            return


def _with_process(test: t.Test, items: tuple[t.ScopeItem, ...], process: t.Process | None) -> Words:
    operations = tuple(operation for step in process.steps for operation in step.options) if process else ()
    inputs = tuple(item for operation in operations for item in operation.inputs)
    return Words(test, (*items, *inputs), operations)


def _scope_items(scope: t.Scope) -> tuple[t.ScopeItem, ...]:
    return (*scope.items, *scope.excepted)


def _basis_items(basis: t.Basis) -> tuple[t.ScopeItem, ...]:
    return _scope_items(basis.scope) if isinstance(basis, t.MaterialsBasis) else ()


def _condition_items(condition: t.Condition) -> tuple[t.ScopeItem, ...]:
    match condition:
        case t.Shift(_, excluding, excepted):
            return (*excluding, *excepted)
        case t.FromInputs(inputs):
            return inputs
        case t.WhollyObtained() | t.Originating() | t.Unused() | t.OwnRule() | t.RetainsOrigin() | t.Undergoes():
            return ()
        case _:
            assert_never(condition)
