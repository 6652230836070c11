"""Text of a dossier made safe to show: signs that steer a terminal or turn the direction of text become visible."""

from __future__ import annotations

import re
import unicodedata

_NO_SIGNS = frozenset({"Cn", "Co", "Cs"})
"""Categories of what is no sign of any script: unassigned, private, half of a pair."""

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def clean(text: str) -> str:
    """The text with every control, direction or invisible sign as its number, such as ⟨1B⟩; tabs and line ends stay."""
    if text.isascii():
        return _UNSAFE.sub(_number, text)
    tamed = _UNSAFE.sub(_number, text)
    return "".join(f"⟨{ord(sign):02X}⟩" if unicodedata.category(sign) in _NO_SIGNS else sign for sign in tamed)


def _number(found: re.Match[str]) -> str:
    return f"⟨{ord(found.group()):02X}⟩"


def clean_line(text: str) -> str:
    """The text as one clean line: tabs and line ends become spaces."""
    return clean(re.sub(r"[\t\r\n]+", " ", text))
