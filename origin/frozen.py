"""The base of the toolkit's values: small records that never change."""

from __future__ import annotations

from typing import dataclass_transform

import msgspec


@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Frozen(msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True):
    """A frozen record: equal where its fields are equal, hashable where they are, matched by position in a `match`.

    A subclass lists its fields as a data class does. `dict=True` gives it room for cached properties, `order=True` an
    order, and `tag=True` its name in data, where a union holds it. Data leave fields out that are at their default.
    """
