"""Turns the parser's complaint about a rule into a problem: line, column, the text underlined, what was expected."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

from origin.problems import Place, Problem, underline

_WORDS = {
    "SHIFT": "CC, CTH, CTSH, any",
    "STANDING": "NOM, OM, materials",
    "MEASURE": "value, weight, dry weight, volume",
    "RELATION": "<=, <, >=, >",
    "PRICE": "a price basis (EXW, FOB, transaction-value, net-cost ...)",
    "SAME": "same heading, same subheading, same chapter, same description",
    "CODE": "an HS code",
    "NUMBER": "a number",
    "PERCENT": "%",
    "TERM": "a glossary term",
    "STRING": "a quoted text",
    "DATE": "a date (2026-12-31)",
    "PARTY": "a country or party code (GB, EU)",
    "LPAR": "(",
    "RPAR": ")",
    "LSQB": "[",
    "RSQB": "]",
    "COMMA": ",",
    "COLON": ":",
    "EQUAL": "=",
    "MINUS": "-",
    "PLUS": "+",
    "SLASH": "/",
    "DOT": ".",
    "MAXNOM": "MaxNOM",
    "RVC": "RVC",
    "WO": "WO",
    "HS": "HS",
    "__ANON_0": "build-up",
    "$END": "the end",
}

KEYWORDS = (
    "CC CTH CTSH any except for WO MaxNOM RVC NOM OM materials originating no from until within quota exported "
    "imported into in without tolerance see and or allowing up to if value weight volume of product EXW FOB done "
    "with then undergo items by own rule origin retained text same heading chapter subheading description heaviest "
    "build-up focused net-cost transaction-value adjusted-value product-value cumulative list define on HS"
).split()


def syntax_problem(error: UnexpectedInput, source: str, file: str | None) -> Problem:
    """The problem for a syntax error in `source`, the whole text the parser was given."""
    lines = source.split("\n")
    token = error.token if isinstance(error, UnexpectedToken) else None
    if isinstance(error, UnexpectedEOF) or (token is not None and token.type == "$END"):
        line = _last_written_line(lines)
        column, length, found = len(lines[line - 1].rstrip()) + 1, 1, "the end of the rule"
    else:
        line, column = error.line, error.column
        found = _word_at(lines[line - 1], column)
        length = len(found)
    expected = _in_words(_expected(error))
    return Problem(
        code="rule-syntax",
        message="this is not a rule of origin in the notation",
        place=Place(file=file, line=line, column=column),
        found=found,
        accepted=", ".join(expected) or None,
        hint=_hint(found, expected, lines[line - 1], column),
        excerpt=underline(lines[line - 1].rstrip() + (" " if found == "the end of the rule" else ""), column, length),
    )


def _expected(error: UnexpectedInput) -> Iterable[str]:
    if isinstance(error, UnexpectedToken):
        return error.accepts or error.expected
    if isinstance(error, UnexpectedCharacters):
        return error.allowed or ()
    return ()


def _in_words(terminals: Iterable[str]) -> list[str]:
    return sorted({_WORDS.get(name, name.lower().replace("_", " ")) for name in terminals}, key=str.casefold)


def _last_written_line(lines: list[str]) -> int:
    written = [number for number, text in enumerate(lines, 1) if text.strip() and not text.lstrip().startswith("#")]
    return written[-1] if written else 1


def _word_at(line: str, column: int) -> str:
    if line[column - 1 : column] in "[](),;:":
        return line[column - 1 : column]
    end = column
    while end < len(line) and not line[end].isspace() and line[end] not in "[](),;:":
        end += 1
    return line[column - 1 : end]


def _hint(found: str, expected: list[str], line: str, column: int) -> str | None:
    """A guess at what was meant: a misspelt word, a missing sign, a phrase of everyday language."""
    before = line[: column - 1].rstrip()
    if "%" in expected:
        return f"write the percentage with its sign: {before.split()[-1] if before.split() else found}%"
    if "[" in expected and found[:1].isdigit():
        return f"put the codes in brackets: [{found}]"
    if found.lower().startswith(("manufacture", "production", "change")):
        return "this is the notation, not the published wording: write CTH, MaxNOM 50% (EXW), done(...)"
    folded = {word.casefold(): word for word in KEYWORDS}
    close = get_close_matches(found.casefold(), folded, n=1, cutoff=0.6)
    if close and folded[close[0]] != found:
        return f"did you mean {folded[close[0]]}?"
    return None
