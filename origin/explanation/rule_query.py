"""Reads the question for a rule: a code of an HS edition, a description, a day."""

from __future__ import annotations

from origin.explanation.inquiry_day import parse_day
from origin.explanation.rule_sheet import RuleQuery
from origin.nomenclature.check import check_code
from origin.nomenclature.code_text import parse_code
from origin.nomenclature.edition import YEARS
from origin.problems import Place, Problem, Read


def read_query(code: str, hs_edition: str, option: str | None, on: str | None) -> Read[RuleQuery]:
    """The query, or everything that is wrong with it."""
    problems: list[Problem] = []
    edition = next((year for year in YEARS if str(year) == hs_edition), None)
    if edition is None:
        accepted = ", ".join(map(str, YEARS))
        message = "there is no table of this HS edition"
        problems.append(Problem("hs-edition", message, Place("--hs-edition"), hs_edition[:60], accepted))
    found = parse_code(code)
    if isinstance(found, Problem):
        problems.append(found)
    elif edition is not None and (unknown := check_code(found, edition)) is not None:
        problems.append(unknown)
    day = parse_day(on, "--on") if on is not None else None
    if isinstance(day, Problem):
        problems.append(day)
    if problems or edition is None or isinstance(found, Problem) or isinstance(day, Problem):
        return Read(None, tuple(problems))
    return Read(RuleQuery(found, edition, option, day))
