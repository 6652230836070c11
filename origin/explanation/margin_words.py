"""How far the product is from its limits: the room left, and the price, cost and rate at which each limit turns."""

from __future__ import annotations

from collections.abc import Iterator

from origin.determination.findings import ShareFound
from origin.determination.judgement import AlternativeFound
from origin.determination.margins import Margin, margin_of, margins, shares
from origin.determination.share import ratio_of
from origin.explanation.answer import Answer, alternatives_of
from origin.explanation.document import Point, Points, Section
from origin.explanation.numbers import Toward, percent, rate
from origin.explanation.share_words import price_name
from origin.explanation.words import mark_of
from origin.language import tree as t
from origin.language.notation import test_text


def margin_section(answer: Answer) -> Section | None:
    """The margin of every limit that was looked at; None where no limit was."""
    as_set = answer.judgement.as_set
    if as_set is not None:
        alone = AlternativeFound(t.Alternative(as_set.share.test), as_set.truth, True, as_set.share)
        margin = margin_of(as_set.share, alone, answer.judgement.production, answer.determination)
        points = [] if margin is None else [_point(margin, None, answer)]
    else:
        numbers = {id(one): number for number, one in enumerate(alternatives_of(answer.judgement), 1)}
        found = margins(answer.determination)
        points = [*_hangs(answer), *(_point(one, numbers.get(id(one.alternative)), answer) for one in found)]
        points = points if found else []
    return Section("margin", "How far from the limits", (Points(tuple(points)),)) if points else None


def _hangs(answer: Answer) -> tuple[Point, ...]:
    """Says so where the answer does not hang on the limits."""
    for number, one in enumerate(alternatives_of(answer.judgement), 1):
        met_as_it_stands = one.found is not None and one.found.truth is True
        if answer.judgement.rule is True and met_as_it_stands and not list(shares_in(one)):
            text = f"Alternative {number} is met whatever the values are, so the answer does not hang on these."
            return (Point(text),)
    return ()


def shares_in(one: AlternativeFound) -> Iterator[ShareFound]:
    """The limits of one alternative."""
    return iter(()) if one.found is None else shares(one.found)


def _point(margin: Margin, number: int | None, answer: Answer) -> Point:
    test, measure = margin.found.test, margin.found.test.measure
    share, bound = percent(margin.share, margin.bound), percent(margin.bound)
    room = answer.amount(abs(margin.room), measure)
    if margin.room == 0:
        text = f"{share}, exactly at the limit"
    elif margin.room > 0:
        text = f"{share} against {bound}: {room} {'to spare' if _is_upper(margin) else 'more than needed'}"
    else:
        text = f"{share} against {bound}: {room} {'too much' if _is_upper(margin) else 'too little'}"
    below = [Point(turn) for turn in _turns(margin, answer)]
    label = str(number) if number is not None else None
    return Point(f"{test_text(test)}: {text}", mark_of(margin.truth), label, below=tuple(below))


def _is_upper(margin: Margin) -> bool:
    return ratio_of(margin.found.test).relation in (t.Relation.AT_MOST, t.Relation.LESS)


def _turns(margin: Margin, answer: Answer) -> list[str]:
    """What would have to change for this limit to turn, rounded to the side on which it has."""
    if margin.room == 0:
        return _at_the_limit(margin)
    found: list[str] = []
    measure, fails = margin.found.test.measure, margin.room < 0
    if measure is t.Measure.VALUE and margin.amount:
        step = answer.amount(abs(margin.room), measure, Toward.UP if fails else Toward.DOWN)
        change = percent(abs(margin.room) / margin.amount * 100)
        upper = _is_upper(margin)
        word = "cost" if upper else "are worth"
        direction = "less" if fails is upper else "more"
        found.append(f"It turns if these materials {word} {'' if fails else 'over '}{step} ({change}) {direction}.")
    price = margin.found.price
    if margin.price_turns_at is not None and price is not None:
        at = answer.amount(margin.price_turns_at, measure, Toward.UP)
        way = "rises to" if margin.price_turns_at > margin.basis else "falls below"
        found.append(f"It turns if the {price_name(price)} {way} {at}.")
    home = answer.determination.workings.currency
    for turn in margin.rates:
        then = rate(turn.turns_at, Toward.DOWN)
        way = f"rises above {then}" if turn.turns_at > turn.rate else f"falls to {then}"
        found.append(f"It turns if 1 {turn.currency} {way} {home} (now {rate(turn.rate)}).")
    return found


def _at_the_limit(margin: Margin) -> list[str]:
    """What breaks a limit that is met to the cent."""
    if margin.truth is not True:
        return []
    changes = ["a dearer material", "a lower price"] if _is_upper(margin) else ["a cheaper material", "a higher price"]
    changes += [f"a dearer {turn.currency}" for turn in margin.rates]
    return [f"Any of these breaks it: {', '.join(changes)}."]
