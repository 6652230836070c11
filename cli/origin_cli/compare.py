"""`origin compare`: one dossier under several agreements, side by side."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from origin_cli.exit_codes import HELP as EXIT_HELP
from origin_cli.light import LightCommand, group
from origin_cli.output import Json, NoColor, Width, refuse, write_document, write_json
from origin_cli.sources import BomFile, DossierFile, dossier_in, law_of, laws

HELP = f"""Check a product under several agreements, and show the answers side by side.

The direction is taken from the dossier as far as it fits each agreement. With --rule, all judge by that rule, so that
only their general provisions differ.

\b
Examples:
  origin compare examples/e-bike.yaml -a eu-uk
  origin compare pump.yaml -a eu-uk -a uk-canada -a uk-japan
  origin compare pump.yaml -a eu-uk -a uk-cptpp --rule "CTH or MaxNOM 50% (EXW)" --json

{EXIT_HELP}
"""

app = group("")


@app.command("compare", short_help="One product under several agreements.", cls=LightCommand, help=HELP)
def compare(
    dossier: DossierFile,
    agreement: Annotated[
        list[str] | None,
        typer.Option("--agreement", "-a", metavar="ID", help="An agreement; repeat it.", show_default="all"),
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day to judge by.", show_default="the dossier's, else today")
    ] = None,
    rule: Annotated[
        str | None, typer.Option(metavar="RULE", help="Judge by this rule, in our notation, under every agreement.")
    ] = None,
    without_presumptions: Annotated[
        bool, typer.Option("--without-presumptions", help="Switch all presumptions off.")
    ] = False,
    bom: BomFile = None,
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Checks one dossier under several agreements."""
    from origin.explanation.inquiry import Inquiry, inquire_each
    from origin.explanation.side_by_side import side_by_side, side_by_side_record

    inquiry = Inquiry(today=date.today(), on=on, without_any=without_presumptions, rule=rule)
    found = inquire_each(inquiry, dossier_in(dossier, bom), [law_of(one) for one in agreement] if agreement else laws())
    if found.value is None:
        refuse(found.problems)
    if as_json:
        write_json(side_by_side_record(found.value))
    else:
        write_document(side_by_side(found.value), width, no_color)
