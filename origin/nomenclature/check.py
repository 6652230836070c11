"""Whether a code exists in an edition, and if not, what the writer may have meant."""

from __future__ import annotations

from itertools import groupby

from origin.nomenclature.code import HsCode, Level
from origin.nomenclature.correlation import Carried, carry
from origin.nomenclature.edition import YEARS, Edition, edition
from origin.nomenclature.labels import label
from origin.problems import Problem


def check_code(code: HsCode, year: int) -> Problem | None:
    """None where the code exists in the edition of that year, else what is wrong, with the nearest codes.

    ValueError for a year without a table. National digits are not looked at.
    """
    wanted = edition(year)
    if wanted.has(code):
        return None
    noun = code.level.name.lower()
    elsewhere = [other for other in YEARS if edition(other).has(code)]
    message = f"there is no {noun} {code.short} in {wanted}"
    hints = []
    if elsewhere:
        named = ", ".join(map(str, elsewhere))
        message += f"; it exists in HS {named}, not in HS {year}"
        closest = min(elsewhere, key=lambda other: (abs(other - year), other))
        hints.append(_successors(carry(code, closest, year), closest, year))
    hints.append(f"did you mean {described(wanted.nearest(code))}?" if not elsewhere else None)
    return Problem(
        "hs-code-unknown",
        message,
        found=code.full,
        accepted=f"a {noun} of {wanted}{_inside(code, wanted)}",
        hint="; ".join(hint for hint in hints if hint) or f"did you mean {described(wanted.nearest(code))}?",
    )


def described(codes: tuple[HsCode, ...]) -> str:
    """Codes with labels, the label once for neighbours that share it: "8711.60, 8711.90 (motorcycles and ...)"."""
    parts = []
    for text, group in groupby(codes, key=label):
        named = ", ".join(code.short for code in group)
        parts.append(f"{named} ({text})" if text else named)
    return "; ".join(parts)


def _inside(code: HsCode, wanted: Edition) -> str:
    """The choice that is left where the code's heading exists and has few subheadings."""
    heading = code.heading
    if code.level is not Level.SUBHEADING or heading is None or not wanted.has(heading):
        return ""
    choice = wanted.inside(heading)
    if len(choice) > 12:
        return ""
    return f"; under {heading.short}: {', '.join(member.short for member in choice)}"


def _successors(carried: Carried, known: int, year: int) -> str | None:
    """What the code of a known edition became in the wanted one."""
    if not carried.likely:
        return None
    if carried.code and not carried.ambiguous:
        return f"in HS {year} these goods are {described((carried.code,))}"
    shown = carried.likely[:5]
    more = f" and {len(carried.likely) - 5} more" if len(carried.likely) > 5 else ""
    return f"in HS {year} these goods are one of {described(shown)}{more}"
