"""What a publisher gives out: the rule list of a scheme, rule set by rule set, validated and cleaned of markup."""

from __future__ import annotations

from origin.frozen import Frozen
from origin.language.legal import PublishedRule
from origin.nomenclature.code_range import HsRange


class PublishedRuleSet(Frozen):
    """The rules for some products: the codes, their description as published, and the rules in published order.

    `record` is the number of the rule set in its file, from 1. `whole` is False where the heading was printed with
    "ex": only the products of the description are meant. `chapter` tells a heading that names a whole chapter, whose
    rule the publisher repeats for each gap between the headings that have rules of their own.
    """

    record: int
    products: HsRange
    chapter: str | None
    whole: bool
    description: str | None
    rules: tuple[PublishedRule, ...]


class PublishedList(Frozen):
    """The rule list of one scheme, with the name of the file it was read from."""

    scheme: str
    file: str
    rule_sets: tuple[PublishedRuleSet, ...]
