"""The rules for a code: of one agreement or several, which description they suppose, on which days they are open."""

from __future__ import annotations

from collections.abc import Sequence
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


def rule_document(query: RuleQuery, laws: Sequence[Law]) -> Document:
    """The rules for a code: a section for all agreements that ask the same, those that most ask first."""
    goods = label(query.code)
    title = f"{query.code.short} {goods}" if goods else query.code.short
    subtitle = f"HS {query.edition}"
    subtitle += f"; rules as they stand on {day(query.on)}" if query.on else "; rules of all days"
    groups = alike([law for law in laws if _applies(law, query)], query)
    closed = [law for law in laws if not _applies(law, query)]
    if len(groups) > 1:
        subtitle += f"; {sum(map(len, groups))} agreements, {len(groups)} different rules"
    sections = [_section(group, query) for group in groups]
    if closed:
        sections.append(Section("closed", "Not in force on that day", (Points(tuple(map(_life, closed))),)))
    return Document(None, title, subtitle, "", tuple(sections))


def alike(laws: Sequence[Law], query: RuleQuery) -> list[list[Law]]:
    """Agreements in groups that ask the same of the goods, wherever each says so; the largest groups first."""
    groups: dict[object, list[Law]] = {}
    for law in laws:
        selection = _selected(query, law)
        rules = tuple([(one.code, one.option, one.label, _asks(one, query, law)) for one in selection.candidates])
        groups.setdefault((selection.splits, _places(selection, query), rules), []).append(law)
    return sorted(groups.values(), key=lambda group: -len(group))


def rule_record(query: RuleQuery, laws: Sequence[Law]) -> dict[str, Any]:
    """The same for programs."""
    return {
        "schema": SCHEMA,
        "code": query.code.short,
        "edition": query.edition,
        "on": query.on.isoformat() if query.on else None,
        "agreements": [_law_record(query, law) for law in laws],
        "alike": [[law.agreement.id for law in group] for group in alike(laws, query)],
    }


def _selected(query: RuleQuery, law: Law) -> Selection:
    """The rules a law has for what is asked: found once, as grouping and telling both ask it."""
    return law.once(("selected", query), law.rules, lambda _: select(query.code, query.edition, query.option, law))


def _applies(law: Law, query: RuleQuery) -> bool:
    return query.on is None or law.agreement.in_force(query.on)


def _life(law: Law) -> Point:
    agreement = law.agreement
    until = f" until {day(agreement.valid_until)}" if agreement.valid_until else ""
    return Point(f"{agreement.id} applies from {day(agreement.valid_from)}{until}.", Mark.CLOSED)


def _section(group: Sequence[Law], query: RuleQuery) -> Section:
    """The rules of agreements that ask the same."""
    first = group[0]
    selection = _selected(query, first)
    points: list[Point] = []
    title = f"{first.agreement.title} ({first.agreement.id})"
    if len(group) > 1:
        title = f"{len(group)} agreements"
        points.append(Point(f"{', '.join([law.agreement.id for law in group])}."))
    points += [Point(text) for text in _places(selection, query)]
    if not selection.candidates:
        points.append(
            Point(f"{'The list has' if len(group) == 1 else 'Their lists have'} no rule for {query.code.short}.")
        )
    elif len(selection.candidates) > 1:
        points.append(Point("Which of these applies depends on the goods:"))
    several = len({candidate.code for candidate in selection.candidates}) > 1
    for number in range(len(selection.candidates)):
        points.append(_candidate(group, number, query, several))
    return Section(first.agreement.id, title, (Points(tuple(points)),))


def _places(selection: Selection, query: RuleQuery) -> tuple[str, ...]:
    """What the goods are on the edition of the rule list, where that is not the code that is asked for."""
    if selection.splits:
        codes = named([code.short for code in selection.codes], "or")
        return (f"HS {selection.edition}, which the rule list is on, divides {query.code.short}: {codes}.",)
    if selection.codes and selection.codes[0] != query.code:
        return (f"On HS {selection.edition}, which the rule list is on: {selection.codes[0].short}.",)
    return ()


def _candidate(group: Sequence[Law], number: int, query: RuleQuery, several: bool) -> Point:
    """One of the rules that may apply, with all places where agreements say so."""
    citations: dict[str, list[str]] = {}
    candidates = [_selected(query, law).candidates[number] for law in group]
    for law, one in zip(group, candidates, strict=True):
        citations.setdefault(citation_of(one, law.agreement), []).append(law.agreement.id)
    candidate, below = candidates[0], list(_asks(candidates[0], query, group[0]))
    title = next(iter(citations))
    if len(citations) > 1:
        title = candidate.label or candidate.option or "The rule"
        where = "; ".join(f"{text}: {named(names)}" for text, names in citations.items())
        below.append(Point(f"It stands in {where}.", quiet=True))
    if several:
        title += f" (goods of {candidate.code.short})"
    return Point(title, below=tuple(below))


def _asks(candidate: Candidate, query: RuleQuery, law: Law) -> tuple[Point, ...]:
    """What a rule asks, and how a dossier says that it is for its goods."""
    below: list[Point] = []
    if candidate.option is not None:
        below.append(Point(f"--option {candidate.option}", quiet=True))
    if any(entry.cumulative for entry in candidate.entries):
        below.append(Point("Every rule marked as cumulative must be met besides the others."))
    alternatives = [one for entry in candidate.entries for one in entry.rule.alternatives]
    for number, alternative in enumerate(alternatives, 1):
        point = alternative_point(number, alternative, law.agreement, law.glossary)
        below.append(on_day(point, alternative, query.on) if query.on is not None else point)
    return tuple(below)


def _law_record(query: RuleQuery, law: Law) -> dict[str, Any]:
    selection = _selected(query, law)
    return {
        "agreement": law.agreement.id,
        "title": law.agreement.title,
        "in_force": _applies(law, query),
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
