"""What is missing, in words: whom to ask for what, and whether it could change the answer."""

from __future__ import annotations

from collections.abc import Iterable

from origin.determination.determination import Determination, Presumption, Verdict
from origin.determination.fact_sets import Ask, Fact, FactSet
from origin.determination.missing_facts import NO_RULE, decisive_facts
from origin.dossier.model import Article, Maker
from origin.explanation.answer import Answer
from origin.explanation.document import Mark, Point, Points, Section
from origin.explanation.what_if import without
from origin.explanation.words import capital, days_in_words, party_name
from origin.language.english_words import joined, material_label, process_label

MOST_WAYS = 4
"""So many ways to settle the answer are told, the shortest first."""


def missing_section(answer: Answer) -> Section:
    """The facts that would settle an open verdict, or that could still change a decided one."""
    determination = answer.determination
    if determination.verdict is Verdict.UNDETERMINED:
        points = _open(determination, answer)
    elif determination.presumed:
        points = _decided(answer)
    else:
        points = [Point("Nothing that is missing could change the answer.", Mark.MET)]
    return Section("missing", "Missing", (Points(tuple(points)),))


def _open(determination: Determination, answer: Answer) -> list[Point]:
    facts = decisive_facts(determination)
    points: list[Point] = []
    if facts.to_originate == facts.to_rule_out and len(facts.to_originate) == 1:
        return _ways("This settles it, one way or the other", facts.to_originate, answer)
    points += _ways("It originates if this turns out favourably", facts.to_originate, answer)
    points += _ways("It does not originate if this turns out unfavourably", facts.to_rule_out, answer)
    return points or [Point("No fact of the dossier would settle it: the open point is one of law.", Mark.UNKNOWN)]


def _decided(answer: Answer) -> list[Point]:
    """What could overturn a verdict that rests on presumptions: on those that led to it, not on those that resisted."""
    determination = answer.determination
    originates = determination.verdict is Verdict.ORIGINATING
    certain = without(determination, *(_FAVOURABLE if originates else _UNFAVOURABLE))
    facts = decisive_facts(certain)
    if certain.verdict is determination.verdict:
        return [Point("Facts are missing, but none of them could change the answer.", Mark.MET)]
    if originates:
        title = "It could turn out non-originating; to be sure, settle all of these"
        points = _ways(title, facts.to_rule_out, answer, settle=True)
    else:
        points = _ways("It could turn out originating by these facts", facts.to_originate, answer)
    return points or [Point("Facts are missing, but none that we know of could change the answer.", Mark.NOTE)]


_FAVOURABLE = (Presumption.BEYOND_INSUFFICIENT, Presumption.UNALTERED, Presumption.NO_DRAWBACK)
_UNFAVOURABLE = (Presumption.UNKNOWN_ORIGIN, Presumption.VALUES_AS_STATED)


def _ways(title: str, sets: tuple[FactSet, ...], answer: Answer, settle: bool = False) -> list[Point]:
    """The sets of facts, each one way to settle the answer; `settle` lists single facts that are all to be settled."""
    if not sets or not all(sets):
        return []
    if settle:
        return [_listed(f"{title}:", sorted({fact for one in sets for fact in one}), answer)]
    single = [fact for one in sets if len(one) == 1 for fact in one]
    joint = [one for one in sets if len(one) > 1]
    points = []
    if single:
        points.append(_listed(f"{title}:" if len(single) == 1 else f"{title} (any one of these):", single, answer))
    if joint:
        points.append(_joint(title if not single else "Or so", joint, answer))
    return points


def _joint(title: str, sets: list[FactSet], answer: Answer) -> Point:
    """Several facts together: those that every way needs, then the ways one by one."""
    common = frozenset.intersection(*sets)
    rest = [one - common for one in sets]
    if len(sets) == 1:
        return _listed(f"{title} (all of these):", sorted(common), answer)
    ways = [_listed(f"Way {number}:", sorted(one), answer, None) for number, one in enumerate(rest[:MOST_WAYS], 1)]
    if len(rest) > MOST_WAYS:
        ways.append(Point(f"There are {len(rest) - MOST_WAYS} further ways, by other facts.", quiet=True))
    asks = [_ask(fact, answer) for fact in sorted(common)]
    if not asks:
        return Point(f"{title} (any one of these ways):", Mark.UNKNOWN, below=tuple(ways))
    together = Point("and, besides, one of these ways:", below=tuple(ways))
    return Point(f"{title} (all of these):", Mark.UNKNOWN, below=(*asks, together))


def _listed(title: str, facts: list[Fact], answer: Answer, mark: Mark | None = Mark.UNKNOWN) -> Point:
    return Point(title, mark, below=tuple([_ask(fact, answer) for fact in facts]))


def _ask(fact: Fact, answer: Answer) -> Point:
    return Point(f"{capital(fact_in_words(fact, answer))}.", Mark.NOTE)


