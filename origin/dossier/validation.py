"""Has pydantic read a dossier from its nodes, and says in our words and with its place what pydantic refuses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple, TypeVar

from msgspec.structs import replace
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from origin.dossier.kinds import Fault, what
from origin.dossier.nodes import ListNode, MapNode, Node, TextNode
from origin.dossier.notes import Notes, did_you_mean, nearest, quoted
from origin.dossier.records import Record, keys_of

R = TypeVar("R", bound=Record)


class _Refused(NamedTuple):
    """An error of pydantic: its type, the fault that we raised, if any, and the node - value or key - it is about.

    `key` is one that is missing in the node, or the only one of the mapping for which the node stands.
    """

    error: str
    fault: Fault | None
    node: Node
    key: str | None


def read_record(record: type[R], root: MapNode, notes: Notes) -> R | None:
    """The record of a mapping. What is wrong in it is noted and cut out of the tree, so that the rest is still read."""
    for _ in range(2):
        try:
            return record.model_validate(root, context=notes)
        except ValidationError as error:
            refusals = sorted(_refusals(error), key=lambda each: (each.node.line, each.node.column))
        for refused in refusals:
            fault = _fault(refused, notes)
            if fault is not None:
                _note(fault, refused, notes)
        for refused in refusals:
            _cut_out(refused)
        for holder in {id(each.node.holder): each.node.holder for each in refusals}.values():
            if isinstance(holder, ListNode):
                holder[:] = [item for item in holder if item is not None]
    return None


def _refusals(error: ValidationError) -> Iterator[_Refused]:
    """The errors about nodes; others are about what was refused and noted before."""
    for each in error.errors(include_url=False):
        node, last = each["input"], each["loc"][-1]
        if isinstance(node, Node):
            goes_on = each["type"] == "missing" or last not in ("[key]", node.step)
            key = last if goes_on and isinstance(last, str) else None
            yield _Refused(each["type"], each.get("ctx", {}).get("fault"), node, key)


def _note(fault: Fault, refused: _Refused, notes: Notes) -> None:
    """Notes what is wrong with a value, a part of one, or a key."""
    node: Node = refused.node
    path = f"{node.path}.{refused.key}" if isinstance(node, TextNode) and refused.key else node.path
    if refused.error == "extra_forbidden" and isinstance(node.step, TextNode):
        node = node.step
        path = node.path
    elif fault.part is not None and isinstance(node, MapNode):
        part = node[fault.part]
        node = node if part is None else part
    found = str(node) if isinstance(node, TextNode) and (node or not node.plain) else None
    notes.refuse(fault, notes.place(node.line, node.column, path), found)


def _fault(refused: _Refused, notes: Notes) -> Fault | None:
    """What pydantic says, in our words; None where another problem says it better."""
    error, fault, node, key = refused
    if error == "missing" and isinstance(node, MapNode) and key is not None:
        return _missing(node, key, notes)
    if error == "extra_forbidden" and isinstance(node.holder, MapNode):
        return _unknown(str(node.step), node.holder.record or Record)
    if error == "tuple_type":
        fault = Fault(
            "value-shape", f"a list is expected here, not {what(node)}", "begin every item with a dash: - name: ..."
        )
    fault = fault or Fault("value-shape", "this is not accepted here")
    return replace(fault, accepted=fault.accepted or _wanted(node))


def _missing(node: MapNode, key: str, notes: Notes) -> Fault | None:
    """A key is missing, unless one that is unknown seems to be meant for it."""
    record = node.record or Record
    known = keys_of(record)
    strange = (other for other in node if other not in known and _plain(other) not in record.MEANT)
    if not notes.full and any(nearest(other, known) == key for other in islice(strange, 20)):
        return None
    message = f"{key} is missing{f' in {node.path}' if node.path else ''}"
    return Fault("key-missing", message, accepted=_described(known[key]))


def _unknown(key: str, record: type[Record]) -> Fault:
    """A record does not have a key; the hint is the one that may be meant."""
    known = list(keys_of(record))
    message = f"there is no key {quoted(key)} here" if key else "a key is empty"
    advice = record.MEANT.get(_plain(key)) or partial(did_you_mean, key, known)
    return Fault("key-unknown", message, advice, ", ".join(known))


def _plain(key: str) -> str:
    """A key as advice on mistaken ones is looked up."""
    return key.lower().replace("-", "_").replace(" ", "_")


def _wanted(node: Node) -> str | None:
    """What belongs where a node stands, by the field that holds it."""
    while node.holder is not None:
        if isinstance(node.holder, MapNode) and node.holder.record:
            field = keys_of(node.holder.record).get(str(node.step))
            return _described(field) if field else None
        node = node.holder
    return None


def _described(field: FieldInfo) -> str:
    """What a field says, with an example as one would write it."""
    from json import dumps

    said = (field.description or "").rstrip(".")
    examples = "".join(f", such as {dumps(example, ensure_ascii=False)}" for example in (field.examples or ())[:1])
    return said[:1].lower() + said[1:] + examples.replace('"', "")


def _cut_out(refused: _Refused) -> None:
    """Leaves nothing where something was refused, and takes away a key that should not be there."""
    error, _, node, key = refused
    if error == "missing" and isinstance(node, MapNode) and key is not None:
        node[key] = None
    elif isinstance(node.holder, MapNode) and (error == "extra_forbidden" or node is node.step):
        node.holder.pop(str(node.step), None)
    elif isinstance(node, TextNode) and key is not None:
        node.give_way_to(MapNode.for_short(node, key, None))
    else:
        node.give_way_to(None)
