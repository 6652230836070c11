"""What one text of a table means: a country, a direction, a regime, an arrangement, a procedure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date

from origin.monitoring.blocs import NOT_SPECIFIED, blocs, place_of
from origin.monitoring.mapping import Country, Mapping, Preference
from origin.monitoring.rows.terms import PART

Meaning = tuple[str | None, ...]
"""What a text means, the last part being the fate of its rows where they are not to be counted."""


def clean(text: str | None, missing: Iterable[str]) -> str | None:
    """A text without spaces around it; None where it stands for nothing."""
    plain = text.strip() if text is not None else ""
    return None if not plain or plain in missing else plain


def places_of(
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


def flow_of(text: str | None, mapping: Mapping) -> Meaning:
    """The direction of trade that a text means, and a fate where it is another or none."""
    meant = mapping.flow.values.get(text or "", text)
    if meant in {"import", "export"}:
        return meant, None
    return None, "other-flow" if meant == "other" else "flow-unknown"


def use_of(text: str | None, preference: Preference) -> Meaning:
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


def arrangement_of(raw: str | None, preference: Preference, missing: tuple[str, ...]) -> str | None:
    """The names of arrangements in one order, each once, with a bar between them; None where there is none."""
    if not preference.arrangement:
        return preference.arrangement_constant
    names: set[str] = set()
    for part, text in zip(preference.arrangement, (raw or "").split(PART), strict=False):
        named = clean(text, (*missing, *part.missing))
        if named is not None:
            names |= {part.prefix + one.strip() for one in (named.split(part.separator) if part.separator else [named])}
    return "|".join(sorted(name.replace("|", "/") for name in names if name)) or None


def yes_or_no(text: str | None, preference: Preference) -> str | None:
    """Whether a preference was open, as a column tells it."""
    if preference.eligible is None or text is None:
        return None
    return "yes" if text in preference.eligible.yes else "no" if text in preference.eligible.no else None


def is_excluded(text: str | None, preference: Preference) -> bool:
    """Whether a customs procedure is a special one, by its first two digits."""
    procedure = preference.procedure
    if procedure is None:
        return False
    first = (text or "")[:2]
    return first in procedure.excluded or bool(procedure.included and first not in procedure.included)


def alike_reporters(texts: Iterable[str], mapping: Mapping) -> dict[str, Hashable]:
    """The reporters that a report which does not tell them apart may take for one: by their time in the bloc.

    Texts that mean no single country are left out; where one means a bloc, all are, since it counts only without its
    members.
    """
    found: dict[str, Hashable] = {}
    bloc = blocs()[mapping.intra_bloc] if mapping.intra_bloc else None
    column = mapping.reporter
    for raw in texts:
        text = clean(raw, mapping.missing)
        if text is None or text in column.aggregates or text in column.unspecified:
            continue
        place = place_of(column.values.get(text, text))
        if place is not None and place.is_bloc:
            return {}
        if place is not None and place.code != NOT_SPECIFIED:
            spells = bloc.spells() if bloc else ()
            found[raw] = tuple((since, until) for country, since, until in spells if country == place.code)
    return found


def alike_procedures(texts: Iterable[str], mapping: Mapping) -> dict[str, Hashable]:
    """The procedures that count alike: special ones, and others."""
    preference = mapping.preference or Preference()
    return {text: is_excluded(clean(text, mapping.missing), preference) for text in texts}
