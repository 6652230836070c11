"""A document as one HTML page that needs nothing else: no network, no script; it prints well.

Everything that comes from a dossier is escaped by the template engine, after signs that could disguise it were made
visible. A content security policy keeps the page from loading or running anything, whatever it holds.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from origin import __version__
from origin.explanation.clean_text import clean
from origin.explanation.document import Document, Mark

if TYPE_CHECKING:
    from jinja2 import Template

_MARK_NAMES = {
    Mark.MET: "met",
    Mark.NOT_MET: "not-met",
    Mark.UNKNOWN: "unknown",
    Mark.CLOSED: "closed",
    Mark.NOTE: "note",
}
_MARK_WORDS = {
    Mark.MET: "yes",
    Mark.NOT_MET: "no",
    Mark.UNKNOWN: "not known",
    Mark.CLOSED: "not open",
    Mark.NOTE: "note",
}


def page_of(document: Document, basis: str = "dossier") -> str:
    """The page; the same document always gives the same bytes. `basis` is the word for what it rests on."""
    return _template().render(
        document=document,
        mark_name=_MARK_NAMES.get,
        mark_word=_MARK_WORDS.get,
        kind=_kind,
        version=__version__,
        basis=basis,
    )


def _kind(block: object) -> str:
    """The name of a block, by which the template chooses how to draw it."""
    return type(block).__name__.lower()


def _cleaned(value: Any) -> Any:
    """What is put into the page: text without signs that could disguise it."""
    return clean(value) if type(value) is str else value


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = Path(__file__).resolve().parent / "templates"
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        finalize=_cleaned,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html.j2")
