"""Consignments that look as if they had been split to stay under the value above which an exporter needs a number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction

from origin.agreements.agreement import Agreement
from origin.agreements.proofs import NumberNeed, Proof
from origin.cases.claim import Claim
from origin.explanation.numbers import money
from origin.frozen import Frozen
from origin.proofs.check import provision_of
from origin.proofs.findings import ProofFinding, Weight
from origin.proofs.presented import PresentedProof

WITHIN = timedelta(days=7)
"""Consignments of one exporter to one importer within so many days are looked at together. An indicator, not law."""

Claimed = tuple[Claim, Agreement, PresentedProof | None]


class _Consignment(Frozen):
    """One consignment under the threshold, with its claims."""

    day: date
    name: str
    value: Fraction
    claims: tuple[Claimed, ...]


def split_under_threshold(
    claims: Iterable[Claimed], shows_number: Callable[[Claimed], bool]
) -> Mapping[str, ProofFinding]:
    """By the key of the claim, a doubt about consignments that stay under the threshold apart and pass it together.

    The value of a consignment is that of its proof, else the customs values of its items together. Only consignments
    of a known value count, and only proofs that show no exporter's number: `shows_number` is asked about those alone
    that would raise a doubt.
    """
    groups: dict[tuple[str, str, str, str], dict[str, _Consignment]] = defaultdict(dict)
    limits: dict[tuple[str, str, str, str], tuple[Fraction, Proof]] = {}
    for one in claims:
        claim, agreement, _ = one
        found = _under(one)
        exporter, importer = claim.exporter.key, claim.importer.key
        if found is None or not exporter or not importer:
            continue
        value, limit, currency, provision = found
        group = (agreement.id, exporter, importer, currency)
        name = claim.invoice or claim.reference
        known = groups[group].get(name)
        members = (*known.claims, one) if known else (one,)
        groups[group][name] = _Consignment(claim.accepted, name, _together(one, value, known), members)
        limits[group] = (limit, provision)
    doubts: dict[str, ProofFinding] = {}
    for group, consignments in groups.items():
        limit, provision = limits[group]
        below = (one for one in consignments.values() if one.value <= limit)
        ordered = sorted(below, key=lambda one: (one.day, one.name))
        if sum(one.value for one in ordered) > limit and len(ordered) > 1:
            unnumbered = [one for one in ordered if not any(shows_number(each) for each in one.claims)]
            _look(unnumbered, limit, group[3], provision, doubts)
    return doubts


def _together(one: Claimed, value: Fraction, known: _Consignment | None) -> Fraction:
    """The value of a consignment with one more of its items."""
    _, _, proof = one
    if known is None:
        return value
    return max(value, known.value) if proof is not None and proof.consignment is not None else known.value + value


def _look(
    ordered: list[_Consignment], limit: Fraction, currency: str, provision: Proof, doubts: dict[str, ProofFinding]
) -> None:
    """Slides a window of days over the consignments of one exporter to one importer."""
    first, total = 0, Fraction(0)
    for last, consignment in enumerate(ordered):
        total += consignment.value
        while ordered[first].day < consignment.day - WITHIN:
            total -= ordered[first].value
            first += 1
        if total > limit and last > first:
            doubt = _doubt(provision, last - first + 1, total, limit, currency)
            for one in ordered[first : last + 1]:
                doubts.update((claim.key, doubt) for claim, _, _ in one.claims)


def _doubt(provision: Proof, count: int, total: Fraction, limit: Fraction, currency: str) -> ProofFinding:
    message = (
        f"{count} consignments of this exporter to this importer within {WITHIN.days} days stay under the threshold"
        " apart and pass it together"
    )
    return ProofFinding(
        "split-under-threshold",
        Weight.DOUBT,
        message,
        provision.threshold_citation or provision.citation,
        f"{money(total, currency)} together",
        f"at most {money(limit, currency)} without a number",
    )


def _under(one: Claimed) -> tuple[Fraction, Fraction, str, Proof] | None:
    """The value of a consignment that is not above the threshold, the threshold, its currency and provision."""
    claim, agreement, proof = one
    stated = proof.consignment or claim.customs_value if proof is not None else None
    if proof is None or stated is None:
        return None
    provision = provision_of(proof, agreement, claim.circumstances)
    if (
        isinstance(provision, ProofFinding)
        or provision.threshold is None
        or provision.currency is None
        or provision.number is None
        or provision.number.needed is not NumberNeed.ABOVE_THRESHOLD
    ):
        return None
    limits = {provision.currency: Fraction(provision.threshold)}
    limits |= {each.currency: Fraction(each.amount) for each in provision.equivalents}
    value, currency = stated.amount, stated.currency
    if currency not in limits:
        converted = claim.circumstances.convert(stated, provision.currency)
        if converted is None:
            return None
        value, currency = converted, provision.currency
    return (value, limits[currency], currency, provision) if value <= limits[currency] else None
