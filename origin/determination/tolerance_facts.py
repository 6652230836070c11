"""What a tolerance that is not known hangs on besides amounts and origins: kinds, fibres, what it is a share of."""

from __future__ import annotations

from origin.agreements.provisions import Tolerance
from origin.determination.fact_sets import Ask, Fact
from origin.determination.membership import contains
from origin.determination.production import Production
from origin.determination.textile_tolerance import BASIC_TEXTILES, untold
from origin.determination.tolerance import ToleranceFound, of_kind
from origin.language import tree as t


def provision_of(found: ToleranceFound, production: Production) -> Tolerance | None:
    """The general tolerance that was tried; None for the textile notes."""
    tolerances = production.law.agreement.provisions.tolerances
    return next((one for one in tolerances if one.id == found.name), None)


def kinds_asked(found: ToleranceFound, production: Production) -> list[Fact]:
    """Which materials are of kinds that a tolerance forgives, limits, leaves out, or takes only if they originate."""
    provision = provision_of(found, production)
    asked = [part.limit.material for part in found.parts if part.truth is None]
    if provision is not None:
        asked += provision.must_originate
    foreign = production.standing(t.Standing.NON_ORIGINATING)
    facts = [
        Fact(Ask.KIND.value, line.article.id, name)
        for name in asked
        for line, truth in zip(production.lines, foreign, strict=True)
        if truth is not False and of_kind(name, line, production) is None
    ]
    if provision is None or found.condition is not None:
        return facts
    for number in (*found.offenders, *found.doubtful):
        line = production.lines[number]
        names = [provision.kind] if provision.kind is not None else []
        for one in provision.not_forgiven:
            concerned = one.materials is None or contains(one.materials, line.spans) is not False
            concerned &= one.products is None or contains(one.products, production.spans) is not False
            names += [one.kind] if one.kind is not None and concerned else []
        unknown = [name for name in names if of_kind(name, line, production) is None]
        facts += [Fact(Ask.KIND.value, line.article.id, name) for name in unknown]
    return facts


def fibres_asked(found: ToleranceFound, production: Production) -> list[Fact]:
    """Of which basic textile materials those are of which neither code nor dossier tells."""
    if found.name != BASIC_TEXTILES or (found.condition is not None and found.basis_low == found.basis_high):
        return []
    return [Fact(Ask.FIBRE.value, production.lines[number].article.id) for number in untold(production)]


def amounts_asked(found: ToleranceFound, production: Production, ask: Ask) -> list[Fact] | None:
    """The amounts of the materials that a tolerance is a share of; None where it is a share of something else."""
    provision = provision_of(found, production)
    of_materials = provision is not None and isinstance(provision.basis, t.MaterialsBasis)
    if not (found.of_component or found.name == BASIC_TEXTILES or of_materials):
        return None
    amounts = production.amounts(found.measure).amounts
    return [
        Fact(ask.value, line.article.id)
        for number, (line, amount) in enumerate(zip(production.lines, amounts, strict=True))
        if amount is None and number not in found.offenders and production.present[number] is not False
    ]
