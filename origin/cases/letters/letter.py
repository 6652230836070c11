"""A letter as a value: headings, paragraphs, lists and facts. Templates make it, renderers know nothing else."""

from __future__ import annotations

from origin.explanation.clean_text import clean_line
from origin.frozen import Frozen


class Paragraph(Frozen, tag=True):
    """A paragraph."""

    text: str


class Bullets(Frozen, tag=True):
    """A list."""

    items: tuple[str, ...]


class FactLines(Frozen, tag=True):
    """Labels with what stands under each."""

    rows: tuple[tuple[str, str], ...]


class Heading(Frozen, tag=True):
    """A heading."""

    text: str


Block = Paragraph | Bullets | FactLines | Heading


class Letter(Frozen):
    """A letter: subject, from whom to whom, of which day, and what it says."""

    subject: str
    sender: str
    addressee: str
    day: str
    reference: str
    blocks: tuple[Block, ...]


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text from a template: `## ` a heading, `- ` an item, `Label :: value` a fact, else a paragraph.

    Values that were put in are single lines in the middle of one, so that none can make a block.
    """
    found: list[Block] = []
    items: list[str] = []
    rows: list[tuple[str, str]] = []

    def flush() -> None:
        if items:
            found.append(Bullets(tuple(items)))
            items.clear()
        if rows:
            found.append(FactLines(tuple(rows)))
            rows.clear()

    for line in text.splitlines():
        line = line.strip()
        if line.startswith("- "):
            if rows:
                flush()
            items.append(clean_line(line[2:]))
        elif " :: " in line:
            if items:
                flush()
            label, _, value = line.partition(" :: ")
            rows.append((clean_line(label), clean_line(value)))
        else:
            flush()
            if line.startswith("## "):
                found.append(Heading(clean_line(line[3:])))
            elif line:
                found.append(Paragraph(clean_line(line)))
    flush()
    return tuple(found)
