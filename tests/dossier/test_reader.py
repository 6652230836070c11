"""From the document to the facts: what each statement of a dossier becomes."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from origin.dossier.document import MaterialsFrom
from origin.dossier.dossier import Dossier
from origin.dossier.model import Article, Evidence, Maker, Money, ProcessStep, Production, Rate, Role, Status, Use
from origin.dossier.reader import read_dossier, read_dossier_text
from origin.dossier.values import BASES
from origin.language.tree import Price
from origin.nomenclature.code import HsCode
from origin.problems import Place

GOOD = Path(__file__).parent / "good"


def dossier_of(text: str) -> Dossier:
    """The dossier of a text that has no problem."""
    read = read_dossier_text(text)
    assert [str(problem) for problem in read.problems] == []
    assert read.value is not None
    return read.value


def material(lines: str, name: str) -> Article:
    """A material of a small dossier."""
    return dossier_of(f"dossier: 1\nproduct: {{name: x}}\nmaterials: [{lines}]").bom.articles[name]


def codes_of(text: str) -> list[str]:
    """The codes of the problems of a text."""
    return [problem.code for problem in read_dossier_text(text).problems]


def test_product() -> None:
    """The product carries all that is said of it."""
    read = read_dossier(GOOD / "e-bike.yaml").value
    assert read is not None
    product = read.product
    assert (read.edition, read.on, read.file) == (2022, date(2026, 6, 1), str(GOOD / "e-bike.yaml"))
    assert product.prices == {"EXW": Money(Fraction(1200), "EUR"), "FOB": Money(Fraction(1250), "EUR")}
    assert (product.article.id, product.article.name, product.article.hs) == (
        "product",
        "City e-bike",
        HsCode("871160"),
    )
    assert product.article.weight == Fraction(234, 10)
    assert product.article.kinds == {"cycles fitted with an auxiliary motor": True, "toy cycles": False}
    assert product.article.production == Production(
        Maker.PRODUCER,
        "DE",
        (ProcessStep("frame-welding"), ProcessStep("assembly", "DE", ("frame",), False)),
        materials_stated=True,
    )
    assert (product.exported_from, product.imported_into, product.option) == ("DE", "GB", "electric cycles")
    assert (product.is_set, product.within_quota) == (False, True)
    assert product.journey.through == ("CH",)
    assert (product.journey.altered, product.journey.under_customs_supervision) == (False, True)
    assert product.journey.split_by_exporter is True
    assert product.consignment_value == Money(Fraction(7000), "EUR")
    assert read.rates == (Rate("USD", "EUR", Fraction(92, 100), "ECB 2026-05-04"),)


def test_materials() -> None:
    """Materials carry their figures per unit, and the bill of materials says what goes into what."""
    read = read_dossier(GOOD / "e-bike.yaml").value
    assert read is not None
    articles = read.bom.articles
    assert list(articles) == [
        *(
            "product",
            "frame",
            "traction-battery",
            "motor",
            "copper-wire",
            "magnet",
            "carton",
            "carton-2",
            "wheel",
            "rim",
        )
    ]
    assert articles["frame"].weight == Fraction(21, 10)
    assert (articles["frame"].origin, articles["frame"].status) == ("TW", Status.NON_ORIGINATING)
    paper = Evidence("supplier-declaration", "eu-uk", "EU", "LD 7/26", date(2026, 1, 10), None, date(2026, 12, 31))
    assert articles["traction-battery"].evidence == (paper,)
    assert articles["motor"].production == Production(Maker.PRODUCER, "DE", (), materials_stated=True)
    assert articles["copper-wire"].value == Money(Fraction(10), "EUR")
    assert articles["copper-wire"].weight == 1
    assert articles["copper-wire"].origin == "NO"
    assert articles["magnet"].value == Money(Fraction(10, 3), "EUR")
    assert articles["wheel"].value == Money(Fraction(20), "EUR")
    assert articles["wheel"].production == Production(Maker.SUPPLIER, None, None, materials_stated=True)
    assert articles["carton"].value == Money(Fraction(3), "EUR")
    assert articles["carton"].role is Role.RETAIL_PACKING
    assert Use("motor", "copper-wire", Fraction(35, 100), Fraction(1, 20)) in read.bom.uses
    assert Use("product", "wheel", Fraction(2)) in read.bom.uses
    assert read.bom.production_order[-1] == "product"


def test_yaml_does_not_guess() -> None:
    """NO is Norway, 010121 no octal number, and yes is a name where a name is meant."""
    read = read_dossier(GOOD / "yaml-traps.yaml").value
    assert read is not None
    product = read.product.article
    assert (product.name, product.hs, read.product.option, product.weight) == ("22:22", HsCode("871160"), "1_000", None)
    assert product.production is not None
    assert product.production.where == "NO"
    assert read.product.journey.through == ("NO", "NO", "NO")
    assert list(read.bom.articles)[1:] == ["0777", "1e3", "nameless"]
    assert [article.name for article in read.bom.articles.values()][1:] == ["yes", "2026-06-01", "nameless"]
    assert read.bom.articles["0777"].hs == read.bom.articles["1e3"].hs == HsCode("010121")
    assert read.bom.articles["0777"].value == Money(Fraction(11, 10), "EUR")
    assert read.bom.articles["1e3"].value == Money(Fraction(1), "EUR")


def test_figures_are_exact() -> None:
    """Forty digits, thirds and pounds come out exactly."""
    read = read_dossier(GOOD / "exact.yaml").value
    assert read is not None
    price = Fraction("1234567890123456789012345678901234567890.123456789")
    assert read.product.prices["EXW"] == Money(price, "index")
    assert read.product.article.weight == Fraction("0.45359237")
    articles = read.bom.articles
    assert (articles["third"].value, articles["third"].weight) == (Money(Fraction(3, 10), "index"), Fraction(3, 10))
    assert articles["seven"].value == Money(Fraction(1, 10), "index")
    assert articles["hundredweight"].weight == Fraction("0.45359237")
    assert articles["hundredweight"].dry_weight == Fraction("0.45359237") / 16 / 112
    assert articles["wine"].volume == Fraction(1, 100)


def test_json() -> None:
    """JSON says the same as YAML; an empty made is one of unknown content."""
    read = read_dossier(GOOD / "plain.json").value
    assert read is not None
    assert read.product.article.name == "Pump \N{GRINNING FACE}"
    assert read.product.article.weight == Fraction(11, 10)
    housing, seal = read.bom.articles["housing"], read.bom.articles["seal"]
    assert housing.value == Money(Fraction(20), "EUR")
    assert seal.value == Money(Fraction(3, 10), "EUR")
    assert housing.production is not None
    assert seal.production is not None
    assert (housing.production.materials_stated, seal.production.materials_stated) == (True, False)


@pytest.mark.parametrize(("text", "stated"), [("", False), ("materials:", False), ("materials: []", True)])
def test_no_materials_is_not_unknown_materials(text: str, stated: bool) -> None:
    """An empty list says that nothing went in; no list says nothing."""
    production = dossier_of(f"dossier: 1\nproduct: {{name: x}}\n{text}").product.article.production
    assert production is not None
    assert production.materials_stated is stated


@pytest.mark.parametrize(
    ("text", "steps"),
    [("", None), ("processes: []", ()), ("processes: Cutting and sewing", (ProcessStep("cutting-and-sewing"),))],
)
def test_processes(text: str, steps: tuple[ProcessStep, ...] | None) -> None:
    """An empty list says that no operation took place; one operation needs no list."""
    production = dossier_of(f"dossier: 1\nproduct:\n  name: x\n  {text}").product.article.production
    assert production is not None
    assert production.processes == steps


def test_single_value_for_a_record() -> None:
    """A category, a process or a rate stands for the record with nothing else."""
    wheat = material("{name: Wheat, wholly_obtained: grown, is: cereals}", "wheat")
    assert (wheat.wholly_obtained, wheat.wholly_obtained_in, wheat.kinds) == ("grown", None, {"cereals": True})
    wheat = material("{name: Wheat, wholly_obtained: {category: grown, in: FR}}", "wheat")
    assert (wheat.wholly_obtained, wheat.wholly_obtained_in) == ("grown", "FR")


def test_one_value_per_unit() -> None:
    """A line's value is for its quantity without scrap, and may be stated for one unit instead."""
    assert material("{name: a, quantity: 4, scrap: 50%, value: 10 EUR}", "a").value == Money(Fraction(5, 2), "EUR")
    assert material("{name: a, quantity: 4, unit_value: 2.5 EUR, value: 10 EUR}", "a").value == Money(
        Fraction(5, 2), "EUR"
    )
    assert material("{name: a, quantity: 4, unit_weight: 2 kg, weight: 8 kg}", "a").weight == 2


