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
    """A rule within an origin quota names the quota, where it stands, and what it allows in each of its periods."""
    text = origin("rule", "7604.10", "-a", "eu-uk", "--width", "120").stdout
    assert "Origin quota: aluminium products of 7603 to 7616 [Annex 4 (ORIG-2A) (not confirmed)]\n" in text
    assert "72,000 tonnes a year from 1 January 2024 until 31 December 2026\n" in text
    assert "57,500 tonnes a year from 1 January 2027, for 7604, 7606-7607 alone\n" in text


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


def test_agreements_that_ask_the_same_stand_together(origin: Any) -> None:
    """Each agreement is named once, in a group with those that ask the same; the largest group comes first."""
    text = origin("rule", "8711.60", "--width", "80").stdout
    record = json.loads(origin("rule", "8711.60", "--json").stdout)
    names = [one["agreement"] for one in record["agreements"]]
    assert sorted(name for group in record["alike"] for name in group) == sorted(names)
    assert [len(group) for group in record["alike"]] == sorted((len(one) for one in record["alike"]), reverse=True)
    asked = {one["agreement"]: [rule["alternatives"] for rule in one["rules"]] for one in record["agreements"]}
    for group in record["alike"]:
        assert all(asked[name] == asked[group[0]] for name in group)
    assert len({json.dumps(asked[group[0]]) for group in record["alike"]}) <= len(record["alike"])
    assert len(text.splitlines()) < 200
    assert max(map(len, text.splitlines())) <= 80


def test_where_a_shared_rule_stands(origin: Any) -> None:
    """A rule that agreements share is shown once, with the place where each of them has it."""
    text = " ".join(origin("rule", "8711.60", "-a", "eu-uk", "-a", "uk-vietnam").stdout.split())
    assert "2 agreements eu-uk, uk-vietnam." in text
    assert text.count("MaxNOM 50% (EXW)") == 1
    assert "Annex 3 (ORIG-2), headings 8708-8711: eu-uk" in text


def test_agreements_that_do_not_apply_on_a_day(origin: Any) -> None:
    """On a day, agreements that are not in force are told apart, and no rule of theirs is shown."""
    text = " ".join(origin("rule", "8711.60", "--on", "2026-07-14").stdout.split())
    assert "Not in force on that day" in text
    assert "uk-india applies from 15 July 2026." in text
    assert "uk-india applies" not in origin("rule", "8711.60", "--on", "2026-07-15").stdout
