"""Goods for which no proof of origin is asked: up to a value, between private persons, in luggage, or any at all."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from origin.agreements.agreement import Agreement
from origin.agreements.proofs import Exemption
from origin.proofs.findings import ProofFinding, Weight
from origin.proofs.presented import ClaimCircumstances


def exempt(agreement: Agreement, circumstances: ClaimCircumstances) -> ProofFinding | None:
    """What is to be said in the place of a missing proof, where an exemption applies or may; None where none can.

    An exemption of all goods is a note. One of goods between private persons or in luggage is a note where the
    declaration says so, and has to be shown otherwise. Where the value cannot be compared, that is to be mended.
    """
    found = [one for one in agreement.proof_provisions.exemptions if _here(one, agreement, circumstances)]
    fitting = [(one, within) for one in found if (within := _within(one, circumstances)) is not False]
    sure = next((one for one, within in fitting if within and (one.trade or circumstances.waived)), None)
    if sure is not None:
        message = f"no proof of origin is needed: {sure.of}, up to {_limit(sure)}"
        return ProofFinding("proof-not-needed", Weight.NOTE, message, sure.citation)
    if not fitting:
        return None
    one, within = fitting[0]
    if within is None:
        message = f"no proof of origin was presented; whether the value stays within {_limit(one)} is not known"
        cure = "state the customs value, in that currency or with a rate"
    else:
        message = f"no proof of origin was presented; none is needed for {_kinds(fitting)}"
        cure = "the importer shows that the goods are of that kind, or presents a proof"
    return ProofFinding("exemption-open", Weight.FORMAL, message, one.citation, cure=cure)


def _here(one: Exemption, agreement: Agreement, circumstances: ClaimCircumstances) -> bool:
    """Whether it is for importation into that party."""
    if one.imported_into is None or circumstances.imported_into is None:
        return True
    party = agreement.party_of(circumstances.imported_into)
    return party is not None and one.imported_into in (party.id, *party.countries)


def _within(one: Exemption, circumstances: ClaimCircumstances) -> bool | None:
    """Whether the goods stay within the value; None where that cannot be told."""
    if one.value is None or one.currency is None:
        return True
    if circumstances.value is None:
        return None
    converted = circumstances.convert(circumstances.value, one.currency)
    return None if converted is None else converted <= Fraction(one.value)


def _limit(one: Exemption) -> str:
    return f"{one.value:,} {one.currency}" if one.value is not None and one.currency else "any value"


def _kinds(fitting: Sequence[tuple[Exemption, bool | None]]) -> str:
    return " or ".join(f"{one.of} up to {_limit(one)}" for one, _ in fitting)
