"""`origin check`: does the product of a dossier originate under an agreement, and why?"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from origin_cli.exit_codes import CHECK_HELP, ExitCode
from origin_cli.light import LightCommand, group
from origin_cli.output import Json, NoColor, Width, refuse, write, write_document, write_file, write_json
from origin_cli.sources import AgreementId, BomFile, Day, DossierFile, ExportedFrom, ImportedInto, dossier_in, law_for

HELP = f"""Check whether a product originates under an agreement, and show why.

\b
Examples:
  origin check examples/e-bike.yaml --agreement eu-uk
  origin check examples/e-bike.yaml -a eu-uk --html e-bike.html
  origin check examples/electric-car.yaml -a eu-uk --on 2027-06-01
  origin check examples/e-bike.yaml -a eu-uk --rule "CTH and MaxNOM 45% (EXW)"
  origin check examples/marmalade.yaml -a european --rule CC
  origin check - -a eu-uk --json < dossier.json

--agreement also takes a family, which has general provisions and no rule list: give it the rule of the product with
--rule, or a list in our notation, which may have rules for intermediates too, with --rules. `origin agreements list`
names the families.

{CHECK_HELP}
"""


app = group("")


def _print_schema(asked: bool) -> None:
    if asked:
        from origin.explanation.record_schema import determination_schema

        write_json(determination_schema())
        raise typer.Exit


@app.command("check", short_help="Does the product originate, and why?", cls=LightCommand, help=HELP)
def check(
    dossier: DossierFile,
    agreement: AgreementId = None,
    on: Day = None,
    exported_from: ExportedFrom = None,
    imported_into: ImportedInto = None,
    without_presumption: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Switch a presumption off: unknown-origin, beyond-insufficient-operations, unaltered, no-drawback or "
            "values-as-stated. Repeatable.",
        ),
    ] = None,
    without_presumptions: Annotated[
        bool, typer.Option("--without-presumptions", help="Switch all of them off.")
    ] = False,
    rule: Annotated[
        str | None,
        typer.Option(metavar="RULE", help="Judge by this rule, in our notation, instead of the agreement's own."),
    ] = None,
    rules: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Judge by this list (*.psr) instead of the agreement's own."),
    ] = None,
    bom: BomFile = None,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write the answer as one self-contained page.")
    ] = None,
    as_json: Json = False,
    json_schema: Annotated[
        bool,
        typer.Option(
            "--json-schema", callback=_print_schema, is_eager=True, help="Print the JSON Schema of --json and stop."
        ),
    ] = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Checks one dossier."""
    from origin.explanation.inquiry import Inquiry, inquire

    inquiry = Inquiry(
        today=date.today(),
        on=on,
        exported_from=exported_from,
        imported_into=imported_into,
        without=tuple(without_presumption or ()),
        without_any=without_presumptions,
        rule=rule,
    )
    stated = dossier_in(dossier, bom)
    found = inquire(inquiry, stated, law_for(agreement, stated, rules, exported_from, imported_into))
    if found.value is None:
        refuse(found.problems)
    determination, remarks = found.value.determination, found.value.remarks
    if html is not None:
        from origin.explanation.page import page_of
        from origin.explanation.sections import explain

        page = page_of(explain(determination, remarks))
        if str(html) != "-":
            write_file(html, page, keep=dossier)
    if as_json:
        from origin.explanation.record import record_of

        write_json(record_of(determination, remarks))
    elif html is not None and str(html) == "-":
        write(page)
    else:
        from origin.explanation.sections import explain

        write_document(explain(determination, remarks), width, no_color)
    raise typer.Exit(_exit_code(determination.verdict.value))


def _exit_code(verdict: str) -> ExitCode:
    return ExitCode[verdict.upper().replace("-", "_")]
