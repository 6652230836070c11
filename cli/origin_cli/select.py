"""`origin select`: which claims to verify, within a budget, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from origin.problems import Place, Problem
from origin_cli.exit_codes import HELP
from origin_cli.light import LightCommand, group
from origin_cli.output import Json, NoColor, Width, refuse, tell, write_document, write_file, write_json
from origin_cli.sources import agreements_for, stdin_bytes

HELP_TEXT = f"""Choose claims to verify within a budget, and say for each why.

--random draws by lot within agreement and partner, so that error rates can be estimated; the same seed draws the same.
--recovery ranks by duty at stake times the probability of refusal, estimated by --outcomes with shrinkage towards
partner, agreement and chapter. --risk ranks by what the check of each claim finds.

\b
Examples:
  origin select claims.csv --random 20 --seed 2026
  origin select claims.csv --rates rates.csv --outcomes past.csv --random 10 --recovery 30 --risk 10 -o chosen.csv
  origin select later.csv --outcomes past.csv --back-test

With --back-test, CLAIMS is a table of later outcomes: estimates by --outcomes are put to the test on it.

{HELP}
"""

app = group("")


@app.command("select", short_help="Choose claims to verify, and say why.", cls=LightCommand, help=HELP_TEXT)
def select(
    claims: Annotated[Path, typer.Argument(metavar="CLAIMS", show_default=False, help="Claims; - for stdin.")],
    random: Annotated[int, typer.Option(min=0, metavar="N", help="So many at random.")] = 0,
    recovery: Annotated[int, typer.Option(min=0, metavar="N", help="So many by expected recovery.")] = 0,
    risk: Annotated[int, typer.Option(min=0, metavar="N", help="So many by indicators of risk.")] = 0,
    seed: Annotated[str, typer.Option(metavar="TEXT", help="What the lots are drawn with.")] = "1",
    outcomes: Annotated[Path | None, typer.Option(metavar="FILE", help="Past outcomes: code, origin, refused.")] = None,
    rates: Annotated[Path | None, typer.Option(metavar="FILE", help="A table of rates of duty.")] = None,
    agreement: Annotated[str | None, typer.Option("--agreement", "-a", metavar="ID", help="The agreement.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day.", show_default="today")] = None,
    back_test: Annotated[bool, typer.Option("--back-test", help="Put the estimates to the test.")] = False,
    share: Annotated[str, typer.Option(metavar="PERCENT", help="The part that a back-test chooses.")] = "5%",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the choice: .csv or .xlsx.")
    ] = None,
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Chooses claims."""
    if back_test:
        _back_test(claims, outcomes, share, as_json, width, no_color)
        return
    from origin.cases.choose import Choice, chosen
    from origin.cases.claim_reader import LARGEST
    from origin.cases.selection.pick import Budget
    from origin.cases.selection_sheet import HEADINGS, selection_document, selection_record, selection_rows
    from origin_cli.progress import Progress

    if not random + recovery + risk:
        message = "say how many claims to choose"
        refuse([Problem("budget-missing", message, Place("--random"), accepted="--random, --recovery or --risk")])
    if output is not None and output.suffix not in (".csv", ".xlsx"):
        message = "the choice is written as .csv or .xlsx"
        refuse([Problem("output-form", message, Place("--output"), output.name, ".csv, .xlsx")])
    data = stdin_bytes(LARGEST) if str(claims) == "-" else None
    known = agreements_for(agreement)
    choice = Choice(claims, data, Budget(random, risk, recovery), seed, outcomes, rates, agreement, on, date.today())
    found = chosen(choice, known, lambda total: Progress(total, "claims"))
    if found.value is None:
        refuse(found.problems)
    tell(found.problems)
    picks, total = found.value
    record = selection_record(picks, total, seed)
    if output is not None:
        from origin.cases.safe_cells import csv_text, workbook

        rows = selection_rows(record)
        table = workbook(HEADINGS, rows, "chosen") if output.suffix == ".xlsx" else csv_text(HEADINGS, rows)
        write_file(output, table, keep=claims, private=True)
    if as_json:
        write_json(record)
    else:
        write_document(selection_document(picks, total, seed), width, no_color)


def _back_test(later: Path, past: Path | None, share: str, as_json: bool, width: int | None, no_color: bool) -> None:
    from origin.cases.choose import tested
    from origin.cases.selection_sheet import back_test_document, back_test_record

    if past is None:
        message = "a back-test needs past outcomes"
        refuse([Problem("outcomes-missing", message, Place("--outcomes"), accepted="a table of past outcomes")])
    found = tested(past, later, share)
    if found.value is None:
        refuse(found.problems)
    if as_json:
        write_json(back_test_record(found.value))
    else:
        write_document(back_test_document(found.value), width, no_color)
