"""What a determination is made under."""

from __future__ import annotations

from datetime import date

from origin.frozen import Frozen
from origin.language.tree import Rule


class Circumstances(Frozen):
    """What a determination is made under: day, direction, the presumptions that are on, a rule given by hand."""

    on: date
    exported_from: str | None = None
    imported_into: str | None = None
    presume_unknown_origin: bool = True
    presume_beyond_insufficient: bool = True
    presume_unaltered: bool = True
    presume_no_drawback: bool = True
    presume_values_as_stated: bool = True
    within_quota: bool | None = None
    rule: Rule | None = None
