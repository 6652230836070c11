"""How an answer stands, in a few words for a table: how safely, what would change it, which paper it takes."""

from __future__ import annotations

from origin.agreements.proofs import Proof
from origin.determination.determination import Verdict
from origin.determination.fact_sets import FactSet
from origin.determination.missing_facts import decisive_facts
from origin.determination.remedies import CheaperMaterials, Remedies, hangs_on, remedies
from origin.determination.safety import Room, Safety, safety
from origin.explanation.answer import Answer
from origin.explanation.missing import fact_in_words
from origin.explanation.numbers import Toward, percent
from origin.explanation.share_words import price_name
from origin.explanation.status_words import PAPERS
from origin.explanation.words import capital
from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.english_words import joined
from origin.language.notation import test_text

MOST_NAMES = 3


class Outlook(Frozen):
    """One answer with what was tried on it: how safe it is, what it hangs on, remedies, facts that would settle it."""

    answer: Answer
    safety: Safety
    hangs_on: tuple[str, ...]
    remedies: Remedies
    facts: tuple[FactSet, ...]

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """The proofs that the agreement admits for the exporting party."""
        return proofs_for(self.answer)


def outlook_of(answer: Answer) -> Outlook:
    """The outlook of an answer: some dozens of determinations, each with one thing changed."""
    determination = answer.determination
    undetermined = determination.verdict is Verdict.UNDETERMINED
    return Outlook(
        answer,
        safety(determination),
        hangs_on(determination),
        remedies(determination),
        tuple([one for one in decisive_facts(determination).to_originate if one]) if undetermined else (),
    )


def proofs_for(answer: Answer) -> tuple[Proof, ...]:
    """The proofs that an agreement admits for the exporting party of an answer."""
    exporter = answer.determination.circumstances.exported_from
    return tuple(
        [
            proof
            for proof in answer.agreement.proofs
            if proof.exported_from is None or exporter is None or proof.exported_from == exporter
        ]
    )


def margin_words(outlook: Outlook) -> str:
    """The room that an originating product has, or that nothing is measured."""
    verdict = outlook.answer.determination.verdict
    if verdict is not Verdict.ORIGINATING:
        return ""
    if outlook.safety.room is not None:
        return room_words(outlook.safety.room, outlook.answer)
    return "no limit decides" if outlook.safety.regardless else "not known"


def room_words(room: Room, answer: Answer) -> str:
    """A limit with the room left: "37.00 EUR to spare (46.92% of at most 50%)"."""
    left = answer.amount(room.room, room.measure)
    share = percent(room.amount / room.basis * 100, room.bound)
    bound = percent(room.bound)
    if room.share is None:
        return f"{left} to spare in the tolerance of {bound} ({share})"
    if room.share.remainder:
        return f"{left} more than needed ({percent(100 - room.amount / room.basis * 100)} of at least {bound})"
    if room.share.relation in (t.Relation.AT_LEAST, t.Relation.MORE):
        return f"{left} more than needed ({share} of at least {bound})"
    return f"{left} to spare ({share} of at most {bound})"


def change_words(outlook: Outlook) -> str:
    """What would turn the verdict: the first remedy of each kind, the facts that settle it, or what it hangs on."""
    match outlook.answer.determination.verdict:
        case Verdict.ORIGINATING:
            return _hangs(outlook)
        case Verdict.NON_ORIGINATING:
            return "; or ".join(remedy_words(outlook)) or "no change of sourcing or price alone"
        case Verdict.UNDETERMINED:
            return _facts(outlook)


def remedy_words(outlook: Outlook, most: int = MOST_NAMES) -> list[str]:
    """The remedies, one clause each; of many materials `most` are named."""
    answer, found = outlook.answer, outlook.remedies
    words = [f"{_names(names, answer, most)} originating" for names in found.sourcing]
    if found.cost is not None:
        less = answer.amount(found.cost.less, t.Measure.VALUE, Toward.UP)
        change = percent(found.cost.less / found.cost.of * 100)
        words.append(f"{_cheaper(found.cost, answer, most)} {less} ({change}) cheaper")
    if found.price is not None:
        price = answer.amount(found.price.price, t.Measure.VALUE, Toward.UP)
        words.append(f"{price_name(t.Price(found.price.basis))} of {price}")
    return words


def _cheaper(cost: CheaperMaterials, answer: Answer, most: int) -> str:
    """The materials that have to be cheaper: all the foreign ones, or those by name."""
    production = answer.determination.judgement.looked_at
    foreign = {
        line.article.id
        for line, originates in zip(production.lines, production.standing(t.Standing.ORIGINATING), strict=True)
        if originates is not True
    }
    return "foreign materials" if foreign <= set(cost.materials) else _names(cost.materials, answer, most)


def paper_words(outlook: Outlook) -> str:
    """The proofs, by the names of the papers; a dash where the pack states none."""
    names = list(dict.fromkeys(_paper(proof) for proof in outlook.proofs))
    return joined(names, "or") if names else "–"


def _paper(proof: Proof) -> str:
    name = PAPERS.get(proof.kind) or proof.kind.replace("-", " ")
    needs = f" ({proof.above_threshold} above {_limit(proof)})" if proof.threshold is not None else ""
    return f"{name}{'' if len(needs) > _LONGEST else needs}"


_LONGEST = 60


def _limit(proof: Proof) -> str:
    return f"{proof.threshold:,} {proof.currency}"


def _hangs(outlook: Outlook) -> str:
    if not outlook.hangs_on:
        return "no single paper or material"
    return f"it hangs on the origin of {_names(outlook.hangs_on, outlook.answer)}"


def _facts(outlook: Outlook) -> str:
    if not outlook.facts:
        words = remedy_words(outlook)
        return f"a point of law is open; or {words[0]}" if words else "a point of law is open"
    shortest = sorted(outlook.facts[0])
    text = fact_in_words(shortest[0], outlook.answer, named=False)
    return text if len(shortest) == 1 else f"{text}, and {len(shortest) - 1} more"


def _names(ids: tuple[str, ...], answer: Answer, most: int = MOST_NAMES) -> str:
    names = [answer.article(name).name for name in ids]
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} more"
    return joined(names, "and")


def outlook_record(outlook: Outlook) -> dict[str, object]:
    """The same for programs; amounts are exact, in the dossier's base currency."""
    from origin.explanation.finding_record import figure

    room, found = outlook.safety.room, outlook.remedies
    return {
        "margin": None
        if room is None
        else {
            "notation": test_text(room.share) if room.share is not None else None,
            "tolerance": room.citation,
            "amount": figure(room.amount),
            "basis": figure(room.basis),
            "bound": figure(room.bound),
            "room": figure(room.room),
        },
        "hangs_on": list(outlook.hangs_on),
        "remedies": {
            "sourcing": [list(names) for names in found.sourcing],
            "price": None if found.price is None else {"basis": found.price.basis, "amount": figure(found.price.price)},
            "cost": None
            if found.cost is None
            else {"materials": list(found.cost.materials), "less": figure(found.cost.less)},
        },
        "facts": [
            [{"ask": fact.ask, "subject": fact.subject, "detail": fact.detail} for fact in sorted(one)]
            for one in outlook.facts
        ],
        "proofs": [
            {"kind": proof.kind, "label": capital(proof.label), "citation": proof.citation} for proof in outlook.proofs
        ],
    }
