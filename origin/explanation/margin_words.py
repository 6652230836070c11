"""How far the product is from its limits: the room left, and the price, cost and rate at which each limit turns."""

from __future__ import annotations

from fractions import Fraction

from origin.determination.judgement import AlternativeFound
from origin.determination.margins import Margin, RateTurn, margins
from origin.determination.share import ratio_of
from origin.explanation.answer import Answer, alternatives_of
from origin.explanation.document import Point, Points, Section
from origin.explanation.numbers import percent, rate
from origin.explanation.share_words import price_name
from origin.explanation.words import capital, mark_of
from origin.language import tree as t
from origin.language.notation import test_text


def margin_section(answer: Answer) -> Section | None:
    """The margin of every limit that was looked at; None where no limit was."""
    numbers = {id(one): number for number, one in enumerate(alternatives_of(answer.judgement), 1)}
    points = [_point(margin, numbers.get(id(margin.alternative)), answer) for margin in margins(answer.determination)]
    if not points:
        return None
    return Section("margin", "How far from the limits", (Points((*_hangs(answer), *points)),))


def _hangs(answer: Answer) -> tuple[Point, ...]:
    """Says so where the answer does not hang on the limits."""
    safe = [one for one in alternatives_of(answer.judgement) if one.truth is True and not _has_share(one)]
    if answer.judgement.rule is True and safe:
        name = test_text(safe[0].alternative.test)
        return (Point(f"{name} is met whatever the values are, so the answer does not hang on these limits."),)
    return ()


def _has_share(one: AlternativeFound) -> bool:
    from origin.determination.margins import shares

    tolerated = one.found is not None and one.found.truth is not True
    return tolerated or (one.found is not None and any(True for _ in shares(one.found)))


def _point(margin: Margin, number: int | None, answer: Answer) -> Point:
    test = margin.found.test
    measure = test.measure
    upper = ratio_of(test).relation in (t.Relation.AT_MOST, t.Relation.LESS)
    share = percent(margin.share, margin.bound)
    room = answer.amount(abs(margin.room), measure)
    if margin.room == 0:
        text = f"{share} against {percent(margin.bound)}: exactly at the limit"
    elif margin.room > 0:
        text = f"{share} against {percent(margin.bound)}: {room} {'to spare' if upper else 'more than needed'}"
    else:
        text = f"{share} against {percent(margin.bound)}: {room} {'too much' if upper else 'too little'}"
    below = [Point(turn) for turn in _turns(margin, upper, answer)]
    label = str(number) if number is not None else None
    return Point(f"{test_text(test)}: {text}", mark_of(margin.truth), label, below=tuple(below))


def _turns(margin: Margin, upper: bool, answer: Answer) -> list[str]:
    """What would have to change for this limit to turn."""
    test, measure = margin.found.test, margin.found.test.measure
    found: list[str] = []
    fails = margin.room < 0
    if measure is t.Measure.VALUE and margin.amount and margin.room:
        change = percent(abs(margin.room) / margin.amount * 100)
        step = answer.amount(abs(margin.room), measure)
        if upper:
            found.append(f"it turns if these materials cost {step} ({change}) {'less' if fails else 'more'}")
        else:
            found.append(f"it turns if these materials are worth {step} ({change}) {'more' if fails else 'less'}")
    price = margin.found.price
    if margin.price_turns_at is not None and price is not None and margin.room:
        at = answer.amount(margin.price_turns_at, measure)
        way = "rises to" if (margin.price_turns_at > margin.basis) else "falls below"
        found.append(f"it turns if the {price_name(price)} {way} {at}")
    found += [_rate_text(turn, test, answer) for turn in margin.rates if turn.turns_at != turn.rate]
    return [f"{capital(text)}." for text in found]


def _rate_text(turn: RateTurn, test: t.Share, answer: Answer) -> str:
    home = answer.determination.workings.currency
    way = "above" if turn.turns_at > turn.rate else "to"
    verb = "rises" if turn.turns_at > turn.rate else "falls"
    now, then = rate(turn.rate), _rounded_rate(turn.turns_at)
    return f"it turns if 1 {turn.currency} {verb} {way} {then} {home} (now {now})"


def _rounded_rate(number: Fraction) -> str:
    return rate(number)
