"""Texts that mean the same to a report are put together before rows are summed, so that there are fewer sums.

That needs one more look at a column, which costs little where the embedded engine reads a file by columns and sees each
text once; elsewhere rows are summed by the texts themselves, which gives the same report.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ibis.expr.types as ir

MOST = 1_000
"""With more texts than these a column is left as it is."""


def put_together(
    rows: ir.Table, engine: Any, column: str, classes_of: Callable[[list[str]], dict[str, Hashable]]
) -> ir.Table:
    """The rows with one text of each class in place of all of its texts; a text without a class stays as it is."""
    import ibis

    seen = [text for (text,) in engine.raw_sql(engine.compile(rows.select(column).distinct())).fetchall()]
    texts = sorted(text for text in seen if text is not None)
    if len(texts) > MOST:
        return rows
    found = classes_of(texts)
    chosen: dict[Hashable, str] = {}
    by_text = {text: chosen.setdefault(found[text], text) if text in found else text for text in texts}
    if all(text == one for text, one in by_text.items()):
        return rows
    if None not in seen and len(set(by_text.values())) == 1:  # all are alike: the column need not be read again
        return rows.mutate(**{column: ibis.literal(texts[0])})

    @ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]
    def list_position(texts: list[str], text: str) -> int: ...  # type: ignore[empty-body]

    @ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]
    def list_extract(texts: list[str], place: int) -> str: ...  # type: ignore[empty-body]

    place = list_position(ibis.array(list(by_text)), rows[column])
    return rows.mutate(**{column: list_extract(ibis.array(list(by_text.values())), place)})
