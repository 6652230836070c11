"""Past outcomes: claims that were verified, and whether preference was refused; from CSV, packed or not, or .xlsx."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from origin.dossier.csv_grid import read_csv
from origin.dossier.grid import Grid
from origin.dossier.header import plain
from origin.dossier.notes import Notes
from origin.frozen import Frozen
from origin.input_file import read_bytes
from origin.problems import Place, Problem, Read

LARGEST = 200_000_000

HEADINGS = {
    "refused": ("refused", "outcome", "result", "fraud", "not originating"),
    "partner": ("origin", "partner", "country of origin", "preferential origin"),
    "agreement": ("agreement", "scheme", "regime", "tax type"),
    "code": ("code", "commodity code", "hs", "hs code", "hs6 code", "tariff line"),
    "reference": ("reference", "claim", "declaration", "declaration id"),
}
YES = ("1", "yes", "true", "refused", "partly", "not originating")
NO = ("0", "no", "false", "accepted", "originating")


class Features(Frozen):
    """What an estimate of refusal rests on: partner, agreement and code."""

    partner: str
    agreement: str
    code: str


class PastOutcome(Frozen):
    """A claim that was verified, and whether preference was refused."""

    features: Features
    refused: bool
    reference: str = ""


def read_outcomes(path: Path) -> Read[tuple[PastOutcome, ...]]:
    """The outcomes of a table, or all that is wrong with it."""
    data = read_bytes(path, LARGEST)
    if data.value is None:
        return Read(None, data.problems)
    notes = Notes(str(path))
    table = _unpacked(data.value, path) if data.value.startswith(b"\x1f\x8b") else data
    if table.value is None:
        return Read(None, table.problems)
    if table.value.startswith(b"PK\x03\x04"):
        from origin.dossier.xlsx_grid import read_xlsx

        grid = read_xlsx(table.value, str(path), None, notes)
    else:
        grid = read_csv(table.value, str(path), notes)
    outcomes = _outcomes(grid, notes) if grid is not None else ()
    return Read(None if notes.refused else outcomes, notes.problems)


def _unpacked(data: bytes, path: Path) -> Read[bytes]:
    """What a gzip file holds, no more of it than a table may have."""
    import zlib

    packed = zlib.decompressobj(31)
    try:
        unpacked = packed.decompress(data, LARGEST + 1)
    except zlib.error as error:
        return Read(None, (Problem("file-damaged", "this gzip file is damaged", Place(str(path)), str(error)),))
    if len(unpacked) > LARGEST:
        accepted = f"at most {LARGEST:,} bytes"
        return Read(None, (Problem("file-large", "this table is too large", Place(str(path)), accepted=accepted),))
    if not packed.eof:
        message = "this gzip file ends before its end"
        return Read(None, (Problem("file-damaged", message, Place(str(path)), hint="fetch it again"),))
    return Read(unpacked)


def _outcomes(grid: Grid, notes: Notes) -> tuple[PastOutcome, ...]:
    known = {name: key for key, names in HEADINGS.items() for name in names}
    headings = grid.rows[0] if grid.rows else ()
    at: dict[str, int] = {}
    for column in range(len(headings)):
        key = known.get(plain(grid.cell(0, column).text))
        if key is not None:
            at.setdefault(key, column)
    for needed in ("refused", "code"):
        if needed not in at:
            accepted = "headings refused, code; origin, agreement, reference"
            notes.add("column-missing", f"the table has no column {needed}", grid.place(0), accepted=accepted)
    if notes.refused:
        return ()
    found = []
    for row in range(1, len(grid.rows)):
        texts = {key: grid.cell(row, column).text for key, column in at.items()}
        if not any(texts.values()):
            continue
        word = texts["refused"].casefold()
        if word not in YES and word not in NO:
            accepted = f"{', '.join(YES)}; {', '.join(NO)}"
            notes.add("value-unknown", "this is no outcome", grid.place(row, at["refused"]), accepted=accepted)
            continue
        digits = "".join(sign for sign in texts["code"] if sign.isdigit())
        features = Features(texts.get("partner", ""), texts.get("agreement", ""), digits[:6])
        found.append(PastOutcome(features, word in YES, texts.get("reference", "")))
    return tuple(found)


def base_rate(outcomes: Sequence[PastOutcome]) -> float:
    """The share of refusals among all outcomes."""
    return sum(one.refused for one in outcomes) / len(outcomes) if outcomes else 0.0
