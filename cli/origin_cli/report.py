"""`origin report`: how preferences are used, verified and circumvented, by agreement and partner country."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from origin_cli.exit_codes import HELP, ExitCode
from origin_cli.light import LightCommand, group
from origin_cli.output import Json, NoColor, Width, refuse, tell, terminal_width, write, write_document, write_file

if TYPE_CHECKING:
    from origin.monitoring.request import Request

app = group("Reports on a table of imports: use, verification and circumvention of preferences.")

UTILISATION_HELP = f"""How are preferences used? Rates with their parts, duty saved and forgone, regimes side by side.

\b
Examples:
  origin report utilisation imports.csv --mapping uk-preference-use --from 2024 --to 2024
  origin report utilisation jan.parquet feb.parquet -m my-mapping.yaml --by agreement,partner --period month
  origin report utilisation imports --database postgresql://me@host/customs -m my-mapping.yaml
  origin report utilisation imports.csv -m my-mapping.yaml --output use.html --output use.xlsx

{HELP}
"""

VERIFICATION_HELP = f"""How are claims verified? Requests, replies, outcomes with intervals, duty, weakest entry points.

\b
Examples:
  origin report verification --verifications cases.csv --as-of 2026-06-30
  origin report verification --verifications cases.csv imports.parquet -m my-mapping.yaml --output checks.html

{HELP}
"""

CIRCUMVENTION_HELP = f"""Where might a measure be circumvented? Routes through third countries, ranked and explained.

Trade data alone cannot tell circumvention from legitimate diversion: what is shown are leads, not findings.

\b
Examples:
  origin report circumvention imports.csv -m eu27-comtrade --measured RU --since 2022-04-09 --codes 44
  origin report circumvention flows.csv -m wits --measures measures.csv --importer US --output leads.html

{HELP}
"""

OVERVIEW_HELP = f"""One page for all agreements and one for each, for a reader with two minutes.

\b
Examples:
  origin report overview imports.csv -m my-mapping.yaml --verifications cases.csv --output overview.html

{HELP}
"""

REPLAY_HELP = f"""Make a report again from its record, and tell whether its figures are the same.

\b
Examples:
  origin report replay use.json
  origin report replay overview.html

Inputs that are gone or have changed are refused; the exit code is 1 where a figure differs.
{HELP}
"""

MAPPINGS_HELP = f"""List the mappings that come with the toolkit, or show one to start your own from.

\b
Examples:
  origin report mappings
  origin report mappings eucdm-surveillance > mine.yaml

