"""Composes a letter of a case from its template. Which letters a case allows, its own state says."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from origin.agreements.verification import Addressee, Step
from origin.cases.debt import Debt
from origin.cases.debt_sheet import debt_rows
from origin.cases.letters.facts import facts_for_importer, facts_sent, reasons_sent
from origin.cases.letters.letter import Letter, blocks_of
from origin.cases.register import happenings as h
from origin.cases.register.case import Case
from origin.cases.register.rules import GENERAL_GROUNDS, Rules, grounds_open
from origin.cases.request import request_of
from origin.explanation.clean_text import clean_line
from origin.explanation.numbers import money
from origin.language.english_words import day
from origin.problems import Place, Problem, Read

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

KINDS = ("request", "reminder", "hearing", "intent", "decision")

AUTHORITY = "the customs authority of the exporting party"


def compose(
    kind: str, case: Case, rules: Rules, on: date, sender: str, addressee: str | None = None, debt: Debt | None = None
) -> Read[Letter]:
    """The letter of a kind for a case as it stands, or why there is none to be written."""
    makers = {"request": _request, "reminder": _reminder, "hearing": _hearing, "intent": _intent, "decision": _decision}
    if kind not in makers:
        message = "there is no letter of this kind"
        return Read(None, (Problem("letter-unknown", message, Place("KIND"), kind, ", ".join(KINDS)),))
    made = makers[kind](case, rules, on, debt)
    if isinstance(made, str):
        return Read(None, (Problem("letter-not-now", made, Place(case.number), kind),))
    template, subject, to, values = made
    text = (
        _environment()
        .get_template(f"{template}.j2")
        .render(case=case, rules=rules, on=on, agreement=case.agreement_title, **values)
    )
    letter = Letter(subject, clean_line(sender), clean_line(addressee or to), day(on), case.number, blocks_of(text))
    return Read(letter)


Made = tuple[str, str, str, dict[str, Any]] | str
"""Template, subject, addressee and values; or why there is no such letter."""


def _step(case: Case, rules: Rules, on: date) -> Step | None:
    """The step of the last request, else the first that is open."""
    return rules.step(case) or next(iter(rules.open_steps(case, on)), None)


def _request(case: Case, rules: Rules, on: date, debt: Debt | None) -> Made:
    step = _step(case, rules, on)
    if case.trigger is None or step is None:
        return "a request is written once the claim is selected, while the agreement leaves one open"
    sent_on = case.request.on if case.request and case.request.step == step.id else on
    values = {
        "step": step,
        "request": request_of(step, case.claim, sent_on),
        "asked": [one for one in request_of(step, case.claim, sent_on).elements if not one.sent],
        "reasons": reasons_sent(case, step),
        "period": step.reply,
    }
    if step.asks is Addressee.EXPORTING_AUTHORITY:
        values["facts"] = facts_sent(case, step)
        return "request-authority", f"Request for verification {case.number}", AUTHORITY, values
    values["facts"] = facts_for_importer(case) if step.asks is Addressee.IMPORTER else facts_sent(case, step)
    to = str(case.claim.importer if step.asks is Addressee.IMPORTER else case.claim.exporter)
    return "request-trader", f"Request for information {case.number}", to, values


def _reminder(case: Case, rules: Rules, on: date, debt: Debt | None) -> Made:
    step = rules.step(case)
    if case.request is None or step is None or case.request.reply is not None:
        return "a reminder is written while an answer is awaited"
    values = {"step": step, "sent": case.request.on, "due": case.request.due}
    importer = step.asks is Addressee.IMPORTER
    return "reminder", f"Reminder {case.number}", str(case.claim.importer) if importer else AUTHORITY, values


def _hearing(case: Case, rules: Rules, on: date, debt: Debt | None) -> Made:
    grounds = grounds_open(case, rules, on)
    if case.outcome is not None or not grounds or rules.law is None:
        return "the importer is told the grounds before a refusal, and there is no ground to refuse"
    due = case.deadline("hearing")
    values = {
        "grounds": [(ground_label(rules, name), citation) for name, citation in grounds.items()],
        "due": due.due if due else rules.law.debt.hearing.after(on),
        "citation": rules.law.debt.hearing_citation,
        "facts": facts_for_importer(case),
        "answer": answer_words(case),
    }
    return "hearing", f"Intended decision {case.number}", str(case.claim.importer), values


def _intent(case: Case, rules: Rules, on: date, debt: Debt | None) -> Made:
    intent, step = rules.verification.intent, rules.step(case)
    reply = case.reply
    if intent is None or step is None or reply is None or reply.originating is not h.Originating.YES:
        return "the notice is for the case that the exporting authority confirmed origin"
    values = {"intent": intent, "facts": facts_sent(case, step), "until": intent.consultation.after(case.intent or on)}
    return "intent", f"Notice of intention to refuse {case.number}", AUTHORITY, values


def _decision(case: Case, rules: Rules, on: date, debt: Debt | None) -> Made:
    if case.outcome is None:
        return "the case is not decided"
    values: dict[str, Any] = {
        "accepted": case.outcome is h.Outcome.ACCEPTED,
        "partly": case.outcome is h.Outcome.PARTLY,
        "ground": ground_label(rules, case.ground) if case.ground else None,
        "ground_citation": ground_citation(rules, case),
        "facts": facts_for_importer(case),
        "answer": answer_words(case),
        "debt": debt_rows(debt) if debt is not None else (),
        "owed": money(case.debt.amount, case.debt.currency) if case.debt and debt is None else None,
        "security": money(case.security.amount, case.security.currency) if case.security else None,
    }
    return "decision", f"Decision {case.number}", str(case.claim.importer), values


def ground_label(rules: Rules, name: str) -> str:
    """A ground of refusal in words."""
    stated = next((one.label for one in rules.verification.grounds if one.id == name), None)
    return stated or GENERAL_GROUNDS.get(name, name)


def ground_citation(rules: Rules, case: Case) -> str:
    """The article of the ground on which a case was decided."""
    verification = rules.verification
    stated = next((one.citation for one in verification.grounds if one.id == case.ground), None)
    if stated is not None:
        return stated
    if case.ground == "after-consultation" and verification.intent is not None:
        return verification.intent.citation
    if case.ground in ("no-reply", "insufficient-reply"):
        return verification.no_reply.citation
    step = rules.step(case)
    return step.citation if step is not None else verification.citation


def answer_words(case: Case) -> str | None:
    """What the answer to the last request was, in a sentence; nothing of what it contained besides."""
    request = case.request
    if request is None:
        return None
    if request.reply is None:
        return "No answer was received." if request.expired else None
    reply = request.reply
    says = {
        h.Originating.YES: "that the products originate",
        h.Originating.NO: "that the products do not originate",
        h.Originating.PARTLY: "that some of the products do not originate",
    }
    parts = [says[reply.originating]] if reply.originating else []
    if reply.authentic is not None:
        parts.append(f"that the proof is {'authentic' if reply.authentic else 'not authentic'}")
    if reply.requirements is False:
        parts.append("that other requirements are not fulfilled")
    when = f"The answer of {day(request.replied)}" if request.replied else "The answer"
    late = ", which came late," if request.in_time is False else ""
    if not parts:
        return f"{when}{late} {'suffices' if reply.sufficient else 'does not allow a conclusion'}."
    return f"{when}{late} says {' and '.join(parts)}."


@cache
def _environment() -> SandboxedEnvironment:
    """Templates of our own only, in a sandbox; every value becomes one clean line."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    def single(value: Any) -> Any:
        return clean_line(value).replace(" :: ", " : ") if isinstance(value, str) else value

    environment = SandboxedEnvironment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        autoescape=False,
        finalize=single,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = day
    return environment
