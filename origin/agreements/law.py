"""The law of one agreement, ready to apply: its pack, its rule list and the glossary."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Concatenate, ParamSpec, TypeVar

from origin.agreements.agreement import Agreement
from origin.agreements.rule_book import RuleBook
from origin.frozen import Frozen
from origin.language.glossary import Glossary

N = TypeVar("N")
P = ParamSpec("P")
T = TypeVar("T")


class Law(Frozen, dict=True):
    """An agreement with its rules and the glossary.

    It keeps what was worked out of it once (scopes as code sets, percentages as integers).
    """

    agreement: Agreement
    rules: RuleBook
    glossary: Glossary

    @cached_property
    def prepared(self) -> dict[tuple[Hashable, int], tuple[object, object]]:
        """What was worked out of the law once, by name and node."""
        return {}

    @cached_property
    def countries(self) -> frozenset[str]:
        """Every country and party id of the agreement."""
        parties = self.agreement.parties
        return frozenset(code for party in parties for code in (party.id, *party.countries))

    def once(
        self, name: Hashable, node: N, work: Callable[Concatenate[N, P], T], *more: P.args, **named: P.kwargs
    ) -> T:
        """What `work` makes of a node of the law, done once; the node is kept, so that its id stays its own.

        What else `work` takes must be the same whenever it is asked for by this name.
        """
        key = (name, id(node))
        found = self.prepared.get(key)
        if found is None:
            found = self.prepared[key] = (node, work(node, *more, **named))
        return found[1]  # type: ignore[return-value]
