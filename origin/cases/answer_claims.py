"""What the command line asks about claims: read them and the rates, assess all of them, write tables of answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from origin.agreements.agreement import Agreement
from origin.agreements.law import Law
from origin.cases.assess_many import Prepared, assessments, prepare
from origin.cases.assessment_sheet import HEADINGS, assessment_record, row_of
from origin.cases.claim import Claim
from origin.cases.claim_reader import read_claims
from origin.cases.rates import read_rates
from origin.cases.resumable import fingerprint, part_file, run
from origin.cases.safe_cells import csv_text, workbook
from origin.determination.determination import Determination
from origin.determination.determine import determine
from origin.dossier.dossier import Dossier
from origin.explanation.inquiry_day import parse_day
from origin.frozen import Frozen
from origin.problems import Place, Problem, Read


class Question(Frozen):
    """The options as given; `data` is what came on stdin."""

    claims: Path
    data: bytes | None
    on: str | None
    rates: Path | None
    agreement: str | None
    today: date


class ReadQuestion(Frozen):
    """Claims ready to be assessed, and what tells this work apart from any other."""

    prepared: Prepared
    fingerprint: str


def read_question(question: Question, agreements: Sequence[Agreement]) -> Read[ReadQuestion]:
    """Everything read and checked before any work is done, with all problems."""
    day = question.today if question.on is None else parse_day(question.on, "--on")
    claims = read_claims(question.claims, question.data)
    rates = read_rates(question.rates) if question.rates is not None else None
    problems = [*claims.problems, *(rates.problems if rates else ())]
    if isinstance(day, Problem):
        problems.append(day)
    if claims.value is None or isinstance(day, Problem) or (rates is not None and rates.value is None):
        return Read(None, tuple(problems))
    named = tuple(
        replace(one, agreement=question.agreement) if one.agreement is None and question.agreement else one
        for one in claims.value
    )
    prepared = prepare(named, agreements, day, rates.value if rates else None)
    if prepared.value is None:
        return Read(None, (*problems, *prepared.problems))
    data = question.claims.read_bytes() if question.data is None else question.data
    tariff = question.rates.read_bytes() if question.rates is not None else b""
    work = fingerprint(data, tariff, str(day), question.agreement or "", repr(agreements))
    return Read(ReadQuestion(prepared.value, work), tuple(problems))


def all_answers(
    prepared: Prepared, work: str, output: Path | None, progress: Callable[[int], None]
) -> list[dict[str, Any]]:
    """The records of all claims; with an output, what was done before is taken up, and kept line by line."""

    def todo(first: int) -> Iterator[dict[str, Any]]:
        return (assessment_record(found) for found in assessments(prepared, first))

    if output is None:
        records = []
        for number, record in enumerate(todo(0), 1):
            records.append(record)
            progress(number)
        return records
    part = part_file(output)
    records = run(part, work, todo, progress)
    part.unlink(missing_ok=True)
    return records


def table_of(records: Sequence[dict[str, Any]], suffix: str) -> str | bytes:
    """The answers as CSV, a workbook or JSON Lines."""
    if suffix == ".jsonl":
        return "".join(json.dumps(record) + "\n" for record in records)
    rows = [row_of(record) for record in records]
    return workbook(HEADINGS, rows, "answers") if suffix == ".xlsx" else csv_text(HEADINGS, rows)


def determination_for(claim: Claim, dossier: Dossier, law: Law) -> Read[Determination]:
    """What the dossier comes to for this claim: its direction, and the day it was claimed."""
    if not law.agreement.in_force(claim.day):
        message = f"{law.agreement.id} does not apply on the day of the claim"
        return Read(None, (Problem("day-outside-agreement", message, Place("--dossier"), str(claim.day)),))
    exporter = claim.exporting_country
    return Read(determine(dossier, law, claim.day, exported_from=exporter, imported_into=claim.imported_into))
