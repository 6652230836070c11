"""The levels of a bill of materials in a table: from a column of levels, or from names that are indented."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import gcd

_WHOLE = re.compile(r"\d{1,4}", re.ASCII)
_DOTTED = re.compile(r"\d{1,6}(?:[.\-/]\d{1,6})*[.\-/]?", re.ASCII)
_LEADING = re.compile(r"([.\-_ ]+)(\d{0,4})", re.ASCII)
_NAME_DOTS = re.compile(r"(\.+)\s*(?=[^\W\d])")


def depths(texts: Sequence[str]) -> list[int | None]:
    """How deep each row stands by its level: 0, 1, 2; or .1, ..2; or 1, 1.1, 1.1.2. None where a text is no level."""
    numbered = any(re.search(r"\d[.\-/]\d", text) for text in texts)
    found: list[int | None] = []
    for text in texts:
        leading = _LEADING.fullmatch(text)
        if numbered and _DOTTED.fullmatch(text):
            found.append(len(re.split(r"[.\-/]", text.rstrip(".-/"))))
        elif not numbered and _WHOLE.fullmatch(text.rstrip(".")):
            found.append(int(text.rstrip(".")))
        elif leading:
            found.append(int(leading[2]) if leading[2] else len(leading[1].replace(" ", "")))
        else:
            found.append(None)
    return found


def indented(names: Sequence[str], indents: Sequence[int]) -> tuple[list[int], list[str]] | None:
    """The depths that names show by leading spaces or dots, and the names without dots; None where they show none.

    Spaces count only where they are regular: all multiples of one step of at least two, never two steps at once.
    """
    dots = [found.end(1) if (found := _NAME_DOTS.match(name)) else 0 for name in names]
    widths = dots if any(dots) else list(indents)
    positive = [width for width in widths if width]
    if not positive or widths[0]:
        return None
    step = gcd(*positive)
    if step != min(positive) or (step < 2 and not any(dots)):
        return None
    found_depths = [width // step for width in widths]
    if any(after > before + 1 for before, after in pairwise(found_depths)):
        return None
    return found_depths, [_NAME_DOTS.sub("", name, count=1) if dots[at] else name for at, name in enumerate(names)]
