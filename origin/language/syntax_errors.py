"""Turns the parser's complaint about a rule into a problem: line, column, the text underlined, what was expected."""

from __future__ import annotations

import re
from typing import Any

from lark import Token
from lark.exceptions import UnexpectedInput, UnexpectedToken

from origin.language.source import Source, Statement, blanked
from origin.language.syntax_hints import hint
from origin.language.syntax_mishap import Mishap
from origin.language.syntax_words import accepted_text
from origin.problems import Problem

_WORD = re.compile(r"""[^\s\[\](),;:"/%]+|"[^"\n]*\"""")
_CLOSING = {"(": ")", "[": "]"}


def empty_problem(statement: Statement, source: Source) -> Problem:
    """The problem for a text with nothing but spaces and comments in it."""
    if statement.listed:
        message, accepted = "there is no statement before this semicolon", "an entry such as 8711: CTH;"
        return source.problem(
            "rule-empty", message, *statement.place_of(len(statement.text)), found=";", accepted=accepted
        )
    accepted = "a rule such as CTH or MaxNOM 50% (EXW)"
    return source.problem("rule-empty", "there is no rule here", 1, 1, found="nothing", accepted=accepted)


def syntax_problem(error: UnexpectedInput, statement: Statement, source: Source) -> Problem:
    """The problem for a syntax error in a statement of the source."""
    text = statement.text
    parser: Any = error.interactive_parser
    accepts = frozenset(parser.accepts())
    position = _position(error, text)
    opened = _open_brackets(text, position)
    mishap = Mishap(text, position, _found(text, position), accepts, opened, statement.listed)
    if not mishap.found:
        return _ends_early(mishap, statement, source)
    if text[position] == '"' and '"' not in text[position + 1 :].partition("\n")[0]:
        rest = text[position:].partition("\n")[0].rstrip()
        message = "this quotation is not closed on its line"
        place = statement.place_of(position)
        return source.problem(
            "rule-quotation", message, *place, len(rest), found=rest, accepted='"', hint='close it with "'
        )
    message = "this cannot stand here"
    if mishap.found in _CLOSING.values() and not opened:
        message = "this bracket closes nothing"
    return source.problem(
        "rule-syntax",
        message,
        *statement.place_of(position),
        len(mishap.found),
        found=mishap.found,
        accepted=accepted_text(accepts, statement.listed),
        hint=hint(mishap),
    )


def _ends_early(mishap: Mishap, statement: Statement, source: Source) -> Problem:
    """The problem of a rule that ends too early: the bracket that is still open, or what should have followed."""
    if mishap.opened and mishap.accepts.intersection({"RSQB", "RPAR"}):
        last = mishap.opened[-1]
        bracket = mishap.text[last]
        rest = mishap.text[last:].partition("\n")[0].rstrip()
        closing = _CLOSING[bracket]
        message = "this bracket is not closed"
        place = statement.place_of(last)
        return source.problem(
            "rule-bracket", message, *place, found=rest, accepted=closing, hint=f"close it with {closing}"
        )
    return source.problem(
        "rule-syntax",
        "the rule ends too early",
        *statement.place_of(mishap.position),
        found="the end of the rule",
        accepted=accepted_text(mishap.accepts, statement.listed),
        hint=hint(mishap),
    )


def _position(error: UnexpectedInput, text: str) -> int:
    """Where the error stands, counted from 0; the end of what is written where the text ends too early."""
    token: Token | None = error.token if isinstance(error, UnexpectedToken) else None
    if token is not None and token.type == "$END":
        return len(blanked(text).rstrip())
    position: Any = error.pos_in_stream if token is None else token.start_pos
    return int(position)


def _found(text: str, position: int) -> str:
    """The word, quotation or sign at a position; empty at the end."""
    if not blanked(text)[position:].strip() and text[position : position + 1] != '"':
        return ""
    word = _WORD.match(text, position)
    return word.group() if word else text[position : position + 1]


def _open_brackets(text: str, position: int) -> tuple[int, ...]:
    """The positions of the brackets that are open there, the outermost first."""
    opened: list[int] = []
    for number, character in enumerate(blanked(text)[:position]):
        if character in _CLOSING:
            opened.append(number)
        elif character in ")]" and opened:
            opened.pop()
    return tuple(opened)
