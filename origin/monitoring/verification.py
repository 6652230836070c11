"""How claims are verified: requests and replies, outcomes with intervals, duty, and differences between reporters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

from origin.monitoring import charts
from origin.monitoring.blocs import name_of
from origin.monitoring.report import Chart, Column, KeyFigure, Kind, Section, Table, Value, ratio
from origin.monitoring.statistics import Interval, Method, differ, false_discovery, share_of, weighted_share
from origin.monitoring.utilisation import DIMENSION_LABELS, dimension_column, product_name
from origin.monitoring.verifications import Outcome, Trigger, Verification, Verifications

ZERO = Decimal(0)
NEGATIVE = {Outcome.NOT_ORIGINATING, Outcome.NO_REPLY, Outcome.INSUFFICIENT}
"""Outcomes that count as non-originating: found so, or refused because no or no sufficient reply came."""

SHARE = (
    "(Not originating + refused for no reply or an insufficient one) / closed. Partly originating and false proofs are "
    "told apart and not counted in it; withdrawn requests are not counted as closed."
)


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of some verifications, as of a day."""

    cases: tuple[Verification, ...]
    as_of: date
    method: Method = "wilson"

    def count(self, test: Callable[[Verification], bool]) -> int:
        """How many pass a test."""
        return sum(map(test, self.cases))

    def closed(self) -> list[Verification]:
        """Those that ended by the day, withdrawn ones left out."""
        return [case for case in self.cases if _ended(case, self.as_of) and case.outcome is not Outcome.WITHDRAWN]

    def outcomes(self, outcome: Outcome) -> int:
        """How many ended so by the day."""
        return self.count(lambda case: _ended(case, self.as_of) and case.outcome is outcome)

    def share(self, triggers: Iterable[Trigger] | None = None) -> Interval | None:
        """The non-originating share of closed cases, of some triggers or all."""
        wanted = set(Trigger if triggers is None else triggers)
        closed = [case for case in self.closed() if case.trigger in wanted]
        return share_of(sum(case.outcome in NEGATIVE for case in closed), len(closed), self.method)

    def share_by_value(self) -> Interval | None:
        """The non-originating share of the value of closed cases; of those partly originating, their part."""
        valued = [case for case in self.closed() if case.value]
        hits = [float(_non_originating(case)) for case in valued]
        return weighted_share(hits, [float(case.value or 0) for case in valued])

    def reply_days(self) -> float | None:
        """The median days from request to reply, of those that were replied to."""
        taken = [
            (case.replied_on - case.requested_on).days
            for case in self.cases
            if _replied(case, self.as_of) and case.replied_on
        ]
        return float(median(taken)) if taken else None

    def amount(self, name: str) -> Decimal:
        """The sum of an amount."""
        return sum((getattr(case, name) or ZERO for case in self.cases), ZERO)


def _ended(case: Verification, as_of: date) -> bool:
    return case.closed_on is not None and case.closed_on <= as_of


def _replied(case: Verification, as_of: date) -> bool:
    return case.replied_on is not None and case.replied_on <= as_of


def _non_originating(case: Verification) -> Decimal:
    if case.outcome in NEGATIVE:
        return case.value or ZERO
    if case.outcome is Outcome.PARTLY:
        return min(case.non_originating_value or ZERO, case.value or ZERO)
    return ZERO


