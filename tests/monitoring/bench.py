"""Measures the overview over many declarations, beside the same figures by hand: `python -m tests.monitoring.bench`.

Each runs in a process of its own, so that its peak of memory is its own. The programs by hand read the same Parquet
file and give the same sums, which is checked. Nothing here asserts speed.
"""

from __future__ import annotations

import hashlib
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from tabulate import tabulate

COLUMNS = """
    (['DE','FR','IT','ES','NL','BE','PL','SE','AT','CZ'])[1 + h % 10] AS reporter,
    (['VN','KR','CH','JP','MA','TR','IN','CN','US','BR',
      'MX','ZA','EG','NO','CL','CO','PE','TN','IL','UA'])[1 + (h // 16) % 20]
        AS origin,
    printf('%02d%02d%02d', 1 + (h // 512) % 97, 1 + (h // 65536) % 20, 10 * ((h // 1048576) % 9)) AS code,
    DATE '2023-01-01' + CAST((h // 8388608) % 1095 AS INTEGER) AS day,
    CAST((1 + (h // 32) % 9999999) / 100 AS DECIMAL(18, 2)) AS value,
    (['100','100','300','300','300','200','110'])[1 + (h // 4096) % 7] AS regime,
    (['Y','Y','Y','N'])[1 + (h // 2048) % 4] AS open,
    (['EPA','EPA;GSP','FTA',''])[1 + ((h // 16) % 20) % 4] AS arrangement,
    CAST((h // 1024) % 13 AS DECIMAL(9, 2)) AS mfn,
    CAST(0 AS DECIMAL(9, 2)) AS rate,
    (['40','40','40','51'])[1 + (h // 16384) % 4] AS procedure
"""

MAPPING = """
mapping: 1
title: generated declarations
reporter: {column: reporter}
partner: {column: origin}
code: {column: code}
date: {column: day}
value: {column: value, unit: EUR}
preference:
  requested:
    column: regime
    values:
      "100": {use: mfn}
      "110": {use: excluded}
      "200": {use: preference, agreement: GSP}
      "300": {use: preference, agreement: EPA}
  eligible: {column: open}
  arrangement:
    - {column: arrangement, separator: ";"}
  mfn_rate: mfn
  preferential_rate: rate
  procedure: {column: procedure, excluded: ["51"]}
"""

Sums = dict[str, dict[str, tuple[str, str, int]]]
"""For each table, for each key with its bucket: value, duty in percent times value, rows."""


def generate(path: Path, rows: int) -> None:
    """Writes declarations."""
    import duckdb

    query = f"SELECT {COLUMNS} FROM (SELECT CAST(hash(range) % 9223372036854775807 AS BIGINT) AS h FROM range({rows}))"
    duckdb.sql(f"COPY ({query}) TO '{path}' (FORMAT parquet)")


BUCKET = """
    CASE WHEN procedure = '51' OR regime = '110' THEN 'excluded' WHEN mfn = 0 THEN 'mfn_zero'
         WHEN regime IN ('200', '300') THEN CASE WHEN open = 'N' THEN 'claimed_not_open' ELSE 'used' END
         WHEN open = 'Y' THEN 'unused' ELSE 'no_preference' END"""


NAME = """
    CASE WHEN arrangement <> '' THEN arrangement
         WHEN regime = '300' THEN 'EPA' WHEN regime = '200' THEN 'GSP' ELSE '' END"""
"""The arrangements open to the goods, or the one requested where only that is told."""


def by_duckdb(path: Path) -> Sums:
    """By hand, in SQL: one pass to the finest groups, then the tables."""
    import duckdb

    duckdb.sql(
        f"CREATE TABLE g AS SELECT {NAME} AS arrangement, origin, year(day) AS year, {BUCKET} AS bucket, "
        "sum(value) AS value, sum(value::DECIMAL(27, 4) * (mfn - rate)) AS duty, count(*) AS rows "
        f"FROM '{path}' GROUP BY ALL"
    )
    found: Sums = {}
    for name, keys in TABLES.items():
        query = f"SELECT {', '.join(keys)}, bucket, sum(value), sum(duty), sum(rows) FROM g GROUP BY ALL"
        rows = duckdb.sql(query).fetchall()
        found[name] = {"|".join(map(str, row[:-3])): (plain(row[-3]), plain(row[-2]), int(row[-1])) for row in rows}
    return found


TABLES = {"all": ("arrangement",), "years": ("arrangement", "year"), "partners": ("arrangement", "origin")}