def test_rates_connect_in_steps() -> None:
    """Currencies may be connected over others, and in either direction; 100 units may stand for one."""
    text = "dossier: 1\nproduct: {name: x, price: {EXW: 5 CHF}}\nmaterials: [{name: a, value: 9 JPY}]\n"
    read = dossier_of(f"{text}rates: [100 JPY = 0.61 EUR, 1 CHF = 1.05 EUR]")
    assert read.rates[0] == Rate("JPY", "EUR", Fraction(61, 10000))
    assert codes_of(f"{text}rates: [100 JPY = 0.61 EUR]") == ["rate-missing"]


def test_unused_part_is_reported_and_left_out() -> None:
    """A part that goes into nothing is no error, but not in the bill of materials."""
    read = read_dossier_text("dossier: 1\nproduct: {name: x}\nmaterials: [{use: a}]\nparts: {a: {}, b: {hs: 8711}}")
    assert read.value is not None
    assert list(read.value.bom.articles) == ["product", "a"]
    assert [(problem.code, problem.severity.value) for problem in read.problems] == [("part-unused", "warning")]


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "field"),
    [
        ("product: {name: x, price: 5 EUR}", "value-shape", 2, 27, "product.price"),
        ("product: {name: x, price: {EXV: 5 EUR}}", "key-unknown", 2, 28, "product.price"),
        ("product: {name: x, price: {EXW: 5 EUR, ex works: 6 EUR}}", "key-twice", 2, 27, "product.price"),
        ("product: {name: x, price: {EXW: 5}}", "money-currency", 2, 33, "product.price.EXW"),
        (
            "product: {name: x, price: {EXW: {amount: 5, currency: EUX}}}",
            "currency-unknown",
            2,
            55,
            "product.price.EXW",
        ),
        ("product: {name: x, processes: '!'}", "term-spelling", 2, 31, "product.processes.process"),
        ("product: {name: x, processes: [a, '!']}", "term-spelling", 2, 35, "product.processes[2].process"),
        ("product: {name: x, processes: [a, {on: [a]}]}", "key-missing", 2, 35, "product.processes[2]"),
        ("product: {name: x, journey: {through: [DE, ZZ]}}", "country-unknown", 2, 44, "product.journey.through[2]"),
        ("product: {name: x}\nparts: {a: }", "value-shape", 3, 12, "parts.a"),
        ("product: {name: x}\nparts: {a b: {}}", "id-spelling", 3, 9, "parts"),
        ("product: {name: x}\nmaterials: [{name: a}, b]", "value-shape", 3, 24, "materials[2]"),
        ("product: {name: x}\nmaterials: [b, {name: a, made: {zz: }}]", "key-unknown", 3, 33, "materials[2].made"),
        ("product:", "key-missing", 1, 1, None),
    ],
)
def test_places(text: str, code: str, line: int, column: int, field: str | None) -> None:
    """A mistake is shown where it stands, with the way to it, in short forms and long ones."""
    places = [problem.place for problem in read_dossier_text(f"dossier: 1\n{text}").problems if problem.code == code]
    assert [(place.line, place.column, place.field) for place in places if place] == [(line, column, field)]


