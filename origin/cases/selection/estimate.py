"""The probability that a claim is refused, from past outcomes, with shrinkage (empirical Bayes).

Few cases prove little, so a rate is drawn towards that of the wider group: a code under an agreement with a partner
towards its chapter there, the chapter towards the agreement, the agreement towards the partner, the partner towards all
cases. How strongly is estimated from how much the groups of that level differ beyond chance. These are estimates for
choosing what to look at, and take no part in any decision on a claim: binary floats will do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from origin.cases.selection.outcomes import Features, PastOutcome, base_rate
from origin.frozen import Frozen

Key = tuple[str, ...]
Level = Callable[[Features], Key]

LEVELS: tuple[tuple[str, Level], ...] = (
    ("partner", lambda one: (one.partner,)),
    ("agreement", lambda one: (one.partner, one.agreement)),
    ("chapter", lambda one: (one.partner, one.agreement, one.code[:2])),
    ("code", lambda one: (one.partner, one.agreement, one.code)),
)
"""From the widest group to the narrowest; each holds the next."""

CODE_ALONE: tuple[tuple[str, Level], ...] = (("code", lambda one: (one.code,)),)
"""What a back-test compares with."""

_LEAST, _MOST = 1e-4, 0.99


class Group(Frozen):
    """A group of past cases: how many, how many refused, the rate after shrinkage, and towards what it was drawn."""

    level: str
    key: Key
    cases: int
    refused: int
    rate: float
    towards: float
    strength: float


class Estimates(Frozen):
    """The groups of all levels; a claim takes the narrowest one that it belongs to."""

    base: float
    cases: int
    levels: tuple[tuple[str, Level], ...]
    groups: tuple[dict[Key, Group], ...]

    def group(self, features: Features) -> Group | None:
        """The narrowest group that has past cases; None where there is none at all."""
        for (_, level), groups in zip(reversed(self.levels), reversed(self.groups), strict=True):
            found = groups.get(level(features))
            if found is not None:
                return found
        return None

    def probability(self, features: Features) -> float:
        """The estimated probability of refusal."""
        found = self.group(features)
        return self.base if found is None else found.rate


def estimate(outcomes: Sequence[PastOutcome], levels: tuple[tuple[str, Level], ...] = LEVELS) -> Estimates:
    """The estimates that past outcomes allow."""
    base = base_rate(outcomes)
    made: list[dict[Key, Group]] = []
    for number, (name, level) in enumerate(levels):
        counts: dict[Key, list[int]] = {}
        first: dict[Key, Features] = {}
        for one in outcomes:
            key = level(one.features)
            count = counts.setdefault(key, [0, 0])
            count[0] += 1
            count[1] += one.refused
            first.setdefault(key, one.features)
        wider = {
            key: made[number - 1][levels[number - 1][1](features)].rate if number else base
            for key, features in first.items()
        }
        strength = _strength(counts, wider)
        made.append(
            {
                key: Group(
                    name,
                    key,
                    cases,
                    refused,
                    (refused + strength * wider[key]) / (cases + strength),
                    wider[key],
                    strength,
                )
                for key, (cases, refused) in counts.items()
            }
        )
    return Estimates(base, len(outcomes), levels, tuple(made))


def _strength(counts: dict[Key, list[int]], wider: dict[Key, float]) -> float:
    """How many cases the wider group is worth, by the method of moments on a beta-binomial.

    `beyond` sums how far the groups lie from the wider rate beyond what chance explains; its share of what would be if
    the cases of a group were all alike is their correlation, and (1 - correlation) / correlation the strength.
    """
    beyond = possible = 0.0
    for key, (cases, refused) in counts.items():
        rate = min(max(wider[key], 1e-3), 1 - 1e-3)
        beyond += (refused - cases * rate) ** 2 / (rate * (1 - rate)) - cases
        possible += cases * (cases - 1)
    correlation = min(max(beyond / possible, _LEAST), _MOST) if possible else _LEAST
    return (1 - correlation) / correlation
