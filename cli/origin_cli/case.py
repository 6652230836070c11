"""`origin case`: verification cases: open, record what happens, see what is due, write letters, prove the log."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from origin.problems import Place, Problem
from origin_cli.exit_codes import HELP, ExitCode
from origin_cli.light import LightCommand, group
from origin_cli.output import Json, NoColor, Width, refuse, tell, write, write_document, write_file, write_json
from origin_cli.sources import agreements_for

if TYPE_CHECKING:
    from origin.cases.register.case import Case
    from origin.cases.register.register import Register


class RegisterCommand(LightCommand):
    """A command that works on a register: one whose file is damaged is told like any bad input."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            from origin.cases.register.store import damage

            problem = damage(error, str(ctx.params.get("where") or os.environ.get("ORIGIN_REGISTER") or "yours"))
            if problem is None:
                raise
            refuse([problem])


app = group("Verification cases: a register with clocks, letters and customs debt.")

Where = Annotated[
    str | None,
    typer.Option(
        "--register",
        metavar="URL",
        help="A path or the URL of a database; else $ORIGIN_REGISTER.",
        show_default="yours",
    ),
]
Number = Annotated[str, typer.Argument(metavar="CASE", show_default=False, help="The number of a case.")]
On = Annotated[str | None, typer.Option(metavar="DATE", help="The day it happened.", show_default="today")]
Actor = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who acts.", show_default="the user's name")]
Documents = Annotated[
    list[str] | None, typer.Option("--document", "-d", metavar="REFERENCE", help="A paper it rests on. Repeatable.")
]
Note = Annotated[str | None, typer.Option(metavar="TEXT", help="A remark.")]

OPEN_HELP = f"""Open a case on a claim, and record what the check of its proof found.

\b
Examples:
  origin case open examples/claims/e-bike.yaml --rates examples/claims/rates.csv

{HELP}
"""

EVENT_HELP = f"""Record what happened in a case; an event that the case does not allow is refused with those it allows.

\b
Examples:
  origin case event V-2026-000001 selected --trigger risk --reasons "no number above the threshold"
  origin case event V-2026-000001 requested --step importer --on 2026-06-12
  origin case event V-2026-000001 replied --sufficient true --originating no --on 2026-08-01 --document "letter 17"
  origin case event V-2026-000001 determined --outcome refused --ground not-originating

`origin case event --kinds` lists the kinds with their facts.

{HELP}
"""

DUE_HELP = f"""List what falls due over all cases, the earliest first.

\b
Examples:
  origin case due
  origin case due --until 2026-12-31 --json

{HELP}
"""

HISTORY_HELP = """Show the log of a case; with --check, prove that nothing in the register was altered.

\b
Examples:
  origin case history V-2026-000001
  origin case history --check
  origin case history --check --head 5f2c...

Every event is chained by its hash to the one before. Keep the last hash elsewhere: only it shows that events were cut
off at the end.

Exit codes: 0 done and nothing altered, 1 altered, 2 bad input.
"""


def register_at(where: str | None) -> Register:
    """The register of a URL, of the environment, or the user's own; ends the command where it cannot be used."""
    from origin.cases.register.register import open_register

    place = where or os.environ.get("ORIGIN_REGISTER")
    if not place:
        from platformdirs import user_data_path

        place = str(user_data_path("origin-toolkit") / "register.sqlite")
    found = open_register(place)
    if found.value is None:
        refuse(found.problems)
    return found.value


def actor_of(stated: str | None) -> str:
    """Who acts: as stated, else the user of the machine."""
    import getpass

    name = (stated or os.environ.get("ORIGIN_OFFICER") or getpass.getuser()).strip()
    if not name or not name.isprintable():
        refuse([Problem("actor", "say who acts", Place("--by"), accepted="a name")])
    return name


def day_of(stated: str | None) -> date:
    """The day stated, else today."""
    from origin.explanation.inquiry_day import parse_day

    if stated is None:
        return date.today()
    day = parse_day(stated, "--on")
    if isinstance(day, Problem):
        refuse([day])
    return day


