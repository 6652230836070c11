"""Cells: the sums that every report is made of, and the account of what became of each row.

The table is read once, by the engine that holds it, into sums by raw texts (`rows.py`). What those texts mean (which
country, which agreement, was a preference used) is looked up once for each text, not for each row, in the embedded
engine, so that any engine gives the same report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from origin.monitoring.blocs import NOT_SPECIFIED, blocs, place_of
from origin.monitoring.mapping import Country, Mapping, Preference
from origin.monitoring.periods import Grain, ordinal
from origin.monitoring.rows import FAULTS, MONEY, PART, REJECTED_TEXTS, Detail, summed, typed
from origin.monitoring.source import Source, malformed_table

if TYPE_CHECKING:
    import ibis.expr.types as ir

NOT_TOLD = "not told"
NO_ARRANGEMENT = "none"


class Bucket(Enum):
    """What became of the preference for a value of imports; the buckets add up to the total."""

    USED = "used"
    """Entered under a preference."""
    UNUSED = "unused"
    """A preference below the MFN rate was open, and was not used."""
    EXCLUDED = "excluded"
    """Processing and other special procedures, or free of duty by a suspension or a quota open to all origins."""
    MFN_ZERO = "mfn_zero"
    """The MFN rate is zero, so that no preference can be better."""
    NO_PREFERENCE = "no_preference"
    """Dutiable, and no preference was open."""
    NOT_ELIGIBLE = "not_eligible"
    """Not eligible, for a reason the table does not tell (MFN rate zero, or no preference)."""
    NOT_OPEN = "claimed_not_open"
    """A preference was requested where the table says that none was open."""
    UNKNOWN = "unknown"
    """The regime, or whether a preference was open, is not told."""


ASIDE = {
    "aggregate": "a group of countries whose members are counted singly",
    "intra-bloc": "trade inside a customs territory",
    "other-flow": "another direction of trade (re-exports and the like)",
    "other-period": "outside the periods asked for",
}
"""Why a sound row is not counted, and what that says."""

COUNTED = "counted"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of some rows: `counted`, set aside or rejected, and for what reason."""

    kind: str
    reason: str
    rows: int
    value: Decimal | None

    @property
    def words(self) -> str:
        """The reason as a person reads it."""
        return FAULTS.get(self.reason) or ASIDE.get(self.reason) or "counted"


@dataclass(frozen=True, slots=True)
class Account:
    """Rows and value that came in, counted by a query of their own, and what became of them."""

    rows_in: int
    value_in: Decimal
    fates: tuple[Fate, ...]

    @property
    def adds_up(self) -> bool:
        """Whether what came in equals what was counted, set aside and rejected."""
        rows = sum(fate.rows for fate in self.fates)
        value = sum((fate.value or Decimal(0) for fate in self.fates), Decimal(0))
        return rows == self.rows_in and value == self.value_in

    def rows(self, kind: str) -> int:
        """The rows of a kind of fate."""
        return sum(fate.rows for fate in self.fates if fate.kind == kind)


@dataclass(frozen=True, slots=True)
class Window:
    """The first and last period that count; None: no limit."""

    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Cells:
    """The sums with their meaning, in the embedded engine, and where they came from.

    Columns of `table`: reporter, partner, flow, period, product, agreement, requested, bucket, rows, value, quantity,
    net_mass, weighed (the value of what has a net mass), duty (value times margin in percent), rated (the value of what
    has both rates).
    """

    table: ir.Table
    engine: Any
    account: Account
    source: Source
    mapping: Mapping
    detail: Detail
    rejected: Callable[[], Iterable[tuple[str, ...]]]
    """The header, then each rejected row as the table has it, with the reason in front."""

    @property
    def grain(self) -> Grain:
        """The length of the periods."""
        return self.detail.grain


def cells_of(source: Source, mapping: Mapping, detail: Detail, engine: Any, window: Window = Window()) -> Cells:
    """Reads a table into cells; `engine` is the embedded one."""
    rows = typed(source.table, mapping, detail)
    incoming = rows.agg(rows=rows.count(), value=rows["_value"].sum()).to_pyarrow().to_pylist()[0]
    if source.engine is engine:
        sums = engine.create_table("sums", summed(rows, mapping, detail), temp=True, overwrite=True)
    else:
        engine.con.register("brought", summed(rows, mapping, detail).to_pyarrow())
        engine.raw_sql("CREATE OR REPLACE TEMP TABLE sums AS SELECT * FROM brought")
        sums = engine.table("sums")
    meanings = _Meanings.of(sums, mapping, detail.grain)
    meant = engine.create_table("meant", meanings.join(sums, detail, window), temp=True, overwrite=True)
    malformed = _malformed(source)
    account = _account(meant, incoming, len(malformed))
    counted = meant.filter(meant["fate"].isnull())
    cells = engine.create_table("cells", _bucketed(counted, mapping.preference), temp=True, overwrite=True)
    return Cells(cells, engine, account, source, mapping, detail, lambda: _rejected(source, rows, meanings, malformed))