{HELP}
"""

Data = Annotated[
    list[str] | None, typer.Argument(metavar="[DATA]...", help="CSV, CSV.GZ or Parquet; with --database, a table.")
]
MappingName = Annotated[str | None, typer.Option("--mapping", "-m", metavar="NAME|FILE", help="What the columns mean.")]
Database = Annotated[str | None, typer.Option(metavar="URL", help="A database that holds the table.")]
By = Annotated[
    str | None,
    typer.Option(metavar="NAMES", help="One more table, by several of: agreement, partner, product, reporter, period."),
]
Code = Annotated[str, typer.Option(metavar="LEVEL", help="Codes as none, chapter, heading or subheading.")]
Period = Annotated[str, typer.Option(metavar="LENGTH", help="year, quarter or month.")]
First = Annotated[str | None, typer.Option("--from", metavar="PERIOD", help="First period that counts.")]
Last = Annotated[str | None, typer.Option("--to", metavar="PERIOD", help="Last period that counts.")]
Dated = Annotated[str | None, typer.Option(metavar="PERIOD", help="The period of a table that has no date.")]
Checked = Annotated[list[str] | None, typer.Option(metavar="FILE", help="Table of verification outcomes. Repeatable.")]
Cases = Annotated[
    str | None, typer.Option("--register", metavar="WHERE", help="The case register, by path or URL, instead.")
]
Interval = Annotated[str, typer.Option(metavar="NAME", help="wilson, or exact (Clopper and Pearson).")]
AsOf = Annotated[
    str | None, typer.Option(metavar="DATE", help="The day deadlines are judged by.", show_default="today")
]
Measures = Annotated[str | None, typer.Option(metavar="FILE", help="Table of measures: codes, measured country, day.")]
Measured = Annotated[list[str] | None, typer.Option(metavar="COUNTRY", help="Country a measure strikes. Repeatable.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="The day since which it does.")]
Codes = Annotated[
    str | None, typer.Option(metavar="CODES", help="The codes it covers, with commas: 4412,9403.", show_default="all")
]
Importer = Annotated[
    list[str] | None, typer.Option(metavar="COUNTRY", help="Importing country or bloc. Repeatable.", show_default="all")
]
Capacity = Annotated[str | None, typer.Option(metavar="FILE", help="Table of production by country, code and year.")]
Outputs = Annotated[
    list[Path] | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Also write .html, .xlsx, .csv, .parquet or .json. Repeatable."
    ),
]
Rejects = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Write rejected rows with their reasons.", show_default="beside the first --output"
    ),
]
Rows = Annotated[int, typer.Option(min=1, help="Rows of a table to show.")]


@app.command("utilisation", cls=LightCommand, help=UTILISATION_HELP)
def utilisation(
    data: Data = None,
    mapping: MappingName = None,
    database: Database = None,
    by: By = None,
    code: Code = "chapter",
    period: Period = "year",
    first: First = None,
    last: Last = None,
    date: Dated = None,
    output: Outputs = None,
    rejects: Rejects = None,
    rows: Rows = 15,
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Reports on use."""
    from origin.monitoring.request import Request

    request = Request(
        "utilisation",
        tuple(data or ()),
        mapping,
        database,
        _parts(by),
        code,
        period,
        first,
        last,
        date,
    )
    _make(request, output, rejects, rows, as_json, width, no_color)


