"""How preferences are used: the utilisation rate with its parts, duty saved and forgone, regimes side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from origin.monitoring import charts
from origin.monitoring.accounting import account_section
from origin.monitoring.blocs import name_of
from origin.monitoring.cells.buckets import Bucket
from origin.monitoring.cells.reading import Cells
from origin.monitoring.periods import label
from origin.monitoring.report import Chart, Column, KeyFigure, Kind, Section, Table, Value, ratio
from origin.nomenclature.code import HsCode
from origin.nomenclature.labels import label as hs_label

DIMENSIONS = ("agreement", "partner", "product", "reporter", "period")
ZERO = Decimal(0)

ELIGIBLE = (
    "Value of imports for which a preference below the MFN rate was open in the period; lines whose MFN rate is zero, "
    "special procedures and goods free of duty by a suspension or quota open to all are not among them."
)
RATE = "Value that used a preference / eligible value. No eligible trade has no rate, which is not zero."


@dataclass(frozen=True, slots=True)
class Use:
    """The value of imports by what became of the preference, and the duty at stake, in units of the table."""

    used: Decimal = ZERO
    unused: Decimal = ZERO
    excluded: Decimal = ZERO
    mfn_zero: Decimal = ZERO
    no_preference: Decimal = ZERO
    not_eligible: Decimal = ZERO
    claimed_not_open: Decimal = ZERO
    unknown: Decimal = ZERO
    duty_saved: Decimal = ZERO
    duty_forgone: Decimal = ZERO
    rated_used: Decimal = ZERO
    rated_unused: Decimal = ZERO
    rows: int = 0

    @property
    def total(self) -> Decimal:
        """All imports counted: the sum of the buckets."""
        return sum((getattr(self, bucket.value) for bucket in Bucket), ZERO)

    @property
    def eligible(self) -> Decimal:
        """Imports for which a preference was open: used and unused."""
        return self.used + self.unused

    @property
    def dutiable(self) -> Decimal:
        """Imports whose MFN rate is above zero, special procedures left out."""
        return self.used + self.unused + self.no_preference + self.claimed_not_open

    def __add__(self, other: Use) -> Use:
        """The use of two parts together."""
        return Use(*(getattr(self, part.name) + getattr(other, part.name) for part in fields(Use)))


@dataclass(frozen=True, slots=True)
class Told:
    """What the mapping tells, and so which figures there are."""

    eligibility: bool
    rates: bool
    mfn_zero: bool
    arrangements: bool = True
    """Whether it is told which arrangements were open to goods that did not use one."""
    shares: bool = True
    """Whether a share of imports says anything."""

    @classmethod
    def of(cls, cells: Cells) -> Told:
        """What a table tells."""
        preference = cells.mapping.preference
        if preference is None:
            return cls(False, False, False, False)
        requested = preference.requested
        uses = {*requested.values.values(), *requested.prefixes.values()} if requested else set()
        return cls(
            eligibility=bool(preference.eligible_value or preference.eligible or preference.eligible_where_arrangement),
            rates=bool(preference.mfn_rate and preference.preferential_rate),
            mfn_zero=bool(preference.mfn_rate) or any(use.use == "mfn-zero" for use in uses),
            arrangements=bool(preference.arrangement or preference.arrangement_constant),
        )

    def by(self, dimensions: Sequence[str]) -> Told:
        """What is told of groups: where imports stand under the agreement they used, all of them used it."""
        return replace(self, shares=self.arrangements or "agreement" not in dimensions)


def used_by(cells: Cells, by: Sequence[str]) -> dict[tuple[Any, ...], Use]:
    """The use of preferences in imports, by some dimensions; the parts add up to the total."""
    keys = ", ".join(("bucket", *by))
    found = cells.engine.raw_sql(
        f"SELECT {keys}, sum(value), sum(duty), sum(rated), sum(rows) FROM cells "  # noqa: S608  (names of DIMENSIONS)
        f"WHERE flow = 'import' GROUP BY {keys}"
    ).fetchall()
    parts: dict[tuple[Any, ...], Use] = defaultdict(Use)
    for bucket, *key, value, duty, rated, rows in found:
        parts[tuple(key)] += _use_of(Bucket(bucket), value, (duty or ZERO) / 100, rated or ZERO, int(rows or 0))
    return dict(parts)


def _use_of(bucket: Bucket, value: Decimal, duty: Decimal, rated: Decimal, rows: int) -> Use:
    amounts: dict[str, Any] = {bucket.value: value, "rows": rows}
    if bucket is Bucket.USED:
        amounts |= {"duty_saved": duty, "rated_used": rated}
    elif bucket is Bucket.UNUSED:
        amounts |= {"duty_forgone": duty, "rated_unused": rated}
    return Use(**amounts)


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


DIMENSION_LABELS = {
    "agreement": ("Agreement", "The arrangements open to the goods, or the one requested where only that is told."),
    "partner": ("Partner", "The country of origin."),
    "product": ("Code", "The chapter, heading or subheading of the Harmonized System."),
    "reporter": ("Reporter", "The importing country: where the goods were declared."),
    "period": ("Period", "When the goods were declared."),
    "requested": ("Regime", "The agreement under which a preference was requested."),
}


def named(cells: Cells, dimension: str, value: Any) -> str:
    """A value of a dimension as people read it."""
    if value is None:
        return "not told"
    match dimension:
        case "partner" | "reporter":
            return f"{name_of(value)} ({value})"
        case "period":
            return label(value, cells.grain)
        case "agreement":
            return str(value).replace("|", " or ")
        case "product":
            return product_name(str(value))
        case _:
            return str(value)


def product_name(code: str) -> str:
    """A code with its label where one is known."""
    if not code:
        return "all"
    try:
        words = hs_label(HsCode(code)) if len(code) in {2, 4, 6} else None
    except ValueError:
        words = None
    return f"{code} {words}" if words else code


def dimension_column(name: str) -> Column:
    """The column of a dimension."""
    title, definition = DIMENSION_LABELS[name]
    return Column(name, title, Kind.TEXT, definition)


def use_table(cells: Cells, by: Sequence[str], told: Told, id: str, title: str) -> Table:
    """A table of use by some dimensions: the largest eligible value first, periods in their order."""
    found = used_by(cells, by)

    def size(item: tuple[tuple[Any, ...], Use]) -> Any:
        key, use = item
        if tuple(by) == ("period",):
            return (key[0],)
        return (-(use.eligible if told.eligibility else use.total), -use.total, tuple(map(str, key)))

    rows = tuple(
        (*(named(cells, name, value) for name, value in zip(by, key, strict=True)), *figures(use, told.by(by)))
        for key, use in sorted(found.items(), key=size)
    )
    columns = (*(dimension_column(name) for name in by), *figure_columns(cells.mapping.currency))
    return Table(id, title, columns, rows)


def present(cells: Cells) -> dict[str, int]:
    """How many values each dimension has."""
    counts = ", ".join(f"count(DISTINCT {name})" for name in DIMENSIONS)
    found = cells.engine.raw_sql(f"SELECT {counts} FROM cells").fetchone()  # noqa: S608  (names of our own)
    return dict(zip(DIMENSIONS, found, strict=True))


def utilisation_sections(cells: Cells, by: Sequence[str] = ()) -> tuple[Section, ...]:
    """The report on utilisation; `by` asks for one more table by several dimensions together."""
    told = Told.of(cells)
    whole = used_by(cells, ()).get((), Use())
    counts = present(cells)
    sections = [Section("summary", "In short", _summary(told, whole, cells), key_figures(whole, told, cells))]
    if by:
        title = "By " + ", ".join(DIMENSION_LABELS[name][0].lower() for name in by)
        sections.append(Section("by", title, tables=(use_table(cells, by, told, "use-by", title),)))
    for name in DIMENSIONS:
        if tuple(by) == (name,) or (counts[name] < 2 and name not in {"agreement", "period"}):
            continue
        title = f"By {DIMENSION_LABELS[name][0].lower()}"
        table = use_table(cells, (name,), told, f"use-by-{name}", title)
        sections.append(Section(f"by-{name}", title, (), (), _charts(cells, name, told), (table,)))
    if competing := _competing(cells, told):
        sections.append(competing)
    sections.append(account_section(cells))
    return tuple(sections)


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


def _summary(told: Told, use: Use, cells: Cells) -> tuple[str, ...]:
    said = periods_of(cells)
    if not told.eligibility and use.used:
        return (
            *said,
            "The table does not tell what was eligible, so there is a share of imports and no utilisation rate.",
        )
    if not told.eligibility:
        return (
            *said,
            "The table tells nothing about preferences: values are counted, and no rate can be told.",
        )
    if not use.eligible:
        return (
            *said,
            "No imports were eligible: there is no utilisation rate.",
        )
    return said


def periods_of(cells: Cells) -> tuple[str, ...]:
    """The periods that are counted, in a sentence."""
    first, last = cells.engine.raw_sql("SELECT min(period), max(period) FROM cells").fetchone()
    if first is None:
        return ()
    span = label(first, cells.grain) if first == last else f"{label(first, cells.grain)} to {label(last, cells.grain)}"
    return (f"Figures are for {span}.",)


TOP = 12
WORDS = {
    Bucket.USED: "used",
    Bucket.UNUSED: "unused",
    Bucket.EXCLUDED: "excluded",
    Bucket.MFN_ZERO: "MFN zero",
    Bucket.NO_PREFERENCE: "no preference",
    Bucket.NOT_ELIGIBLE: "not eligible",
    Bucket.NOT_OPEN: "claimed, not open",
    Bucket.UNKNOWN: "unknown",
}


def _charts(cells: Cells, name: str, told: Told) -> tuple[Chart, ...]:
    found = used_by(cells, (name,))
    weight: Callable[[Any], Any] = lambda key: (-(found[key].eligible or 0), -found[key].total)  # noqa: E731
    largest = sorted(found, key=weight)[:TOP]
    drawn: list[Chart] = []
    shown = [bucket for bucket in Bucket if any(getattr(use, bucket.value) for use in found.values())]
    title = DIMENSION_LABELS[name][0].lower()
    if name == "period":
        largest = sorted(found)
    if told.eligibility and name in {"agreement", "partner"} and present(cells)["period"] > 1:
        drawn.append(_over_time(cells, name, [key[0] for key in largest]))
    if len(shown) > 1 and len(largest) > 1 and told.by((name,)).shares:
        names = [named(cells, name, key[0]) for key in largest]
        series = {
            WORDS[bucket]: [_number(ratio(getattr(found[key], bucket.value), found[key].total)) for key in largest]
            for bucket in shown
        }
        text = "; ".join(
            f"{label}: {(series.get('used') or [None])[i] or 0:.1%} of imports used a preference"
            for i, label in enumerate(names)
        )
        drawn.append(charts.stacked(f"parts-{name}", f"What became of imports, by {title}", text, names, series))
    if told.rates and name == "agreement" and len(largest) > 1:
        names = [named(cells, name, key[0]) for key in largest]
        saved = {
            "saved": [_number(found[key].duty_saved) for key in largest],
            "forgone": [_number(found[key].duty_forgone) for key in largest],
        }
        text = "; ".join(
            f"{label}: saved {saved['saved'][i] or 0:,.0f}, forgone {saved['forgone'][i] or 0:,.0f}"
            for i, label in enumerate(names)
        )
        drawn.append(charts.bars("duty", "Duty saved and forgone", text, names, saved, cells.mapping.currency))
    return tuple(drawn)


def _over_time(cells: Cells, name: str, keys: list[Any]) -> Chart:
    found = used_by(cells, (name, "period"))
    periods = sorted({period for _, period in found})
    series = {
        named(cells, name, key): [
            _number(ratio(found[key, period].used, found[key, period].eligible)) if (key, period) in found else None
            for period in periods
        ]
        for key in keys
    }
    labels = [label(period, cells.grain) for period in periods]
    text = "; ".join(
        f"{one}: "
        + ", ".join(
            f"{when} {'none' if value is None else f'{value:.1%}'}" for when, value in zip(labels, values, strict=True)
        )
        for one, values in series.items()
    )
    title = f"Utilisation rate over time, by {DIMENSION_LABELS[name][0].lower()}, each from 0 to 100 %"
    return charts.multiples(f"time-{name}", title, text, labels, series)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _competing(cells: Cells, told: Told) -> Section | None:
    """Regimes that were open to the same goods, side by side; the last row counts each import once."""
    if cells.mapping.preference is None or not told.eligibility:
        return None
    found = used_by(cells, ("agreement", "requested"))
    several = {key: use for key, use in found.items() if "|" in str(key[0])}
    if not several:
        return None
    sets: dict[str, dict[str | None, Use]] = defaultdict(dict)
    for (arrangement, requested), use in several.items():
        sets[arrangement][requested] = use
    rows: list[tuple[Value, ...]] = []
    for arrangement, uses in sorted(sets.items(), key=lambda item: -sum(use.eligible for use in item[1].values())):
        together = sum(uses.values(), Use())
        for regime in arrangement.split("|"):
            told_use = uses.get(regime, Use()).used
            not_told = uses[None].used if None in uses else ZERO
            exact = not_told == 0
            share = ratio(told_use, together.eligible) if exact else None
            rows.append(
                (arrangement.replace("|", " or "), regime, together.eligible, told_use if exact else None, share)
            )
        rows.append(
            (
                arrangement.replace("|", " or "),
                "any preference",
                together.eligible,
                together.used,
                ratio(together.used, together.eligible),
            )
        )
    unit = cells.mapping.currency
    columns = (
        dimension_column("agreement"),
        Column("regime", "Regime", Kind.TEXT, "One of the regimes open to the goods, or any of them."),
        Column("eligible", "Eligible", Kind.MONEY, ELIGIBLE, unit),
        Column(
            "used",
            "Used",
            Kind.MONEY,
            "Value that entered under this regime; empty where the table does not tell which.",
            unit,
        ),
        Column("utilisation", "Utilisation rate", Kind.SHARE, RATE),
    )
    note = "Goods eligible under several regimes stand in each of their rows, and once in the row for any preference."
    table = Table("competing", "Regimes side by side", columns, tuple(rows), note)
    return Section("competing", "Competing regimes", tables=(table,))
