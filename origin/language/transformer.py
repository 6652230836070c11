"""Lark's parse tree to our rule tree, one method per grammar rule."""

# ruff: noqa: D102  (each method is the grammar rule of its name)

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from lark import Token, Transformer, v_args

from origin.language import tree as t
from origin.nomenclature.code import HsCode, Level
from origin.nomenclature.code_text import parse_code
from origin.nomenclature.code_range import HsRange
from origin.problems import Problem


@dataclass(frozen=True, slots=True)
class Header:
    """The first statement of a rule list."""

    name: str
    title: str
    edition: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """A token that is well-formed but impossible, and where it stands."""

    problem: Problem
    line: int
    column: int
    length: int


@dataclass(frozen=True, slots=True)
class _Bracket:
    items: tuple[t.ScopeItem, ...]
    excepted: tuple[t.ScopeItem, ...]


_NOTHING = _Bracket((), ())
_LEVELS = {"CC": Level.CHAPTER, "CTH": Level.HEADING, "CTSH": Level.SUBHEADING, "any": None}
_PLACEHOLDER = HsCode("01")


def _span(meta: Any) -> t.Span:
    if getattr(meta, "empty", True):
        return t.NO_SPAN
    return t.Span(meta.line, meta.column, meta.end_line, meta.end_column)


def _unquoted(token: Token) -> str:
    return token[1:-1].replace('\\"', '"').replace("\\\\", "\\")


