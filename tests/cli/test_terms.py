"""`origin dossier terms`: the words that a dossier may use."""

from __future__ import annotations

import json
from typing import Any


def test_terms_are_found_by_their_words(origin: Any) -> None:
    """A term is found by any words of its name or meaning, with what makes it up and whether it is enough."""
    text = origin("dossier", "terms", "Sewn", "cutting", "--width", "120").stdout
    assert "making-up" in text
    assert "sewing or assembly" in text
    assert "  spinning" not in text
    assert "Not enough alone where it is simple." in origin("dossier", "terms", "mixing", "--width", "120").stdout


def test_all_terms(origin: Any) -> None:
    """Without words, every operation, kind of material and fibre stands there once, for programs too."""
    found = json.loads(origin("dossier", "terms", "--json").stdout)
    assert found["schema"] == "origin.terms.1"
    for group in ("processes", "kinds", "fibres"):
        terms = [one["term"] for one in found[group]]
        assert len(terms) == len(set(terms)) > 20
    text = origin("dossier", "terms", "--width", "200").stdout
    assert all(f"  {one['term']} " in text for one in found["processes"])


def test_no_term(origin: Any) -> None:
    """Words that no term has are answered in a sentence, and are no failure."""
    result = origin("dossier", "terms", "qwertz")
    assert "No term has these words." in result.stdout
    assert result.exit_code == 0
