"""`origin inventory`: what of each withdrawal from a mixed stock originates."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from origin_cli.exit_codes import HELP as EXIT_HELP
from origin_cli.light import LightCommand, group
from origin_cli.output import Json, NoColor, Width, refuse, tell, write_document, write_json
from origin_cli.sources import AgreementId, law_of

HELP = f"""Tell what of each withdrawal from a stock of fungible materials or goods originates.

Accounting segregation by FIFO, LIFO, average or specific identification, with the value of what does not originate.
With --agreement, the method must be one that the agreement allows.

\b
Examples:
  origin inventory examples/inventories/bolts.yaml
  origin inventory examples/inventories/bolts.yaml --method average
  origin inventory stock.yaml --agreement uk-albania
  origin inventory examples/inventories/bolts.yaml --json

{EXIT_HELP}
"""

app = group("")


@app.command("inventory", short_help="What of a mixed stock originates?", cls=LightCommand, help=HELP)
def inventory(
    file: Annotated[Path, typer.Argument(show_default=False, help="An inventory in YAML or JSON.")],
    method: Annotated[
        str | None,
        typer.Option(
            metavar="METHOD", help="fifo, lifo, average or specific-identification.", show_default="the inventory's"
        ),
    ] = None,
    agreement: AgreementId = None,
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Attributes the withdrawals of one inventory."""
    from origin.dossier.inventory_reader import read_inventory
    from origin.explanation.inventory_sheet import attributed, inventory_document, inventory_record

    read = read_inventory(file)
    if read.value is None:
        refuse(read.problems)
    tell(read.problems)
    law = None if agreement is None else law_of(agreement)
    found = attributed(read.value, method, law)
    if found.value is None:
        refuse(found.problems)
    name = method or read.value.method or ""
    if as_json:
        write_json(inventory_record(read.value, name, found.value, law))
    else:
        write_document(inventory_document(read.value, name, found.value, law), width, no_color)
