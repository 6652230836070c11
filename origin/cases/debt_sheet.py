"""A customs debt, for people and for programs."""

from __future__ import annotations

from typing import Any

from origin.cases.debt import Debt
from origin.explanation.document import Column, Document, Facts, Section, Table
from origin.explanation.numbers import exact_decimal, fixed, money, percent
from origin.explanation.words import capital
from origin.language.english_words import day


def debt_rows(debt: Debt) -> tuple[tuple[str, str], ...]:
    """The debt as labels and amounts, line by line."""
    rows = [(f"{capital(line.label)} ({line.rate})", _amount(line.amount, debt)) for line in debt.duties]
    rows += [
        (f"Interest {percent(line.percent)}, {day(line.start)} to {day(line.end)}", _amount(line.amount, debt))
        for line in debt.interest
    ]
    rows.append(("To be paid", money(debt.total.amount, debt.currency)))
    if debt.security is not None:
        rows.append(("Security held", money(debt.security.amount, debt.security.currency)))
        left = debt.remaining
        rows.append(("Not covered by it", money(left.amount, left.currency) if left else "not known: another currency"))
    return tuple(rows)


def _amount(amount: Any, debt: Debt) -> str:
    return f"{fixed(amount, 2)} {debt.currency}"


def debt_document(number: str, debt: Debt) -> Document:
    """The debt as a document."""
    columns = (Column("What"), Column("Amount", figures=True))
    sections = [Section("debt", "Customs debt", (Table("Line by line", columns, debt_rows(debt)),))]
    if debt.limit is not None:
        citation = f" [{debt.limit_citation}]" if debt.limit_citation else ""
        sections.append(Section("limit", "Limit", (Facts((("To be notified by", f"{day(debt.limit)}{citation}"),)),)))
    return Document(None, f"{money(debt.total.amount, debt.currency)}", number, "", tuple(sections))


def debt_record(number: str, debt: Debt) -> dict[str, Any]:
    """The debt for programs; amounts exact, the total as it is to be paid."""
    left = debt.remaining
    return {
        "schema": "origin-debt/1",
        "case": number,
        "currency": debt.currency,
        "duties": [{"label": one.label, "rate": one.rate, "amount": exact_decimal(one.amount)} for one in debt.duties],
        "interest": [
            {
                "from": str(one.start),
                "to": str(one.end),
                "days": one.days,
                "percent": exact_decimal(one.percent),
                "amount": exact_decimal(one.amount),
            }
            for one in debt.interest
        ],
        "total": exact_decimal(debt.total.amount),
        "security": exact_decimal(debt.security.amount) if debt.security else None,
        "remaining": exact_decimal(left.amount) if left else None,
        "limit": str(debt.limit) if debt.limit else None,
    }
