"""What the command line asks about selection: read claims, rates and outcomes, assess, and choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from origin.agreements.agreement import Agreement
from origin.cases.answer_claims import Question, read_question
from origin.cases.assess_many import assessments
from origin.cases.selection.back_test import BackTest, back_test
from origin.cases.selection.estimate import estimate
from origin.cases.selection.outcomes import read_outcomes
from origin.cases.selection.pick import Budget, Pick, pick
from origin.dossier.number_text import parse_exact
from origin.frozen import Frozen
from origin.problems import Place, Problem, Read

Watched = Callable[[int], Callable[[int], None]]
"""Given how many claims there are, what is told how many are done."""


class Choice(Frozen):
    """The options as given."""

    claims: Path
    data: bytes | None
    budget: Budget
    seed: str
    outcomes: Path | None
    rates: Path | None
    agreement: str | None
    on: str | None
    today: date


def chosen(choice: Choice, agreements: Sequence[Agreement], watched: Watched) -> Read[tuple[tuple[Pick, ...], int]]:
    """The claims chosen and how many there were, or all that is wrong with the files."""
    problems: list[Problem] = []
    if choice.budget.recovery and (choice.outcomes is None or choice.rates is None):
        message = "expected recovery needs past outcomes and a table of rates"
        problems.append(Problem("recovery-facts", message, Place("--recovery"), accepted="--outcomes and --rates"))
    past = read_outcomes(choice.outcomes) if choice.outcomes is not None else None
    problems += past.problems if past is not None else ()
    question = Question(choice.claims, choice.data, choice.on, choice.rates, choice.agreement, choice.today)
    read = read_question(question, agreements)
    problems += read.problems
    if read.value is None or (past is not None and past.value is None) or (choice.budget.recovery > 0 and past is None):
        return Read(None, tuple(problems))
    prepared = read.value.prepared
    progress = watched(len(prepared.claims))
    found = []
    for number, one in enumerate(assessments(prepared), 1):
        found.append(one)
        progress(number)
    currencies = sorted({one.duty.difference.currency for one in found if one.duty.difference is not None})
    if choice.budget.recovery > 0 and len(currencies) > 1:
        message = "duties in several currencies cannot be ranked by what they would recover"
        accepted = "claims whose customs values are in one currency"
        return Read(None, (Problem("recovery-currencies", message, None, ", ".join(currencies), accepted),))
    estimates = estimate(past.value) if past is not None and past.value else None
    return Read((pick(found, choice.budget, choice.seed, estimates), len(found)), tuple(problems))


def tested(past: Path, later: Path, share: str) -> Read[BackTest]:
    """The back-test of two tables of outcomes."""
    percent = parse_exact(share.strip().removesuffix("%"))
    first, second = read_outcomes(past), read_outcomes(later)
    problems = [*first.problems, *second.problems]
    if percent is None or not 0 < percent <= 100:
        message = "this is not a part of the claims"
        problems.append(Problem("share", message, Place("--share"), share, "a percentage such as 5%"))
    if not first.value or not second.value or problems or percent is None:
        if not problems:
            problems.append(Problem("outcomes-none", "there are no outcomes in this file", Place(str(past))))
        return Read(None, tuple(problems))
    return Read(back_test(first.value, second.value, float(percent / 100)))
