"""Hypothesis strategies for rule trees: every construct of the notation, and only what the notation can say.

`tests()`, `scopes()`, `alternatives()`, `rules()` and `rule_lists()` are for other tests to use. With
`materials` and `processes`, terms come from those lists; without, they are arbitrary.
"""

# ruff: noqa: PT028  (`tests` is no test)

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from origin.language import tree as t
from origin.language.source import strange_character
from origin.language.syntax_words import is_reserved
from origin.nomenclature.code import HsCode, Level
from origin.nomenclature.code_range import HsRange
from origin.nomenclature.edition import YEARS, edition

Terms = tuple[str, ...] | None

VALUE, NON_ORIGINATING = t.Measure.VALUE, t.Standing.NON_ORIGINATING
_KNOWN = [*edition(2022).chapters, *edition(2022).headings, *edition(2022).subheadings]


@cache
def words() -> st.SearchStrategy[str]:
    """Terms that name anything: small letters, digits and single hyphens, and no word of the notation."""
    return st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4}){0,2}", fullmatch=True).filter(
        lambda w: not is_reserved(w)
    )


@cache
def quotations() -> st.SearchStrategy[str]:
    """Texts that can stand in quotation marks: on one line, not blank, without characters that cannot be seen."""
    letters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\n")
    text = st.text(st.one_of(st.sampled_from('ab "\\#;(['), letters), min_size=1, max_size=12)
    return text.filter(lambda text: bool(text.strip()) and strange_character(text) is None)


@cache
def codes() -> st.SearchStrategy[HsCode]:
    """Chapters, headings and subheadings: some that exist, some that do not."""
    chapter = st.integers(1, 97).filter(lambda number: number != 77).map("{:02}".format)
    rest = st.sampled_from(("", "01", "99", "0100", "2110", "9999", "5000"))
    return st.one_of(
        st.integers(0, len(_KNOWN) - 1).map(_known),
        st.builds(lambda digits, more: HsCode(digits + more), chapter, rest),
    )


@cache
def ranges() -> st.SearchStrategy[HsRange]:
    """Ranges of one code, or from one to another, whose ends may differ in length."""
    pairs = st.tuples(codes(), codes()).map(lambda pair: sorted(pair, key=lambda code: (code.first, code.last)))
    return st.one_of(codes().map(HsRange.of), pairs.map(lambda pair: HsRange(pair[0], pair[1])))


def some(of: st.SearchStrategy[t.ScopeItem], most: int = 3) -> st.SearchStrategy[tuple[t.ScopeItem, ...]]:
    """One item or a few."""
    return st.lists(of, min_size=1, max_size=most).map(tuple)


@cache
def several_ranges(least: int = 1) -> st.SearchStrategy[tuple[HsRange, ...]]:
    """Ranges as an entry, a name or a group lists them."""
    return st.lists(ranges(), min_size=least, max_size=3).map(tuple)


@cache
def items(materials: Terms = None) -> st.SearchStrategy[t.ScopeItem]:
    """Codes, "same heading", named and described materials, groups of which the heaviest counts."""
    term = st.sampled_from(materials) if materials else words()
    named = st.builds(t.Named, term, st.just(False), several_ranges(0))
    described = st.builds(t.Named, quotations(), st.just(True), several_ranges(0))
    heaviest = st.lists(several_ranges(), min_size=2, max_size=3).map(lambda groups: t.Heaviest(tuple(groups)))
    return st.one_of(ranges(), ranges(), st.sampled_from(t.Same), named, described, heaviest)


@cache
def scopes(materials: Terms = None) -> st.SearchStrategy[t.Scope]:
    """Scopes of any standing but the product's own; an exception stands behind items only."""
    item = items(materials)
    standing = st.sampled_from((NON_ORIGINATING, t.Standing.ORIGINATING, t.Standing.ANY))
    limited = st.one_of(standing, st.just(t.Standing.WHOLLY_OBTAINED))
    excepted = st.one_of(st.just(()), some(item, 2))
    return st.one_of(st.builds(t.Scope, standing), st.builds(t.Scope, limited, some(item), excepted))


