"""Accounting segregation: which part of each withdrawal from a mixed stock originates, by an inventory method.

Over any time no more goes out as originating than came in as such. Receipts whose status is not stated are a third
part, neither originating nor not; so are values that are not stated. What comes back goes into stock again as what it
went out as.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

from msgspec.structs import replace

from origin.agreements.provisions import InventoryMethod
from origin.determination.period_average import NOTHING, STATUSES, PeriodStock
from origin.dossier.inventory import Inventory, Receipt, Return, Withdrawal
from origin.dossier.model import Money, Status
from origin.frozen import Frozen


class Portion(Frozen):
    """A part of a withdrawal: how many units of which status, out of which receipt (None: an average), and its value.

    The value is None where it is not known.
    """

    quantity: Fraction
    status: Status | None
    value: Fraction | None
    receipt: str | None = None


class Attributed(Frozen):
    """One withdrawal and the portions it is made of. `ratio` is the non-originating part of the stock, by average."""

    withdrawal: Withdrawal
    portions: tuple[Portion, ...]
    ratio: Fraction | None = None

    def quantity(self, status: Status | None) -> Fraction:
        """How many units have this status."""
        return sum((one.quantity for one in self.portions if one.status is status), NOTHING)

    def value(self, status: Status | None) -> Fraction | None:
        """What the units of this status are worth; None where that is not known of all."""
        values = [one.value for one in self.portions if one.status is status]
        return None if None in values else sum((value for value in values if value is not None), NOTHING)


class Shortage(Frozen):
    """A withdrawal of more than is in stock, or in the lot it names."""

    withdrawal: Withdrawal
    missing: Fraction
    receipt: str | None = None


def attribute(inventory: Inventory, method: InventoryMethod) -> tuple[Attributed, ...] | tuple[Shortage, ...]:
    """The withdrawals of an inventory in their order, each with its portions; or all that went out beyond the stock."""
    if method is InventoryMethod.AVERAGE and inventory.average_over_months is not None:
        return _by_periods(inventory, inventory.average_over_months)
    stock: list[_Lot] = []
    found: list[Attributed] = []
    short: list[Shortage] = []
    order: list[str] = []
    out: dict[str, tuple[Portion, ...]] = {}
    for movement in inventory.movements:
        match movement:
            case Receipt():
                order.append(movement.id)
                stock.append(_Lot(movement))
            case Return():
                _take_back(movement, method, out, stock, order)
            case Withdrawal():
                taken = _withdraw(movement, stock, method, inventory)
                if isinstance(taken, Shortage):
                    short.append(taken)
                else:
                    found.append(taken)
                    out[movement.id] = taken.portions
                stock = [lot for lot in stock if lot.left]
            case _:
                assert_never(movement)
    return tuple(short) if short else tuple(found)


def _take_back(
    returned: Return, method: InventoryMethod, out: dict[str, tuple[Portion, ...]], stock: list[_Lot], order: list[str]
) -> None:
    """Puts back what came back, as if it had not gone out: what was taken last, or by average of each a like part."""
    portions = out.get(returned.of, ())
    if not portions:
        return  # that withdrawal itself was more than the stock
    part = returned.quantity / sum((portion.quantity for portion in portions), NOTHING)
    wanted = returned.quantity
    kept: list[Portion] = []
    for number, portion in reversed(tuple(enumerate(portions))):
        back = portion.quantity * part if method is InventoryMethod.AVERAGE else min(wanted, portion.quantity)
        wanted -= back
        kept.insert(0, _less(portion, back))
        lot = next((lot for lot in stock if lot.receipt.id == portion.receipt), None)
        if lot is not None:
            lot.left += back
        elif back:
            name = portion.receipt or f"{returned.id} {number}"
            price = None if portion.value is None else Money(portion.value / portion.quantity, "")
            order.append(name)
            stock.append(_Lot(Receipt(name, returned.on, back, portion.status, price)))
    out[returned.of] = tuple([portion for portion in kept if portion.quantity])
    stock.sort(key=lambda lot: order.index(lot.receipt.id))


def _less(portion: Portion, units: Fraction) -> Portion:
    """A portion without some of its units."""
    left = portion.quantity - units
    value = None if portion.value is None else portion.value * left / portion.quantity
    return replace(portion, quantity=left, value=value)


def _by_periods(inventory: Inventory, months: int) -> tuple[Attributed, ...] | tuple[Shortage, ...]:
    """The withdrawals by the average of the period before."""
    stock = PeriodStock(months)
    found: dict[str, Attributed] = {}
    short: list[Shortage] = []
    for movement in inventory.movements:
        match movement:
            case Receipt():
                stock.receive(movement)
            case Return():
                whole = found.get(movement.of)
                if whole is not None:
                    quantity = whole.withdrawal.quantity
                    shares = {status: whole.quantity(status) / quantity for status in STATUSES}
                    values = [portion.value for portion in whole.portions]
                    total = None if None in values else sum((value or NOTHING for value in values), NOTHING)
                    stock.take_back(movement, shares, None if total is None else total / quantity)
            case Withdrawal():
                shares = _in_books(stock.ratio(movement.on), inventory.ratio_decimals)
                if stock.units < movement.quantity:
                    short.append(Shortage(movement, movement.quantity - stock.units))
                    continue
                value = stock.unit_value()
                price = None if value is None else rounded(value, inventory.value_decimals)
                portions = [
                    Portion(quantity, status, None if price is None else quantity * price)
                    for status, quantity in stock.withdraw(movement, shares).items()
                    if quantity
                ]
                found[movement.id] = Attributed(movement, tuple(portions), shares[Status.NON_ORIGINATING])
            case _:
                assert_never(movement)
    return tuple(short) if short else tuple(found.values())


def _in_books(shares: Mapping[Status | None, Fraction], decimals: int | None) -> dict[Status | None, Fraction]:
    """The shares as the books round them: the rest is what originates."""
    foreign, unknown = (rounded(shares[status], decimals) for status in (Status.NON_ORIGINATING, None))
    unknown = min(unknown, 1 - foreign)  # both may be rounded up
    return {Status.ORIGINATING: 1 - foreign - unknown, Status.NON_ORIGINATING: foreign, None: unknown}


class _Lot:
    """A receipt and what is left of it."""

    def __init__(self, receipt: Receipt) -> None:
        self.receipt = receipt
        self.left = receipt.quantity

    @property
    def unit_value(self) -> Fraction | None:
        return None if self.receipt.unit_value is None else self.receipt.unit_value.amount

    def take(self, quantity: Fraction) -> Portion:
        """Units out of this lot."""
        self.left -= quantity
        value = None if self.unit_value is None else quantity * self.unit_value
        return Portion(quantity, self.receipt.status, value, self.receipt.id)


def _withdraw(
    withdrawal: Withdrawal, stock: list[_Lot], method: InventoryMethod, inventory: Inventory
) -> Attributed | Shortage:
    in_stock = sum((lot.left for lot in stock), NOTHING)
    if in_stock < withdrawal.quantity:
        return Shortage(withdrawal, withdrawal.quantity - in_stock)
    match method:
        case InventoryMethod.FIFO:
            return _in_order(withdrawal, stock)
        case InventoryMethod.LIFO:
            return _in_order(withdrawal, stock[::-1])
        case InventoryMethod.AVERAGE:
            return _on_average(withdrawal, stock, inventory)
        case InventoryMethod.SPECIFIC_IDENTIFICATION:
            return _by_lot(withdrawal, stock)
        case _:
            assert_never(method)


def _in_order(withdrawal: Withdrawal, lots: list[_Lot]) -> Attributed:
    """The lots one after the other, until there is enough."""
    wanted = withdrawal.quantity
    portions: list[Portion] = []
    for lot in lots:
        if wanted and lot.left:
            portion = lot.take(min(wanted, lot.left))
            wanted -= portion.quantity
            portions.append(portion)
    return Attributed(withdrawal, tuple(portions))


def _by_lot(withdrawal: Withdrawal, stock: list[_Lot]) -> Attributed | Shortage:
    """The units that were identified; those of which no lot is stated have no status."""
    portions: list[Portion] = []
    known = {lot.receipt.id: lot for lot in stock}
    named: Mapping[str, Fraction] = withdrawal.lots or {}
    for name, quantity in named.items():
        left = known[name].left if name in known else NOTHING
        if left < quantity:
            return Shortage(withdrawal, quantity - left, name)
        portions.append(known[name].take(quantity))
    rest = withdrawal.quantity - sum(named.values(), NOTHING)
    if rest:
        portions += [Portion(one.quantity, None, None) for one in _in_order(_of(withdrawal, rest), stock).portions]
    return Attributed(withdrawal, tuple(portions))


def _of(withdrawal: Withdrawal, quantity: Fraction) -> Withdrawal:
    return Withdrawal(withdrawal.id, withdrawal.on, quantity)


def _on_average(withdrawal: Withdrawal, stock: list[_Lot], inventory: Inventory) -> Attributed:
    """Each status in the proportion it has in the stock, at the average unit value of the stock.

    Where the books round the ratio, no more goes out of a status than is there.
    """
    in_stock = sum((lot.left for lot in stock), NOTHING)
    held = {status: sum((lot.left for lot in stock if lot.receipt.status is status), NOTHING) for status in STATUSES}
    values = [lot.unit_value for lot in stock]
    average = None
    if None not in values:
        total = sum((lot.left * (value or 0) for lot, value in zip(stock, values, strict=True)), NOTHING)
        average = rounded(total / in_stock, inventory.value_decimals)
    wanted = withdrawal.quantity
    foreign, open_ones = held[Status.NON_ORIGINATING], held[None]
    ratio = rounded(foreign / in_stock, inventory.ratio_decimals)
    others = rounded(open_ones / in_stock, inventory.ratio_decimals)
    taken: dict[Status | None, Fraction] = {Status.NON_ORIGINATING: min(foreign, wanted * ratio)}
    taken[None] = min(open_ones, wanted * others, wanted - taken[Status.NON_ORIGINATING])  # both may be rounded up
    taken[Status.ORIGINATING] = min(held[Status.ORIGINATING], wanted - taken[Status.NON_ORIGINATING] - taken[None])
    for status in (Status.NON_ORIGINATING, None):  # what rounding has left over
        more = min(held[status] - taken[status], wanted - sum(taken.values(), NOTHING))
        taken[status] += max(more, NOTHING)
    for lot in stock:
        of_status = held[lot.receipt.status]
        lot.left -= lot.left * taken[lot.receipt.status] / of_status if of_status else 0
    portions = [
        Portion(quantity, status, None if average is None else quantity * average)
        for status, quantity in taken.items()
        if quantity
    ]
    return Attributed(withdrawal, tuple(portions), ratio)


def rounded(number: Fraction, decimals: int | None) -> Fraction:
    """The number to so many places, halves away from nought; as it is where the books do not round."""
    if decimals is None:
        return number
    scale = 10**decimals
    return Fraction((number * scale * 2 + 1) // 2, scale)
