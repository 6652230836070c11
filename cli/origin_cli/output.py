"""What all commands share: printing, problems on stderr, JSON, files written whole, the options for these."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from origin.problems import Place, Problem, Severity
from origin_cli.exit_codes import ExitCode
from origin_cli.light import import_tabulate

if TYPE_CHECKING:
    from origin.explanation.document import Document
    from origin.explanation.layout import Line

Width = Annotated[int | None, typer.Option(min=40, max=400, help="Columns to write in.", show_default="the terminal's")]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colours; NO_COLOR in the environment does the same.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]

WIDEST = 120
UNKNOWN_WIDTH = 100

_ASCII = str.maketrans(
    {"✓": "+", "✗": "x", "–": "-", "—": "-", "·": "*", "≈": "~", "×": "x", "…": "...", "⟨": "<", "⟩": ">", "’": "'"}
    | {"├": "|", "└": "`", "│": "|", "─": "-", "€": "EUR", "\N{NO-BREAK SPACE}": " "}
)

_STYLES: dict[str, dict[str, Any]] = {
    "heading": {"bold": True, "underline": True},
    "strong": {"bold": True},
    "quiet": {"dim": True},
    "met": {"fg": "green", "bold": True},
    "not-met": {"fg": "red", "bold": True},
    "unknown": {"fg": "yellow", "bold": True},
}


def write(text: str, coloured: bool = False) -> None:
    """Prints to stdout; signs that it cannot encode are replaced, and a reader that has gone away is no error."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = text.translate(_ASCII).encode(encoding, "replace").decode(encoding)
    try:
        typer.echo(text, nl=False, color=coloured)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_json(value: Any) -> None:
    """Prints a value as JSON, always with the same bytes."""
    import json

    write(json.dumps(value, indent=2, ensure_ascii=True) + "\n")


def write_document(document: Document, width: int | None, no_color: bool) -> None:
    """Prints a document, with colours where they are wanted and can be seen."""
    from origin.explanation.document import Table
    from origin.explanation.text import lines_of

    if any(isinstance(block, Table) for section in document.sections for block in section.blocks):
        import_tabulate()
    coloured = not no_color and wants_colour()
    write("".join(_painted(line, coloured) + "\n" for line in lines_of(document, width or terminal_width())), coloured)


def write_page(file: Path, document: Document, basis: str, keep: Path | None = None) -> None:
    """Writes a document as one self-contained page, readable by its owner alone, since it may tell of a trader."""
    from origin.explanation.page import page_of

    write_file(file, page_of(document, basis), keep=keep, private=True)


def wants_colour() -> bool:
    """True where stdout is a terminal and nothing speaks against colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """The columns of the terminal, at most as many as read well; a fixed number where there is none."""
    if not sys.stdout.isatty():
        return UNKNOWN_WIDTH
    import shutil

    return min(shutil.get_terminal_size((UNKNOWN_WIDTH, 24)).columns, WIDEST)


def _painted(line: Line, coloured: bool) -> str:
    from origin.explanation.layout import plain

    if not coloured:
        return plain(line)
    return "".join(
        typer.style(piece.text, **style) if (style := _STYLES.get(piece.style.value)) else piece.text for piece in line
    )


def tell(problems: Iterable[Problem]) -> None:
    """Prints problems to stderr, each as a person reads it."""
    from origin.explanation.clean_text import clean

    for problem in problems:
        kind = "warning" if problem.severity is Severity.WARNING else "error"
        typer.echo(f"{kind}: {clean(str(problem))}", err=True)


def refuse(problems: Iterable[Problem]) -> NoReturn:
    """Ends the command: tells what is wrong, and that it is bad input."""
    tell(problems)
    raise typer.Exit(ExitCode.BAD_INPUT)


def write_file(
    path: Path, content: str | bytes | Iterable[bytes], keep: Path | None = None, private: bool = False
) -> None:
    """Writes a file whole or not at all: beside, then renamed. `keep` is a file that must not be overwritten.

    Content may come in parts, of which one at a time is held. A `private` file can be read by its owner only.
    """
    if keep is not None and path.exists() and keep.exists() and path.samefile(keep):
        message = "this is the file that was read: it would be overwritten"
        refuse([Problem("file-overwrites", message, Place(str(path)), accepted="another file")])
    import tempfile

    beside: str | None = None
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "this is a folder, not a file")
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
        with os.fdopen(handle, "wb") as stream:
            whole = content.encode("utf-8") if isinstance(content, str) else content
            stream.writelines([whole] if isinstance(whole, bytes) else whole)
        if not private:
            Path(beside).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        Path(beside).replace(path)
    except OSError as error:
        if beside is not None:
            Path(beside).unlink(missing_ok=True)
        message = f"this file cannot be written: {(error.strerror or str(error)).lower()}"
        refuse([Problem("file-unwritable", message, Place(str(path)), accepted="a file in a folder that exists")])


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
