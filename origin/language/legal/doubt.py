"""Texts that lawyers would read in two ways, though the grammar sees one: they are not read.

"CTH or RVC 40 %, provided that ..." may limit the second rule or both; "CTH; RVC 40 %" may ask for both or for either;
what is taken out of "classified in a heading other than that of the product, except those of heading 8481" may be free
to use, or not to be used at all.
"""

from __future__ import annotations

import re

_CODE = r"(?:CC|CTH|CTSH|WO|[RQ]VC|max ?nom|an? (?:regional|qualifying) value content)\b"
_EITHER = rf"{_CODE}(?:[^;:.\n]*[^;,])? or {_CODE}"

_LIMITS = re.compile(
    rf"{_EITHER}[^;:.\n]*, (?=provided|on condition|as long as)"
    rf"|{_EITHER}[^;:\n]*? ?(?=\((?:until|from|as from|only|for|applicable)\b[^()\n]*\)\.?(?:\n|$))"
    rf"|(?:^|(?<=\n))(?:from|until|for|only|applicable)\b[^:\n]*: *(?={_EITHER})",
    re.IGNORECASE,
)
_JOINT = re.compile(rf"{_CODE}[^;:.\n]*; (?={_CODE}(?![^\n]*; or\b))", re.IGNORECASE)
_EXCEPTION = re.compile(
    r"(?:classified|classification|change)\b[^.;:\n]*?"
    r"(?:(?:heading|chapter) (?:other than|different from) that of the (?:product|good)"
    r"|in (?:tariff )?(?:sub)?(?:heading|chapter)),? "
    r"(?=(?:except|excluding|with the exception of)(?: for)? (?:those|materials)\b)",
    re.IGNORECASE,
)
_DOUBTS = (
    (_LIMITS, "a limit of one rule or of two", "a sign of which it speaks of"),
    (_JOINT, "two rules with nothing but a semicolon between them", '"and" or "or"'),
    (_EXCEPTION, "an exception from an exception", "whether these may be used freely, or not at all"),
)


def doubtful(text: str) -> tuple[int, str, str] | None:
    """Where a mended text leaves open what it means: the offset, what stands there, and what would settle it."""
    for pattern, found, expected in _DOUBTS:
        if match := pattern.search(text):
            return match.end(), found, expected
    return None
