"""Joins what the publisher has split: the parts of one rule that stand as several, each in a row of its own.

A row goes on with the one before where it cannot stand alone: a further item of its list ("- b) 40 % under ..."), a
rider ("However, ..."), a lone name behind an open list, a clause behind "provided that". What joins the rules that
remain is the publisher's operator, or where it is missing "or", which is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from origin.frozen import Frozen
from origin.language.legal.closing import allows
from origin.language.legal.passage import Passage
from origin.language.legal.reading import Choice, PublishedRule

_ITEM = re.compile(r"^\s*(?:- |\((?:i{1,3}|iv|v|vi)\) |- \w\) )")
_RIDER = re.compile(r"^(?:However\b|Followed in (?:both|each) cases?\b|Except (?:that|those)\b)")
_CONTINUED = re.compile(r"^Of which\b")
_CLAUSE = re.compile(r"^(?:The (?:total )?(?:weight|value|net weight)\b|All the other materials\b)")
_RULE = re.compile(
    r"^(?:Manufacture|Production|A change|No change|CTH|CTSH|CC\b|All\b|Your|The maximum|A maximum|For any)"
)
_VERB = re.compile(r"\b(?:is|are|shall|must|used|undergone|undergo)\b|(?<!originat)(?<!head)ing\b", re.IGNORECASE)
_NOTE = re.compile(r"^(?:For [^\n]*\bsee\b|See\b|Note\b|In accordance with\b)[^\n]*$")
_GOES_ON = re.compile(
    r"^(?:and|or|accompanied|combined|followed|preceded|in which|where|except|excluding|with|unless)\b"
)
_GOES_ON_IN_EACH_CASE = re.compile(r"^in (?:each|both) cases?\b")
_PROVISO = re.compile(r"^(?:provided|on condition)\b(?!.*, (?:CC|CTH|CTSH)\b)")
_LONE_JOINT = re.compile(r"^\s*(and|or)\s*[:.,;]?\s*$", re.IGNORECASE)
_ENDS_WITH_AND = re.compile(r"[,;]?\s+and[.,;:]?\s*$")
_ENDS_WITH_OR = re.compile(r"[,;]?\s+or[.,;:]?\s*$")
_OPEN_LIST = re.compile(r"\b(?:However|except|Production from|Manufacture from):?(?:\n(?:- |[a-z])[^\n]*)+$")
_OPEN_CLAUSES = re.compile(r"provided that[:.]")
_SHIFT = re.compile(r"(?:CC|CTH|CTSH): [^(]*\([a-z ]+\)")
_TIED = re.compile(r"\b(?:accompanied|combined|followed|preceded)\b")
_IN_EACH_CASE = re.compile(r"^[A-Z][^,\n]*, in (?:each|both) cases? |^Use of [^,\n]*, accompanied\b")
_BARE_PROCESS = re.compile(r"^[A-Z]\w*ing\b|^Extrusion\b")
_CHOICE = re.compile(r"method\.?$|\(i\) [^\n]*$|price of the product\.?$")


class Stitched(Frozen):
    """A rule put together: its text, the offset in it at which each published row begins, and the row that leads."""

    passage: Passage
    rows: tuple[tuple[int, int, int], ...]
    """For each piece: the offset in the text, the number of the row, and the offset in the row."""
    first: PublishedRule
    joined: bool
    """Whether an operator or the beginning of the set stands before it; otherwise "or" is inferred."""

    def place(self, offset: int) -> tuple[int, int]:
        """The row and the offset in it of an offset in the text."""
        start, row, inside = max(piece for piece in self.rows if piece[0] <= max(offset, 0))
        return row, inside + offset - start


def stitched(rules: Sequence[PublishedRule]) -> tuple[tuple[Stitched, ...], tuple[Choice, ...]]:
    """The rules of a set put together, and the choices that were made."""
    found: list[Stitched] = []
    choices: list[Choice] = []
    operator: str | None = None
    for row, rule in enumerate(rules):
        text = rule.text
        if not text.strip():
            choices.append(Choice("rule-empty", "the published rule has no text and is left out", row, 1, 1))
            continue
        if lone := _LONE_JOINT.match(text):
            operator = lone[1].lower()
            continue
        if operator is not None:
            rule, operator = replace(rule, operator=operator), None
        before = found[-1].passage.text if found else ""
        if found and rule.operator is None and _ENDS_WITH_OR.search(before) and not _ITEM.match(text):
            rule = replace(rule, operator="or")
        joint = _joint(before, text, rule.operator) if found else None
        if joint is None:
            found.append(Stitched(Passage.of(text), ((0, row, 0),), rule, rule.operator is not None or not found))
            continue
        base = found[-1]
        whole = _trimmed(before, joint) + joint
        if text.startswith("However") and len(found) > 1 and _same_shift(found[-2].passage.text, before):
            found[-2] = _with_rider(found[-2], text, row)
        found[-1] = replace(
            base,
            passage=Passage.of(whole + text),
            rows=(*base.rows, (len(whole), row, 0)),
        )
        while len(found) > 1 and (joint := _in_each_case(found[-2].passage.text, found[-1].passage.text)):
            found[-2:] = [_joined(found[-2], joint, found[-1])]
        sentence = "this row goes on with the rule before it"
        choices.append(Choice("rule-continued", sentence, row, 1, 1))
    return tuple(found), tuple(choices)


def _same_shift(one: str, other: str) -> bool:
    """Whether two alternatives begin with the same code of a change: a rider behind both speaks of both."""
    return bool((found := _SHIFT.match(one)) and other.startswith(found[0]))


def _with_rider(rule: Stitched, text: str, row: int) -> Stitched:
    whole = _trimmed(rule.passage.text, "\n") + "\n"
    return replace(rule, passage=Passage.of(whole + text), rows=(*rule.rows, (len(whole), row, 0)))


def _joined(rule: Stitched, joint: str, other: Stitched) -> Stitched:
    whole = _trimmed(rule.passage.text, joint) + joint
    rows = tuple((len(whole) + start, row, inside) for start, row, inside in other.rows)
    return replace(rule, passage=Passage.of(whole + other.passage.text), rows=(*rule.rows, *rows))


def _in_each_case(before: str, text: str) -> str | None:
    """What ties an operation to the next one where "in each case" speaks of both."""
    if _IN_EACH_CASE.search(text) and _BARE_PROCESS.match(before) and not _TIED.search(before):
        return " or "
    return None


def _joint(before: str, text: str, operator: str | None) -> str | None:
    """What ties a row to the text before it; None where it is a rule of its own."""
    if operator == "and" or (operator is None and _ENDS_WITH_AND.search(before) and not _ITEM.match(text)):
        return " and "
    if _GOES_ON.match(text):
        return " "
    if _GOES_ON_IN_EACH_CASE.match(text):
        return ", "
    if _PROVISO.match(text):
        return "\n\n"
    if joint := _in_each_case(before, text):
        return joint
    opened = _OPEN_LIST.search(before)
    if opened and not _VERB.search(opened[0]) and not _RULE.match(text) and not _VERB.search(text):
        return " or\n" if _ITEM.match(text) else " or\n- "
    if operator is not None and not _ITEM.match(text):
        return None
    if _ITEM.match(text):
        return " or\n" if _last_list_is_choice(before) else "\n"
    if _RIDER.match(text):
        return "\n"
    if _CONTINUED.match(text) or allows(text) or _NOTE.match(text):
        return "\n"
    if _CLAUSE.match(text) and (clauses := _OPEN_CLAUSES.search(before)):
        return " and\n- " if "\n" in before[clauses.end() :] else "\n- "
    return None


def _last_list_is_choice(before: str) -> bool:
    """True where the list that goes on offers methods or limits of which one is enough."""
    return bool(_CHOICE.search(before.strip()))


def _trimmed(before: str, joint: str) -> str:
    """The text before without the full stop or comma that the publisher closed the row with."""
    trimmed = before.rstrip()
    if joint.startswith("\n") and joint == "\n":
        return trimmed
    if joint == " " and not trimmed.endswith("."):
        return trimmed
    return re.sub(r"(?:,? (?:and|or))?[.,;]?$", "", trimmed) if not trimmed.endswith("that.") else trimmed[:-1] + ":"
