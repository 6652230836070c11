"""Bills of materials in tables: CSV as it comes."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from origin.dossier.document import Material, MaterialsFrom
from origin.dossier.model import Money, Status
from origin.dossier.reader import read_dossier, read_dossier_text
from origin.dossier.spreadsheet import read_bill_of_materials
from origin.nomenclature.code import HsCode
from origin.problems import Read

BOMS = Path(__file__).resolve().parents[3] / "shared" / "data" / "bom"


@pytest.fixture
def table(tmp_path: Path) -> Any:
    """Reads a table from its text, with the words that a dossier may add."""

    def read(text: str | bytes, price: str | None = "EUR", **source: Any) -> Read[tuple[Material, ...]]:
        path = tmp_path / "bom.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_bill_of_materials(path, MaterialsFrom(file="bom", **source), price)

    return read


def lines_of(read: Read[tuple[Material, ...]]) -> tuple[Material, ...]:
    """The lines of a table that is read."""
    assert read.value is not None, [str(problem) for problem in read.problems]
    return read.value


def said(read: Read[Any]) -> list[str]:
    """The problems as `code@cell`."""
    return [f"{problem.code}@{problem.place.cell}" for problem in read.problems if problem.place]


def test_plain_table(table: Any) -> None:
    """Every column that is known by its heading is read."""
    read = table(
        "Part number;Component;HS code;Qty;Unit price (EUR);Total (EUR);"
        "Weight per unit [g];Country of origin;Originating;Scrap\n"
        "4711;Frame;8714.91;2;70,00;140,00;1050;Taiwan;no;5%\n"
        "4712;Fork;871491;1;1.070,50;1.070,50;900,5;DE;yes;\n"
    )
    frame, fork = lines_of(read)
    assert said(read) == []
    assert (frame.id, frame.name, frame.hs) == ("4711", "Frame", HsCode("871491"))
    assert frame.quantity is not None
    assert frame.quantity.number == 2
    assert frame.value == Money(Fraction(140), "EUR")
    assert frame.unit_weight == Fraction(105, 100)
    assert (frame.origin, frame.status, frame.scrap) == ("TW", Status.NON_ORIGINATING, Fraction(1, 20))
    assert fork.value == Money(Fraction("1070.5"), "EUR")
    assert (fork.origin, fork.status, fork.unit_weight) == ("DE", Status.ORIGINATING, Fraction("0.9005"))
    assert frame.at.place("value").cell == "F2"
    assert frame.at.place("value").line == 2


@pytest.mark.parametrize(
    "headings",
    [
        "Component,Quantity,Total cost,Origin",
        "Bezeichnung,Menge,Gesamtpreis,Ursprungsland",
        "Désignation,Quantité,Prix total,Pays d'origine",
        "ITEM,QTY.,Ext. Cost (€),C.O.O.",
        "Material description,Qty per assembly,Line total,Country_of_origin",
        "Komponente,Stückzahl,Gesamtwert EUR,Herkunftsland",
    ],
)
def test_headings(table: Any, headings: str) -> None:
    """Headings are known in English, German and French, in any case and with signs."""
    (line,) = lines_of(table(f"{headings}\nFrame,2,140.00,DE\n"))
    assert line.quantity is not None
    found = (line.name, line.quantity.number, line.value, line.origin)
    assert found == ("Frame", Fraction(2), Money(Fraction(140), "EUR"), "DE")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_and_encodings(table: Any, delimiter: str, encoding: str) -> None:
    """The delimiter is found out, and so is the encoding."""
    text = 'Name;Menge;Wert\nSchlüssel 3/4";1;2.50 €\nÖse, klein;2;0.10 €\n'.replace(";", delimiter)
    if delimiter == ",":
        text = text.replace("Öse, klein", '"Öse, klein"').replace('Schlüssel 3/4"', '"Schlüssel 3/4"""')
    assert [line.name for line in lines_of(table(text.encode(encoding)))] == ['Schlüssel 3/4"', "Öse, klein"]


