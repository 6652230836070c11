"""One dossier under several agreements, side by side: each verdict, how safe it is, what would turn it, the papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from origin.agreements.agreement import Provenance
from origin.agreements.provisions import Provisions
from origin.determination.determination import Verdict
from origin.explanation.answer import Answer
from origin.explanation.applicable import Closed, Direction
from origin.explanation.calculation import judgement_points
from origin.explanation.document import Block, Column, Document, Mark, Point, Points, Section, Table
from origin.explanation.headline import reason
from origin.explanation.inquiries import Compared
from origin.explanation.outlook import (
    Outlook,
    change_words,
    margin_words,
    outlook_of,
    outlook_record,
    paper_words,
    remedy_words,
)
from origin.explanation.provisions_applied import provision_points
from origin.explanation.record import record_of
from origin.explanation.status_words import VERDICT_MARKS
from origin.explanation.words import capital, country_name
from origin.language.english_words import day, joined

SCHEMA = "origin-side-by-side/1"

COLUMNS = (
    Column("Agreement"),
    Column("Verdict"),
    Column("Margin"),
    Column("What would turn it"),
    Column("Proof of origin"),
)

_ORDER = (Verdict.ORIGINATING, Verdict.UNDETERMINED, Verdict.NON_ORIGINATING)

MOST_NOT_OPEN = 6
MOST_NAMES = 20


def outlooks(compared: Compared, told: Callable[[int], None] | None = None) -> tuple[Outlook, ...]:
    """What was tried on each determination; `told` hears how many are done."""
    found = []
    for number, one in enumerate(compared.determinations, 1):
        found.append(outlook_of(Answer(one)))
        if told is not None:
            told(number)
    return tuple(found)


def side_by_side(compared: Compared, found: tuple[Outlook, ...], details: bool) -> Document:
    """The document: one table, why, what was left out; with `details` what decided under each agreement."""
    if compared.direction is not None:
        found = tuple(sorted(found, key=lambda one: _ORDER.index(one.answer.determination.verdict)))
    first = found[0].answer
    table = Table("Verdicts", COLUMNS, tuple(_rows(found)), whole=True)
    sections = [Section("verdicts", "Verdicts", (table,)), Section("because", "Why", (Points(tuple(_why(found))),))]
    ways = _ways(found)
    if ways:
        sections.append(Section("ways", "What would make it originate", (Points(tuple(ways)),)))
    limits = _limits(found)
    if limits:
        sections.append(Section("limits", "Limits of these packs", (Points(tuple(limits)),)))
    if compared.direction is not None:
        sections.append(_left_out(compared))
    if details:
        sections += [_decided(one.answer) for one in found]
    several = f"{len(found)} agreements" if len(found) > 1 else "one agreement"
    subtitle = f"under {several}, {day(first.determination.on)}"
    if compared.direction is not None:
        subtitle = f"{_direction(compared.direction)}: {subtitle}"
    return Document(None, first.product.name, subtitle, "", tuple(sections))


def _rows(found: Iterable[Outlook]) -> list[tuple[str, ...]]:
    """A row for all agreements of which the same is to be said."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for one in found:
        verdict = one.answer.determination.verdict
        mark = f"{VERDICT_MARKS[verdict].sign} {verdict.value}"
        said = (mark, margin_words(one), change_words(one), paper_words(one))
        rows.setdefault(said, []).append(one.answer.agreement.id)
    return [(", ".join(names), *said) for said, names in rows.items()]


def _why(found: Iterable[Outlook]) -> list[Point]:
    """The reasons, each with the agreements for which it holds."""
    reasons: dict[tuple[Verdict, str], list[str]] = {}
    for one in found:
        reasons.setdefault((one.answer.determination.verdict, reason(one.answer)), []).append(one.answer.agreement.id)
    return [Point(f"{', '.join(names)}: {why}", VERDICT_MARKS[verdict]) for (verdict, why), names in reasons.items()]