def by_polars(path: Path) -> Sums:
    """By hand, in polars, lazily; sums in whole hundredths."""
    import polars as pl

    column = pl.col
    bucket = (
        pl.when((column("procedure") == "51") | (column("regime") == "110"))
        .then(pl.lit("excluded"))
        .when(column("mfn") == 0)
        .then(pl.lit("mfn_zero"))
        .when(column("regime").is_in(["200", "300"]))
        .then(pl.when(column("open") == "N").then(pl.lit("claimed_not_open")).otherwise(pl.lit("used")))
        .when(column("open") == "Y")
        .then(pl.lit("unused"))
        .otherwise(pl.lit("no_preference"))
    )
    cents = (column("value") * 100).cast(pl.Int64)
    points = ((column("mfn") - column("rate")) * 100).cast(pl.Int64)
    name = (
        pl.when(column("arrangement") != "")
        .then(column("arrangement"))
        .otherwise(column("regime").replace_strict({"300": "EPA", "200": "GSP"}, default=""))
    )
    finest = (
        pl.scan_parquet(path)
        .select(name.alias("arrangement"), "origin", column("day").dt.year().alias("year"), bucket.alias("bucket"),
                cents.alias("value"), (cents * points).alias("duty"))
        .group_by("arrangement", "origin", "year", "bucket")
        .agg(column("value").sum(), column("duty").sum(), pl.len().alias("rows"))
        .collect(engine="streaming")
    )  # fmt: skip
    found: Sums = {}
    for title, keys in TABLES.items():
        table = finest.group_by(*keys, "bucket").agg(column("value").sum(), column("duty").sum(), column("rows").sum())
        found[title] = {
            "|".join(map(str, row[:-3])): (plain(Decimal(row[-3]) / 100), plain(Decimal(row[-2]) / 10_000), row[-1])
            for row in table.iter_rows()
        }
    return found


def by_pandas(path: Path) -> Sums:
    """By hand, in pandas; sums in whole hundredths."""
    import numpy as np
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    read = pq.read_table(
        path, columns=["arrangement", "origin", "day", "value", "regime", "open", "mfn", "rate", "procedure"]
    )
    table = pc  # the decimals become whole numbers before pandas sees them, which has none
    whole = {
        name: table.cast(table.multiply(read[name], 100), "int64", safe=False) for name in ("value", "mfn", "rate")
    }
    frame = read.drop(["value", "mfn", "rate"]).to_pandas(strings_to_categorical=True)
    value, points = whole["value"].to_numpy(), whole["mfn"].to_numpy() - whole["rate"].to_numpy()
    frame["bucket"] = np.select(
        [
            (frame["procedure"] == "51") | (frame["regime"] == "110"),
            whole["mfn"].to_numpy() == 0,
            frame["regime"].isin(["200", "300"]) & (frame["open"] == "N"),
            frame["regime"].isin(["200", "300"]),
            frame["open"] == "Y",
        ],
        ["excluded", "mfn_zero", "claimed_not_open", "used", "unused"],
        "no_preference",
    )
    named = frame["arrangement"].astype(object)
    requested = frame["regime"].astype(object).map({"300": "EPA", "200": "GSP"}).fillna("")
    frame["arrangement"] = named.where(named != "", requested).astype("category")
    frame["year"] = frame["day"].astype("datetime64[s]").dt.year
    frame["value"], frame["duty"], frame["rows"] = value, value * points, 1
    groups = ["arrangement", "origin", "year", "bucket"]
    finest = frame.groupby(groups, observed=True)[["value", "duty", "rows"]].sum().reset_index()
    found: Sums = {}
    for name, keys in TABLES.items():
        sums = finest.groupby([*keys, "bucket"], observed=True)[["value", "duty", "rows"]].sum()
        found[name] = {
            "|".join(map(str, key)): (
                plain(Decimal(int(row[0])) / 100),
                plain(Decimal(int(row[1])) / 10_000),
                int(row[2]),
            )
            for key, row in zip(sums.index, sums.to_numpy(), strict=True)
        }
    return found


def by_report(path: Path) -> Sums:
    """`origin report overview`, whole, with hashes, account and page of each agreement; then its sums."""
    from datetime import date

    from origin.monitoring.making import make
    from origin.monitoring.request import Request

    mapping = path.with_name("mapping.yaml")
    made = make(Request("overview", (str(path),), str(mapping)), date(2026, 1, 1))
    assert made.value is not None, made.problems
    return {}


