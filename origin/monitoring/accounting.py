"""What became of each row that was read: counted, set aside, rejected; and that it adds up."""

from __future__ import annotations

from origin.monitoring.cells.reading import Cells
from origin.monitoring.report import Column, Kind, Section, Table


def account_section(cells: Cells) -> Section:
    """The account of the rows of a table."""
    account = cells.account
    rows = [
        (fate.kind if fate.kind != "aside" else "set aside", fate.words, fate.rows, fate.value)
        for fate in account.fates
    ]
    rows.append(("read", "all rows of the input", account.rows_in, account.value_in))
    columns = (
        Column(
            "fate",
            "Rows",
            Kind.TEXT,
            "Counted in the report, set aside because they are counted elsewhere, or rejected.",
        ),
        Column("reason", "Why"),
        Column("rows", "Number", Kind.COUNT, "Rows of the input."),
        Column("value", "Value", Kind.MONEY, "Their value; empty where it cannot be read.", cells.mapping.currency),
    )
    verdict = (
        "Rows and value read equal those counted, set aside and rejected together."
        if account.adds_up
        else "Rows or value read do NOT equal those counted, set aside and rejected together: do not use this report."
    )
    return Section(
        "account",
        "What was read",
        (verdict, *cells.mapping.notes),
        tables=(Table("account", "What became of each row", columns, tuple(rows)),),
    )
