"""`origin dossier`: the form of a dossier, and whether a file follows it."""

from __future__ import annotations

from typing import Annotated

import typer

from origin_cli.exit_codes import HELP
from origin_cli.light import LightCommand, group
from origin_cli.output import Json, NoColor, Width, refuse, write, write_document, write_json
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

TERMS_HELP = f"""Show the words a dossier may use: operations, kinds of material and fibres, with what they mean.

\b
Examples:
  origin dossier terms
  origin dossier terms weaving
  origin dossier terms simple mixing
  origin dossier terms fabric --json

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


@app.command("terms", cls=LightCommand, help=TERMS_HELP)
def terms(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", show_default=False, help="Only terms with all these words.")
    ] = None,
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Shows the terms of the glossary."""
    from origin.agreements.registry import read_glossary
    from origin.explanation.terms_sheet import terms_document, terms_record

    glossary = read_glossary()
    if glossary.value is None:
        refuse(glossary.problems)
    if as_json:
        write_json(terms_record(glossary.value, words or ()))
    else:
        write_document(terms_document(glossary.value, words or ()), width, no_color)
