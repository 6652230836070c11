"""Operations: which take place, in which order, on what."""

# ruff: noqa: D102  (each method is the grammar rule of its name)

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lark import Token
from msgspec.structs import replace

from origin.language import tree as t
from origin.language.legal import changes as c
from origin.language.legal.chains import Mention, ways
from origin.language.legal.joining import all_of, any_of
from origin.language.legal.leaves import ORIGINS, has, inside, standing_of, token
from origin.language.legal.names import Unreadable, is_no_name
from origin.language.legal.sources import SourcesBuilder
from origin.language.legal.wordings import wordings
from origin.nomenclature.code_range import HsRange

_PROCESS_NOUN = re.compile(r"[\w-]*(?:ing|tion|sis|ment|ture|val)", re.IGNORECASE)
_BY_MEANS = re.compile(r"^(?:through|by) ", re.IGNORECASE)
_COUNTS = {
    word: number
    for number in range(2, 10)
    for word in (str(number), "zero one two three four five six seven eight nine".split()[number])
}


class OperationsBuilder(SourcesBuilder):
    """Builds processes, and the tests that they take place."""

    def done(self, chain: Sequence[Mention]) -> t.Test:
        """A process that takes place, in any of the ways that the words offer."""
        return any_of([all_of([_done(process) for process in way]) for way in ways(chain)])

    def undergone(self, scope: t.Scope, chain: Sequence[Mention]) -> t.Test:
        """Materials that undergo a process, in any of the ways that the words offer."""
        return any_of([all_of([t.Each(scope, t.Undergoes(process)) for process in way]) for way in ways(chain)])

    def worked_on(self, chain: Sequence[Mention]) -> tuple[t.ScopeItem, ...]:
        """What the operations are worked on: what "the value of which" speaks of."""
        return tuple(item for mention in chain for operation in mention.operations for item in operation.inputs)

    def one_process(self, chain: Sequence[Mention]) -> t.Process:
        found = ways(chain)
        if len(found) != 1 or len(found[0]) != 1:
            raise Unreadable("an operation", "one process")
        return found[0][0]

    def joined_chains(self, one: list[Mention], other: list[Mention]) -> list[Mention]:
        return [*one, Mention(other[0].operations, "join"), *other[1:]]

    def chain(self, _meta: Any, children: list[Any]) -> list[Mention]:
        mentions: list[Mention] = []
        link = "first"
        for child in children:
            if isinstance(child, str) and not isinstance(child, Token):
                link = child
            elif isinstance(child, Mention):
                mentions.append(child.tied(link))
        return mentions

    def link(self, _meta: Any, children: list[Any]) -> str:
        kinds = [child.type for child in children]
        if "JOIN" in kinds:
            words = token(children, "JOIN").lower()
            if "if necessary" in words:
                return "if necessary"
            if "followed" in words or "then" in words:
                return "then"
            if "preceded" in words:
                return "before"
            return "join each" if "each" in words or "both" in words else "join"
        if "AND" in kinds:
            return "and"
        if "OR" in kinds or "AND_OR" in kinds:
            return "or with" if "WITH" in kinds else "or"
        return "or with" if "WITH" in kinds else ","

    def operation(self, meta: Any, children: list[Any]) -> Mention:
        phrase = inside(children, c.Phrase)
        if standing_of(children) in ORIGINS:
            raise Unreadable("originating", "an operation on materials without regard to their origin")
        places = tuple(item for child in children if isinstance(child, tuple) for item in child)
        count = 1
        if has(children, "AT_LEAST_NUMBER"):
            words = token(children, "AT_LEAST_NUMBER").lower().split()
            count = next(_COUNTS[word] for word in words if word in _COUNTS)
        mention = _mention(phrase.text, places, count, has(children, "STANDING"), self._object(meta, children))
        return replace(
            mention,
            operations=tuple(wordings().for_products(operation, self.products) for operation in mention.operations),
        )

    def _object(self, _meta: Any, children: list[Any]) -> str:
        phrases = [child.text for child in children if isinstance(child, c.Phrase)]
        if has(children, "MATERIALS"):
            return "materials"
        return phrases[1] if len(phrases) > 1 else ""


def _done(process: t.Process) -> t.Test:
    """A process that takes place; operations that a note defines as a test are asked for by that test besides."""
    known = wordings().defined
    defined = [operation.term for step in process.steps for operation in step.options if operation.term in known]
    if not defined:
        return t.Done(process)
    if any(len(step.options) > 1 for step in process.steps):
        raise Unreadable(defined[0], "this operation without a choice of others")
    tests: list[t.Test] = [t.Defined(known[name].test) for name in defined]
    if len(process.steps) == 1:
        return tests[0]
    plain = [
        t.Step(tuple(known[one.term].operation if one.term in known else one for one in step.options))
        for step in process.steps
    ]
    return all_of([t.Done(replace(process, steps=tuple(plain))), *tests])


def _mention(text: str, places: tuple[t.ScopeItem, ...], count: int, standing: bool, worked_on: str) -> Mention:
    """The operations that a name stands for: known as a whole, or an operation "of" something, or quoted as it is."""
    text = _BY_MEANS.sub("", text)
    known = wordings().operation(text)
    if known is None and places and " of " in text:
        head, _, rest = text.rpartition(" of ")
        known = wordings().operation(head)
        worked_on = rest if known else worked_on
    if known is None and " of " in text:
        head, _, rest = text.partition(" of ")
        known = wordings().operation(head)
        worked_on = rest if known else worked_on
    if known is None:
        if any(wordings().operation(part) is not None for part in re.split(r" (?:with|by) ", text)):
            raise Unreadable(text, "how the operations are tied to each other")
        if "(or " in text or is_no_name(text):
            raise Unreadable(text, "the name of an operation")
        words = text.partition(" of ")[0].split()
        if not (_PROCESS_NOUN.fullmatch(words[0]) or _PROCESS_NOUN.fullmatch(words[-1])):
            raise Unreadable(text, "an operation")
        known = (t.Operation(text, quoted=True),)
    if places or (worked_on and not standing):
        ranges = tuple(place for place in places if isinstance(place, HsRange))
        material = wordings().material(worked_on) if worked_on else None
        if material is None and is_no_name(worked_on):
            raise Unreadable(worked_on, "the name of a material")
        items: tuple[t.ScopeItem, ...]
        if isinstance(material, tuple) and not places:
            items = material
        else:
            items = (t.Named(worked_on, quoted=True, codes=ranges),) if worked_on else ranges
        known = tuple(replace(operation, inputs=items) for operation in known)
    if count > 1:
        known = tuple(replace(operation, count=count) for operation in known)
    return Mention(known, "first")