def test_a_document_can_be_made_in_python() -> None:
    """Programs may give values that are read already; a fact that is not given is not stated."""
    table = MaterialsFrom(file="bom.csv", skip_rows=3, leave_out=(39, 97))
    assert (table.skip_rows, table.leave_out, table.sheet, table.at.own) == (3, (39, 97), None, Place())


def test_price_bases_are_those_of_the_rules() -> None:
    """The bases a dossier accepts are those a rule can name."""
    assert tuple(price.value for price in Price) == BASES


def test_no_file(tmp_path: Path) -> None:
    """A path that cannot be read is one clear problem, with a near name where there is one."""
    (tmp_path / "e-bike.yaml").write_text("dossier: 1")
    missing = read_dossier(tmp_path / "e-bikes.yaml").problems
    assert [problem.code for problem in missing] == ["file-missing"]
    assert missing[0].hint == f"did you mean {tmp_path / 'e-bike.yaml'}?"
    assert [problem.code for problem in read_dossier(tmp_path).problems] == ["file-folder"]
    assert [problem.code for problem in read_dossier(tmp_path / "a\0b").problems] == ["file-unreadable"]
    assert [problem.code for problem in read_dossier(tmp_path / ("a" * 5000)).problems] == ["file-unreadable"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_unreadable_file(tmp_path: Path) -> None:
    """A file that this user may not read is one clear problem."""
    path = tmp_path / "secret.yaml"
    path.write_text("dossier: 1")
    path.chmod(0)
    assert [problem.code for problem in read_dossier(path).problems] == ["file-unreadable"]


def test_encodings(tmp_path: Path) -> None:
    """UTF-8 with a mark and UTF-16 with one are read; more than 10 MB is not."""
    path = tmp_path / "a.yaml"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        path.write_text("dossier: 1\r\nproduct: {name: Öl}\r\n", encoding=encoding)
        read = read_dossier(path).value
        assert read is not None
        assert read.product.article.name == "Öl"
    path.write_bytes(b"#" * 10_000_001)
    assert [problem.code for problem in read_dossier(path).problems] == ["file-large"]


def test_text_without_a_file() -> None:
    """A text is JSON where it begins with a brace and is JSON, else YAML."""
    assert dossier_of('{"dossier": 1, "product": {"name": "x"}}').file is None
    assert dossier_of("{dossier: 1, product: {name: x}}").product.article.name == "x"


def test_many_problems_are_counted() -> None:
    """A file that is all wrong reports a hundred problems and the number of the rest."""
    problems = read_dossier_text(
        "dossier: 1\nproduct: {name: x}\n" + "".join(f"k{n}: 1\n" for n in range(5000))
    ).problems
    assert len(problems) == 101
    assert problems[-1].message == "there are 4900 more errors; mend these first"


def test_thousands_of_lines() -> None:
    """Ten thousand lines are read in seconds."""
    lines = "".join(f"- {{name: Part {n % 7}, hs: 8714.91, quantity: 2, value: {n}.05 EUR}}\n" for n in range(10_000))
    read = dossier_of(f"dossier: 1\nproduct: {{name: x}}\nmaterials:\n{lines}")
    assert len(read.bom.uses) == 10_000


def test_a_flat_dossier_loads_little() -> None:
    """Reading YAML loads neither networkx nor openpyxl, which cost every start."""
    code = (
        "import sys; from origin.dossier.reader import read_dossier; "
        f"assert read_dossier({str(GOOD / 'smallest.yaml')!r}).value; "
        "print(sorted({'networkx', 'openpyxl', 'difflib', 'lark', 'origin.dossier.json_text'} & set(sys.modules)))"
    )
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(("last", "refused"), [("2026-06-01", False), ("2026-06-02", False), ("2026-05-31", True)])
def test_a_paper_for_one_day(last: str, refused: bool) -> None:
    """A paper may begin and end on the same day; it may not end before it begins."""
    paper = f"{{kind: supplier-declaration, valid_from: 2026-06-01, valid_until: {last}}}"
    read = read_dossier_text(f"dossier: 1\nproduct: {{name: x}}\nmaterials: [{{name: a, evidence: [{paper}]}}]")
    assert [problem.code for problem in read.problems] == (["evidence-days"] if refused else [])
