"""What holds for all tests."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from origin.data_folder import data_folder
from tests import steady

# In CI the same examples are drawn every time, so that a run can be repeated; elsewhere chance goes on looking.
# No example fails by the clock: how long one takes hangs on what else the machine does.
settings.register_profile("ci", derandomize=True, print_blob=True, deadline=None, backend=steady.NAME)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds --snapshot-update."""
    parser.addoption("--snapshot-update", action="store_true", help="keep what is printed now")


@pytest.fixture(scope="session")
def with_test_packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of agreements that holds the packs for tests beside those of the data folder."""
    folder = tmp_path_factory.mktemp("agreements") / "agreements"
    shutil.copytree(data_folder("agreements"), folder)
    for pack in sorted((Path(__file__).parent / "packs").glob("*/agreement.yaml")):
        shutil.copytree(pack.parent, folder / pack.parent.name)
    return folder
