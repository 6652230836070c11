"""A report as files: the same figures in each, formulas disarmed, nothing half-written; and the same when repeated."""

from __future__ import annotations

import csv
import gc
import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from origin.monitoring.charts import COLOURS
from origin.monitoring.files import csv_of, neutral, parquet_of, workbook_of
from origin.monitoring.page import page_of
from origin.monitoring.report import Chart, Column, KeyFigure, Kind, Report, Section, Table
from origin.monitoring.scratch import scratch_folder
from origin.monitoring.terminal import document_of
from tests.monitoring.conftest import DECLARATIONS, HEADER, write_csv

HOSTILE = '</script><script>alert(1)</script><b>&\u202e=HYPERLINK("http://example.com")'
TABLE = Table(
    "main",
    "Main",
    (
        Column("name", "Name"),
        Column("value", "Value", Kind.MONEY, "What it is worth.", "EUR"),
        Column("share", "Share", Kind.SHARE),
    ),
    (("=1+1", Decimal("1234567.8901"), Decimal("0.5")), (HOSTILE, None, None), ("-x", Decimal(0), Decimal(0))),
)
REPORT = Report(
    "utilisation",
    HOSTILE,
    HOSTILE,
    (
        Section(
            "one",
            HOSTILE,
            (HOSTILE,),
            (KeyFigure(HOSTILE, Decimal(5), Kind.MONEY, HOSTILE, "EUR"),),
            (
                Chart(
                    "c",
                    HOSTILE,
                    HOSTILE,
                    {"xAxis": {"type": "category", "data": [HOSTILE]}, "yAxis": {"type": "value"}, "series": []},
                ),
            ),
            (TABLE,),
        ),
    ),
    {"origin": "1"},
)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_is_a_formula(sign: str) -> None:
    """A text that begins like one gets an apostrophe; figures stay figures."""
    assert f"'{sign}1" == neutral(f"{sign}1")
    assert list(csv.reader(csv_of([["n", "v"], ["a", Decimal("-1.50")]]).splitlines()))[1] == ["a", "-1.5"]


def test_scratch_folders_go_with_their_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder goes when its owner does, one of a run that was killed with the next run, and a living one stays."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    killed = tmp_path / "origin-report-killed"
    unknown = tmp_path / "origin-report-unknown"
    for folder in (killed, unknown):
        folder.mkdir()
        (folder / "rows.parquet").write_bytes(b"rows")
    (killed / "lock").write_bytes(b"")
    owners = [_Owner(), _Owner()]
    living = [scratch_folder(owner) for owner in owners]
    assert not killed.exists()
    assert unknown.exists()
    assert all(folder.is_dir() for folder in living)
    del owners
    gc.collect()
    assert not any(folder.exists() for folder in living)


class _Owner:
    """Something that a folder belongs to."""


def test_csv_xlsx_and_parquet_hold_the_same_figures(tmp_path: Path) -> None:
    """None is empty in each, and no digit is lost in CSV and Parquet."""
    import openpyxl
    import pyarrow.parquet as pq

    rows = list(csv.reader(csv_of([[column.id for column in TABLE.columns], *TABLE.rows]).splitlines()))
    assert rows[1] == ["'=1+1", "1234567.8901", "0.5"]
    assert rows[2][1:] == ["", ""]
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook_of(REPORT))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["main", "definitions", "record"]
    cells = [[cell.value for cell in row] for row in book["main"].iter_rows(min_row=2)]
    assert cells[0] == ["'=1+1", 1234567.8901, 0.5]
    assert book["main"]["A2"].data_type == "s"
    path.write_bytes(parquet_of(TABLE))
    found = pq.read_table(path).to_pylist()
    assert Decimal("1234567.8901") == found[0]["value"]
    assert found[1]["value"] is None


def test_the_page_loads_and_runs_nothing_but_its_own() -> None:
    """Hostile texts are no markup, the policy names two scripts by hash, and nothing outside is referred to."""
    page = page_of(REPORT)
    assert page == page_of(REPORT)
    ours = page.split('<script type="application/json" id="report">')
    assert "<script>alert" not in page
    assert "\u202e" not in page
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert policy[1].count("sha256-") == 2
    assert "default-src &#39;none&#39;" in policy[1]
    assert not re.findall(r'(?:src|href)="(?!#)', ours[0])
    assert not re.findall(r"url\((?!data:)", ours[0])


def test_a_report_fits_the_terminal() -> None:
    """At 60 columns the rarer columns are left out, and the reader is told so."""
    wide = Table(
        "w", "Wide", tuple(Column(f"c{n}", f"Column number {n}", Kind.COUNT) for n in range(12)), ((1,) * 12,) * 3
    )
    document = document_of(Report("x", "t", "s", (Section("a", "A", tables=(wide,)),)), 60, rows=2)
    told = str(document)
    assert "1 more rows and 9 more columns" in told


def test_buckets_and_outcomes_have_colours_of_the_palette() -> None:
    """The page has eight."""
    assert set(COLOURS.values()) <= set(range(1, 9))


Origin = Callable[..., Result]


@pytest.fixture
def origin() -> Origin:
    """Runs `origin report`."""
    from origin_cli.main import app

    return lambda *words: CliRunner().invoke(app, ["report", *map(str, words)])


@pytest.fixture
def imports(tmp_path: Path) -> Path:
    """Some declarations, one of them broken, with their mapping beside."""
    import yaml

    (tmp_path / "mapping.yaml").write_text(yaml.safe_dump({"mapping": 1, **DECLARATIONS}), encoding="utf-8")
    common = ("6109", "2024-01-01")
    rows = [
        ("DE", "VN", *common, "60", "1", "300", "Y", "EPA", "12", "0", "40"),
        ("DE", "KR", *common, "40", "1", "100", "Y", "=EPA", "12", "2", "40"),
        ("FR", "KR", *common, "x", "1", "100", "Y", "EPA", "12", "0", "40"),
    ]
    return write_csv(tmp_path / "imports.csv", HEADER, rows)


