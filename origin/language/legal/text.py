"""One published text, read: repaired, laid out, parsed, built; what is read and what is not, at its offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.legal import changes as c
from origin.language.legal.builder import Ambiguous, Builder
from origin.language.legal.damage import Damage, damage, names
from origin.language.legal.doubt import doubtful
from origin.language.legal.layout import ALTERNATIVE, CLOSING, SIGNS, laid_out
from origin.language.legal.names import Unreadable
from origin.language.legal.parser import Unparsed, parse
from origin.language.legal.passage import Passage
from origin.language.legal.repair import repaired
from origin.language.legal.spelling import spelled
from origin.language.source import strange_character
from origin.nomenclature.code_range import HsRange

LONGEST = 10_000
"""How many characters a rule has at most; the longest published one has some two thousand."""

_AND_OR = re.compile(r"\band ?/ ?or(?=\s*(?:\n|- |in which))")
_AND_OR_RULE = re.compile(r"\band ?/ ?or(?= manufacture\b)")
_CHANGE_TO = re.compile(r"A change to (.*?),? from (?:any|within|[a-z]+ [a-z]+ [a-z]+ from within)\b", re.IGNORECASE)
_UNFINISHED = re.compile(r":\n- [^\n]*,\s*\Z")

Note = tuple[str, str, int]
"""A choice: its code, its sentence, and the offset it is about."""


class ReadText(Frozen):
    """What one text was read as; offsets are those of the text. `failure`: where, what was found, what was expected."""

    drafts: tuple[c.Draft, ...]
    choices: tuple[Note, ...] = ()
    failure: tuple[int, str, str] | None = None
    last_at: int = 0
    """Where the last of its rules begins."""
    closing: c.Closing = c.Closing()
    closing_at: int = 0


@lru_cache(maxsize=50_000)
def read_text(text: str, products: tuple[HsRange, ...]) -> ReadText:
    """One text; a text that cannot be read whole is one draft with its wording."""
    if strange := _no_law(text):
        return _unread_text(text, (), strange)
    passage, reasons = _mended(text)
    choices = tuple(("text-repaired", f"read although {reason}", offset) for offset, reason in reasons)
    choices = (*choices, *_and_or(text))
    if unfinished := _UNFINISHED.search(text):
        return _unread_text(text, choices, (unfinished.end(), "the end", "the rest of the list"))
    if doubt := doubtful(passage.text):
        offset, seen, expected = doubt
        return _unread_text(text, choices, (passage.offsets[offset], seen, expected))
    read = _read(text, passage, products, choices)
    while read.failure is None and (damaged := next(damage(read.drafts), None)):
        read, passage = _without(damaged, read, text, passage, products)
    return read


def _mended(text: str) -> tuple[Passage, list[tuple[int, str]]]:
    """The text as a passage with its defects mended; a misprint may hide one, so that they are looked for again."""
    passage, reasons = repaired(Passage.of(text))
    passage, misprints = spelled(passage)
    if not misprints:
        return passage, list(reasons)
    passage, further = repaired(passage)
    return passage, [*reasons, *misprints, *further]


def _without(
    found: Damage, read: ReadText, text: str, passage: Passage, products: tuple[HsRange, ...]
) -> tuple[ReadText, Passage]:
    """The text read without a damaged word: the one word is put there that makes a name that is known."""
    at = re.search(rf"\b{found.word}\b", passage.text)
    offset = passage.offsets[at.start()] if at else 0
    mended: list[tuple[ReadText, Passage]] = []
    for word in found.meant:
        right = word.capitalize() if found.word[0].isupper() else word
        whole = passage.sub(re.compile(rf"\b{found.word}\b"), right)
        note = ("text-repaired", f'read although "{found.word}" is a misprint of "{right}"', offset)
        again = _read(text, whole, products, (*read.choices, note))
        if again.failure is None and not any(right.lower() in name.lower() for name in names(again.drafts)):
            mended.append((again, whole))
    if at and len(mended) == 1:
        return mended[0]
    near = " or ".join(f'"{word}"' for word in found.meant[:3])
    failure = (offset, found.word, f"a word: this one may be a misprint of {near}")
    return _unread_text(text, read.choices, failure), passage


def _read(text: str, passage: Passage, products: tuple[HsRange, ...], choices: tuple[Note, ...]) -> ReadText:
    """A mended passage, laid out, parsed and built."""
    laid = laid_out(passage)
    choices = (*choices, *(note for note in _unjoined(text, laid) if note not in choices))
    try:
        found: c.ReadAlternatives = Builder(laid.text, products).build(parse(laid.text))
    except Unparsed as error:
        expected = ", ".join(name.lower().replace("_", " ") for name in error.expected[:12])
        return _unread_text(text, choices, (laid.offsets[error.offset], str(error.found), expected))
    except Unreadable as error:
        return _unread_text(text, choices, (0, str(error.found), error.expected))
    except RecursionError:
        return _unread_text(text, choices, (0, "a text of very many parts", "fewer lists and enumerations"))
    except Ambiguous as error:
        failure = (0, "a text that can be read in several ways", f"one meaning, not {len(error.readings)}")
        return _unread_text(text, choices, failure)
    last, closing = (laid.offsets[max(laid.text.rfind(sign), 0)] for sign in (ALTERNATIVE, CLOSING))
    return ReadText(found.drafts, choices, None, last, found.closing, closing)


def _unjoined(text: str, laid: Passage) -> Iterator[Note]:
    """Where two rules stand side by side and the text has no "or" between them."""
    for number, sign in enumerate(laid.text):
        if sign == ALTERNATIVE and not re.search(
            r"\b(?:or|following)\b", text[max(0, laid.offsets[number - 1] - 2) : laid.offsets[number + 1] + 1]
        ):
            sentence = 'nothing joins the two rules of this text: read as "or"'
            yield ("operator-missing", sentence, laid.offsets[number])


def _and_or(text: str) -> Iterator[Note]:
    for found in _AND_OR.finditer(text):
        sentence = '"and / or" between conditions: each must be met by the materials it names'
        yield ("and-or", sentence, found.start())
    for found in _AND_OR_RULE.finditer(text):
        yield ("and-or", '"and / or" between whole rules: either is enough', found.start())


def _no_law(text: str) -> tuple[int, str, str] | None:
    """Why a text cannot be a rule that somebody published: what it holds at which offset, and what is accepted."""
    if len(text) > LONGEST:
        return (LONGEST, f"a text of {len(text)} characters", f"a text of at most {LONGEST} characters")
    if strange := strange_character(text):
        return (strange.start(), "a character that cannot be seen", "letters, digits, signs, spaces and line breaks")
    if sign := next((number for number, character in enumerate(text) if character in SIGNS), None):
        return (sign, text[sign], "words: this sign is one of those that lists are marked with in reading")
    return None


def _unread_text(text: str, choices: tuple[Note, ...], failure: tuple[int, str, str]) -> ReadText:
    of_product = _CHANGE_TO.match(text)
    draft = c.Draft(test=t.Text(_written(text)), product=of_product[1] if of_product else None)
    return ReadText((draft,), choices, failure)


def _written(text: str) -> str:
    """The wording in one line, as the notation can write it: signs stand for characters that cannot be seen."""
    words = " ".join(text.split())
    while strange := strange_character(words):
        words = words.replace(strange.group(), "\N{REPLACEMENT CHARACTER}")
    return words
