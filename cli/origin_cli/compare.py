"""`origin compare`: one dossier under several agreements, side by side."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from origin_cli.exit_codes import HELP as EXIT_HELP
from origin_cli.light import LightCommand, group
from origin_cli.output import Json, NoColor, Width, refuse, write_document, write_json
from origin_cli.progress import Progress
from origin_cli.sources import BomFile, Day, DossierFile, ExportedFrom, ImportedInto, dossier_in, law_of, laws

HELP = f"""Check a product under several agreements: the verdicts, how safe they are, what would turn them, the papers.

Without --agreement, every agreement is tried that is open to goods made where the product was and going where it goes;
with --any-market, wherever it goes. Each remedy was tried: the product originates with it. With --rule, all judge by
that rule, so that only their general provisions differ.

\b
Examples:
  origin compare examples/e-bike.yaml
  origin compare examples/e-bike.yaml --any-market
  origin compare examples/e-bike.yaml --to CA --details
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
        typer.Option(
            "--agreement", "-a", metavar="ID", help="An agreement; repeat it.", show_default="all that are open"
        ),
    ] = None,
    on: Day = None,
    exported_from: ExportedFrom = None,
    imported_into: ImportedInto = None,
    any_market: Annotated[
        bool, typer.Option("--any-market", help="Leave the dossier's destination aside; try every market.")
    ] = False,
    rule: Annotated[
        str | None, typer.Option(metavar="RULE", help="Judge by this rule, in our notation, under every agreement.")
    ] = None,
    without_presumptions: Annotated[
        bool, typer.Option("--without-presumptions", help="Switch all presumptions off.")
    ] = False,
    details: Annotated[
        bool | None,
        typer.Option(
            "--details/--no-details",
            help="Show the calculation under each agreement.",
            show_default="where agreements are named",
        ),
    ] = None,
    bom: BomFile = None,
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Checks one dossier under several agreements."""
    from origin.explanation.inquiries import inquire_each, inquire_everywhere
    from origin.explanation.inquiry import Inquiry
    from origin.explanation.side_by_side import outlooks, side_by_side, side_by_side_record

    inquiry = Inquiry(
        today=date.today(),
        on=on,
        exported_from=exported_from,
        imported_into=imported_into,
        without_any=without_presumptions,
        rule=rule,
    )
    facts = dossier_in(dossier, bom)
    if agreement:
        named = [law_of(one) for one in dict.fromkeys(agreement)]
        found = inquire_each(inquiry, facts, named, any_market=any_market)
    else:
        found = inquire_everywhere(inquiry, facts, laws(), any_market=any_market)
    if found.value is None:
        refuse(found.problems)
    tried = outlooks(found.value, Progress(len(found.value.determinations), "agreements tried"))
    if as_json:
        write_json(side_by_side_record(found.value, tried))
    else:
        shown = bool(agreement) if details is None else details
        write_document(side_by_side(found.value, tried, shown), width, no_color)
