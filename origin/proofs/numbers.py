"""The exporter's number on a proof: whether it is needed, whether it is there, whether it has the right form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from origin.agreements.proofs import ExporterNumber, NumberNeed
from origin.proofs.findings import ProofFinding, Weight
from origin.proofs.inspection import Inspection
from origin.proofs.statement import readable
from origin.proofs.threshold import above_threshold

_LETTERS = {"EL": "GR", "UK": "GB", "XI": "GB"}
"""Letters that numbers use for a country, and the country's own."""


def check_number(inspection: Inspection) -> Iterator[ProofFinding]:
    """A number that is missing though it is needed, or that is none of its kind."""
    rule = inspection.provision.number
    if rule is None or not readable(inspection, "number"):
        return
    number = shown_number(inspection)
    if number:
        yield from _form(inspection, rule, number)
        return
    if inspection.presented.text is None and inspection.provision.wordings:
        return  # the statement was not given, so nobody knows what it shows
    match rule.needed:
        case NumberNeed.ALWAYS:
            yield _missing(inspection, rule, "the proof shows no number of the exporter")
        case NumberNeed.IF_ASSIGNED:
            return
        case NumberNeed.ABOVE_THRESHOLD:
            above = above_threshold(inspection)
            limit = f"{inspection.provision.threshold:,} {inspection.provision.currency}"
            if above is None:
                message = f"the value of the consignment is not known, and above {limit} a number is needed"
                yield ProofFinding(
                    "value-unknown",
                    Weight.FORMAL,
                    message,
                    inspection.provision.threshold_citation or rule.citation,
                    accepted="the value of all originating products of the consignment",
                    confirmed=rule.confirmed,
                )
            elif above:
                message = f"the consignment is above {limit}, and the proof shows no number of the exporter"
                yield _missing(inspection, rule, message)
        case _:
            assert_never(rule.needed)


def shown_number(inspection: Inspection) -> str | None:
    """The number that the proof shows, in the statement or in a box, in capitals without spaces; None for none."""
    shown = inspection.blank("number") or inspection.presented.number
    return "".join(shown.upper().split()) if shown and shown.strip() else None


def _missing(inspection: Inspection, rule: ExporterNumber, message: str) -> ProofFinding:
    form = inspection.number_forms.get(rule.kind)
    return ProofFinding(
        "number-missing",
        Weight.DOUBT,
        message,
        rule.citation,
        accepted=f"{form.label}, such as {form.example}" if form else rule.kind,
        cure="the exporter makes the proof out again with the number, if it had one on that day",
        confirmed=rule.confirmed,
    )


def _form(inspection: Inspection, rule: ExporterNumber, number: str) -> Iterator[ProofFinding]:
    form = inspection.number_forms.get(rule.kind)
    if form is None:
        return
    confirmed = rule.confirmed and form.confirmed
    accepted = f"{form.label}, such as {form.example}"
    if not form.fits(number):
        message = f"this does not have the form of a {form.label}"
        yield ProofFinding("number-form", Weight.DOUBT, message, rule.citation, number, accepted, confirmed=confirmed)
    elif form.country and not _of_exporter(inspection, number):
        message = "the number begins with the letters of a country that is not the exporting party's"
        yield ProofFinding(
            "number-country", Weight.DOUBT, message, rule.citation, number, accepted, confirmed=confirmed
        )


def _of_exporter(inspection: Inspection, number: str) -> bool:
    """Whether the first two letters are a country of the exporting party; true where that is not known."""
    exporter = inspection.circumstances.exported_from or inspection.provision.exported_from
    party = inspection.agreement.party_of(exporter) if exporter else None
    if party is None:
        return True
    letters = _LETTERS.get(number[:2], number[:2])
    own_country = exporter if exporter != party.id and party.id not in party.countries else None
    return letters in party.countries or letters in (party.id, own_country)