@app.command("verification", cls=LightCommand, help=VERIFICATION_HELP)
def verification(
    data: Data = None,
    verifications: Checked = None,
    register: Cases = None,
    mapping: MappingName = None,
    database: Database = None,
    by: By = None,
    first: First = None,
    last: Last = None,
    date: Dated = None,
    interval: Interval = "wilson",
    as_of: AsOf = None,
    output: Outputs = None,
    rejects: Rejects = None,
    rows: Rows = 15,
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Reports on verification."""
    from origin.monitoring.request import Request

    request = Request(
        "verification",
        tuple(data or ()),
        mapping,
        database,
        _parts(by),
        first=first,
        last=last,
        date=date,
        verifications=tuple(verifications or ()),
        interval=interval,
        as_of=as_of,
        register=register,
    )
    _make(request, output, rejects, rows, as_json, width, no_color)


@app.command("circumvention", cls=LightCommand, help=CIRCUMVENTION_HELP)
def circumvention(
    data: Data = None,
    mapping: MappingName = None,
    database: Database = None,
    measured: Measured = None,
    since: Since = None,
    codes: Codes = None,
    measures: Measures = None,
    importer: Importer = None,
    capacity: Capacity = None,
    verifications: Checked = None,
    register: Cases = None,
    code: Code = "heading",
    period: Period = "year",
    first: First = None,
    last: Last = None,
    date: Dated = None,
    output: Outputs = None,
    rejects: Rejects = None,
    rows: Rows = 15,
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Reports on circumvention."""
    from origin.monitoring.request import Request

    request = Request(
        "circumvention",
        tuple(data or ()),
        mapping,
        database,
        code=code,
        period=period,
        first=first,
        last=last,
        date=date,
        verifications=tuple(verifications or ()),
        measures=measures,
        measured=tuple(measured or ()),
        since=since,
        codes=_parts(codes),
        importers=tuple(importer or ()),
        capacity=capacity,
        register=register,
    )
    _make(request, output, rejects, rows, as_json, width, no_color)


@app.command("overview", cls=LightCommand, help=OVERVIEW_HELP)
def overview(
    data: Data = None,
    mapping: MappingName = None,
    database: Database = None,
    verifications: Checked = None,
    register: Cases = None,
    measured: Measured = None,
    since: Since = None,
    codes: Codes = None,
    measures: Measures = None,
    importer: Importer = None,
    capacity: Capacity = None,
    code: Code = "chapter",
    period: Period = "year",
    first: First = None,
    last: Last = None,
    date: Dated = None,
    interval: Interval = "wilson",
    as_of: AsOf = None,
    output: Outputs = None,
    rejects: Rejects = None,
    rows: Rows = 15,
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Reports on everything in short."""
    from origin.monitoring.request import Request

    request = Request(
        "overview",
        tuple(data or ()),
        mapping,
        database,
        (),
        code,
        period,
        first,
        last,
        date,
        tuple(verifications or ()),
        interval,
        as_of,
        measures,
        tuple(measured or ()),
        since,
        _parts(codes),
        tuple(importer or ()),
        capacity,
        register,
    )
    _make(request, output, rejects, rows, as_json, width, no_color)


@app.command("replay", cls=LightCommand, help=REPLAY_HELP)
def replay(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="A report as .json or .html.")],
    database: Database = None,
) -> None:
    """Makes a report again."""
    from origin.monitoring.replay import replay as repeat

    found = repeat(report, database)
    if found.value is None:
        refuse(found.problems)
    result = found.value
    for version in result.versions:
        write(f"version: {version}\n")
    for difference in result.differences[:50]:
        write(f"differs: {difference}\n")
    same = not result.differences
    write(
        f"{'The same' if same else f'{len(result.differences):,} of'} {result.figures:,} figures and "
        f"texts{'' if same else ' differ'}.\n"
    )
    raise typer.Exit(ExitCode.ORIGINATING if same else ExitCode.NON_ORIGINATING)


@app.command("mappings", cls=LightCommand, help=MAPPINGS_HELP)
def mappings(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="The mapping to show.", show_default="all")
    ] = None,
) -> None:
    """Lists the mappings."""
    from origin.monitoring.mapping import built_in_mappings, read_mapping

    for one in built_in_mappings() if name is None else [name]:
        read = read_mapping(one)
        if read.value is None:
            refuse(read.problems)
        write(f"{one:28}{read.value.mapping.title}\n" if name is None else read.value.text)


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


def _make(
    request: Request,
    outputs: list[Path] | None,
    rejects: Path | None,
    rows: int,
    as_json: bool,
    width: int | None,
    no_color: bool,
) -> None:
    """Makes a report, writes its files, prints it."""
    from datetime import date

    from origin.monitoring.files import csv_lines, files_of, unwritable
    from origin.monitoring.making import make
    from origin.monitoring.plain_report import json_of

    targets = outputs or []
    refused = unwritable(targets, [*request.data, *request.verifications] if request.database is None else [])
    if refused:
        refuse(refused)
    found = make(request, date.today())
    if found.value is None:
        refuse(found.problems)
    made = found.value
    tell(made.problems)
    files = {path: content for target in targets for path, content in files_of(made.report, target).items()}
    aside = rejects or (targets[0].with_name(f"{targets[0].stem}.rejects.csv") if targets else None)
    for path, content in files.items():
        write_file(path, content)
    if made.rejected_rows and aside is not None:
        write_file(aside, (line.encode() for line in csv_lines(made.rejected())))
    if as_json:
        write(json_of(made.report))
    else:
        from origin.monitoring.terminal import document_of

        write_document(document_of(made.report, width or terminal_width(), rows), width, no_color)
    if made.rejected_rows:
        told = f"they are in {aside}" if aside is not None else "--rejects FILE writes them"
        typer.echo(f"warning: {made.rejected_rows:,} rows were rejected; {told}", err=True)
