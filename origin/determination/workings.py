"""The facts of a dossier made ready to compute with: codes on the rule list's edition, values in one currency.

Everything is exact: money and weights are fractions, and become integers on a common scale for comparison.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

from origin.dossier.dossier import Dossier
from origin.dossier.model import Article, Money, Use
from origin.language.tree import Price
from origin.nomenclature.code import HsCode
from origin.nomenclature.correlation import carry

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One material as it enters one unit of a product.

    `spans` are the codes it may have on the rule list's edition, as spans of the six-digit scale: none where its code
    is not stated, several where the edition splits it. `value` is in the dossier's base currency, `weight` in kilograms.
    """

    article: Article
    parent: str
    consumed: Fraction
    spans: tuple[Span, ...]
    value: Fraction | None
    weight: Fraction | None
    dry_weight: Fraction | None
    volume: Fraction | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Amounts of one measure as integers: `scale` of them make one unit; None where not stated."""

    amounts: tuple[int | None, ...]
    scale: int


def scaled(amounts: tuple[Fraction | None, ...], *others: Fraction | None) -> Figures:
    """The amounts as integers on the smallest scale that holds them and `others` exactly."""
    scale = 1
    for amount in (*amounts, *others):
        if amount is not None:
            scale = lcm(scale, amount.denominator)
    return Figures(
        tuple(
            [None if amount is None else amount.numerator * (scale // amount.denominator) for amount in amounts]
        ),
        scale,
    )


@dataclass(frozen=True)
class Workings:
    """A dossier on one edition of the nomenclature; each part is worked out when first asked for."""

    dossier: Dossier
    edition: int

    @cached_property
    def currency(self) -> str:
        """The currency everything is expressed in: that of the product's price, else of the first value stated."""
        for money in self.dossier.product.prices.values():
            return money.currency
        for article in self.dossier.bom.articles.values():
            if article.value is not None:
                return article.value.currency
        return "index"

    @cached_property
    def _rates(self) -> dict[str, Fraction]:
        """Units of the base currency for one unit of each currency the stated rates reach."""
        known = {self.currency: Fraction(1)}
        frontier = [self.currency]
        while frontier:
            reached = frontier.pop(0)
            for rate in self.dossier.rates:
                if rate.into == reached and rate.currency not in known:
                    known[rate.currency] = rate.amount * known[reached]
                    frontier.append(rate.currency)
                elif rate.currency == reached and rate.into not in known:
                    known[rate.into] = known[reached] / rate.amount
                    frontier.append(rate.into)
        return known

    def rate(self, currency: str) -> Fraction | None:
        """Units of the base currency for one unit of a currency; None where no stated rate leads there."""
        return self._rates.get(currency)

    def in_currency(self, money: Money | None) -> Fraction | None:
        """The amount in the base currency; None where nothing is stated or no rate leads there."""
        if money is None:
            return None
        if money.currency == self.currency:
            return money.amount
        rate = self._rates.get(money.currency)
        return None if rate is None else money.amount * rate

    @cached_property
    def prices(self) -> dict[Price, Fraction]:
        """The product's prices by basis, in the base currency."""
        found = {Price(basis): self.in_currency(money) for basis, money in self.dossier.product.prices.items()}
        return {basis: amount for basis, amount in found.items() if amount is not None}

    def prices_of(self, article: Article) -> dict[Price, Fraction]:
        """The prices of the product, or of an intermediate, whose stated value stands for its ex-works price."""
        if article.id == self.dossier.bom.root:
            return self.prices
        value = self.in_currency(article.value)
        return {} if value is None else {Price.EX_WORKS: value}

    def spans(self, code: HsCode | None) -> tuple[Span, ...]:
        """The spans of the codes that a code may have on the rule list's edition."""
        if code is None:
            return ()
        if self.edition == self.dossier.edition:
            return ((code.first, code.last),)
        likely = carry(code, self.dossier.edition, self.edition).likely
        return tuple([(found.first, found.last) for found in likely]) or ((code.first, code.last),)

    def line(self, use: Use) -> Line:
        """The material of one use, as it enters one unit of its parent."""
        article, consumed = self.dossier.bom.articles[use.material], use.consumed
        value = self.in_currency(article.value)
        return Line(
            article=article,
            parent=use.parent,
            consumed=consumed,
            spans=self.spans(article.hs),
            value=None if value is None else value * consumed,
            weight=None if article.weight is None else article.weight * consumed,
            dry_weight=None if article.dry_weight is None else article.dry_weight * consumed,
            volume=None if article.volume is None else article.volume * consumed,
        )

    @cached_property
    def _lines(self) -> dict[str, tuple[Line, ...]]:
        return {}

    def lines(self, parent: str) -> tuple[Line, ...]:
        """The direct materials of an article, as they enter one unit of it."""
        found = self._lines.get(parent)
        if found is None:
            found = tuple([self.line(use) for use in self.dossier.bom.materials_of.get(parent, ())])
            self._lines[parent] = found
        return found


def times(line: Line, quantity: Fraction) -> Line:
    """The line as it enters something that consumes `quantity` units of its parent."""
    if quantity == 1:
        return line
    return Line(
        article=line.article,
        parent=line.parent,
        consumed=line.consumed * quantity,
        spans=line.spans,
        value=None if line.value is None else line.value * quantity,
        weight=None if line.weight is None else line.weight * quantity,
        dry_weight=None if line.dry_weight is None else line.dry_weight * quantity,
        volume=None if line.volume is None else line.volume * quantity,
    )
