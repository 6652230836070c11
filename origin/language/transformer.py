"""Lark's parse tree to our rule tree, one method per grammar rule."""

# ruff: noqa: D102  (each method is the grammar rule of its name)

from __future__ import annotations

from datetime import date
from typing import Any

from lark import Token, v_args
from msgspec.structs import replace

from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.transformer_parts import NOTHING, Bracket, Mistake, PartsBuilder
from origin.nomenclature.code import Level
from origin.nomenclature.edition import YEARS
from origin.problems import Problem


class Header(Frozen):
    """The first statement of a rule list."""

    name: str
    title: str
    edition: int
    amends: str | None = None


_LEVELS = {"CC": Level.CHAPTER, "CTH": Level.HEADING, "CTSH": Level.SUBHEADING, "any": None}
_QUALIFIERS = {
    "valid_from": "from",
    "valid_until": "until",
    "quota": "within quota",
    "exported_from": "exported from",
    "imported_into": "imported into",
    "partner": "originating in",
    "no_tolerance": "without tolerance",
}


@v_args(meta=True)
class TreeBuilder(PartsBuilder):
    """Builds the tree; impossible values are kept in `mistakes` and stand-ins put in their place."""

    # -- statements --

    def statement(self, meta: Any, children: list[Any]) -> Any:
        return children[0]

    def header(self, meta: Any, children: list[Any]) -> Header:
        name, title, edition, amends = children
        shared = str(amends) if amends else None
        if str(edition) not in map(str, YEARS):
            years = ", ".join(map(str, YEARS))
            problem = Problem("hs-edition", "there is no such edition of the Harmonized System", found=str(edition))
            self._mistake(edition, replace(problem, accepted=years))
            return Header(str(name), self._quoted(title), YEARS[-1], shared)
        return Header(str(name), self._quoted(title), int(edition), shared)

    def definition(self, meta: Any, children: list[Any]) -> t.Definition:
        name, *citation, test = children
        return t.Definition(str(name), test, self._quoted(citation[0]) if citation else None, self._span(meta))

    def omission(self, meta: Any, children: list[Any]) -> t.Omission:
        products, option = children
        return t.Omission(products, option[0] if option else None, self._span(meta))

    def entry(self, meta: Any, children: list[Any]) -> t.Entry:
        products, option, cumulative, rule = children
        path, label = option or (None, None)
        return t.Entry(products, rule, path, label, cumulative is not None, self._span(meta))

    def option(self, meta: Any, children: list[Any]) -> tuple[str, str | None]:
        label = self._quoted(children[-1]) if children[-1] and children[-1].type == "STRING" else None
        return ".".join(str(token) for token in children if token and token.type == "TERM"), label

    def rule(self, meta: Any, children: list[Any]) -> t.Rule:
        return t.Rule(tuple(children), self._span(meta))

    def alternative(self, meta: Any, children: list[Any]) -> t.Alternative:
        test, *qualifiers = children
        values: dict[str, Any] = {}
        notes: list[str] = []
        for key, value, where in qualifiers:
            if key == "notes":
                notes.append(value)
            elif key in values:
                message = "this limit is stated twice: write two alternatives where two apply"
                self.mistakes.append(Mistake(Problem("limit-twice", message, found=_QUALIFIERS[key]), *where))
            else:
                values[key] = value
        first, last = values.get("valid_from"), values.get("valid_until")
        if first and last and last < first:
            message = "the last day comes before the first"
            where = next(where for key, _, where in qualifiers if key == "valid_until")
            self.mistakes.append(Mistake(Problem("date-order", message, found=f"from {first} until {last}"), *where))
        return t.Alternative(test, notes=tuple(notes), span=self._span(meta), **values)

    def _limit(self, key: str, value: Any, meta: Any) -> tuple[str, Any, tuple[int, int, int]]:
        """What limits an alternative, and where it stands."""
        line, column = self._place(meta.line, meta.column)
        length = meta.end_column - meta.column if meta.end_line == meta.line else 1
        return key, value, (line, column, length)

    # -- what limits an alternative --

    def _date(self, token: Token) -> date | None:
        try:
            return date.fromisoformat(token)
        except ValueError:
            problem = Problem("date", "this day does not exist", found=str(token), accepted="a day such as 2026-12-31")
            self._mistake(token, problem)
            return None

    def valid_from(self, meta: Any, children: list[Any]) -> Any:
        return self._limit("valid_from", self._date(children[0]), meta)

    def valid_until(self, meta: Any, children: list[Any]) -> Any:
        return self._limit("valid_until", self._date(children[0]), meta)

    def within_quota(self, meta: Any, children: list[Any]) -> Any:
        return self._limit("quota", self._quoted(children[0]), meta)

    def exported_from(self, meta: Any, children: list[Any]) -> Any:
        return self._limit("exported_from", str(children[0]), meta)

    def imported_into(self, meta: Any, children: list[Any]) -> Any:
        return self._limit("imported_into", str(children[0]), meta)

    def partner(self, meta: Any, children: list[Any]) -> Any:
        return self._limit("partner", str(children[0]), meta)

    def no_tolerance(self, meta: Any, children: list[Any]) -> Any:
        return self._limit("no_tolerance", t.NoTolerance(children[0] or ()), meta)

    def see_note(self, meta: Any, children: list[Any]) -> Any:
        return self._limit("notes", self._quoted(children[0]), meta)

    # -- tests --

    def any_of(self, meta: Any, children: list[Any]) -> t.Test:
        return t.AnyOf(tuple(children), self._span(meta))

    def all_of(self, meta: Any, children: list[Any]) -> t.Test:
        return t.AllOf(tuple(children), self._span(meta))

    def allow(self, meta: Any, children: list[Any]) -> t.Allow:
        test, scope, bound = children
        limit = bound if isinstance(bound, t.Limit) else None
        process = bound if isinstance(bound, t.Process) else None
        return t.Allow(test, scope, limit, process, self._span(meta))

    def limit(self, meta: Any, children: list[Any]) -> t.Limit:
        measure, percent, basis = children
        if measure is None:
            measure = t.Measure.VALUE
        return t.Limit(measure, percent, basis)

    def shift(self, meta: Any, children: list[Any]) -> t.Each:
        word, bracket, scope = children
        bracket = bracket or NOTHING
        condition = t.Shift(_LEVELS[str(word)], bracket.items, bracket.excepted)
        return t.Each(scope or t.ALL_NON_ORIGINATING, condition, self._span(meta))

    def product_wholly_obtained(self, meta: Any, children: list[Any]) -> t.Each:
        return t.Each(t.THE_PRODUCT, t.WhollyObtained(), self._span(meta))

    def materials_wholly_obtained(self, meta: Any, children: list[Any]) -> t.Each:
        return t.Each(self._any(children[0]), t.WhollyObtained(), self._span(meta))

    def materials_originating(self, meta: Any, children: list[Any]) -> t.Each:
        return t.Each(self._any(children[0]), t.Originating(), self._span(meta))

    @staticmethod
    def _any(bracket: Bracket) -> t.Scope:
        return t.Scope(t.Standing.ANY, bracket.items, bracket.excepted)

    def unused(self, meta: Any, children: list[Any]) -> t.Each:
        return t.Each(children[0], t.Unused(), self._span(meta))

    def from_inputs(self, meta: Any, children: list[Any]) -> t.Each:
        return t.Each(t.ALL_NON_ORIGINATING, t.FromInputs(children[0]), self._span(meta))

    def undergoes(self, meta: Any, children: list[Any]) -> t.Each:
        return t.Each(children[0], t.Undergoes(children[1]), self._span(meta))

    def own_rule(self, meta: Any, children: list[Any]) -> t.Each:
        return t.Each(t.Scope(t.Standing.ANY), t.OwnRule(), self._span(meta))

    def retains_origin(self, meta: Any, children: list[Any]) -> t.Each:
        return t.Each(t.THE_PRODUCT, t.RetainsOrigin(), self._span(meta))

    def done(self, meta: Any, children: list[Any]) -> t.Done:
        return t.Done(children[0], self._span(meta))

    def max_nom(self, meta: Any, children: list[Any]) -> t.Share:
        bracket, percent, basis = children
        bracket = bracket or NOTHING
        scope = t.Scope(t.Standing.NON_ORIGINATING, bracket.items, bracket.excepted)
        return t.Share(t.Measure.VALUE, scope, t.Relation.AT_MOST, percent, basis, span=self._span(meta))

    def rvc(self, meta: Any, children: list[Any]) -> t.Share:
        *focus, percent, basis = children
        focused = next((bracket for bracket in focus if isinstance(bracket, Bracket)), None)
        if any(isinstance(word, Token) for word in focus):
            return t.Share(
                t.Measure.VALUE, t.ALL_ORIGINATING, t.Relation.AT_LEAST, percent, basis, span=self._span(meta)
            )
        scope = t.Scope(t.Standing.NON_ORIGINATING, *(focused.items, focused.excepted) if focused else ())
        return t.Share(t.Measure.VALUE, scope, t.Relation.AT_LEAST, percent, basis, True, self._span(meta))

    def focus(self, meta: Any, children: list[Any]) -> Bracket:
        bracket: Bracket = children[0]
        return bracket

    def share(self, meta: Any, children: list[Any]) -> t.Share:
        measure, scope, relation, percent, basis = children
        return t.Share(measure, scope, t.Relation(str(relation)), percent, basis, span=self._span(meta))

    def text(self, meta: Any, children: list[Any]) -> t.Text:
        return t.Text(self._quoted(children[0]), self._span(meta))

    def defined(self, meta: Any, children: list[Any]) -> t.Defined:
        return t.Defined(str(children[0]), None, self._span(meta))
