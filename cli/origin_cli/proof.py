"""`origin proof`: is a proof of origin in order under an agreement?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from origin_cli.exit_codes import HELP
from origin_cli.light import LightCommand, group
from origin_cli.output import Json, NoColor, Width, refuse, write_document, write_json, write_page
from origin_cli.sources import AgreementId, stdin_bytes

if TYPE_CHECKING:
    from origin.proofs.proof_document import ProofDocument

app = group("Proofs of origin: form, wording, dates, thresholds.")

CHECK_HELP = f"""Check a proof of origin against its agreement, and weigh what is found.

PROOF is YAML or JSON with the key `proof`; or, with --kind, the statement alone as text.

\b
Examples:
  origin proof check examples/claims/statement.yaml
  origin proof check invoice.txt --kind statement-on-origin -a eu-uk --from DE --made-out 2026-06-01 --value "7000 EUR"
  origin proof check proof.yaml -a eu-uk --json

A note changes nothing, a formal defect is to be mended, a doubt is a reason to verify, and a ground is one on which the
agreement lets preference be refused.

{HELP}
"""

WORDINGS_HELP = f"""Show the prescribed texts of an agreement's proofs, by language.

\b
Examples:
  origin proof wordings -a eu-uk
  origin proof wordings -a eu-uk --language de

{HELP}
"""


@app.command("check", cls=LightCommand, help=CHECK_HELP)
def check(
    proof: Annotated[Path, typer.Argument(metavar="PROOF", show_default=False, help="A file; - for stdin.")],
    agreement: AgreementId = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="PROOF is the text of a statement of this kind.")
    ] = None,
    exported_from: Annotated[str | None, typer.Option("--from", metavar="COUNTRY", help="Exporting country.")] = None,
    imported_into: Annotated[str | None, typer.Option("--to", metavar="COUNTRY", help="Importing country.")] = None,
    made_out: Annotated[str | None, typer.Option(metavar="DATE", help="The day it was made out.")] = None,
    claimed: Annotated[str | None, typer.Option(metavar="DATE", help="The day preference was claimed.")] = None,
    value: Annotated[str | None, typer.Option(metavar="AMOUNT", help="The value of the consignment.")] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write the answer as one self-contained page.")
    ] = None,
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Checks one proof."""
    from origin.cases.proof_question import ProofQuestion, answer
    from origin.cases.proof_sheet import proof_document, proof_record

    question = ProofQuestion(kind, exported_from, imported_into, made_out, claimed, value)
    document = _read(proof, question)
    found = answer(document, agreement or document.agreement)
    if found.value is None:
        refuse(found.problems)
    if html is not None:
        write_page(html, proof_document(found.value), "proof", proof)
    if as_json:
        write_json(proof_record(found.value))
    else:
        write_document(proof_document(found.value), width, no_color)


SUPPLIER_HELP = f"""Check a supplier's declaration: its three dates, its legal framework, and the day it is to cover.

\b
Examples:
  origin proof supplier examples/claims/long-term-declaration.yaml --on 2026-06-10

{HELP}
"""


@app.command("supplier", cls=LightCommand, help=SUPPLIER_HELP)
def supplier(
    declaration: Annotated[Path, typer.Argument(metavar="FILE", show_default=False, help="YAML or JSON.")],
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day that it is to cover.", show_default="today")
    ] = None,
    territory: Annotated[str, typer.Option(metavar="ID", help="Whose law it is made out under.")] = "EU",
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Checks one supplier's declaration."""
    from datetime import date

    from origin.cases.supplier_sheet import supplier_answer, supplier_document, supplier_record

    found = supplier_answer(declaration, on, territory, date.today())
    if found.value is None:
        refuse(found.problems)
    if as_json:
        write_json(supplier_record(found.value))
    else:
        write_document(supplier_document(found.value), width, no_color)


@app.command("wordings", cls=LightCommand, help=WORDINGS_HELP)
def wordings(
    agreement: AgreementId = None,
    language: Annotated[str | None, typer.Option(metavar="CODE", help="Only this language, such as de.")] = None,
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Shows prescribed texts."""
    from origin.cases.wording_sheet import wordings_document, wordings_record
    from origin_cli.sources import law_of

    found = law_of(agreement).agreement
    if as_json:
        write_json(wordings_record(found, language))
    else:
        write_document(wordings_document(found, language), width, no_color)


def _read(path: Path, question: object) -> ProofDocument:
    """The proof of a file or of stdin, with what the options say."""
    from origin.cases.proof_question import ProofQuestion, read_question
    from origin.input_file import LARGEST

    assert isinstance(question, ProofQuestion)
    data = stdin_bytes(LARGEST) if str(path) == "-" else None
    read = read_question(path, data, question)
    if read.value is None:
        refuse(read.problems)
    return read.value