def test_windows_encoding_is_reported(table: Any) -> None:
    """What is not UTF-8 is read as Windows-1252, with a warning that names the line."""
    read = table("Name;Wert\nBolt;1,50\nBügel – groß;2,50 €\n".encode("cp1252"))
    assert lines_of(read)[1].name == "Bügel – groß"
    problem = next(problem for problem in read.problems if problem.code == "file-encoding")
    assert problem.place is not None
    assert (problem.severity.value, problem.place.line) == ("warning", 3)


def test_rows_that_are_no_materials(table: Any) -> None:
    """Empty rows, headings of groups, totals and repeated headings are passed over, and what matters is reported."""
    read = table(
        "City e-bike, revision 7,,\n,,\nName,Qty,Cost,Link\n,,,\nFrame ,,,\nTube,2,$10.00 ,x\nSubtotal,,$20.00,\n\n"
        "Name,Qty,Cost,Link\nElectric:,,,\nMotor,1,$90.00,\nTOTAL (all parts),,$110.00,\n,,,Structural $3\n",
        price="USD",
    )
    assert [line.name for line in lines_of(read)] == ["Tube", "Motor"]
    codes = [
        "column-unsure@C3",
        "column-unread@D3",
        "row-heading@A5",
        "row-total@A7",
        "row-heading@A10",
        "row-total@A12",
        "row-outside@D13",
    ]
    assert [code for code in said(read) if not code.startswith("currency")] == codes


def test_group_rows_are_materials_where_nothing_else_is_stated(table: Any) -> None:
    """In a table of names alone, a row with only a name is a material."""
    assert len(lines_of(table("Ref,Part\nJ2,terminal\nJ3,terminal\n,spacer\n"))) == 3


@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        ("$1,500.00 ", "1500", "USD"),
        ("12.50 €", "12.50", "EUR"),
        ("15.- €", "15", "EUR"),
        ("CHF 1'200.--", "1200", "CHF"),
        ("EUR 3.10", "3.10", "EUR"),
        ("3.10EUR", "3.10", "EUR"),
        ("US$ 1 500.00", "1500", "USD"),
        ("£0.99", "0.99", "GBP"),
        ("CHF 1'234.50", "1234.50", "CHF"),
        ("1\u202f234.50 €", "1234.50", "EUR"),
        ("index 5", "5", "index"),
    ],
)
def test_amounts_with_their_currency(table: Any, cell: str, amount: str, currency: str) -> None:
    """Signs and codes of currencies stand before or after the amount."""
    (line,) = lines_of(table(f'Name,Value\nFrame,"{cell}"\n', price="USD"))
    assert line.value == Money(Fraction(amount), currency)


def test_currency_by_heading_column_word_and_price(table: Any) -> None:
    """The currency is that of the cell, row, heading, writer or product's price; the last is reported."""
    assert lines_of(table("Name,Value,Currency\na,5,chf\n"))[0].value == Money(Fraction(5), "CHF")
    assert lines_of(table("Name,Value (GBP)\na,5\n"))[0].value == Money(Fraction(5), "GBP")
    assert lines_of(table("Name,Value\na,$5\n", currency="CAD"))[0].value == Money(Fraction(5), "CAD")
    read = table("Name,Value\na,5\n")
    assert lines_of(read)[0].value == Money(Fraction(5), "EUR")
    assert "currency-assumed@B2" in said(read)
    assert said(table("Name,Value\na,5\nb,6\n", price=None)) == ["currency-missing@B2"]
    assert said(table("Name,Value\na,$5\n")) == ["currency-missing@B2"]
    assert said(table("Name,Value\na,€5\n", currency="USD")) == ["currency-disagrees@B2"]
    assert said(table("Name,Value\na,5 zorkmids\n")) == ["currency-unknown@B2"]


