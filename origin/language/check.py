"""Whether a rule that is well-formed also makes sense: its terms, its defined names, its HS codes, its options.

The checks read the tree only. Where the source text is given as well, a problem points at the word in question;
otherwise at the test it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from msgspec.structs import replace

from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.glossary import Glossary
from origin.language.source import Source, blanked
from origin.language.walk import Words, words
from origin.nomenclature.check import check_code
from origin.nomenclature.code import HsCode
from origin.nomenclature.code_range import HsRange
from origin.nomenclature.code_set import HsSet
from origin.nomenclature.edition import YEARS, edition
from origin.problems import Place, Problem, Severity


def check_rule_list(
    rules: t.RuleList,
    glossary: Glossary,
    edition_check: bool = True,
    *,
    extended_to: int | None = None,
    source: str | None = None,
    file: str | None = None,
) -> tuple[Problem, ...]:
    """Everything that makes no sense in a rule list, in the order of its text.

    `edition_check` looks every code up in the list's HS edition; `extended_to` is a later edition whose codes the list
    uses besides. Definitions that nothing uses, or that stand behind their use in an entry, are warnings.
    """
    years = _years(rules.edition, extended_to) if edition_check else ()
    checker = _Checker(glossary, years, frozenset(_names(rules.definitions)), _Places(source, file))
    found = list(checker.definitions(rules))
    for entry in rules.entries:
        found += checker.products(entry)
        found += checker.rule(entry.rule)
    found += checker.options(rules.entries)
    return tuple(sorted(found, key=_position))


def check_rule(
    rule: t.Rule,
    glossary: Glossary,
    *,
    year: int | None = None,
    extended_to: int | None = None,
    definitions: Iterable[t.Definition] = (),
    source: str | None = None,
    file: str | None = None,
) -> tuple[Problem, ...]:
    """Everything that makes no sense in one rule; its codes are looked up where the HS edition is given."""
    years = _years(year, extended_to) if year is not None else ()
    checker = _Checker(glossary, years, frozenset(_names(definitions)), _Places(source, file))
    return tuple(sorted(checker.rule(rule), key=_position))


def _years(year: int, extended_to: int | None) -> tuple[int, ...]:
    return (year,) if extended_to is None else (year, *(later for later in YEARS if year < later <= extended_to))


def _names(definitions: Iterable[t.Definition]) -> Iterator[str]:
    return (definition.name for definition in definitions)


def _position(problem: Problem) -> tuple[int, int]:
    place = problem.place
    return (place.line or 0, place.column or 0) if place else (0, 0)


class _Places:
    """Finds a word of a test in the source text, so that a problem can underline it."""

    def __init__(self, source: str | None, file: str | None) -> None:
        self._source = None if source is None else Source(source.removeprefix("\ufeff"), file)
        self._lines = [] if self._source is None else blanked(self._source.text).split("\n")
        self._file = file

    def at(self, span: t.Span, word: str | HsCode, problem: Problem) -> Problem:
        """The problem at the first place in the span where the word stands by itself, else at the span's beginning."""
        if span is t.NO_SPAN:
            return replace(problem, place=Place(self._file))
        line, column, length = self._find(span, word)
        excerpt = None if self._source is None else self._source.excerpt(line, column, length)
        return replace(problem, place=Place(self._file, line, column), excerpt=excerpt)

    def _find(self, span: t.Span, word: str | HsCode) -> tuple[int, int, int]:
        if isinstance(word, HsCode):
            spellings = "|".join(map(re.escape, (word.short, word.dotted, word.digits)))
            alone = re.compile(rf"(?<![\w.])(?:{spellings})(?![\w.])")
        else:
            alone = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
        for number in range(span.line, span.end_line + 1) if self._source else ():
            end = span.end_column - 1 if number == span.end_line else None
            text = self._lines[number - 1][:end]
            if found := alone.search(text, span.column - 1 if number == span.line else 0):
                return number, found.start() + 1, len(found.group())
        return span.line, span.column, 1