def test_a_report_is_written_in_every_form_and_repeated(origin: Origin, imports: Path, tmp_path: Path) -> None:
    """One run writes all files and the rejects; replay gives the same figures, until an input changes."""
    names = ["use.html", "use.xlsx", "use.json", "use.csv", "use.parquet"]
    outputs = [word for name in names for word in ("--output", tmp_path / name)]
    result = origin("utilisation", imports, "-m", tmp_path / "mapping.yaml", *outputs)
    assert result.exit_code == 0, result.output
    assert all((tmp_path / name).is_file() for name in (*names, "use.rejects.csv", "use.account.csv"))
    assert "1 rows were rejected" in result.output
    assert "value-unreadable,FR,KR" in (tmp_path / "use.rejects.csv").read_text()
    data = json.loads((tmp_path / "use.json").read_text())
    figures = {figure["label"]: figure["value"] for figure in data["sections"][0]["figures"]}
    assert {name: figures[name] for name in ("Utilisation rate", "Duty saved", "Duty forgone")} == {
        "Utilisation rate": "0.6",
        "Duty saved": "7.2",
        "Duty forgone": "4",
    }
    for name in ("use.json", "use.html"):
        again = origin("replay", tmp_path / name)
        assert again.exit_code == 0, again.output
        assert "The same" in again.output
    data["sections"][0]["figures"][0]["value"] = "0.7"
    (tmp_path / "forged.json").write_text(json.dumps(data))
    forged = origin("replay", tmp_path / "forged.json")
    assert forged.exit_code == 1
    assert "0.7 then, 0.6 now" in forged.output
    imports.write_text(imports.read_text().replace("60", "61"))
    changed = origin("replay", tmp_path / "use.json")
    assert changed.exit_code == 2
    assert "input-changed" in changed.output


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["utilisation"], "data-missing"),
        (["utilisation", "imports.csv"], "mapping-missing"),
        (["utilisation", "imports.csv", "-m", "eu27"], "mapping-unknown"),
        (["utilisation", "imports.csv", "-m", "eu27-comtrade"], "columns-missing"),
        (["utilisation", "none.csv", "-m", "mapping.yaml"], "file-missing"),
        (["utilisation", "imports.csv", "-m", "mapping.yaml", "--code", "section"], "option-unknown"),
        (["utilisation", "imports.csv", "-m", "mapping.yaml", "--by", "colour"], "option-unknown"),
        (["utilisation", "imports.csv", "-m", "mapping.yaml", "--from", "last year"], "period-unreadable"),
        (["utilisation", "imports.csv", "-m", "mapping.yaml", "-o", "a.doc"], "file-kind"),
        (["utilisation", "imports.csv", "-m", "mapping.yaml", "-o", "imports.csv"], "file-overwrites"),
        (["utilisation", "imports.csv", "-m", "mapping.yaml", "-o", "no/a.csv"], "file-unwritable"),
        (["verification"], "verifications-missing"),
        (["verification", "--verifications", "imports.csv"], "columns-missing"),
        (["circumvention", "imports.csv", "-m", "mapping.yaml"], "measure-missing"),
        (
            ["circumvention", "imports.csv", "-m", "mapping.yaml", "--measured", "RU", "--since", "2022-01-01"],
            "window-empty",
        ),
        (
            ["circumvention", "imports.csv", "-m", "mapping.yaml", "--measured", "Atlantis", "--since", "2024-01-01"],
            "country-unknown",
        ),
        (["replay", "imports.csv"], "report-unreadable"),
        (["mappings", "mine"], "mapping-unknown"),
    ],
)
def test_bad_input_is_refused(
    origin: Origin, imports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: str
) -> None:
    """Exit code 2, the problem's code, no traceback, nothing written."""
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    result = origin(*words)
    assert result.exit_code == 2, result.output
    assert f"[{code}]" in result.output
    assert "Traceback" not in result.output
    assert before == sorted(tmp_path.iterdir())


def test_built_in_mappings_are_listed_and_can_be_copied(origin: Origin, tmp_path: Path) -> None:
    """What is shown of each is a mapping file."""
    from origin.monitoring.mapping import built_in_mappings, read_mapping

    listed = origin("mappings").output
    for name in built_in_mappings():
        assert name in listed
        (tmp_path / "mine.yaml").write_text(origin("mappings", name).output)
        assert read_mapping(str(tmp_path / "mine.yaml")).value is not None


def test_a_mapping_with_mistakes_tells_all_of_them(origin: Origin, imports: Path, tmp_path: Path) -> None:
    """Each with its field."""
    (tmp_path / "bad.yaml").write_text(
        "mapping: 1\ntitle: x\nreporter: {}\npartner: {column: origin, colour: red}\ndate: {}\n"
    )
    result = origin("utilisation", imports, "-m", tmp_path / "bad.yaml")
    assert result.exit_code == 2
    for field in ("reporter", "partner.colour", "date", "value"):
        assert f"field     {field}" in result.output


def test_libraries_that_are_missing_are_named(origin: Origin, imports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain installation says which extra to install."""
    from importlib import util

    found: Any = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name, *rest: None if name == "duckdb" else found(name, *rest))
    result = origin("utilisation", imports, "-m", "uk-preference-use")
    assert result.exit_code == 2
    assert "origin-toolkit[reports]" in result.output