def test_decimal_commas_are_decided_by_the_column(table: Any) -> None:
    """One cell shows what the sign means in all others; nobody guesses where none does."""
    read = table("Name;Wert EUR\na;1.234\nb;5,10\nc;1.000.000\n")
    assert [line.value for line in lines_of(read)] == [Money(Fraction(n), "EUR") for n in ("1234", "5.1", "1000000")]
    assert said(table("Name;Wert EUR\na;1.234\n")) == ["number-unclear@B2"]
    assert lines_of(table("Name;Wert EUR\na;1.234\n", decimal=","))[0].value == Money(Fraction(1234), "EUR")
    assert lines_of(table("Name;Wert EUR\na;1.234\n", decimal="."))[0].value == Money(Fraction("1.234"), "EUR")
    assert said(table("Name;Wert EUR\na;1,50\nb;1.50\n")) == ["number-mixed@B2"]
    read = table("Name;Menge;Gesamtpreis EUR\na;1,000;5.10\n")
    assert said(read) == ["number-unclear@B2"]
    assert lines_of(read)[0].value == Money(Fraction("5.1"), "EUR")


def test_figures_that_are_none(table: Any) -> None:
    """Letters, negative amounts and dates are refused with their cells; dashes and n/a say nothing."""
    read = table("Name,Qty,Value EUR\na,two,5.00\nb,1,-5.00\nc,1,2026-06-01\nd,-,n/a\ne,1,#DIV/0!\n")
    errors = [f"{problem.code}@{problem.place.cell}" for problem in read.problems if problem.severity.value == "error"]
    assert errors == ["number-spelling@B2", "number-negative@C3", "number-spelling@C4"]
    assert "cell-error@C6" in said(read)


def test_value_of_line_against_unit(table: Any) -> None:
    """A total that is not quantity times unit value is taken, and reported with its cell; rounding is not."""
    read = table("Name,Qty,Unit cost EUR,Total EUR\na,3,0.33,1.00\nb,3,2.00,7.00\n")
    assert [line.value for line in lines_of(read)] == [Money(Fraction(1), "EUR"), Money(Fraction(7), "EUR")]
    assert said(read) == ["value-disagrees@D3"]
    assert read.problems[0].found == "7, but 3 x 2 = 6"


def test_unit_values_and_packages(table: Any) -> None:
    """Without a total, the unit's value counts, or the package's over its content."""
    read = table("Name,Qty,Unit price EUR,Pkg Qty,Pkg price EUR\na,3,2.00,,\nb,4,,100,5.00\nc,,2.00,,\n")
    units = [line.unit_value for line in lines_of(read)]
    assert units == [Money(Fraction(2), "EUR"), Money(Fraction(1, 20), "EUR"), Money(Fraction(2), "EUR")]
    assert said(read) == ["quantity-missing@B4"]


def test_two_totals(table: Any) -> None:
    """Of two columns of totals the one that agrees with quantity and unit value is taken, and that is reported."""
    head = "Name,Qty,Unit cost EUR,Subtotal (bulk),Subtotal (unit)\n"
    read = table(f"{head}a,2,1.00,50.00,2.00\n")
    assert lines_of(read)[0].value == Money(Fraction(2), "EUR")
    assert "column-chosen@E1" in said(read)
    assert said(table("Name,Subtotal (bulk),Subtotal (unit)\na,50.00,2.00\n"))[0] == "column-which@C1"
    chosen = table(f"{head}a,2,1.00,50.00,2.00\n", columns={"value": "Subtotal (bulk)"})
    assert lines_of(chosen)[0].value == Money(Fraction(50), "EUR")


def test_columns_as_the_writer_says(table: Any) -> None:
    """Columns are named by heading or letters; an unknown heading is answered with the nearest."""
    text = "Zeug,Was es kostet,X\nFrame,5.00,9\n"
    assert lines_of(table(text, columns={"name": "Zeug", "value": "b"}))[0].value == Money(Fraction(5), "EUR")
    assert lines_of(table("Frame,5.00\n", columns={"name": "A", "value": "B"}))[0].name == "Frame"
    read = table(text, columns={"name": "Zeugs"})
    assert said(read) == ["column-unknown@row 1"]
    assert read.problems[0].hint == "did you mean Zeug?"
    assert said(table(text)) == ["column-missing@row 1"]
    assert said(table("Name,Name\na,b\n", columns={"name": "Name"})) == ["column-which@A1"]


