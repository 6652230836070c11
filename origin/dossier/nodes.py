"""The tree of a YAML or JSON text: every value still as its source text, with its line and column (from 1)."""

from __future__ import annotations


class TextNode:
    """A scalar as written; `plain` where it stood without quotes, so that nothing or null can mean "not stated"."""

    __slots__ = ("column", "line", "plain", "text")

    def __init__(self, text: str, line: int, column: int, plain: bool) -> None:
        """Takes the text and the place of its first character."""
        self.text = text
        self.line = line
        self.column = column
        self.plain = plain

    @property
    def is_empty(self) -> bool:
        """True for a key without a value, `~` and `null`: the fact is not stated."""
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


class ListNode:
    """A list."""

    __slots__ = ("column", "items", "line")

    def __init__(self, line: int, column: int) -> None:
        """Takes the place where the list begins."""
        self.items: list[Node] = []
        self.line = line
        self.column = column


class MapNode:
    """A mapping: each key with its own node and its value, in the order written."""

    __slots__ = ("column", "entries", "line")

    def __init__(self, line: int, column: int) -> None:
        """Takes the place where the mapping begins."""
        self.entries: dict[str, tuple[TextNode, Node]] = {}
        self.line = line
        self.column = column


class BrokenNode:
    """Stands where something was refused and a problem noted, so that reading can go on around it."""

    __slots__ = ("column", "line")

    def __init__(self, line: int, column: int) -> None:
        """Takes the place of what was refused."""
        self.line = line
        self.column = column


Node = TextNode | ListNode | MapNode | BrokenNode
