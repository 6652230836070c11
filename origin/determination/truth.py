"""Three-valued logic after Kleene: True, False, and None for unknown."""

from __future__ import annotations

from collections.abc import Iterable

Truth = bool | None

_RANK: dict[Truth, int] = {False: 0, None: 1, True: 2}


def all_of(truths: Iterable[Truth]) -> Truth:
    """False where any is False, else unknown where any is unknown; True of nothing."""
    result: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


def any_of(truths: Iterable[Truth]) -> Truth:
    """True where any is True, else unknown where any is unknown; False of nothing."""
    result: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            result = None
    return result


def goes_further(truth: Truth, than: Truth) -> bool:
    """Whether a truth is nearer to yes than another: yes before unknown, unknown before no."""
    return _RANK[truth] > _RANK[than]


def negated(truth: Truth) -> Truth:
    """The opposite; unknown stays unknown."""
    return None if truth is None else not truth
