"""The meanings of all texts of a table, each looked up once, and joined to the sums.

The sums stand in the embedded engine, whatever engine the rows came from, so that its own SQL is spoken here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from origin.monitoring.blocs import blocs
from origin.monitoring.cells.texts import (
    Meaning,
    arrangement_of,
    clean,
    flow_of,
    is_excluded,
    places_of,
    use_of,
    yes_or_no,
)
from origin.monitoring.mapping import Mapping, Preference
from origin.monitoring.periods import Grain, ordinal
from origin.monitoring.rows.terms import Detail, Window

NAMES = {
    "reporter": ("reporter_code", "reporter_fate"),
    "partner": ("partner_code", "partner_fate"),
    "flow": ("flow_code", "flow_fate"),
    "requested": ("use", "agreement_requested", "requested_fate"),
    "arrangement": ("arrangement_name",),
    "eligible": ("open_to_it",),
    "procedure": ("excluded",),
}
"""The columns whose texts are looked up, and the names of the parts of what each text means."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """What each text of a column means, by column."""

    found: dict[str, dict[str | None, Meaning]]
    mapping: Mapping

    @classmethod
    def of(cls, engine: Any, mapping: Mapping, grain: Grain) -> Meanings:
        """Looks every text of the table `sums` up once."""
        preference = mapping.preference or Preference()
        (last,) = engine.raw_sql("SELECT max(period) FROM sums").fetchone()
        day = date(last // grain.per_year, 1, 1) if last is not None else date.max
        missing = mapping.missing
        texts = {
            name: [text for (text,) in engine.raw_sql(f"SELECT DISTINCT {name} FROM sums ORDER BY ALL").fetchall()]  # noqa: S608
            for name in NAMES
        }

        def each(name: str, meaning: Callable[[str | None], Meaning]) -> dict[str | None, Meaning]:
            return {text: meaning(clean(text, missing)) for text in texts[name]}

        found: dict[str, dict[str | None, Meaning]] = {
            "reporter": places_of(texts["reporter"], mapping.reporter, missing, "reporter-unknown", day),
            "partner": places_of(texts["partner"], mapping.partner, missing, "partner-unknown", day),
            "flow": each("flow", lambda text: flow_of(text, mapping)),
            "requested": each("requested", lambda text: use_of(text, preference)),
            "arrangement": {text: (arrangement_of(text, preference, missing),) for text in texts["arrangement"]},
            "eligible": each("eligible", lambda text: (yes_or_no(text, preference),)),
            "procedure": each("procedure", lambda text: ("yes" if is_excluded(text, preference) else "no",)),
        }
        return cls(found, mapping)

    def join(self, engine: Any, detail: Detail, window: Window) -> None:
        """Makes the table `meant`: the sums with what their texts mean, and a fate where rows are not to be counted."""
        for column, meanings in self.found.items():
            rows = [(text, *meaning) for text, meaning in meanings.items()]
            _bring(engine, f"meaning_of_{column}", dict.fromkeys(("text", *NAMES[column]), "string"), rows)
        bloc = blocs()[self.mapping.intra_bloc] if self.mapping.intra_bloc else None
        spells = bloc.spells() if bloc is not None else ()
        grain = detail.grain
        members: list[tuple[Any, ...]] = [
            (
                country,
                ordinal(since.year, since.month, grain),
                ordinal(min(until.year, 9000), until.month, grain),
            )
            for country, since, until in spells
        ]
        if bloc is not None:
            members.append((bloc.id, 0, 9_000 * grain.per_year))
        _bring(engine, "members", {"country": "string", "since": "int32", "until": "int32"}, members)
        joins = " ".join(
            f"LEFT JOIN meaning_of_{column} ON sums.{column} IS NOT DISTINCT FROM meaning_of_{column}.text"
            for column in NAMES
        )
        inside = " AND ".join(
            f"EXISTS (FROM members WHERE country = {column}_code AND period BETWEEN since AND until)"
            for column in ("reporter", "partner")
        )
        engine.raw_sql(  # all names are ours
            "CREATE OR REPLACE TEMP TABLE meant AS "  # noqa: S608
            f"WITH told AS (SELECT sums.*, {', '.join(name for names in NAMES.values() for name in names)} "
            f"FROM sums {joins}) "
            f"SELECT * {'' if detail.reporters else 'REPLACE (NULL::TEXT AS reporter_code)'}, "
            "coalesce(fault, reporter_fate, partner_fate, flow_fate, requested_fate, "
            f"CASE WHEN {inside} THEN 'intra-bloc' WHEN {window.outside()} THEN 'other-period' END) AS fate FROM told"
        )


def _bring(engine: Any, name: str, columns: dict[str, str], rows: list[tuple[Any, ...]]) -> None:
    """Makes a small table of the embedded engine, with columns of these types of Arrow."""
    import pyarrow as pa

    arrays = [pa.array([row[place] for row in rows], kind) for place, kind in enumerate(columns.values())]
    engine.con.register("brought", pa.table(arrays, names=list(columns)))
    engine.raw_sql(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM brought")
    engine.con.unregister("brought")
