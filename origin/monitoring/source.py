"""Opens tables: CSV, CSV.GZ and Parquet files by the embedded engine, tables of a database by its own."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import weakref
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from origin.problems import Place, Problem, Read

if TYPE_CHECKING:
    import ibis.expr.types as ir

MISSING_LIBRARIES = Problem(
    "reports-not-installed",
    "reports need libraries that are not installed",
    accepted="an installation with the extra `reports`",
    hint="pip install 'origin-toolkit[reports]'",
)


@dataclass(frozen=True, slots=True)
class Input:
    """A file or table that was read: its name as given, and what it held."""

    name: str
    sha256: str | None = None
    bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An open table with the engine that holds it."""

    table: ir.Table
    engine: Any
    inputs: tuple[Input, ...]
    engine_name: str
    csv: bool = False
    """Whether lines that are no rows were kept apart while reading."""
    columns: tuple[str, ...] = field(default=())


def embedded(memory: str = "1500MB", threads: int | None = None) -> Any:
    """The embedded engine; past `memory` it works on disk."""
    import ibis

    engine = ibis.duckdb.connect()
    engine.raw_sql(f"SET memory_limit = '{memory}'")
    folder = tempfile.mkdtemp(prefix="origin-report-")
    weakref.finalize(engine, shutil.rmtree, folder, ignore_errors=True)
    engine.raw_sql(f"SET temp_directory = '{folder}'")
    engine.raw_sql("SET preserve_insertion_order = false")
    if threads is not None:
        engine.raw_sql(f"SET threads = {threads}")
    return engine


def available() -> bool:
    """Whether the libraries of the extra `reports` are installed."""
    from importlib.util import find_spec

    return all(find_spec(name) is not None for name in ("duckdb", "ibis", "pyarrow", "scipy"))


def open_files(paths: list[Path], engine: Any, hashed: bool = True) -> Read[Source]:
    """Files of one kind as one table; what each column holds is told by the mapping, so CSV columns stay text."""
    problems = [
        Problem("file-missing", "there is no such file", Place(str(path))) for path in paths if not path.is_file()
    ]
    if problems:
        return Read(None, tuple(problems))
    kinds = {_kind(path) for path in paths}
    if len(kinds) > 1 or "" in kinds:
        found = ", ".join(str(path) for path in paths)
        accepted = "files of one kind: .csv, .csv.gz, .tsv or .parquet"
        return Read(None, (Problem("file-kind", "these files cannot be read as one table", None, found, accepted),))
    csv = kinds == {"csv"}
    tables = []
    for number, path in enumerate(paths):
        try:
            tables.append(_read_csv(engine, path, number) if csv else engine.read_parquet(str(path)))
        except Exception as error:  # whatever the engine found wrong with the file
            return Read(None, (Problem("file-unreadable", _first_line(error), Place(str(path))),))
        if set(tables[-1].columns) != set(tables[0].columns):
            place, accepted = Place(str(path)), ", ".join(tables[0].columns)
            found = ", ".join(tables[-1].columns)
            return Read(
                None, (Problem("columns-differ", "the columns differ from the first file's", place, found, accepted),)
            )
    first = tables[0]
    table = first if len(tables) == 1 else first.union(*(other.select(*first.columns) for other in tables[1:]))
    inputs = tuple(Input(str(path), hash_of(path) if hashed else None, path.stat().st_size) for path in paths)
    return Read(Source(table, engine, inputs, "DuckDB", csv, tuple(table.columns)))


def _read_csv(engine: Any, path: Path, number: int) -> Any:
    """A CSV file, every column as text; lines that are no rows are kept in a table of their own."""
    return engine.read_csv(
        str(path),
        all_varchar=True,
        header=True,
        store_rejects=True,
        rejects_scan=f"malformed_files_{number}",
        rejects_table=malformed_table(number),
        rejects_limit=0,
    )


def malformed_table(number: int) -> str:
    """The name of the table in which the engine keeps the malformed lines of a file."""
    return f"malformed_lines_{number}"


def open_database(url: str, name: str) -> Read[Source]:
    """A table of a database that Ibis can speak to, by the URL of the database."""
    import ibis

    try:
        engine = ibis.connect(url)
        table = engine.table(name)
    except Exception as error:  # each engine has errors of its own
        hint = "is the driver installed? pip install 'ibis-framework[postgres]', and so on for other engines"
        return Read(None, (Problem("database", _first_line(error), Place(redacted(url)), hint=hint),))
    shown = f"{redacted(url)}, table {name}"
    return Read(Source(table, engine, (Input(shown),), engine.name, columns=tuple(table.columns)))


def redacted(url: str) -> str:
    """A URL without its password."""
    from urllib.parse import urlsplit, urlunsplit

    parts = urlsplit(url)
    if parts.password is None:
        return url
    user = f"{parts.username}:***@" if parts.username else ""
    host = parts.hostname or ""
    return urlunsplit(parts._replace(netloc=f"{user}{host}{f':{parts.port}' if parts.port else ''}"))


def _kind(path: Path) -> str:
    name = path.name.lower()
    if name.endswith((".csv", ".csv.gz", ".tsv", ".tsv.gz")):
        return "csv"
    return "parquet" if name.endswith(".parquet") else ""


def hash_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]


def memory_limit() -> str:
    """The memory the embedded engine may use: ORIGIN_REPORT_MEMORY, else a gigabyte and a half."""
    return os.environ.get("ORIGIN_REPORT_MEMORY", "1500MB")
