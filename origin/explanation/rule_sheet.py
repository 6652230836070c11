"""The rules for a code: of one agreement or several, which description they suppose, on which days they are open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from origin.determination.selection import Candidate, Selection, select
from origin.explanation.document import Document, Mark, Point, Points, Section
from origin.explanation.rule_words import alternative_point, citation_of, closed_on, on_day
from origin.explanation.words import named
from origin.frozen import Frozen
from origin.language.english import alternative_english
from origin.language.english_words import day, joined
from origin.language.notation import alternative_text
from origin.nomenclature.code import HsCode
from origin.nomenclature.labels import label
from origin.problems import Place, Problem

if TYPE_CHECKING:
    from origin.agreements.law import Law

SCHEMA = "origin-rules/1"


class RuleQuery(Frozen):
    """What is asked: a code of an HS edition, the description it is taken to have, the day (None: any)."""

    code: HsCode
    edition: int
    option: str | None = None
    on: date | None = None


def check_query(query: RuleQuery, laws: Sequence[Law]) -> tuple[Problem, ...]:
    """What is wrong with a query: an option that no rule for the code knows, a day on which nothing applies."""
    if query.on is not None and not any(law.agreement.in_force(query.on) for law in laws):
        lives = joined([f"{law.agreement.id} from {day(law.agreement.valid_from)}" for law in laws], "and")
        message = "no agreement asked for applies on this day"
        return (Problem("day-outside-agreement", message, Place("--on"), str(query.on), lives),)
    if query.option is None:
        return ()
    known = list(
        dict.fromkeys(
            candidate.option
            for law in laws
            for candidate in _selected(RuleQuery(query.code, query.edition), law).candidates
            if candidate.option is not None
        )
    )
    if query.option in known:
        return ()
    from origin.dossier.notes import nearest

    near = nearest(query.option, known)
    hint = f"did you mean {near}?" if near else None
    accepted = ", ".join(known) or "nothing: no rule for this code depends on the description of the goods"
    message = f"no rule for {query.code.short} knows this description"
    return (Problem("option-unknown", message, Place("--option"), query.option[:60], accepted, hint),)


def rule_document(query: RuleQuery, laws: Iterable[Law]) -> Document:
    """The rules for a code, an agreement a section."""
    goods = label(query.code)
    title = f"{query.code.short} {goods}" if goods else query.code.short
    subtitle = f"HS {query.edition}"
    subtitle += f"; rules as they stand on {day(query.on)}" if query.on else "; rules of all days"
    return Document(None, title, subtitle, "", tuple([_section(query, law) for law in laws]))


def rule_record(query: RuleQuery, laws: Iterable[Law]) -> dict[str, Any]:
    """The same for programs."""
    return {
        "schema": SCHEMA,
        "code": query.code.short,
        "edition": query.edition,
        "on": query.on.isoformat() if query.on else None,
        "agreements": [_law_record(query, law) for law in laws],
    }


def _selected(query: RuleQuery, law: Law) -> Selection:
    return select(query.code, query.edition, query.option, law)


def _section(query: RuleQuery, law: Law) -> Section:
    agreement = law.agreement
    title = f"{agreement.title} ({agreement.id})"
    if query.on is not None and not agreement.in_force(query.on):
        life = f"It applies from {day(agreement.valid_from)}"
        life += f" until {day(agreement.valid_until)}." if agreement.valid_until else "."
        return Section(agreement.id, title, (Points((Point(life, Mark.CLOSED),)),))
    selection = _selected(query, law)
    points: list[Point] = []
    if selection.splits:
        codes = named([code.short for code in selection.codes], "or")
        points.append(Point(f"HS {selection.edition}, which the rule list is on, divides {query.code.short}: {codes}."))
    elif selection.codes and selection.codes[0] != query.code:
        points.append(Point(f"On HS {selection.edition}, which the rule list is on: {selection.codes[0].short}."))
    if not selection.candidates:
        points.append(Point(f"The list has no rule for {query.code.short}."))
    elif len(selection.candidates) > 1:
        points.append(Point("Which of these applies depends on the goods:"))
    several = len({candidate.code for candidate in selection.candidates}) > 1
    points += [_candidate(candidate, query, law, several) for candidate in selection.candidates]
    return Section(agreement.id, title, (Points(tuple(points)),))


def _candidate(candidate: Candidate, query: RuleQuery, law: Law, several: bool) -> Point:
    below: list[Point] = []
    if candidate.option is not None:
        below.append(Point(f"--option {candidate.option}", quiet=True))
    if any(entry.cumulative for entry in candidate.entries):
        below.append(Point("Every rule marked as cumulative must be met besides the others."))
    alternatives = [one for entry in candidate.entries for one in entry.rule.alternatives]
    for number, alternative in enumerate(alternatives, 1):
        point = alternative_point(number, alternative, law.agreement, law.glossary)
        below.append(on_day(point, alternative, query.on) if query.on is not None else point)
    title = citation_of(candidate, law.agreement)
    if several:
        title += f" (goods of {candidate.code.short})"
    return Point(title, below=tuple(below))


def _law_record(query: RuleQuery, law: Law) -> dict[str, Any]:
    selection = _selected(query, law)
    return {
        "agreement": law.agreement.id,
        "title": law.agreement.title,
        "in_force": query.on is None or law.agreement.in_force(query.on),
        "edition": selection.edition,
        "codes": [code.short for code in selection.codes],
        "rules": [
            {
                "code": candidate.code.short,
                "citation": citation_of(candidate, law.agreement),
                "option": candidate.option,
                "label": candidate.label,
                "alternatives": [
                    {
                        "notation": alternative_text(one),
                        "english": alternative_english(one, law.glossary),
                        "valid_from": one.valid_from.isoformat() if one.valid_from else None,
                        "valid_until": one.valid_until.isoformat() if one.valid_until else None,
                        "quota": one.quota,
                        "open": query.on is None or closed_on(one, query.on) is None,
                    }
                    for entry in candidate.entries
                    for one in entry.rule.alternatives
                ],
            }
            for candidate in selection.candidates
        ],
    }
