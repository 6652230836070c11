"""The figures of use, with their columns and definitions."""

from __future__ import annotations

from origin.monitoring.cells.reading import Cells
from origin.monitoring.report import Column, KeyFigure, Kind, Value, ratio
from origin.monitoring.utilisation.use import Told, Use

ELIGIBLE = (
    "Value of imports for which a preference below the MFN rate was open in the period; lines whose MFN rate is zero, "
    "special procedures and goods free of duty by a suspension or quota open to all are not among them."
)


RATE = "Value that used a preference / eligible value. No eligible trade has no rate, which is not zero."


def figures(use: Use, told: Told) -> tuple[Value, ...]:
    """The figures of the columns below."""
    known = told.eligibility
    coverable = told.mfn_zero and use.not_eligible == 0 and known
    return (
        use.total,
        use.eligible if known else None,
        use.used,
        use.unused if known else None,
        ratio(use.used, use.eligible) if known else None,
        ratio(use.used, use.eligible + use.unknown) if known and use.unknown else None,
        ratio(use.used, use.total) if told.shares else None,
        ratio(use.eligible, use.dutiable) if coverable else None,
        ratio(use.used, use.dutiable) if coverable else None,
        use.duty_saved if told.rates else None,
        use.duty_forgone if told.rates else None,
        ratio(use.duty_saved + use.duty_forgone, use.rated_used + use.rated_unused) if told.rates else None,
        ratio(use.rated_used + use.rated_unused, use.eligible) if told.rates else None,
        use.excluded,
        use.mfn_zero,
        use.no_preference,
        use.not_eligible,
        use.claimed_not_open,
        use.unknown,
    )


def figure_columns(unit: str) -> tuple[Column, ...]:
    """The columns of the figures of use."""
    short = {"total", "eligible", "used", "utilisation", "share_of_imports", "duty_saved", "duty_forgone"}

    def money(id: str, label: str, definition: str) -> Column:
        return Column(id, label, Kind.MONEY, definition, unit, id not in short, id == "total")

    def share(id: str, label: str, definition: str) -> Column:
        return Column(id, label, Kind.SHARE, definition, detail=id not in short, key=id in short)

    return (
        money("total", "Imports", "Value of all imports counted: the sum of all buckets."),
        money("eligible", "Eligible", ELIGIBLE),
        money("used", "Used", "Eligible value that entered under a preference."),
        money("unused", "Unused", "Eligible value that entered without a preference."),
        share("utilisation", "Utilisation rate", RATE),
        share(
            "utilisation_at_least",
            "At least",
            "Used / (eligible + unknown): the rate if all that is unknown had been eligible.",
        ),
        share("share_of_imports", "Share of imports", "Used / all imports. It says nothing about what was eligible."),
        share("coverage", "Coverage", "Eligible / dutiable: how much of what bears a duty a preference covers."),
        share("utility", "Utility", "Used / dutiable: how much of what bears a duty a preference relieved."),
        money("duty_saved", "Duty saved", "Used value x (MFN rate - preferential rate), where both rates are told."),
        money("duty_forgone", "Duty forgone", "Eligible value that was not used x (MFN rate - preferential rate)."),
        share("margin", "Preference margin", "MFN rate - preferential rate, weighted by eligible value."),
        share(
            "rated", "With rates", "Share of eligible value for which both rates are told; duty counts this part alone."
        ),
        money("excluded", "Excluded", "Special procedures; goods free of duty by a suspension or quota open to all."),
        money("mfn_zero", "MFN zero", "The MFN rate is zero: no preference can be better."),
        money("no_preference", "No preference", "Dutiable, and no preference was open."),
        money("not_eligible", "Not eligible", "Not eligible, for a reason the table does not tell."),
        money(
            "claimed_not_open",
            "Claimed, not open",
            "A preference was requested where the table says that none was open.",
        ),
        money("unknown", "Unknown", "The regime, or whether a preference was open, is not told."),
    )


def key_figures(use: Use, told: Told, cells: Cells) -> tuple[KeyFigure, ...]:
    """The figures of the whole table."""
    by_id = {column.id: column for column in figure_columns(cells.mapping.currency)}
    values = dict(zip(by_id, figures(use, told), strict=True))
    wanted = ("utilisation", "total", "eligible", "used", "unused", "share_of_imports", "duty_saved", "duty_forgone")
    return tuple(
        KeyFigure(by_id[name].label, values[name], by_id[name].kind, by_id[name].definition, by_id[name].unit)
        for name in wanted
        if values[name] is not None
    )
