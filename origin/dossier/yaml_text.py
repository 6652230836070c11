"""Reads the safe half of YAML into nodes with line and column, every value as the text that was written.

No types are guessed: NO stays NO, 010121 stays 010121, 8711.60 keeps its zero. Tags, anchors and aliases are refused,
and so are keys written twice. Nesting is limited while the text is scanned, so that a hostile file costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from origin.dossier.nodes import (
    DEEPEST,
    MOST_VALUES,
    TOO_MANY,
    USE_A_TABLE,
    ListNode,
    MapNode,
    Node,
    TextNode,
)
from origin.dossier.notes import Notes, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_SYNTAX = {
    "mapping values are not allowed": (
        "a colon and a space stand where no key can stand",
        "put text with a colon in quotes, and check the indentation of this line and the one before",
    ),
    "could not find expected ':'": ("a key has no colon after it", "write key: value, with a space after the colon"),
    "did not find expected key": (
        "this line is not indented like the lines it belongs to, or a quote or bracket before it is left open",
        "lines of one block begin in the same column",
    ),
    "did not find expected '-' indicator": (
        "a list goes on without its dash, or with another indentation",
        "begin every item of a list with a dash, in the same column",
    ),
    "did not find expected ',' or": ("a bracket or brace is left open", "close it, and put commas between its items"),
    "found unexpected end of stream": ("the file ends within a quoted text", "close the quotation mark"),
    "found character that cannot start any token": (
        "a value cannot begin with this character",
        "indent with spaces, not tabs; put text that begins with a special character in quotes",
    ),
    "found unknown escape character": (
        "a text in double quotes has a backslash that means nothing",
        "use single quotes, or write the backslash twice",
    ),
    "block sequence entries are not allowed": ("a list cannot begin here", "begin the list on a line of its own"),
    "found undefined tag handle": ("tags are not used in a dossier", "put text that begins with ! in quotes"),
    "control characters are not allowed": ("the text has a control character", "remove it, or save the file again"),
    "found duplicate %YAML directive": ("the %YAML line stands twice", "a dossier needs none"),
}


def parse_yaml(text: str, notes: Notes) -> Node | None:
    """The one document of a text; None where it holds none or its syntax is broken, which is noted."""
    try:
        return _Builder(notes).build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        _refuse_syntax(text, error, notes)
    except (yaml.YAMLError, ValueError) as error:
        _refuse_characters(text, str(error), notes)
    return None


def _refuse_syntax(text: str, error: Any, notes: Notes) -> None:
    """Says in our words where the text stops being YAML."""
    said = error.problem or error.context or "it cannot be read"
    mark = error.problem_mark or error.context_mark
    if "unexpected end of stream" in said and error.context_mark:
        mark = error.context_mark
    message, hint = next((ours for theirs, ours in _SYNTAX.items() if theirs in said), (said, None))
    place = None
    if mark:
        place = notes.place(mark.line + 1, mark.column + 1)
        lines = text.split("\n", mark.line + 1)
        if lines[mark.line : mark.line + 1] and lines[mark.line][mark.column : mark.column + 1] == "\t":
            message, hint = "a tab stands where spaces belong", "indent with spaces"
    notes.add("yaml-syntax", f"this is not YAML: {message}", place, hint=hint)


def _refuse_characters(text: str, said: str, notes: Notes) -> None:
    """Names the first character that YAML does not allow."""
    for number, line in enumerate(text.split("\n"), 1):
        for column, sign in enumerate(line, 1):
            if (not sign.isprintable() and sign not in "\t\x85\xa0\ufeff") or "\ud800" <= sign <= "\udfff":
                message = f"the text has a character that YAML does not allow: U+{ord(sign):04X}"
                notes.add("yaml-character", message, notes.place(number, column), hint="remove it")
                return
    notes.add("yaml-syntax", f"this is not YAML: {said.splitlines()[0] if said else 'it cannot be read'}")


class _Stop(Exception):
    """Ends the reading of a text whose nesting is too deep."""


class _Builder:
    """Builds nodes from the parser's events with a stack of its own: no text can exhaust Python's."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.root: Node | None = None
        self.open: list[ListNode | MapNode] = []
        self.keys: list[TextNode | None] = []
        self.said: set[str] = set()
        self.values = 0

    def build(self, events: Iterator[Any]) -> Node | None:
        """The root of the document."""
        documents = 0
        try:
            for event in events:
                kind = type(event)
                if kind is yaml.ScalarEvent:
                    self._scalar(event)
                elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                    self._begin(event, kind is yaml.MappingStartEvent)
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    self.open.pop()
                    self.keys.pop()
                elif kind is yaml.AliasEvent:
                    self._alias(event)
                elif kind is yaml.DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        message = "a file holds one dossier, and a second one begins here"
                        hint = "remove the line with --- and what follows, or put it in another file"
                        self._once("yaml-documents", message, event, hint)
                        raise _Stop
        except _Stop:
            return None
        if self.root is None:
            self.notes.add("file-empty", "this file is empty", accepted="a dossier that begins with dossier: 1")
        return self.root

    def _scalar(self, event: Any) -> None:
        """Places a scalar, as a key or as a value."""
        self._refuse_marks(event)
        mark = event.start_mark
        plain = not event.style
        self._place(TextNode(event.value, mark.line + 1, mark.column + 1, plain))

    def _begin(self, event: Any, is_map: bool) -> None:
        """Places a mapping or list and opens it."""
        self._refuse_marks(event)
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if len(self.open) >= DEEPEST:
            message = f"lists and mappings stand more than {DEEPEST} deep in one another"
            self._once("yaml-depth", message, event, "write the inner ones as parts, and use them by name")
            raise _Stop
        node = MapNode(line, column) if is_map else ListNode(line, column)
        self._place(node)
        self.open.append(node)
        self.keys.append(None)

    def _place(self, node: Node) -> None:
        """Puts a node where it belongs: the root, an item, a key or the value of the last key."""
        self.values += 1
        if self.values > MOST_VALUES:
            place = self.notes.place(node.line, node.column)
            self.notes.add("values-many", TOO_MANY, place, hint=USE_A_TABLE)
            raise _Stop
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, ListNode):
            parent.add(node)
            return
        key = self.keys[-1]
        if key is None:
            self.keys[-1] = self._key(node)
            return
        self.keys[-1] = None
        earlier = parent.put(key, node)
        if earlier:
            place = self.notes.place(key.line, key.column)
            message = f"the key {quoted(key)} stands twice in one mapping, first in line {earlier.line}"
            self.notes.add("key-twice", message, place, found=key, accepted="each key once")

    def _key(self, node: Node) -> TextNode:
        """The node as a key, which only a text can be."""
        if isinstance(node, TextNode):
            return node
        place = self.notes.place(node.line, node.column)
        hint = "write key: value; put a key that begins with [ or { in quotes"
        self.notes.add("yaml-key", "a key is a word, not a list or a mapping", place, hint=hint)
        raise _Stop

    def _alias(self, event: Any) -> None:
        """Refuses an alias, and goes on without it."""
        hint = "write the facts out, or define the part once under parts: and use it by name"
        self._once("yaml-anchor", "anchors and aliases (& and *) are not used in a dossier", event, hint)
        parent = self.open[-1] if self.open else None
        if isinstance(parent, MapNode) and self.keys[-1] is not None:
            parent.put(self.keys[-1], None)
            self.keys[-1] = None
        elif not isinstance(parent, ListNode):
            self._place(TextNode("", event.start_mark.line + 1, event.start_mark.column + 1, plain=False))

    def _refuse_marks(self, event: Any) -> None:
        """Refuses anchors and tags."""
        if event.anchor is not None:
            hint = "write the facts out, or define the part once under parts: and use it by name"
            self._once("yaml-anchor", "anchors and aliases (& and *) are not used in a dossier", event, hint)
        if event.tag is not None:
            hint = "put text that begins with ! in quotes"
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")[:40]
            self._once("yaml-tag", f"tags such as {tag} are not used in a dossier", event, hint)

    def _once(self, code: str, message: str, event: Any, hint: str) -> None:
        """Notes the first problem of a kind, not the thousand like it."""
        if code not in self.said:
            self.said.add(code)
            place = self.notes.place(event.start_mark.line + 1, event.start_mark.column + 1)
            self.notes.add(code, message, place, hint=hint)
