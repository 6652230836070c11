"""The smaller parts of the rule tree out of Lark's parse tree: scopes, processes, prices, percentages."""

# ruff: noqa: D102  (each method is the grammar rule of its name)

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from lark import Token, Transformer, v_args
from msgspec.structs import replace

from origin.frozen import Frozen
from origin.language import tree as t
from origin.nomenclature.code import HsCode
from origin.nomenclature.code_range import HsRange
from origin.nomenclature.code_text import parse_code
from origin.problems import Problem


class Mistake(Frozen):
    """A token that is well-formed but impossible, and where it stands."""

    problem: Problem
    line: int
    column: int
    length: int


class Bracket(Frozen):
    """The items between square brackets, and those behind `except`."""

    items: tuple[t.ScopeItem, ...]
    excepted: tuple[t.ScopeItem, ...]


NOTHING = Bracket((), ())
_PLACEHOLDER = HsCode("01")
_ESCAPE = re.compile(r"\\(.)")
_ACCEPTED_CODES = "2, 4 or 6 digits, such as 87, 8711 or 8711.60"


@v_args(meta=True)
class PartsBuilder(Transformer[Token, Any]):
    """Builds the parts; impossible values are kept in `mistakes` and stand-ins put in their place."""

    def __init__(self, line: int = 1, column: int = 1) -> None:
        """Takes the line and column at which the text begins in its source."""
        super().__init__()
        self.mistakes: list[Mistake] = []
        self._lines = line - 1
        self._columns = column - 1

    def _mistake(self, first: Token, problem: Problem, last: Token | None = None) -> None:
        """Notes what is impossible about a token, or about what reaches from one to another."""
        line, column = self._place(first.line or 1, first.column or 1)
        last = first if last is None or last.line != first.line else last
        length = (last.end_column or 1) - (first.column or 1)
        self.mistakes.append(Mistake(problem, line, column, length))

    def _place(self, line: int, column: int) -> tuple[int, int]:
        return line + self._lines, column + (self._columns if line == 1 else 0)

    def _span(self, meta: Any) -> t.Span:
        if getattr(meta, "empty", True):
            return t.NO_SPAN
        return t.Span(*self._place(meta.line, meta.column), *self._place(meta.end_line, meta.end_column))

    def _quoted(self, token: Token) -> str:
        """What a quotation says; it says something."""
        text = _ESCAPE.sub(r"\1", token[1:-1])
        if not text.strip():
            self._mistake(token, Problem("text-empty", "this quotation is empty", found=str(token)))
        return text

    # -- scopes --

    def scope(self, meta: Any, children: list[Any]) -> t.Scope:
        standing, bracket = children
        bracket = bracket or NOTHING
        return t.Scope(t.Standing(str(standing)), bracket.items, bracket.excepted)

    def wholly_obtained_scope(self, meta: Any, children: list[Any]) -> t.Scope:
        return t.Scope(t.Standing.WHOLLY_OBTAINED, children[0].items, children[0].excepted)

    def bracket(self, meta: Any, children: list[Any]) -> Bracket:
        items, excepted = children
        return Bracket(items, excepted or ())

    def inputs(self, meta: Any, children: list[Any]) -> tuple[t.ScopeItem, ...]:
        items: tuple[t.ScopeItem, ...] = children[0]
        return items

    def items(self, meta: Any, children: list[Any]) -> tuple[t.ScopeItem, ...]:
        return tuple(children)

    def same(self, meta: Any, children: list[Any]) -> t.Same:
        return t.Same(" ".join(children[0].split()))

    def named(self, meta: Any, children: list[Any]) -> t.Named:
        (name, quoted), codes = children
        return t.Named(name, quoted, codes or ())

    def name(self, meta: Any, children: list[Any]) -> tuple[str, bool]:
        token = children[0]
        return (self._quoted(token), True) if token.type == "STRING" else (str(token), False)

    def heaviest(self, meta: Any, children: list[Any]) -> t.Heaviest:
        return t.Heaviest(tuple(children))

    def group(self, meta: Any, children: list[Any]) -> tuple[HsRange, ...]:
        ranges: tuple[HsRange, ...] = children[0]
        return ranges

    def ranges_of_name(self, meta: Any, children: list[Any]) -> tuple[HsRange, ...]:
        return tuple(children)

    def ranges(self, meta: Any, children: list[Any]) -> tuple[HsRange, ...]:
        return tuple(children)

    def range(self, meta: Any, children: list[Any]) -> HsRange:
        first_token, last_token = children
        first = self._code(first_token)
        last = self._code(last_token) if last_token is not None else first
        if last.last < first.first:
            self._mistake(
                first_token,
                Problem(
                    "hs-range-reversed",
                    "this range ends before it begins",
                    found=f"{first_token}-{last_token}",
                    accepted="a range such as 8407-8412",
                    hint=f"write {last.short}-{first.short}",
                ),
                last_token,
            )
            last = first
        return HsRange(first, last)

    def _code(self, token: Token) -> HsCode:
        code = parse_code(str(token))
        if isinstance(code, Problem):
            accepted = code.accepted if code.code == "hs-code-chapter" else _ACCEPTED_CODES
            self._mistake(token, replace(code, accepted=accepted))
            return _PLACEHOLDER
        if code.national:
            message = "a rule goes to the six digits of the Harmonized System, not to national ones"
            hint = f"write {code.short}"
            self._mistake(token, Problem("hs-code-national", message, None, str(token), _ACCEPTED_CODES, hint))
        return code

    # -- processes --

    def process(self, meta: Any, children: list[Any]) -> t.Process:
        process: t.Process = children[0]
        return process

    def chain(self, meta: Any, children: list[Any]) -> t.Process:
        return t.Process(tuple(children))

    def sequence(self, meta: Any, children: list[Any]) -> t.Process:
        return t.Process(tuple(children), ordered=True)

    def step(self, meta: Any, children: list[Any]) -> t.Step:
        return t.Step(tuple(children))

    def step_in_brackets(self, meta: Any, children: list[Any]) -> t.Step:
        step: t.Step = children[0]
        return step

    def operation(self, meta: Any, children: list[Any]) -> t.Operation:
        count, (term, quoted), inputs = children
        number = 1
        if count is not None:
            if re.fullmatch("[1-9][0-9]?", count):
                number = int(count)
            else:
                message = "operations are counted in whole numbers"
                self._mistake(count, Problem("count", message, found=str(count), accepted="1 to 99"))
        return t.Operation(term, inputs or (), number, quoted)

    # -- prices and measures --

    def price_basis(self, meta: Any, children: list[Any]) -> t.PriceBasis:
        return t.PriceBasis(tuple(children))

    def price(self, meta: Any, children: list[Any]) -> t.Price:
        return t.Price(str(children[0]))

    def product_basis(self, meta: Any, children: list[Any]) -> t.ProductBasis:
        return t.ProductBasis()

    def materials_basis(self, meta: Any, children: list[Any]) -> t.MaterialsBasis:
        return t.MaterialsBasis(children[0])

    def percent(self, meta: Any, children: list[Any]) -> Decimal:
        token = children[0]
        percent = Decimal(str(token))
        if percent > 100:
            self._mistake(
                token,
                Problem(
                    "percentage", "a percentage of a rule cannot exceed 100", found=f"{token}%", accepted="0% to 100%"
                ),
            )
        return percent

    def MEASURE(self, token: Token) -> t.Measure:
        return t.Measure(" ".join(token.split()))
