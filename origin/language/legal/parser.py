"""Laid-out text to a parse tree of `grammar/legal.lark`.

Texts of one shape differ only in codes, percentages and names: a shape, the sequence of the kinds of words, is parsed
once, and what it parsed to is used again for the next text of that shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from sys import intern
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedToken
from lark.lexer import Lexer, PatternRE, TerminalDef

from origin.data_folder import data_folder
from origin.frozen import Frozen
from origin.language.legal.wordings import wordings

Node = Tree[Token] | Token


class Unparsed(Exception):
    """No sentence of the grammar: where it stops making sense, and what could have stood there."""

    def __init__(self, offset: int, found: str, expected: tuple[str, ...]) -> None:
        """Takes the offset in the text, the word found, and the names of what was expected."""
        super().__init__(found)
        self.offset = offset
        self.found = found
        self.expected = expected


class _Kinds(Lexer):
    """Takes kinds of words for the words of a text, each a token whose place is its number."""

    def __init__(self, _configuration: object) -> None:
        """Needs no configuration."""

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Token]:
        """The kinds as tokens."""
        for number, kind in enumerate(lexer_state):
            yield Token(kind, str(number), number, 1, number + 1, 1, number + 2, number + 1)


@lru_cache(maxsize=1)
def _words() -> Lark:
    """The grammar with its own lexer, for the words of a text."""
    return _grammar("basic")


@lru_cache(maxsize=1)
def _sentences() -> Lark:
    """The grammar for sequences of kinds of words."""
    return _grammar(_Kinds)


def _grammar(lexer: Any) -> Lark:
    return Lark(
        (data_folder("grammar") / "legal.lark").read_text(encoding="utf-8"),
        parser="earley",
        lexer=lexer,
        start=["start", "words"],
        ambiguity="explicit",
        propagate_positions=True,
        maybe_placeholders=False,
        edit_terminals=_with_known_names,
    )


def _with_known_names(terminal: TerminalDef) -> None:
    if terminal.name == "KNOWN":
        terminal.pattern = PatternRE(rf"(?:{wordings().pattern()})(?![\w-])", ("i",))


def parse(text: str) -> Node:
    """The parse tree of a laid-out text, ambiguities and all; raises Unparsed where it is none."""
    try:
        tokens = tuple(with_names(_words().lex(text), text))
    except UnexpectedCharacters as error:
        at = error.column - 1
        raise Unparsed(at, text[at:][:40], ()) from error
    shape = _parsed_shape(tuple(token.type for token in tokens))
    if isinstance(shape, Broken):
        if shape.number >= len(tokens):
            raise Unparsed(len(text), "the end", shape.expected)
        token = tokens[shape.number]
        raise Unparsed(token.start_pos or 0, str(token), shape.expected)
    return _filled(shape, tokens)


_FIRST = frozenset(("WORD", "KNOWN", "BRACKETED", "DERIVED_FROM"))
_FURTHER = _FIRST | frozenset(("OF", "FOR", "TO", "WITH", "MATERIALS", "QUANTIFIER"))
_NEVER_LAST = frozenset(("OF", "FOR", "TO", "WITH", "QUANTIFIER"))


def with_names(words: Iterable[Token], text: str) -> Iterator[Token]:
    """The words, runs of those that are no keyword put together to names.

    A name does not begin with a conjunction or an article, except "of" behind a comma ("yarn, multiple, of polyamide"),
    and with "materials" only where more is said of them than their codes ("materials derived from grapes").
    """
    kept = list(words)
    at = 0
    while at < len(kept):
        end = _name_end(kept, at)
        if end == at:
            yield kept[at]
            at += 1
            continue
        first, last = kept[at], kept[end - 1]
        start_pos, end_pos = first.start_pos or 0, last.end_pos or 0
        yield Token("NAME", text[start_pos:end_pos], start_pos, 1, start_pos + 1, 1, end_pos + 1, end_pos)
        at = end


def _name_end(words: list[Token], at: int) -> int:
    """Behind the last word of the name that begins at a word; where none begins, that word itself."""
    kind = words[at].type
    following = words[at + 1].type if at + 1 < len(words) else ""
    begins = (
        kind in _FIRST
        or (kind == "OF" and at > 0 and words[at - 1].type == "COMMA" and following in _FIRST)
        or (kind == "MATERIALS" and (following in _FIRST or following in ("FOR", "WITH")))
    )
    if not begins:
        return at
    end = at + 1
    while end < len(words) and words[end].type in _FURTHER:
        end += 1
    while words[end - 1].type in _NEVER_LAST:
        end -= 1
    return end


class Shape(Frozen):
    """A parse tree with the numbers of words for leaves; thousands are kept, so it holds nothing else."""

    rule: str
    first: int
    """The number of its first word; none where it has no words."""
    last: int
    children: tuple[Shape | int, ...]


class Broken(Frozen):
    """No tree: the number of the word that cannot stand where it does, and what could."""

    number: int
    expected: tuple[str, ...]


@lru_cache(maxsize=20_000)
def _parsed_shape(kinds: tuple[str, ...]) -> Shape | Broken:
    """The tree of a sequence of kinds, or why there is none."""
    try:
        return _shape(_sentences().parse(kinds, start="start"))
    except UnexpectedToken as error:
        return Broken(int(error.token), tuple(sorted(error.expected)))
    except UnexpectedEOF as error:
        return Broken(len(kinds), tuple(sorted(set(error.expected))))


def _shape(tree: Tree[Token]) -> Shape:
    children = tuple(int(child) if isinstance(child, Token) else _shape(child) for child in tree.children)
    if tree.meta.empty:
        return Shape(intern(str(tree.data)), NO_WORDS, NO_WORDS, children)
    return Shape(intern(str(tree.data)), tree.meta.start_pos, tree.meta.end_pos - 1, children)


NO_WORDS = -1


def _filled(node: Shape | int, tokens: tuple[Token, ...]) -> Node:
    """The tree of a shape with the words of a text."""
    if isinstance(node, int):
        return tokens[node]
    tree = Tree(node.rule, [_filled(child, tokens) for child in node.children])
    if node.first != NO_WORDS:
        tree.meta.start_pos, tree.meta.end_pos = tokens[node.first].start_pos or 0, tokens[node.last].end_pos or 0
        tree.meta.empty = False
    return tree
