"""What the tests of reports share: tables written to files, cells read from them, the shared data."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ibis", reason="the extra `reports` is not installed")

from origin.monitoring.cells.reading import Cells, cells_of
from origin.monitoring.mapping import Mapping
from origin.monitoring.periods import Grain
from origin.monitoring.rows.terms import Detail, Window
from origin.monitoring.source import embedded, open_files

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"

DECLARATIONS: dict[str, Any] = {
    "title": "declarations",
    "missing": [""],
    "reporter": {"column": "reporter"},
    "partner": {"column": "origin", "unspecified": "ZZ"},
    "code": {"column": "code"},
    "date": {"column": "day"},
    "value": {"column": "value", "unit": "EUR"},
    "net_mass": {"column": "kg", "unit": "kg"},
    "preference": {
        "requested": {
            "column": "regime",
            "values": {
                "100": {"use": "mfn"},
                "110": {"use": "excluded"},
                "200": {"use": "preference", "agreement": "GSP"},
                "300": {"use": "preference", "agreement": "EPA"},
            },
        },
        "eligible": {"column": "open"},
        "arrangement": [{"column": "arrangement", "separator": ";"}],
        "mfn_rate": "mfn",
        "preferential_rate": "rate",
        "procedure": {"column": "procedure", "excluded": ["51"]},
    },
}
HEADER = (
    "reporter",
    "origin",
    "code",
    "day",
    "value",
    "kg",
    "regime",
    "open",
    "arrangement",
    "mfn",
    "rate",
    "procedure",
)


def mapping_of(**changes: Any) -> Mapping:
    """The mapping of the declarations of these tests, with changes."""
    return Mapping.model_validate({**DECLARATIONS, **changes})


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Path:
    """Writes a table."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def read_cells(
    paths: Path | list[Path],
    mapping: Mapping | None = None,
    grain: Grain = Grain.YEAR,
    digits: int = 2,
    window: Window | None = None,
) -> Cells:
    """Reads files into cells."""
    engine = embedded(threads=1)
    opened = open_files([paths] if isinstance(paths, Path) else paths, engine)
    assert opened.value is not None, opened.problems
    return cells_of(opened.value, mapping or mapping_of(), Detail(grain, digits), engine, window or Window())


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Writes declarations to a file of its own."""

    def write(*rows: Sequence[Any], name: str = "imports.csv", header: Sequence[str] = HEADER) -> Path:
        return write_csv(tmp_path / name, header, rows)

    return write


def shared(name: str) -> Path:
    """A file of the shared data; skips where it is missing."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is missing")
    return path
