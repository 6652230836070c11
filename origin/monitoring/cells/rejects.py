"""The rows that are rejected, as the table has them, with the reason in front."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from origin.monitoring.cells.meanings import Meanings
from origin.monitoring.rows.terms import REJECTED_TEXTS
from origin.monitoring.source import Source

if TYPE_CHECKING:
    import ibis.expr.types as ir


def _fetched(source: Source, table: ir.Table) -> Iterable[tuple[Any, ...]]:
    """The rows of a table, some at a time."""
    if source.engine.name == "duckdb":
        cursor = source.engine.raw_sql(source.engine.compile(table))
        while rows := cursor.fetchmany(10_000):
            yield from rows
    else:
        for batch in table.to_pyarrow_batches():
            yield from (tuple(row.values()) for row in batch.to_pylist())


def malformed_count(source: Source) -> int:
    """How many lines of CSV files the engine could not split into the columns of the table."""
    counts = (
        source.engine.raw_sql(f"SELECT count(DISTINCT line) FROM {name}").fetchone()[0]  # noqa: S608  (our own name)
        for name in source.malformed
    )
    return sum(counts)


def malformed_lines(source: Source) -> Iterator[str]:
    """Those lines."""
    for name in source.malformed:
        found = source.engine.raw_sql(f"SELECT DISTINCT line, csv_line FROM {name} ORDER BY ALL")  # noqa: S608
        while some := found.fetchmany(10_000):
            yield from (str(text) for _, text in some)


def rejected_rows(source: Source, rows: ir.Table, meanings: Meanings) -> Iterable[tuple[str, ...]]:
    """The rejected rows, read from the table again."""
    import ibis

    reasons = [(rows["_fault"].notnull(), rows["_fault"])]
    for column in ("reporter", "partner", "flow", "requested"):
        texts = [text for text, meaning in meanings.found[column].items() if meaning[-1] in REJECTED_TEXTS]
        if None in texts:
            reasons.append((rows[f"_{column}"].isnull(), ibis.literal(f"{column}-unknown")))
        if known := [text for text in texts if text is not None]:
            reasons.append((rows[f"_{column}"].isin(known), ibis.literal(f"{column}-unknown")))
    reason = ibis.cases(*reasons)
    names = list(source.columns)
    wanted = rows.mutate(_reason=reason).filter(lambda table: table["_reason"].notnull()).select("_reason", *names)
    yield ("reason", *names)
    for row in _fetched(source, wanted):
        yield tuple("" if value is None else str(value) for value in row)
    for line in malformed_lines(source):
        yield ("line-malformed", line)
