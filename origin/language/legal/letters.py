"""Enumerations inside a sentence, "(a) ..., and (b) ...", as lists."""

from __future__ import annotations

import re

from origin.language.legal.passage import Passage

_LABEL = re.compile(r"(?:(?<= )|\A(?=\(a\) [^\n]* \(b\) ))\((?P<label>[a-z]{1,2}|[ivx]+|[A-Z]{1,2}|\d{1,2})\) ")
_JOINT = re.compile(r"[,;]?(?:\s+(?P<word>and ?/ ?or|and|or))?\s*$")
_ROMAN = "i ii iii iv v vi vii viii ix x".split()
_SIGN = {None: "•", "and": "∧"}


def lettered(passage: Passage) -> Passage:
    """The passage with signs for lettered lists, which may stand inside one another; they end with their sentence.

    A list begins with the first letter of its kind (a, i, A, aa) and goes on with the next one, so that a bracket such
    as "(i.e. ...)" or "(EXW)" is none.
    """
    pieces: list[Passage] = []
    done = 0
    open_labels: list[str] = []
    for found in _LABEL.finditer(passage.text):
        label = found["label"]
        before = passage.part(done, found.start())
        if end := _end_of_sentence(before.text):
            pieces += [before.part(0, end), *_closing(open_labels, before, end)]
            before = before.part(end)
        depth = next((number for number, last in enumerate(open_labels) if label in _next(last)), None)
        if depth is None and label not in ("a", "i", "A", "aa", "1"):
            continue
        joint = _JOINT.search(before.text)
        assert joint is not None
        pieces.append(before.part(0, joint.start()) if depth is not None else before.stripped_right())
        if depth is None:
            open_labels.append(label)
            pieces.append(_sign("⟦", found.start(), passage))
        else:
            pieces += [_sign("⟧", found.start(), passage)] * (len(open_labels) - depth - 1)
            del open_labels[depth + 1 :]
            open_labels[depth] = label
            pieces.append(_sign(_SIGN.get(joint["word"], "∨"), found.start(), passage))
        done = found.end()
    rest = passage.part(done)
    if open_labels:
        end = _end_of_sentence(rest.text) or len(rest.text.rstrip(" ."))
        pieces += [rest.part(0, end), *_closing(open_labels, rest, end)]
        rest = rest.part(end)
    return Passage.joined([*pieces, rest])


def _next(label: str) -> tuple[str, ...]:
    """The labels that may follow one: the next letter, or the next roman numeral."""
    if label.isdigit():
        return (str(int(label) + 1),)
    following = [chr(ord(label[0]) + 1) * len(label)]
    if label in _ROMAN[:-1]:
        following.append(_ROMAN[_ROMAN.index(label) + 1])
    return tuple(following)


def _end_of_sentence(text: str) -> int | None:
    """Where a sentence ends in front of "however" or of a paragraph."""
    found = re.search(r"; (?:in all of this, )?however\b|[.;]?\n", text)
    return found.start() if found else None


def _closing(open_labels: list[str], passage: Passage, at: int) -> list[Passage]:
    closing = [Passage("⟧", (passage.offsets[at],) * 2)] * len(open_labels)
    open_labels.clear()
    return closing


def _sign(sign: str, at: int, passage: Passage) -> Passage:
    return Passage(sign, (passage.offsets[at],) * 2)
