"""`origin rule`: which rules goods of a code have to meet."""

from __future__ import annotations

from typing import Annotated

import typer

from origin.problems import Problem
from origin_cli.exit_codes import HELP as EXIT_HELP
from origin_cli.light import LightCommand, group
from origin_cli.output import Json, NoColor, Width, refuse, write_document, write_json

HELP = f"""Show the rules for an HS code, in plain English and in notation; agreements that ask the same stand together.

\b
Examples:
  origin rule 8711.60
  origin rule 8711.60 -a eu-uk -a uk-japan
  origin rule 8507.60 --agreement eu-uk --on 2027-01-01
  origin rule 8703.80 -a eu-uk --option plug-in-or-electric

{EXIT_HELP}
"""


app = group("")


@app.command("rule", short_help="Show the rules for an HS code.", cls=LightCommand, help=HELP)
def rule(
    code: Annotated[
        str, typer.Argument(show_default=False, help="An HS code of 4, 6 or more digits, such as 8711.60.")
    ],
    agreement: Annotated[
        list[str] | None,
        typer.Option(
            "--agreement", "-a", metavar="ID", help="Only this agreement; repeat it.", show_default="all agreements"
        ),
    ] = None,
    option: Annotated[
        str | None, typer.Option(metavar="NAME", help="Which description the goods have, where rules differ by it.")
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day for which to show what is open.", show_default="any day")
    ] = None,
    hs_edition: Annotated[str, typer.Option(metavar="YEAR", help="The HS edition of the code.")] = "2022",
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Shows the rules for one code."""
    from origin.explanation.rule_query import read_query
    from origin.explanation.rule_sheet import check_query, rule_document, rule_record
    from origin_cli.sources import law_of, laws

    query = read_query(code, hs_edition, option, on)
    if query.value is None:
        refuse(query.problems)
    wanted = [law_of(one) for one in dict.fromkeys(agreement)] if agreement else laws()
    problems: tuple[Problem, ...] = check_query(query.value, wanted)
    if problems:
        refuse(problems)
    if as_json:
        write_json(rule_record(query.value, wanted))
    else:
        write_document(rule_document(query.value, wanted), width, no_color)
