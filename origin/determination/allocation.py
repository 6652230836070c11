"""Which country has the origin where a product of lent materials was not worked beyond the insufficient operations.

The last party has it only if the value added there exceeds that of the materials originating in any one other country;
else the country with the highest value of originating materials.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from origin.determination.truth import Truth
from origin.frozen import Frozen


class AllocationFound(Frozen):
    """Whether the last party has the origin, which country has it, and the values that were compared.

    `added` and `others` are in one currency; None where not known.
    """

    truth: Truth
    country: str | None
    citation: str
    added: Fraction | None
    others: Mapping[str, Fraction]


def allocate(
    citation: str, home: str | None, price: Fraction | None, values: Mapping[str | None, Fraction | None]
) -> AllocationFound:
    """The country of origin from the price of the product and the value of its materials by country of origin.

    A country or value of None is one that is not known.
    """
    known = {country: value for country, value in values.items() if country is not None and value is not None}
    others = {country: value for country, value in known.items() if country != home}
    if home is None or price is None or len(known) < len(values):
        return AllocationFound(None, None, citation, None, others)
    added = price - sum(others.values(), Fraction(0))
    highest = max(others.values(), default=Fraction(0))
    if added > highest:
        return AllocationFound(True, home, citation, added, others)
    country = min(name for name, value in others.items() if value == highest)
    return AllocationFound(False, country, citation, added, others)
