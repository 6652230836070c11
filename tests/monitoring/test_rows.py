"""The contract of rows: what is refused, what is set aside, and that everything adds up."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from origin.monitoring.periods import Grain, label, ordinal, parse
from origin.monitoring.rows.terms import Window
from tests.monitoring.conftest import mapping_of, read_cells

Write = Callable[..., Path]
GOOD = ("DE", "VN", "6109.10", "2024-03-01", "100.50", "10", "300", "Y", "EPA", "12", "0", "40")


def changed(**columns: str) -> tuple[str, ...]:
    """A good row with some columns changed."""
    from tests.monitoring.conftest import HEADER

    return tuple(columns.get(name, value) for name, value in zip(HEADER, GOOD, strict=True))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (changed(value=""), "value-missing"),
        (changed(value="a lot"), "value-unreadable"),
        (changed(value="nan"), "value-unreadable"),
        (changed(value="1e30"), "value-unreadable"),
        (changed(value="-0.01"), "value-negative"),
        (changed(day="2024-02-31"), "date-unreadable"),
        (changed(day=""), "date-unreadable"),
        (changed(code="61x9"), "code-unreadable"),
        (changed(code="610"), "code-unreadable"),
        (changed(code=""), "code-unreadable"),
        (changed(origin="Atlantis"), "partner-unknown"),
        (changed(origin=""), "partner-unknown"),
        (changed(reporter="??"), "reporter-unknown"),
        (changed(regime="999"), "requested-unknown"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_row_that_breaks_the_contract_is_rejected_with_its_reason(
    table: Write, row: tuple[str, ...], reason: str
) -> None:
    """It is counted by reason, written aside as it stood, and everything adds up."""
    cells = read_cells(table(GOOD, row))
    assert cells.account.adds_up
    assert [("counted", "counted", 1), ("rejected", reason, 1)] == [
        (fate.kind, fate.reason, fate.rows) for fate in cells.account.fates
    ]
    _, rejected = cells.rejected()
    assert (reason, *row) == rejected


def test_lines_that_are_no_rows_are_rejected(table: Write) -> None:
    """A line with too few or too many columns is counted and kept."""
    path = table(GOOD, GOOD)
    path.write_text(path.read_text() + "DE,VN,6109\n" + ",".join((*GOOD, "one more")) + "\n")
    cells = read_cells(path)
    assert cells.account.adds_up
    assert cells.account.rows_in == 4
    assert [(fate.reason, fate.rows) for fate in cells.account.fates] == [("counted", 2), ("line-malformed", 2)]
    assert ("line-malformed", "DE,VN,6109") in list(cells.rejected())


def test_a_bloc_is_not_counted_beside_its_members(table: Write) -> None:
    """A row for a bloc is set aside where a member stands in the table, and counts where none does."""
    both = read_cells(table(GOOD, changed(origin="ASEAN", value="7")))
    assert {fate.reason: fate.rows for fate in both.account.fates} == {"counted": 1, "aggregate": 1}
    alone = read_cells(table(changed(origin="ASEAN", reporter="KR", value="7")))
    assert {fate.reason: fate.rows for fate in alone.account.fates} == {"counted": 1}


def test_trade_inside_a_customs_territory_is_set_aside_while_it_was_one(table: Write) -> None:
    """The United Kingdom belonged to it to the end of 2020, Croatia since July 2013."""
    rows = [changed(origin="GB", day="2020-12-31"), changed(origin="GB", day="2021-01-01")]
    rows += [changed(origin="HR", day="2013-06-30"), changed(origin="HR", day="2013-07-01")]
    cells = read_cells(table(*rows), mapping_of(intra_bloc="EU"), Grain.MONTH)
    assert cells.account.adds_up
    assert {fate.reason: fate.rows for fate in cells.account.fates} == {"counted": 2, "intra-bloc": 2}


def test_periods_outside_those_asked_for_are_set_aside(table: Write) -> None:
    """They are counted as set aside, not dropped."""
    cells = read_cells(table(GOOD, changed(day="2023-01-01")), window=Window(2024, 2024))
    assert cells.account.adds_up
    assert {fate.reason: fate.rows for fate in cells.account.fates} == {"counted": 1, "other-period": 1}


def test_values_are_exact(table: Write) -> None:
    """Ten times ten cents are a euro, and large values keep their cents."""
    cells = read_cells(table(*[changed(value="0.1")] * 10, changed(value="99999999999999.9999")))
    assert Decimal("100000000000000.9999") == cells.account.value_in


def test_compressed_and_parquet_files_read_as_csv_does(table: Write, tmp_path: Path) -> None:
    """The same rows give the same account from .csv, .csv.gz and .parquet with typed columns."""
    import pyarrow as pa
    import pyarrow.csv
    import pyarrow.parquet as pq

    path = table(GOOD, changed(value="7.25", day="2023-05-06"))
    packed = tmp_path / "imports.csv.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    types = {
        "value": pa.decimal128(18, 2),
        "kg": pa.float64(),
        "code": pa.string(),
        "regime": pa.int64(),
        "procedure": pa.string(),
    }
    options = pyarrow.csv.ConvertOptions(column_types=types)
    pq.write_table(pyarrow.csv.read_csv(path, convert_options=options), tmp_path / "imports.parquet")
    accounts = [read_cells(one).account for one in (path, packed, tmp_path / "imports.parquet")]
    assert accounts[0] == accounts[1] == accounts[2]


@pytest.mark.parametrize("grain", Grain)
def test_periods_count_on_by_one(grain: Grain) -> None:
    """Consecutive months never go back, and labels are read back."""
    numbers = [ordinal(year, month, grain) for year in (2023, 2024) for month in range(1, 13)]
    assert sorted(numbers) == numbers
    assert set(range(numbers[0], numbers[-1] + 1)) == set(numbers)
    assert numbers == [parse(label(number, grain), grain) for number in numbers]
    assert parse("2024-13", grain) is None
