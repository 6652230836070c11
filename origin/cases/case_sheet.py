"""Cases, their history and what is due, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from origin.agreements.verification import Verb
from origin.cases.register import happenings as h
from origin.cases.register.case import Case
from origin.cases.register.event import Deadline, Event
from origin.cases.register.register import Due, Listed
from origin.cases.register.rules import Rules
from origin.explanation.document import Column, Document, Facts, Mark, Point, Points, Section, Table
from origin.explanation.numbers import NBSP, money
from origin.explanation.words import capital, code_text, country_name
from origin.language.english_words import day
from origin.language.plain import to_plain

VERBS = {Verb.SHALL: "shall refuse", Verb.MAY: "may refuse", Verb.ENTITLED: "is entitled to refuse"}


def case_document(case: Case, allowed: Sequence[str], today: date, rules: Rules | None = None) -> Document:
    """Where one case stands, what is due, and what may happen next."""
    sections = [Section("case", "Case", (Facts(_facts(case)),))]
    if case.requests:
        sections.append(Section("requests", "Requests", (Points(tuple(map(_request, case.requests))),)))
    if case.deadlines:
        sections.append(Section("due", "Due", (_deadlines(case.deadlines, today),)))
    if rules is not None and case.outcome is None:
        no_reply = rules.verification.no_reply
        limits = f" in cases of {', '.join(one.value for one in no_reply.triggers)}" if no_reply.triggers else ""
        text = f"Without a sufficient answer in time the authority {VERBS[no_reply.verb]}{limits}."
        sections.append(Section("law", "Law", (Points((Point(text, Mark.NOTE, citation=no_reply.citation),)),)))
    if allowed:
        text = ", ".join(allowed)
        sections.append(Section("next", "What may happen next", (Points((Point(text),)),)))
    return Document(_mark(case), f"{case.number}: {case.state.value}", case.agreement_title, "", tuple(sections))


def _mark(case: Case) -> Mark:
    if case.outcome is h.Outcome.ACCEPTED:
        return Mark.MET
    return Mark.NOT_MET if case.outcome is not None else Mark.UNKNOWN


def _facts(case: Case) -> tuple[tuple[str, str], ...]:
    claim = case.claim
    rows = [
        ("Claim", claim.key),
        ("Accepted", day(claim.accepted)),
        ("From, to", f"{country_name(claim.exporting_country)} to {country_name(claim.imported_into)}"),
        ("Tariff line", code_text(claim.code)),
        ("Importer", str(claim.importer)),
        ("Exporter", str(claim.exporter)),
        ("Proof", case.proof or "not known"),
        ("Opened", day(case.opened)),
    ]
    if case.duty:
        rows.append(("Duty at stake", money(case.duty.amount, case.duty.currency)))
    if case.trigger:
        rows.append(("Selected for", f"{case.trigger.value}{': ' + '; '.join(case.reasons) if case.reasons else ''}"))
    if case.findings:
        rows.append(("Findings", ", ".join(case.findings)))
    if case.suspended or case.security:
        held = money(case.security.amount, case.security.currency) if case.security else "no security"
        rows.append(("Preference", f"{'suspended' if case.suspended else 'not suspended'}; {held} held"))
    if case.outcome:
        ground = f", ground: {case.ground}" if case.ground else ""
        rows.append(("Decision", f"{case.outcome.value}{ground}"))
    if case.exceptional:
        rows.append(("Exceptional circumstances", case.exceptional))
    if case.debt:
        state = case.settled or (f"notified {day(case.notified)}" if case.notified else "not notified")
        rows.append(("Debt", f"{money(case.debt.amount, case.debt.currency)}, {state}"))
    return tuple(rows)


def _request(request: object) -> Point:
    from origin.cases.register.case import RequestMade

    assert isinstance(request, RequestMade)
    days = [
        (text, when)
        for text, when in (
            ("received", request.received),
            ("acknowledged", request.acknowledged),
            ("reminded", request.reminded),
            ("time over", request.expired),
            ("answered", request.replied),
        )
        if when is not None
    ]
    below = [Point(f"{capital(text)} on {day(when)}.") for text, when in days]
    if request.reply is not None:
        reply = request.reply
        words = ["sufficient" if reply.sufficient else "not sufficient"]
        words += [f"originating: {reply.originating.value}"] if reply.originating else []
        words += [f"authentic: {'yes' if reply.authentic else 'no'}"] if reply.authentic is not None else []
        if reply.requirements is not None:
            words.append(f"other requirements: {'fulfilled' if reply.requirements else 'not fulfilled'}")
        late = {True: "in time", False: "late", None: "not known whether in time"}[request.in_time]
        below.append(Point(f"The answer came {late}; {', '.join(words)}."))
    mark = Mark.MET if request.reply is not None and request.reply.sufficient else Mark.UNKNOWN
    return Point(f"Request to {request.step} of {day(request.on)}", mark, below=tuple(below))


def _deadlines(deadlines: Sequence[Deadline], today: date) -> Table:
    columns = (Column("Due"), Column("What"), Column("Days", figures=True), Column("Article"))
    rows = tuple((_due(one), capital(one.label), _left(one, today), one.citation or "") for one in deadlines)
    return Table("Deadlines", columns, rows)


def _due(one: Deadline) -> str:
    text = day(one.due).replace(" ", NBSP)
    return f"{text} or later" if one.earliest else text


def _left(one: Deadline, today: date) -> str:
    days = (one.due - today).days
    return f"{days:,}" if days >= 0 else f"{-days:,} over"


def due_document(found: Sequence[Due], today: date) -> Document:
    """What is due over all cases, the earliest first."""
    columns = (
        Column("Due"),
        Column("Days", figures=True),
        Column("Case", figures=True),
        Column("What"),
        Column("Article"),
    )
    rows = tuple(
        (
            _due(one.deadline),
            _left(one.deadline, today),
            one.case.number,
            capital(one.deadline.label),
            one.deadline.citation or "",
        )
        for one in found
    )
    over = sum(1 for one in found if one.deadline.due < today)
    title = f"{len(found):,} deadlines" + (f", {over:,} of them over" if over else "")
    sections = (Section("due", "Due", (Table("The earliest first", columns, rows),)),) if rows else ()
    return Document(Mark.NOT_MET if over else Mark.MET, title, f"on {day(today)}", "", sections)


def due_record(found: Sequence[Due], today: date) -> dict[str, Any]:
    """What is due, for programs."""
    return {
        "schema": "origin-due/1",
        "on": str(today),
        "deadlines": [
            {
                "case": one.case.number,
                "id": one.deadline.id,
                "due": str(one.deadline.due),
                "earliest": one.deadline.earliest,
                "label": one.deadline.label,
                "citation": one.deadline.citation,
                "over": one.deadline.due < today,
            }
            for one in found
        ],
    }


def cases_document(found: Sequence[Listed]) -> Document:
    """All cases in a table."""
    columns = tuple(map(Column, ("Case", "Claim", "Agreement", "State", "Next due")))
    rows = tuple((one.number, one.claim, one.agreement, one.state, str(one.next_due or "")) for one in found)
    sections = (Section("cases", "Cases", (Table("Cases", columns, rows),)),) if rows else ()
    return Document(None, f"{len(rows):,} case{'' if len(rows) == 1 else 's'}", "", "", sections)


def cases_record(found: Sequence[Listed]) -> dict[str, Any]:
    """All cases, for programs."""
    return {"schema": "origin-cases/1", "cases": to_plain(list(found))}


def case_record(case: Case, allowed: Sequence[str]) -> dict[str, Any]:
    """One case, for programs."""
    return {"schema": "origin-case/1", "case": to_plain(case), "allowed": list(allowed)}


def history_document(number: str, events: Sequence[Event]) -> Document:
    """The log of a case."""
    columns = (Column("No", figures=True), Column("Day"), Column("Event"), Column("By"), Column("What"))
    rows = tuple((str(one.sequence), str(one.on), h.kind_of(one.what), one.actor, _told(one)) for one in events)
    section = Section("history", "History", (Table("In the order in which they were recorded", columns, rows),))
    return Document(None, number, f"{len(rows)} events", "", (section,))


def _told(event: Event) -> str:
    """The facts of an event in short; those of the claim are not repeated."""
    what = to_plain(event.what)
    facts = (
        []
        if isinstance(event.what, h.Opened)
        else [f"{key}: {_short(value)}" for key, value in what.items() if key != "type"]
    )
    facts += [f"document: {one}" for one in event.documents]
    facts += [event.note] if event.note else []
    return "; ".join(facts)


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values())
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def history_record(number: str, events: Sequence[Event]) -> dict[str, Any]:
    """The log of a case, for programs."""
    return {"schema": "origin-history/1", "case": number, "events": to_plain(list(events))}
