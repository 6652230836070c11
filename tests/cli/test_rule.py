"""`origin rule`: the rules for a code."""

from __future__ import annotations

import json
from typing import Any


def test_a_rule(origin: Any) -> None:
    """A rule is shown with its citation, in plain English and in notation."""
    text = origin("rule", "8711.60", "-a", "eu-uk", "--width", "80").stdout
    assert "Annex" in text
    assert "1. Production from non-originating materials of any heading, except that of\n" in text
    assert "       MaxNOM 50% (EXW)\n" in text


def test_days(origin: Any) -> None:
    """On a day, alternatives that are not open are told so; without one all are shown."""
    text = origin("rule", "8703.80", "-a", "eu-uk", "-a", "eu-uk", "--on", "2027-01-01").stdout
    assert "Not open on 1 January 2027: it applied until 31 December 2026." in text
    assert "Not open" not in origin("rule", "8703.80", "-a", "eu-uk", "-a", "eu-uk", "--on", "2026-12-31").stdout
    assert "Not open" not in origin("rule", "8703.80", "-a", "eu-uk", "-a", "eu-uk").stdout


def test_descriptions(origin: Any) -> None:
    """Where descriptions differ all are shown, and one alone where it is named."""
    assert origin("rule", "8507.60", "-a", "eu-uk").stdout.count("--option ") == 3
    text = origin("rule", "8507.60", "-a", "eu-uk", "--option", "other").stdout
    assert "--option other\n" in text
    assert "--option traction" not in text


def test_a_quota(origin: Any) -> None:
    """A rule within an origin quota names the quota and where it stands."""
    text = origin("rule", "1604.14", "-a", "eu-uk", "--width", "120").stdout
    assert "Origin quota: prepared tuna" in text


def test_another_edition(origin: Any) -> None:
    """Where the rule list's edition divides a code, the sheet says so and shows the rule of each part."""
    text = origin("rule", "1601.00", "-a", "eu-uk", "--width", "120").stdout
    assert "HS 2017, which the rule list is on, divides 1601.00: 0410.00, 1601.00 or 2106.90." in text
    assert "(goods of 2106.90)" in text


def test_for_programs(origin: Any) -> None:
    """The JSON has each alternative in notation and English, with its days."""
    record = json.loads(origin("rule", "8703.80", "-a", "eu-uk", "--on", "2027-01-01", "--json").stdout)
    assert (record["schema"], record["code"], record["on"]) == ("origin-rules/1", "8703.80", "2027-01-01")
    alternatives = record["agreements"][0]["rules"][0]["alternatives"]
    assert [one["open"] for one in alternatives] == [True, False]
    assert alternatives[1]["valid_until"] == "2026-12-31"
