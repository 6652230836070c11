"""The tree of a YAML or JSON text: texts, lists and mappings that know where they stand.

Every value is still its source text; None stands where something was refused. Lines and columns count from 1.
"""

from __future__ import annotations

from collections.abc import Mapping

DEEPEST = 60
"""Lists and mappings inside one another, at most."""
MOST_VALUES = 300_000
"""Keys and values in one text, at most, so that a hostile text costs little; ten thousand materials have fewer."""
TOO_MANY = f"a dossier has at most {MOST_VALUES} keys and values"
USE_A_TABLE = "put the materials into a table, and name it under materials_from"


class Placed:
    """What all nodes have: their place, the list or mapping that holds them, their number or key in it."""

    __slots__ = ()

    line: int
    column: int
    holder: ListNode | MapNode | None
    step: int | TextNode

    @property
    def path(self) -> str:
        """The way from the root, with items counted from 1: product.price.EXW, materials[2]; of a key, its mapping."""
        steps = []
        node: Placed = self
        while node.holder is not None:
            if node.step is not node:
                steps.append(f"[{node.step + 1}]" if isinstance(node.step, int) else f".{node.step[:60]}")
            node = node.holder
        return "".join(reversed(steps)).removeprefix(".")


class TextNode(str, Placed):
    """A scalar as written; `plain` where it stood without quotes, so that nothing or null can mean "not stated"."""

    __slots__ = ("column", "holder", "line", "plain", "step")

    plain: bool

    def __new__(cls, text: str, line: int, column: int, plain: bool) -> TextNode:
        """Takes the text and the place of its first character."""
        node = super().__new__(cls, text)
        node.line, node.column, node.holder, node.step = line, column, None, 0
        node.plain = plain
        return node

    @property
    def is_empty(self) -> bool:
        """True for a key without a value, `~` and `null`: the fact is not stated."""
        return self.plain and self in ("", "~", "null", "Null", "NULL")

    def part(self, text: str) -> TextNode:
        """Some of the text, as if it stood alone in its place."""
        node = TextNode(text, self.line, self.column, self.plain)
        node.holder, node.step = self.holder, self.step
        return node


class ListNode(list["Node | None"], Placed):
    """A list."""

    __slots__ = ("column", "holder", "line", "step")

    def __init__(self, line: int, column: int) -> None:
        """Takes the place where the list begins."""
        super().__init__()
        self.line, self.column, self.holder, self.step = line, column, None, 0

    def add(self, node: Node) -> None:
        """Adds an item."""
        node.holder, node.step = self, len(self)
        self.append(node)


class MapNode(dict[str, "Node | None"], Placed):
    """A mapping in the order written. The `step` of a value is its key, a node too."""

    __slots__ = ("column", "holder", "line", "step")

    def __init__(self, line: int, column: int) -> None:
        """Takes the place where the mapping begins."""
        super().__init__()
        self.line, self.column, self.holder, self.step = line, column, None, 0

    @classmethod
    def for_short(cls, text: TextNode, parts: Mapping[str, TextNode]) -> MapNode:
        """The mapping for which a text stands, in the text's place."""
        node = cls(text.line, text.column)
        node.holder, node.step = text.holder, text.step
        node.update(parts)
        return node

    def put(self, key: TextNode, node: Node | None) -> TextNode | None:
        """Adds a key with its value; where the key stands already, nothing is added, and the earlier key comes back."""
        if key in self:
            earlier = self[key]
            return earlier.step if earlier is not None and isinstance(earlier.step, TextNode) else key
        key.holder, key.step = self, key
        if node is not None:
            node.holder, node.step = self, key
        self[key] = node
        return None


Node = TextNode | ListNode | MapNode


def says_nothing(node: object) -> bool:
    """True for a value that was refused or is not stated."""
    return node is None or (isinstance(node, TextNode) and node.is_empty)