@v_args(meta=True)
class TreeBuilder(Transformer[Token, Any]):
    """Builds the tree; impossible values are kept in `mistakes` and stand-ins put in their place."""

    def __init__(self) -> None:
        super().__init__()
        self.mistakes: list[Mistake] = []

    def _mistake(self, token: Token, problem: Problem) -> None:
        self.mistakes.append(Mistake(problem, token.line or 1, token.column or 1, len(token)))

    def _percent(self, children: list[Any]) -> Decimal:
        percent: Decimal = children[0]
        return percent

    # -- statements --

    def statement(self, meta: Any, children: list[Any]) -> Any:
        return children[0]

    def header(self, meta: Any, children: list[Any]) -> Header:
        name, title, edition = children
        return Header(str(name), _unquoted(title), int(edition) if str(edition).isdigit() else 0)

    def definition(self, meta: Any, children: list[Any]) -> t.Definition:
        name, *citation, test = children
        return t.Definition(str(name), test, _unquoted(citation[0]) if citation and citation[0] else None, _span(meta))

    def entry(self, meta: Any, children: list[Any]) -> t.Entry:
        products, option, cumulative, rule = children
        path, label = option or (None, None)
        return t.Entry(products, rule, path, label, cumulative is not None, _span(meta))

    def option(self, meta: Any, children: list[Any]) -> tuple[str, str | None]:
        label = _unquoted(children[-1]) if children[-1] and children[-1].type == "STRING" else None
        return ".".join(str(token) for token in children if token and token.type == "TERM"), label

    def rule(self, meta: Any, children: list[Any]) -> t.Rule:
        return t.Rule(tuple(children), _span(meta))

    def alternative(self, meta: Any, children: list[Any]) -> t.Alternative:
        test, *qualifiers = children
        values: dict[str, Any] = {}
        notes: list[str] = []
        for key, value in qualifiers:
            if key == "notes":
                notes.append(value)
            else:
                values[key] = value
        return t.Alternative(test, notes=tuple(notes), span=_span(meta), **values)

    # -- what limits an alternative --

    def _date(self, token: Token) -> date:
        try:
            return date.fromisoformat(token)
        except ValueError:
            self._mistake(token, Problem("date", "this day does not exist", found=str(token), accepted="2026-12-31"))
            return date.max

    def valid_from(self, meta: Any, children: list[Any]) -> tuple[str, date]:
        return "valid_from", self._date(children[0])

    def valid_until(self, meta: Any, children: list[Any]) -> tuple[str, date]:
        return "valid_until", self._date(children[0])

    def within_quota(self, meta: Any, children: list[Any]) -> tuple[str, str]:
        return "quota", _unquoted(children[0])

    def exported_from(self, meta: Any, children: list[Any]) -> tuple[str, str]:
        return "exported_from", str(children[0])

    def imported_into(self, meta: Any, children: list[Any]) -> tuple[str, str]:
        return "imported_into", str(children[0])

    def partner(self, meta: Any, children: list[Any]) -> tuple[str, str]:
        return "partner", str(children[0])

    def no_tolerance(self, meta: Any, children: list[Any]) -> tuple[str, t.NoTolerance]:
        return "no_tolerance", t.NoTolerance(children[0] or ())

    def see_note(self, meta: Any, children: list[Any]) -> tuple[str, str]:
        return "notes", _unquoted(children[0])

    # -- tests --

    def any_of(self, meta: Any, children: list[Any]) -> t.Test:
        return t.AnyOf(tuple(children), _span(meta))

    def all_of(self, meta: Any, children: list[Any]) -> t.Test:
        return t.AllOf(tuple(children), _span(meta))

    def allow(self, meta: Any, children: list[Any]) -> t.Allow:
        test, scope, bound = children
        limit = bound if isinstance(bound, t.Limit) else None
        process = bound if isinstance(bound, t.Process) else None
        return t.Allow(test, scope, limit, process, _span(meta))

    def limit(self, meta: Any, children: list[Any]) -> t.Limit:
        measure, percent, basis = children
        if measure is None:
            measure = t.Measure.VALUE
        return t.Limit(measure, percent, basis)

    def shift(self, meta: Any, children: list[Any]) -> t.Each:
        word, bracket, scope = children
        bracket = bracket or _NOTHING
        condition = t.Shift(_LEVELS[str(word)], bracket.items, bracket.excepted)
        return t.Each(scope or t.ALL_NON_ORIGINATING, condition, _span(meta))

    def product_wholly_obtained(self, meta: Any, children: list[Any]) -> t.Each:
        return t.Each(t.THE_PRODUCT, t.WhollyObtained(), _span(meta))

    def materials_wholly_obtained(self, meta: Any, children: list[Any]) -> t.Each:
        return t.Each(self._any(children[0]), t.WhollyObtained(), _span(meta))

    def materials_originating(self, meta: Any, children: list[Any]) -> t.Each:
        return t.Each(self._any(children[0]), t.Originating(), _span(meta))

    @staticmethod
    def _any(bracket: _Bracket) -> t.Scope:
        return t.Scope(t.Standing.ANY, bracket.items, bracket.excepted)

    def unused(self, meta: Any, children: list[Any]) -> t.Each:
        return t.Each(children[0], t.Unused(), _span(meta))

    def from_inputs(self, meta: Any, children: list[Any]) -> t.Each:
        return t.Each(t.ALL_NON_ORIGINATING, t.FromInputs(children[0]), _span(meta))

    def undergoes(self, meta: Any, children: list[Any]) -> t.Each:
        return t.Each(children[0], t.Undergoes(children[1]), _span(meta))

    def own_rule(self, meta: Any, children: list[Any]) -> t.Each:
        return t.Each(t.Scope(t.Standing.ANY), t.OwnRule(), _span(meta))

    def retains_origin(self, meta: Any, children: list[Any]) -> t.Each:
        return t.Each(t.THE_PRODUCT, t.RetainsOrigin(), _span(meta))

    def done(self, meta: Any, children: list[Any]) -> t.Done:
        return t.Done(children[0], _span(meta))

    def max_nom(self, meta: Any, children: list[Any]) -> t.Share:
        bracket, percent, basis = children
        bracket = bracket or _NOTHING
        scope = t.Scope(t.Standing.NON_ORIGINATING, bracket.items, bracket.excepted)
        return t.Share(t.Measure.VALUE, scope, t.Relation.AT_MOST, percent, basis, span=_span(meta))

    def rvc(self, meta: Any, children: list[Any]) -> t.Share:
        *focus, percent, basis = children
        focused = next((bracket for bracket in focus if isinstance(bracket, _Bracket)), None)
        if any(isinstance(word, Token) for word in focus):
            return t.Share(t.Measure.VALUE, t.ALL_ORIGINATING, t.Relation.AT_LEAST, percent, basis, span=_span(meta))
        scope = t.Scope(t.Standing.NON_ORIGINATING, *(focused.items, focused.excepted) if focused else ())
        return t.Share(t.Measure.VALUE, scope, t.Relation.AT_LEAST, percent, basis, True, _span(meta))

    def focus(self, meta: Any, children: list[Any]) -> _Bracket:
        bracket: _Bracket = children[0]
        return bracket

    def share(self, meta: Any, children: list[Any]) -> t.Share:
        measure, scope, relation, percent, basis = children
        return t.Share(measure, scope, t.Relation(str(relation)), percent, basis, span=_span(meta))

    def text(self, meta: Any, children: list[Any]) -> t.Text:
        return t.Text(_unquoted(children[0]), _span(meta))

    def defined(self, meta: Any, children: list[Any]) -> t.Defined:
        return t.Defined(str(children[0]), None, _span(meta))

    # -- scopes --

    def scope(self, meta: Any, children: list[Any]) -> t.Scope:
        standing, bracket = children
        bracket = bracket or _NOTHING
        return t.Scope(t.Standing(str(standing)), bracket.items, bracket.excepted)

    def wholly_obtained_scope(self, meta: Any, children: list[Any]) -> t.Scope:
        return t.Scope(t.Standing.WHOLLY_OBTAINED, children[0].items, children[0].excepted)

    def bracket(self, meta: Any, children: list[Any]) -> _Bracket:
        items, excepted = children
        return _Bracket(items, excepted or ())

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
        return (_unquoted(token), True) if token.type == "STRING" else (str(token), False)

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
                last_token,
                Problem("hs-range-reversed", "this range ends before it begins", found=f"{first_token}-{last_token}"),
            )
            last = first
        return HsRange(first, last)

    def _code(self, token: Token) -> HsCode:
        code = parse_code(str(token))
        if isinstance(code, Problem):
            self._mistake(token, code)
            return _PLACEHOLDER
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
        count, term, inputs = children
        return t.Operation(str(term), inputs or (), int(count) if count else 1)

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
                Problem("percentage", "a percentage cannot exceed 100", found=f"{token}%", accepted="0% to 100%"),
            )
        return percent

    def MEASURE(self, token: Token) -> t.Measure:  # noqa: N802  (the terminal's name)
        return t.Measure(" ".join(token.split()))
