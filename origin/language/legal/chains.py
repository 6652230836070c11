"""Enumerations of operations as processes: what accompanies what, and what stands alone.

How such texts are read (the same everywhere):
- "A accompanied by B or C" asks for A and one of B and C; a C that names its own starting material ("or spinning of
  natural fibres") is a way of its own;
- "A accompanied by B or C accompanied by D" offers two ways;
- "A or B, in each case accompanied by C" ties C to both, and so does "A or B accompanied by C", unless A is itself the
  operation that B needs besides ("weaving, or extrusion accompanied by weaving": weaving alone is enough);
- "accompanied, if necessary, by B" leaves B open;
- "and" ties as "accompanied by" does;
- "A preceded by B accompanied by C" puts B before A and C beside B: two processes, of which both take place.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from origin.frozen import Frozen
from origin.language.tree import Operation, Process, Step


class Mention(Frozen):
    """Operations that one name stands for, any of which fulfils it, and how it is tied to the mention before."""

    operations: tuple[Operation, ...]
    link: str
    """One of: first, or, or with (or by), and, join, join each, then (followed by), before (preceded by), comma."""

    def tied(self, link: str) -> Mention:
        """The mention, tied to the one before it."""
        return replace(self, link=link)

    @property
    def own_material(self) -> bool:
        """Whether it names what it starts from."""
        return any(operation.inputs for operation in self.operations)


def ways(mentions: Sequence[Mention]) -> tuple[tuple[Process, ...], ...]:
    """The ways of production that the enumeration offers; of each all processes take place."""
    return tuple(way for group in _ways(_with_commas(mentions)) for way in _processes(group))


def _with_commas(mentions: Sequence[Mention]) -> list[Mention]:
    """Commas take the meaning of the conjunction that ends their enumeration: "A, B or C"."""
    found = list(mentions)
    for number in range(len(found) - 1, 0, -1):
        if found[number].link == ",":
            following = next((later.link for later in found[number + 1 :] if later.link != ","), "or")
            link = "or" if following.startswith("or") else "and" if following == "and" else "or"
            found[number] = replace(found[number], link=link)
    return found


def _ways(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Splits where a new way begins."""
    ways: list[list[Mention]] = [[mentions[0]]]
    for number, mention in enumerate(mentions[1:], 1):
        joined = any(_ties(earlier) for earlier in ways[-1][1:])
        following = mentions[number + 1].link if number + 1 < len(mentions) else ""
        new = mention.link == "or" and joined and (_is_tie(following) or mention.own_material)
        if new:
            ways.append([replace(mention, link="first")])
        else:
            ways[-1].append(mention)
    return ways


def _is_tie(link: str) -> bool:
    return link in ("join", "join each", "then", "before", "if necessary")


def _ties(mention: Mention) -> bool:
    return _is_tie(mention.link)


def _processes(mentions: Sequence[Mention]) -> list[tuple[Process, ...]]:
    """The processes of one way; a first operation that the second step asks for anyway stands alone."""
    mentions = [mention for mention in mentions if mention.link != "if necessary"]
    stages: list[list[list[Operation]]] = [[list(mentions[0].operations)]]
    at = 0
    for mention in mentions[1:]:
        operations = list(mention.operations)
        match mention.link:
            case "or" | "or with":
                stages[at][-1] += operations
            case "before":
                stages.insert(at, [operations])
            case "then":
                at += 1
                stages.insert(at, [operations])
            case _:
                stages[at].append(operations)
    alone: list[tuple[Process, ...]] = []
    if len(stages) == 1 and len(stages[0]) > 1 and not any(mention.link == "join each" for mention in mentions):
        first = stages[0][0]
        later = {operation.term for step in stages[0][1:] for operation in step}
        enough = [operation for operation in first if operation.term in later]
        if enough and len(enough) < len(first):
            alone = [(_process([[operation]]),) for operation in enough]
            stages[0][0] = [operation for operation in first if operation not in enough]
    if len(stages) == 1:
        return [*alone, (_process(stages[0]),)]
    order = _process([stage[0] for stage in stages], ordered=True)
    return [*alone, (order, *(_process(stage) for stage in stages if len(stage) > 1))]


def _process(steps: Sequence[Sequence[Operation]], ordered: bool = False) -> Process:
    return Process(tuple(Step(tuple(dict.fromkeys(step))) for step in steps), ordered)
