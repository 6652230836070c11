"""Sums are the same however a table is held, and however much of it the report tells apart."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from origin.monitoring.cells.reading import cells_of
from origin.monitoring.mapping import Mapping
from origin.monitoring.periods import Grain
from origin.monitoring.rows.terms import Detail
from origin.monitoring.source import embedded, open_files
from origin.monitoring.utilisation.use import used_by
from tests.monitoring.conftest import HEADER, mapping_of, read_cells, write_csv

TYPES: list[dict[str, Any]] = [
    {"value": ("decimal", 18, 2), "mfn": ("decimal", 9, 2), "rate": ("decimal", 9, 2)},
    {"value": ("decimal", 18, 4), "mfn": ("decimal", 5, 1), "rate": ("decimal", 9, 4)},
    {"value": ("decimal", 38, 2), "mfn": "double", "rate": "int"},
]
"""Types of columns, from those that are summed as they are to those that have to be cast."""


def rows_of(seed: int, number: int = 300) -> list[tuple[str, ...]]:
    """Declarations, of which some are small enough for 64 bits and some are not."""
    draw = random.Random(seed)
    return [
        (
            draw.choice(["DE", "FR", "HR", "GB"]),
            draw.choice(["VN", "KR", "GB", "HR", "DE"]),
            draw.choice(["6109", "870899"]),
            draw.choice(["2013-06-30", "2013-07-01", "2020-12-31", "2021-01-01"]),
            str(draw.choice([draw.randint(0, 10**5), 10**7 - 1, 10**7, 10**13, 99_999_999_999_999])),
            "1",
            draw.choice(["100", "300"]),
            "Y",
            "EPA",
            draw.choice(["0", "12.5", "999.9", "1000", "5000"]),
            draw.choice(["0", "3"]),
            draw.choice(["40", "4071", "5100", "51"]),
        )
        for _ in range(number)
    ]


def parquet_of(path: Path, rows: list[tuple[str, ...]], types: dict[str, Any]) -> Path:
    """The rows as Parquet, some columns typed."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    arrays = []
    for place, name in enumerate(HEADER):
        array: Any = pa.array([row[place] for row in rows])
        match types.get(name):
            case ("decimal", int(digits), int(places)):
                array = array.cast(pa.decimal128(digits, places))
            case "double":
                array = array.cast(pa.float64())
            case "int":
                array = array.cast(pa.int64())
            case _:
                array = pc.if_else(pc.equal(array, ""), None, array)
        arrays.append(array)
    pq.write_table(pa.table(arrays, names=list(HEADER)), path)
    return path


@pytest.mark.parametrize("types", TYPES, ids=["as-they-are", "mixed", "cast"])
def test_columns_of_any_type_give_the_sums_of_texts(tmp_path: Path, types: dict[str, Any]) -> None:
    """To the last digit, in 64 bits and beyond: duty equals what fractions give."""
    rows = rows_of(7)
    by = ("agreement", "partner", "reporter", "period", "requested")
    texts = read_cells(write_csv(tmp_path / "a.csv", HEADER, rows))
    typed = read_cells(parquet_of(tmp_path / "a.parquet", rows, types))
    assert texts.account == typed.account
    found = used_by(texts, by)
    assert found == used_by(typed, by)
    expected = sum(
        (
            Fraction(row[4]) * (Fraction(row[9]) - Fraction(row[10])) / 100
            for row in rows
            if row[6] == "300" and row[9] != "0" and row[11][:2] != "51"
        ),
        Fraction(0),
    )
    assert expected == sum((Fraction(use.duty_saved) for use in found.values()), Fraction(0))


@pytest.mark.parametrize("mapping", [mapping_of(), mapping_of(intra_bloc="EU")], ids=["all", "without intra-bloc"])
def test_a_report_without_reporters_has_the_same_sums(tmp_path: Path, mapping: Mapping) -> None:
    """Reporters put together keep their time in the bloc, and those that are unknown stay rejected."""
    rows = [*rows_of(8), ("??", *rows_of(8)[0][1:])]
    path = write_csv(tmp_path / "a.csv", HEADER, rows)
    told = read_cells(path, mapping, Grain.MONTH)
    engine = embedded(threads=1)
    opened = open_files([path], engine)
    assert opened.value is not None
    together = cells_of(opened.value, mapping, Detail(Grain.MONTH, 2, reporters=False), engine)
    assert told.account == together.account
    assert {one.reason: one.rows for one in told.account.fates if one.kind == "rejected"} == {"reporter-unknown": 1}
    assert list(told.rejected()) == list(together.rejected())
    by = ("agreement", "partner", "period", "product")
    assert used_by(told, by) == used_by(together, by)
    assert {(None,)} == set(used_by(together, ("reporter",)))
    count = "SELECT count(*) FROM sums"
    assert together.engine.raw_sql(count).fetchone() < told.engine.raw_sql(count).fetchone()


def test_figures_that_are_none_are_rejected_whatever_their_type(tmp_path: Path) -> None:
    """Not a number, infinite, or past what the contract holds: no value, and the account adds up."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    values = [1.5, float("nan"), float("inf"), 1e15, -1.0, None]
    row = rows_of(1, 1)[0]
    table = pa.table({name: [row[place]] * len(values) for place, name in enumerate(HEADER)})
    pq.write_table(table.set_column(HEADER.index("value"), "value", pa.array(values)), tmp_path / "a.parquet")
    account = read_cells(tmp_path / "a.parquet").account
    assert account.adds_up
    found = {fate.reason: fate.rows for fate in account.fates if fate.kind == "rejected"}
    assert found == {"value-unreadable": 3, "value-negative": 1, "value-missing": 1}
    too_long = table.set_column(
        HEADER.index("value"), "value", pa.array([10**14] * len(values)).cast(pa.decimal128(21, 0))
    )
    pq.write_table(too_long, tmp_path / "b.parquet")
    again = read_cells(tmp_path / "b.parquet").account
    assert again.adds_up
    assert {"value-unreadable": len(values)} == {fate.reason: fate.rows for fate in again.fates}
