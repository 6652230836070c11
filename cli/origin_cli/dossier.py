"""`origin dossier`: the form of a dossier, and whether a file follows it."""

from __future__ import annotations

from origin_cli.exit_codes import HELP
from origin_cli.light import LightCommand, group
from origin_cli.output import Json, write, write_json
from origin_cli.sources import BomFile, DossierFile, dossier_in

app = group("The form of a dossier; check a file.")

SCHEMA_HELP = f"""Print the JSON Schema of a dossier, for editors and programs.

\b
Examples:
  origin dossier schema > dossier.schema.json

{HELP}
"""

READ_HELP = f"""Read a dossier and report every problem of it; prints a line about what it holds.

\b
Examples:
  origin dossier read examples/e-bike.yaml
  origin dossier read - < my-dossier.yaml

{HELP}
"""


@app.command("schema", cls=LightCommand, help=SCHEMA_HELP)
def schema() -> None:
    """Prints the JSON Schema."""
    from origin.dossier.schema import dossier_schema

    write_json(dossier_schema())


@app.command("read", cls=LightCommand, help=READ_HELP)
def read(dossier: DossierFile, bom: BomFile = None, as_json: Json = False) -> None:
    """Reads one dossier."""
    found = dossier_in(dossier, bom)
    from origin.explanation.dossier_sheet import dossier_line, dossier_record

    if as_json:
        write_json(dossier_record(found))
    else:
        write(dossier_line(found) + "\n")
