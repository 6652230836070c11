"""Remedies and safety: what is promised is so when it is tried, and not a cent or a material less would do."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from origin.agreements.law import Law
from origin.determination.determination import Determination, Verdict
from origin.determination.margins import margins
from origin.determination.remedies import hangs_on, remedies
from origin.determination.retrial import with_price, with_status, with_values
from origin.determination.safety import safety
from origin.dossier.model import Status
from tests.determination.build import NOM, OM, Part, ask, dossier, law_of, material, product, tolerance

CENT = Fraction(1, 100)
YES = Verdict.ORIGINATING

RULES = ("CTH", "MaxNOM 40% (EXW)", "CTH and MaxNOM 40% (EXW)", "CTH or MaxNOM 40% (EXW)", "value of NOM < 40% of EXW")
CODES = ("850110", "850300", "731815", "854442")


def judged(law: Law, *parts: Part, **more: object) -> Determination:
    """The determination of a product of 100.00 EUR."""
    return ask(law, dossier(product(**more), *parts))  # type: ignore[arg-type]


materials = st.lists(
    st.tuples(st.sampled_from(CODES), st.integers(0, 6000), st.sampled_from((OM, NOM, NOM))), min_size=1, max_size=6
)


def drawn(rule: str, lines: list[tuple[str, int, Status]], forgiving: bool) -> Determination:
    """The determination of drawn materials, values in cents."""
    law = law_of(rule, tolerances=(tolerance(10),) if forgiving else ())
    parts = [
        material(code, Fraction(cents, 100), status, id=f"m{number}")
        for number, (code, cents, status) in enumerate(lines)
    ]
    return judged(law, *parts)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(RULES), materials, st.booleans())
def test_every_remedy_is_enough_and_none_is_more_than_needed(
    rule: str, lines: list[tuple[str, int, Status]], forgiving: bool
) -> None:
    """Each set of materials turns the verdict, and would not without one of them; so do the price and the cost."""
    found = drawn(rule, lines, forgiving)
    ways = remedies(found)
    for names in ways.sourcing:
        assert YES is with_status(found, names, Status.ORIGINATING).verdict
        for name in names:
            fewer = [one for one in names if one != name]
            assert not fewer or YES is not with_status(found, fewer, Status.ORIGINATING).verdict
    if ways.price is not None:
        assert YES is with_price(found, ways.price.basis, ways.price.price).verdict
        assert YES is not with_price(found, ways.price.basis, ways.price.price - CENT).verdict
    if ways.cost is not None:
        factor = 1 - ways.cost.less / ways.cost.of
        assert YES is with_values(found, ways.cost.materials, factor).verdict
        dearer = 1 - (ways.cost.less - CENT) / ways.cost.of
        assert YES is not with_values(found, ways.cost.materials, dearer).verdict


SMALL_RULES = (
    *RULES,
    "MaxNOM 40% (EXW) and MaxNOM[8503] 10% (EXW)",
    "CTH and MaxNOM 60% (EXW) or MaxNOM 20% (EXW)",
    "CTH or value of OM >= 30% of EXW and MaxNOM 50% (EXW)",
    "CTH allowing NOM[same heading] up to 20% of EXW",
    "RVC 55% (EXW)",
    "value of NOM > 40% of EXW",
)
few = st.lists(
    st.tuples(st.sampled_from(CODES), st.integers(1, 20), st.sampled_from((OM, NOM, NOM))), min_size=1, max_size=4
)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SMALL_RULES), few, st.integers(15, 60), st.sampled_from((0, 10, 15)))
def test_the_remedies_of_a_naive_search(
    rule: str, lines: list[tuple[str, int, Status]], price: int, percent: int
) -> None:
    """Cent by cent upwards, the first price with which a small product originates is the remedy, and so for the cost.

    The naive search for the cost tries every set of materials that a limit of these rules counts: all foreign ones,
    those of the product's heading, those of 8503.
    """
    law = law_of(rule, tolerances=(tolerance(percent),) if percent else ())
    parts = [
        material(code, Fraction(cents, 100), status, id=f"m{number}")
        for number, (code, cents, status) in enumerate(lines)
    ]
    found = judged(law, *parts, exw=Fraction(price, 100))
    ways = remedies(found)
    if found.verdict is YES:
        assert (ways.price, ways.cost) == (None, None)
        return
    raised = next((more for more in range(price + 1, 850) if _with(found, more)), None)
    assert raised == (None if ways.price is None else ways.price.price * 100)
    foreign = [number for number, line in enumerate(lines) if line[2] is NOM]
    counted = (CODES, ("850110",), ("850300",))
    sets = {tuple(number for number in foreign if lines[number][0] in chosen) for chosen in counted} - {()}
    least = min((less for names in sets if (less := _cheaper(found, lines, names)) is not None), default=None)
    assert least == (None if ways.cost is None else ways.cost.less * 100)


def _with(found: Determination, cents: int) -> bool:
    """Whether the product originates at a price in cents."""
    return with_price(found, "EXW", Fraction(cents, 100)).verdict is YES


def _cheaper(found: Determination, lines: list[tuple[str, int, Status]], numbers: tuple[int, ...]) -> int | None:
    """The first number of cents by which these lines must be cheaper, found by trying each."""
    total = sum(lines[number][1] for number in numbers)
    names = [f"m{number}" for number in numbers]
    for less in range(1, total):
        if with_values(found, names, 1 - Fraction(less, total)).verdict is YES:
            return less
    return None


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(RULES), materials)
def test_a_product_that_fails_has_a_remedy(rule: str, lines: list[tuple[str, int, Status]]) -> None:
    """Under rules that materials decide, there is a set of materials that would make the product originate."""
    found = drawn(rule, lines, False)
    assert (found.verdict is YES) is (remedies(found).sourcing == ())


@settings(max_examples=100, deadline=None)
@given(materials, st.booleans())
def test_the_room_is_what_may_be_used_up(lines: list[tuple[str, int, Status]], both: bool) -> None:
    """Foreign materials that cost more by the whole room leave the verdict, and by a cent beyond turn it."""
    found = drawn("MaxNOM 40% (EXW) and value of NOM <= 60% of EXW" if both else "MaxNOM 40% (EXW)", lines, False)
    room = safety(found).room
    if room is None or not room.amount:
        return
    names = [line.article.id for line in found.judgement.production.lines if line.article.status is NOM]
    for more, stays in ((room.room, True), (room.room + CENT, False)):
        assert stays is (with_values(found, names, 1 + more / room.amount).verdict is YES)


def test_what_no_limit_decides() -> None:
    """A change of heading is met whatever the values are, and beside it a ceiling is no matter."""
    found = judged(law_of("CTH or MaxNOM 40% (EXW)", tolerances=()), material("7318", 39))
    assert (safety(found).regardless, safety(found).room) == (True, None)


def test_the_safer_of_two_ways() -> None:
    """Of two ceilings, either of which is enough, the one with more room tells how safe the product is."""
    found = judged(law_of("MaxNOM 40% (EXW) or MaxNOM 70% (EXW)", tolerances=()), material("7318", 39))
    room = safety(found).room
    assert room is not None
    assert (room.bound, room.room) == (Fraction(70), Fraction(31))


def test_the_room_in_a_tolerance() -> None:
    """What a tolerance forgives is told with the room left in it and its article."""
    law = law_of("CTH", tolerances=(tolerance(10),))
    room = safety(judged(law, material("8501.10", 9))).room
    assert room is not None
    assert (room.bound, room.room) == (Fraction(10), Fraction(1))
    assert room.citation


def test_what_origin_hangs_on() -> None:
    """Of two originating materials, the one without which a ceiling breaks is named."""
    law = law_of("MaxNOM 40% (EXW)", tolerances=())
    found = judged(
        law, material("7318", 35, id="a"), material("7318", 30, OM, id="dear"), material("7318", 5, OM, id="b")
    )
    assert hangs_on(found) == ("dear",)


def test_no_remedy_where_materials_do_not_decide() -> None:
    """A process that did not take place is not made good by a better price or by cheaper materials."""
    found = judged(law_of("done(moulding) and MaxNOM 40% (EXW)", tolerances=()), material("7318", 60))
    assert Verdict.NON_ORIGINATING is found.verdict
    ways = remedies(found)
    assert (ways.price, ways.cost) == (None, None)


def test_a_product_that_originates_needs_no_remedy() -> None:
    """Nothing is to be remedied in a product that originates."""
    found = remedies(judged(law_of("CTH", tolerances=()), material("7318", 39)))
    assert (found.sourcing, found.price, found.cost) == ((), None, None)


def test_the_price_and_the_cost_that_would_do() -> None:
    """Of 60.00 against a ceiling of 40 % of 100.00, a price of 150.00 or costs lower by 20.00 are the remedies."""
    ways = remedies(judged(law_of("MaxNOM 40% (EXW)", tolerances=()), material("7318", 60)))
    assert ways.price is not None
    assert ways.cost is not None
    assert (ways.price.price, ways.cost.less) == (Fraction(150), Fraction(20))


def test_a_tolerance_may_ask_for_less_than_a_ceiling() -> None:
    """Where a tolerance turns the verdict at a lower price than the ceiling does, that price is the remedy.

    40.05 stand against 40 % of the price, so 100.13 would be needed; of the offending 10.01 against a tolerance of
    10 %, 100.10 is enough. By as little as 0.01 they would have to be cheaper.
    """
    law = law_of("CTH or MaxNOM 40% (EXW)", tolerances=(tolerance(10),))
    ways = remedies(judged(law, material("8501.10", "10.01", id="offends"), material("7318", "30.04")))
    assert ways.price is not None
    assert ways.cost is not None
    assert Fraction("100.10") == ways.price.price
    assert (("offends",), CENT, Fraction("10.01")) == (ways.cost.materials, ways.cost.less, ways.cost.of)


def test_two_limits_at_once() -> None:
    """Where two limits are broken, the price that keeps both is the remedy."""
    law = law_of("MaxNOM 40% (EXW) and MaxNOM[8503] 10% (EXW)", tolerances=())
    ways = remedies(judged(law, material("8503", 15), material("7318", 30)))
    assert ways.price is not None
    assert Fraction(150) == ways.price.price


def test_the_room_above_a_floor() -> None:
    """Originating materials of 55.00 against a floor of 40 % of 100.00 leave 15.00 to lose."""
    room = safety(judged(law_of("value of OM >= 40% of EXW", tolerances=()), material("7318", 55, OM))).room
    assert room is not None
    assert room.room == Fraction(15)


def test_the_rate_at_which_a_limit_turns() -> None:
    """Of 20 USD at 1 EUR beside 10 EUR, against a limit of 40 EUR, the limit turns where a dollar is 1.50 EUR."""
    made = dossier(product(), material("7318", "20 USD"), material("8503", 10), rates=[("USD", "EUR", 1)])
    found = margins(ask(law_of("MaxNOM 40% (EXW)", tolerances=()), made))
    assert [(turn.currency, turn.turns_at) for turn in found[0].rates] == [("USD", Fraction(3, 2))]
