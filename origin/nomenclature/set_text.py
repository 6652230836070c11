"""Reads a set of HS codes as rule lists write it: "8701-8707, 8711.60", "chapter 84 except 8401 to 8406"."""

from __future__ import annotations

import re

from msgspec.structs import replace

from origin.nomenclature.code import HsCode
from origin.nomenclature.code_range import HsRange
from origin.nomenclature.code_set import HsSet
from origin.nomenclature.code_text import parse_code
from origin.problems import Problem

ACCEPTED = "codes and ranges with commas between them, then what is left out: 8701-8707, 8711.60 except 8711.60"

_EXCEPT = re.compile(r"\b(?:except(?:ing)?(?:\s+for)?|excluding|but\s+not|other\s+than)\b:?", re.IGNORECASE)
_BETWEEN_PARTS = re.compile(r"[,;\n]|\band\b|\bor\b", re.IGNORECASE)
_BETWEEN_ENDS = re.compile(r"(?<!sub)(?<!Sub)(?<!SUB)[-\u2010-\u2015]|\b(?:to|through|thru)\b", re.IGNORECASE)
_FROM = re.compile(r"\s*from\b", re.IGNORECASE)
_NOUN = re.compile(r"\s*(?:ex\.?\s+)?(chapters?|sub-?headings?|headings?)\b", re.IGNORECASE)


def parse_set(text: str) -> HsSet | Problem:
    """The set that `text` states, or the first thing wrong with it; never raises."""
    stated, *excepted = _EXCEPT.split(text)
    if len(excepted) > 1:
        message = "a set of HS codes can leave out codes once: list them all after one 'except'"
        return Problem("hs-set-except", message, found=_short(text), accepted=ACCEPTED)
    if not text.strip():
        return Problem("hs-set-empty", "a set of HS codes is missing", found=repr(_short(text)), accepted=ACCEPTED)
    ranges = _parts(stated)
    if isinstance(ranges, Problem):
        return ranges
    left_out = _parts(excepted[0]) if excepted else ()
    return left_out if isinstance(left_out, Problem) else HsSet(ranges, left_out)


def _parts(text: str) -> tuple[HsRange, ...] | Problem:
    """The ranges of a list; "chapters 1, 2 and 4" says the noun once for all."""
    found: list[HsRange] = []
    noun = ""
    pieces = _BETWEEN_PARTS.split(text.replace(", and ", ", ").replace(", or ", ", "))
    for piece in pieces:
        if word := _NOUN.match(piece):
            noun = word[1]
        part = _range(piece, noun)
        if isinstance(part, Problem):
            return part
        found.append(part)
    return tuple(found)


def _range(piece: str, noun: str) -> HsRange | Problem:
    """One code, or two with a dash or "to" between them."""
    ends = _BETWEEN_ENDS.split(_FROM.sub("", piece, count=1))
    if len(ends) > 2:
        message = "a range of HS codes has two ends"
        return Problem("hs-range-ends", message, found=_short(piece.strip()), accepted="8701-8707")
    codes: list[HsCode] = []
    for end in ends:
        code = _code(end, noun)
        if isinstance(code, Problem):
            return code
        codes.append(code)
    first, last = codes[0], codes[-1]
    if first.first > HsRange.of(last).high:
        hint = f"write {last.short}-{first.short}"
        message = f"the range runs backwards: {first.short} comes after {last.short}"
        return Problem("hs-range-reversed", message, found=_short(piece.strip()), accepted="8701-8707", hint=hint)
    return HsRange(first, last)


def _code(text: str, noun: str) -> HsCode | Problem:
    """One end of a range, cut to its HS digits; a lone digit is a chapter where the list speaks of chapters."""
    lone = text.strip()
    if noun.lower().startswith("chapter") and len(lone) == 1 and lone.isascii() and lone.isdigit():
        text = lone.zfill(2)
    code = parse_code(text)
    if isinstance(code, HsCode) and code.national:
        message = "a set of HS codes goes to six digits, not to national ones"
        return Problem("hs-set-national", message, found=_short(lone), accepted=ACCEPTED, hint=f"write {code.short}")
    if isinstance(code, Problem) and code.code == "hs-code-empty":
        return replace(code, message="an HS code is missing between separators")
    return code


def _short(text: str) -> str:
    """What was found, cut where it is very long."""
    return text if len(text) <= 60 else text[:57] + "..."
