"""The same report from other engines: the queries are written once, against Ibis."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from origin.monitoring.cells.reading import cells_of
from origin.monitoring.making import make
from origin.monitoring.request import Request
from origin.monitoring.rows.terms import Detail
from origin.monitoring.source import Input, Source, embedded, open_database, redacted
from origin.monitoring.utilisation.sections import utilisation_sections
from tests.monitoring import simulated_trade as simulated
from tests.monitoring.conftest import DECLARATIONS, HEADER, mapping_of, read_cells, write_csv
from tests.monitoring.test_sums import rows_of
from tests.monitoring.test_verification import BASE


@pytest.fixture(scope="module")
def rows() -> list[tuple[str, ...]]:
    """Declarations, good and bad."""
    draw = random.Random(4)
    return [
        (
            draw.choice(["DE", "FR"]),
            draw.choice(["VN", "KR", "CH", "Atlantis"]),
            draw.choice(["6109", "610910", "8708.99", "x"]),
            draw.choice(["2023-01-31", "2024-02-29", "2023-02-29", "soon"]),
            draw.choice([f"{draw.uniform(0, 1e6):.2f}", "", "-3", "much"]),
            draw.choice(["", "0", "12.5"]),
            draw.choice(["100", "110", "200", "300", ""]),
            draw.choice(["Y", "N", ""]),
            draw.choice(["EPA", "GSP;EPA", ""]),
            draw.choice(["", "0", "4.5", "12"]),
            draw.choice(["", "0", "3"]),
            draw.choice(["40", "51"]),
        )
        for _ in range(500)
    ]


def report_of(engine: Any, table: Any) -> Any:
    """Everything the report on utilisation says, and the rejects."""
    local = embedded(threads=1)
    cells = cells_of(
        Source(table, engine, (Input("t"),), engine.name, columns=tuple(table.columns)), mapping_of(), Detail(), local
    )
    assert cells.account.adds_up
    return utilisation_sections(cells, ("partner", "period")), sorted(cells.rejected())


@pytest.fixture(scope="module")
def expected(rows: list[tuple[str, ...]], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The report by the embedded engine, from a file."""
    cells = read_cells(write_csv(tmp_path_factory.mktemp("rows") / "rows.csv", HEADER, rows))
    return utilisation_sections(cells, ("partner", "period")), sorted(cells.rejected())


