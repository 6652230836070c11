"""Files that are not what they seem: one clear message, exit code 2, and nothing written."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from origin.monitoring import csv_files
from tests.monitoring.conftest import DECLARATIONS, HEADER

HEAD = ",".join(HEADER) + "\n"
ROW = "DE,VN,610910,2024-03-01,100.50,1,300,Y,EPA,12,0,40\n"


def parquet(path: Path) -> bytes:
    """A table as Parquet, long enough to be cut or scratched."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({name: [f"{name} {n}" for n in range(5000)] for name in HEADER}), path)
    return path.read_bytes()


def cut_parquet(path: Path) -> None:
    """The first half of a file."""
    whole = parquet(path)
    path.write_bytes(whole[: len(whole) // 2])


def scratched_parquet(path: Path) -> None:
    """Noise in place of the first columns; the end, which lists them, is whole."""
    whole = parquet(path)
    path.write_bytes(whole[:100] + random.Random(1).randbytes(len(whole) // 2) + whole[100 + len(whole) // 2 :])


def cut_gzip(path: Path) -> None:
    """Rows whose stream breaks off, well after the header."""
    draw = random.Random(2)
    text = HEAD + "".join(ROW.replace("100.50", str(draw.random())) for _ in range(100_000))
    packed = gzip.compress(text.encode())
    path.write_bytes(packed[: len(packed) * 3 // 4])


def bomb(path: Path) -> None:
    """A few hundred kilobytes that unpack to more than what is harmless."""
    with gzip.open(path, "wb", compresslevel=9) as stream:
        stream.write(HEAD.encode())
        some = (ROW[:-1].replace("EPA", "E" * 1000) + "\n").encode() * 1000
        for _ in range(60):
            stream.write(some)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.csv", b"", "file-empty"),
        ("latin.csv", (HEAD + ROW * 3 + ROW.replace("EPA", "Accord é")).encode("latin-1"), "encoding"),
        ("header.csv", (HEAD.replace("origin", "pays d’orig").replace("’", "\x92") + ROW).encode("cp1252", "ignore")
         .replace(b"pays d", b"pays d\x92"), "encoding"),
        ("utf16.csv", (HEAD + ROW).encode("utf-16"), "encoding"),
        ("noise.csv", random.Random(3).randbytes(5000), "encoding"),
        ("twice.csv", (HEAD.replace("kg", "code") + ROW).encode(), "columns-repeated"),
        ("fewer.csv", (HEAD.replace("value,", "") + ROW.replace("100.50,", "")).encode(), "columns-missing"),
        ("cell.csv", (HEAD + ROW + ROW.replace("EPA", "x" * 10_000_000) + ROW).encode(), "line-too-long"),
        ("later.csv", (HEAD + ROW * 200_000 + ROW.replace("EPA", "x" * 10_000_000) + ROW).encode(), "line-too-long"),
        ("plain.csv.gz", (HEAD + ROW).encode(), "file-unreadable"),
        ("cut.csv.gz", cut_gzip, "file-unreadable"),
        ("bomb.csv.gz", bomb, "file-too-large"),
        ("cut.parquet", cut_parquet, "file-unreadable"),
        ("scratched.parquet", scratched_parquet, "table-unreadable"),
        ("text.parquet", (HEAD + ROW).encode(), "file-unreadable"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)  # fmt: skip
def test_a_file_that_is_not_what_it_seems_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes | Callable[[Path], None], code: str
) -> None:
    """One problem that names the file, exit code 2, no traceback, nothing written."""
    monkeypatch.setattr(csv_files, "HARMLESS", 20_000_000)
    path = tmp_path / name
    if callable(content):
        content(path)
    else:
        path.write_bytes(content)
    before = sorted(tmp_path.iterdir())
    result = run(tmp_path, path)
    assert result.exit_code == 2, result.output
    assert f"[{code}]" in result.output
    assert result.output.count("error: ") == 1
    assert "Traceback" not in result.output
    assert before == [one for one in sorted(tmp_path.iterdir()) if one.name != "mapping.yaml"]


def run(folder: Path, *data: Path) -> Result:
    """`origin report utilisation` over files, with a page to write."""
    from origin_cli.main import app

    (folder / "mapping.yaml").write_text(yaml.safe_dump({"mapping": 1, **DECLARATIONS}), encoding="utf-8")
    words = ["report", "utilisation", *map(str, data), "-m", str(folder / "mapping.yaml")]
    return CliRunner().invoke(app, [*words, "-o", str(folder / "use.html")])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_parts_the_columns_is_seen_by_the_header(tmp_path: Path, delimiter: str) -> None:
    """The same rows give the same page, and a name that is a pattern to the engine is a name."""
    path = tmp_path / "imports [1]*.csv"
    path.write_text((HEAD + ROW * 3).replace(",", delimiter), encoding="utf-8-sig")
    result = run(tmp_path, path)
    assert result.exit_code == 0, result.output
    assert "302" in result.output


def test_the_case_of_a_suffix_does_not_matter(tmp_path: Path) -> None:
    """A compressed file from a system that shouts is unpacked all the same."""
    (tmp_path / "IMPORTS.CSV.GZ").write_bytes(gzip.compress((HEAD + ROW * 3).encode()))
    result = run(tmp_path, tmp_path / "IMPORTS.CSV.GZ")
    assert result.exit_code == 0, result.output
    assert "302" in result.output


def test_a_table_with_no_rows_gives_a_report_of_nothing(tmp_path: Path) -> None:
    """A header alone is no mistake."""
    (tmp_path / "none.csv").write_text(HEAD, encoding="utf-8")
    result = run(tmp_path, tmp_path / "none.csv")
    assert result.exit_code == 0, result.output
    assert "No imports were eligible" in result.output
