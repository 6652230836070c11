"""The paragraphs with which an entry closes: sentences of their own behind its rules, which speak of them all.

"Jute fabric may be used as a backing." in a paragraph of its own behind several rules joined by "or" is said of each of
them, as is a limit or a prohibition that stands so; in the paragraph of one rule it is said of that rule alone. A
sentence that begins with "However" takes back something of what stands before it, and speaks of the last rule.
"""

from __future__ import annotations

import re
from itertools import pairwise

_ALLOWANCE = re.compile(
    r"(?!However\b|Only\b|Of which\b|Production\b|Manufacture\b)[A-Z][^.:;\n]*?"
    r" may (?:also |not )?be (?:used|incorporated)\b"
)
_CONDITION = re.compile(
    r"(?:In (?:all|each|both|either) (?:of these )?cases?,? )?(?:"
    r"[Tt]he (?:total |combined |individual |net |dry )*(?:value|weight|volume) of\b"
    r"[^.:\n]*\b(?:not exceed|less than|at least)\b"
    r"|[Pp]rovided(?: that)?\b|[Oo]n condition that\b)"
    r"|(?:Article [\d.]+ \([A-Za-z ]+\)|The tolerance) (?:does|shall) not apply\b"
)
_NOTE = re.compile(r"(?:For [^\n]*\bsee\b|See\b|Note\b)")
# Behind an empty line, which no published text has: a row of its own, put there by stitching.
_PROVISO = re.compile(r"(?:provided|on condition)\b")
_GOES_ON = re.compile(r"\s*(?:- |\(?[a-z]{1,2}\) |\(?[ivx]+\) |[a-z])")
_UNFINISHED = re.compile(r"(?:[,:]|\b(?:of|the|a|an|to|from|exceed|and|with|in|than|by|or|for|that))\s*$")
_SENTENCE = re.compile(r"(?<=[a-z0-9%)])\. +(?=[A-Z])")


def allows(text: str) -> bool:
    """Whether a text is nothing but an allowance, which no rule is by itself."""
    return bool(_ALLOWANCE.match(text.strip())) and "\n" not in text.strip()


def closing(text: str) -> int | None:
    """Where the paragraphs begin that close an entry; None where there are none."""
    paragraphs = _paragraphs(text)
    found = None
    for start, end in reversed(paragraphs[1:]):
        paragraph = text[start:end]
        if _closes(paragraph):
            found = start
        elif paragraph.startswith("However") and found is None:
            return _last_sentences(paragraph, start)
        elif not _NOTE.match(paragraph):
            break
    return found


def _closes(paragraph: str) -> bool:
    return bool(_ALLOWANCE.match(paragraph) or _CONDITION.match(paragraph))


def _last_sentences(paragraph: str, start: int) -> int | None:
    """Where in a paragraph of exceptions the sentences begin that are none."""
    found = None
    for stop in reversed(list(_SENTENCE.finditer(paragraph))):
        if not _closes(paragraph[stop.end() :]):
            break
        found = start + stop.end()
    return found


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Where paragraphs begin and end; the items of a list and lines that were only broken belong to the one before."""
    starts: list[int] = []
    at = 0
    before = ""
    for line in text.split("\n"):
        if line.strip():
            proviso = _PROVISO.match(line) and text[:at].endswith("\n\n")
            if not starts or proviso or not (_GOES_ON.match(line) or _UNFINISHED.search(before)):
                starts.append(at)
            before = line
        at += len(line) + 1
    return list(pairwise([*starts, len(text)]))
