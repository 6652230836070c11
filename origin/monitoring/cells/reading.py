"""A table read into cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from origin.monitoring.cells.account import Account, account_of
from origin.monitoring.cells.buckets import bucketed
from origin.monitoring.cells.meanings import Meanings
from origin.monitoring.cells.rejects import malformed_count, rejected_rows
from origin.monitoring.cells.texts import alike_procedures, alike_reporters
from origin.monitoring.mapping import Mapping
from origin.monitoring.periods import Grain
from origin.monitoring.rows.classes import put_together
from origin.monitoring.rows.contract import typed
from origin.monitoring.rows.sums import summed
from origin.monitoring.rows.terms import Detail, Window
from origin.monitoring.source import Source

if TYPE_CHECKING:
    import ibis.expr.types as ir


@dataclass(frozen=True, slots=True)
class Cells:
    """The sums with their meaning, in the embedded engine, and where they came from.

    Columns of `table`: reporter, partner, flow, period, product, agreement, requested, bucket, rows, value, quantity,
    net_mass, weighed (the value of what has a net mass), duty (value times margin in percent), rated (the value of what
    has both rates).
    """

    table: ir.Table
    engine: Any
    account: Account
    source: Source
    mapping: Mapping
    detail: Detail
    rejected: Callable[[], Iterable[tuple[str, ...]]]
    """The header, then each rejected row as the table has it, with the reason in front."""

    @property
    def grain(self) -> Grain:
        """The length of the periods."""
        return self.detail.grain


EVERY_PERIOD = Window()


def cells_of(source: Source, mapping: Mapping, detail: Detail, engine: Any, window: Window = EVERY_PERIOD) -> Cells:
    """Reads a table into cells; `engine` is the embedded one."""
    rows = typed(source.table, mapping, detail)
    incoming = rows.agg(rows=rows.count(), value=rows["_value"].sum()).to_pyarrow().to_pylist()[0]
    embedded = source.engine is engine
    fewer = _put_together(rows, engine, mapping, detail) if embedded else rows
    sums = summed(fewer, mapping, detail)
    if embedded:
        engine.create_table("sums", sums, temp=True, overwrite=True)
    else:
        engine.con.register("brought", sums.to_pyarrow())
        engine.raw_sql("CREATE OR REPLACE TEMP TABLE sums AS FROM brought")
    meanings = Meanings.of(engine, mapping, detail.grain)
    meanings.join(engine, detail, window)
    account = account_of(engine, incoming, malformed_count(source))
    meant = engine.table("meant")
    counted = meant.filter(meant["fate"].isnull())
    cells = engine.create_table("cells", bucketed(counted, mapping.preference), temp=True, overwrite=True)
    return Cells(cells, engine, account, source, mapping, detail, lambda: rejected_rows(source, rows, meanings))


def _put_together(rows: ir.Table, engine: Any, mapping: Mapping, detail: Detail) -> ir.Table:
    """The rows with texts put together that make no difference to the report."""
    if mapping.reporter.column is not None and not detail.reporters:
        rows = put_together(rows, engine, "_reporter", lambda texts: alike_reporters(texts, mapping))
    if mapping.preference is not None and mapping.preference.procedure is not None:
        rows = put_together(rows, engine, "_procedure", lambda texts: alike_procedures(texts, mapping))
    return rows