def report_sums(path: Path) -> Sums:
    """The sums the report is made of, to compare with the others."""
    from origin.monitoring.cells.reading import cells_of
    from origin.monitoring.mapping import read_mapping
    from origin.monitoring.rows.terms import Detail
    from origin.monitoring.source import embedded, open_files

    engine = embedded()
    read, opened = read_mapping(str(path.with_name("mapping.yaml"))), open_files([path], engine)
    assert read.value is not None
    assert opened.value is not None
    table = cells_of(opened.value, read.value.mapping, Detail(digits=0, reporters=False), engine).table
    found: Sums = {}
    names = {"arrangement": "agreement", "origin": "partner", "year": "period"}
    for name, keys in TABLES.items():
        ours = [names[key] for key in keys]
        sums = table.group_by([*ours, "bucket"]).agg(
            v=table["value"].sum(), d=table["duty"].sum(), n=table["rows"].sum()
        )
        found[name] = {}
        for row in sums.to_pyarrow().to_pylist():
            key = [str(row[one]) for one in (*ours, "bucket")]
            key[0] = {"EPA|GSP": "EPA;GSP", "none": ""}.get(key[0], key[0])
            found[name]["|".join(key)] = (plain(row["v"]), plain(row["d"]), int(row["n"]))
    return found


def plain(value: Any) -> str:
    """A decimal with as few digits as it needs."""
    return format(Decimal(value).normalize(), "f")


WAYS: dict[str, Callable[[Path], Sums]] = {
    "origin report overview": by_report,
    "DuckDB by hand": by_duckdb,
    "polars by hand": by_polars,
    "pandas by hand": by_pandas,
}


def once(way: str, path: Path) -> dict[str, Any]:
    """One run in this process: seconds passed and of processors after imports, peak of memory, a hash of the sums."""
    import duckdb  # noqa: F401

    if way == "origin report overview":
        import ibis.backends.duckdb  # noqa: F401
        import pandas
        import pyarrow.parquet  # noqa: F401

    elif way == "polars by hand":
        import polars  # noqa: F401
    elif way == "pandas by hand":
        import pandas  # noqa: F401
    start, busy = time.perf_counter(), time.process_time()
    sums = WAYS[way](path)
    seconds, processor = time.perf_counter() - start, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    text = json.dumps({name: dict(sorted(rows.items())) for name, rows in (sums or report_sums(path)).items()})
    return {
        "seconds": seconds,
        "processor": processor,
        "megabytes": peak,
        "sums": hashlib.sha256(text.encode()).hexdigest()[:12],
    }


def measure(rows: int, rounds: int, ways: list[str]) -> None:
    """All ways over the same rows, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "declarations.parquet"
        generate(path, rows)
        path.with_name("mapping.yaml").write_text(MAPPING, encoding="utf-8")
        found: dict[str, list[dict[str, Any]]] = {way: [] for way in ways}
        for _ in range(rounds):
            for way in ways:
                command = [sys.executable, "-m", "tests.monitoring.bench", "--once", way, str(path)]
                found[way].append(
                    json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
                )
        size = path.stat().st_size / 2**20
    best, busy = (
        {way: min(run[name] for run in runs) for way, runs in found.items()} for name in ("seconds", "processor")
    )
    table = [
        [
            way,
            *(f"{seen[way]:.2f}" for seen in (busy, best)),
            *(f"{seen[way] / min(seen.values()):.2f}" for seen in (busy, best)),
            f"{max(run['megabytes'] for run in runs):,.0f}",
            runs[0]["sums"],
        ]
        for way, runs in found.items()
    ]
    print(f"\nThe overview over {rows:,} declarations ({size:,.0f} MB of Parquet), best of {rounds} in turn\n")
    heads = ["", "processor, s", "passed, s", "ratio, processor", "ratio, passed", "peak MB", "sums"]
    print(tabulate(table, headers=heads, colalign=("left", *["right"] * 5, "left")))


def main() -> None:
    """Ten million rows all ways, and with `large` a hundred million."""
    if sys.argv[1:2] == ["--once"]:
        print(json.dumps(once(sys.argv[2], Path(sys.argv[3]))))
        return
    print(f"{platform.platform()}  Python {platform.python_version()}")
    measure(int(sys.argv[2]) if sys.argv[1:2] == ["rows"] else 10_000_000, 3, list(WAYS))
    if "large" in sys.argv:
        measure(100_000_000, 1, ["origin report overview", "DuckDB by hand"])


if __name__ == "__main__":
    main()
