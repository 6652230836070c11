"""A document as lines of text for a given width, with styles for whoever colours them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from origin.explanation.clean_text import clean_line
from origin.explanation.document import Block, Document, Facts, Fold, Mark, Point, Points, Section, Table, Tree
from origin.explanation.layout import Line, Piece, Style, columns, hanging, plain, wrapped
from origin.explanation.numbers import NBSP
from origin.explanation.tree_drawing import MARK_STYLES, draw

INDENT = 2
MOST_ROWS = 40
MOST_TREE_LINES = 120
NARROWEST = 40

_NOTHING: Line = ()


def text_of(document: Document, width: int = 100) -> str:
    """The document as plain text, each line ended."""
    return "".join(f"{plain(line)}\n" for line in lines_of(document, width))


def lines_of(document: Document, width: int = 100) -> Iterator[Line]:
    """The document as styled lines of at most `width` columns; tables and trees that are very long are cut, and say so."""
    width = max(width, NARROWEST)
    style = MARK_STYLES[document.mark]
    yield from hanging((Piece(f"{document.mark.sign} ", style),), document.title, width, style)
    if document.subtitle:
        yield from hanging((Piece("  "),), document.subtitle, width, Style.QUIET)
    if document.summary:
        yield _NOTHING
        yield from hanging((Piece("  "),), document.summary, width, Style.STRONG)
    for section in document.sections:
        yield from _section(section, width)


def _section(section: Section, width: int) -> Iterator[Line]:
    yield _NOTHING
    yield (Piece(section.title, Style.HEADING),)
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
    for line in lines[:MOST_TREE_LINES]:
        yield (Piece(" " * INDENT), *line)
    if len(lines) > MOST_TREE_LINES:
        text = f"… and {len(lines) - MOST_TREE_LINES} more lines; the page (--html) has them all"
        yield (Piece(" " * INDENT), Piece(text, Style.QUIET))


def _table(table: Table, width: int) -> Iterator[Line]:
    """The table, text columns wrapped so that it fits; figures never wrap."""
    from tabulate import tabulate

    rows = [[clean_line(cell).replace(NBSP, " ") for cell in row] for row in table.rows[:MOST_ROWS]]
    heads = [column.title for column in table.columns]
    fixed = [column.figures for column in table.columns]
    widths = _widths([heads, *rows], fixed, width - INDENT)
    cells = [
        ["\n".join(wrapped(cell, room)) if room else cell for cell, room in zip(row, widths, strict=True)] for row in rows
    ]
    drawn = tabulate(
        cells,
        headers=heads,
        tablefmt="simple",
        disable_numparse=True,
        colalign=["right" if figures else "left" for figures in fixed],
    )
    for number, line in enumerate(drawn.splitlines()):
        yield (Piece(" " * INDENT), Piece(line.rstrip(), Style.QUIET if number < 2 else Style.PLAIN))
    if len(table.rows) > MOST_ROWS:
        text = f"… and {len(table.rows) - MOST_ROWS} more; the page (--html) has them all"
        yield (Piece(" " * INDENT), Piece(text, Style.QUIET))


def _widths(rows: list[list[str]], fixed: list[bool], width: int) -> list[int]:
    """The width of each column so that all fit, two blanks between; 0 for those that keep their own."""
    natural = [max(columns(row[at]) for row in rows) for at in range(len(fixed))]
    room = width - 2 * (len(fixed) - 1) - sum(size for size, keep in zip(natural, fixed, strict=True) if keep)
    free = [at for at, keep in enumerate(fixed) if not keep]
    widths = [0] * len(fixed)
    while free:
        fair = max(room // len(free), 6)
        fits = [at for at in free if natural[at] <= fair]
        if not fits:
            for at in free:
                widths[at] = fair
            break
        for at in fits:
            widths[at] = max(natural[at], 1)
            room -= natural[at]
            free.remove(at)
    return widths
