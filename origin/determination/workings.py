"""The facts of a dossier made ready to compute with: codes on the rule list's edition, values in one currency.

Everything is exact: money and weights are fractions, and become integers on a common scale for comparison.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from math import lcm
from operator import itemgetter
from typing import Any, TypeVar

from msgspec import field
from msgspec.structs import replace

from origin.determination.truth import Truth
from origin.dossier.dossier import Dossier
from origin.dossier.model import NO_SCRAP, SINGLE, Article, Money, Role, Use
from origin.frozen import Frozen
from origin.language.tree import Measure, Price
from origin.nomenclature.code import HsCode, Level
from origin.nomenclature.correlation import carry

T = TypeVar("T")

Span = tuple[int, int]

ONE = Fraction(1)

PRICES = {price.value: price for price in Price}
"""The price bases by the words for them."""

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
    picked: itemgetter[Any] | None

    def each(self, of_groups: Sequence[T]) -> Sequence[T]:
        """For each material what was found of its group."""
        if self.picked is None:
            return [of_groups[group] for group in self.groups]
        found: tuple[T, ...] = self.picked(of_groups)
        return found


def alike(lines: Sequence[Line]) -> Alike:
    """The lines in groups of which the same status and country is stated and nothing else about their origin."""
    examples: list[Article] = []
    numbers: dict[object, int] = {}
    groups: list[int] = []
    for line in lines:
        article = line.article
        more = article.evidence or article.wholly_obtained or article.production
        key = article.id if more else (article.status, article.origin)
        number = numbers.get(key)
        if number is None:
            number = numbers[key] = len(examples)
            examples.append(article)
        groups.append(number)
    return Alike(tuple(examples), tuple(groups), itemgetter(*groups) if len(groups) > 1 else None)


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


def scaled(
    amounts: tuple[Fraction | None, ...],
    prices: Prices = NO_PRICES,
    own: Fraction | None = None,
    percents: tuple[Fraction, ...] = (),
) -> Figures:
    """The amounts as integers on the smallest scale that holds them, the prices and the product's own exactly.

    With `percents` it holds these shares of every price too.
    """
    ratios = [None if amount is None else amount.as_integer_ratio() for amount in amounts]
    parts = {ratio[1] for ratio in ratios if ratio is not None}
    for price in (*prices.known.values(), *prices.ceilings.values()):
        parts.add(price.denominator)
        parts.update([(price * percent / 100).denominator for percent in percents])
    if own is not None:
        parts.add(own.denominator)
    scale = lcm(*parts)
    return Figures(
        tuple([None if ratio is None else ratio[0] * (scale // ratio[1]) for ratio in ratios]),
        scale,
        {basis: _on_scale(price, scale) for basis, price in prices.known.items()},
        None if own is None else _on_scale(own, scale),
        {basis: _on_scale(price, scale) for basis, price in prices.ceilings.items()},
        None in ratios,
    )


def _on_scale(amount: Fraction, scale: int) -> int:
    return amount.numerator * (scale // amount.denominator)


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
        found = {PRICES[basis]: self.in_currency(money) for basis, money in self.dossier.product.prices.items()}
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

    @cached_property
    def has_secondary_goods(self) -> bool:
        """True where some line is an accessory or retail packing."""
        return not self.dossier.bom.other_roles.isdisjoint(SECONDARY)

    @cached_property
    def has_disregarded_goods(self) -> bool:
        """True where some line is a neutral element or shipment packing."""
        return not self.dossier.bom.other_roles.isdisjoint(DISREGARDED)

    @property
    def has_stays_abroad(self) -> bool:
        """True where something left the parties and came back."""
        return self.dossier.bom.has_stays_abroad

    def scaled(
        self,
        article: Article,
        lines: tuple[Line, ...],
        measure: Measure,
        prices: Prices,
        added: Fraction | None = None,
        percents: tuple[Fraction, ...] = (),
    ) -> Figures:
        """The amounts of some lines on a common scale, prices or own weight included.

        It holds costs that are `added` too, and shares of the prices by some `percents`.
        """
        match measure:
            case Measure.VALUE:
                return scaled(tuple([line.value for line in lines]), prices, added, percents)
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
            lines = self.lines(self.dossier.bom.materials_of.get(parent, ()))
            ids = tuple([line.article.id for line in lines])
            component = tuple([line.article.determines_classification for line in lines])
            found = self._direct[parent] = Direct(lines, ids, alike(lines), component, {}, {})
        return found

    def line(self, use: Use) -> Line:
        """The material of one use, as it enters one unit of its parent."""
        return self.lines((use,))[0]

    def lines(self, uses: tuple[Use, ...]) -> tuple[Line, ...]:
        """The material of each use, as it enters one unit of its parent."""
        articles, stated, wanted, home = self.dossier.bom.articles, self.dossier.edition, self.edition, self.currency
        lines: list[Line] = []
        for use in uses:
            article = articles[use.material]
            code, money = article.hs, article.value
            line = Line(
                article,
                use.parent,
                ONE,
                () if code is None else spans_on(code.digits, stated, wanted),
                money.amount if money is not None and money.currency == home else self.in_currency(money),
                article.weight,
                article.dry_weight,
                article.volume,
            )
            is_one = use.quantity is SINGLE and use.scrap is NO_SCRAP  # as where the dossier states neither
            lines.append(line if is_one else times(line, use.consumed))
        return tuple(lines)


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
    lowest, highest = product[0]
    lowest, highest = lowest - lowest % unit, highest - highest % unit + unit - 1
    found: list[int] = []
    for number, line in enumerate(lines):
        spans = line.spans
        if len(spans) == 1:
            first, last = spans[0]
            if last < lowest or first > highest:
                continue
        found.append(number)
    return tuple(found)


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
