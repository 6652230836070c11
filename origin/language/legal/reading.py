"""What is read, and what the reading is."""

from __future__ import annotations

from origin.frozen import Frozen
from origin.language.tree import Rule


class PublishedRule(Frozen):
    """One rule of a rule set as it is published.

    `operator` is "or" where the publisher joins the rule to the one before; without it the joint is to be inferred.
    `classes` are the publisher's tags; `imported` and `exported` tell in which direction of trade the rule applies;
    `quota` that it holds within an origin quota.
    """

    text: str
    operator: str | None = None
    classes: tuple[str, ...] = ()
    imported: bool = True
    exported: bool = True
    quota: bool = False


class Choice(Frozen):
    """A reading chosen where the published text leaves it open: what, why, and where in which rule of the set."""

    code: str
    sentence: str
    rule: int
    line: int
    column: int


class Unread(Frozen):
    """Wording that could not be read and is kept as `text("...")`: where, what was found, what was expected."""

    rule: int
    line: int
    column: int
    found: str
    expected: str


class ReadRule(Frozen):
    """A rule and the product it is for, where the text itself describes one ("a good of textile wadding").

    `cumulative`: the product must meet this rule besides every other one that applies to it.
    """

    product: str | None
    rule: Rule
    cumulative: bool = False


class Reading(Frozen):
    """The rules of one published rule set, the choices made in reading it and what was left unread."""

    rules: tuple[ReadRule, ...]
    choices: tuple[Choice, ...] = ()
    unread: tuple[Unread, ...] = ()
