"""The table of duty rates that the user gives: what is due without preference, with it, and by reason of the origin.

A row is for a code or the beginning of one, an agreement, and days. The longest code wins; where two rows of one
length fit, they must agree. What the table does not say is not known: a rate is never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from msgspec import field

from origin.cases.rate_text import DutyRate, parse_rate
from origin.dossier.csv_grid import read_csv
from origin.dossier.grid import Grid
from origin.dossier.header import plain
from origin.dossier.kinds import COUNTRY, DAY, Fault, Kind
from origin.dossier.notes import Notes
from origin.frozen import Frozen
from origin.input_file import read_bytes
from origin.nomenclature.code import HsCode
from origin.nomenclature.code_text import parse_code
from origin.problems import Read

T = TypeVar("T")

HEADINGS = {
    "code": ("code", "commodity code", "hs", "hs code", "tariff line", "cn code"),
    "agreement": ("agreement", "scheme"),
    "mfn": ("mfn", "mfn rate", "third country duty", "general rate"),
    "preferential": ("preferential", "preferential rate", "preference", "reduced rate"),
    "other": ("other", "other duty", "anti dumping", "additional duty"),
    "other_origin": ("other origin", "origin", "country of origin"),
    "other_name": ("other name", "duty name", "measure"),
    "valid_from": ("valid from", "start", "from"),
    "valid_until": ("valid until", "end", "until"),
}


class RateRow(Frozen):
    """One row: the rates for codes that begin with `digits`.

    `other` is a duty that goods of `other_origin` attract besides, such as an anti-dumping duty.
    """

    digits: str
    mfn: DutyRate | None
    preferential: DutyRate | None
    agreement: str | None = None
    other: DutyRate | None = None
    other_origin: str | None = None
    other_name: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    def applies(self, on: date) -> bool:
        """True where the row is for that day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on <= self.valid_until
        )


class Applied(Frozen):
    """The rates for a claim; None where the table does not state one, or states two that differ."""

    mfn: DutyRate | None = None
    preferential: DutyRate | None = None


class RatesTable(Frozen):
    """All rows, by the digits they begin with."""

    rows: dict[str, tuple[RateRow, ...]] = field(default_factory=dict)

    def applied(self, code: HsCode | None, agreement: str | None, on: date) -> Applied:
        """The rates for a code under an agreement on a day."""
        return Applied(
            self._one(code, on, lambda row: row.mfn),
            self._one(code, on, lambda row: row.preferential if row.agreement in (None, agreement) else None),
        )

    def other(self, code: HsCode | None, origin: str, on: date) -> tuple[RateRow, ...]:
        """The other duties that goods of that origin attract."""
        found: dict[str, RateRow] = {}
        for row in self._fitting(code, on):
            if row.other is not None and row.other_origin in (None, origin):
                found.setdefault(row.other_name or "other duty", row)
        return tuple(found.values())

    def _fitting(self, code: HsCode | None, on: date) -> list[RateRow]:
        """The rows for a code and a day, the longest code first."""
        digits = "" if code is None else code.digits + (code.national or "")
        found: list[RateRow] = []
        for length in range(len(digits), 1, -1):
            found += [row for row in self.rows.get(digits[:length], ()) if row.applies(on)]
        return found

    def _one(self, code: HsCode | None, on: date, rate: Callable[[RateRow], DutyRate | None]) -> DutyRate | None:
        length = None
        rates: list[DutyRate] = []
        for row in self._fitting(code, on):
            value = rate(row)
            if value is None or (length is not None and len(row.digits) < length):
                continue
            length = len(row.digits)
            rates.append(value)
        same = {(one.percent, one.per_kilogram) for one in rates}
        return rates[0] if len(same) == 1 else None


def read_rates(path: Path) -> Read[RatesTable]:
    """The rates of a CSV file or workbook, or all that is wrong with it."""
    data = read_bytes(path, 100_000_000)
    if data.value is None:
        return Read(None, data.problems)
    notes = Notes(str(path))
    if data.value.startswith(b"PK\x03\x04"):
        from origin.dossier.xlsx_grid import read_xlsx

        grid = read_xlsx(data.value, str(path), None, notes)
    else:
        grid = read_csv(data.value, str(path), notes)
    table = _table(grid, notes) if grid is not None else None
    return Read(None if notes.refused else table, notes.problems)


def _table(grid: Grid, notes: Notes) -> RatesTable | None:
    header = _header(grid)
    if header is None or "code" not in header[1] or not {"mfn", "preferential"} & header[1].keys():
        accepted = "headings code, mfn, preferential; agreement, valid from, valid until, other, other origin"
        notes.add("column-missing", "the table has no columns of codes and rates", grid.place(0), accepted=accepted)
        return None
    first, at = header
    rows: dict[str, tuple[RateRow, ...]] = {}
    for number in range(first + 1, len(grid.rows)):
        row = _row(grid, number, at, notes)
        if row is not None:
            rows[row.digits] = (*rows.get(row.digits, ()), row)
    return RatesTable(rows)


def _header(grid: Grid) -> tuple[int, dict[str, int]] | None:
    known = {plain(name): key for key, names in HEADINGS.items() for name in names}
    best: tuple[int, dict[str, int]] | None = None
    for row in range(min(20, len(grid.rows))):
        found: dict[str, int] = {}
        for column in range(len(grid.rows[row])):
            words = plain(grid.cell(row, column).text).replace("%", "").strip()
            key = known.get(words)
            if key is not None:
                found.setdefault(key, column)
        if found and (best is None or len(found) > len(best[1])):
            best = (row, found)
    return best


def _row(grid: Grid, number: int, at: dict[str, int], notes: Notes) -> RateRow | None:
    texts = {key: grid.cell(number, column).text for key, column in at.items()}
    if not any(texts.values()):
        return None
    code = parse_code(texts["code"])
    if not isinstance(code, HsCode):
        notes.add(code.code, code.message, grid.place(number, at["code"], "code"), found=texts["code"])
        return None
    rates: dict[str, DutyRate | None] = {}
    for key in ("mfn", "preferential", "other"):
        rates[key] = parse_rate(texts[key]) if texts.get(key) else None
        if texts.get(key) and rates[key] is None:
            message, accepted = "this is not a rate of duty", "such as 4.5%, 12.8% + 176.8 EUR/100 kg, free"
            notes.add("rate-spelling", message, grid.place(number, at[key], key), found=texts[key], accepted=accepted)
    days = {key: _value(DAY, texts, key, grid, number, at, notes) for key in ("valid_from", "valid_until")}
    origin = _value(COUNTRY, texts, "other_origin", grid, number, at, notes) if texts.get("other") else None
    return RateRow(
        code.digits + (code.national or ""),
        rates["mfn"],
        rates["preferential"],
        texts.get("agreement") or None,
        rates["other"],
        origin,
        texts.get("other_name") or None,
        days["valid_from"],
        days["valid_until"],
    )


def _value(
    kind: Kind[T], texts: Mapping[str, str], key: str, grid: Grid, number: int, at: Mapping[str, int], notes: Notes
) -> T | None:
    if not texts.get(key):
        return None
    found = kind.read(texts[key])
    if isinstance(found, Fault):
        notes.refuse(found, grid.place(number, at[key], key), texts[key])
        return None
    return found
