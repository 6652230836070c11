"""`origin verify`: accept a claim, verify it, or refuse it; why, and what to ask of whom by when."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from origin.problems import Problem
from origin_cli.exit_codes import HELP
from origin_cli.light import LightCommand, group
from origin_cli.output import (
    Json,
    NoColor,
    Width,
    refuse,
    tell,
    write,
    write_document,
    write_file,
    write_json,
    write_page,
)
from origin_cli.sources import BomFile, agreements_for, law_of, stdin_bytes

if TYPE_CHECKING:
    from origin.cases.assess_many import Prepared
    from origin.determination.determination import Determination

HELP_TEXT = f"""Answer preference claims: accept, verify or refuse, with reason and article.

CLAIM is one claim or thousands: JSON, JSON Lines, YAML, CSV or .xlsx. `origin verify --columns` lists what a table may
have. With --dossier, what the dossier comes to is part of the answer. Where the pack does not state the law that
would answer a claim, the answer is undetermined.

\b
Examples:
  origin verify examples/claims/e-bike.yaml --rates examples/claims/rates.csv
  origin verify examples/claims/e-bike.yaml --dossier examples/e-bike.yaml
  origin verify claims.csv --rates rates.csv --output answers.csv
  origin verify examples/claims/e-bike.yaml --on 2026-06-12 --html answer.html

Work on many claims that is broken off goes on where it stopped when the same command is given again with --output.

{HELP}
"""

app = group("")


def _print_columns(asked: bool) -> None:
    if asked:
        from origin.cases.claim_columns import columns
        from origin.cases.claim_document import ClaimRecord

        texts = {key: stated.description for key, stated in ClaimRecord.FACTS.items()}
        for key in dict.fromkeys(columns().values()):
            write(f"{key:<28} {texts.get(key, '')}".rstrip() + "\n")
        raise typer.Exit


@app.command("verify", short_help="Accept, verify or refuse preference claims.", cls=LightCommand, help=HELP_TEXT)
def verify(
    claim: Annotated[Path, typer.Argument(metavar="CLAIM", show_default=False, help="Claims; - for stdin.")],
    agreement: Annotated[
        str | None,
        typer.Option("--agreement", "-a", metavar="ID", help="The agreement of claims that do not name one."),
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day of the answer.", show_default="today")] = None,
    rates: Annotated[Path | None, typer.Option(metavar="FILE", help="A table of rates of duty (CSV or .xlsx).")] = None,
    dossier: Annotated[Path | None, typer.Option(metavar="FILE", help="The dossier behind a single claim.")] = None,
    bom: BomFile = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write all answers: .csv, .xlsx or .jsonl.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write the answer as one self-contained page.")
    ] = None,
    as_json: Json = False,
    columns: Annotated[
        bool, typer.Option("--columns", callback=_print_columns, is_eager=True, help="List the columns and stop.")
    ] = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Answers claims."""
    from origin.cases.answer_claims import Question, read_question
    from origin.cases.claim_reader import LARGEST

    data = stdin_bytes(LARGEST) if str(claim) == "-" else None
    known = agreements_for(agreement)
    read = read_question(Question(claim, data, on, rates, agreement, date.today()), known)
    if read.value is None:
        refuse(read.problems)
    tell(read.problems)
    prepared = read.value.prepared
    determination = _determination(prepared, dossier, bom) if dossier is not None else None
    if len(prepared.claims) == 1 and output is None:
        _one(prepared, determination, claim, html, as_json, width, no_color)
        return
    if determination is not None:
        refuse([Problem("dossier-many", "a dossier is behind one claim, and there are several", accepted="one claim")])
    _many(prepared, read.value.fingerprint, claim, output, html, as_json, width, no_color)


def _one(
    prepared: Prepared,
    determination: Determination | None,
    claim: Path,
    html: Path | None,
    as_json: bool,
    width: int | None,
    no_color: bool,
) -> None:
    from origin.cases.assess_many import assessments
    from origin.cases.assessment_sheet import SCHEMA, assessment_document, assessment_record

    found = next(iter(assessments(prepared, determination=determination)))
    if html is not None:
        write_page(html, assessment_document(found), "claim", claim)
    if as_json:
        write_json({"schema": SCHEMA, **assessment_record(found)})
    else:
        write_document(assessment_document(found), width, no_color)


def _many(
    prepared: Prepared,
    work: str,
    claim: Path,
    output: Path | None,
    html: Path | None,
    as_json: bool,
    width: int | None,
    no_color: bool,
) -> None:
    from origin.cases.answer_claims import all_answers, table_of
    from origin.cases.assessment_sheet import SCHEMA, summary_document
    from origin_cli.progress import Progress

    if output is not None and output.suffix not in (".csv", ".xlsx", ".jsonl"):
        message = "answers are written as .csv, .xlsx or .jsonl"
        refuse([Problem("output-form", message, found=output.name, accepted=".csv, .xlsx, .jsonl")])
    records: list[dict[str, Any]] = all_answers(prepared, work, output, Progress(len(prepared.claims), "claims"))
    if output is not None:
        write_file(output, table_of(records, output.suffix), keep=claim, private=True)
    if html is not None:
        write_page(html, summary_document(records), "claims", claim)
    if as_json:
        write_json({"schema": f"{SCHEMA.replace('assessment', 'assessments')}", "claims": records})
    else:
        write_document(summary_document(records), width, no_color)


def _determination(prepared: Prepared, dossier: Path, bom: Path | None) -> Determination:
    from origin.cases.answer_claims import determination_for
    from origin_cli.sources import dossier_in

    found = dossier_in(dossier, bom)
    law = law_of(prepared.agreements[0].id)
    read = determination_for(prepared.claims[0], found, law)
    if read.value is None:
        refuse(read.problems)
    return read.value
