"""Cleans the publisher's markup off a text: HTML, entities and Markdown go, every visible word stays.

What is left is plain text. Items of a list are lines that begin with "- ", nested ones with two spaces before it; any
other line break is a paragraph, or a stray wrap of the source. Nothing is reworded and no mistake corrected.
"""

from __future__ import annotations

import html
import re

_BREAK = re.compile(r"<\s*(?:br|p|/p|/li|ul|/ul|ol|/ol|div|/div)\b[^<>]*>", re.IGNORECASE)
_ITEM = re.compile(r"<\s*li\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*\)")
_BOLD = re.compile(r"(?<![\w*])(\*{2,3})(?=\S)([^*]+?)(?<=\S)\1(?![\w*])|(\*{2,3})(?=\S)([^*]+?)(?<=\S)\3")
_ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_UNDERSCORED = re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])([^_\n]+?)(?<=[^\s_])\1(?!\w)")
_BULLET = re.compile(r"^([ \t]*)[-*+\u2022\u2013][ \t]+")
_HEADING = re.compile(r"^#{1,6}[ \t]+")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|-])")
_SPACES = re.compile(r"[ \t\r\f\v]+")


def plain_text(source: str) -> str:
    """The visible words of a text with markup."""
    text = html.unescape(_without_tags(source))
    text = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{HYPHEN}", "-").replace("\N{NON-BREAKING HYPHEN}", "-")
    text = _without_markdown(text)
    return "\n".join(filter(None, map(_line, text.split("\n"))))


def _without_tags(text: str) -> str:
    """Line breaks and list items as plain text has them; other tags leave nothing behind."""
    return _TAG.sub("", _ITEM.sub("\n- ", _BREAK.sub("\n", text)))


def _without_markdown(text: str) -> str:
    """Links as their words; bold and italics as plain letters."""
    text = _LINK.sub(r"\1", text)
    text = _BOLD.sub(lambda found: found[2] or found[4], text)
    text = _ITALIC.sub(r"\1", text)
    text = _UNDERSCORED.sub(r"\2", text)
    return _ESCAPED.sub(r"\1", text)


def _line(line: str) -> str:
    """A line with its spaces folded; an item keeps its dash, and two spaces where it is nested."""
    if item := _BULLET.match(line):
        nested = len(item[1].expandtabs(4)) >= 2
        return ("  " if nested else "") + "- " + _SPACES.sub(" ", line[item.end() :]).strip()
    return _SPACES.sub(" ", _HEADING.sub("", line)).strip()
