"""A test on a production: the meaning of the rule tree, one match over its constructs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from origin.determination import allow, done, each, share
from origin.determination.findings import DefinedFound, Found, JoinFound, TextFound
from origin.determination.production import Production
from origin.determination.truth import Truth, all_of, any_of
from origin.language import tree as t

Forgiven = Sequence[Truth] | None
"""Which lines are forgiven where they offend (True), or may be (None); no sequence: none."""


def evaluate(test: t.Test, production: Production, forgiven: Forgiven = None) -> Found:
    """What the test says of the production; lines that are forgiven do not offend against shifts and processes."""
    match test:
        case t.Each():
            return each.evaluate_each(test, production, forgiven)
        case t.Share():
            return share.evaluate_share(test, production)
        case t.Done():
            return done.evaluate_done(test, production, forgiven)
        case t.Allow():
            return allow.evaluate_allow(test, production, forgiven)
        case t.AllOf(tests):
            parts = tuple([evaluate(part, production, forgiven) for part in tests])
            return JoinFound(test, all_of([part.truth for part in parts]), parts)
        case t.AnyOf(tests):
            parts = tuple([evaluate(part, production, forgiven) for part in tests])
            return JoinFound(test, any_of([part.truth for part in parts]), parts)
        case t.Defined(_, inner):
            found = None if inner is None else evaluate(inner, production, forgiven)
            return DefinedFound(test, None if found is None else found.truth, found)
        case t.Text():
            return TextFound(test)
        case _:
            assert_never(test)