def fact_in_words(fact: Fact, answer: Answer, named: bool = True) -> str:
    """A missing fact as an instruction: whom to ask for what; the agreement is named where it is not plain."""
    article = answer.dossier.bom.articles.get(fact.subject)
    name = article.name if article is not None else fact.subject
    who, is_product = _asked(article, answer), fact.subject == answer.product.id
    match Ask(fact.ask):
        case Ask.HS_CODE:
            return f"classify {name} at six digits" if is_product else f"{who} for its HS code at six digits"
        case Ask.VALUE:
            return f"state the value of {name}"
        case Ask.WEIGHT | Ask.DRY_WEIGHT | Ask.VOLUME as measure:
            return f"state the {measure.value.replace('-', ' ')} of {name}"
        case Ask.ORIGIN:
            under = f" under {answer.agreement.id}" if named else ""
            return f"{who} for a supplier's declaration of its origin{under}"
        case Ask.WHOLLY_OBTAINED:
            if is_product:
                return f"state whether, where and under which category {name} was wholly obtained"
            return f"{who} whether and where it was wholly obtained, with evidence"
        case Ask.KIND:
            label = material_label(fact.detail, answer.glossary)
            return f"state whether {name} is: {label} (key is or is_not)"
        case Ask.FIBRE:
            return f"state which basic textile material {name} is of (key fibre)"
        case Ask.PRICE if fact.detail in answer.dossier.product.prices:
            return f"state what costs the {fact.detail} price of {name} includes (key price_includes)"
        case Ask.PRICE:
            return f"state the {fact.detail} price of {name}"
        case Ask.PROCESS if fact.detail:
            if fact.detail in answer.glossary.processes:
                label = process_label(fact.detail, answer.glossary)
                return f"state whether {label} took place in making {name}, and where"
            return (
                f'state whether "{fact.detail}" took place in making {name}, and where (key processes, in these words)'
            )
        case Ask.PROCESS:
            return f"state every operation carried out in making {name} (key processes)"
        case Ask.SIMPLE:
            return f"state whether {process_label(fact.detail, answer.glossary)} was simple: {_simple(answer)}"
        case Ask.PLACE:
            return f"state in which country {name} was made (key produced_in)"
        case Ask.OPTION:
            return f"state which description fits {name} (key option): {_options(answer)}"
        case Ask.QUOTA:
            return f"state whether the goods are within the origin quota {fact.detail} (key within_quota)"
        case Ask.DIRECTION:
            parties = joined([party_name(answer.agreement, party.id) for party in answer.agreement.parties], "or")
            return f"state from where and into where the goods go: {parties}"
        case Ask.MATERIALS:
            return f"state what {name} is made of"
        case Ask.JOURNEY:
            return f"state {_JOURNEY.get(fact.detail, fact.detail)}"
        case Ask.COMPONENT:
            return f"state whether {name} is part of the component that determines the product's classification"
        case Ask.DESIGNATION:
            return f"state whether the producer designates {name} as an intermediate material (key designated)"
        case Ask.VESSEL:
            return f"state by which vessel {name} was caught or made (wholly_obtained: vessel)"
        case Ask.STAY:
            return f"state what was done to {name} outside the parties, and what value was added (key abroad)"
        case Ask.SET_RULE:
            return f"state by which letter of General Rule 3 {name} is classified (key set_classified_by)"
        case Ask.DRAWBACK:
            return f"state whether duty on materials of {name} was drawn back or remitted (key drawback)"
        case Ask.LAW if fact.detail == NO_RULE:
            code = answer.product.hs.short if answer.product.hs is not None else name
            return f"look up the rule for {code}: the list of the pack has none"
        case Ask.LAW:
            return f'read the law: the pack does not settle "{days_in_words(fact.detail or "")}"'


_JOURNEY = {
    "through": "through which countries the goods travelled (journey: through)",
    "altered": "whether the goods were altered on the way (journey: altered)",
    "under_customs_supervision": "whether the goods stayed under customs supervision "
    "(journey: under_customs_supervision)",
    "free_circulation": "whether the goods were released to free circulation on the way (journey: free_circulation)",
    "split": "whether the consignment was split on the way (journey: split)",
    "exhibition": "whether the exporter sent, showed and sold the goods, and whether they were sent on "
    "at once, unchanged and used for nothing else (journey: exhibition)",
}


def _asked(article: Article | None, answer: Answer) -> str:
    """Whom to ask about a material: its supplier, or our own records where the producer made it."""
    if article is None:
        return "ask"
    made = article.production
    if made is not None and made.by is Maker.PRODUCER and article.id in answer.dossier.bom.materials_of:
        return f"look in the producer's records of {article.name}"
    return f"ask the supplier of {article.name}"


def _simple(answer: Answer) -> str:
    provision = answer.agreement.provisions.insufficient_operations
    return provision.simple if provision is not None else "as the agreement defines it"


def _options(answer: Answer) -> str:
    found: Iterable[str] = [
        f"{one.candidate.option} ({one.candidate.label})" if one.candidate.label else str(one.candidate.option)
        for one in answer.judgement.candidates
    ]
    return joined(list(dict.fromkeys(found)) or ["as the rule list describes"], "or")
