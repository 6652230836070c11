"""The answer in one line, and the reason in one sentence."""

from __future__ import annotations

from origin.determination.determination import Verdict
from origin.determination.findings import Found, JoinFound, ShareFound
from origin.determination.judgement import AlternativeFound, Judgement
from origin.determination.margins import margin_of
from origin.determination.missing_facts import decisive_facts
from origin.explanation.answer import Answer, alternatives_of, deciding
from origin.explanation.brief import brief_met, brief_unmet
from origin.explanation.missing import fact_in_words
from origin.explanation.share_words import share_sentence
from origin.explanation.words import capital, country_name, days_in_words, named, party_name
from origin.language.english_words import day


def title(answer: Answer) -> str:
    """The verdict in one line."""
    determination = answer.determination
    return f"{determination.verdict.value.upper()}: {answer.product.name}"


def subtitle(answer: Answer) -> str:
    """Under which agreement and on which day."""
    return f"{answer.agreement.title}, {day(answer.determination.on)}"


def reason(answer: Answer) -> str:
    """Why, in a sentence."""
    match answer.determination.verdict:
        case Verdict.ORIGINATING:
            return _originating(answer)
        case Verdict.NON_ORIGINATING:
            return _non_originating(answer)
        case Verdict.UNDETERMINED:
            return _undetermined(answer)


def _originating(answer: Answer) -> str:
    judgement = answer.judgement
    if judgement.deemed is not None and judgement.deemed.truth is True:
        return "It is on a list of goods that originate when they come from a party."
    if judgement.wholly_obtained is True:
        return "It is wholly obtained."
    if judgement.as_set is not None:
        return f"As a set: {share_sentence(judgement.as_set.share, judgement.production, answer)}."
    if judgement.rule is True:
        return f"{capital(_rule_reason(judgement, answer))}."
    if judgement.parts is not None and judgement.parts.truth is True:
        return f"It meets the rule of last resort for goods and their parts, {judgement.parts.citation}."
    return "It is produced exclusively from originating materials."


def _rule_reason(judgement: Judgement, answer: Answer) -> str:
    """The alternative that is met, and what makes it so."""
    number, one = deciding(judgement)[0]
    several = len(alternatives_of(judgement)) > 1
    which = f"alternative {number} of its rule is met" if several else "its rule is met"
    if one.found is not None and one.found.truth is not True:
        tolerance = next((found for found in one.tolerances if found.truth is True), None)
        if tolerance is None:
            return f"{which} without its regional value content, which {_waived_by(one)} waives"
        names = named([line.article.name for line in answer.lines(tolerance.offenders, judgement.production)])
        return f"{which} with the tolerance of {tolerance.citation}, which forgives {names}"
    if one.found is None:
        return which
    return f"{which}: {brief_met(one.found, judgement.production, answer)}"


def _waived_by(one: AlternativeFound) -> str:
    return one.waiver.citation if one.waiver is not None else "the agreement"


def _non_originating(answer: Answer) -> str:
    determination, judgement = answer.determination, answer.judgement
    if determination.in_territory is False:
        production = answer.product.production
        where = production.where if production else answer.product.wholly_obtained_in
        return f"It was made in {country_name(where)}, which is no party to the agreement."
    if determination.other_party is False:
        into = party_name(answer.agreement, determination.circumstances.imported_into or "")
        return f"It is a product of {into} itself, and preference is for those of the other party."
    if judgement.truth is False:
        broken = next((note for note in judgement.notes if note.truth is False), None)
        if broken is not None and judgement.rule is not False:
            return f"A note asks that {broken.note.label}, which is not so: {broken.note.citation}."
        if judgement.country is not None:
            return f"It was not worked enough to take the origin of the last party: it has that of {judgement.country}."
        if judgement.as_set is not None:
            return f"As a set: {share_sentence(judgement.as_set.share, judgement.production, answer)}."
        if judgement.insufficient.truth is True and judgement.rule is not False:
            return "Its production consists only of insufficient operations, which confer no origin."
        return _rule_not_met(answer)
    if determination.returned.truth is False:
        return "It lost its origin outside the territory of the parties."
    if determination.drawback.truth is False:
        return "Duty on its non-originating materials was drawn back or remitted, so that no preference is given."
    return f"Origin was lost on the way: {determination.journey.because}."


def _rule_not_met(answer: Answer) -> str:
    """That the rule is not met, and what stands in the way: the limit that is missed by the least, if any."""
    judgement = answer.judgement
    found = alternatives_of(judgement)
    open_ones = [one for one in found if one.open is not False]
    text = "its rule is not met" if len(found) == 1 else "no alternative of its rule is met"
    closed = [days_in_words(one.closed_because) for one in found if one.open is False and one.closed_because]
    if closed:
        text += f" ({'one of them' if len(closed) == 1 else f'{len(closed)} of them'} {closed[0]})"
    near = _nearest_share(answer, open_ones)
    if near is not None:
        return f"{capital(text)}: {share_sentence(near, judgement.production, answer)}."
    first = next((one.found for one in open_ones if one.found is not None), None)
    return f"{capital(text)}: {brief_unmet(first, judgement.production, answer)}." if first else f"{capital(text)}."


def _nearest_share(answer: Answer, alternatives: list[AlternativeFound]) -> ShareFound | None:
    """The broken limit that is missed by the least part of its basis, among those that stand alone in the way."""
    best: tuple[object, ShareFound] | None = None
    for one in alternatives:
        share = _blocking(one.found)
        margin = margin_of(share, one, answer.judgement.production, answer.determination) if share else None
        if share is None or margin is None:
            continue
        gap = -margin.room / margin.basis
        if best is None or gap < best[0]:  # type: ignore[operator]
            best = (gap, share)
    return best[1] if best else None


def _blocking(found: Found | None) -> ShareFound | None:
    """The one Share that keeps a finding from being met."""
    if isinstance(found, ShareFound):
        return found if found.truth is False else None
    if isinstance(found, JoinFound):
        failing = [part for part in found.parts if part.truth is not True]
        return _blocking(failing[0]) if len(failing) == 1 else None
    return None


def _undetermined(answer: Answer) -> str:
    facts = decisive_facts(answer.determination)
    ways = [one for one in facts.to_originate if one]
    if not ways:
        return "It hangs on a point that the stated facts do not settle."
    shortest = sorted(ways[0])
    words = fact_in_words(shortest[0], answer)
    if len(shortest) == 1:
        return f"One missing fact would settle it: {words}."
    return f"It hangs on {len(shortest)} missing facts; first, {words}."