def test_polars_gives_the_same_report(rows: list[tuple[str, ...]], expected: Any) -> None:
    """Every figure and every reject."""
    polars = pytest.importorskip("polars")
    import ibis

    engine = ibis.polars.connect()
    engine.create_table("imports", polars.DataFrame(rows, schema=list(HEADER), orient="row"))
    assert expected == report_of(engine, engine.table("imports"))


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL server: that of ORIGIN_TEST_POSTGRESQL, else one started for the test; skips without."""
    pytest.importorskip("psycopg")
    if url := os.environ.get("ORIGIN_TEST_POSTGRESQL"):
        yield url
        return
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("PostgreSQL is not installed")
    folder = Path("/tmp") / f"origin-postgres-{os.getpid()}"  # a short path: sockets have little room
    folder.mkdir(mode=0o700)
    user = []
    if os.getuid() == 0:  # the server does not run as root
        if shutil.which("runuser") is None:
            pytest.skip("the server needs an account that is not root")
        shutil.chown(folder, "nobody")
        user = ["runuser", "-u", "nobody", "--"]
    data = folder / "data"
    bin = found[-1].parent
    subprocess.run(
        [*user, str(bin / "initdb"), "-D", str(data), "-A", "trust", "-U", "me", "-E", "UTF8", "--locale=C.UTF-8"],
        check=True,
        capture_output=True,
    )
    server = subprocess.Popen(
        [*user, str(bin / "postgres"), "-D", str(data), "-k", str(folder), "-c", "listen_addresses="],
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            if (folder / ".s.PGSQL.5432").exists():
                break
            time.sleep(0.1)
        time.sleep(0.5)
        yield f"postgresql://me@/postgres?host={folder}"
    finally:
        server.terminate()
        server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def keep(postgres: str, name: str, header: tuple[str, ...], rows: Iterable[Any], types: dict[str, str]) -> None:
    """Puts rows into a table of the database; columns are texts where no type is given."""
    import psycopg

    with psycopg.connect(postgres) as connection, connection.cursor() as cursor:
        cursor.execute(f'DROP TABLE IF EXISTS "{name}"')
        columns = ", ".join(f'"{column}" {types.get(column, "text")}' for column in header)
        cursor.execute(f'CREATE TABLE "{name}" ({columns})')
        with cursor.copy(f'COPY "{name}" FROM STDIN') as copy:
            for row in rows:
                copy.write_row([None if column in types and value == "" else value
                                for column, value in zip(header, row, strict=True)])  # fmt: skip


@pytest.mark.slow
def test_postgresql_gives_the_same_report(postgres: str, rows: list[tuple[str, ...]], expected: Any) -> None:
    """From a table of texts in the database, opened by its URL."""
    keep(postgres, "imports", HEADER, rows, {})
    opened = open_database(postgres, "imports")
    assert opened.value is not None, opened.problems
    assert expected == report_of(opened.value.engine, opened.value.table)


@pytest.mark.slow
@pytest.mark.parametrize("report", ["utilisation", "overview", "verification", "circumvention"])
def test_every_report_is_the_same_from_postgresql(postgres: str, tmp_path: Path, report: str) -> None:
    """From typed columns of the database and from a file: all sections, and the rows rejected."""
    header: tuple[str, ...]
    lines: list[tuple[Any, ...]]
    asked: dict[str, Any] = {}
    if report == "circumvention":
        planted = simulated.plant(5, 0.4, struck=3)
        codes = (*planted.struck, *simulated.CODES[:20])
        header = simulated.HEADER
        lines = [row for row in simulated.trade(5, planted) if row[3] in codes]
        mapping = simulated.MAPPING.model_dump(exclude_defaults=True)
        types = {"year": "integer", "value": "numeric(20, 2)", "kg": "numeric"}
        asked = {"code": "heading", "measured": ("CN",), "since": "2019-01-01", "codes": planted.struck}
    else:
        header, lines = HEADER, list(rows_of(9))
        mapping = {"mapping": 1, **DECLARATIONS, "intra_bloc": "EU"}
        types = {"day": "date", "value": "numeric(20, 2)", "kg": "double precision", "mfn": "numeric(9, 2)"}
    (tmp_path / "mapping.yaml").write_text(yaml.safe_dump(json.loads(json.dumps(mapping))), encoding="utf-8")
    if report in {"verification", "overview"}:
        cases = [{**BASE, "case": str(n), "reporter": "DE" if n % 2 else "FR"} for n in range(20)]
        checks = write_csv(tmp_path / "cases.csv", list(BASE), [list(case.values()) for case in cases])
        asked["verifications"] = (str(checks),)
    path = write_csv(tmp_path / "imports.csv", header, lines)
    keep(postgres, "typed", header, lines, types)
    made = []
    for data, database in ((str(path), None), ("typed", postgres)):
        given: dict[str, Any] = {"data": (data,), "database": database, "mapping": str(tmp_path / "mapping.yaml")}
        read = make(Request(report, **given, **asked), date(2026, 6, 30))
        assert read.value is not None, read.problems
        made.append((read.value.report.sections, read.value.rejected_rows))
    assert made[0] == made[1]


def test_a_database_that_does_not_answer_is_told() -> None:
    """As a problem, with the password left out."""
    read = open_database("postgresql://me:secret@127.0.0.1:1/none", "imports")
    assert read.value is None
    assert "secret" not in str(read.problems)
    assert redacted("postgresql://me:secret@host:5432/db") == "postgresql://me:***@host:5432/db"
