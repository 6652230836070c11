"""The bill of materials as a tree: every node with its status and the reason; shared sub-assemblies drawn once."""

from __future__ import annotations

from fractions import Fraction

from origin.dossier.model import Article, Use
from origin.explanation.answer import Answer
from origin.explanation.document import Branch, Mark, Section, Tree
from origin.explanation.numbers import kilograms, litres, money, percent, quantity
from origin.explanation.status_words import LEFT_ASIDE, VERDICT_MARKS, why
from origin.explanation.words import mark_of

LEGEND = "✓ originating, ✗ non-originating, ? not known; amounts are for one unit of what each line goes into"

DEEPEST = 60
"""Levels that are drawn."""


def tree_section(answer: Answer) -> Section | None:
    """The bill of materials; None where none is stated."""
    if not answer.dossier.bom.uses:
        return None
    return Section("tree", "Bill of materials", (Tree(_Drawing(answer).root(), LEGEND),))


class _Drawing:
    """Draws the nodes from the product down; remembers which sub-assemblies it has drawn."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.drawn: set[str] = set()

    def root(self) -> Branch:
        """The product with all it is made of."""
        answer = self.answer
        details = [_code(answer.product)]
        for basis, price in answer.dossier.product.prices.items():
            details.append(f"{money(price.amount, price.currency)} {basis}")
        verdict = answer.determination.verdict
        return Branch(
            answer.product.name,
            VERDICT_MARKS[verdict],
            ", ".join(part for part in details if part),
            verdict.value,
            self._below(answer.product.id, False, 1),
        )

    def _below(self, parent: str, inside: bool, level: int) -> tuple[Branch, ...]:
        return tuple([self._use(use, inside, level) for use in self.answer.dossier.bom.materials_of.get(parent, ())])

    def _use(self, use: Use, inside: bool, level: int) -> Branch:
        """One line; `inside` tells that it is part of something that counts whole as originating."""
        answer = self.answer
        article = answer.article(use.material)
        details = ", ".join(part for part in (_code(article), *_amounts(use, article, answer)) if part)
        name = f"{_times(use, article)}{article.name}"
        if article.role in LEFT_ASIDE:
            return Branch(name, Mark.NOTE, details, LEFT_ASIDE[article.role], quiet=True)
        status = answer.determination.statuses.get(article.id)
        if status is None:
            return Branch(name, Mark.UNKNOWN, details, quiet=inside)
        reason = why(article, status, answer)
        known = article.id in answer.dossier.bom.materials_of
        if known and article.id in self.drawn:
            return Branch(name, mark_of(status.originating), details, f"{reason}; drawn above", quiet=inside)
        if known and level >= DEEPEST:
            return Branch(name, mark_of(status.originating), details, f"{reason}; not drawn further", quiet=inside)
        self.drawn.add(article.id)
        whole = status.originating is True or (known and article.id not in answer.opened)
        branches = self._below(article.id, inside or whole, level + 1)
        return Branch(name, mark_of(status.originating), details, reason, branches, quiet=inside)


def _code(article: Article) -> str:
    return article.hs.short if article.hs is not None else "no HS code"


def _times(use: Use, article: Article) -> str:
    """The quantity, where it is not one; a quantity by weight or volume is told among the amounts."""
    measured = Fraction(1) in (article.weight, article.volume)
    return "" if measured or use.quantity == 1 else f"{quantity(use.quantity)} × "


def _amounts(use: Use, article: Article, answer: Answer) -> list[str]:
    """The value and weight as they enter one unit of the parent, scrap included."""
    found: list[str] = []
    if use.scrap:
        found.append(f"with {percent(use.scrap * 100)} scrap")
    line = answer.determination.workings.line(use)
    if article.value is not None:
        stated = article.value.amount * use.consumed
        found.append(money(stated, article.value.currency))
        home = answer.determination.workings.currency
        if article.value.currency != home and line.value is not None:
            found[-1] += f" = {money(line.value, home)}"
    if line.weight is not None and line.weight != Fraction(0):
        found.append(kilograms(line.weight))
    if line.volume is not None and article.volume == 1:
        found.append(litres(line.volume))
    return found
