from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from origin.nomenclature import edition
from origin.nomenclature.build_tables import build
from origin.nomenclature.table_files import FOLDER, pack, unpack


def test_rebuilt_tables_are_the_same(shared_data: Path, tmp_path: Path) -> None:
    """The builder gives the committed tables, byte for byte."""
    built = build(shared_data, tmp_path)
    assert {path.name for path in built} == {path.name for path in FOLDER.glob("*.txt")}
    for path in built:
        assert path.read_bytes() == (FOLDER / path.name).read_bytes(), path.name


def test_tables_are_small() -> None:
    """An edition takes less than 60 kB, the folder less than 400 kB."""
    sizes = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    assert all(size < 60_000 for name, size in sizes.items() if name.startswith("hs"))
    assert sum(sizes.values()) < 400_000


@given(st.sets(st.sampled_from(edition(2022).texts)))
def test_packed_codes_unpack(codes: set[str]) -> None:
    """A packed list of codes unpacks in order."""
    assert unpack(pack(codes)) == sorted(codes)


def test_import_is_cheap() -> None:
    """Importing the package reads no table and pulls in no library but the standard one."""
    script = (
        "import sys; import origin.nomenclature as n; from origin.nomenclature.edition import edition;"
        "assert not edition.cache_info().currsize; assert not {'csv', 'json', 'pydantic', 'yaml'} & set(sys.modules)"
    )
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", script], check=True, cwd=root)
