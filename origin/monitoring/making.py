"""Makes a report: from files and parameters to a Report with the record by which it can be repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from origin.monitoring.csv_files import first_line
from origin.monitoring.mapping import NamedMapping, When, mapping_from_text, read_mapping
from origin.monitoring.periods import Grain, parse
from origin.monitoring.report import Report, Section
from origin.monitoring.request import DIGITS, Request, mistakes_in, record_of
from origin.monitoring.source import (
    MISSING_LIBRARIES,
    Input,
    available,
    embedded,
    memory_limit,
    open_database,
    open_files,
)
from origin.problems import Place, Problem, Read

if TYPE_CHECKING:
    from origin.monitoring.cells.reading import Cells
    from origin.monitoring.verifications import Verifications


@dataclass(frozen=True, slots=True)
class Made:
    """A report, and the rows of its inputs that broke their contract (header first); warnings, if any."""

    report: Report
    rejected: Callable[[], Iterable[tuple[str, ...]]]
    rejected_rows: int
    problems: tuple[Problem, ...] = ()


def make(request: Request, today: date, mapping_text: str | None = None) -> Read[Made]:
    """Makes a report. `mapping_text` stands for the mapping's file when a report is repeated."""
    if not available():
        return Read(None, (MISSING_LIBRARIES,))
    problems = mistakes_in(request)
    if problems:
        return Read(None, problems)
    request = replace(request, as_of=request.as_of or today.isoformat())
    engine = embedded(memory_limit())
    cells: Cells | None = None
    named: NamedMapping | None = None
    if request.data:
        read = (
            mapping_from_text(request.mapping or "", mapping_text)
            if mapping_text
            else read_mapping(request.mapping or "")
        )
        if read.value is None:
            return Read(None, read.problems)
        named = read.value
        opened = _cells(request, named, engine)
        if opened.value is None:
            return Read(None, opened.problems)
        cells = opened.value
    found: Verifications | None = None
    if request.verifications:
        from origin.monitoring.verifications import read_verifications

        table = read_verifications([Path(path) for path in request.verifications], engine)
        if table.value is None:
            return Read(None, table.problems)
        found = table.value
    elif request.register is not None:
        from origin.monitoring.case_register import read_register

        kept = read_register(request.register)
        if kept.value is None:
            return Read(None, kept.problems)
        found = kept.value
    sections = _sections(request, cells, found, engine)
    if sections.value is None:
        return Read(None, sections.problems)
    inputs = (*(cells.source.inputs if cells else ()), *(found.inputs if found else ()), *_extra(request))
    title, subtitle = _titles(request, named)
    report = Report(request.report, title, subtitle, sections.value, record_of(request, inputs, named))

    def rejected() -> Iterable[tuple[str, ...]]:
        if cells is not None:
            yield from cells.rejected()
        if found is not None and found.rejected:
            yield ("reason", *found.columns)
            yield from found.rejected

    count = (cells.account.rows("rejected") if cells else 0) + (len(found.rejected) if found else 0)
    return Read(Made(report, rejected, count, sections.problems), sections.problems)


