"""Writes a rule list so that a customs lawyer can read it: by section and chapter, aligned, with what was chosen."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from origin.language import tree as t
from origin.language.notation import alternative_text, definition_text, entry_head, header_text, omission_text
from origin.nomenclature.code import HsCode
from origin.nomenclature.labels import label

WIDTH = 120
INDENT = 17

_JOINING = frozenset("and or allowing from until within imported exported see".split())
_PIECES = re.compile(rf'"(?:[^"\\]|\\.)*"|[\[(\])]|\s(?:{"|".join(sorted(_JOINING))})(?=\s)|.', re.DOTALL)


def list_text(rules: t.RuleList, heading: Sequence[str], remarks: Mapping[t.Entry, tuple[str, ...]]) -> str:
    """The whole file: `heading` are the comment's lines in front, `remarks` the comments above single entries."""
    lines = [*(comment for line in heading for comment in _comments(line, "")), "", header_text(rules), ""]
    for definition in rules.definitions:
        lines += [definition_text(definition), ""]
    if rules.omissions:
        lines += [*map(omission_text, rules.omissions), ""]
    for chapter, entries in groupby(rules.entries, lambda entry: entry.products[0].first.digits[:2]):
        lines += ["", f"# {chapter}  {label(HsCode(chapter)) or ''}".rstrip()]
        for entry in entries:
            lines += [comment for remark in remarks.get(entry, ()) for comment in _comments(remark)]
            lines += entry_lines(entry)
    return "\n".join(lines).rstrip("\n") + "\n"


def entry_lines(entry: t.Entry) -> list[str]:
    """An entry on one line where it fits, else with its rule below and its alternatives one under the other."""
    head = entry_head(entry)
    alternatives = [alternative_text(one) for one in entry.rule.alternatives]
    line = f"{head.ljust(INDENT - 1) if len(head) < INDENT else head} {' or '.join(alternatives)};"
    if len(line) <= WIDTH:
        return [line]
    alternatives[-1] += ";"
    first, *others = [_wrapped(text) for text in alternatives]
    lines = [" " * INDENT + first[0], *_under(first[1:])]
    for other in others:
        lines += [" " * (INDENT - 3) + "or " + other[0], *_under(other[1:])]
    if len(head) < INDENT:
        return [head.ljust(INDENT) + lines[0].lstrip(), *lines[1:]]
    return [*_head_lines(head), *lines]


def _under(lines: Iterable[str]) -> list[str]:
    return [" " * (INDENT + 4) + line for line in lines]


def _wrapped(text: str) -> list[str]:
    """A rule in lines that fit; it is broken before a joining word, outside of brackets where that is enough."""
    lines = [""]
    room = WIDTH - INDENT - 4
    for depth, piece in _joined(text):
        if lines[-1] and len(lines[-1]) + len(piece) > room and (depth == 0 or len(text) > room):
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return lines


def _joined(text: str) -> list[tuple[int, str]]:
    """The text in pieces, each beginning with a joining word, and how deep in brackets that word stands."""
    pieces: list[tuple[int, str]] = [(0, "")]
    depth = 0
    for found in _PIECES.finditer(text):
        part = found.group()
        if part.strip() in _JOINING:
            pieces.append((depth, part))
            continue
        depth += (part in "([") - (part in ")]") if len(part) == 1 else 0
        pieces[-1] = (pieces[-1][0], pieces[-1][1] + part)
    return pieces


def _comments(text: str, hanging: str = "  ") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="# ", subsequent_indent=f"# {hanging}", break_on_hyphens=False)


def _head_lines(head: str) -> list[str]:
    """The products of an entry, over several lines where they are many."""
    return textwrap.wrap(head, WIDTH, break_on_hyphens=False, break_long_words=False) if '"' not in head else [head]
