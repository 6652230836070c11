"""Text in the notation of `grammar/psr.lark` to the rule tree."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from lark import Lark
from lark.exceptions import UnexpectedInput, VisitError

from origin.data_folder import data_folder
from origin.language.source import Statement, statements
from origin.language.syntax_errors import syntax_problem
from origin.language.transformer import Header, Mistake, TreeBuilder
from origin.language.tree import Definition, Entry, Rule, RuleList
from origin.problems import Place, Problem, Read, underline

LANGUAGE_VERSION = 1
"""The version of the notation; a compiled rule list of another version is compiled anew."""

MAXIMUM_LENGTH = 5_000_000
"""The longest text, in characters, that is read; a rule list of forty agreements stays far below it."""

MAXIMUM_DEPTH = 60
"""The deepest nesting of brackets that is read."""


def parse_rule(text: str, file: str | None = None) -> Read[Rule]:
    """Reads one rule ("CTH or MaxNOM 50% (EXW)"); a syntax error carries line, column, what was expected and a hint."""
    parsed = _parse(Statement(text, 1, 1, closed=True), "rule", text, file)
    if isinstance(parsed, tuple):
        return Read(None, parsed)
    assert isinstance(parsed, Rule)
    return Read(parsed)


def parse_rule_list(text: str, file: str | None = None) -> Read[RuleList]:
    """Reads a whole rule list; every statement is tried, so that all mistakes of a file are reported in one run."""
    problems: list[Problem] = []
    header: Header | None = None
    definitions: list[Definition] = []
    entries: list[Entry] = []
    if len(text) > MAXIMUM_LENGTH:
        return Read(None, (_too_long(len(text), file),))
    for statement in statements(text):
        parsed = _parse(statement, "statement", text, file)
        if isinstance(parsed, tuple):
            problems.extend(parsed)
            if not statement.closed:
                problems.append(_unclosed(statement, text, file))
        elif isinstance(parsed, Header):
            header = parsed
        elif isinstance(parsed, Definition):
            definitions.append(parsed)
        elif isinstance(parsed, Entry):
            entries.append(parsed)
            if not statement.closed:
                problems.append(_unclosed(statement, text, file))
    if header is None:
        problems.append(
            Problem(
                code="rule-list-header",
                message="the rule list does not say its name, title and HS edition",
                place=Place(file=file, line=1, column=1),
                accepted='list eu-uk "Annex ..." on HS 2017;',
            )
        )
    if problems or header is None:
        return Read(None, tuple(problems))
    return Read(RuleList(header.name, header.title, header.edition, tuple(definitions), tuple(entries)))


@lru_cache(maxsize=1)
def _lark() -> Lark:
    grammar = (data_folder("grammar") / "psr.lark").read_text(encoding="utf-8")
    return Lark(
        grammar, parser="lalr", start=["statement", "rule"], propagate_positions=True, maybe_placeholders=True
    )


def _parse(statement: Statement, start: str, source: str, file: str | None) -> Any | tuple[Problem, ...]:
    """The node, or the problems; the statement is padded so that positions are those of the whole source."""
    padded = "\n" * (statement.line - 1) + " " * (statement.column - 1) + statement.text
    if deep := _too_deep(statement, source, file):
        return (deep,)
    try:
        tree: Any = _lark().parse(padded, start=start)
    except UnexpectedInput as error:
        return (syntax_problem(error, padded, file),)
    builder = TreeBuilder()
    try:
        node = builder.transform(tree)
    except VisitError as error:
        raise error.orig_exc from error
    if builder.mistakes:
        return tuple(_mistake_problem(mistake, source, file) for mistake in builder.mistakes)
    return node


def _mistake_problem(mistake: Mistake, source: str, file: str | None) -> Problem:
    """A well-formed text that says something impossible, such as a code of five digits."""
    line = source.split("\n")[mistake.line - 1]
    return Problem(
        code=mistake.problem.code,
        message=mistake.problem.message,
        place=Place(file=file, line=mistake.line, column=mistake.column),
        found=mistake.problem.found,
        accepted=mistake.problem.accepted,
        hint=mistake.problem.hint,
        excerpt=underline(line, mistake.column, mistake.length),
    )


def _too_deep(statement: Statement, source: str, file: str | None) -> Problem | None:
    depth = 0
    for position, character in enumerate(statement.text):
        if character in "([":
            depth += 1
            if depth > MAXIMUM_DEPTH:
                line = statement.line + statement.text.count("\n", 0, position)
                return Problem(
                    code="rule-too-deep",
                    message="the rule is nested too deeply",
                    place=Place(file=file, line=line),
                    found=f"more than {MAXIMUM_DEPTH} open brackets",
                    accepted=f"at most {MAXIMUM_DEPTH}",
                )
        elif character in ")]":
            depth -= 1
    return None


def _too_long(length: int, file: str | None) -> Problem:
    return Problem(
        code="rule-list-too-long",
        message="the rule list is too long to be one",
        place=Place(file=file),
        found=f"{length} characters",
        accepted=f"at most {MAXIMUM_LENGTH}",
    )


def _unclosed(statement: Statement, source: str, file: str | None) -> Problem:
    line = source.split("\n")[statement.line - 1]
    return Problem(
        code="rule-unclosed",
        message="the file ends before this statement is closed",
        place=Place(file=file, line=statement.line, column=statement.column),
        accepted="a semicolon after each statement",
        excerpt=underline(line, min(statement.column, max(1, len(line))), 1),
    )
