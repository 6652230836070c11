"""What holds for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# In CI the same examples are drawn every time, so that a run can be repeated; elsewhere chance goes on looking.
settings.register_profile("ci", derandomize=True, print_blob=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
