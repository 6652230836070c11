"""Which agreements are open to goods: parties, direction, day."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from origin.agreements.agreement import OneWay
from origin.agreements.law import Law
from origin.explanation.applicable import Closed, Direction, applicable
from tests.determination.build import law_of

DAY = date(2025, 6, 1)


def law(one_way: bool = False, until: date | None = None) -> Law:
    """A law between the Union (DE, FR) and the United Kingdom (GB); `one_way` favours imports into the latter only."""
    made = law_of("CTH")
    way = OneWay(("GB",), "the scheme") if one_way else None
    agreement = replace(made.agreement, one_way=way, valid_from=date(2021, 1, 1), valid_until=until)
    return replace(made, agreement=agreement)


@pytest.mark.parametrize(
    ("made_in", "going_to", "one_way", "expected"),
    [
        ("DE", "GB", False, None),
        ("GB", "FR", False, None),
        ("DE", None, False, None),
        (None, "GB", False, None),
        (None, None, False, None),
        ("DE", "FR", False, Closed.RECEIVER),
        ("DE", "US", False, Closed.RECEIVER),
        ("US", "GB", False, Closed.SENDER),
        ("DE", "GB", True, None),
        ("GB", "DE", True, Closed.SENDER),
        ("GB", None, True, Closed.SENDER),
        (None, "DE", True, Closed.RECEIVER),
    ],
)
def test_a_direction(made_in: str | None, going_to: str | None, one_way: bool, expected: Closed | None) -> None:
    """Goods must come from one party and go into another, one that gives preference."""
    found = applicable(Direction(made_in, going_to), DAY, [law(one_way)])
    assert expected == (found.left_out[0].because if found.left_out else None)
    assert len(found.laws) == (expected is None)


def test_a_day() -> None:
    """An agreement that does not apply on the day is left out, and stands first among those that are."""
    past = law(until=date(2025, 5, 31))
    found = applicable(Direction("DE", "GB"), DAY, [law(one_way=True), past, law()])
    assert [one.because for one in found.left_out] == [Closed.DAY]
    assert len(found.laws) == 2
    others = applicable(Direction("GB", "DE"), DAY, [law(one_way=True), past])
    assert [one.because for one in others.left_out] == [Closed.DAY, Closed.SENDER]
