"""Tests joined by all-of and any-of, flat and each once."""

from __future__ import annotations

from collections.abc import Sequence

from origin.language import tree as t


def all_of(tests: Sequence[t.Test]) -> t.Test:
    """All the tests, those inside one another side by side, each once."""
    found: list[t.Test] = []
    for test in tests:
        parts = test.tests if isinstance(test, t.AllOf) else (test,)
        found += [part for part in parts if part not in found]
    return found[0] if len(found) == 1 else t.AllOf(tuple(found))


def any_of(tests: Sequence[t.Test]) -> t.Test:
    """Any of the tests, those inside one another side by side, each once."""
    found: list[t.Test] = []
    for test in tests:
        parts = test.tests if isinstance(test, t.AnyOf) else (test,)
        found += [part for part in parts if part not in found]
    return found[0] if len(found) == 1 else t.AnyOf(tuple(found))
