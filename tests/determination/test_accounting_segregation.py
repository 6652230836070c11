"""Accounting segregation: the inventory methods on small stocks, and what holds of any stock."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from origin.agreements.provisions import AccountingSegregation, InventoryMethod
from origin.determination.accounting_segregation import Attributed, Shortage, attribute
from origin.dossier.inventory import Inventory, Movement, Receipt, Return, Withdrawal
from origin.dossier.inventory_reader import read_inventory_text
from origin.dossier.model import Money, Status
from origin.explanation.inventory_sheet import attributed, inventory_document, inventory_record
from origin.explanation.text import text_of
from origin.nomenclature.code import HsCode
from origin.nomenclature.code_set import HsSet
from tests.determination.build import law_of

DAY = date(2026, 1, 1)
OM, NOM = Status.ORIGINATING, Status.NON_ORIGINATING
FIFO, LIFO, AVERAGE, SPECIFIC = InventoryMethod


def received(
    quantity: int, status: Status | None = OM, value: str | None = "1", name: str = "", on: date = DAY
) -> Receipt:
    """A receipt."""
    money = None if value is None else Money(Fraction(value), "EUR")
    return Receipt(name or f"{quantity} {status} {value}", on, Fraction(quantity), status, money)


def withdrawn(quantity: int, name: str = "out", on: date = DAY, **lots: int) -> Withdrawal:
    """A withdrawal."""
    return Withdrawal(name, on, Fraction(quantity), {lot: Fraction(part) for lot, part in lots.items()} or None)


def stock(*movements: Movement) -> Inventory:
    """An inventory."""
    return Inventory("stock", None, movements)


def parts(inventory: Inventory, method: InventoryMethod) -> list[list[Fraction]]:
    """For each withdrawal what originates, what does not, and what is not known."""
    found = attribute(inventory, method)
    return [[one.quantity(OM), one.quantity(NOM), one.quantity(None)] for one in found if isinstance(one, Attributed)]


def numbers(*given: int) -> list[Fraction]:
    """Exact numbers."""
    return [Fraction(number) for number in given]


def test_the_first_in_go_first() -> None:
    """FIFO takes the oldest units, LIFO the newest."""
    both = stock(received(10, OM), received(10, NOM), withdrawn(12))
    assert [numbers(10, 2, 0)] == parts(both, FIFO)
    assert [numbers(2, 10, 0)] == parts(both, LIFO)


def test_the_average_takes_of_each() -> None:
    """By average each status goes out in the proportion it has in the stock."""
    assert [numbers(3, 1, 0)] == parts(stock(received(75, OM), received(25, NOM), withdrawn(4)), AVERAGE)


def test_what_was_identified() -> None:
    """By specific identification the lots named are taken; of the rest the status is not known."""
    found = stock(received(10, OM, name="a"), received(10, NOM, name="b"), withdrawn(8, a=3, b=4))
    assert [numbers(3, 4, 1)] == parts(found, SPECIFIC)


def test_a_status_that_nobody_states() -> None:
    """A receipt without status is neither originating nor not."""
    assert [numbers(0, 5, 3)] == parts(stock(received(5, NOM), received(5, None), withdrawn(8)), FIFO)
    assert [numbers(0, 4, 4)] == parts(stock(received(5, NOM), received(5, None), withdrawn(8)), AVERAGE)


def test_a_value_that_nobody_states() -> None:
    """The value of what does not originate is not known where that of one receipt is not."""
    (found,) = attribute(stock(received(5, NOM, None), received(5, NOM), withdrawn(8)), FIFO)
    assert isinstance(found, Attributed)
    assert found.value(NOM) is None


def test_more_than_there_is() -> None:
    """A withdrawal of more than is in stock, or in the lot it names, is told with what is missing."""
    (short,) = attribute(stock(received(5), withdrawn(8)), FIFO)
    assert isinstance(short, Shortage)
    assert Fraction(3) == short.missing
    (short,) = attribute(stock(received(5, name="a"), received(5, name="b"), withdrawn(8, a=6)), SPECIFIC)
    assert isinstance(short, Shortage)
    assert short.receipt == "a"
    assert Fraction(1) == short.missing


@pytest.mark.parametrize(
    ("method", "after"), [(FIFO, numbers(9, 1, 0)), (LIFO, numbers(1, 9, 0)), (AVERAGE, numbers(5, 5, 0))]
)
def test_what_comes_back_is_in_stock_again(method: InventoryMethod, after: list[Fraction]) -> None:
    """Units that came back go out again as if they had never left: the last ones, or of each a part."""
    books = stock(received(10, OM), received(10, NOM), withdrawn(10), Return("back", DAY, Fraction(9), "out"))
    found = parts(replace(books, movements=(*books.movements, withdrawn(10, "again"))), method)
    assert after == found[1]


def test_returns_of_one_withdrawal_add_up() -> None:
    """Two returns of a withdrawal put back all of it, and no more."""
    back = [Return(name, DAY, Fraction(5), "out") for name in ("one", "two")]
    found = parts(stock(received(10, OM), received(10, NOM), withdrawn(10), *back, withdrawn(20, "all")), FIFO)
    assert [numbers(10, 0, 0), numbers(10, 10, 0)] == found


def test_the_average_of_the_period_before() -> None:
    """What was in stock in one month tells what goes out in the next; in the first, the stock at hand does."""
    books = stock(
        received(30, OM, on=date(2026, 1, 1)),
        received(10, NOM, on=date(2026, 1, 2)),
        withdrawn(20, "january", on=date(2026, 1, 20)),
        received(100, NOM, on=date(2026, 2, 1)),
        withdrawn(8, "february", on=date(2026, 2, 2)),
        withdrawn(12, "march", on=date(2026, 3, 2)),
    )
    by_month = parts(replace(books, average_over_months=1), AVERAGE)
    assert [numbers(15, 5, 0), numbers(6, 2, 0)] == by_month[:2]
    assert Fraction(12) * 15 / 120 == by_month[2][0]  # 20 left, 15 of them originating, and 100 that came in
    by_quarter = parts(replace(books, average_over_months=3), AVERAGE)
    assert by_quarter[1][0] < by_month[1][0]  # the first quarter has none before it: the stock at hand tells


@pytest.mark.parametrize(
    ("movement", "problem"),
    [
        ("{on: 2026-01-03, returned: 2, of: out}", None),
        ("{on: 2026-01-03, returned: 2, of: nothing}", "inventory-return"),
        ("{on: 2026-01-03, returned: 6, of: out}", "inventory-return"),
        ("{on: 2026-01-03, returned: 2}", "inventory-return"),
        ("{on: 2026-01-03, returned: 2, of: out, received: 2}", "inventory-movement"),
    ],
)
def test_a_return_is_checked(movement: str, problem: str | None) -> None:
    """What came back was part of a withdrawal before, and not more than that."""
    before = "{on: 2026-01-01, received: 9}, {on: 2026-01-02, id: out, withdrawn: 5}"
    read = read_inventory_text(f"inventory: 1\nmovements: [{before}, {movement}]")
    assert ([] if problem is None else [problem]) == [one.code for one in read.problems]


quantities = st.integers(1, 30)
statuses = st.sampled_from([OM, NOM, None])


@st.composite
def stocks(draw: st.DrawFn) -> Inventory:
    """Receipts and withdrawals that the stock allows."""
    movements: list[Movement] = []
    left = 0
    out: dict[str, int] = {}
    for number in range(draw(st.integers(1, 12))):
        on = DAY + timedelta(number * 9)
        if out and draw(st.integers(0, 3)) == 0:
            name = draw(st.sampled_from(sorted(out)))
            back = draw(st.integers(1, out[name]))
            out[name] -= back
            left += back
            movements.append(Return(f"back-{number}", on, Fraction(back), name))
            out = {one: more for one, more in out.items() if more}
        elif left and draw(st.booleans()):
            taken = draw(st.integers(1, left))
            left -= taken
            out[f"out-{number}"] = taken
            movements.append(withdrawn(taken, f"out-{number}", on))
        else:
            quantity = draw(quantities)
            left += quantity
            value = draw(st.sampled_from(["1", "1.1", "0.95"]))
            movements.append(received(quantity, draw(statuses), value, f"in-{number}", on))
    decimals = draw(st.sampled_from([None, 0, 2]))
    months = draw(st.sampled_from([None, 1, 3]))
    return Inventory("stock", None, tuple(movements), decimals, decimals, months)


def test_two_rounded_ratios_take_no_more_than_all() -> None:
    """Half and half, both rounded up to the whole, do not take twice what went out."""
    halves = Inventory("stock", None, (received(2, NOM), received(2, None), withdrawn(2), withdrawn(2)), 0, 0)
    assert parts(halves, AVERAGE) == [[0, 2, 0], [0, 0, 2]]


@settings(max_examples=300, deadline=None)
@given(stocks(), st.sampled_from([FIFO, LIFO, AVERAGE]))
def test_never_more_originating_than_received(inventory: Inventory, method: InventoryMethod) -> None:
    """At no time has more of any status gone out than came in or back; each withdrawal is attributed in full.

    The average of a period before is not that of the stock: there only what originates is kept to what came in.
    """
    by_period = method is AVERAGE and inventory.average_over_months is not None
    back = Fraction(0)
    found = {one.withdrawal.id: one for one in attribute(inventory, method) if isinstance(one, Attributed)}
    came: dict[Status | None, Fraction] = dict.fromkeys((OM, NOM, None), Fraction(0))
    went: dict[Status | None, Fraction] = dict.fromkeys((OM, NOM, None), Fraction(0))
    for movement in inventory.movements:
        if isinstance(movement, Receipt):
            came[movement.status] += movement.quantity
            continue
        if isinstance(movement, Return):
            back += movement.quantity
            continue
        one = found[movement.id]
        assert movement.quantity == sum(portion.quantity for portion in one.portions)
        for status in came:
            went[status] += one.quantity(status)
            assert (by_period and status is not OM) or went[status] <= came[status] + back, (status, movement.id)


@pytest.mark.parametrize(
    ("hs", "finished", "problems", "asks"),
    [
        ("2710", True, [], False),
        ("7318.15", True, ["inventory-goods"], False),
        ("7318.15", False, [], False),
        ("7318.15", None, [], True),
        (None, True, [], True),
        (None, False, [], False),
    ],
)
def test_finished_goods_of_some_codes(hs: str | None, finished: bool | None, problems: list[str], asks: bool) -> None:
    """An agreement may let materials of all codes be told apart by the books, and finished goods of some only."""
    limited = HsSet.of(HsCode("27"))
    provision = AccountingSegregation("Article 14", (FIFO,), goods=True, goods_products=limited)
    law = law_of("CTH", accounting_segregation=provision)
    code = None if hs is None else HsCode(hs.replace(".", ""))
    books = replace(stock(received(10), withdrawn(4)), hs=code, finished=finished)
    found = attributed(books, "fifo", law)
    assert [one.code for one in found.problems] == problems
    if found.value is not None:
        assert asks is ("state what is in stock" in text_of(inventory_document(books, "fifo", found.value, law)))


def test_no_finished_goods() -> None:
    """An agreement that has it for materials only refuses it for finished goods."""
    law = law_of("CTH", accounting_segregation=AccountingSegregation("Article 14", (FIFO,)))
    books = replace(stock(received(10), withdrawn(4)), finished=True)
    assert [one.code for one in attributed(books, "fifo", law).problems] == ["inventory-goods"]


@pytest.mark.parametrize(
    ("provision", "problem"),
    [
        (AccountingSegregation("Article 14", (FIFO, AVERAGE), authorisation=True), None),
        (AccountingSegregation("Article 14", (AVERAGE,)), "inventory-method"),
        (None, "inventory-agreement"),
    ],
)
def test_the_agreement_allows_the_method(provision: AccountingSegregation | None, problem: str | None) -> None:
    """An agreement that has no accounting segregation, or not by this method, refuses it."""
    law = law_of("CTH", accounting_segregation=provision)
    books = stock(received(10), withdrawn(4))
    found = attributed(books, "fifo", law)
    assert [one.code for one in found.problems] == ([] if problem is None else [problem])
    if found.value is not None:
        text = text_of(inventory_document(books, "fifo", found.value, law))
        assert "where the customs authority has authorised it" in text
        assert "Article 14" in text
        assert inventory_record(books, "fifo", found.value, law)["agreement"] == law.agreement.id
