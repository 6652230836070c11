"""Tests joined by all-of and any-of, flat and each once."""

from __future__ import annotations

from collections.abc import Sequence

from origin.language import tree as t


def all_of(tests: Sequence[t.Test]) -> t.Test:
    """All the tests, those inside one another side by side, each once."""
    return _flat(t.AllOf, tests)


def any_of(tests: Sequence[t.Test]) -> t.Test:
    """Any of the tests, those inside one another side by side, each once."""
    return _flat(t.AnyOf, tests)


def _flat(kind: type[t.AllOf] | type[t.AnyOf], tests: Sequence[t.Test]) -> t.Test:
    found: list[t.Test] = []
    for test in tests:
        parts = test.tests if isinstance(test, kind) else (test,)
        found += [part for part in parts if part not in found]
    return found[0] if len(found) == 1 else kind(tuple(found))
