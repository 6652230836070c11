"""Supplier's declarations and proofs of origin in tables: the same papers as in a dossier in YAML."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from origin.dossier.document import MaterialsFrom
from origin.dossier.model import Evidence
from origin.dossier.reader import read_dossier, read_dossier_text
from origin.dossier.spreadsheet import read_bill_of_materials

LONG = "long-term-supplier-declaration"
SHORT = "supplier-declaration"


@pytest.fixture
def papers(tmp_path: Path) -> Any:
    """Reads the papers of each material of a table, by its name, through a dossier; and what was told."""

    def read(table: str | bytes, **columns: str) -> tuple[dict[str, tuple[Evidence, ...]], list[str]]:
        (tmp_path / "bom.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
        source = {"file": "bom.csv", "currency": "EUR", **({"columns": columns} if columns else {})}
        document = {"dossier": 1, "product": {"name": "x", "price": {"EXW": "9 EUR"}}, "materials_from": source}
        path = tmp_path / "dossier.json"
        path.write_text(json.dumps(document))
        found = read_dossier(path)
        told = [f"{one.code}@{one.place.cell}" for one in found.problems if one.place]
        if found.value is None:
            return {}, told
        articles = found.value.bom.articles.values()
        return {one.name: one.evidence for one in articles if one.name != "x"}, told

    return read


def test_all_columns(papers: Any) -> None:
    """Every fact of a paper has its column; the paper is the one that the same facts make in YAML."""
    found, told = papers(
        "Component,Value,Evidence,Supplier's declaration no.,Agreement,Declared origin,Issued,Valid from,Valid until\n"
        "Motor,5,long-term supplier declaration,LE-7,eu-uk,Italy,2026-01-10,2026-01-01,2026-12-31\n"
        "Frame,4,,,,,,,\n"
    )
    yaml = read_dossier_text(
        "dossier: 1\nproduct: {name: x}\nmaterials: [{name: Motor, evidence: [{kind: long-term-supplier-declaration, "
        "agreement: eu-uk, country: IT, reference: LE-7, issued: 2026-01-10, valid_from: 2026-01-01, "
        "valid_until: 2026-12-31}]}]"
    )
    assert yaml.value is not None
    assert (yaml.value.bom.articles["motor"].evidence, ()) == (found["Motor"], found["Frame"])
    assert told == []


@pytest.mark.parametrize(
    "headings",
    [
        "Component;Value;Supplier's declaration;Agreement;Valid until",
        "Bezeichnung;Wert;Lieferantenerklärung;Abkommen;Gültig bis",
        "Désignation;Valeur;Déclaration du fournisseur;Accord;Valable jusqu'au",
        "Descripción;Valor;Declaración del proveedor;Acuerdo;Válido hasta",
        "Descrizione;Valore;Dichiarazione del fornitore;Accordo;Valido fino al",
        "Omschrijving;Waarde;Leveranciersverklaring;Overeenkomst;Geldig tot",
        "Designação;Valor;Declaração do fornecedor;Acordo;Válido até",
        "Nazwa;Wartość;Deklaracja dostawcy;Umowa;Ważne do",
        "名称;金额;供应商声明;协定;有效期至",
    ],
)
def test_headings_in_all_languages(papers: Any, headings: str) -> None:
    """The columns are known by their headings in every language that tables are read in."""
    found, told = papers(f"{headings}\nMotor;5;LE-7;EU-UK;31.12.2026\n")
    assert found == {"Motor": (Evidence(SHORT, "eu-uk", None, "LE-7", valid_until=date(2026, 12, 31)),)}
    assert [one for one in told if not one.startswith("column-unsure")] == []


@pytest.mark.parametrize(
    ("heading", "cell", "expected"),
    [
        ("Supplier's declaration", "yes", Evidence(SHORT)),
        ("Lieferantenerklärung", "ja", Evidence(SHORT)),
        ("Supplier declaration", "LTSD", Evidence(LONG)),
        ("LTSD", "x", Evidence(SHORT)),
        ("Evidence", "Langzeit-Lieferantenerklärung", Evidence(LONG)),
        ("Evidence", "EUR.1", Evidence("eur1")),
        ("Proof of origin", "Statement on origin", Evidence("statement-on-origin")),
        ("Nachweis", "LE", Evidence(SHORT)),
        ("Evidence", "eur-med", Evidence("eur-med")),
        ("Supplier's declaration", "no", None),
        ("Lieferantenerklärung", "fehlt", None),
        ("Evidence", "none", None),
        ("Evidence", "-", None),
    ],
)
def test_what_a_cell_may_say(papers: Any, heading: str, cell: str, expected: Evidence | None) -> None:
    """A cell says that there is a paper, of which kind, or that there is none."""
    found, _ = papers(f"Component,Value,{heading}\nMotor,5,{cell}\n")
    assert found == {"Motor": () if expected is None else (expected,)}


def test_several_agreements(papers: Any) -> None:
    """A declaration that names several agreements is a paper under each of them."""
    found, _ = papers("Component;Value;LTSD;Agreement\nMotor;5;L-1;eu-uk, uk-japan / eu-canada\n")
    assert [paper.agreement for paper in found["Motor"]] == ["eu-uk", "uk-japan", "eu-canada"]
    assert {paper.reference for paper in found["Motor"]} == {"L-1"}


def test_validity_of_lines_is_no_paper(papers: Any) -> None:
    """Days for which a line of the bill of materials is valid make no paper; that they are not read is told."""
    found, told = papers("Component,Value,Valid from,Valid to\nMotor,5,2026-01-01,9999-12-31\n")
    assert found == {"Motor": ()}
    assert "column-unread@C1" in told


def test_days_beside_an_empty_cell(papers: Any) -> None:
    """Where a row names no paper, its days and its agreement make none."""
    found, _ = papers(
        "Component,Value,LTSD,Agreement,Valid to\nMotor,5,,eu-uk,2026-12-31\nBell,1,L-2,eu-uk,2026-12-31\n"
    )
    assert [len(found[name]) for name in ("Motor", "Bell")] == [0, 1]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-12-31", date(2026, 12, 31)),
        ("31.12.2026", date(2026, 12, 31)),
        ("31/12/2026", date(2026, 12, 31)),
        ("2026/12/31", date(2026, 12, 31)),
        ("03/04/2026", None),
        ("31.02.2026", None),
        ("soon", None),
    ],
)
def test_days(papers: Any, day: str, expected: date | None) -> None:
    """A day is read where only one can be meant, and refused with its cell where not."""
    found, told = papers(f"Component;Value;LTSD;Valid until\nMotor;5;L-1;{day}\n")
    if expected is None:
        assert (found, told[-1].rpartition("@")[2]) == ({}, "D2")
    else:
        assert [paper.valid_until for paper in found["Motor"]] == [expected]


def test_what_is_wrong_is_told_with_its_cell(papers: Any) -> None:
    """A country that is none, and a paper that ends before it begins, are told where they stand."""
    _, told = papers(
        "Component;Value;LTSD;Declared origin;Valid from;Valid until\n"
        "Motor;5;L-1;Atlantis;2026-01-01;2026-12-31\nBell;1;L-2;Italy;2026-12-31;2026-01-01\n"
    )
    assert "country-unknown@D2" in told
    _, told = papers("Component;Value;LTSD;Valid from;Valid until\nBell;1;L-2;2026-12-31;2026-01-01\n")
    assert "evidence-days@E2" in told


def test_papers_of_a_kind_that_is_not_told(papers: Any) -> None:
    """Where neither a cell nor a heading says what papers they are, what they were taken for is told once."""
    found, told = papers("Component,Value,Evidence reference\nMotor,5,A-1\nBell,1,A-2\n")
    assert [paper.kind for paper in (*found["Motor"], *found["Bell"])] == [SHORT, SHORT]
    assert told == ["column-unsure@B1", "evidence-assumed@C2"] or told == ["evidence-assumed@C2"]


def test_columns_that_the_writer_names(papers: Any) -> None:
    """Columns under other headings are read where the dossier names them; days alone are refused."""
    table = "A,B,Paper,Till\nMotor,5,L-1,2026-12-31\n"
    found, told = papers(table, name="A", value="B", evidence_reference="Paper", evidence_until="Till")
    assert [paper.valid_until for paper in found["Motor"]] == [date(2026, 12, 31)]
    assert told == ["evidence-assumed@C2"]
    found, told = papers(table, name="A", value="B", evidence_until="Till")
    assert (found, told) == ({}, ["evidence-unnamed@D1", "column-unread@C1"])


def test_workbook(tmp_path: Path) -> None:
    """Days that a workbook keeps as dates are read as they are."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Component", "Value", "LTSD", "Agreement", "Valid until"])
    sheet.append(["Motor", 5, "L-1", "eu-uk", date(2026, 12, 31)])
    data = BytesIO()
    book.save(data)
    path = tmp_path / "bom.xlsx"
    path.write_bytes(data.getvalue())
    read = read_bill_of_materials(path, MaterialsFrom(file="bom.xlsx"), "EUR")
    assert read.value is not None, [str(one) for one in read.problems]
    evidence = read.value[0].evidence
    assert evidence is not None
    assert [(one.reference, one.valid_until) for one in evidence] == [("L-1", date(2026, 12, 31))]
