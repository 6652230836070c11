"""Text of a dossier made safe to show: signs that steer a terminal or turn the direction of text become visible."""

from __future__ import annotations

import re

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def clean(text: str) -> str:
    """The text with every control, direction or invisible sign as its number, such as ⟨1B⟩; tabs and line ends stay."""
    return _UNSAFE.sub(lambda found: f"⟨{ord(found.group()):02X}⟩", text)


def clean_line(text: str) -> str:
    """The text as one clean line: tabs and line ends become spaces."""
    return clean(re.sub(r"[\t\r\n]+", " ", text))
