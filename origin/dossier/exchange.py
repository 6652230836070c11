"""The exchange rates of a dossier: whether they connect all its currencies, and only in one way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from origin.dossier.model import Money, Rate
from origin.dossier.notes import Notes
from origin.problems import Place


class Connected:
    """Which currencies the rates stated so far can convert into one another."""

    def __init__(self) -> None:
        """Begins with none."""
        self.parent: dict[str, str] = {}

    def root(self, currency: str) -> str:
        """The currency that stands for all those connected with this one."""
        while (above := self.parent.get(currency, currency)) != currency:
            currency = above
        return currency

    def join(self, rate: Rate) -> bool:
        """Adds a rate; False where its currencies were connected before."""
        one, other = self.root(rate.currency), self.root(rate.into)
        self.parent[one] = other
        return one != other


def check_rates(rates: Iterable[tuple[Rate, Place]], amounts: Iterator[tuple[Money, Place]], notes: Notes) -> None:
    """Notes rates that say the same thing twice, and currencies that no rate connects with the first amount's.

    `amounts` begin with the one whose currency all others are to be converted into, the product's price.
    """
    connected = Connected()
    for rate, place in rates:
        if not connected.join(rate):
            message = f"the other rates already convert {rate.currency} into {rate.into}"
            hint = "two ways could give two results: keep one"
            accepted = "one way from each currency to each other"
            notes.add("rate-twice", message, place, accepted=accepted, hint=hint)
    base: str | None = None
    missing: set[str] = set()
    for money, place in amounts:
        if base is None:
            base = money.currency
        elif connected.root(money.currency) != connected.root(base) and money.currency not in missing:
            missing.add(money.currency)
            message = f"no exchange rate connects {money.currency} with {base}"
            accepted = f"a rate, such as rates: [1 {money.currency} = ... {base}]"
            notes.add("rate-missing", message, place, found=money.currency, accepted=accepted)