def timing(case: Verification, as_of: date) -> str:
    """Whether the reply came: on time, late, missing, not yet due; or no deadline is told."""
    due = case.reply_due_on
    if _replied(case, as_of):
        assert case.replied_on is not None
        return "no deadline" if due is None else "on time" if case.replied_on <= due else "late"
    if case.outcome is Outcome.NO_REPLY and _ended(case, as_of):
        return "missing"
    return "no deadline" if due is None else "missing" if due < as_of else "not yet due"


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
        tally.count(lambda case: case.insufficient and _replied(case, as_of)),
        tally.reply_days(),
        tally.count(
            lambda case: not _ended(case, as_of) and case.reply_due_on is not None and case.reply_due_on < as_of
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


Key = tuple[Any, ...]
Imports = Callable[[Sequence[str], Key], Decimal | None]
"""The value of imports that used a preference, in a group; None where no table of imports was given."""


def grouped(cases: Iterable[Verification], by: Sequence[str]) -> dict[Key, list[Verification]]:
    """Verifications by some dimensions."""
    groups: dict[Key, list[Verification]] = defaultdict(list)
    for case in cases:
        groups[tuple(value_of(case, name) for name in by)].append(case)
    return groups


def value_of(case: Verification, dimension: str) -> Any:
    """A verification's value of a dimension; the period is the year of the request."""
    match dimension:
        case "product":
            return case.code[:2]
        case "period":
            return case.requested_on.year
        case _:
            return getattr(case, dimension)


def _named(dimension: str, value: Any) -> str:
    if dimension in {"partner", "reporter"}:
        return f"{name_of(value)} ({value})"
    return (product_name(value) if value else "not told") if dimension == "product" else str(value)


def outcome_table(
    found: Verifications, by: Sequence[str], as_of: date, method: Method, imports: Imports, id: str, title: str
) -> Table:
    """A table of verification figures by some dimensions, the most requests first, periods in their order."""
    groups = grouped(found.rows, by)
    order = sorted(
        groups, key=(lambda key: key) if tuple(by) == ("period",) else (lambda key: (-len(groups[key]), key))
    )
    rows = tuple(
        (
            *(_named(name, value) for name, value in zip(by, key, strict=True)),
            *figures(Tally(tuple(groups[key]), as_of, method), imports(by, key)),
        )
        for key in order
    )
    return Table(id, title, (*map(dimension_column, by), *figure_columns(found.currency)), rows)


DIMENSIONS = ("agreement", "partner", "reporter", "product", "period")


def verification_sections(
    found: Verifications,
    as_of: date,
    method: Method = "wilson",
    imports: Imports = lambda by, key: None,
    by: Sequence[str] = (),
) -> tuple[Section, ...]:
    """The report on verification, as of a day; `by` asks for one more table by several dimensions together."""
    whole = Tally(found.rows, as_of, method)
    sections = [
        Section("verification", "Verification in short", _summary(whole, method), key_figures(whole, found.currency))
    ]
    if by:
        title = "Verification by " + ", ".join(DIMENSION_LABELS[name][0].lower() for name in by)
        sections.append(
            Section(
                "verification-by",
                title,
                tables=(outcome_table(found, by, as_of, method, imports, "verification-by", title),),
            )
        )
    for name in DIMENSIONS:
        groups = grouped(found.rows, (name,))
        if len(groups) < 2 and name != "agreement":
            continue
        title = f"Verification by {DIMENSION_LABELS[name][0].lower()}"
        table = outcome_table(found, (name,), as_of, method, imports, f"verification-by-{name}", title)
        sections.append(
            Section(f"verification-by-{name}", title, (), (), _charts(groups, name, as_of, method), (table,))
        )
    if len({case.reporter for case in found.rows}) > 1:
        sections.append(_entry_points(found, as_of, imports))
    sections.append(_account(found))
    return tuple(sections)


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


def _summary(tally: Tally, method: Method) -> tuple[str, ...]:
    name = "Wilson's score interval" if method == "wilson" else "the interval of Clopper and Pearson"
    return (
        f"As of {tally.as_of}. Intervals are 95 %: {name}.",
        "Random cases tell how much is wrong; cases of doubt tell how well doubt was aimed. They are never added "
        "up for a rate of error.",
    )


def _charts(groups: dict[Key, list[Verification]], name: str, as_of: date, method: Method) -> tuple[Chart, ...]:
    largest = sorted(groups, key=lambda key: (-len(groups[key]), key))[:12]
    if name == "period":
        largest = sorted(groups)
    if len(largest) < 2:
        return ()
    tallies = {key: Tally(tuple(groups[key]), as_of, method) for key in largest}
    names = [_named(name, key[0]) for key in largest]
    labels = {outcome: outcome.value.replace("_", " ") for outcome in Outcome if outcome is not Outcome.WITHDRAWN}
    parts: dict[str, list[float | None]] = {
        label: [float(tally.outcomes(outcome)) for tally in tallies.values()]
        for outcome, label in labels.items()
        if any(tally.outcomes(outcome) for tally in tallies.values())
    }
    title = DIMENSION_LABELS[name][0].lower()
    text = "; ".join(
        f"{one}: {len(tally.closed())} closed"
        + "".join(f", {int(values[i] or 0)} {label}" for label, values in parts.items())
        for i, (one, tally) in enumerate(zip(names, tallies.values(), strict=True))
    )
    drawn = [charts.stacked(f"outcomes-{name}", f"Outcomes, by {title}", text, names, parts, "closed cases")]
    shares = [
        (one, share)
        for one, tally in zip(names, tallies.values(), strict=True)
        if (share := tally.share([Trigger.RANDOM]))
    ]
    if len(shares) > 1:
        text = "; ".join(f"{one}: {share.share:.1%}, from {share.low:.1%} to {share.high:.1%}" for one, share in shares)
        drawn.append(
            charts.intervals(
                f"random-{name}",
                f"Non-originating share of random cases with its 95 % interval, by {title}",
                text,
                [one for one, _ in shares],
                [(share.low, share.share, share.high) for _, share in shares],
            )
        )
    return tuple(drawn)


def _entry_points(found: Verifications, as_of: date, imports: Imports) -> Section:
    """Where is the weakest entry point? Each reporter against all others together."""
    groups = grouped(found.rows, ("reporter",))
    tallies = {key[0]: Tally(tuple(cases), as_of) for key, cases in groups.items()}
    everyone = Tally(found.rows, as_of)

    def hits(tally: Tally, triggers: set[Trigger]) -> tuple[int, int]:
        closed = [case for case in tally.closed() if case.trigger in triggers]
        return sum(case.outcome in NEGATIVE for case in closed), len(closed)

    chances = []
    for tally in tallies.values():
        own, whole = hits(tally, {Trigger.RANDOM}), hits(everyone, {Trigger.RANDOM})
        chances.append(differ(own[0], own[1], whole[0] - own[0], whole[1] - own[1]))
    adjusted = dict(zip(tallies, false_discovery(chances), strict=True))
    per_billion = {
        reporter: Decimal(len(tally.cases)) * 1_000_000_000 / value
        for reporter, tally in tallies.items()
        if (value := imports(("reporter",), (reporter,)))
    }
    rows = []
    for reporter, tally in sorted(tallies.items(), key=lambda item: (per_billion.get(item[0], ZERO), item[0])):
        random, doubt = tally.share([Trigger.RANDOM]), tally.share([Trigger.DOUBT])
        overdue = tally.count(
            lambda case: not _ended(case, as_of) and case.reply_due_on is not None and case.reply_due_on < as_of
        )
        rows.append(
            (
                _named("reporter", reporter),
                imports(("reporter",), (reporter,)),
                len(tally.cases),
                per_billion.get(reporter),
                *((random.share, random.low, random.high) if random else (None, None, None)),
                adjusted[reporter],
                doubt.share if doubt else None,
                overdue,
                ratio(tally.amount("duty_recovered"), tally.amount("duty_assessed")),
            )
        )
    columns = (
        dimension_column("reporter"),
        Column("imports", "Preferential imports", Kind.MONEY, "Value that used a preference.", found.currency),
        Column("requests", "Requests", Kind.COUNT, "Requests for verification sent."),
        Column("per_billion", "Per billion", Kind.RATIO, "Requests per thousand million of preferential imports."),
        Column("random", "Non-orig., random", Kind.SHARE, SHARE),
        Column("random_low", "from", Kind.SHARE, "Lower end of the 95 % interval."),
        Column("random_high", "to", Kind.SHARE, "Upper end of the 95 % interval."),
        Column(
            "q",
            "q against others",
            Kind.CHANCE,
            "Fisher's exact test of its random cases against those of all other reporters, adjusted for their "
            "number (Benjamini and Hochberg).",
        ),
        Column("doubt", "Non-orig., doubt", Kind.SHARE, SHARE, detail=True),
        Column("overdue", "Overdue", Kind.COUNT, "Not closed, and the last day to reply has passed."),
        Column("recovery", "Recovery rate", Kind.SHARE, "Duty recovered / duty assessed."),
    )
    paragraphs = []
    if len(per_billion) > 1:
        least, most = (
            min(per_billion, key=lambda key: (per_billion[key], key)),
            max(per_billion, key=lambda key: (per_billion[key], key)),
        )
        paragraphs.append(
            f"Fewest requests for what is imported: {name_of(least)} ({per_billion[least]:.1f} per billion); "
            f"most: {name_of(most)} ({per_billion[most]:.1f})."
        )
    apart = [reporter for reporter, q in adjusted.items() if q is not None and q < 0.05]
    paragraphs.append(
        "The random cases of these differ from those of the others by more than chance: "
        + ", ".join(map(name_of, sorted(apart)))
        + "."
        if apart
        else "The random cases of no reporter differ from those of the others by more than chance would have it."
    )
    return Section(
        "entry-points",
        "Differences between reporters",
        tuple(paragraphs),
        tables=(Table("entry-points", "Where is the weakest entry point?", columns, tuple(rows)),),
    )


def _account(found: Verifications) -> Section:
    rows: list[tuple[Value, ...]] = [("counted", "counted", len(found.rows))]
    rows += [("rejected", reason, number) for reason, number in sorted(found.reasons().items())]
    rows.append(("read", "all rows of the input", found.rows_in))
    columns = (
        Column("fate", "Rows"),
        Column("reason", "Why"),
        Column("rows", "Number", Kind.COUNT, "Rows of the input."),
    )
    adds_up = len(found.rows) + len(found.rejected) == found.rows_in
    text = (
        "Rows read equal those counted and rejected together."
        if adds_up
        else "Rows read do NOT equal those counted and rejected."
    )
    table = Table("verification-account", "What became of each row", columns, tuple(rows))
    return Section("verification-account", "What was read of verifications", (text,), tables=(table,))