def _cells(request: Request, named: NamedMapping, engine: Any) -> Read[Cells]:
    from origin.monitoring.cells.reading import cells_of
    from origin.monitoring.rows.terms import Detail, Window

    mapping = named.mapping
    grain = Grain(request.period)
    if mapping.date.constant == "given":
        if request.date is None:
            return Read(
                None, (Problem("date-missing", "the table has no date", accepted="--date 2024 or --date 2024-12"),)
            )
        mapping = mapping.model_copy(update={"date": When(constant=request.date)})
    if not mapping.date.monthly and grain is not Grain.YEAR:
        return Read(
            None,
            (
                Problem(
                    "period-too-fine",
                    "the table tells years only",
                    found=f"--period {grain.value}",
                    accepted="--period year",
                ),
            ),
        )
    opened = (
        open_database(request.database, request.data[0])
        if request.database is not None
        else open_files([Path(path) for path in request.data], engine)
    )
    if opened.value is None:
        return Read(None, opened.problems)
    absent = sorted(mapping.columns() - set(opened.value.columns))
    if absent:
        problem = Problem(
            "columns-missing",
            "the table lacks columns that the mapping names",
            found=", ".join(opened.value.columns),
            accepted=", ".join(absent),
            hint="is this the right mapping? origin report mappings NAME shows it",
        )
        return Read(None, (problem,))
    window = Window(
        parse(request.first, grain) if request.first else None,
        parse(request.last, grain, last=True) if request.last else None,
    )
    by_code = request.report != "overview" or request.measures or request.measured
    digits = DIGITS[request.code] if mapping.code is not None and by_code else 0
    detail = Detail(grain, digits, reporters=bool(by_code))
    import duckdb

    try:
        return Read(cells_of(opened.value, mapping, detail, engine, window))
    except duckdb.OutOfMemoryException:
        hint = "give more by ORIGIN_REPORT_MEMORY=4GB, or ask for less detail: --code none, --period year"
        return Read(
            None, (Problem("memory", "the sums do not fit into the memory allowed", found=memory_limit(), hint=hint),)
        )
    except Exception as error:  # a file that is damaged further on, a database that goes away
        if not _of_an_engine(error):
            raise
        place = Place(opened.value.inputs[0].name)
        return Read(
            None, (Problem("table-unreadable", "this table cannot be read to the end", place, first_line(error)),)
        )


def _of_an_engine(error: Exception) -> bool:
    """Whether an exception is an engine's, and not a mistake of our own."""
    return type(error).__module__.partition(".")[0] not in {"builtins", "origin", "ibis"}


def _sections(
    request: Request, cells: Cells | None, found: Verifications | None, engine: Any
) -> Read[tuple[Section, ...]]:
    as_of = date.fromisoformat(request.as_of or "")
    method: Any = request.interval
    match request.report:
        case "utilisation":
            from origin.monitoring.utilisation.sections import utilisation_sections

            assert cells is not None
            return Read(utilisation_sections(cells, request.by))
        case "verification":
            from origin.monitoring.verification.sections import verification_sections

            assert found is not None
            return Read(verification_sections(found, as_of, method, imports_of(cells), request.by))
        case "circumvention":
            from origin.monitoring.circumvention.sections import circumvention_sections

            assert cells is not None
            return circumvention_sections(cells, request, found, engine)
        case _:
            from origin.monitoring.overview import overview_sections

            assert cells is not None
            return overview_sections(cells, request, found, engine, as_of)


def imports_of(cells: Cells | None) -> Callable[[Sequence[str], tuple[Any, ...]], Decimal | None]:
    """The value of imports that used a preference, by the dimensions that both tables have."""
    from functools import cache

    from origin.monitoring.utilisation.use import used_by

    @cache
    def table(by: tuple[str, ...]) -> dict[tuple[Any, ...], Decimal]:
        assert cells is not None
        return {key: use.used for key, use in used_by(cells, by).items()}

    def imports(by: Sequence[str], key: tuple[Any, ...]) -> Decimal | None:
        if cells is None or cells.grain is not Grain.YEAR or ("product" in by and cells.detail.digits != 2):
            return None
        return table(tuple(by)).get(key)

    return imports


def _extra(request: Request) -> tuple[Input, ...]:
    """The other files a report read."""
    from origin.monitoring.source import input_of

    return tuple(input_of(Path(path)) for path in (request.measures, request.capacity) if path)


def _titles(request: Request, named: NamedMapping | None) -> tuple[str, str]:
    titles = {
        "utilisation": "Use of preferences",
        "verification": "Verification of preference claims",
        "circumvention": "Leads to circumvention",
        "overview": "Preferential arrangements at a glance",
    }
    return titles[request.report], named.mapping.title if named else ", ".join(
        Path(one).name for one in request.verifications
    )
