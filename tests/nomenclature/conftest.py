from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The public reference lists, which a checkout does not contain."""
    if not (SHARED / "hs").is_dir() or not (SHARED / "hs_correlation").is_dir():
        pytest.skip(f"needs the public reference lists in {SHARED}")
    return SHARED
