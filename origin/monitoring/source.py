"""Opens tables: CSV, CSV.GZ and Parquet files by the embedded engine, tables of a database by its own."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from origin.monitoring.csv_files import first_line, malformed_table, read_csv
from origin.monitoring.scratch import scratch_folder
from origin.problems import Place, Problem, Read

if TYPE_CHECKING:
    from concurrent.futures import Future

    import ibis.expr.types as ir

MISSING_LIBRARIES = Problem(
    "reports-not-installed",
    "reports need libraries that are not installed",
    accepted="an installation with the extra `reports`",
    hint="pip install 'origin-toolkit[reports]'",
)


NUMBERS = count()
"""Of the files that were opened: each has tables of its own in the engine."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file or table that was read: its name as given, and what it held."""

    name: str
    hashing: Future[str] | None = None
    """The hash of a file, which is reckoned while the engine is at work."""
    bytes: int | None = None

    @property
    def sha256(self) -> str | None:
        """The SHA-256 of a file; None for a table of a database."""
        return None if self.hashing is None else self.hashing.result()


def input_of(path: Path) -> Input:
    """A file as an input, its hash being reckoned meanwhile."""
    from concurrent.futures import ThreadPoolExecutor

    workers = ThreadPoolExecutor(1, thread_name_prefix="hash")
    hashing = workers.submit(hash_of, path)
    workers.shutdown(wait=False)
    return Input(str(path), hashing, path.stat().st_size)


@dataclass(frozen=True, slots=True)
class Source:
    """An open table with the engine that holds it."""

    table: ir.Table
    engine: Any
    inputs: tuple[Input, ...]
    engine_name: str
    malformed: tuple[str, ...] = ()
    """The tables of the engine in which lines that are no rows were kept."""
    columns: tuple[str, ...] = field(default=())


def embedded(memory: str = "1500MB", threads: int | None = None) -> Any:
    """The embedded engine; past `memory` it works on disk."""
    import ibis

    engine = ibis.duckdb.connect()
    engine.raw_sql(f"SET memory_limit = '{memory}'")
    engine.raw_sql(f"SET temp_directory = '{scratch_folder(engine)}'")
    engine.raw_sql("SET preserve_insertion_order = false")
    if threads is not None:
        engine.raw_sql(f"SET threads = {threads}")
    return engine


def available() -> bool:
    """Whether the libraries of the extra `reports` are installed."""
    from importlib.util import find_spec

    return all(find_spec(name) is not None for name in ("duckdb", "ibis", "pyarrow", "scipy"))


def open_files(paths: list[Path], engine: Any) -> Read[Source]:
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
    folder = Path(engine.raw_sql("SELECT current_setting('temp_directory')").fetchone()[0])
    inputs = tuple(map(input_of, paths))
    tables: list[Any] = []
    malformed: list[str] = []
    for path in paths:
        number = next(NUMBERS)
        read = _read(engine, path, number, folder, csv)
        if read.value is None:
            return Read(None, read.problems)
        tables.append(read.value)
        malformed += [malformed_table(number)] if malformed_table(number) in engine.list_tables() else []
        if set(tables[-1].columns) != set(tables[0].columns):
            place, accepted = Place(str(path)), ", ".join(tables[0].columns)
            found = ", ".join(tables[-1].columns)
            return Read(
                None, (Problem("columns-differ", "the columns differ from the first file's", place, found, accepted),)
            )
    first = tables[0]
    table = first if len(tables) == 1 else first.union(*(other.select(*first.columns) for other in tables[1:]))
    return Read(Source(table, engine, inputs, "DuckDB", tuple(malformed), tuple(table.columns)))


def _read(engine: Any, path: Path, number: int, folder: Path, csv: bool) -> Read[Any]:
    plain = _plain(path, number, folder)
    if csv:
        return read_csv(engine, path, plain, number, folder)
    try:
        return Read(engine.read_parquet(str(plain)))
    except Exception as error:  # whatever the engine found wrong with the file
        found = first_line(error)
        return Read(None, (Problem("file-unreadable", "this file cannot be read as Parquet", Place(str(path)), found),))


def _plain(path: Path, number: int, folder: Path) -> Path:
    """A path in which the engine sees no pattern: the file itself, or a link to it."""
    if not set("*?[]{}$") & set(str(path)):
        return path
    link = folder / f"input_{number}{''.join(path.suffixes[-2:])}"
    link.symlink_to(path.resolve())
    return link


def open_database(url: str, name: str) -> Read[Source]:
    """A table of a database that Ibis can speak to, by the URL of the database."""
    import ibis

    try:
        engine = ibis.connect(url)
        table = engine.table(name)
    except Exception as error:  # each engine has errors of its own
        hint = "is the driver installed? pip install 'ibis-framework[postgres]', and so on for other engines"
        return Read(None, (Problem("database", first_line(error), Place(redacted(url)), hint=hint),))
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


def memory_limit() -> str:
    """The memory the embedded engine may use: ORIGIN_REPORT_MEMORY, else a gigabyte and a half."""
    return os.environ.get("ORIGIN_REPORT_MEMORY", "1500MB")