@cache
def processes(materials: Terms = None, terms: Terms = None) -> st.SearchStrategy[t.Process]:
    """One step, or several side by side or in order; each with one operation or a choice."""
    term = st.sampled_from(terms) if terms else words()
    inputs = st.one_of(st.just(()), some(items(materials), 2))
    count = st.one_of(st.just(1), st.integers(1, 99))
    named = st.builds(t.Operation, term, inputs, count)
    described = st.builds(t.Operation, quotations(), inputs, count, st.just(True))
    operation = st.one_of(named, named, described)
    step = st.lists(operation, min_size=1, max_size=3).map(lambda options: t.Step(tuple(options)))
    steps = st.lists(step, min_size=1, max_size=3).map(tuple)
    return st.builds(lambda steps, ordered: t.Process(steps, ordered and len(steps) > 1), steps, st.booleans())


@cache
def percents() -> st.SearchStrategy[Decimal]:
    """Exact percentages from 0 to 100, with few or with many decimals."""
    long = st.integers(0, 10**40).map(lambda number: Decimal(f"0.{number}"))
    return st.one_of(st.integers(0, 100).map(Decimal), st.decimals(0, 100, places=2), long)


@cache
def bases(materials: Terms = None) -> st.SearchStrategy[t.Basis]:
    """Prices of which the claimant may choose, the product's own weight or volume, other materials."""
    return st.one_of(price_bases(), st.just(t.ProductBasis()), st.builds(t.MaterialsBasis, scopes(materials)))


@cache
def price_bases() -> st.SearchStrategy[t.PriceBasis]:
    """One price, or a choice of prices."""
    return st.lists(st.sampled_from(t.Price), min_size=1, max_size=3).map(lambda prices: t.PriceBasis(tuple(prices)))


@cache
def each(materials: Terms = None, terms: Terms = None) -> st.SearchStrategy[t.Each]:
    """Every condition, on every scope that the notation can give it."""
    scope, many = scopes(materials), some(items(materials))
    excluding = st.one_of(
        st.builds(t.Shift, st.sampled_from((2, 4, 6, None)).map(_level)),
        st.builds(t.Shift, st.sampled_from((2, 4, 6, None)).map(_level), many, st.one_of(st.just(()), many)),
    )
    of_all = st.builds(
        lambda items, excepted: t.Scope(t.Standing.ANY, items, excepted), many, st.one_of(st.just(()), many)
    )
    return st.one_of(
        st.builds(t.Each, st.one_of(st.just(t.ALL_NON_ORIGINATING), scope), excluding),
        st.builds(t.Each, st.one_of(st.just(t.THE_PRODUCT), of_all), st.just(t.WhollyObtained())),
        st.builds(t.Each, of_all, st.just(t.Originating())),
        st.builds(t.Each, scope, st.just(t.Unused())),
        st.builds(t.Each, st.just(t.ALL_NON_ORIGINATING), st.builds(t.FromInputs, many)),
        st.builds(t.Each, scope, st.builds(t.Undergoes, processes(materials, terms))),
        st.just(t.Each(t.Scope(t.Standing.ANY), t.OwnRule())),
        st.just(t.Each(t.THE_PRODUCT, t.RetainsOrigin())),
    )


@cache
def shares(materials: Terms = None) -> st.SearchStrategy[t.Share]:
    """Bounds on values, weights and volumes, and regional value contents by every method."""
    scope, relation, at_least = scopes(materials), st.sampled_from(t.Relation), t.Relation.AT_LEAST
    non_originating = scope.filter(lambda scope: scope.standing is NON_ORIGINATING)
    return st.one_of(
        st.builds(t.Share, st.sampled_from(t.Measure), scope, relation, percents(), bases(materials)),
        st.builds(t.Share, st.just(VALUE), scope, relation, percents(), price_bases()),
        st.builds(t.Share, st.just(VALUE), st.just(t.ALL_ORIGINATING), st.just(at_least), percents(), price_bases()),
        st.builds(
            t.Share, st.just(VALUE), non_originating, st.just(at_least), percents(), price_bases(), st.just(True)
        ),
    )


