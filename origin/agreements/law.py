"""The law of one agreement, ready to apply: its pack, its rule list and the glossary."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from origin.agreements.agreement import Agreement
from origin.agreements.rule_book import RuleBook
from origin.frozen import Frozen
from origin.language.glossary import Glossary

T = TypeVar("T")


class Law(Frozen, dict=True):
    """An agreement with its rules and the glossary.

    It keeps what was worked out of it once (scopes as code sets, percentages as integers).
    """

    agreement: Agreement
    rules: RuleBook
    glossary: Glossary

    @cached_property
    def prepared(self) -> dict[tuple[str, int], tuple[object, object]]:
        """What was worked out of the law once, by name and node."""
        return {}

    @cached_property
    def countries(self) -> frozenset[str]:
        """Every country and party id of the agreement."""
        parties = self.agreement.parties
        return frozenset(code for party in parties for code in (party.id, *party.countries))

    def once(self, name: str, node: object, work: Callable[[], T]) -> T:
        """The result of `work`, done once for this node of the law; the node is kept, so that its id stays its own."""
        key = (name, id(node))
        found = self.prepared.get(key)
        if found is None:
            found = self.prepared[key] = (node, work())
        return found[1]  # type: ignore[return-value]
