"""The facts of a dossier made ready to compute with: codes on the rule list's edition, values in one currency.

Everything is exact: money and weights are fractions, and become integers on a common scale for comparison.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from math import lcm
from typing import TypeVar

from msgspec import field
from msgspec.structs import replace

from origin.determination.truth import Truth
from origin.dossier.dossier import Dossier
from origin.dossier.model import Article, Money, Role, Use
from origin.frozen import Frozen
from origin.language.tree import Measure, Price
from origin.nomenclature.code import HsCode, Level
from origin.nomenclature.correlation import carry

T = TypeVar("T")

Span = tuple[int, int]

ONE = Fraction(1)

DISREGARDED = (Role.NEUTRAL_ELEMENT, Role.SHIPMENT_PACKING)
"""Goods whose origin is never asked."""

SECONDARY = (Role.ACCESSORY, Role.RETAIL_PACKING)
"""Goods that count in values only."""


class Line(Frozen):
    """One material as it enters one unit of a product.

    `spans` are the codes it may have on the rule list's edition, as spans of the six-digit scale: none where its code
    is not stated, several where the edition splits it. `value` is in the base currency, `weight` in kilograms.
    """

    article: Article
    parent: str
    consumed: Fraction
    spans: tuple[Span, ...]
    value: Fraction | None
    weight: Fraction | None
    dry_weight: Fraction | None
    volume: Fraction | None


class Alike(Frozen):
    """Materials in groups: one of each, and for each material the number of its group."""

    examples: tuple[Article, ...]
    groups: tuple[int, ...]

    def each(self, of_groups: Sequence[T]) -> list[T]:
        """For each material what was found of its group."""
        return list(map(of_groups.__getitem__, self.groups))


def alike(articles: Sequence[Article]) -> Alike:
    """The articles in groups of which the same status and country is stated and nothing else about their origin."""
    examples: dict[object, Article] = {}
    numbers: dict[object, int] = {}
    groups: list[int] = []
    for article in articles:
        more = article.evidence or article.wholly_obtained or article.production
        key = article.id if more else (article.status, article.origin)
        groups.append(numbers.setdefault(key, len(numbers)))
        examples.setdefault(key, article)
    return Alike(tuple(examples.values()), tuple(groups))


class Direct(Frozen):
    """The direct materials of an article, and what was worked out of them: every check of the dossier asks again.

    `figures` are their amounts by measure, and `nearby` the numbers of those that may be classified where the article
    is, by level. `component` tells of each what is stated of the component that determines the classification.
    """

    lines: tuple[Line, ...]
    ids: tuple[str, ...]
    alike: Alike
    component: tuple[Truth, ...]
    figures: dict[Measure, Figures]
    nearby: dict[Level, tuple[int, ...]]


class Figures(Frozen):
    """Amounts of one measure as integers: `scale` of them make one unit; None where not stated, as some `missing` are.

    `prices` are the product's prices and `own` its own weight or volume, on the same scale, `ceilings` what prices
    that are not known can be at most.
    """

    amounts: tuple[int | None, ...]
    scale: int
    prices: Mapping[Price, int]
    own: int | None
    ceilings: Mapping[Price, int]
    missing: bool = False


class Prices(Frozen):
    """Prices by basis in one currency, and what prices that are not known can be at most."""

    known: Mapping[Price, Fraction]
    ceilings: Mapping[Price, Fraction]


NO_PRICES = Prices({}, {})


def scaled(amounts: tuple[Fraction | None, ...], prices: Prices = NO_PRICES, own: Fraction | None = None) -> Figures:
    """The amounts as integers on the smallest scale that holds them, the prices and the product's own exactly."""
    all_prices = (*prices.known.values(), *prices.ceilings.values())
    known = [amount for amount in (*amounts, *all_prices, own) if amount is not None]
    scale = lcm(*{amount.denominator for amount in known})
    return Figures(
        tuple([_on_scale(amount, scale) for amount in amounts]),
        scale,
        {basis: price.numerator * (scale // price.denominator) for basis, price in prices.known.items()},
        _on_scale(own, scale),
        {basis: price.numerator * (scale // price.denominator) for basis, price in prices.ceilings.items()},
        None in amounts,
    )


def _on_scale(amount: Fraction | None, scale: int) -> int | None:
    return None if amount is None else amount.numerator * (scale // amount.denominator)


class Workings(Frozen, eq=False, dict=True):
    """A dossier on one edition of the nomenclature; each part is worked out when first asked for."""

    dossier: Dossier
    edition: int
    _direct: dict[str, Direct] = field(default_factory=dict)

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

    def prices_of(self, article: Article, bases: tuple[Price, ...]) -> dict[Price, Fraction]:
        """The stated prices of the product, or of an intermediate, whose value stands for its price on these bases."""
        if article.id == self.dossier.bom.root:
            return self.prices
        value = self.in_currency(article.value)
        return {} if value is None else dict.fromkeys((Price.EX_WORKS, *bases), value)

    def spans(self, code: HsCode | None) -> tuple[Span, ...]:
        """The spans of the codes that a code may have on the rule list's edition."""
        return () if code is None else spans_on(code.digits, self.dossier.edition, self.edition)

    def line(self, use: Use) -> Line:
        """The material of one use, as it enters one unit of its parent."""
        article, consumed = self.dossier.bom.articles[use.material], use.consumed
        value = self.in_currency(article.value)
        one = Line(
            article, use.parent, ONE, self.spans(article.hs), value, article.weight, article.dry_weight, article.volume
        )
        return one if consumed == 1 else times(one, consumed)

    @cached_property
    def has_secondary_goods(self) -> bool:
        """True where some line is an accessory or retail packing."""
        return not self.dossier.bom.other_roles.isdisjoint(SECONDARY)

    @cached_property
    def has_disregarded_goods(self) -> bool:
        """True where some line is a neutral element or shipment packing."""
        return not self.dossier.bom.other_roles.isdisjoint(DISREGARDED)

    @cached_property
    def has_stays_abroad(self) -> bool:
        """True where something left the parties and came back."""
        return any(article.abroad is not None for article in self.dossier.bom.articles.values())

    def scaled(
        self, article: Article, lines: tuple[Line, ...], measure: Measure, prices: Prices, added: Fraction | None = None
    ) -> Figures:
        """The amounts of some lines on a common scale, prices or own weight included; `added` are costs to hold too."""
        match measure:
            case Measure.VALUE:
                return scaled(tuple([line.value for line in lines]), prices, added)
            case Measure.WEIGHT:
                return scaled(tuple([line.weight for line in lines]), own=article.weight)
            case Measure.DRY_WEIGHT:
                return scaled(tuple([line.dry_weight for line in lines]), own=article.dry_weight)
            case Measure.VOLUME:
                return scaled(tuple([line.volume for line in lines]), own=article.volume)

    def direct(self, parent: str) -> Direct:
        """The direct materials of an article, as they enter one unit of it."""
        found = self._direct.get(parent)
        if found is None:
            lines = tuple([self.line(use) for use in self.dossier.bom.materials_of.get(parent, ())])
            ids = tuple([line.article.id for line in lines])
            component = tuple([line.article.determines_classification for line in lines])
            groups = alike([line.article for line in lines])
            found = self._direct[parent] = Direct(lines, ids, groups, component, {}, {})
        return found


@lru_cache(maxsize=8192)
def spans_on(digits: str, edition: int, wanted: int) -> tuple[Span, ...]:
    """The spans of the codes that a code of one edition may have on another; itself where that does not know it."""
    code = HsCode(digits)
    likely = () if edition == wanted else carry(code, edition, wanted).likely
    return tuple([(found.first, found.last) for found in likely or (code,)])


def near(lines: tuple[Line, ...], product: tuple[Span, ...], unit: int) -> tuple[int, ...]:
    """The numbers of the lines that are not for certain classified in another unit than the product."""
    if len(product) != 1:
        return tuple(range(len(lines)))
    first, last = product[0][0] // unit, product[0][1] // unit
    return tuple(
        [
            number
            for number, line in enumerate(lines)
            if len(line.spans) != 1 or (line.spans[0][1] // unit >= first and line.spans[0][0] // unit <= last)
        ]
    )


def times(line: Line, quantity: Fraction) -> Line:
    """The line as it enters something that consumes `quantity` units of its parent."""
    if quantity == 1:
        return line
    return replace(
        line,
        consumed=line.consumed * quantity,
        value=None if line.value is None else line.value * quantity,
        weight=None if line.weight is None else line.weight * quantity,
        dry_weight=None if line.dry_weight is None else line.dry_weight * quantity,
        volume=None if line.volume is None else line.volume * quantity,
    )