def _ways(found: Iterable[Outlook]) -> list[Point]:
    """The remedies in full, each enough alone, with the agreements for which they hold."""
    ways: dict[tuple[str, ...], list[str]] = {}
    for one in found:
        words = tuple(capital(words) for words in remedy_words(one, MOST_NAMES))
        if words:
            ways.setdefault(words, []).append(one.answer.agreement.id)
    return [
        Point(
            f"{', '.join(names)}, {'any one of these' if len(words) > 1 else 'this'}:",
            below=tuple([Point(f"{word}.", Mark.NOTE) for word in words]),
        )
        for words, names in ways.items()
    ]


def _limits(found: Iterable[Outlook]) -> list[Point]:
    """Where a pack has its rule list alone, and where that was taken over from another agreement."""
    agreements = [one.answer.agreement for one in found]
    bare = [one.id for one in agreements if one.provisions == Provisions()]
    replicated = [one.id for one in agreements if one.provenance is Provenance.REPLICATED]
    points = []
    if bare:
        text = "judged by the rule list alone: the pack states no tolerance, cumulation or other general provision."
        points.append(Point(f"{', '.join(bare)}: {text}", Mark.UNKNOWN))
    if replicated:
        text = "the rule list was replicated from another agreement and not compared with its own text."
        points.append(Point(f"{', '.join(replicated)}: {text}", Mark.UNKNOWN))
    return points


def _direction(direction: Direction) -> str:
    made = f"made in {country_name(direction.made_in)}" if direction.made_in else "wherever it was made"
    return f"{made}, going to {country_name(direction.going_to) if direction.going_to else 'any market'}"


def _left_out(compared: Compared) -> Section:
    """The agreements that the direction or the day leaves out."""
    points = []
    for one in compared.left_out:
        if one.because is Closed.DAY:
            agreement = one.law.agreement
            until = f" until {day(agreement.valid_until)}" if agreement.valid_until is not None else ""
            text = f"{agreement.id} does not apply on this day: from {day(agreement.valid_from)}{until}."
            points.append(Point(text, Mark.CLOSED))
    for because, text in ((Closed.SENDER, "not for goods from there"), (Closed.RECEIVER, "not for goods going there")):
        names = [one.law.agreement.id for one in compared.left_out if one.because is because]
        if names:
            shown = (
                names if len(names) <= MOST_NOT_OPEN else [*names[:MOST_NOT_OPEN], f"{len(names) - MOST_NOT_OPEN} more"]
            )
            points.append(Point(f"{len(names)} {text}: {joined(shown, 'and')}.", Mark.CLOSED))
    return Section("left-out", "Not tried", (Points(tuple(points)),) if points else ())


def _decided(answer: Answer) -> Section:
    """The rule and the provisions of one agreement."""
    points: list[Point] = [*judgement_points(answer.judgement, answer), *provision_points(answer)]
    blocks: tuple[Block, ...] = (Points(tuple(points)),)
    return Section(answer.agreement.id, f"{answer.agreement.title} ({answer.agreement.id})", blocks)


def side_by_side_record(compared: Compared, found: tuple[Outlook, ...]) -> dict[str, Any]:
    """The same for programs: the verdicts, what was tried on each, and the whole record of each."""
    direction = compared.direction
    return {
        "schema": SCHEMA,
        "direction": None if direction is None else {"made_in": direction.made_in, "going_to": direction.going_to},
        "verdicts": {one.law.agreement.id: one.verdict.value for one in compared.determinations},
        "outlooks": {one.answer.agreement.id: outlook_record(one) for one in found},
        "limits": {
            one.id: {"no_provisions": one.provisions == Provisions(), "provenance": one.provenance.value}
            for one in (one.answer.agreement for one in found)
        },
        "left_out": [
            {"agreement": one.law.agreement.id, "because": one.because.name.lower()} for one in compared.left_out
        ],
        "determinations": [record_of(one) for one in compared.determinations],
    }