class _Checker(Frozen):
    glossary: Glossary
    years: tuple[int, ...]
    defined: frozenset[str]
    places: _Places

    def rule(self, rule: t.Rule) -> Iterator[Problem]:
        """What makes no sense in a rule."""
        for alternative in rule.alternatives:
            yield from self.test(alternative.test)
            if alternative.no_tolerance is not None:
                yield from self._items(alternative.no_tolerance.items, alternative.span)

    def test(self, test: t.Test) -> Iterator[Problem]:
        """What makes no sense in a test."""
        for named in words(test):
            yield from self._items(named.items, named.test.span)
            yield from self._operations(named)
            if named.defined is not None and named.defined not in self.defined:
                yield self._undefined(named.defined, named.test.span)

    def products(self, entry: t.Entry) -> Iterator[Problem]:
        """Codes of an entry that do not exist."""
        return self._codes(entry.products, entry.span)

    def definitions(self, rules: t.RuleList) -> Iterator[Problem]:
        """Names defined twice, used before they are defined, or never used; and what they stand for."""
        known: set[str] = set()
        used = {named.defined for test in _tests(rules) for named in words(test)}
        for definition in rules.definitions:
            name = definition.name
            if name in known:
                yield self.places.at(definition.span, name, _problem("definition-twice", "this is defined twice", name))
            for named in words(definition.test):
                if named.defined in self.defined and named.defined not in known:
                    message = "a definition can only use names that are defined before it"
                    yield self.places.at(
                        named.test.span, named.defined, _problem("definition-late", message, named.defined)
                    )
            yield from self.test(definition.test)
            known.add(name)
            if name not in used:
                unused = _problem("definition-unused", "no rule uses this definition", name)
                yield self.places.at(definition.span, name, replace(unused, severity=Severity.WARNING))
        yield from self._late(rules)

    def _late(self, rules: t.RuleList) -> Iterator[Problem]:
        """Entries that use a name which the list defines further down."""
        lines = {definition.name: definition.span for definition in reversed(rules.definitions)}
        for entry in rules.entries:
            for alternative in entry.rule.alternatives:
                for named in words(alternative.test):
                    definition = lines.get(named.defined or "")
                    if definition and _is_before(named.test.span, definition):
                        found = _problem("definition-late", "this is defined further down", named.defined or "")
                        found = replace(found, severity=Severity.WARNING)
                        yield self.places.at(named.test.span, named.defined or "", found)

    def options(self, entries: Iterable[t.Entry]) -> Iterator[Problem]:
        """Entries that share their products and their option: which of the rules applies is not said."""
        seen: set[tuple[tuple[HsRange, ...], str | None]] = set()
        for entry in entries:
            if entry.cumulative:
                continue
            key = (entry.products, entry.option)
            if key in seen:
                message = (
                    f"these products have {'this option twice' if entry.option else 'two rules without an option'}"
                )
                found = " ".join(filter(None, (", ".join(map(str, entry.products)), entry.option)))
                problem = _problem("option-twice", message, found)
                hint = "join the rules with or, tell them apart by options, or mark one as cumulative"
                yield self.places.at(entry.span, entry.option or entry.products[0].first, replace(problem, hint=hint))
            seen.add(key)

    def _items(self, items: Iterable[t.ScopeItem], span: t.Span) -> Iterator[Problem]:
        for item in items:
            match item:
                case HsRange():
                    yield from self._codes((item,), span)
                case t.Named():
                    yield from self._codes(item.codes, span)
                    if not item.quoted and item.name not in self.glossary.materials:
                        yield self._unknown("material", item.name, span)
                case t.Heaviest(groups):
                    for group in groups:
                        yield from self._codes(group, span)
                case t.Same():
                    pass

    def _operations(self, named: Words) -> Iterator[Problem]:
        for operation in named.operations:
            if not operation.quoted and operation.term not in self.glossary.processes:
                yield self._unknown("process", operation.term, named.test.span)

    def _unknown(self, kind: str, term: str, span: t.Span) -> Problem:
        """The problem for a term that the glossary does not have, with the nearest it has."""
        terms, others = self.glossary.materials.keys(), self.glossary.processes.keys()
        if kind == "process":
            terms, others = others, terms
        close = get_close_matches(term, terms, n=2, cutoff=0.7)
        hint = f"did you mean {' or '.join(close)}?" if close else None
        if term in others:
            hint = f"{term} is a {'process' if kind == 'material' else 'material'}"
        elif hint is None and kind == "material":
            hint = f'describe a material that has no entry in quotation marks: "{term.replace("-", " ")}"'
        problem = _problem("term-unknown", f"the glossary has no such {kind}", term)
        return self.places.at(span, term, replace(problem, accepted=f"a {kind} of the glossary", hint=hint))

    def _undefined(self, name: str, span: t.Span) -> Problem:
        close = get_close_matches(name, sorted(self.defined), n=2, cutoff=0.7)
        hint = f"did you mean {' or '.join(close)}?" if close else None
        if name in self.glossary.processes:
            hint = f"for the process write done({name})"
        elif name in self.glossary.materials:
            hint = f"{name} is a material: write from [{name}] or WO[{name}]"
        problem = _problem("definition-unknown", "nothing is defined under this name", name)
        accepted = ", ".join(sorted(self.defined)) or "a test; this list defines no names"
        return self.places.at(span, name, replace(problem, accepted=accepted, hint=hint))

    def _covers_some(self, part: HsRange) -> bool:
        """Whether a range with an end that does not exist holds codes nevertheless: agreements print such ranges."""
        return any(any(HsSet((part,)).codes(edition(year))) for year in self.years)

    def _codes(self, ranges: Iterable[HsRange], span: t.Span) -> Iterator[Problem]:
        """Ends of ranges, whatever their length, that no edition has; a warning where the range holds codes."""
        if not self.years:
            return
        for part in ranges:
            for code in dict.fromkeys((part.first, part.last)):
                if not any(edition(year).has(code) for year in self.years):
                    problem = check_code(code, self.years[0])
                    if problem is not None:
                        if self._covers_some(part):
                            problem = replace(problem, severity=Severity.WARNING)
                        yield self.places.at(span, code, problem)


def _tests(rules: t.RuleList) -> Iterator[t.Test]:
    yield from (definition.test for definition in rules.definitions)
    yield from (alternative.test for entry in rules.entries for alternative in entry.rule.alternatives)


def _is_before(one: t.Span, other: t.Span) -> bool:
    return one.line > 0 and (one.line, one.column) < (other.line, other.column)


def _problem(code: str, message: str, found: str) -> Problem:
    return Problem(code, message, found=found)
