"""The customs debt of a case, as it is asked for at the command line."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from origin.cases.debt import Debt, InterestRate, debt_of
from origin.cases.rates import read_rates
from origin.cases.register.case import Case
from origin.dossier.kinds import COUNTRY, DAY, Fault
from origin.dossier.number_text import parse_exact
from origin.frozen import Frozen
from origin.problems import Place, Problem, Read

_INTEREST = re.compile(r"(?P<percent>[\d.,]+)\s*%\s+from\s+(?P<day>\S+)")


class DebtQuestion(Frozen):
    """The options as given."""

    rates: Path | None = None
    true_origin: str | None = None
    interest: tuple[str, ...] = ()
    until: date | None = None


def debt_of_case(case: Case, question: DebtQuestion) -> Read[Debt]:
    """The debt of a case, with its limit and the security that is held."""
    if question.rates is None:
        message = "the debt is worked out by a table of rates"
        return Read(None, (Problem("rates-missing", message, Place("--rates"), accepted="a CSV file or workbook"),))
    rates = read_rates(question.rates)
    interest, problems = _interest(question.interest)
    origin = COUNTRY.read(question.true_origin) if question.true_origin else None
    if isinstance(origin, Fault):
        place = Place("--true-origin")
        problems.append(Problem(origin.code, origin.message, place, question.true_origin, origin.accepted, origin.hint))
    if rates.value is None or problems or isinstance(origin, Fault):
        return Read(None, (*rates.problems, *problems))
    limit = case.deadline("debt-limit")
    return debt_of(
        case.claim,
        rates.value,
        case.agreement,
        origin,
        interest,
        question.until if interest else None,
        case.security,
        limit.due if limit else None,
        limit.citation if limit else None,
    )


def _interest(stated: tuple[str, ...]) -> tuple[tuple[InterestRate, ...], list[Problem]]:
    """Rates such as "4.5% from 2026-01-01"."""
    found: list[InterestRate] = []
    problems: list[Problem] = []
    for text in stated:
        match = _INTEREST.fullmatch(text.strip())
        percent = parse_exact(match["percent"]) if match else None
        day = DAY.read(match["day"]) if match else None
        if percent is None or not isinstance(day, date):
            accepted = 'a yearly rate and its first day, such as "4.5% from 2026-01-01"'
            problems.append(Problem("interest", "this is not a rate of interest", Place("--interest"), text, accepted))
            continue
        found.append(InterestRate(day, percent))
    return tuple(found), problems
