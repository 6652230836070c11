"""Text in the notation of `grammar/psr.lark` to the rule tree."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from lark import Lark, Token
from lark.exceptions import UnexpectedInput, VisitError
from lark.lexer import PatternRE, PatternStr, TerminalDef

from origin.data_folder import data_folder
from origin.language.source import Source, Statement, blanked, character_name, statements, strange_character
from origin.language.syntax_errors import empty_problem, syntax_problem
from origin.language.syntax_words import is_reserved
from origin.language.transformer import Header, TreeBuilder
from origin.language.transformer_parts import Mistake
from origin.language.tree import Definition, Entry, Omission, Rule, RuleList
from origin.problems import Place, Problem, Read

MAXIMUM_LENGTH = 5_000_000
"""The longest text, in characters, that is read; a rule list of forty agreements stays far below it."""

MAXIMUM_STATEMENT = 100_000
"""The longest rule, in characters, that is read."""

MAXIMUM_DEPTH = 30
"""The deepest nesting, of brackets and of allowances on allowances, that is read."""

MAXIMUM_PROBLEMS = 100
"""How many problems of a rule list are reported in one run."""

_NESTING = re.compile(r"[()\[\]]|\b(?:allowing|and|or)\b")


def parse_rule(text: str, file: str | None = None) -> Read[Rule]:
    """Reads one rule ("CTH or MaxNOM 50% (EXW)"); a problem carries line, column, what was expected and a hint."""
    if len(text) > MAXIMUM_LENGTH:
        return Read(None, (_too_long("rule", len(text), MAXIMUM_STATEMENT, Place(file)),))
    source = Source(text.removeprefix("\ufeff"), file)
    parsed = _parse(Statement(source.text, 1, 1, closed=True, listed=False), source)
    if isinstance(parsed, tuple):
        return Read(None, parsed)
    rule: Rule = parsed
    return Read(rule)


def parse_rule_list(text: str, file: str | None = None) -> Read[RuleList]:
    """Reads a whole rule list; every statement is tried, so that all mistakes of a file are reported in one run."""
    if len(text) > MAXIMUM_LENGTH:
        return Read(None, (_too_long("rule list", len(text), MAXIMUM_LENGTH, Place(file)),))
    source = Source(text.removeprefix("\ufeff"), file)
    problems: list[Problem] = []
    header: Header | None = None
    definitions: list[Definition] = []
    omissions: list[Omission] = []
    entries: list[Entry] = []
    for statement in statements(source.text):
        parsed = _parse(statement, source)
        if not isinstance(parsed, tuple) and not statement.closed:
            parsed = (_unclosed(statement, source),)
        if isinstance(parsed, tuple):
            problems.extend(parsed)
            if len(problems) >= MAXIMUM_PROBLEMS:
                return Read(None, (*problems[:MAXIMUM_PROBLEMS], _and_more(file)))
        elif isinstance(parsed, Header):
            if header is not None:
                problems.append(_second_header(statement, source))
            header = header or parsed
        elif isinstance(parsed, Definition):
            definitions.append(parsed)
        elif isinstance(parsed, Omission):
            omissions.append(parsed)
        elif isinstance(parsed, Entry):
            entries.append(parsed)
    if header is None:
        message = "the rule list does not say its name, title and HS edition"
        example = 'list eu-uk "Trade and Cooperation Agreement, Annex 3" on HS 2017;'
        if not any(_is_header(problem) for problem in problems):
            problems.append(source.problem("rule-list-header", message, 1, 1, accepted=example))
    if problems or header is None:
        return Read(None, tuple(problems))
    stated = (tuple(definitions), tuple(entries), header.amends, tuple(omissions))
    return Read(RuleList(header.name, header.title, header.edition, *stated))


@lru_cache(maxsize=1)
def grammar() -> Lark:
    """The grammar of the notation, read once."""
    return Lark(
        (data_folder("grammar") / "psr.lark").read_text(encoding="utf-8"),
        parser="lalr",
        start=["statement", "rule"],
        propagate_positions=True,
        maybe_placeholders=True,
        edit_terminals=_bound_words,
        lexer_callbacks={"TERM": _reserve_words},
    )


def _bound_words(terminal: TerminalDef) -> None:
    """Lets a word of the notation end where letters, digits and hyphens end: "oral" does not begin with "or"."""
    pattern = terminal.pattern
    if isinstance(pattern, PatternStr) and pattern.value[0].isalpha():
        terminal.pattern = PatternRE(rf"{re.escape(pattern.value)}(?![\w-])")
        terminal.priority = 2
    elif terminal.priority == 2:
        terminal.pattern = PatternRE(rf"(?:{pattern.to_regexp()})(?![\w-])")


def _reserve_words(token: Token) -> Token:
    """Takes words of the notation for what they are where a term is expected: "or" names no material."""
    return token.update(type="RESERVED") if is_reserved(token) else token


def _parse(statement: Statement, source: Source) -> Any | tuple[Problem, ...]:
    """The node, or the problems; positions are those of the whole source."""
    strange = strange_character(statement.text)
    if strange is not None:
        return (_strange(strange, statement, source),)
    code = blanked(statement.text)
    if not code.strip():
        return (empty_problem(statement, source),)
    if len(code.strip()) > MAXIMUM_STATEMENT:
        place = Place(source.file, *statement.place_of(len(code) - len(code.lstrip())))
        return (_too_long("rule", len(code.strip()), MAXIMUM_STATEMENT, place),)
    if deep := _too_deep(code, statement, source):
        return (deep,)
    try:
        tree: Any = grammar().parse(statement.text, start="statement" if statement.listed else "rule")
    except UnexpectedInput as error:
        return (syntax_problem(error, statement, source),)
    builder = TreeBuilder(statement.line, statement.column)
    try:
        node = builder.transform(tree)
    except VisitError as error:
        raise error.orig_exc from error
    if builder.mistakes:
        return tuple(_mistake_problem(mistake, source) for mistake in builder.mistakes)
    return node


def _mistake_problem(mistake: Mistake, source: Source) -> Problem:
    """A well-formed text that says something impossible, such as a code of five digits."""
    problem = mistake.problem
    return source.problem(
        problem.code,
        problem.message,
        mistake.line,
        mistake.column,
        mistake.length,
        found=problem.found,
        accepted=problem.accepted,
        hint=problem.hint,
    )


def _too_deep(code: str, statement: Statement, source: Source) -> Problem | None:
    """The place where brackets in brackets, and allowances on allowances, become more than the parser takes."""
    depth, allowances = 0, [0]
    for found in _NESTING.finditer(code):
        word = found.group()
        if word in "([":
            allowances.append(0)
            depth += 1
        elif word in ")]":
            depth -= allowances.pop() + 1 if len(allowances) > 1 else 0
        elif word == "allowing":
            allowances[-1] += 1
            depth += 1
        else:
            depth -= allowances[-1]
            allowances[-1] = 0
        if depth > MAXIMUM_DEPTH:
            return source.problem(
                "rule-too-deep",
                "the rule is nested too deeply",
                *statement.place_of(found.start()),
                len(word),
                found=f"more than {MAXIMUM_DEPTH} brackets or allowances inside one another",
                accepted=f"at most {MAXIMUM_DEPTH}",
            )
    return None


def _strange(character: re.Match[str], statement: Statement, source: Source) -> Problem:
    return source.problem(
        "character",
        "this character cannot be seen and has no place in a rule",
        *statement.place_of(character.start()),
        found=character_name(character.group()),
        accepted="letters, digits, signs, spaces and line breaks",
        hint="delete it, or type the line anew",
    )


def _too_long(what: str, length: int, accepted: int, place: Place) -> Problem:
    message = f"the {what} is too long to be one"
    return Problem("rule-too-long", message, place, f"{length} characters", f"at most {accepted}")


def _unclosed(statement: Statement, source: Source) -> Problem:
    end = len(blanked(statement.text).rstrip())
    return source.problem(
        "statement-unclosed",
        "the file ends before this statement is closed",
        *statement.place_of(end),
        found="the end of the file",
        accepted="a semicolon after each statement",
    )


def _second_header(statement: Statement, source: Source) -> Problem:
    start = len(statement.text) - len(blanked(statement.text).lstrip())
    message = "a rule list has one header"
    return source.problem("rule-list-header", message, *statement.place_of(start), 4, found="a second one")


def _is_header(problem: Problem) -> bool:
    """Whether a problem stands in what was meant as the header, so that its absence need not be told as well."""
    return problem.excerpt is not None and problem.excerpt.lstrip().startswith("list ")


def _and_more(file: str | None) -> Problem:
    message = f"there are more than {MAXIMUM_PROBLEMS} problems: the others are told once these are mended"
    return Problem("problems-many", message, Place(file))
