"""The consignment's value against the threshold above which only an approved or registered exporter will do."""

from __future__ import annotations

from fractions import Fraction

from origin.proofs.inspection import Inspection


def above_threshold(inspection: Inspection) -> bool | None:
    """Whether the consignment is above the threshold; None where its value is not known in a currency of the law.

    False where the agreement has none. The amount that the importing party fixed in another currency is used as it is.
    """
    provision, value = inspection.provision, inspection.presented.consignment
    if provision.threshold is None or provision.currency is None:
        return False
    if value is None:
        return None
    for equivalent in provision.equivalents:
        if equivalent.currency == value.currency:
            return value.amount > Fraction(equivalent.amount)
    converted = inspection.circumstances.convert(value, provision.currency)
    return None if converted is None else converted > Fraction(provision.threshold)
