"""Bills of materials in Excel workbooks, made here cell by cell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment

from origin.dossier.document import Material, MaterialsFrom
from origin.dossier.model import Money
from origin.dossier.spreadsheet import read_bill_of_materials
from origin.nomenclature.code import HsCode
from origin.problems import Read

Fill = Callable[[Any], None]


@pytest.fixture
def workbook(tmp_path: Path) -> Any:
    """Reads a workbook with the given rows in its first sheet; `fill` may do more to the book."""

    def read(rows: list[list[Any]], fill: Fill | None = None, **source: Any) -> Read[tuple[Material, ...]]:
        book = Workbook()
        for row in rows:
            book.active.append(row)  # type: ignore[union-attr]
        if fill:
            fill(book)
        book.save(tmp_path / "bom.xlsx")
        return read_bill_of_materials(tmp_path / "bom.xlsx", MaterialsFrom(file="bom", **source), "EUR")

    return read


def lines_of(read: Read[tuple[Material, ...]]) -> tuple[Material, ...]:
    """The lines of a workbook that is read."""
    assert read.value is not None, [str(problem) for problem in read.problems]
    return read.value


def said(read: Read[Any]) -> list[str]:
    """The problems as `code@cell`."""
    return [f"{problem.code}@{problem.place.cell}" for problem in read.problems if problem.place]


def test_numbers_are_what_excel_shows(workbook: Any) -> None:
    """Floats become the decimals that Excel shows, to its fifteen digits."""
    rows = [["Name", "Qty", "Total value"], ["a", 3, 0.1 + 0.2], ["b", 1, 1e-7], ["c", 1, 1234567.89], ["d", 1, 1e15]]
    amounts = [line.value.amount for line in lines_of(workbook(rows)) if line.value]
    assert amounts == [Fraction(3, 10), Fraction(1, 10**7), Fraction("1234567.89"), Fraction(10**15)]


def test_currency_and_percent_formats(workbook: Any) -> None:
    """The currency of a number format counts, and a percentage is a share."""

    def fill(book: Any) -> None:
        sheet = book.active
        sheet["B2"].number_format = '"€"#,##0.00'
        sheet["B3"].number_format = "[$£-809]#,##0.00"
        sheet["B4"].number_format = "#,##0.00\\ [$CHF]"
        sheet["C2"].number_format = "0.0%"

    lines = lines_of(workbook([["Name", "Value", "Scrap"], ["a", 5, 0.05], ["b", 5.5, None], ["c", 6, None]], fill))
    assert [line.value for line in lines] == [
        Money(Fraction(5), "EUR"),
        Money(Fraction("5.5"), "GBP"),
        Money(Fraction(6), "CHF"),
    ]
    assert lines[0].scrap == Fraction(1, 20)


def test_dollars_in_the_format_need_a_word(workbook: Any) -> None:
    """A dollar sign in a number format could be one of several."""

    def fill(book: Any) -> None:
        book.active["B2"].number_format = '_("$"* #,##0.00_)'

    assert said(workbook([["Name", "Value"], ["a", 5]], fill)) == ["currency-missing@B2"]
    assert lines_of(workbook([["Name", "Value"], ["a", 5]], fill, currency="USD"))[0].value == Money(Fraction(5), "USD")


def test_formulas(workbook: Any, tmp_path: Path) -> None:
    """A formula without a saved result is refused with its cell; with one, the result counts."""
    rows = [["Name", "Qty", "Unit price", "Total"], ["a", 2, 3, "=B2*C2"]]
    read = workbook(rows)
    assert said(read)[0] == "cell-form@D2"
    assert "formula" in read.problems[0].message
    assert read.problems[0].found == "=B2*C2"
    path = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = (
        parts[name].replace(b"<v></v>", b"<v>6</v>").replace(b"<v />", b"<v>6</v>").replace(b"<v/>", b"<v>6</v>")
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert load_workbook(path, data_only=True).active["D2"].value == 6  # type: ignore[index]
    assert lines_of(read_bill_of_materials(path, None, "EUR"))[0].value == Money(Fraction(6), "EUR")


def test_codes_as_numbers(workbook: Any) -> None:
    """Codes that became numbers are read where nothing was lost, and refused with a hint where it was."""
    assert lines_of(workbook([["Name", "HS"], ["a", 871491], ["b", "010121"]]))[1].hs == HsCode("010121")
    read = workbook([["Name", "HS"], ["a", 10121], ["b", 8711.6], ["c", 901.1], ["d", date(2026, 1, 8)]])
    errors = [problem for problem in read.problems if problem.severity.value == "error"]
    assert [problem.place.cell for problem in errors if problem.place] == ["B2", "B3", "B4", "B5"]
    assert "0101.21" in (errors[0].hint or "")
    assert "8711.60" in (errors[1].hint or "")
    assert "0901.10" in (errors[2].hint or "")


def test_dates_for_numbers(workbook: Any) -> None:
    """A number that Excel took for a date is refused with a hint."""
    read = workbook([["Name", "Qty"], ["a", date(2026, 1, 2)]])
    assert said(read)[0] == "cell-form@B2"
    assert "date" in (read.problems[0].hint or "")


def test_error_cells(workbook: Any) -> None:
    """A cell with an error says nothing, and that is reported."""
    read = workbook([["Name", "Value"], ["a", "#REF!"], ["b", 5]])
    assert [line.value for line in lines_of(read)] == [None, Money(Fraction(5), "EUR")]
    assert "cell-error@B2" in said(read)


def test_merged_cells(workbook: Any) -> None:
    """A text in merged cells counts for all their rows; a figure does not."""

    def merge(cells: str) -> Fill:
        return lambda book: book.active.merge_cells(cells)

    rows = [["Name", "Origin", "Value"], ["a", "DE", 5], ["b", None, 6], ["c", "FR", 7]]
    assert [line.origin for line in lines_of(workbook(rows, merge("B2:B3")))] == ["DE", "DE", "FR"]
    read = workbook([["Name", "Origin", "Value"], ["a", "DE", 5], ["b", "DE", None]], merge("C2:C3"))
    assert said(read)[0] == "cell-merged@C2"
    assert read.refused


def test_section_over_merged_columns(workbook: Any) -> None:
    """The heading of a group in cells merged across is no material."""
    rows = [["Name", "Qty", "Value"], ["Electric", None, None], ["Motor", 1, 5]]
    read = workbook(rows, lambda book: book.active.merge_cells("A2:C2"))
    assert [line.name for line in lines_of(read)] == ["Motor"]


def test_indented_cells(workbook: Any) -> None:
    """The indentation of cells makes levels, like spaces do."""

    def fill(book: Any) -> None:
        book.active["A3"].alignment = Alignment(indent=1)
        book.active["A4"].alignment = Alignment(indent=2)

    (wheel,) = lines_of(workbook([["Name", "Qty"], ["Wheel", 1], ["Rim", 1], ["Rivet", 4]], fill))[:1]
    assert wheel.name == "Rim"
    assert wheel.made is not None


def test_sheets(workbook: Any) -> None:
    """The one visible sheet with headings is read; of several, one is asked for; a hidden one only by name."""

    def add(title: str, rows: list[list[Any]], state: str = "visible") -> Fill:
        def fill(book: Any) -> None:
            sheet = book.create_sheet(title)
            sheet.sheet_state = state
            for row in rows:
                sheet.append(row)

        return fill

    rows: list[list[Any]] = [["Name", "Qty"], ["a", 1]]
    other: list[list[Any]] = [["Name", "Qty"], ["b", 1]]
    assert lines_of(workbook(rows, add("Notes", [["made by hand"]])))[0].name == "a"
    assert lines_of(workbook(rows, add("Old", other, "hidden")))[0].name == "a"
    assert lines_of(workbook(rows, add("Old", other, "hidden"), sheet="old"))[0].name == "b"
    read = workbook(rows, add("BOM 2", other))
    assert said(read) == ["sheet-which@None"]
    assert read.problems[0].found == "Sheet, BOM 2"
    read = workbook(rows, add("BOM 2", other), sheet="BOM 3")
    assert read.problems[0].hint == "did you mean BOM 2?"


def test_empty_rows_and_columns(workbook: Any) -> None:
    """A table may stand anywhere in its sheet, and its problems name sheet and cell."""
    rows: list[list[Any]] = [[], [], [None, None, "My bicycle"], [], [None, "Component", None, "Total value"]]
    read = workbook([*rows, [None, "Frame", None, 5], [], [None, "Fork", None, "much"]])
    assert said(read)[0] == "currency-assumed@D6"
    errors = [problem for problem in read.problems if problem.severity.value == "error"]
    assert [str(problem.place).rpartition(" ")[2] for problem in errors] == ["[Sheet!D8]"]


def test_far_cells(workbook: Any) -> None:
    """A stray cell at the far edge of the sheet costs neither memory nor minutes."""

    def fill(book: Any) -> None:
        book.active.cell(row=1_048_576, column=1).value = "x"

    assert said(workbook([["Name", "Qty"], ["a", 1]], fill)) == ["table-long@None"]
    read = workbook([["Name", "Qty"], ["a", 1]], lambda book: book.active.cell(row=2, column=16_384, value="x"))
    assert said(read) == ["table-long@None"]


def _packed(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"xl/workbook.xml": b"<", "xl/big.xml": b" " * 210_000_000}, "xlsx-large"),
        ({"xl/workbook.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}, "xlsx-damaged"),
        ({"xl/workbook.xml": b"not xml"}, "xlsx-damaged"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "xlsx-other"),
        ({"word/document.xml": b""}, "xlsx-other"),
    ],
)
def test_archives_that_are_no_workbooks(tmp_path: Path, parts: dict[str, bytes], code: str) -> None:
    """Bombs, entities, damaged and other archives are refused in one problem."""
    (tmp_path / "bom.xlsx").write_bytes(_packed(parts))
    assert [problem.code for problem in read_bill_of_materials(tmp_path / "bom.xlsx").problems] == [code]


def test_damaged_workbooks_never_raise(workbook: Any, tmp_path: Path) -> None:
    """A workbook cut off or overwritten anywhere is refused, not raised."""
    workbook([["Name", "Qty"], ["a", 1]])
    whole = (tmp_path / "bom.xlsx").read_bytes()
    for at in range(0, len(whole), 61):
        for data in (whole[:at], whole[:at] + b"\xff\x00" + whole[at + 2 :]):
            (tmp_path / "bad.xlsx").write_bytes(data)
            read = read_bill_of_materials(tmp_path / "bad.xlsx")
            assert read.value is not None or read.problems


def test_hidden_rows_count_and_are_told(workbook: Any) -> None:
    """A material in a hidden row is read like the others, and the writer is told where it stands."""

    def hide(book: Any) -> None:
        book.active.row_dimensions[3].hidden = True

    read = workbook([["Name", "Qty", "Total value"], ["a", 1, 2], ["b", 1, 3]], hide)
    assert [line.name for line in lines_of(read)] == ["a", "b"]
    assert "row-hidden@row 3" in said(read)


def test_a_heading_merged_over_several(workbook: Any) -> None:
    """A heading that is merged over several columns is part of the headings below it."""

    def merge(book: Any) -> None:
        book.active.merge_cells("C1:D1")

    rows = [["", "", "Price", ""], ["Name", "Qty", "Currency", "Unit"], ["a", 2, "EUR", 3]]
    (line,) = lines_of(workbook(rows, merge))
    assert line.unit_value == Money(Fraction(3), "EUR")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_declared_anywhere(tmp_path: Path, workbook: Any, encoding: str) -> None:
    """A workbook whose parts declare entities is refused, in any encoding and behind a long remark."""
    workbook([["Name", "Value"], ["a", 1]])
    source, target = tmp_path / "bom.xlsx", tmp_path / "entities.xlsx"
    declared = f"<?xml version='1.0' encoding='{encoding}'?><!--{'x' * 5000}--><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            shared = part == "xl/styles.xml"
            new.writestr(part, declared.encode(encoding) if shared else old.read(part))
    read = read_bill_of_materials(target, MaterialsFrom(file="bom"), "EUR")
    assert read.value is None
    assert [problem.message for problem in read.problems] == ["a part of this workbook declares entities"]