def test_rows_as_the_writer_says(table: Any) -> None:
    """Rows before the headings and rows that are no materials are left out as the writer says."""
    text = "Name,Value EUR\nold,1.00\nName,Value EUR\na,2.00\n,99.00\n"
    assert "row-unnamed@B5" in said(table(text))
    assert [line.name for line in lines_of(table(text, skip_rows=2, leave_out=(5,)))] == ["a"]


LEVELS = ["0 1 2 2 1", ". .1 ..2 ..2 .1", "1 1.1 1.1.1 1.1.2 1.2", "1 2 3 3 2", "0 .1 ..2 ..2 .1"]


@pytest.mark.parametrize("levels", LEVELS[:1] + LEVELS[2:])
def test_levels(table: Any, levels: str) -> None:
    """A column of levels makes a tree; a first row above all others is the product."""
    names = ["Bike", "Wheel", "Rim", "Spoke", "Frame"]
    rows = "".join(f"{level},{name},1\n" for level, name in zip(levels.split(), names, strict=True))
    read = table(f"Level,Name,Qty\n{rows}")
    wheel, frame = lines_of(read)
    assert (wheel.name, frame.name, frame.made) == ("Wheel", "Frame", None)
    assert wheel.made is not None
    assert [line.name for line in wheel.made.materials or ()] == ["Rim", "Spoke"]
    assert "row-product@row 2" in said(read)


@pytest.mark.parametrize("step", ["  ", "    ", ".", ".."])
def test_indented_names(table: Any, step: str) -> None:
    """Names that are indented regularly make a tree, which is reported."""
    read = table(f"Name,Qty\nWheel,2\n{step}Rim,1\n{step * 2}Rivet,1\n{step}Spoke,36\nFrame,1\n")
    wheel, frame = lines_of(read)
    assert wheel.made is not None
    assert [line.name for line in wheel.made.materials or ()] == ["Rim", "Spoke"]
    assert "level-indent" in said(read)[-1] or any(code.startswith("level-indent") for code in said(read))
    assert frame.name == "Frame"


def test_a_stray_space_is_no_level(table: Any) -> None:
    """A single space before a name, or a dot before a measure, makes no tree."""
    assert len(lines_of(table("Name,Qty\nWheel,2\n Rim,1\n.5 mm wire,1\n"))) == 3


def test_levels_that_are_none(table: Any) -> None:
    """A level that is no number, or that skips one, is refused."""
    assert said(table("Level,Name\n0,a\nx,b\n"))[0] == "level-spelling@A3"
    assert "level-jump@row 4" in said(table("Level,Name\n1,a\n1,b\n3,c\n"))


def test_quantity_zero_is_left_out(table: Any) -> None:
    """What is not used is no material; that is reported."""
    read = table("Name,Qty\na,0\nb,1\n")
    assert [line.name for line in lines_of(read)] == ["b"]
    assert "row-unused@B2" in said(read)


def test_codes_that_lost_zeros(table: Any) -> None:
    """A code that a spreadsheet has shortened is refused with what it may have been."""
    read = table("Name,HS\na,10121\nb,8711.6\nc,901.1\nd,8711.61.0\n")
    hints = [problem.hint for problem in read.problems if problem.severity.value == "error"]
    assert hints[:3] == [
        "a spreadsheet may have dropped a leading zero: 0101.21",
        "a spreadsheet may have dropped a zero at the end: 8711.60",
        "a spreadsheet may have dropped zeros: 0901.10",
    ]
    assert read.value is None


def test_units(table: Any) -> None:
    """A quantity by weight or volume says what one unit weighs or holds; other units only count."""
    wire, oil, screw = lines_of(table("Name,Qty,UoM\nWire,350,g\nOil,0.5,L\nScrew,4,pcs\n"))
    assert wire.quantity is not None
    assert oil.quantity is not None
    assert screw.quantity is not None
    assert wire.quantity.kilograms == Fraction(1, 1000)
    assert oil.quantity.litres == 1
    assert screw.quantity.kilograms is None


