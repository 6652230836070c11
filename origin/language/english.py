"""The rule tree in plain English, worded as the agreements do, for people who never see the notation.

The English is unambiguous: what stands in a choice or under a condition carries letters wherever two parts could be
read together in more than one way.
"""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.english_processes import process_english
from origin.language.english_scopes import items_english, scope_english
from origin.language.english_tests import done_english, each_english, limit_english, share_english
from origin.language.english_words import day, lettered, process_label, sentence
from origin.language.glossary import Glossary

__all__ = [
    "alternative_english",
    "items_english",
    "process_english",
    "rule_english",
    "scope_english",
    "test_english",
]


def rule_english(rule: t.Rule, glossary: Glossary | None = None, *, expand: bool = False) -> str:
    """The rule: one sentence, or one numbered line for each alternative.

    `expand` adds what each defined name means, where the tree knows it.
    """
    if len(rule.alternatives) == 1:
        return alternative_english(rule.alternatives[0], glossary, expand=expand)
    writer = _Writer(glossary, expand)
    lines = [f"({number}) {writer.alternative(part)}" for number, part in enumerate(rule.alternatives, 1)]
    which = "Either" if len(lines) == 2 else "Any"
    return f"{which} of the following:\n" + ";\n".join(lines[:-1]) + f"; or\n{lines[-1]}."


def alternative_english(alternative: t.Alternative, glossary: Glossary | None = None, *, expand: bool = False) -> str:
    """One alternative as a sentence, with its dates, quota, direction, partner and notes."""
    return sentence(_Writer(glossary, expand).alternative(alternative))


def test_english(test: t.Test, glossary: Glossary | None = None, *, expand: bool = False) -> str:
    """A test as a phrase, without capital letter and full stop."""
    return _Writer(glossary, expand).text(test)


class _Writer(Frozen):
    """Writes tests; `depth` is that of the letters to use, `alone` tells that nothing stands beside the test."""

    glossary: Glossary | None
    expand: bool
    depth: int = 0
    alone: bool = True

    def alternative(self, alternative: t.Alternative) -> str:
        """Behind a single condition what limits it stands in brackets; in front of several, so as to concern all."""
        text = self.text(alternative.test)
        limits = "; ".join(_limits(alternative, self.glossary))
        if not limits:
            return text
        single = _is_leaf(alternative.test) and not isinstance(alternative.test, t.Allow)
        return f"{text} ({limits})" if single else f"{limits}: {text}"

    def text(self, test: t.Test, finite: bool = False) -> str:
        """The test: `finite` asks for a clause with a verb ("weaving takes place") and not a noun ("weaving")."""
        match test:
            case t.Each():
                return each_english(test, finite, self.glossary)
            case t.Share():
                return share_english(test, finite, self.glossary)
            case t.Done():
                return done_english(test, finite, self.glossary)
            case t.Text(wording):
                return f'the following wording, which is not modelled, is met: "{wording}"'
            case t.Defined(name, meaning):
                text = process_label(name, self.glossary)
                if self.expand and meaning is not None:
                    inside = replace(self, depth=self.depth + 1, alone=False)
                    text += f" (that is, {inside.text(meaning)})"
                return f"the requirement of {text} is met" if finite else text
            case t.Allow():
                return self._allow(test, finite)
            case t.AnyOf(tests):
                return self._any_of(tests, finite)
            case t.AllOf(tests):
                return self._all_of(tests, finite)
            case _:
                assert_never(test)

    def _any_of(self, tests: tuple[t.Test, ...], finite: bool) -> str:
        finite = finite or not all(map(_has_noun, tests))
        if len(tests) == 2 and all(map(_is_leaf, tests)):
            within = replace(self, alone=False)
            return f"either {within.text(tests[0], finite)}, or {within.text(tests[1], finite)}"
        head = "any of the following is met" if finite else "any of the following"
        return f"{head}: {lettered(self._parts(tests, finite), 'or', self.depth, ';')}"

    def _all_of(self, tests: tuple[t.Test, ...], finite: bool) -> str:
        first, *others = tests
        if not others:
            return self.text(first, finite)
        within = replace(self, alone=False)
        noun = not finite and _has_noun(first)
        plain = all(_is_leaf(part) or _is_either(part) for part in others)
        if _is_either(first) and plain:
            return f"{within.text(first, not noun)}, and in each case {self._together(others)}"
        if _is_leaf(first) and noun:
            return f"{within.text(first)}, provided that {self._together(others)}"
        if _is_leaf(first) and plain:
            if len(others) == 1:
                return f"{within.text(first, True)}, and {within.text(others[0], True)}"
            return lettered(self._parts(tests, True), "and", self.depth)
        return f"all of the following are met: {lettered(self._parts(tests, True), 'and', self.depth, ';')}"

    def _together(self, tests: list[t.Test]) -> str:
        """Conditions that all apply: one as it is, several with letters."""
        if len(tests) == 1:
            return replace(self, alone=False).text(tests[0], True)
        plain = all(_is_leaf(part) or _is_either(part) for part in tests)
        return lettered(self._parts(tuple(tests), True), "and", self.depth, "," if plain else ";")

    def _parts(self, tests: tuple[t.Test, ...], finite: bool) -> list[str]:
        inside = replace(self, depth=self.depth + 1, alone=False)
        return [inside.text(part, finite) for part in tests]

    def _allow(self, test: t.Allow, finite: bool) -> str:
        """The test and what it allows; allowances around one another are independent and stand side by side."""
        allowances: list[str] = []
        inner: t.Test = test
        while isinstance(inner, t.Allow):
            allowances.insert(0, self._allowance(inner))
            inner = inner.test
        allowed = allowances[0] if len(allowances) == 1 else lettered(allowances, "and", self.depth)
        text = replace(self, alone=False).text(inner, finite)
        if not _is_leaf(inner):
            return f"{text}; in all of this, however, {allowed}" if self.alone else f"(allowing that {allowed}) {text}"
        return f"{text}; however, {allowed}" if self.alone else f"{text} (however, {allowed})"

    def _allowance(self, test: t.Allow) -> str:
        text = f"{scope_english(test.scope, self.glossary)} may be used"
        bounds = []
        if test.limit is not None:
            bounds.append(f"their total {limit_english(test.limit, self.glossary)}")
        if test.process is not None:
            bounds.append(f"they undergo {process_english(test.process, self.glossary)}")
        return f"{text}, provided that {' and '.join(bounds)}" if bounds else text


