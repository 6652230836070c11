"""A letter as Markdown, as a page and as PDF. Whatever the facts hold, none of it becomes markup."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_never

from origin.cases.letters.letter import Block, Bullets, FactLines, Heading, Letter, Paragraph
from origin.explanation.clean_text import clean
from origin.problems import Problem, Read

if TYPE_CHECKING:
    from jinja2 import Template

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|!~&])")
_LINE_START = re.compile(r"^(\d+)([.)])(?=\s)|^([-+=])")


def markdown_of(letter: Letter) -> str:
    """The letter as Markdown; signs of markup in its facts are escaped."""
    head = (
        f"{_plain(letter.sender)}\n\n{_plain(letter.day)}, {_plain(letter.reference)}\n\nTo: {_plain(letter.addressee)}"
    )
    blocks = [_block(one) for one in letter.blocks]
    return "\n\n".join([head, f"# {_plain(letter.subject)}", *blocks]) + "\n"


def _plain(text: str) -> str:
    escaped = _MARKUP.sub(r"\\\1", clean(text))
    return _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", escaped)


def _block(block: Block) -> str:
    match block:
        case Heading(text):
            return f"## {_plain(text)}"
        case Paragraph(text):
            return _plain(text)
        case Bullets(items):
            return "\n".join(f"- {_plain(item)}" for item in items)
        case FactLines(rows):
            return "\n".join(f"- {_plain(label)}: {_plain(value)}" for label, value in rows)
        case _:
            assert_never(block)


def html_of(letter: Letter) -> str:
    """The letter as one page that needs nothing else and runs nothing."""
    return _template().render(letter=letter, kind_of=lambda block: type(block).__name__)


def pdf_of(letter: Letter) -> Read[bytes]:
    """The letter as PDF, by WeasyPrint; a problem where it, or the system's pango, is missing."""
    try:
        from weasyprint import HTML  # type: ignore[import-untyped]
    except (ImportError, OSError) as error:
        message = "PDF needs WeasyPrint and the system's pango library"
        hint = (
            "pip install 'origin-toolkit[pdf]'; on Debian and Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0"
        )
        return Read(None, (Problem("pdf-missing", message, found=str(error).split("\n")[0][:120], hint=hint),))
    made: Any = HTML(string=html_of(letter), url_fetcher=_nothing).write_pdf()
    return Read(bytes(made))


def _nothing(url: str, *_more: Any, **_others: Any) -> dict[str, Any]:
    """A letter loads nothing from anywhere."""
    raise ValueError(f"a letter loads nothing: {url[:60]}")


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        finalize=lambda value: clean(value) if type(value) is str else value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("letter.html.j2")
