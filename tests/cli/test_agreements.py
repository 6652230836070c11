"""`origin agreements` and `origin dossier`."""

from __future__ import annotations

import json
from typing import Any


def test_list(origin: Any) -> None:
    """Every pack is listed with its id, title and edition."""
    text = origin("agreements", "list").stdout
    assert "eu-uk" in text
    assert "HS 2017" in text
    assert "eu-uk" in [one["id"] for one in json.loads(origin("agreements", "list", "--json").stdout)["agreements"]]


def test_show(origin: Any) -> None:
    """A pack is shown with its provisions and articles, and with what it does not model."""
    text = origin("agreements", "show", "eu-uk", "--width", "100").stdout
    assert "Sets: up to 15% of the price non-originating [Article 11]" in text
    assert "\nNot modelled\n" in text
    record = json.loads(origin("agreements", "show", "eu-uk", "--json").stdout)
    assert record["agreement"]["id"] == "eu-uk"


def test_lint(origin: Any) -> None:
    """Packs are looked over; warnings go to stderr and leave the exit code at 0."""
    result = origin("agreements", "lint")
    assert result.exit_code == 0
    assert result.stdout.startswith("eu-uk: 0 errors, ")


def test_compile(origin: Any) -> None:
    """Packs are compiled, telling each or nothing."""
    assert "eu-uk\n" in origin("agreements", "compile").stdout
    assert (
        origin("agreements", "compile", "--quiet").exit_code,
        origin("agreements", "compile", "-q").stdout,
    ) == (0, "")


def test_dossier_schema(origin: Any) -> None:
    """The JSON Schema of dossiers is printed."""
    assert json.loads(origin("dossier", "schema").stdout)["title"] == "Dossier, version 1"


def test_dossier_read(origin: Any) -> None:
    """A dossier that is well formed is told in a line, one that is not with every problem."""
    text = origin("dossier", "read", "examples/e-bike.yaml").stdout
    assert text == "Trekking e-bike TK-500, 8711.60 of HS 2022: 13 materials, 1 intermediate, 2 levels\n"
    refused = origin("dossier", "read", "-", stdin="dossier: 1\nproduct: {nam: x}\nmaterial: []\n")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.count("error: ") >= 2
    record = json.loads(origin("dossier", "read", "examples/e-bike.yaml", "--json").stdout)
    assert record["levels"] == 2