def test_files_that_are_no_tables(table: Any) -> None:
    """Empty, binary and old Excel files, and those without headings, are refused in words."""
    assert said(table(b"")) == ["file-empty@None"]
    assert said(table(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) == ["xlsx-other@None"]
    assert said(table(b"\x00\x01\x02")) == ["file-binary@None"]
    assert said(table(b"PK\x03\x04nonsense")) == ["xlsx-damaged@None"]
    assert said(table("Name,Qty\n")) == ["table-empty@row 2"]
    assert said(table('Name,Qty\na,1\n"b,2\nc,3\n')) == ["csv-quote@row 3"]
    assert said(table("," * 3000)) == ["column-missing@row 1"]


@pytest.mark.parametrize(
    ("text", "cell", "line"),
    [
        ("Name,Qty\na,1\nb{long},2\n", "A3", 3),
        ('Name,Qty,Note\n"a\nb",1,{long}\n', "C2", 2),
        ("sep=;\nName;Qty;Note\na;1;x\nb;2;{long}\n", "C3", 4),
        ("Name,Qty,Note,Remark\na,1,{nearly},{long}\n", "D2", 2),
        ("Name,Qty,Note\na,1,{blank}\n", "C2", 2),
    ],
)
def test_a_cell_beyond_all_measure(table: Any, text: str, cell: str, line: int) -> None:
    """A cell that is too long is told as that, with its row, its column and how long a cell may be."""
    filled = text.format(long="x" * 140_000, nearly="x" * 131_000, blank=" " * 140_000)
    read = table(filled)
    assert said(read) == [f"cell-long@{cell}"]
    assert read.problems[0].place.line == line
    assert read.problems[0].accepted == "at most 131,072 characters"
    assert read.problems[0].hint is None


def test_a_quotation_mark_that_swallows_a_table(table: Any) -> None:
    """Where a cell is too long because its quotation mark is not closed, that is asked."""
    read = table('Name,Qty\na,1\nb,"2\n' + "c,3\n" * 40_000)
    assert said(read) == ["cell-long@B3"]
    assert read.problems[0].hint == "is there a quotation mark that is never closed?"


def test_wide_table(table: Any) -> None:
    """Columns without headings or content do no harm."""
    assert len(lines_of(table(f"Name,Qty{',' * 1500}\na,1{',' * 1500}\n"))) == 1
    assert said(table(f"Name,Qty\na,1{',x' * 3000}\n")) == ["table-wide@None"]


def test_dossier_with_a_table(tmp_path: Path) -> None:
    """A dossier takes its materials from a table beside it, and more from a table given apart."""
    (tmp_path / "boms").mkdir()
    (tmp_path / "boms" / "a.csv").write_text("Name,HS,Qty,Value\nFrame,8714.91,1,140.00\n")
    (tmp_path / "b.csv").write_text("Name,Value\nMotor,90.00\n")
    path = tmp_path / "e-bike.yaml"
    path.write_text(
        "dossier: 1\nproduct: {name: x, price: {EXW: 500 EUR}}\n"
        "materials_from: {file: boms/a.csv, currency: EUR, columns: {value: Value}}\n"
        "materials: [{name: Bell, value: 3 EUR}]\n"
    )
    read = read_dossier(path, tmp_path / "b.csv")
    assert read.value is not None
    assert list(read.value.bom.articles) == ["product", "frame", "motor", "bell"]
    assert read.value.bom.articles["motor"].value == Money(Fraction(90), "EUR")
    assert said(read) == ["currency-assumed@B2"]


def test_problem_in_a_table_names_its_cell(tmp_path: Path) -> None:
    """A mistake that only the dossier shows is placed in the table's cell."""
    (tmp_path / "a.csv").write_text("Name,HS\nFrame,8714.77\n")
    path = tmp_path / "a.yaml"
    path.write_text("dossier: 1\nproduct: {name: x}\nmaterials_from: a.csv\n")
    (problem,) = [problem for problem in read_dossier(path).problems if problem.severity.value == "error"]
    assert str(problem.place) == f"{tmp_path / 'a.csv'}:2 [B2]"
    assert problem.code == "hs-code-unknown"


@pytest.mark.parametrize(
    "file",
    [
        "../secret.csv",
        "/etc/passwd",
        "C:/secret.csv",
        "\\\\host\\share",
        "a/../../secret.csv",
        "..\\secret.csv",
        "link.csv",
    ],
)
def test_tables_stay_in_the_folder(tmp_path: Path, file: str) -> None:
    """A path that leads out of the dossier's folder is refused, also by a link."""
    (tmp_path / "secret.csv").write_text("Name\na\n")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.csv").symlink_to(tmp_path / "secret.csv")
    path = folder / "a.yaml"
    path.write_text(f"dossier: 1\nproduct: {{name: x}}\nmaterials_from: '{file}'\n")
    assert [problem.code for problem in read_dossier(path).problems] == ["file-outside"]


def test_table_of_a_text() -> None:
    """A text has no folder in which a table could lie."""
    read = read_dossier_text("dossier: 1\nproduct: {name: x}\nmaterials_from: a.csv")
    assert [problem.code for problem in read.problems] == ["table-nowhere"]


REAL = {
    "pvp_10_27_2020_bom.csv": 92,
    "pvp_10_27_2020_bom_airway.csv": 31,
    "pvp_10_27_2020_bom_electronics.csv": 24,
    "pvp_10_27_2020_bom_etc.csv": 3,
    "pvp_10_27_2020_bom_io.csv": 12,
    "pvp_10_27_2020_bom_structural.csv": 14,
    "pvp_10_27_2020_bom_tools.csv": 5,
    "pvp_10jul2020_bom.csv": 89,
    "pvp_actuator_pcb_bom.csv": 10,
    "pvp_powerio_bom.csv": 11,
    "pvp_sensor_pcb_bom.csv": 13,
}


@pytest.mark.parametrize(("name", "count"), REAL.items())
def test_real_bills_of_materials(name: str, count: int) -> None:
    """The bills of materials of a real medical device are read, with warnings and without errors."""
    if not BOMS.is_dir():
        pytest.skip(f"needs the public bills of materials in {BOMS}")
    read = read_bill_of_materials(BOMS / name, MaterialsFrom(file="bom", currency="USD"))
    assert len(lines_of(read)) == count


def test_real_bill_of_materials_with_two_open_rows() -> None:
    """Rows with a figure and no name are asked about, and the rest is read once they are left out."""
    if not BOMS.is_dir():
        pytest.skip(f"needs the public bills of materials in {BOMS}")
    path = BOMS / "pvp_10_27_2020_bom_short.csv"
    read = read_bill_of_materials(path, MaterialsFrom(file="bom", currency="USD"))
    errors = [problem for problem in read.problems if problem.severity.value == "error"]
    assert [problem.place.cell for problem in errors if problem.place] == ["B39", "B97"]
    read = read_bill_of_materials(path, MaterialsFrom(file="bom", currency="USD", leave_out=(39, 97)))
    assert sum(line.value.amount for line in lines_of(read) if line.value) > 1000


def test_quotation_marks_within_texts(table: Any) -> None:
    """Quotation marks that CSV does not know are taken as they are, with a warning."""
    read = table('Name,Qty\n"7" display,1\n"a",2\n')
    assert [line.name for line in lines_of(read)] == ["7 display", "a"]
    assert said(read)[0] == "csv-quote@row 2"


def test_separator_line_of_excel(table: Any) -> None:
    """The line with which Excel states the separator is no row."""
    read = table("sep=;\nName;Wert\nFrame;5,00 €\n")
    (line,) = lines_of(read)
    assert line.value == Money(Fraction(5), "EUR")
    assert (line.at.place("value").cell, line.at.place("value").line) == ("B2", 3)


def test_cells_of_several_lines(table: Any) -> None:
    """A line break within a cell moves the lines, not the rows."""
    read = table('Name,Value EUR\n"Frame,\nwelded",5.00\nFork,much\n')
    (problem,) = [problem for problem in read.problems if problem.severity.value == "error"]
    assert problem.place is not None
    assert (problem.place.cell, problem.place.line) == ("B3", 4)


def test_shares(table: Any) -> None:
    """Scrap is a percentage by its sign or its heading; a bare number is asked about."""
    assert lines_of(table("Name,Scrap\na,2.5 %\n"))[0].scrap == Fraction(1, 40)
    assert lines_of(table("Name,Scrap %\na,2.5\n"))[0].scrap == Fraction(1, 40)
    read = table("Name,Scrap\na,5\n")
    assert said(read)[0] == "percent-sign@B2"
    assert read.problems[0].hint == "write 5%, or the heading Scrap %"


def test_weights(table: Any) -> None:
    """Weights take the unit of their cell or heading; without one kilograms are taken and that is reported."""
    assert lines_of(table("Name,Weight (g)\na,500\n"))[0].weight == Fraction(1, 2)
    assert lines_of(table("Name,Net weight\na,2 lbs\n"))[0].weight == 2 * Fraction("0.45359237")
    read = table("Name,Unit weight,Total weight\na,1,2\nb,1,2\n")
    assert [line.weight for line in lines_of(read)] == [Fraction(2), Fraction(2)]
    assert [line.unit_weight for line in lines_of(read)] == [None, None]
    assert [code for code in said(read) if code.startswith("unit")] == ["unit-assumed@C2", "unit-assumed@B2"]
    assert said(table("Name,Net weight\na,2 stone\n"))[0] == "unit-unknown@B2"


def test_unknown_words_in_cells(table: Any) -> None:
    """A country, a status or a currency that does not exist is refused with its cell."""
    read = table("Name,Origin,Originating,Value,Currency\na,Atlantis,perhaps,5,XQX\n")
    assert said(read)[:3] == ["country-unknown@B2", "value-unknown@C2", "currency-unknown@E2"]


def test_numbers_for_names(table: Any) -> None:
    """Without names, the description or the number is the name; a number twice is an id once."""
    first, second, third = lines_of(table("Part no,Description\n47 11,Frame\n47 11,Frame\n4712,\n"))
    assert [(line.id, line.name) for line in (first, second, third)] == [
        ("47-11", "Frame"),
        (None, "Frame"),
        ("4712", "4712"),
    ]
    assert [line.name for line in lines_of(table("Name,Link,Value EUR\n,here,5.00\n"))] == ["row 2"]


def test_sheet_of_a_csv_file(table: Any) -> None:
    """A CSV file has no sheets; to name one does no harm."""
    assert said(table("Name\na\n", sheet="BOM"))[0] == "sheet-unknown@None"


def test_missing_table(tmp_path: Path) -> None:
    """A table that is not there is one problem, at the dossier's own words or at the given path."""
    path = tmp_path / "a.yaml"
    path.write_text("dossier: 1\nproduct: {name: x}\nmaterials_from: a.csv\n")
    (problem,) = read_dossier(path).problems
    assert (problem.code, str(problem.place)) == ("file-missing", f"{path}:3:17")
    path.write_text("dossier: 1\nproduct: {name: x}\n")
    assert [problem.code for problem in read_dossier(path, tmp_path / "b.csv").problems] == ["file-missing"]


def test_mistakes_in_the_words_about_a_table(tmp_path: Path) -> None:
    """Columns, currency, decimal sign and rows are checked like everything else."""
    path = tmp_path / "a.yaml"
    path.write_text(
        "dossier: 1\nproduct: {name: x}\nmaterials_from:\n  file: a.csv\n  columns: {nam: A, value: [B]}\n"
        "  currency: EURO\n  decimal: point\n  skip_rows: -1\n  sheets: x\n"
    )
    assert [(problem.code, problem.place.line) for problem in read_dossier(path).problems if problem.place][:7] == [
        ("file-missing", 4),
        ("key-unknown", 5),
        ("value-shape", 5),
        ("currency-unknown", 6),
        ("value-unknown", 7),
        ("number-spelling", 8),
        ("key-unknown", 9),
    ]


@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_raise(data: bytes, with_headings: bool) -> None:
    """Whatever bytes a table holds, the reader answers."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bom.csv"
        path.write_bytes((b"Level,Name,Qty,Unit cost,Total,HS,Origin\n" if with_headings else b"") + data)
        read = read_bill_of_materials(path, None, "EUR")
    assert read.value is not None or read.problems


_CELLS = st.sampled_from(
    [
        "",
        "1",
        "1.1",
        "..2",
        "a",
        "Total",
        "5,00",
        "5.00",
        "1.234",
        "$5",
        "€ 5",
        "-1",
        "8711.60",
        "10121",
        "DE",
        "5%",
        "#N/A",
        '"',
    ]
)


@given(st.lists(st.lists(_CELLS, min_size=1, max_size=8).map(",".join), max_size=8).map("\n".join))
def test_no_cells_raise(rows: str) -> None:
    """Whatever stands in the cells, the reader answers, and a refusal has a reason."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bom.csv"
        path.write_text(f"Level,Name,Qty,Unit cost,Total,HS,Origin,Scrap\n{rows}")
        for level in ("Level", "Position"):
            path.write_text(f"{level},Name,Qty,Unit cost,Total,HS,Origin,Scrap\n{rows}")
            read = read_bill_of_materials(path, None, "EUR")
            assert read.value is not None or any(problem.severity.value == "error" for problem in read.problems)


@pytest.mark.parametrize(
    "headings",
    [
        "Bezeichnung;Zolltarifnummer;Menge;EK netto;Währung;Ursprungsland\nMotor;8501.31;2;10,50;EUR;Frankreich\n",
        "Désignation;Code SH;Quantité;Prix unitaire HT;Devise;Pays d'origine\nMoteur;8501.31;2;10,50;EUR;France\n",
        "Pieza;Partida arancelaria;Cantidad;Coste unitario;Moneda;País de origen\nMotor;8501.31;2;10,50;EUR;Francia\n",
        "Articolo;Voce doganale;Quantità;Prezzo unitario;Valuta;Paese di origine\nMotore;8501.31;2;10,50;EUR;Francia\n",
        "Omschrijving;GN-code;Aantal;Stukprijs;Munteenheid;Land van oorsprong\nMotor;8501.31;2;10,50;EUR;Frankrijk\n",
        "Designação;Código pautal;Quantidade;Preço unitário;Moeda;País de origem\nMotor;8501.31;2;10,50;EUR;França\n",
        "Nazwa;Kod CN;Ilość;Cena jednostkowa;Waluta;Kraj pochodzenia\nSilnik;8501.31;2;10,50;EUR;Francja\n",
        "名称,税号,数量,单价,币种,原产国\n电机,8501.31,2,10.50,EUR,FR\n",
    ],
)
def test_headings_of_several_languages(table: Any, headings: str) -> None:
    """A bill of materials is read the same whichever language its headings and its countries are in."""
    (line,) = lines_of(table(headings))
    assert line.quantity is not None
    assert (line.hs, line.quantity.number, line.origin) == (HsCode("850131"), Fraction(2), "FR")
    assert line.unit_value == Money(Fraction("10.5"), "EUR")


def test_headings_in_two_rows(table: Any) -> None:
    """A heading with that of its group above it means what both say together."""
    (line,) = lines_of(table(",,Price,,\nName,Qty,Unit,Currency,UoM\nMotor,2,10.50,EUR,pcs\n"))
    assert line.unit_value == Money(Fraction("10.5"), "EUR")


def test_columns_that_are_not_read(table: Any) -> None:
    """Columns with figures under a heading that nobody knows are told, those that count the rows are not."""
    read = table("Pos,Name,Value EUR,Colour,Empty\n1,Motor,10.50,red,\n")
    problem = next(problem for problem in read.problems if problem.code == "column-unread")
    assert problem.found == "D (Colour)"
