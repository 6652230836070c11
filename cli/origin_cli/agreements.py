"""`origin agreements`: the packs of the data folder: list, show, look over, compile, import."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from origin_cli.exit_codes import HELP
from origin_cli.importing import IMPORT_HELP, import_lists
from origin_cli.light import LightCommand, group
from origin_cli.output import Json, NoColor, Width, refuse, tell, write, write_document, write_json

app = group("The agreements that are known.")

Id = Annotated[str, typer.Argument(metavar="ID", help="The id of an agreement, such as eu-uk.")]

LIST_HELP = f"""List the agreements, and the families of which only the general provisions are known.

\b
Examples:
  origin agreements list
  origin agreements list --json

{HELP}
"""

SHOW_HELP = f"""Show what the pack of an agreement holds: provisions with their articles, proofs, readings, limits.

\b
Examples:
  origin agreements show eu-uk
  origin agreements show usmca

{HELP}
"""

LINT_HELP = """Look packs over: codes without a rule, rules that nobody reaches or that say nothing, unknown terms.

An error makes a pack wrong; a warning is what its reader should know. Findings go to stderr with file, line and column,
a line of counts for each pack to stdout. A rule list that packs share is told once.

\b
Examples:
  origin agreements lint
  origin agreements lint eu-uk --on 2027-01-01
  origin agreements lint --errors
  origin agreements lint --json

Exit codes: 0 no errors (warnings or not), 2 errors in a pack, or bad input.
"""

DIFF_HELP = f"""Compare two rule lists, rule by rule: where the first one is stricter, laxer, equal or incomparable.

A list is that of an agreement, or a file in our notation (*.psr), such as a draft.

\b
Examples:
  origin agreements diff eu-uk draft.psr
  origin agreements diff eu-uk draft.psr 8703 --on 2027-01-01
  origin agreements diff eu-uk draft.psr --chapter 84 --chapter 85 --only stricter --only incomparable

{HELP}
"""

COMPILE_HELP = f"""Compile all packs into the cache, so that the first use of each is as quick as the later ones.

\b
Examples:
  origin agreements compile --quiet

{HELP}
"""


@app.command("list", cls=LightCommand, help=LIST_HELP)
def list_all(as_json: Json = False, width: Width = None, no_color: NoColor = False) -> None:
    """Lists the agreements."""
    from origin.agreements.coverage import read_coverage
    from origin.agreements.families import read_families
    from origin.explanation.agreement_sheet import agreements_document, agreements_record
    from origin_cli.sources import laws

    coverage = read_coverage()
    families = read_families()
    if coverage.value is None or families.value is None:
        refuse((*coverage.problems, *families.problems))
    if as_json:
        write_json(agreements_record(laws(), coverage.value, families.value))
    else:
        write_document(agreements_document(laws(), coverage.value, families.value), width, no_color)


@app.command("show", cls=LightCommand, help=SHOW_HELP)
def show(agreement: Id, as_json: Json = False, width: Width = None, no_color: NoColor = False) -> None:
    """Shows one agreement."""
    from origin.explanation.agreement_sheet import agreement_document, agreement_record
    from origin_cli.sources import sheet_of

    law = sheet_of(agreement)
    if as_json:
        write_json(agreement_record(law))
    else:
        write_document(agreement_document(law), width, no_color)


@app.command("lint", cls=LightCommand, help=LINT_HELP)
def lint(
    agreement: Annotated[
        str | None, typer.Argument(metavar="ID", help="The id of an agreement.", show_default="all")
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day by which dates have passed.", show_default="today")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="Tell errors only; warnings are counted.")] = False,
    as_json: Json = False,
) -> None:
    """Looks packs over."""
    from origin.agreements.lint import lint_all
    from origin.explanation.inquiry_day import parse_day
    from origin.explanation.lint_record import lint_line, lint_record
    from origin.problems import Problem, Severity
    from origin_cli.sources import law_of, laws

    day = date.today() if on is None else parse_day(on, "--on")
    if isinstance(day, Problem):
        refuse([day])
    found = list(lint_all(laws() if agreement is None else [law_of(agreement)], day))
    if as_json:
        write_json(lint_record(found, day))
    for looked in () if as_json else found:
        problems = looked.problems if looked.same_list_as is None else looked.own
        tell(one for one in problems if not errors or one.severity is Severity.ERROR)
        write(f"{lint_line(looked)}\n")
    if any(looked.count(Severity.ERROR) for looked in found):
        refuse(())


@app.command("diff", cls=LightCommand, help=DIFF_HELP)
def diff(
    left: Annotated[str, typer.Argument(metavar="A", show_default=False, help="The id of an agreement, or a file.")],
    right: Annotated[str, typer.Argument(metavar="B", show_default=False, help="What to compare it with.")],
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", show_default="all", help="Only products of this HS code.")
    ] = None,
    chapter: Annotated[
        list[str] | None, typer.Option(metavar="NN", help="Only this chapter; may be given several times.")
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="JUDGEMENT",
            help="Only rules that are stricter, laxer, equal, incomparable, or lack a counterpart (no-rule).",
        ),
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="Compare what is open on this day.", show_default="all days")
    ] = None,
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Compares two rule lists."""
    from origin.agreements.comparison import compare_lists
    from origin.agreements.registry import read_glossary
    from origin.explanation.comparison_query import read_comparison_query
    from origin.explanation.comparison_sheet import comparison_document, comparison_record
    from origin_cli.sources import list_of

    ours, theirs = list_of(left), list_of(right)
    query = read_comparison_query(ours, theirs, code, chapter or (), only or (), on)
    if query.value is None:
        refuse(query.problems)
    glossary = read_glossary()
    if glossary.value is None:
        refuse(glossary.problems)
    within, judgements, day = query.value
    found = compare_lists(ours, theirs, glossary.value, day, within)
    if as_json:
        write_json(comparison_record(found, judgements))
    else:
        write_document(comparison_document(found, judgements), width, no_color)


@app.command("compile", cls=LightCommand, help=COMPILE_HELP)
def compile_packs(
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Compiles all packs."""
    from origin.agreements.compiled import compile_all

    problems = compile_all(None if quiet else lambda agreement: write(f"{agreement}\n"))
    errors = [problem for problem in problems if problem.severity.value == "error"]
    tell(errors if quiet else problems)
    if errors:
        refuse(())


app.command("import", cls=LightCommand, help=IMPORT_HELP)(import_lists)