@cache
def tests(materials: Terms = None, terms: Terms = None, defined: Terms = None) -> st.SearchStrategy[t.Test]:
    """Every kind of test, alone and joined; `defined` are the names of definitions to use."""
    name = st.sampled_from(defined) if defined else words()
    process = processes(materials, terms)
    single: st.SearchStrategy[t.Test] = st.one_of(
        each(materials, terms),
        shares(materials),
        st.builds(t.Done, process),
        st.builds(t.Defined, name),
        st.builds(t.Text, quotations()),
    )
    limit = st.builds(t.Limit, st.sampled_from(t.Measure), percents(), bases(materials))

    def joined(inner: st.SearchStrategy[t.Test]) -> st.SearchStrategy[t.Test]:
        parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.one_of(
            parts.map(t.AllOf),
            parts.map(t.AnyOf),
            st.builds(t.Allow, inner, scopes(materials), st.one_of(st.none(), limit)),
            st.builds(t.Allow, inner, scopes(materials), st.none(), process),
        )

    return st.recursive(single, joined, max_leaves=6)


@cache
def alternatives(
    materials: Terms = None, terms: Terms = None, defined: Terms = None
) -> st.SearchStrategy[t.Alternative]:
    """Tests with what limits them: dates in order, quota, direction, partner, tolerance, notes."""
    party = st.one_of(st.none(), st.from_regex(r"[A-Z][A-Z0-9-]{0,4}", fullmatch=True))
    no_tolerance = st.builds(t.NoTolerance, st.one_of(st.just(()), some(items(materials))))

    def built(
        test: t.Test, days: list[date], last_only: bool, limits: tuple[str | None, ...], **rest: object
    ) -> t.Alternative:
        quota, exported, imported, partner = limits
        first = days[0] if days and not last_only else None
        last = days[-1] if len(days) > 1 or (last_only and days) else None
        return t.Alternative(test, first, last, quota, exported, imported, partner, **rest)  # type: ignore[arg-type]

    return st.builds(
        built,
        tests(materials, terms, defined),
        st.lists(st.dates(), max_size=2).map(sorted),
        st.booleans(),
        st.tuples(st.one_of(st.none(), quotations()), party, party, party),
        no_tolerance=st.one_of(st.none(), no_tolerance),
        notes=st.lists(quotations(), max_size=2).map(tuple),
    )


@cache
def rules(materials: Terms = None, terms: Terms = None, defined: Terms = None) -> st.SearchStrategy[t.Rule]:
    """Rules of one alternative or a few."""
    some_alternatives = st.lists(alternatives(materials, terms, defined), min_size=1, max_size=3)
    return some_alternatives.map(lambda parts: t.Rule(tuple(parts)))


@cache
def rule_lists() -> st.SearchStrategy[t.RuleList]:
    """Whole lists: header, definitions and entries with options."""
    option = st.one_of(st.none(), st.lists(words(), min_size=1, max_size=3).map(".".join))

    def entry(
        products: tuple[HsRange, ...], rule: t.Rule, option: str | None, label: str | None, cumulative: bool
    ) -> t.Entry:
        return t.Entry(products, rule, option, label if option else None, cumulative)

    label = st.one_of(st.none(), quotations())
    entries = st.builds(entry, several_ranges(), rules(), option, label, st.booleans())
    definitions = st.builds(t.Definition, words(), tests(), label)
    return st.builds(
        t.RuleList,
        words(),
        quotations(),
        st.sampled_from(YEARS),
        st.lists(definitions, max_size=2).map(tuple),
        st.lists(entries, max_size=3).map(tuple),
        st.one_of(st.none(), words()),
        st.lists(st.builds(t.Omission, several_ranges(), option), max_size=2).map(tuple),
    )


def _known(number: int) -> HsCode:
    return _KNOWN[number]


def _level(digits: int | None) -> Level | None:
    return None if digits is None else Level(digits)
