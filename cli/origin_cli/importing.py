"""`origin agreements import`: published rule lists become packs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from origin_cli.exit_codes import HELP
from origin_cli.output import Json, NoColor, Width, refuse, tell, write_document, write_json

if TYPE_CHECKING:
    from origin.agreements.publication.context import Context
    from origin.agreements.publication.importer import ImportedList
    from origin.agreements.publication.published import PublishedList

IMPORT_HELP = f"""Read published rule lists and write them as packs, in the notation of the rule lists.

SOURCE is a file or a folder: JSON Lines with a rule set on each line, or the publisher's own JSON. What the wording
leaves open is read with a recorded choice, and what cannot be read is kept as text("..."), which is undetermined.

\b
Examples:
  origin agreements import examples/published-rules.jsonl --dry-run
  origin agreements import examples/published-rules.jsonl --dry-run --details
  origin agreements import examples/published-rules.jsonl --scheme atlantis --dry-run --json

{HELP}
"""


def import_lists(
    source: Annotated[Path, typer.Argument(show_default=False, help="A file or a folder of published rule lists.")],
    scheme: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Only this scheme. Repeatable.", show_default="all")
    ] = None,
    into: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where the packs go.", show_default="the data folder")
    ] = None,
    facts: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="A folder with schemes.jsonl, articles and introductory notes.",
            show_default="the one above SOURCE, where it has them",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and report; write nothing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over files that were edited by hand.")] = False,
    details: Annotated[bool, typer.Option("--details", help="List every choice and every unread passage.")] = False,
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Imports rule lists."""
    from origin.agreements.publication.importer import import_packs
    from origin.data_folder import data_folder
    from origin.explanation.import_sheet import import_document, import_record

    folder = into or data_folder("agreements")
    lists = _lists(source, scheme or [])
    context = _context(source, facts, folder, [one.scheme for one in lists])
    imported = _read(lists, context)
    done = import_packs(imported, context, folder, force=force, dry_run=dry_run)
    if done.value is None:
        refuse(done.problems)
    if as_json:
        write_json(import_record(imported, done.value))
    else:
        write_document(import_document(imported, done.value, details), width, no_color)


def _lists(source: Path, schemes: list[str]) -> tuple[PublishedList, ...]:
    from difflib import get_close_matches

    from origin.agreements.publication.source import read_source
    from origin.problems import Problem

    found = read_source(source)
    if found.value is None:
        refuse(found.problems)
    tell(found.problems)
    known = {one.scheme: one for one in found.value}
    for code in schemes:
        if code not in known:
            near = get_close_matches(code, known, n=3, cutoff=0.4)
            hint = f"did you mean {' or '.join(near)}?" if near else None
            refuse([Problem("scheme-unknown", "the source has no such scheme", None, code, ", ".join(known), hint)])
    return tuple(known[code] for code in dict.fromkeys(schemes)) if schemes else found.value


def _context(source: Path, facts: Path | None, folder: Path, schemes: list[str]) -> Context:
    from origin.agreements.publication.context import read_context

    beside = source.resolve().parent
    found = read_context(facts or (beside if source.is_dir() else beside.parent), folder, schemes)
    if found.value is None:
        refuse(found.problems)
    return found.value


def _read(lists: tuple[PublishedList, ...], context: Context) -> tuple[ImportedList, ...]:
    """The lists, with a bar on stderr where somebody watches."""
    import sys

    from origin.agreements.publication.importer import count_wordings, read_lists

    if not sys.stderr.isatty():
        return read_lists(lists, context)
    with typer.progressbar(length=count_wordings(lists), label="Reading rules", file=sys.stderr) as bar:
        return read_lists(lists, context, bar.update)
