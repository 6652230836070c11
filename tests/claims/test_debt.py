"""Customs debt: exact to the cent, with other duties, interest and security."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from origin.cases.claim import Claim
from origin.cases.debt import InterestRate, cents, debt_of, interest_on
from origin.cases.rate_text import parse_rate
from origin.cases.rates import RatesTable, read_rates
from origin.dossier.model import Money
from origin.nomenclature.code import HsCode

CLAIM = Claim(
    "26GB1",
    "GB",
    date(2026, 1, 1),
    code=HsCode("871160"),
    net_mass=Fraction(240),
    customs_value=Money(Fraction(10000), "GBP"),
)


def table(tmp_path: Path, *rows: str) -> RatesTable:
    """A table of rates."""
    file = tmp_path / "rates.csv"
    heading = "code,agreement,mfn,preferential,other,other origin,duty name,valid from,valid until"
    file.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    read = read_rates(file)
    assert read.value is not None, read.problems
    return read.value


def test_duty_other_duties_interest_and_security_make_a_debt(tmp_path: Path) -> None:
    """Each line is exact, and only the total is rounded."""
    rates = table(tmp_path, "8711,eu-uk,6%,1.5%,,,,,", "8711.60,,,,48.5%,CN,anti-dumping duty,,")
    interest = (InterestRate(date(2026, 1, 1), Fraction(4)), InterestRate(date(2026, 7, 1), Fraction(5)))
    held = Money(Fraction(5000), "GBP")
    debt = debt_of(CLAIM, rates, "eu-uk", "CN", interest, date(2026, 12, 31), held).value
    assert debt is not None
    assert [Fraction(450), Fraction(4850)] == [line.amount for line in debt.duties]
    assert [line.days for line in debt.interest] == [180, 184]
    expected = Fraction(5300) * (4 * 180 + 5 * 184) / 36500
    assert cents(5300 + expected) == debt.total.amount
    assert Money(debt.total.amount - 5000, "GBP") == debt.remaining


def test_what_is_missing_is_a_problem_and_no_guess(tmp_path: Path) -> None:
    """No rate, no net mass for a duty by weight: no debt."""
    rates = table(tmp_path, "8711,eu-uk,6%,,,,,,")
    assert [problem.code for problem in debt_of(CLAIM, rates, "eu-uk").problems] == ["debt-unknown"]
    weight = table(tmp_path, "8711,eu-uk,12 GBP/100 kg,free,,,,,")
    debt = debt_of(CLAIM, weight, "eu-uk").value
    assert debt is not None
    assert Fraction(2880, 100) == debt.duty
    unknown = replace(CLAIM, net_mass=None)
    assert [problem.code for problem in debt_of(unknown, weight, "eu-uk").problems] == ["debt-unknown"]


def test_the_longest_code_of_the_day_wins_and_contradictions_are_not_resolved(tmp_path: Path) -> None:
    """A row for the subheading beats one for the heading; two that differ leave the rate unknown."""
    rates = table(
        tmp_path,
        "87,,10%,free,,,,,",
        "8711.60,,6%,free,,,,,2026-01-31",
        "8711.60,,7%,free,,,,2026-02-01,",
    )
    assert getattr(rates.applied(CLAIM.code, None, date(2026, 1, 31)).mfn, "text", None) == "6%"
    assert getattr(rates.applied(CLAIM.code, None, date(2026, 2, 1)).mfn, "text", None) == "7%"
    differing = table(tmp_path, "8711.60,,6%,free,,,,,", "8711.60,,7%,free,,,,,")
    assert differing.applied(CLAIM.code, None, date(2026, 1, 1)).mfn is None


@pytest.mark.parametrize(
    ("text", "percent", "amounts"),
    [
        ("4.5%", Fraction(9, 2), 0),
        ("free", Fraction(0), 0),
        ("12.8% + 176.8 EUR/100 kg", Fraction(64, 5), 1),
        ("0", Fraction(0), 0),
    ],
)
def test_rates_read_as_tariffs_print_them(text: str, percent: Fraction, amounts: int) -> None:
    """Percentages, amounts by weight, and both."""
    rate = parse_rate(text)
    assert rate is not None
    assert (percent, amounts) == (rate.percent, len(rate.per_kilogram))


@pytest.mark.parametrize("text", ["about 5%", "-3%", "5 EUR", "% 5", "5% + x", "1 EUR/l"])
def test_what_is_no_rate_is_not_read(text: str) -> None:
    """Nothing is guessed."""
    assert parse_rate(text) is None


def test_days_without_a_rate_are_not_free_of_interest(tmp_path: Path) -> None:
    """A rate that begins after the debt leaves days for which none is stated: a problem; zero has to be said."""
    rates = table(tmp_path, "8711,eu-uk,6%,free,,,,,")
    late = (InterestRate(date(2026, 1, 3), Fraction(4)),)
    read = debt_of(CLAIM, rates, "eu-uk", interest=late, until=date(2026, 2, 1))
    assert [(problem.code, problem.message) for problem in read.problems] == [
        ("interest-gap", "no rate of interest is stated for 2 January 2026 to 2 January 2026")
    ]
    free = (InterestRate(date(2026, 1, 2), Fraction(0)), *late)
    assert debt_of(CLAIM, rates, "eu-uk", interest=free, until=date(2026, 2, 1)).value is not None
    assert debt_of(CLAIM, rates, "eu-uk", interest=late, until=date(2026, 1, 1)).value is not None


RATES = st.tuples(st.dates(date(1999, 1, 1), date(2031, 1, 1)), st.integers(0, 20))


@given(
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.integers(0, 3000),
    st.lists(
        st.tuples(st.dates(date(1999, 1, 1), date(2031, 1, 1)), st.integers(0, 20)),
        max_size=4,
        unique_by=lambda x: x[0],
    ),
)
def test_interest_counts_each_day_once(imported: date, days: int, stated: list[tuple[date, int]]) -> None:
    """It equals the sum over single days, each at the rate that applies on it."""
    until = date.fromordinal(imported.toordinal() + days)
    rates = tuple(InterestRate(start, Fraction(percent)) for start, percent in stated)
    expected = Fraction(0)
    for ordinal in range(imported.toordinal() + 1, until.toordinal() + 1):
        known = [one for one in sorted(stated) if one[0].toordinal() <= ordinal]
        expected += Fraction(known[-1][1] if known else 0) * 1000 / 100 / 365
    found = interest_on(Fraction(1000), imported, until, rates)
    assert expected == sum((line.amount for line in found), Fraction(0))
