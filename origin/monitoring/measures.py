"""The measures whose circumvention is looked for: which goods of which country, since when, with what act."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from origin.input_file import fault_of
from origin.monitoring.blocs import place_of
from origin.problems import Place, Problem, Read

LARGEST = 20_000_000

COLUMNS = {
    "codes": "HS codes or beginnings of them, with spaces; empty: all.",
    "measured": "The country the measure strikes.",
    "since": "Its first day.",
    "importer": "The importing country or bloc that took it; empty: all.",
    "inputs": "Codes of inputs from which the goods are made, with spaces; may be empty.",
    "act": "The act, for the reader; may be empty.",
}
"""The schema of a table of measures."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A duty, ban or other measure on goods of one country."""

    codes: tuple[str, ...]
    measured: str
    since: date
    importer: str | None = None
    inputs: tuple[str, ...] = ()
    act: str = ""

    def covers(self, code: str) -> bool:
        """Whether it covers goods of a code, or some of them."""
        return not self.codes or any(code.startswith(one) or one.startswith(code) for one in self.codes)

    @property
    def words(self) -> str:
        """The measure in short."""
        goods = ", ".join(self.codes) if self.codes else "all goods"
        return f"{goods} of {self.measured} since {self.since}" + (f", {self.act}" if self.act else "")


def measures_from(measured: tuple[str, ...], since: str | None, codes: tuple[str, ...]) -> Read[tuple[Measure, ...]]:
    """Measures from options: each country with the same codes and day."""
    if not measured or since is None:
        hint = "a measure strikes goods of a country since a day; --measures FILE takes several"
        return Read(
            None,
            (
                Problem(
                    "measure-missing", "no measure was given", accepted="--measured COUNTRY --since DATE", hint=hint
                ),
            ),
        )
    problems, found = [], []
    for country in measured:
        place = place_of(country)
        if place is None:
            problems.append(
                Problem(
                    "country-unknown",
                    "this is no known country",
                    found=country,
                    accepted="two or three letters, or its English name",
                )
            )
        else:
            found.append(Measure(tuple(_code(code) for code in codes), place.code, date.fromisoformat(since)))
    problems += [_no_code(code) for code in codes if not _is_code(_code(code))]
    return Read(None, tuple(problems)) if problems else Read(tuple(found))


def read_measures(path: Path) -> Read[tuple[Measure, ...]]:
    """Measures from a CSV table."""
    odd = fault_of(path)
    if odd is not None:
        return Read(None, (odd,))
    try:
        if path.stat().st_size > LARGEST:
            return Read(
                None, (Problem("file-too-large", "this file is too large for a table of measures", Place(str(path))),)
            )
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return Read(
            None, (Problem("file-unreadable", "this file cannot be read as UTF-8 text", Place(str(path)), str(error)),)
        )
    reader = csv.DictReader(io.StringIO(text))
    if not {"measured", "since"} <= set(reader.fieldnames or ()):
        found = ", ".join(reader.fieldnames or ())
        return Read(
            None,
            (Problem("columns-missing", "this is no table of measures", Place(str(path)), found, ", ".join(COLUMNS)),),
        )
    problems: list[Problem] = []
    measures: list[Measure] = []
    for row in reader:
        given = {name: (row.get(name) or "").strip() for name in COLUMNS}
        place = Place(str(path), reader.line_num)
        country, importer = place_of(given["measured"]), place_of(given["importer"]) if given["importer"] else None
        codes, inputs = (tuple(map(_code, given[name].split())) for name in ("codes", "inputs"))
        if country is None:
            problems.append(Problem("country-unknown", "this is no known country", place, given["measured"]))
        if given["importer"] and importer is None:
            problems.append(Problem("country-unknown", "this is no known country", place, given["importer"]))
        problems += [_no_code(code, place) for code in (*codes, *inputs) if not _is_code(code)]
        try:
            since = date.fromisoformat(given["since"])
        except ValueError:
            problems.append(Problem("date-unreadable", "this is no day", place, given["since"], "YYYY-MM-DD"))
            continue
        if country is not None:
            measures.append(
                Measure(codes, country.code, since, importer.code if importer else None, inputs, given["act"])
            )
    if not problems and not measures:
        problems.append(Problem("measure-missing", "the table has no rows", Place(str(path))))
    return Read(None, tuple(problems)) if problems else Read(tuple(measures))


def read_capacity(path: Path) -> Read[dict[tuple[str, str], Decimal]]:
    """Production by country and code, per year, in kilograms: columns country, code, production (one row each)."""
    odd = fault_of(path)
    if odd is not None:
        return Read(None, (odd,))
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeDecodeError) as error:
        return Read(
            None, (Problem("file-unreadable", "this file cannot be read as UTF-8 text", Place(str(path)), str(error)),)
        )
    if not {"country", "code", "production"} <= set(reader.fieldnames or ()):
        return Read(
            None,
            (
                Problem(
                    "columns-missing",
                    "this is no table of production",
                    Place(str(path)),
                    accepted="country, code, production",
                ),
            ),
        )
    found: dict[tuple[str, str], Decimal] = {}
    problems = []
    for row in reader:
        country = place_of(row["country"] or "")
        try:
            amount = Decimal((row["production"] or "").strip())
        except InvalidOperation:
            amount = Decimal("NaN")
        if country is None or not amount.is_finite() or amount < 0:
            place = Place(str(path), reader.line_num)
            problems.append(
                Problem("row-unreadable", "a row needs a known country and a production that is a number", place)
            )
        else:
            found[country.code, _code(row["code"] or "")] = amount
    return Read(None, tuple(problems)) if problems else Read(found)


def _code(text: str) -> str:
    return text.replace(".", "").strip()


def _is_code(code: str) -> bool:
    return code.isdigit() and 2 <= len(code) <= 10


def _no_code(code: str, place: Place | None = None) -> Problem:
    return Problem("code-unreadable", "this is no HS code, nor the beginning of one", place, code, "2 to 10 digits")