def _is_leaf(test: t.Test) -> bool:
    """True where the text of the test joins no clauses, so that it can stand beside others without letters."""
    while isinstance(test, t.Allow):
        test = test.test
    return not isinstance(test, t.AllOf | t.AnyOf)


def _is_either(test: t.Test) -> bool:
    """True for a choice between two simple tests, which "either ..., or ..." brackets."""
    return isinstance(test, t.AnyOf) and len(test.tests) == 2 and all(map(_is_leaf, test.tests))


def _has_noun(test: t.Test) -> bool:
    """True where the test can be said as what is done ("production from ...", "weaving"), not only as a clause."""
    match test:
        case t.Done() | t.Defined():
            return True
        case t.Each(scope, condition):
            shifts = isinstance(condition, t.Shift) and scope == t.ALL_NON_ORIGINATING
            return shifts or isinstance(condition, t.FromInputs)
        case t.Share():
            return test.remainder or (test.scope == t.ALL_ORIGINATING and isinstance(test.basis, t.PriceBasis))
        case t.Allow(inner):
            return _has_noun(inner)
        case t.AnyOf(tests):
            return all(map(_has_noun, tests))
        case t.AllOf(tests):
            return _has_noun(tests[0])
        case t.Text():
            return False
        case _:
            assert_never(test)


def _limits(alternative: t.Alternative, glossary: Glossary | None) -> list[str]:
    """When, for whom and under which reservations the alternative holds."""
    found = []
    days = []
    if alternative.valid_from:
        days.append(f"from {day(alternative.valid_from)}")
    if alternative.valid_until:
        days.append(f"until {day(alternative.valid_until)}")
    if days:
        found.append(" ".join(days))
    if alternative.quota is not None:
        found.append(f'within the limits of the origin quota "{alternative.quota}"')
    if alternative.exported_from:
        found.append(f"for exports from {alternative.exported_from}")
    if alternative.imported_into:
        found.append(f"for imports into {alternative.imported_into}")
    if alternative.partner:
        found.append(f"for products originating in {alternative.partner}")
    if alternative.no_tolerance is not None:
        items = alternative.no_tolerance.items
        found.append("the tolerance does not apply" + (f" to {items_english(items, glossary)}" if items else ""))
    return [*found, *(f"see {note}" for note in alternative.notes)]
