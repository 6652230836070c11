"""A determination with short ways to what an explanation needs of it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property

from origin.agreements.agreement import Agreement
from origin.determination.determination import Determination
from origin.determination.judgement import AlternativeFound, Judgement
from origin.determination.production import Production
from origin.determination.workings import Line
from origin.dossier.dossier import Dossier
from origin.dossier.model import Article
from origin.explanation.numbers import Toward, kilograms, litres, money
from origin.frozen import Frozen
from origin.language.glossary import Glossary
from origin.language.tree import Measure


class Answer(Frozen, dict=True):
    """One determination, as it is being explained."""

    determination: Determination

    @property
    def agreement(self) -> Agreement:
        """The agreement it is under."""
        return self.determination.law.agreement

    @property
    def glossary(self) -> Glossary:
        """The words of its rules."""
        return self.determination.law.glossary

    @property
    def dossier(self) -> Dossier:
        """The facts."""
        return self.determination.workings.dossier

    @property
    def product(self) -> Article:
        """What origin is claimed for."""
        return self.dossier.product.article

    @property
    def judgement(self) -> Judgement:
        """What was found of the product."""
        return self.determination.judgement

    @cached_property
    def opened(self) -> frozenset[str]:
        """The intermediates that stand as a material of nothing: what they are made of stands in their place."""
        judgements = self.determination.judgements
        standing = {
            name: {
                line.article.id
                for line, here in zip(one.production.lines, one.production.present, strict=True)
                if here is not False
            }
            for name, one in judgements.items()
        }
        used = {use.material for use in self.dossier.bom.uses if use.material in judgements}
        whole = {use.material for use in self.dossier.bom.uses if use.material in standing.get(use.parent, ())}
        return frozenset(used - whole)

    def article(self, name: str) -> Article:
        """The article of an id."""
        return self.dossier.bom.articles[name]

    def amount(self, number: Fraction, measure: Measure, toward: Toward = Toward.NEAREST) -> str:
        """An amount of a measure with its unit, in the dossier's base currency where it is a value."""
        if measure is Measure.VALUE:
            return money(number, self.determination.workings.currency, toward)
        return litres(number) if measure is Measure.VOLUME else kilograms(number)

    def lines(self, numbers: Iterable[int], production: Production) -> list[Line]:
        """The lines of some indices."""
        return [production.lines[number] for number in numbers]


def alternatives_of(judgement: Judgement) -> list[AlternativeFound]:
    """All alternatives of all candidate rules, in order; their place in this list (from 1) is their number."""
    return [one for candidate in judgement.candidates for one in candidate.alternatives]


def deciding(judgement: Judgement) -> list[tuple[int, AlternativeFound]]:
    """The numbered alternatives that the rule's outcome hangs on.

    One that is met, for each candidate rule, is enough; where none is, all that are open; where it is not known, all
    that are not known.
    """
    found: list[tuple[int, AlternativeFound]] = []
    number = 0
    for candidate in judgement.candidates:
        numbered = []
        for one in candidate.alternatives:
            number += 1
            numbered.append((number, one))
        wanted = [pair for pair in numbered if pair[1].truth is candidate.truth]
        if candidate.truth is True and not any(entry.cumulative for entry in candidate.candidate.entries):
            wanted = wanted[:1]
        found += [pair for pair in wanted if pair[1].found is not None]
    return found
