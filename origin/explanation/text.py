"""A document as lines of text for a given width, with styles for whoever colours them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import assert_never

from origin.explanation.clean_text import clean_line
from origin.explanation.document import Block, Document, Facts, Fold, Mark, Point, Points, Section, Table, Tree
from origin.explanation.layout import Line, Piece, Style, columns, hanging, plain, wrapped
from origin.explanation.tree_drawing import MARK_STYLES, draw, size

INDENT = 2
MOST_ROWS = 40
MOST_TREE_LINES = 120
NARROWEST = 40
LONGEST_WORD = 20
"""Columns that a single word may claim for itself; a longer one is cut."""
SHORT = 14
"""A column of a table that needs no more than this never wraps."""

PADDING = "\u00a0\u00a0"
"""What tabulate adds to the width of a heading."""

_NOTHING: Line = ()


def text_of(document: Document, width: int = 100) -> str:
    """The document as plain text, each line ended."""
    return "".join(f"{plain(line)}\n" for line in lines_of(document, width))


def lines_of(document: Document, width: int = 100) -> Iterator[Line]:
    """The document as styled lines of at most `width` columns; very long tables and trees are cut, and say so."""
    width = max(width, NARROWEST)
    style = MARK_STYLES[document.mark] if document.mark is not None else Style.STRONG
    sign = f"{document.mark.sign} " if document.mark is not None else ""
    under = (Piece(" " * len(sign)),)
    yield from hanging((Piece(sign, style),), document.title, width, style)
    if document.subtitle:
        yield from hanging(under, document.subtitle, width, Style.QUIET)
    if document.summary:
        yield _NOTHING
        yield from hanging(under, document.summary, width, Style.STRONG)
    for section in document.sections:
        yield from _section(section, width)


def _section(section: Section, width: int) -> Iterator[Line]:
    yield _NOTHING
    yield from hanging((), section.title, width, Style.HEADING)
    for block in section.blocks:
        yield from _block(block, width)


def _block(block: Block, width: int) -> Iterator[Line]:
    match block:
        case Facts(rows):
            yield from _facts(rows, width)
        case Points(points):
            for point in points:
                yield from _point(point, INDENT, width)
        case Table():
            yield from _table(block, width)
        case Tree():
            yield from _tree(block, width)
        case Fold(summary):
            yield from hanging((Piece(" " * INDENT),), f"{summary}.", width, Style.QUIET)
        case _:
            assert_never(block)


def _facts(rows: tuple[tuple[str, str], ...], width: int) -> Iterator[Line]:
    widest = max(columns(label) for label, _ in rows)
    for label, value in rows:
        first = f"{' ' * INDENT}{label}{' ' * (widest - columns(label) + 2)}"
        yield from hanging((Piece(first, Style.QUIET),), value, width)


def _point(point: Point, indent: int, width: int) -> Iterator[Line]:
    first: list[Piece] = [Piece(" " * indent)]
    if point.mark is not None:
        first.append(Piece(f"{point.mark.sign} ", MARK_STYLES[point.mark]))
    if point.label is not None:
        first.append(Piece(f"{clean_line(point.label)}. "))
    citation = f" [{point.citation}]" if point.citation else ""
    quiet = point.quiet or point.mark is Mark.CLOSED
    lines = hanging(tuple(first), point.text + citation, width, Style.QUIET if quiet else Style.PLAIN)
    yield from lines
    deeper = columns("".join(piece.text for piece in first))
    for inner in point.below:
        yield from _point(inner, min(max(deeper, indent + 2), width // 2), width)


def _tree(tree: Tree, width: int) -> Iterator[Line]:
    if tree.legend:
        yield from hanging((Piece(" " * INDENT),), tree.legend, width, Style.QUIET)
    lines = draw(tree.root, width - INDENT)
    for line in islice(lines, MOST_TREE_LINES):
        yield (Piece(" " * INDENT), *line)
    if next(lines, None) is not None:
        text = f"… the tree goes on, with {size(tree.root):,} parts in all; the page (--html) has it whole"
        yield (Piece(" " * INDENT), Piece(text, Style.QUIET))


def _table(table: Table, width: int) -> Iterator[Line]:
    """The table, text columns wrapped so that it fits; figures never wrap."""
    most = len(table.rows) if table.whole else MOST_ROWS
    rows = [[clean_line(cell) for cell in row] for row in table.rows[:most]]
    heads = [column.title for column in table.columns]
    fixed = [
        column.figures or (column.unbroken and max([columns(row[at]) for row in rows], default=0) <= width // 2)
        for at, column in enumerate(table.columns)
    ]
    widths = _widths([[head + PADDING for head in heads], *rows], fixed, width - INDENT)
    title, rule, *body = _drawn(heads, rows, widths, [column.figures for column in table.columns])
    while not set(rule) <= {"-", " "}:  # a heading of several lines
        yield (Piece(" " * INDENT), Piece(title, Style.QUIET))
        title, rule, *body = rule, *body
    yield (Piece(" " * INDENT), Piece(title, Style.QUIET))
    yield (Piece(" " * INDENT), Piece(rule, Style.QUIET))
    for line in body:
        yield (Piece(" " * INDENT), Piece(line))
    if len(table.rows) > most:
        text = f"… and {len(table.rows) - most} more; the page (--html) has them all"
        yield (Piece(" " * INDENT), Piece(text, Style.QUIET))


def _drawn(heads: list[str], rows: list[list[str]], widths: list[int], figures: list[bool]) -> list[str]:
    """The lines of a table whose cells are wrapped to their columns."""
    from tabulate import tabulate

    def fitted(cells: list[str], less: int = 0) -> list[str]:
        return ["\n".join(wrapped(cell, room - less)) for cell, room in zip(cells, widths, strict=True)]

    return tabulate(
        [fitted(row) for row in rows],
        headers=fitted(heads, columns(PADDING)),
        tablefmt="simple",
        colalign=["right" if flush else "left" for flush in figures],
        disable_numparse=True,
    ).split("\n")


def _widths(rows: list[list[str]], fixed: list[bool], width: int) -> list[int]:
    """The width of each column so that all fit, two blanks between; columns of figures keep their own.

    Each begins as wide as its longest word, a short one as wide as it is; the rest goes to those that wrap most.
    Where that is too much already, the widest give way, and long words are cut.
    """
    natural = [max(1, *(columns(row[at]) for row in rows)) for at in range(len(fixed))]
    words = [max(columns(word) for row in rows for word in row[at].split(" ")) for at in range(len(fixed))]
    room = width - 2 * (len(fixed) - 1)
    widths = [
        size if keep or size <= SHORT else max(1, min(word, LONGEST_WORD))
        for size, word, keep in zip(natural, words, fixed, strict=True)
    ]
    while sum(widths) < room:
        growing = [at for at, size in enumerate(natural) if widths[at] < size]
        if not growing:
            break
        widths[max(growing, key=lambda at: natural[at] / widths[at])] += 1
    while sum(widths) > room and (shrinking := [at for at, keep in enumerate(fixed) if not keep and widths[at] > 1]):
        widths[max(shrinking, key=widths.__getitem__)] -= 1
    return widths
