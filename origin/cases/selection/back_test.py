"""How well estimates from past outcomes would have found the refusals of a later time."""

from __future__ import annotations

from collections.abc import Sequence

from origin.cases.selection.estimate import CODE_ALONE, Estimates, estimate
from origin.cases.selection.outcomes import PastOutcome, base_rate
from origin.frozen import Frozen


class BackTest(Frozen):
    """The share of refusals among the claims that would have been chosen, against chance and against the code alone."""

    past: int
    later: int
    chosen: int
    share: float
    base_rate: float
    precision: float
    precision_of_code: float
    recall: float


def back_test(past: Sequence[PastOutcome], later: Sequence[PastOutcome], share: float = 0.05) -> BackTest:
    """Estimates from `past` put to the test on `later`: the top `share` of its claims is chosen."""
    chosen = max(1, int(len(later) * share))
    ours, code = estimate(past), estimate(past, CODE_ALONE)
    found = _found(ours, later, chosen)
    refused = sum(one.refused for one in later)
    return BackTest(
        len(past),
        len(later),
        chosen,
        share,
        base_rate(later),
        found / chosen,
        _found(code, later, chosen) / chosen,
        found / refused if refused else 0.0,
    )


def _found(estimates: Estimates, later: Sequence[PastOutcome], chosen: int) -> int:
    """How many refusals are among the claims with the highest estimates; ties go by their order."""
    ranked = sorted(range(len(later)), key=lambda at: (-estimates.probability(later[at].features), at))
    return sum(later[at].refused for at in ranked[:chosen])