Meaning = tuple[str | None, ...]
"""What a text means, the last part being the fate of its rows where they are not to be counted."""


@dataclass(frozen=True, slots=True)
class _Meanings:
    """What each text of a column means: by column, the names of the parts and the meaning of each text."""

    names: dict[str, tuple[str, ...]]
    found: dict[str, dict[str | None, Meaning]]
    mapping: Mapping

    @classmethod
    def of(cls, sums: ir.Table, mapping: Mapping, grain: Grain) -> _Meanings:
        """Looks every text up once."""

        def texts(name: str) -> list[str | None]:
            return [row[name] for row in sums.select(name).distinct().to_pyarrow().to_pylist()]

        preference = mapping.preference or Preference()
        last = sums.agg(last=sums["period"].max()).to_pyarrow().to_pylist()[0]["last"]
        day = date(last // grain.per_year, 1, 1) if last is not None else date.max
        missing = mapping.missing

        def each(name: str, meaning: Callable[[str | None], Meaning]) -> dict[str | None, Meaning]:
            return {text: meaning(clean(text, missing)) for text in texts(name)}

        names = {
            "reporter": ("reporter_code", "reporter_fate"),
            "partner": ("partner_code", "partner_fate"),
            "flow": ("flow_code", "flow_fate"),
            "requested": ("use", "agreement_requested", "requested_fate"),
            "arrangement": ("arrangement_name",),
            "eligible": ("open_to_it",),
            "procedure": ("excluded",),
        }
        found: dict[str, dict[str | None, Meaning]] = {
            "reporter": _places(texts("reporter"), mapping.reporter, missing, "reporter-unknown", day),
            "partner": _places(texts("partner"), mapping.partner, missing, "partner-unknown", day),
            "flow": each("flow", lambda text: _flow(text, mapping)),
            "requested": each("requested", lambda text: _use(text, preference)),
            "arrangement": {text: (_arrangement(text, preference, missing),) for text in texts("arrangement")},
            "eligible": each("eligible", lambda text: (_yes_or_no(text, preference),)),
            "procedure": each("procedure", lambda text: ("yes" if _is_excluded(text, preference) else "no",)),
        }
        return cls(names, found, mapping)

    def join(self, sums: ir.Table, detail: Detail, window: Window) -> ir.Table:
        """The sums with meanings for texts, and a fate where a row is not to be counted."""
        import ibis

        table = sums
        for column, names in self.names.items():
            schema = {"_key": "string"} | dict.fromkeys(names, "string")
            rows = [dict(zip(schema, (text, *meaning), strict=True)) for text, meaning in self.found[column].items()]
            lookup = ibis.memtable(rows, schema=schema)
            same = table[column].fill_null(NOTHING) == lookup["_key"].fill_null(NOTHING)
            table = table.join(lookup, [same], how="left").drop("_key")
        inside = _inside(table, self.mapping.intra_bloc, detail.grain)
        outside = ibis.literal(False)
        if window.first is not None:
            outside = outside | (table["period"] < window.first)
        if window.last is not None:
            outside = outside | (table["period"] > window.last)
        fate = ibis.coalesce(
            table["fault"],
            table["reporter_fate"],
            table["partner_fate"],
            table["flow_fate"],
            table["requested_fate"],
            ibis.cases((inside, "intra-bloc"), (outside, "other-period")),
        )
        return table.mutate(fate=fate)


NOTHING = "\x1e"
"""Stands for no text where texts are compared."""


def clean(text: str | None, missing: Iterable[str]) -> str | None:
    """A text without spaces around it; None where it stands for nothing."""
    plain = text.strip() if text is not None else ""
    return None if not plain or plain in missing else plain


def _places(
    texts: list[str | None], column: Country, missing: tuple[str, ...], fault: str, day: date
) -> dict[str | None, Meaning]:
    """The country of each text; a bloc whose members stand in the same column is an aggregate of them."""
    found: dict[str | None, Meaning] = {}
    groups: dict[str | None, str] = {}
    for raw in texts:
        text = clean(raw, missing)
        if text is None:
            found[raw] = (None, fault)
        elif text in column.aggregates:
            found[raw] = (None, "aggregate")
        elif text in column.unspecified or column.values.get(text) == NOT_SPECIFIED:
            found[raw] = (NOT_SPECIFIED, None)
        elif (place := place_of(column.values.get(text, text))) is None:
            found[raw] = (None, fault)
        else:
            found[raw] = (place.code, None)
            if place.is_bloc:
                groups[raw] = place.code
    single = {meaning[0] for raw, meaning in found.items() if meaning[0] is not None and raw not in groups}
    for raw, bloc in groups.items():
        # A member that left may stand beside the bloc; those of the last period may not.
        if blocs()[bloc].members_on(day) & single:
            found[raw] = (None, "aggregate")
    return found


def _flow(text: str | None, mapping: Mapping) -> Meaning:
    meant = mapping.flow.values.get(text or "", text)
    if meant in {"import", "export"}:
        return meant, None
    return None, "other-flow" if meant == "other" else "flow-unknown"


def _use(text: str | None, preference: Preference) -> Meaning:
    """The use of a preference that a regime requested means, the agreement, and a fate where it means nothing known."""
    asked = preference.requested
    if asked is None:
        return None, None, None
    if text is None:
        return "unknown", None, None
    if text in asked.values:
        return asked.values[text].use, asked.values[text].agreement, None
    for prefix in sorted(asked.prefixes, key=len, reverse=True):
        if text.startswith(prefix):
            return asked.prefixes[prefix].use, asked.prefixes[prefix].agreement, None
    return (None, None, "requested-unknown") if asked.otherwise == "refuse" else (asked.otherwise, None, None)


def _arrangement(raw: str | None, preference: Preference, missing: tuple[str, ...]) -> str | None:
    """The names of arrangements in one order, each once, with a bar between them; None where there is none."""
    if not preference.arrangement:
        return preference.arrangement_constant
    names: set[str] = set()
    for part, text in zip(preference.arrangement, (raw or "").split(PART), strict=False):
        named = clean(text, (*missing, *part.missing))
        if named is not None:
            names |= {part.prefix + one.strip() for one in (named.split(part.separator) if part.separator else [named])}
    return "|".join(sorted(name.replace("|", "/") for name in names if name)) or None


def _yes_or_no(text: str | None, preference: Preference) -> str | None:
    """Whether a preference was open, as a column tells it."""
    if preference.eligible is None or text is None:
        return None
    return "yes" if text in preference.eligible.yes else "no" if text in preference.eligible.no else None


def _is_excluded(text: str | None, preference: Preference) -> bool:
    """Whether a customs procedure is a special one, by its first two digits."""
    procedure = preference.procedure
    if procedure is None:
        return False
    first = (text or "")[:2]
    return first in procedure.excluded or bool(procedure.included and first not in procedure.included)


def _inside(table: ir.Table, bloc: str | None, grain: Grain) -> Any:
    """Whether reporter and partner both belong to the bloc in the period."""
    import ibis

    if bloc is None:
        return ibis.literal(False)

    def member(column: str) -> Any:
        held = ibis.literal(False)
        for country, since, until in blocs()[bloc].spells():
            first, last = ordinal(since.year, since.month, grain), ordinal(min(until.year, 9000), until.month, grain)
            held = held | ((table[column] == country) & table["period"].between(first, last))
        return held | (table[column] == bloc)

    return member("reporter_code") & member("partner_code")


def _bucketed(table: ir.Table, preference: Preference | None) -> ir.Table:
    """The cells by bucket: one text for a row that says one treatment, parts for one that has several side by side."""
    import ibis

    told = preference is not None and bool(preference.arrangement or preference.arrangement_constant)
    unnamed = ibis.literal(NO_ARRANGEMENT if told else NOT_TOLD)
    by_name = ibis.coalesce(table["arrangement_name"], table["agreement_requested"], unnamed)
    if preference is None or not preference.side_by_side:
        bucket = _bucket(table, preference)
        return _cells(table.mutate(bucket=bucket, agreement=by_name))
    total = table.mutate(agreement=by_name)
    nought = ibis.literal(0).cast(MONEY).cast("decimal(38, 4)")

    def part(bucket: Bucket, value: Any, whole: bool = False) -> ir.Table:
        kept = (
            {}
            if whole
            else {
                "quantity": nought.nullif(nought),
                "net_mass": nought.nullif(nought),
                "rows": ibis.literal(0).cast("int64"),
            }
        )
        return _cells(total.mutate(bucket=ibis.literal(bucket.value), value=value, **kept))

    value, used, eligible = total["value"], total["used_value"], total["eligible_value"]
    if preference.eligible_value is None:
        return part(Bucket.USED, used).union(part(Bucket.UNKNOWN, value - used, whole=True))
    parts = (part(Bucket.UNUSED, eligible - used), part(Bucket.NOT_ELIGIBLE, value - eligible, whole=True))
    return part(Bucket.USED, used).union(*parts)


def _cells(table: ir.Table) -> ir.Table:
    return table.select(
        reporter=table["reporter_code"],
        partner=table["partner_code"],
        flow=table["flow_code"],
        period=table["period"],
        product=table["product"],
        agreement=table["agreement"],
        requested=table["agreement_requested"],
        bucket=table["bucket"],
        rows=table["rows"].cast("int64"),
        value=table["value"].cast("decimal(38, 4)"),
        quantity=table["quantity"].cast("decimal(38, 4)"),
        net_mass=table["net_mass"].cast("decimal(38, 4)"),
        weighed=table["weighed"].cast("decimal(38, 4)"),
        duty=table["duty"].cast("decimal(38, 8)"),
        rated=table["rated"].cast("decimal(38, 4)"),
    )


def _bucket(table: ir.Table, preference: Preference | None) -> Any:
    """The bucket of a cell whose rows say one treatment each."""
    import ibis

    if preference is None:
        return ibis.literal(Bucket.UNKNOWN.value)
    use = table["use"].fill_null("unknown")
    told = table["open_to_it"]
    if preference.eligible_where_arrangement:
        told = table["arrangement_name"].isnull().ifelse("no", "yes")
    told = told.fill_null("")
    return ibis.cases(
        ((table["excluded"] == "yes") | (use == "excluded"), Bucket.EXCLUDED.value),
        ((use == "mfn-zero") | table["mfn_zero"].fill_null(False), Bucket.MFN_ZERO.value),
        ((use == "preference") & (told == "no"), Bucket.NOT_OPEN.value),
        (use == "preference", Bucket.USED.value),
        ((use == "mfn") & (told == "yes"), Bucket.UNUSED.value),
        ((use == "mfn") & (told == "no"), Bucket.NO_PREFERENCE.value),
        else_=Bucket.UNKNOWN.value,
    )


def _account(meant: ir.Table, incoming: dict[str, Any], malformed: int) -> Account:
    table = meant.group_by("fate").agg(rows=meant["rows"].sum(), value=meant["value"].sum())
    fates = [
        Fate(_kind(row["fate"]), row["fate"] or COUNTED, int(row["rows"]), row["value"])
        for row in table.to_pyarrow().to_pylist()
    ]
    if malformed:
        fates.append(Fate("rejected", "line-malformed", malformed, None))
    order = ("counted", "aside", "rejected")
    fates.sort(key=lambda fate: (order.index(fate.kind), fate.reason))
    return Account(int(incoming["rows"]) + malformed, incoming["value"] or Decimal(0), tuple(fates))


def _fetched(source: Source, table: ir.Table) -> Iterable[tuple[Any, ...]]:
    """The rows of a table, some at a time."""
    if source.engine.name == "duckdb":
        cursor = source.engine.raw_sql(source.engine.compile(table))
        while rows := cursor.fetchmany(10_000):
            yield from rows
    else:
        for batch in table.to_pyarrow_batches():
            yield from (tuple(row.values()) for row in batch.to_pylist())


def _kind(fate: str | None) -> str:
    return "counted" if fate is None else "aside" if fate in ASIDE else "rejected"


def _malformed(source: Source) -> list[str]:
    """The lines of CSV files that the engine could not split into the columns of the table."""
    if not source.csv:
        return []
    lines: list[str] = []
    known = set(source.engine.list_tables())
    for name in map(malformed_table, range(len(source.inputs))):
        if name in known:  # the engine makes it when it meets the first such line
            found = source.engine.raw_sql(f"SELECT DISTINCT file_id, line, csv_line FROM {name} ORDER BY ALL")  # noqa: S608
            lines += [str(line) for _, _, line in found.fetchall()]
    return lines


def _rejected(source: Source, rows: ir.Table, meanings: _Meanings, malformed: list[str]) -> Iterable[tuple[str, ...]]:
    """The rejected rows, read from the table again."""
    import ibis

    reasons = [(rows["_fault"].notnull(), rows["_fault"])]
    for column in ("reporter", "partner", "flow", "requested"):
        texts = [text for text, meaning in meanings.found[column].items() if meaning[-1] in REJECTED_TEXTS]
        if None in texts:
            reasons.append((rows[f"_{column}"].isnull(), ibis.literal(f"{column}-unknown")))
        if known := [text for text in texts if text is not None]:
            reasons.append((rows[f"_{column}"].isin(known), ibis.literal(f"{column}-unknown")))
    reason = ibis.cases(*reasons)
    names = list(source.columns)
    wanted = rows.mutate(_reason=reason).filter(lambda table: table["_reason"].notnull()).select("_reason", *names)
    yield ("reason", *names)
    for row in _fetched(source, wanted):
        yield tuple("" if value is None else str(value) for value in row)
    for line in malformed:
        yield ("line-malformed", line)
