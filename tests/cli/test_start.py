"""A short command starts quickly: it imports nothing that it does not need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("jinja2", "lark", "networkx", "openpyxl", "pydantic", "tabulate", "yaml")
BIKE = Path(__file__).parents[2] / "examples" / "e-bike.yaml"
PROBE = """
import sys
from origin_cli.main import app
try:
    app({arguments!r})
except SystemExit:
    pass
print(sorted(set(sys.modules) & set({heavy!r})), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["rule", "8703"], []),
        (["--version"], []),
        (["--help"], []),
        (["check", "--help"], []),
        (["check", str(BIKE), "--agreement", "eu-uk"], ["tabulate", "yaml"]),
    ],
    ids=["rule", "version", "help", "help of check", "check"],
)
def test_imports(arguments: list[str], allowed: list[str]) -> None:
    """No library is imported before a command needs it; the packs come compiled from the cache."""
    from origin.agreements.compiled import compile_all

    compile_all()
    code = PROBE.format(arguments=arguments, heavy=HEAVY)
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
    assert allowed == eval(result.stderr.splitlines()[-1])
