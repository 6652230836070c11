"""Product descriptions of published rule sets as options of a rule list: a path of short words, and a label.

Where several rule sets share their codes, the description tells which products each is for. The publisher separates
levels with a sign, repeats what all have in common, and often carries the description of the rule set before along:
what the rule sets of a group share says nothing and is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from origin.frozen import Frozen
from origin.language.syntax_words import is_reserved

LEVEL = "\N{BLACK RIGHT-POINTING SMALL TRIANGLE}"
LONGEST_LABEL = 80
LONGEST_WORD = 30
OTHER = "other"

_OTHER = re.compile(r"(?:-\s*)*others?", re.IGNORECASE)
_OF_OTHER = re.compile(r"(?:-\s*)*others?\s*(?::|\s-+)\s*(?=\S)", re.IGNORECASE)
_REMAINDER = re.compile(r"any other product (?:from|of) (?:heading|chapter|subheading)s? .*", re.IGNORECASE)
_NOTE = re.compile(
    r"[.;,]?\s*(?:for (?:the )?special conditions\b.*|see (?:also )?introductory notes? .*)$", re.IGNORECASE
)
_QUOTA = re.compile(r"\s*\(quota for exports from (?P<exporter>[^()]+?) into (?P<importer>[^()]+?)\)", re.IGNORECASE)
_TRAILING = re.compile(r"(?:[\s.,:;-]|(?<=[;,.])\s*(?:and|or))+$", re.IGNORECASE)
_LITTLE = frozenset(
    "a an and are as at be been but by for from having in into is it its of on or other than that the their"
    " thereof this to whether which with".split()
)


class Option(Frozen):
    """What tells a rule set apart from others for the same codes: "other.tuna", and the words for people."""

    path: str
    label: str


def is_remainder(description: str | None) -> bool:
    """True for the publisher's "Any other product from heading 0502": what descriptions leave of a heading."""
    return description is not None and bool(_REMAINDER.fullmatch(_tidy(description)))


def quota_direction(description: str | None) -> tuple[str, str] | None:
    """The exporting and the importing party that a description names where its rule holds within an origin quota."""
    found = _QUOTA.search(description or "")
    return (found["exporter"], found["importer"]) if found else None


def options(descriptions: Sequence[str | None]) -> tuple[Option, ...]:
    """An option for each of several rule sets with the same codes, none like another, in their order.

    A description that stands twice is told apart by its place: "first", "second" of the published rule sets.
    """
    levels = _without_common([_levels(text) for text in descriptions])
    paths: list[str] = []
    for at, parts in enumerate(levels):
        path = _path(parts, descriptions[at])
        wanted = next(found for found in _longer(path, parts) if found not in paths)
        paths.append(wanted)
    labels = [_label(parts, text) for parts, text in zip(levels, descriptions, strict=True)]
    labels = [
        label if labels.count(label) == 1 else _both_ends(parts) or label
        for label, parts in zip(labels, levels, strict=True)
    ]
    return tuple(map(Option, paths, labels))


def option_of(description: str) -> Option:
    """The option of one description that stands alone: its last level, as the levels above it are often stray."""
    parts = _levels(description)[-1:]
    return Option(_path(parts, description), _label(parts, description))


def word(text: str, most: int = LONGEST_WORD) -> str:
    """A text as one word of the notation: small letters, digits and single hyphens, at most `most` characters."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("%", " percent ")).encode("ascii", "ignore").decode()
    plain = re.sub(r"\([^()]*\)", " ", plain.replace("'", "")) if not plain.lstrip().startswith("(") else plain
    pieces = re.findall(r"[a-z0-9]+", plain)
    kept = [piece for piece in pieces if piece not in _LITTLE] or pieces or ["described"]
    if not kept[0][0].isalpha():
        kept.insert(0, "of")
    found = kept[0][:most]
    for piece in kept[1:]:
        if len(found) + 1 + len(piece) > most:
            break
        found += f"-{piece}"
    return f"{found}-goods" if is_reserved(found) else found


def short(text: str, most: int = LONGEST_LABEL) -> str:
    """A text cut at a word where it is longer than `most` characters, with three dots."""
    text = _seen(text)
    if len(text) <= most:
        return text
    cut = text[: most - 3].rsplit(" ", 1)[0]
    return f"{_TRAILING.sub('', cut)}..."


def _both_ends(parts: tuple[str, ...]) -> str:
    """The beginning and the end of a description that is cut like another one."""
    text = ": ".join(parts)
    half = LONGEST_LABEL // 2 - 3
    if len(text) <= LONGEST_LABEL:
        return text
    return f"{text[:half].rsplit(' ', 1)[0]} ... {text[-half:].split(' ', 1)[-1]}"


def _seen(text: str) -> str:
    """The text in one line, without characters that cannot be seen."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _tidy(description: str) -> str:
    """A level without what is no description: notes, quotas, dashes in front, punctuation at its end."""
    text = _NOTE.sub("", _QUOTA.sub("", _seen(description)))
    return _TRAILING.sub("", re.sub(r"^(?:-\s*)+", "", text))


def _levels(description: str | None) -> tuple[str, ...]:
    """The levels of a description; "Others: Of tuna" has two."""
    found: list[str] = []
    for part in (description or "").split(LEVEL):
        mark = _OF_OTHER.match(part.strip())
        if mark and not _OTHER.fullmatch(_tidy(part)):
            found.append(OTHER)
            part = part.strip()[mark.end() :]
        if text := _tidy(part):
            found.append(text)
    return tuple(found)


def _without_common(levels: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The levels less those in front that all share; what the remainder of a heading says of itself does not count."""
    counted = [parts for parts in levels if parts and not is_remainder(parts[-1])]
    shared = 0
    while len(counted) > 1 and all(
        len(parts) > shared + 1 and parts[shared] == counted[0][shared] for parts in counted
    ):
        shared += 1
    if len(counted) == 1:
        shared = len(counted[0]) - 1
    return [parts if parts and is_remainder(parts[-1]) else parts[shared:] for parts in levels]


def _path(parts: tuple[str, ...], description: str | None) -> str:
    if not parts or is_remainder(description):
        return OTHER
    return ".".join(OTHER if _OTHER.fullmatch(part) else word(part) for part in parts)


def _longer(path: str, parts: tuple[str, ...]) -> list[str]:
    """The path, then others for the same description where that is taken: with more words, then counted."""
    fuller = [".".join((*path.split(".")[:-1], word(parts[-1], most))) for most in (45, 60, 90, 120)] if parts else []
    if parts and (_OTHER.fullmatch(parts[-1]) or is_remainder(parts[-1])):
        fuller = []
    return [path, *fuller, f"{path}-second", f"{path}-third", *(f"{path}-{n}th" for n in range(4, 101))]


def _label(parts: tuple[str, ...], description: str | None) -> str:
    if is_remainder(description):
        return "any other product"
    if not parts:
        return "not described"
    text = ": ".join(parts)
    return short(text) if len(text) <= LONGEST_LABEL or len(parts) == 1 else short(parts[-1])
