"""Reads JSON into nodes with line and column, numbers as the text that was written."""

from __future__ import annotations

import re
from bisect import bisect_right
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]

from origin.dossier.nodes import DEEPEST, MOST_VALUES, TOO_MANY, USE_A_TABLE, ListNode, MapNode, Node, TextNode
from origin.dossier.notes import Notes, quoted

_SPACE = re.compile(r"[ \t\n\r]*")
_WORD = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)", re.ASCII)


def parse_json(text: str, notes: Notes) -> Node | None:
    """The value of a JSON text; None where its syntax is broken, which is noted."""
    reader = _Reader(text, notes)
    try:
        return reader.document()
    except _Broken as error:
        line, column = reader.line_of(error.at)
        notes.add(error.code, error.message, notes.place(line, column), hint=error.hint)
    return None


class _Broken(Exception):
    """Where and how the text stops being JSON."""

    def __init__(self, at: int, message: str, hint: str | None = None, code: str = "json-syntax") -> None:
        super().__init__(message)
        self.at = at
        self.message = message if code != "json-syntax" else f"this is not JSON: {message}"
        self.hint = hint
        self.code = code


class _Reader:
    """One method for each kind of value; `at` is the offset reached. Nesting is limited well below Python's stack."""

    def __init__(self, text: str, notes: Notes) -> None:
        self.text = text
        self.notes = notes
        self.at = 0
        self.values = 0
        self.starts = [0, *(each.end() for each in re.finditer("\n", text))]

    def line_of(self, at: int) -> tuple[int, int]:
        """The line and column of an offset, from 1."""
        line = bisect_right(self.starts, at)
        return line, at - self.starts[line - 1] + 1

    def document(self) -> Node:
        """The whole text as one value."""
        node = self._value(0)
        if self._next():
            raise _Broken(self.at, "there is more after its end")
        return node

    def _next(self) -> str:
        """The next character that is no space; "" at the end."""
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.text[self.at : self.at + 1]

    def _value(self, depth: int) -> Node:
        """Any value."""
        sign = self._next()
        self.values += 1
        if self.values > MOST_VALUES:
            raise _Broken(self.at, TOO_MANY, USE_A_TABLE, code="values-many")
        if sign in ("{", "["):
            if depth >= DEEPEST:
                message = f"lists and mappings stand more than {DEEPEST} deep in one another"
                raise _Broken(self.at, message, code="yaml-depth")
            return self._mapping(depth) if sign == "{" else self._list(depth)
        line, column = self.line_of(self.at)
        if sign == '"':
            return TextNode(self._string(), line, column, plain=False)
        word = _WORD.match(self.text, self.at)
        if word is None:
            if not sign:
                raise _Broken(self.at, "the text ends too early", "close every bracket, brace and quotation mark")
            hint = "texts stand in double quotes; NaN and Infinity are no numbers; no comma before a closing bracket"
            raise _Broken(self.at, "a value is expected here", hint)
        self.at = word.end()
        return TextNode(word.group(), line, column, plain=True)

    def _string(self) -> str:
        """The text in double quotes that begins here."""
        start = self.at
        try:
            text, self.at = scanstring(self.text, start + 1, True)
        except JSONDecodeError as error:
            raise _Broken(error.pos, error.msg[:1].lower() + error.msg[1:]) from None
        if any("\ud800" <= sign <= "\udfff" for sign in text):
            raise _Broken(start, "half a surrogate pair is no character")
        return str(text)

    def _list(self, depth: int) -> Node:
        """A list that begins here."""
        node = ListNode(*self.line_of(self.at))
        self.at += 1
        if self._next() == "]":
            self.at += 1
            return node
        while True:
            node.add(self._value(depth + 1))
            if self._goes_on("]"):
                return node

    def _mapping(self, depth: int) -> Node:
        """A mapping that begins here."""
        node = MapNode(*self.line_of(self.at))
        self.at += 1
        if self._next() == "}":
            self.at += 1
            return node
        while True:
            if self._next() != '"':
                raise _Broken(self.at, "a key in double quotes is expected here", "no comma before a closing brace")
            line, column = self.line_of(self.at)
            key = TextNode(self._string(), line, column, plain=False)
            if self._next() != ":":
                raise _Broken(self.at, "a colon is expected after a key")
            self.at += 1
            self.values += 1
            earlier = node.put(key, self._value(depth + 1))
            if earlier is not None:
                message = f"the key {quoted(key)} stands twice in one mapping, first in line {earlier.line}"
                self.notes.add(
                    "key-twice", message, self.notes.place(line, column), found=key, accepted="each key once"
                )
            if self._goes_on("}"):
                return node

    def _goes_on(self, end: str) -> bool:
        """True at the end of a list or mapping, False after a comma."""
        sign = self._next()
        if sign not in (",", end) or not sign:
            message = "the text ends too early" if not sign else f"a comma or {end} is expected here"
            raise _Broken(self.at, message, "close every bracket, brace and quotation mark" if not sign else None)
        self.at += 1
        return sign == end
