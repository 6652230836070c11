"""Draws a tree with box-drawing lines: each node with its sign, and the reason behind it."""

from __future__ import annotations

from collections.abc import Iterator

from origin.explanation.document import Branch, Mark
from origin.explanation.layout import Line, Piece, Style, columns, wrapped

MARK_STYLES = {
    Mark.MET: Style.MET,
    Mark.NOT_MET: Style.NOT_MET,
    Mark.UNKNOWN: Style.UNKNOWN,
    Mark.CLOSED: Style.QUIET,
    Mark.NOTE: Style.QUIET,
}

LEAST_ROOM = 30
"""Columns that text keeps: deeper levels, for which there would be less, are indented no further."""


def draw(root: Branch, width: int) -> Iterator[Line]:
    """The tree as lines of at most `width` columns."""
    return _node(root, "", "", width)


def size(root: Branch) -> int:
    """How many nodes the tree has."""
    return 1 + sum(map(size, root.branches))


def _node(branch: Branch, own: str, under: str, width: int) -> Iterator[Line]:
    """A node: `own` leads to its sign, `under` continues below it."""
    stem = "│ " if branch.branches else "  "
    yield from _text(branch, own, under + stem, width)
    last = len(branch.branches) - 1
    for number, inner in enumerate(branch.branches):
        deeper = len(under) + 3 <= width - LEAST_ROOM
        bend, along = ("└─ ", "   ") if number == last else ("├─ ", "│  ")
        yield from _node(inner, under + bend if deeper else own, under + along if deeper else under, width)


def _text(branch: Branch, own: str, under: str, width: int) -> Iterator[Line]:
    style = Style.QUIET if branch.quiet else Style.PLAIN
    sign = Piece(f"{branch.mark.sign} ", Style.QUIET if branch.quiet else MARK_STYLES[branch.mark])
    head = branch.name + (f" ({branch.details})" if branch.details else "")
    room = width - columns(under)
    whole = f"{head}: {branch.reason}" if branch.reason else head
    lines = wrapped(whole, room)
    if len(lines) > 1 and branch.reason:  # the reason begins a line of its own where both do not fit
        lines = [*wrapped(f"{head}:", room), *wrapped(branch.reason, room - 2)]
        begins = len(wrapped(f"{head}:", room))
        lines = lines[:begins] + [f"  {line}" for line in lines[begins:]]
    yield (Piece(own, Style.QUIET), sign, Piece(lines[0], style))
    for line in lines[1:]:
        yield (Piece(under, Style.QUIET), Piece(line, style))
