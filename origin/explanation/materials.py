"""The materials that decided: each with its code, amount, status, why, and what it did to the rule."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from origin.determination.findings import AllowFound, DefinedFound, DoneFound, EachFound, Found, JoinFound, ShareFound
from origin.determination.production import Production
from origin.determination.status import Reason
from origin.explanation.answer import Answer, deciding
from origin.explanation.document import Column, Section, Table
from origin.explanation.status_words import why
from origin.explanation.words import code_text, mark_of
from origin.language import tree as t

Effects = dict[int, list[str]]


def materials_section(answer: Answer) -> Section | None:
    """The table of materials that decided the rule; None where no material did."""
    judgement = answer.judgement
    production = judgement.production
    effects: Effects = {}
    measures: list[t.Measure] = []
    if judgement.as_set is not None:
        _share(judgement.as_set.share, "the set's limit", effects, measures)
    elif judgement.wholly_obtained is True or judgement.exclusively_originating is True:
        for number in range(len(production.lines)):
            _add(effects, number, "originating")
    else:
        for number, one in deciding(judgement):
            if one.found is not None:
                _collect(one.found, str(number), production, effects, measures)
            for tolerance in one.tolerances:
                said = {True: "forgiven", False: "beyond the tolerance", None: "tolerance not known"}[tolerance.truth]
                for line in (*tolerance.offenders, *tolerance.doubtful):
                    _add(effects, line, f"{number}: {said}")
    _kept_out(effects, production, answer)
    if not effects:
        return None
    table = _table(effects, measures or [t.Measure.VALUE], production, answer)
    return Section("materials", "Materials that decided it", (table,))


def _table(effects: Effects, measures: list[t.Measure], production: Production, answer: Answer) -> Table:
    amounts = list(dict.fromkeys(measures))
    columns = [Column("Material"), Column("HS code")]
    columns += [Column(measure.value.capitalize(), figures=True) for measure in amounts]
    columns += [Column("Status and why"), Column("Effect")]
    order = sorted(effects, key=lambda number: (-(_value(production, number, amounts[0]) or 0), number))
    rows = [_row(number, effects[number], amounts, production, answer) for number in order]
    return Table("Materials that decided it, the largest first", tuple(columns), tuple(rows))


def _row(
    number: int, effects: list[str], measures: list[t.Measure], production: Production, answer: Answer
) -> tuple[str, ...]:
    line = production.lines[number]
    originating = production.originating[number]
    status = answer.determination.statuses.get(line.article.id)
    reason = "" if status is None else why(line.article, status, answer)
    if status is not None and status.originating is not originating:
        reason = "part of an intermediate that may yet originate"
    sign = mark_of(originating).sign
    word = "not known" if originating is None else "originating" if originating else "non-originating"
    cells = [line.article.name, code_text(line.article.hs)]
    for measure in measures:
        amount = _value(production, number, measure)
        cells.append("not stated" if amount is None else answer.amount(amount, measure))
    return (*cells, f"{sign} {word}: {reason}" if reason else f"{sign} {word}", "; ".join(dict.fromkeys(effects)))


def _value(production: Production, number: int, measure: t.Measure) -> Fraction | None:
    line = production.lines[number]
    match measure:
        case t.Measure.VALUE:
            return line.value
        case t.Measure.WEIGHT:
            return line.weight
        case t.Measure.DRY_WEIGHT:
            return line.dry_weight
        case t.Measure.VOLUME:
            return line.volume


def _collect(found: Found, name: str, production: Production, effects: Effects, measures: list[t.Measure]) -> None:
    """What the lines did to a finding."""
    match found:
        case ShareFound():
            _share(found, name, effects, measures)
        case EachFound():
            _each(found, name, production, effects)
        case DoneFound():
            for number in found.offenders:
                _add(effects, number, f"{name}: came in too late")
            for number in found.doubtful:
                _add(effects, number, f"{name}: in doubt")
        case AllowFound():
            _collect(found.strict, name, production, effects, measures)
            if found.bound is not None and found.strict.truth is not True:
                _share(found.bound, name, effects, measures)
        case JoinFound():
            for part in found.parts:
                _collect(part, name, production, effects, measures)
        case DefinedFound():
            if found.inner is not None:
                _collect(found.inner, name, production, effects, measures)
        case _:
            return


def _share(found: ShareFound, name: str, effects: Effects, measures: list[t.Measure]) -> None:
    measures.append(found.test.measure)
    for number in found.counted:
        _add(effects, number, f"{name}: counts")
    for number in found.doubtful:
        _add(effects, number, f"{name}: may count")


def _each(found: EachFound, name: str, production: Production, effects: Effects) -> None:
    for number in found.offenders:
        _add(effects, number, f"{name}: fails")
    for number in found.doubtful:
        _add(effects, number, f"{name}: in doubt")
    if found.truth is True and found.test.scope == t.ALL_NON_ORIGINATING:
        for number in _non_originating(production):
            _add(effects, number, f"{name}: passes")


def _non_originating(production: Production) -> Iterable[int]:
    return [number for number, originating in enumerate(production.originating) if originating is False]


def _kept_out(effects: Effects, production: Production, answer: Answer) -> None:
    """Intermediates that count whole as originating decide too: what they hold stays out of every test."""
    if not effects:
        return
    for number, line in enumerate(production.lines):
        status = answer.determination.statuses.get(line.article.id)
        if status is not None and status.reason is Reason.OWN_RULE_MET and number not in effects:
            _add(effects, number, "counts whole as originating")


def _add(effects: Effects, number: int, effect: str) -> None:
    effects.setdefault(number, []).append(effect)

