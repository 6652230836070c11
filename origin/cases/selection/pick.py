"""Chooses claims to verify within a budget, and says for each why."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from origin.cases.assessment import Assessment
from origin.cases.selection.estimate import Estimates
from origin.cases.selection.outcomes import Features
from origin.dossier.model import Money
from origin.explanation.numbers import money
from origin.frozen import Frozen
from origin.proofs.findings import Weight

POINTS = {Weight.GROUND: 100, Weight.DOUBT: 30, Weight.UNKNOWN: 10, Weight.FORMAL: 5, Weight.NOTE: 1}
"""What a finding adds to the risk of a claim."""
NEW_TRADER = 3
"""What it adds that nothing is known of an exporter's partner and agreement from past outcomes."""


class Pick(Frozen):
    """A claim that was chosen: by which strategy, why, and for a random one its weight in an estimate of error rates.

    Each random claim of a stratum stands for `weight` claims.
    """

    claim: str
    strategy: str
    reason: str
    weight: Fraction | None = None
    probability: float | None = None
    expected: Fraction | None = None
    currency: str | None = None


class Budget(Frozen):
    """How many claims each strategy may choose."""

    random: int = 0
    risk: int = 0
    recovery: int = 0


def pick(
    claims: Sequence[Assessment], budget: Budget, seed: str, estimates: Estimates | None = None
) -> tuple[Pick, ...]:
    """The claims to verify: first those at random, so that they stay unbiased; then by recovery, then by risk.

    The same claims, seed and budget give the same choice. No claim is chosen twice.
    """
    random = _random(claims, budget.random, seed)
    taken = {one.claim for one in random}
    rest = [one for one in claims if one.claim.key not in taken]
    recovery = _recovery(rest, budget.recovery, estimates)
    taken |= {one.claim for one in recovery}
    rest = [one for one in rest if one.claim.key not in taken]
    return (*random, *recovery, *_risk(rest, budget.risk, estimates))


def features_of(found: Assessment) -> Features:
    """What the estimate for a claim rests on."""
    claim = found.claim
    code = claim.code.digits if claim.code else ""
    return Features(claim.exporting_country or "", found.agreement.id, code[:6])


def _random(claims: Sequence[Assessment], count: int, seed: str) -> tuple[Pick, ...]:
    """Stratified by agreement and partner, in proportion, from each stratum with claims at least one while it lasts."""
    strata: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in claims:
        strata[one.agreement.id, one.claim.exporting_country or "not stated"].append(one.claim.key)
    shares = allocate({name: len(keys) for name, keys in strata.items()}, count)
    found = []
    for name in sorted(strata):
        keys, size = strata[name], shares[name]
        for key in sorted(keys, key=lambda one: _lot(seed, one))[:size]:
            weight = Fraction(len(keys), size)
            reason = f"drawn at random: {size} of {len(keys)} claims under {name[0]} from {name[1]}"
            found.append(Pick(key, "random", reason, weight))
    return tuple(found)


def allocate(sizes: dict[tuple[str, str], int], count: int) -> dict[tuple[str, str], int]:
    """How many of each stratum: one of each while the budget lasts, the largest first, the rest in proportion."""
    total = sum(sizes.values())
    count = min(count, total)
    names = sorted(sizes, key=lambda name: (-sizes[name], name))
    given = dict.fromkeys(names, 0)
    for name in names[:count]:
        given[name] = 1
    while sum(given.values()) < count:
        open_names = [name for name in names if given[name] < sizes[name]]
        name = max(open_names, key=lambda one: (Fraction(sizes[one] * count, total) - given[one], sizes[one], one))
        given[name] += 1
    return given


def _lot(seed: str, key: str) -> str:
    """The lot of a claim: like chance, and the same whatever other claims there are."""
    return hashlib.sha256(f"{seed}\n{key}".encode()).hexdigest()


def _recovery(claims: Sequence[Assessment], count: int, estimates: Estimates | None) -> tuple[Pick, ...]:
    """Duty at stake times the probability of refusal; claims whose duty is not known cannot be ranked."""
    if estimates is None or count <= 0:
        return ()
    ranked = []
    for one in claims:
        duty = one.duty.difference
        if duty is not None and duty.amount > 0:
            probability = estimates.probability(features_of(one))
            expected = duty.amount * Fraction(probability).limit_denominator(10_000)
            ranked.append((expected, probability, duty, one))
    ranked.sort(key=lambda entry: (-entry[0], entry[3].claim.key))
    return tuple(_expected(*entry, estimates) for entry in ranked[:count])


def _expected(expected: Fraction, probability: float, duty: Money, one: Assessment, estimates: Estimates) -> Pick:
    group = estimates.group(features_of(one))
    seen = f"{group.refused} of {group.cases} past cases of its {group.level} refused" if group else "no past cases"
    reason = (
        f"{money(duty.amount, duty.currency)} at stake, refusal estimated at {probability:.1%} ({seen},"
        f" drawn towards {group.towards if group else estimates.base:.1%})"
    )
    return Pick(one.claim.key, "recovery", reason, None, probability, expected, duty.currency)


def _risk(claims: Sequence[Assessment], count: int, estimates: Estimates | None) -> tuple[Pick, ...]:
    """By points for what the check of the claim found."""
    ranked = []
    for one in claims:
        points = sum(POINTS[finding.weight] for finding in one.findings)
        reasons = [f"{finding.code} ({POINTS[finding.weight]})" for finding in one.findings]
        if estimates is not None and estimates.group(features_of(one)) is None:
            points += NEW_TRADER
            reasons.append(f"nothing is known of this partner ({NEW_TRADER})")
        if points:
            ranked.append((points, one.claim.key, reasons))
    ranked.sort(key=lambda entry: (-entry[0], entry[1]))
    return tuple(
        Pick(key, "risk", f"{points} points: {', '.join(reasons)}") for points, key, reasons in ranked[: max(count, 0)]
    )
