"""The page: whole, valid, and safe whatever a dossier says."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from origin.explanation.document import Branch, Column, Document, Facts, Fold, Mark, Point, Points, Section, Table, Tree
from origin.explanation.page import page_of

VOID = {"meta", "link", "br", "hr", "img", "input"}
HOSTILE = "</title></style><script>alert(1)</script><img src=x onerror=alert(1)>\"' {{ 7*7 }} \u202e\x1b[2J"


class _Outline(HTMLParser):
    """Collects the elements, and checks that each is closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()


def _document(text: str) -> Document:
    branch = Branch(text, Mark.NOT_MET, text, text, (Branch(text, Mark.NOTE),))
    return Document(
        Mark.UNKNOWN,
        text,
        text,
        text,
        (
            Section("facts", text, (Facts(((text, text),)),)),
            Section("points", text, (Points((Point(text, Mark.CLOSED, text, text, (Point(text, quiet=True),)),)),)),
            Section("table", text, (Table(text, (Column(text), Column(text, figures=True)), ((text, text),)),)),
            Section("tree", text, (Tree(branch, text), Fold(text, (Point(text),)))),
        ),
    )


def test_markup_is_text() -> None:
    """Text in any place of a document stays text: no element, no attribute, no template comes of it."""
    plain, hostile = _Outline(), _Outline()
    plain.feed(page_of(_document("x")))
    page = page_of(_document(HOSTILE))
    hostile.feed(page)
    assert plain.seen == hostile.seen
    assert hostile.open == []
    assert "{{ 7*7 }}" in page
    assert "49" not in page
    assert "\u202e" not in page
    assert "\x1b" not in page


@pytest.mark.parametrize("part", ['<html lang="en">', "<caption>", "<details open>", "@media print", "<!DOCTYPE html>"])
def test_what_a_page_has(part: str) -> None:
    """A page names its language, captions its tables, folds its tree, and has styles for print."""
    assert part in page_of(_document("x"))


def test_signs_have_names() -> None:
    """A sign is named for those who do not see it."""
    assert '<span class="mark not-met" role="img" aria-label="no">✗</span>' in page_of(_document("x"))


def test_the_same_bytes() -> None:
    """The same document gives the same page."""
    assert page_of(_document("x")) == page_of(_document("x"))
