"""An assessed claim, for people, for programs and as a row of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from origin.agreements.verification import Addressee
from origin.cases.assessment import Assessment, Decision
from origin.cases.duty import DutyAtStake
from origin.cases.proof_sheet import finding_record, finding_sections
from origin.cases.request import Request
from origin.explanation.document import Column, Document, Facts, Mark, Point, Points, Section, Table
from origin.explanation.numbers import exact_decimal, money
from origin.explanation.words import capital, code_text, country_name
from origin.language.english_words import day

SCHEMA = "origin-assessment/1"
MARKS = {
    Decision.ACCEPT: Mark.MET,
    Decision.VERIFY: Mark.UNKNOWN,
    Decision.UNDETERMINED: Mark.UNKNOWN,
    Decision.REFUSE: Mark.NOT_MET,
}
ADDRESSEES = {
    Addressee.IMPORTER: "the importer",
    Addressee.EXPORTING_AUTHORITY: "the customs authority of the exporting party",
    Addressee.EXPORTER: "the exporter or producer",
}
HEADINGS = (
    "claim",
    "decision",
    "reason",
    "article",
    "findings",
    "ask",
    "ask article",
    "answer due",
    "duty at stake",
    "currency",
    "agreement",
    "importer",
    "exporter",
    "code",
)


def assessment_document(found: Assessment) -> Document:
    """The answer to one claim."""
    citation = f" [{found.citation}]" if found.citation else ""
    sections = [Section("claim", "Claim", (Facts(_facts(found)),))]
    if found.request is not None:
        sections.append(Section("ask", "What to ask", (Points((request_point(found.request, found),)),)))
    if found.hearing is not None:
        text = f"Before the refusal the importer is heard, until {day(found.hearing)}."
        sections.append(
            Section("hearing", "Hearing", (Points((Point(text, Mark.NOTE, citation=found.hearing_citation),)),))
        )
    sections += finding_sections(found.findings)
    if found.determination is not None:
        text = f"By the dossier: {found.determination.verdict.value}. `origin check` shows why."
        sections.append(Section("dossier", "Dossier", (Points((Point(text, Mark.NOTE),)),)))
    title = f"{found.decision.value.upper()}: claim {found.claim.key}"
    return Document(
        MARKS[found.decision], title, found.agreement.title, f"{capital(found.reason)}{citation}.", tuple(sections)
    )


def request_point(request: Request, found: Assessment | None = None) -> Point:
    """A request: of whom, what, under which article, by when."""
    trigger = f", on the ground of {found.trigger.value}" if found is not None and found.trigger else ""
    below = [Point(f"{capital(one.label)}.", citation=one.citation) for one in request.elements]
    if request.closed:
        below.append(Point("No more than this may be asked for.", citation=request.citation))
    if request.due is not None:
        start = ", counted from receipt and so at the earliest" if request.from_receipt else ""
        below.append(Point(f"The answer is due by {day(request.due)}{start}.", citation=request.due_citation))
    if request.sent_by is not None:
        text = f"The request can be made until {day(request.sent_by)}."
        below.append(Point(text, citation=request.sent_by_citation))
    if not request.confirmed:
        below.append(Point("The parameters of this request were not confirmed in the law.", quiet=True))
    text = f"Ask {ADDRESSEES[request.asks]}{trigger}:"
    return Point(text, Mark.UNKNOWN, citation=request.citation, below=tuple(below))


def duty_rows(duty: DutyAtStake) -> tuple[tuple[str, str], ...]:
    """The duty at stake with what it is made of, or what is missing to work it out."""
    at_stake = duty.difference
    if at_stake is None or duty.mfn is None or duty.preferential is None:
        return (("Duty at stake", f"not known: {', '.join(duty.missing)} is missing"),)
    return (
        (
            "Duty at stake",
            f"{money(at_stake.amount, at_stake.currency)} ({duty.mfn.rate} less {duty.preferential.rate})",
        ),
    )


def _facts(found: Assessment) -> tuple[tuple[str, str], ...]:
    claim = found.claim
    rows = [("Agreement", f"{found.agreement.title} ({found.agreement.id})"), ("Accepted", day(claim.accepted))]
    if claim.claimed:
        rows.append(("Claimed", day(claim.claimed)))
    rows.append(("From, to", f"{country_name(claim.exporting_country)} to {country_name(claim.imported_into)}"))
    rows.append(("Tariff line", code_text(claim.code)))
    if claim.customs_value:
        rows.append(("Customs value", money(claim.customs_value.amount, claim.customs_value.currency)))
    rows += [("Importer", str(claim.importer)), ("Exporter", str(claim.exporter))]
    if found.check.provision is not None:
        rows.append(("Proof", f"{found.check.provision.label}"))
    return (*rows, *duty_rows(found.duty))


def assessment_record(found: Assessment) -> dict[str, Any]:
    """The answer for programs."""
    claim, duty = found.claim, found.duty.difference
    return {
        "claim": claim.key,
        "agreement": found.agreement.id,
        "decision": found.decision.value,
        "reason": found.reason,
        "citation": found.citation,
        "trigger": found.trigger.value if found.trigger else None,
        "findings": [finding_record(one) for one in found.findings],
        "request": request_record(found.request) if found.request else None,
        "hearing": str(found.hearing) if found.hearing else None,
        "dossier": found.determination.verdict.value if found.determination else None,
        "duty_at_stake": {"amount": exact_decimal(duty.amount), "currency": duty.currency} if duty else None,
        "duty_missing": list(found.duty.missing),
        "importer": claim.importer.key,
        "exporter": claim.exporter.key,
        "code": claim.code.full if claim.code else None,
    }


def request_record(request: Request) -> dict[str, Any]:
    """A request for programs."""
    return {
        "step": request.step,
        "of": request.asks.value,
        "citation": request.citation,
        "elements": [{"id": one.id, "label": one.label, "citation": one.citation} for one in request.elements],
        "closed": request.closed,
        "due": str(request.due) if request.due else None,
        "from_receipt": request.from_receipt,
        "sent_by": str(request.sent_by) if request.sent_by else None,
        "confirmed": request.confirmed,
    }


def row_of(record: dict[str, Any]) -> tuple[str, ...]:
    """The record of an answer as a row under `HEADINGS`."""
    request, duty = record["request"], record["duty_at_stake"]
    return (
        record["claim"],
        record["decision"],
        record["reason"],
        record["citation"] or "",
        "; ".join(one["code"] for one in record["findings"]),
        request["of"] if request else "",
        request["citation"] if request else "",
        (request["due"] or "") if request else "",
        duty["amount"] if duty else "",
        duty["currency"] if duty else "",
        record["agreement"],
        record["importer"] or "",
        record["exporter"] or "",
        record["code"] or "",
    )


MOST_LISTED = 40


def summary_document(records: Sequence[dict[str, Any]]) -> Document:
    """Many answers: how many of each, the findings by number, and the claims that need work."""
    counts = Counter(one["decision"] for one in records)
    facts = tuple((capital(one.value), f"{counts[one.value]:,}") for one in Decision)
    codes = Counter(finding["code"] for one in records for finding in one["findings"])
    table = Table(
        "Findings",
        (Column("Finding"), Column("Claims", figures=True)),
        tuple((code, f"{count:,}") for code, count in codes.most_common()),
    )
    work = [one for one in records if one["decision"] != Decision.ACCEPT.value]
    rows = tuple((one["claim"], one["decision"], one["citation"] or "", one["reason"]) for one in work[:MOST_LISTED])
    sections = [Section("decisions", "Decisions", (Facts(facts),))]
    if codes:
        sections.append(Section("findings", "Findings", (table,)))
    if rows:
        caption = f"The first {len(rows)} of {len(work):,}" if len(work) > len(rows) else "All of them"
        columns = (Column("Claim"), Column("Decision"), Column("Article"), Column("Reason"))
        sections.append(Section("work", "To verify, refuse or look up", (Table(caption, columns, rows),)))
    return Document(None, f"{len(records):,} claims", "", "", tuple(sections))
