"""The materials that decided: each with its code, amount, status, why, and what it did to the rule."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from origin.determination.findings import AllowFound, DefinedFound, DoneFound, EachFound, Found, JoinFound, ShareFound
from origin.determination.production import Production
from origin.determination.status import Reason
from origin.explanation.answer import Answer, alternatives_of, deciding
from origin.explanation.document import Column, Section, Table
from origin.explanation.numbers import NBSP
from origin.explanation.status_words import why
from origin.explanation.words import code_text, mark_of
from origin.language import tree as t

Effects = dict[int, dict[str, list[str]]]
"""By line, and by the number of the alternative ("" for all): what the line did."""


def materials_section(answer: Answer) -> Section | None:
    """The table of materials that decided the rule; None where no material did."""
    judgement = answer.judgement
    production = judgement.production
    effects: Effects = {}
    measures: list[t.Measure] = []
    if judgement.as_set is not None:
        _share(judgement.as_set.share, "", effects, measures)
    elif judgement.wholly_obtained is True or judgement.exclusively_originating is True:
        for number in range(len(production.lines)):
            _add(effects, number, "", "originating")
    else:
        several = len(alternatives_of(judgement)) > 1
        for number, one in deciding(judgement):
            name = str(number) if several else ""
            if one.found is not None:
                _collect(one.found, name, production, effects, measures)
            for tolerance in one.tolerances:
                if one.found is None or one.found.truth is not one.truth or one.truth is None:
                    said = {True: "forgiven", False: "beyond the tolerance", None: "tolerance open"}[tolerance.truth]
                    for line in (*tolerance.offenders, *tolerance.doubtful):
                        _add(effects, line, name, said)
    _kept_out(effects, production, answer)
    if not effects:
        return None
    table = _table(effects, measures or [t.Measure.VALUE], production, answer)
    return Section("materials", "Materials that decided it", (table,))


def _table(effects: Effects, measures: list[t.Measure], production: Production, answer: Answer) -> Table:
    amounts = list(dict.fromkeys(measures))
    columns = [Column("Material"), Column(f"HS{NBSP}code")]
    columns += [Column(measure.value.capitalize(), figures=True) for measure in amounts]
    columns += [Column("Status and why"), Column("Effect")]
    order = sorted(effects, key=lambda number: (-(_value(production, number, amounts[0]) or 0), number))
    rows = [_row(number, effects[number], amounts, production, answer) for number in order]
    return Table("Materials that decided it, the largest first", tuple(columns), tuple(rows))


def _row(
    number: int, effects: dict[str, list[str]], measures: list[t.Measure], production: Production, answer: Answer
) -> tuple[str, ...]:
    line = production.lines[number]
    originating = production.originating[number]
    found = answer.determination.statuses.get(line.article.id)
    reason = "" if found is None else why(line.article, found, answer)
    if found is not None and found.originating is not originating:
        reason = "part of an intermediate that may yet originate"
    word = "not known" if originating is None else "originating" if originating else "non-originating"
    status = f"{mark_of(originating).sign}{NBSP}{word}"
    cells = [line.article.name, code_text(line.article.hs)]
    for measure in measures:
        amount = _value(production, number, measure)
        cells.append("not stated" if amount is None else answer.amount(amount, measure))
    return (*cells, f"{status}: {reason}" if reason else status, _effect(effects))


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
                _add(effects, number, name, "came in too late")
            for number in found.doubtful:
                _add(effects, number, name, "in doubt")
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
        _add(effects, number, name, "counts")
    for number in found.doubtful:
        _add(effects, number, name, "may count")


def _each(found: EachFound, name: str, production: Production, effects: Effects) -> None:
    for number in found.offenders:
        _add(effects, number, name, "fails")
    for number in found.doubtful:
        _add(effects, number, name, "in doubt")
    if found.truth is True and found.test.scope == t.ALL_NON_ORIGINATING:
        for number in _non_originating(production):
            _add(effects, number, name, "passes")


def _non_originating(production: Production) -> Iterable[int]:
    return [number for number, originating in enumerate(production.originating) if originating is False]


def _kept_out(effects: Effects, production: Production, answer: Answer) -> None:
    """Intermediates that count whole as originating decide too: what they hold stays out of every test."""
    if not effects:
        return
    for number, line in enumerate(production.lines):
        status = answer.determination.statuses.get(line.article.id)
        if status is not None and status.reason is Reason.OWN_RULE_MET and number not in effects:
            _add(effects, number, "", "stays out")


def _add(effects: Effects, number: int, name: str, effect: str) -> None:
    found = effects.setdefault(number, {}).setdefault(name, [])
    if effect not in found:
        found.append(effect)


def _effect(effects: dict[str, list[str]]) -> str:
    """What a line did: "1: fails, beyond the tolerance; 2: counts"."""
    return "; ".join(f"{f'{name}:{NBSP}' if name else ''}{', '.join(found)}" for name, found in effects.items())
