"""CSV files, plain or compressed, read once into the engine's folder as Parquet: every query then sees the same rows.

Lines that do not have the columns of the table are kept in a table of their own. What makes a whole file unfit is told
before any report is made: it is empty, not UTF-8, cut off, or grows past all measure when it is unpacked.
"""

from __future__ import annotations

import csv
import gzip
import io
import os
import zlib
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from origin.problems import Place, Problem, Read

DELIMITERS = (",", ";", "\t", "|")
LONGEST_HEADER = 1_000_000
LONGEST_LINE = 2_000_000
"""Bytes; a longer line is no row of a table, more likely a quotation mark that was never closed."""
GROWTH, HARMLESS = 100, 1 << 28
"""A compressed file that unpacks to more than so many times its size, and to more than so many bytes, is refused."""

SAVE_AS = "save it as CSV in UTF-8"


def delimiter_of(path: Path) -> Read[str]:
    """What parts the columns of a CSV file, by its header."""
    place = Place(str(path))
    try:
        with _opened(path) as stream:
            start = stream.read(LONGEST_HEADER)
    except (OSError, EOFError, zlib.error) as error:
        return _refused("file-unreadable", f"this file cannot be read: {error}", place)
    if not start.strip():
        return _refused("file-empty", "this file is empty", place, accepted="a header and rows")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start[:4096]:
        return _refused("encoding", "this file is not UTF-8 text", place, hint=SAVE_AS)
    line, end, _ = start.partition(b"\n")
    if not end and len(start) == LONGEST_HEADER:
        return _refused("line-too-long", "the header of this file does not end", place)
    try:
        header = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _refused("encoding", "this file is not UTF-8 text", Place(str(path), 1), hint=SAVE_AS)
    names = max((next(csv.reader([header], delimiter=one), []) for one in DELIMITERS), key=len)
    if repeated := sorted({name for name in names if names.count(name) > 1}):
        found, accepted = ", ".join(repeated), "each column once"
        return _refused("columns-repeated", "columns stand in the header twice", Place(str(path), 1), found, accepted)
    return Read(next(one for one in DELIMITERS if next(csv.reader([header], delimiter=one), []) == names))


def read_csv(engine: Any, path: Path, plain: Path, number: int, folder: Path) -> Read[Any]:
    """A CSV file as a table of texts of the embedded engine, which stands in a folder as Parquet.

    `plain` leads to the same file, and the engine takes it for no pattern.
    """
    delimiter = delimiter_of(path)
    if delimiter.value is None:
        return Read(None, delimiter.problems)
    target = folder / f"rows_{number}.parquet"
    workers = ThreadPoolExecutor(1, thread_name_prefix="unpack")
    packed: Future[Problem | None] = workers.submit(_unpacked, path, engine)
    workers.shutdown(wait=False)
    failed = None
    try:
        engine.con.execute(
            "COPY (FROM read_csv($path, all_varchar = true, header = true, delim = $delimiter, quote = '\"', "
            f"compression = '{'gzip' if path.suffix.lower() == '.gz' else 'none'}', "
            f"escape = '\"', max_line_size = {LONGEST_LINE}, store_rejects = true, rejects_limit = 0, "
            f"rejects_scan = 'malformed_files_{number}', rejects_table = '{malformed_table(number)}')) "
            f"TO '{target}' (FORMAT parquet)",
            {"path": str(plain), "delimiter": delimiter.value},
        )
    except Exception as error:  # whatever the engine found wrong with the file
        failed = error
    problem = packed.result() or _unfit(engine, path, number, failed)
    return Read(None, (problem,)) if problem is not None else Read(engine.read_parquet(str(target)))


def malformed_table(number: int) -> str:
    """The name of the table in which the engine keeps the malformed lines of a file."""
    return f"malformed_lines_{number}"


def _unfit(engine: Any, path: Path, number: int, failed: Exception | None) -> Problem | None:
    """What makes a file unfit as a whole: the engine's error, or lines that tell that it is not what it seems."""
    if failed is not None:
        text = str(failed)
        if "Maximum line size" in text or "line size" in text.lower():
            return _too_long(Place(str(path)))
        return Problem("file-unreadable", "this file cannot be read as CSV", Place(str(path)), first_line(failed))
    if malformed_table(number) not in engine.list_tables():  # the engine makes it when it meets the first such line
        return None
    worst = engine.raw_sql(
        f"SELECT error_type, min(line) FROM {malformed_table(number)} "  # noqa: S608
        "WHERE error_type IN ('INVALID ENCODING', 'LINE SIZE OVER MAXIMUM') GROUP BY ALL ORDER BY ALL"
    ).fetchone()
    if worst is None:
        return None
    place = Place(str(path), worst[1])
    if worst[0] == "INVALID ENCODING":
        return Problem("encoding", "this file is not UTF-8 text", place, hint=SAVE_AS)
    return _too_long(place)


def _too_long(place: Place) -> Problem:
    accepted = f"lines of at most {LONGEST_LINE:,} bytes"
    hint = "is there a quotation mark that is never closed?"
    return Problem(
        "line-too-long", "a line of this file does not end, or is too long", place, accepted=accepted, hint=hint
    )


def _unpacked(path: Path, engine: Any) -> Problem | None:
    """What is wrong with a compressed file; where it grows too large the engine is stopped."""
    if path.suffix.lower() != ".gz":
        return None
    most = max(HARMLESS, GROWTH * path.stat().st_size)
    size = 0
    try:
        with gzip.open(path, "rb") as stream:
            while part := stream.read(1 << 20):
                size += len(part)
                if size > most:
                    engine.con.interrupt()
                    hint = "unpack it yourself if it is what you think it is"
                    found, accepted = f"more than {size:,} bytes", f"at most {GROWTH} times its size"
                    return Problem("file-too-large", "this file grows past all measure when unpacked", Place(str(path)),
                                   found, accepted, hint)  # fmt: skip
    except (OSError, EOFError, zlib.error) as error:
        return Problem("file-unreadable", "this compressed file is cut off or damaged", Place(str(path)), str(error))
    return None


def _opened(path: Path) -> Any:
    return gzip.open(path, "rb") if path.suffix.lower() == ".gz" else io.FileIO(os.fspath(path))


def _refused(code: str, message: str, place: Place, found: str | None = None, accepted: str | None = None,
             hint: str | None = None) -> Read[str]:  # fmt: skip
    return Read(None, (Problem(code, message, place, found, accepted, hint),))


def first_line(error: Exception) -> str:
    """What an engine's error says, in a line."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
