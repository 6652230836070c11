"""Provisions beside the rule: what it looked at, notes to chapters, rules of last resort, lists, values, drawback."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from origin.determination.judgement import Judgement
from origin.determination.margins import shares
from origin.explanation.answer import Answer, alternatives_of
from origin.explanation.document import Mark, Point
from origin.explanation.finding_words import points_of
from origin.explanation.numbers import percent
from origin.explanation.words import country_name, mark_of, named
from origin.language import tree as t
from origin.language.notation import rule_text


def deemed_points(answer: Answer) -> Iterable[Point]:
    """That the product is on a list of goods that originate without production."""
    found = answer.judgement.deemed
    if found is None:
        return
    text = "Counts as originating because it comes from a party, whatever was done to it there"
    if found.truth is None:
        text = "May count as originating because it comes from a party"
    yield Point(f"{text}: {found.provision.label}", mark_of(found.truth), citation=found.provision.citation)


def component_points(answer: Answer) -> Iterable[Point]:
    """That the rule looked at one component only."""
    found = answer.judgement.component
    if found is None or found.applies is not True:
        return
    lines = answer.judgement.production.lines
    inside = [line.article.name for line, truth in zip(lines, found.inside, strict=True) if truth is True]
    outside = [line.article.name for line, truth in zip(lines, found.inside, strict=True) if truth is False]
    text = f"The rule looks at the component that determines the classification: {named(inside) or 'not stated which'}"
    if outside:
        text += f"; disregarded: {named(outside)}"
    yield Point(text, Mark.NOTE, citation=found.citation)


def note_points(answer: Answer) -> Iterable[Point]:
    """Notes to chapters: told where they stand in the way, are open, or were looked at."""
    judgement = answer.judgement
    for one in judgement.notes:
        if one.truth is True and not _concerned(one.note.requires, judgement):
            continue
        below = [point for found in one.found for point in points_of(found, judgement.production, answer)]
        said = {True: "kept", False: "not kept, and no tolerance helps", None: "not known"}[one.truth]
        text = f"A note asks that {one.note.label}: {said}"
        yield Point(text, mark_of(one.truth), citation=one.note.citation, below=tuple(below))


def _concerned(rule: t.Rule, judgement: Judgement) -> bool:
    """True where some material is of a kind that the note names."""
    names = {
        item.name
        for alternative in rule.alternatives
        if isinstance(alternative.test, t.Each)
        for item in alternative.test.scope.items
        if isinstance(item, t.Named)
    }
    return any(line.article.kinds.get(name) for line in judgement.production.lines for name in names)


def last_resort_points(answer: Answer) -> Iterable[Point]:
    """The rule of last resort for goods and parts, and regional value contents that are waived."""
    judgement, provisions = answer.judgement, answer.agreement.provisions
    parts = judgement.parts
    if parts is not None and provisions.goods_and_parts is not None:
        rule = rule_text(provisions.goods_and_parts.rule)
        said = {True: "met", False: "not met", None: "not known"}[parts.truth]
        text = f"Only parts of the product with its own classification fail its rule; instead, {rule}: {said}"
        looked = [one.found for one in parts.alternatives if one.found is not None]
        figures = [point for found in looked for point in points_of(found, judgement.looked_at, answer)]
        yield Point(text, mark_of(parts.truth), citation=parts.citation, below=tuple(figures))
    alternatives = [*alternatives_of(judgement), *(parts.alternatives if parts is not None else ())]
    seen: set[str] = set()
    for one in alternatives:
        waiver = one.waiver
        if waiver is None or waiver.citation in seen or waiver.waived is False:
            continue
        seen.add(waiver.citation)
        text = "No regional value content is asked, as all non-originating materials together are small"
        if waiver.waived is None:
            text = "Whether a regional value content is asked hangs on how small the materials are"
        below = points_of(waiver.share, judgement.looked_at, answer)
        yield Point(text, mark_of(waiver.waived), citation=waiver.citation, below=below)


def allocation_points(answer: Answer) -> Iterable[Point]:
    """Which country has the origin where working did not suffice."""
    found = answer.judgement.allocation
    if found is None or answer.judgement.insufficient.truth is not True:
        return
    if found.country is None:
        text = "Which country has the origin hangs on values that are not stated"
        yield Point(text, Mark.UNKNOWN, citation=found.citation)
        return
    text = f"The country with the most value has the origin: {country_name(found.country)}"
    if found.added is not None:
        others = [f"{answer.amount(value, t.Measure.VALUE)} from {name}" for name, value in found.others.items()]
        text += f" (added here {answer.amount(found.added, t.Measure.VALUE)}; {named(others)})"
    yield Point(text, mark_of(found.truth), citation=found.citation)


def value_points(answer: Answer) -> Iterable[Point]:
    """Prices that were worked out, for the rule's own limits; values that were adjusted; averages."""
    valuation, product = answer.agreement.provisions.valuation, answer.dossier.product
    production = answer.judgement.production
    asked = set(_prices_asked(answer))
    known = production.prices.known
    stated = answer.determination.workings.prices
    if valuation is not None:
        for one in valuation.prices:
            before = stated.get(one.derived_from, known.get(one.derived_from))
            worked_out = one.basis not in stated or known.get(one.basis) != stated[one.basis]
            if one.basis in asked and one.basis in known and worked_out and before is not None:
                less = before - known[one.basis]
                text = f"{one.basis.value} is {_amount(before, answer)} {one.derived_from.value}"
                text += f" less {_amount(less, answer)} = {_amount(known[one.basis], answer)}"
                yield Point(text, Mark.NOTE, citation=one.citation)
        net, excluded = production.net_cost, production.costs.excluded
        if t.Price.NET_COST in asked and valuation.net_cost is not None and net is not None and excluded is not None:
            text = f"net-cost is a total cost of {_amount(net + excluded, answer)} less"
            text += f" {_amount(excluded, answer)} that it leaves out = {_amount(net, answer)}"
            yield Point(text, Mark.NOTE, citation=valuation.net_cost.citation)
        if valuation.materials is not None:
            changed = [line.article.name for line in production.lines if line.article.includes or line.article.besides]
            if changed:
                text = f"Valued less or with costs of transport and the like: {named(changed)}"
                yield Point(text, Mark.NOTE, citation=valuation.materials.citation)
    if valuation is not None and valuation.built_up is not None and production.built_up_costs:
        costs = _amount(production.built_up_costs, answer)
        text = f"A value content by build-up takes in {costs} of the producer's costs"
        yield Point(text, Mark.NOTE, citation=valuation.built_up.citation)
    if valuation is not None and valuation.built_up is not None:
        for limit in valuation.built_up.limits:
            theirs = [line for line in production.lines if line.article.origin in limit.countries]
            if theirs:
                text = f"Counts up to {percent(Fraction(limit.percent))} of the price only"
                yield Point(
                    f"{text}: {named([line.article.name for line in theirs])}", Mark.NOTE, citation=limit.citation
                )
    if product.averaged_over is not None:
        averaging = valuation.averaging if valuation is not None else None
        text = f"Prices and values are averages over {product.averaged_over} months"
        if averaging is None:
            yield Point(f"{text}, which the agreement does not admit", Mark.NOT_MET)
        else:
            yield Point(text, Mark.NOTE, citation=averaging.citation)


def _prices_asked(answer: Answer) -> Iterator[t.Price]:
    """The prices that the limits of the rule are shares of."""
    for one in alternatives_of(answer.judgement):
        for share in shares(one.found) if one.found is not None else ():
            if isinstance(share.test.basis, t.PriceBasis):
                yield from share.test.basis.prices


def _amount(number: Fraction, answer: Answer) -> str:
    return answer.amount(number, t.Measure.VALUE)


def drawback_points(answer: Answer) -> Iterable[Point]:
    """That duty on non-originating materials was drawn back, or that this is open."""
    found = answer.determination.drawback
    if found.citation is None or found.presumed:
        return
    if found.truth is False:
        text = "Duty on non-originating materials was drawn back or remitted: no proof of origin may be made out"
        yield Point(text, Mark.NOT_MET, citation=found.citation)
    elif found.truth is None:
        text = "Not known whether duty on non-originating materials was drawn back or remitted"
        yield Point(text, Mark.UNKNOWN, citation=found.citation)
    elif answer.dossier.product.drawback is False:
        yield Point("No duty on materials was drawn back or remitted", Mark.MET, citation=found.citation)
