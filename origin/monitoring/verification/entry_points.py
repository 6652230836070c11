"""Where is the weakest entry point? Each reporter against all others together."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from origin.monitoring.blocs import name_of
from origin.monitoring.report import Column, Kind, Section, Table, ratio
from origin.monitoring.statistics import differ, false_discovery
from origin.monitoring.utilisation.names import dimension_column
from origin.monitoring.verification.figures import SHARE
from origin.monitoring.verification.tables import Imports, grouped, named
from origin.monitoring.verification.tally import NEGATIVE, ZERO, Tally, ended
from origin.monitoring.verifications import Trigger, Verifications


def entry_points(found: Verifications, as_of: date, imports: Imports) -> Section:
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
            lambda case: not ended(case, as_of) and case.reply_due_on is not None and case.reply_due_on < as_of
        )
        rows.append(
            (
                named("reporter", reporter),
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
