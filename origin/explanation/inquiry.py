"""An inquiry: what a person asks of a dossier, checked as a whole before anything is determined."""

from __future__ import annotations

from datetime import date

from origin.agreements.law import Law
from origin.determination.determination import Determination, Presumption
from origin.determination.determine import ALL_PRESUMPTIONS, determine
from origin.dossier.dossier import Dossier
from origin.dossier.kinds import COUNTRY, Fault
from origin.dossier.notes import nearest
from origin.explanation.inquiry_day import parse_day
from origin.frozen import Frozen
from origin.language.english_words import day, joined
from origin.language.tree import Rule
from origin.problems import Place, Problem, Read


class Inquiry(Frozen):
    """The circumstances as asked: the day, the direction, the presumptions that are off, a rule given by hand.

    What is None is taken from the dossier. `today` stands for the day where neither states one.
    """

    today: date
    on: str | None = None
    exported_from: str | None = None
    imported_into: str | None = None
    without: tuple[str, ...] = ()
    without_any: bool = False
    rule: str | None = None


class Outcome(Frozen):
    """The determination, with the assumptions that the inquiry itself made."""

    determination: Determination
    remarks: tuple[str, ...] = ()


def inquire(inquiry: Inquiry, dossier: Dossier, law: Law) -> Read[Outcome]:
    """The determination asked for, or everything that is wrong with the question."""
    problems: list[Problem] = []
    remarks: list[str] = []
    on = _day(inquiry, dossier, law, problems, remarks)
    sender = country_of(inquiry.exported_from, "--from", problems)
    receiver = country_of(inquiry.imported_into, "--to", problems)
    _check_direction(sender or dossier.product.exported_from, receiver or dossier.product.imported_into, law, problems)
    presumptions = _presumptions(inquiry, problems)
    rule = _rule(inquiry.rule, law, problems)
    if problems or on is None:
        return Read(None, tuple(problems))
    determination = determine(
        dossier,
        law,
        on,
        presumptions=presumptions,
        exported_from=sender,
        imported_into=receiver,
        rule=rule,
    )
    return Read(Outcome(determination, tuple(remarks)))


def _day(inquiry: Inquiry, dossier: Dossier, law: Law, problems: list[Problem], remarks: list[str]) -> date | None:
    """The day to judge by, on which the agreement applies."""
    on: date | None = dossier.on
    source = dossier.file or "dossier"
    if inquiry.on is not None:
        stated = parse_day(inquiry.on, "--on")
        if isinstance(stated, Problem):
            problems.append(stated)
            return None
        on, source = stated, "--on"
    if on is None:
        on, source = inquiry.today, "--on"
        remarks.append(f"The day is today, {day(on)}, as neither the dossier nor --on states one.")
    if law.agreement.in_force(on):
        return on
    agreement = law.agreement
    life = f"from {day(agreement.valid_from)}"
    if agreement.valid_until is not None:
        life += f" until {day(agreement.valid_until)}"
    message = f"{agreement.id} does not apply on this day"
    problems.append(Problem("day-outside-agreement", message, Place(source), str(on), life))
    return None


def country_of(text: str | None, option: str, problems: list[Problem]) -> str | None:
    """The two letters of a country given by name or code."""
    if text is None:
        return None
    found = COUNTRY.parse(text.strip())
    if isinstance(found, Fault):
        accepted = found.accepted or COUNTRY.accepted
        problems.append(Problem(found.code, found.message, Place(option), text[:60], accepted, found.hint))
        return None
    return found


def _check_direction(sender: str | None, receiver: str | None, law: Law, problems: list[Problem]) -> None:
    """The goods go into a party, and not into the one they come from."""
    agreement = law.agreement
    parties = joined([f"{one.id} ({one.name})" for one in agreement.parties if agreement.favours(one)], "or")
    into = agreement.party_of(receiver) if receiver is not None else None
    if (receiver is not None and into is None) or (into is not None and not agreement.favours(into)):
        message = f"{agreement.id} gives no preference to imports into this country"
        problems.append(Problem("direction", message, Place("--to"), receiver, parties))
    elif into is not None and sender is not None and agreement.party_of(sender) is into:
        message = f"the goods stay within one party: {agreement.id} is about trade between its parties"
        problems.append(Problem("direction", message, Place("--from, --to"), f"{sender} to {receiver}", parties))


def _presumptions(inquiry: Inquiry, problems: list[Problem]) -> frozenset[Presumption]:
    """The presumptions that are left on."""
    if inquiry.without_any:
        return frozenset()
    names = [presumption.value for presumption in Presumption]
    off: set[Presumption] = set()
    for name in inquiry.without:
        if name in names:
            off.add(Presumption(name))
            continue
        near = nearest(name, names)
        hint = f"did you mean {near}?" if near else None
        message = "there is no presumption of this name"
        problems.append(
            Problem("presumption-unknown", message, Place("--without-presumption"), name[:60], ", ".join(names), hint)
        )
    return ALL_PRESUMPTIONS - off


def _rule(text: str | None, law: Law, problems: list[Problem]) -> Rule | None:
    """The rule given by hand; names that the agreement's list defines may be used in it."""
    if text is None:
        return None
    from origin.language.parser import parse_rule

    parsed = parse_rule(text, "--rule")
    problems += parsed.problems
    return parsed.value
