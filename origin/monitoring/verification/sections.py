"""The report on verification."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from origin.monitoring import charts
from origin.monitoring.report import Chart, Column, Kind, Section, Table, Value
from origin.monitoring.statistics import Method
from origin.monitoring.utilisation.names import DIMENSION_LABELS
from origin.monitoring.verification.entry_points import entry_points
from origin.monitoring.verification.figures import key_figures
from origin.monitoring.verification.tables import Imports, Key, grouped, named, outcome_table
from origin.monitoring.verification.tally import Tally
from origin.monitoring.verifications import Outcome, Trigger, Verification, Verifications

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
        sections.append(entry_points(found, as_of, imports))
    sections.append(_account(found))
    return tuple(sections)


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
    names = [named(name, key[0]) for key in largest]
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