@app.command("open", cls=RegisterCommand, help=OPEN_HELP)
def open_case(
    claim: Annotated[Path, typer.Argument(metavar="CLAIM", show_default=False, help="A file with claims.")],
    item: Annotated[str | None, typer.Option("--claim", metavar="KEY", help="Which of several claims.")] = None,
    agreement: Annotated[str | None, typer.Option("--agreement", "-a", metavar="ID", help="The agreement.")] = None,
    rates: Annotated[Path | None, typer.Option(metavar="FILE", help="A table of rates of duty.")] = None,
    on: On = None,
    actor: Actor = None,
    documents: Documents = None,
    note: Note = None,
    where: Where = None,
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Opens a case."""
    from origin.cases.case_opening import case_opened

    known = agreements_for(agreement)
    register = register_at(where)
    papers = tuple(documents or ())
    opened = case_opened(register, claim, item, known, rates, actor_of(actor), day_of(on), papers, note)
    if opened.value is None:
        refuse(opened.problems)
    tell(opened.problems)
    _show(register, opened.value, day_of(on), as_json, width, no_color)


@app.command("list", cls=RegisterCommand, help=f"List cases.\n\n{HELP}")
def list_cases(
    state: Annotated[str | None, typer.Option(metavar="STATE", help="Only cases in this state.")] = None,
    where: Where = None,
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Lists cases."""
    from origin.cases.case_sheet import cases_document, cases_record
    from origin.cases.register.case import State

    if state is not None and state not in [one.value for one in State]:
        accepted = ", ".join(one.value for one in State)
        refuse([Problem("state-unknown", "there is no state of this name", Place("--state"), state, accepted)])
    found = register_at(where).cases(state)
    if as_json:
        write_json(cases_record(found))
    else:
        write_document(cases_document(found), width, no_color)


@app.command("show", cls=RegisterCommand, help=f"Show a case: where it stands, what is due, what may happen.\n\n{HELP}")
def show(
    number: Number,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day to look from.", show_default="today")] = None,
    where: Where = None,
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Shows one case."""
    register = register_at(where)
    found = register.case(number)
    if found.value is None:
        refuse(found.problems)
    _show(register, found.value, day_of(on), as_json, width, no_color)


def _show(register: Register, case: Case, today: date, as_json: bool, width: int | None, no_color: bool) -> None:
    from origin.cases.case_sheet import case_document, case_record

    allowed = register.allowed(case, today)
    if as_json:
        write_json(case_record(case, allowed))
    else:
        write_document(case_document(case, allowed, today, register.rules(case, today).value), width, no_color)


def _print_kinds(asked: bool) -> None:
    if asked:
        import msgspec

        from origin.cases.register.stated import KINDS

        for kind, record in KINDS.items():
            facts = " ".join(f"--{one.name.replace('_', '-')}" for one in msgspec.structs.fields(record))
            write(f"{kind:<20} {facts}".rstrip() + "\n")
        raise typer.Exit


def _fact(metavar: str, text: str) -> object:
    return typer.Option(metavar=metavar, help=text)


@app.command("event", cls=RegisterCommand, help=EVENT_HELP)
def event(
    number: Number,
    kind: Annotated[str, typer.Argument(metavar="KIND", show_default=False, help="What happened.")],
    on: On = None,
    actor: Actor = None,
    documents: Documents = None,
    note: Note = None,
    trigger: Annotated[str | None, _fact("WHY", "random, doubt, risk or intelligence.")] = None,
    reasons: Annotated[str | None, _fact("TEXT", "Reasons, apart by semicolons.")] = None,
    step: Annotated[str | None, _fact("STEP", "The request made: importer, authority ...")] = None,
    reference: Annotated[str | None, _fact("TEXT", "The reference of a request.")] = None,
    sufficient: Annotated[str | None, _fact("YES|NO", "Whether an answer suffices.")] = None,
    originating: Annotated[str | None, _fact("YES|NO|PARTLY", "What it says of origin.")] = None,
    authentic: Annotated[str | None, _fact("YES|NO", "Whether the proof is authentic.")] = None,
    requirements: Annotated[str | None, _fact("YES|NO", "Whether other requirements are fulfilled.")] = None,
    security: Annotated[str | None, _fact("AMOUNT", "Security held.")] = None,
    findings: Annotated[str | None, _fact("CODES", "Findings, apart by semicolons.")] = None,
    weight: Annotated[str | None, _fact("TEXT", "The weight of the heaviest.")] = None,
    outcome: Annotated[str | None, _fact("WORD", "accepted, partly or refused.")] = None,
    ground: Annotated[str | None, _fact("ID", "The ground of a refusal.")] = None,
    exceptional: Annotated[str | None, _fact("TEXT", "Exceptional circumstances.")] = None,
    no_hearing: Annotated[str | None, _fact("TEXT", "Why the importer was not heard.")] = None,
    amount: Annotated[str | None, _fact("AMOUNT", "The customs debt.")] = None,
    upheld: Annotated[str | None, _fact("YES|NO", "Whether the decision stands on appeal.")] = None,
    where: Where = None,
    as_json: Json = False,
    kinds: Annotated[
        bool, typer.Option("--kinds", callback=_print_kinds, is_eager=True, help="List the kinds and stop.")
    ] = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Records an event."""
    from origin.cases.register.stated import event_stated

    stated = {
        "trigger": trigger,
        "reasons": reasons,
        "step": step,
        "reference": reference,
        "sufficient": sufficient,
        "originating": originating,
        "authentic": authentic,
        "requirements": requirements,
        "security": security,
        "findings": findings,
        "weight": weight,
        "outcome": outcome,
        "ground": ground,
        "exceptional": exceptional,
        "no_hearing": no_hearing,
        "amount": amount,
        "upheld": upheld,
    }
    what = event_stated(kind, {name: text for name, text in stated.items() if text is not None})
    if what.value is None:
        refuse(what.problems)
    register = register_at(where)
    recorded = register.record(number, what.value, actor_of(actor), day_of(on), tuple(documents or ()), note)
    if recorded.value is None:
        refuse(recorded.problems)
    _show(register, recorded.value, day_of(on), as_json, width, no_color)


@app.command("close", cls=RegisterCommand, help=f"Close a case that is decided and settled.\n\n{HELP}")
def close(
    number: Number,
    on: On = None,
    actor: Actor = None,
    note: Note = None,
    where: Where = None,
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Closes a case."""
    from origin.cases.register.happenings import Closed

    register = register_at(where)
    closed = register.record(number, Closed(), actor_of(actor), day_of(on), (), note)
    if closed.value is None:
        refuse(closed.problems)
    _show(register, closed.value, day_of(on), as_json, width, no_color)


@app.command("due", cls=RegisterCommand, help=DUE_HELP)
def due(
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only what is due by this day.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Count days from here.", show_default="today")] = None,
    where: Where = None,
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Lists deadlines."""
    from origin.cases.case_sheet import due_document, due_record

    found = register_at(where).due(None if until is None else day_of(until))
    today = day_of(on)
    if as_json:
        write_json(due_record(found, today))
    else:
        write_document(due_document(found, today), width, no_color)


@app.command("history", cls=RegisterCommand, help=HISTORY_HELP)
def history(
    number: Annotated[str | None, typer.Argument(metavar="CASE", show_default=False, help="A case.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Prove that nothing was altered.")] = False,
    head: Annotated[str | None, typer.Option(metavar="HASH", help="The last hash as you kept it.")] = None,
    where: Where = None,
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Shows a log, and checks the register."""
    from origin.cases.case_sheet import history_document, history_record

    register = register_at(where)
    if number is not None:
        events = register.events(number)
        if events.value is None:
            refuse(events.problems)
        if as_json:
            write_json(history_record(number, events.value))
        else:
            write_document(history_document(number, events.value), width, no_color)
    elif not check:
        refuse([Problem("case-missing", "name a case, or --check the whole register", Place("CASE"))])
    if check:
        _check(register, head)


def _check(register: Register, head: str | None) -> None:
    last, problems = register.check()
    tell(problems)
    if head is not None and head != last:
        kept = Problem("register-altered", "the register does not end with the hash that you kept", None, last, head)
        tell([kept])
        problems = (*problems, kept)
    write(f"{'altered' if problems else 'nothing was altered'}; the last hash is {last}\n")
    if problems:
        raise typer.Exit(ExitCode.NON_ORIGINATING)


DEBT_HELP = f"""Work out the customs debt of a case: duties, other duties of the true origin, interest, security.

\b
Examples:
  origin case debt V-2026-000001 --rates examples/claims/rates.csv
  origin case debt V-2026-000001 --rates rates.csv --true-origin CN --interest "4.5% from 2026-01-01" --until 2026-12-01

{HELP}
"""

LETTER_HELP = f"""Write a letter of a case: request, reminder, hearing, intent or decision.

A letter says only what the agreement lets it say; nothing of an exporter's dossier is in it.

\b
Examples:
  origin case letter V-2026-000001 request --office "Customs Office, 1 Example Street, London"
  origin case letter V-2026-000001 decision --rates rates.csv --output decision.pdf

{HELP}
"""

Rates = Annotated[Path | None, typer.Option(metavar="FILE", help="A table of rates of duty.")]
TrueOrigin = Annotated[
    str | None, typer.Option(metavar="COUNTRY", help="Where the goods come from, for duties that this attracts.")
]
Interest = Annotated[
    list[str] | None,
    typer.Option(metavar="RATE", help='A yearly rate and its first day: "4.5% from 2026-01-01". Repeatable.'),
]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Interest until this day.", show_default="today")]


@app.command("debt", cls=RegisterCommand, help=DEBT_HELP)
def debt(
    number: Number,
    rates: Rates = None,
    true_origin: TrueOrigin = None,
    interest: Interest = None,
    until: Until = None,
    where: Where = None,
    as_json: Json = False,
    width: Width = None,
    no_color: NoColor = False,
) -> None:
    """Works out a debt."""
    from origin.cases.case_debt import DebtQuestion, debt_of_case
    from origin.cases.debt_sheet import debt_document, debt_record

    found = register_at(where).case(number)
    if found.value is None:
        refuse(found.problems)
    question = DebtQuestion(rates, true_origin, tuple(interest or ()), day_of(until))
    owed = debt_of_case(found.value, question)
    if owed.value is None:
        refuse(owed.problems)
    if as_json:
        write_json(debt_record(number, owed.value))
    else:
        write_document(debt_document(number, owed.value), width, no_color)


@app.command("letter", cls=RegisterCommand, help=LETTER_HELP)
def letter(
    number: Number,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", show_default=False, help="request, reminder, hearing, intent, decision.")
    ],
    office: Annotated[str, typer.Option(metavar="TEXT", help="Who writes.")] = "The customs authority",
    to: Annotated[str | None, typer.Option(metavar="TEXT", help="To whom.", show_default="as the case says")] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day of the letter.", show_default="today")] = None,
    rates: Rates = None,
    true_origin: TrueOrigin = None,
    interest: Interest = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write .md, .html or .pdf, for you alone.")
    ] = None,
    where: Where = None,
) -> None:
    """Writes a letter."""
    from origin.cases.case_debt import DebtQuestion, debt_of_case
    from origin.cases.letters.compose import compose
    from origin.cases.letters.render import html_of, markdown_of, pdf_of

    register = register_at(where)
    found = register.case(number)
    if found.value is None:
        refuse(found.problems)
    day = day_of(on)
    rules = register.rules(found.value, day)
    if rules.value is None:
        refuse(rules.problems)
    owed = None
    if rates is not None:
        worked_out = debt_of_case(found.value, DebtQuestion(rates, true_origin, tuple(interest or ()), day))
        if worked_out.value is None:
            refuse(worked_out.problems)
        owed = worked_out.value
    written = compose(kind, found.value, rules.value, day, office, to, owed)
    if written.value is None:
        refuse(written.problems)
    if output is None:
        write(markdown_of(written.value))
        return
    if output.suffix == ".pdf":
        made = pdf_of(written.value)
        if made.value is None:
            refuse(made.problems)
        write_file(output, made.value, private=True)
    elif output.suffix in (".html", ".md"):
        text = html_of(written.value) if output.suffix == ".html" else markdown_of(written.value)
        write_file(output, text, private=True)
    else:
        message = "letters are written as .md, .html or .pdf"
        refuse([Problem("output-form", message, Place("--output"), output.name, ".md, .html, .pdf")])
