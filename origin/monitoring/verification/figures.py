"""The figures of verification, with their columns and definitions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from origin.monitoring.report import Column, KeyFigure, Kind, Value, ratio
from origin.monitoring.verification.tally import Tally, ended, replied, timing
from origin.monitoring.verifications import Outcome, Trigger, Verification

SHARE = (
    "(Not originating + refused for no reply or an insufficient one) / closed. Partly originating and false proofs are "
    "told apart and not counted in it; withdrawn requests are not counted as closed."
)


def figures(tally: Tally, imports: Decimal | None) -> tuple[Value, ...]:
    """The figures of the columns below; `imports` is the value that used a preference, in the same group."""
    cases, as_of = tally.cases, tally.as_of
    times = [timing(case, as_of) for case in cases]
    to_acknowledge = [case for case in cases if case.acknowledge_by is not None and _acknowledgement_known(case, as_of)]
    acknowledged = sum(
        case.acknowledged_on is not None
        and case.acknowledge_by is not None
        and case.acknowledged_on <= case.acknowledge_by
        for case in to_acknowledge
    )
    assessed = tally.amount("duty_assessed")
    found = tally.share()
    random, doubt = tally.share([Trigger.RANDOM]), tally.share([Trigger.DOUBT])
    closed = tally.closed()
    value = tally.share_by_value()
    return (
        len(cases),
        tally.count(lambda case: case.trigger is Trigger.RANDOM),
        tally.count(lambda case: case.trigger is Trigger.DOUBT),
        tally.count(lambda case: case.trigger in {Trigger.RISK, Trigger.INTELLIGENCE}),
        ratio(acknowledged, len(to_acknowledge)),
        times.count("on time"),
        times.count("late"),
        times.count("missing"),
        times.count("not yet due"),
        tally.count(lambda case: case.insufficient and replied(case, as_of)),
        tally.reply_days(),
        tally.count(
            lambda case: not ended(case, as_of) and case.reply_due_on is not None and case.reply_due_on < as_of
        ),
        len(closed),
        *(tally.outcomes(outcome) for outcome in Outcome),
        *(found or (None, None, None)),
        *(random or (None, None, None)),
        sum(case.trigger is Trigger.RANDOM for case in closed),
        *(doubt or (None, None, None)),
        sum(case.trigger is Trigger.DOUBT for case in closed),
        *(value or (None, None, None)),
        tally.amount("value"),
        assessed,
        tally.amount("duty_recovered"),
        tally.amount("duty_time_barred"),
        ratio(tally.amount("duty_recovered"), assessed),
        None if not imports else Decimal(len(cases)) * 1_000_000_000 / imports,
    )


def _acknowledgement_known(case: Verification, as_of: date) -> bool:
    """Whether it can be told that the request was acknowledged in time or was not."""
    assert case.acknowledge_by is not None
    return case.acknowledged_on is not None or case.acknowledge_by < as_of


def figure_columns(unit: str) -> tuple[Column, ...]:
    """The columns of the figures of verification."""

    def count(id: str, label: str, definition: str, detail: bool = False) -> Column:
        return Column(id, label, Kind.COUNT, definition, detail=detail, key=id in {"requests", "missing"})

    def share(id: str, label: str, definition: str, detail: bool = False) -> tuple[Column, ...]:
        return (
            Column(id, label, Kind.SHARE, definition, detail=detail, key=True),
            Column(f"{id}_low", f"{label}: from", Kind.SHARE, "Lower end of the 95 % interval.", detail=True),
            Column(f"{id}_high", f"{label}: to", Kind.SHARE, "Upper end of the 95 % interval.", detail=True),
        )

    def money(id: str, label: str, definition: str, detail: bool = True) -> Column:
        return Column(id, label, Kind.MONEY, definition, unit, detail)

    names = {
        Outcome.ORIGINATING: "Originating",
        Outcome.NOT_ORIGINATING: "Not originating",
        Outcome.PARTLY: "Partly originating",
        Outcome.FALSE_PROOF: "False proof",
        Outcome.NO_REPLY: "Refused, no reply",
        Outcome.INSUFFICIENT: "Refused, insufficient reply",
        Outcome.OTHER: "Refused, other ground",
        Outcome.WITHDRAWN: "Withdrawn",
    }
    random = "Of cases chosen at random: the share says how much of all claims is wrong. "
    doubt = "Of cases opened for reasonable doubt: the share says how well doubt was aimed, not how much is wrong. "
    return (
        count("requests", "Requests", "Requests for verification sent."),
        count("random", "Random", "Requests by random choice.", True),
        count("doubt", "Doubt", "Requests for reasonable doubt.", True),
        count("other_trigger", "Risk, intelligence", "Requests from risk analysis or intelligence.", True),
        Column(
            "acknowledged",
            "Acknowledged in time",
            Kind.SHARE,
            "Acknowledged by the day set / requests that had such a day.",
            detail=True,
        ),
        count("on_time", "On time", "Replies by the last day the agreement allows."),
        count("late", "Late", "Replies after that day."),
        count("missing", "Missing", "No reply, and the day has passed or the preference was refused for it."),
        count("not_yet_due", "Not yet due", "No reply, and the day has not passed.", True),
        count("insufficient", "Insufficient", "Replies that did not tell whether the goods originate.", True),
        Column("reply_days", "Median days", Kind.DAYS, "Median days from request to reply, of those replied to."),
        count("open_past_deadline", "Overdue", "Not closed, and the last day to reply has passed."),
        count("closed", "Closed", "Ended with an outcome, withdrawn requests left out."),
        *(count(outcome.value, names[outcome], f"Closed as: {names[outcome].lower()}.", True) for outcome in Outcome),
        *share("non_originating", "Non-originating, all", SHARE, detail=True),
        *share("non_originating_random", "Non-orig., random", random + SHARE),
        count("closed_random", "Random: closed", "Closed cases of random requests.", True),
        *share("non_originating_doubt", "Non-orig., doubt", doubt + SHARE),
        count("closed_doubt", "Doubt: closed", "Closed cases of requests for doubt.", True),
        *share(
            "non_originating_value",
            "Non-orig., by value",
            "The same by customs value, with the non-originating part of those partly originating; "
            "the interval is Wilson's for Kish's effective number of cases.",
        ),
        money("value", "Value", "Customs value of the claims verified."),
        money("duty_assessed", "Duty assessed", "Duty found to be due."),
        money("duty_recovered", "Duty recovered", "Of it, recovered."),
        money("duty_time_barred", "Time-barred", "Of it, no longer to be recovered."),
        Column("recovery", "Recovery rate", Kind.SHARE, "Duty recovered / duty assessed.", detail=True),
        Column(
            "per_billion",
            "Requests per billion",
            Kind.RATIO,
            "Requests per thousand million of imports that used a preference.",
            detail=True,
        ),
    )


def key_figures(tally: Tally, currency: str) -> tuple[KeyFigure, ...]:
    """The figures of all verifications together."""
    columns = {column.id: column for column in figure_columns(currency)}
    values = dict(zip(columns, figures(tally, None), strict=True))

    def remark(id: str) -> str:
        low, high = values.get(f"{id}_low"), values.get(f"{id}_high")
        return f"95 % interval {low:.1%} to {high:.1%}" if isinstance(low, float) and isinstance(high, float) else ""

    wanted = (
        "requests",
        "on_time",
        "late",
        "missing",
        "insufficient",
        "reply_days",
        "open_past_deadline",
        "non_originating_random",
        "non_originating_doubt",
        "non_originating_value",
        "duty_assessed",
        "duty_recovered",
    )
    return tuple(
        KeyFigure(columns[id].label, values[id], columns[id].kind, columns[id].definition, columns[id].unit, remark(id))
        for id in wanted
        if values[id] is not None
    )
