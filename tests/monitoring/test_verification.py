"""Verification: replies by their deadlines, outcomes by trigger, intervals, and an independent count."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from origin.monitoring.source import embedded
from origin.monitoring.statistics import share_of, weighted_share
from origin.monitoring.verification.figures import figure_columns, figures
from origin.monitoring.verification.sections import verification_sections
from origin.monitoring.verification.tally import Tally, timing
from origin.monitoring.verifications import COLUMNS, Trigger, Verifications, read_verifications
from tests.monitoring.conftest import write_csv

AS_OF = date(2025, 6, 30)
BASE = {
    "case": "1",
    "agreement": "EU-Korea FTA",
    "reporter": "DE",
    "partner": "KR",
    "code": "8708.99",
    "trigger": "random",
    "requested_on": "2024-01-10",
    "acknowledge_by": "",
    "acknowledged_on": "",
    "reply_due_on": "2024-11-10",
    "replied_on": "2024-06-01",
    "reply": "complete",
    "outcome": "originating",
    "closed_on": "2024-07-01",
    "value": "1000",
    "non_originating_value": "",
    "currency": "EUR",
    "duty_assessed": "",
    "duty_recovered": "",
    "duty_time_barred": "",
}


def read(path: Path, *cases: dict[str, str]) -> Verifications:
    """Verifications from rows that differ from a good one as told; cases are numbered."""
    rows = [{**BASE, "case": str(number), **case} for number, case in enumerate(cases, 1)]
    write_csv(path, list(COLUMNS), [list(row.values()) for row in rows])
    found = read_verifications([path], embedded(threads=1))
    assert found.value is not None, found.problems
    return found.value


OPEN = {"replied_on": "", "reply": "", "outcome": "", "closed_on": ""}


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ({}, "on time"),
        ({"replied_on": "2024-11-10", "closed_on": "2025-01-01"}, "on time"),
        ({"replied_on": "2024-11-11", "closed_on": "2025-01-01"}, "late"),
        (OPEN, "missing"),
        ({**OPEN, "reply_due_on": "2025-06-30"}, "not yet due"),
        ({**OPEN, "reply_due_on": "2025-06-29"}, "missing"),
        ({**OPEN, "reply_due_on": ""}, "no deadline"),
        ({"replied_on": "2025-07-01", "closed_on": "2025-07-02"}, "missing"),
        ({**OPEN, "reply_due_on": "", "outcome": "refused_no_reply", "closed_on": "2025-01-01"}, "missing"),
    ],
)
def test_replies_are_judged_by_their_deadline(tmp_path: Path, case: dict[str, str], expected: str) -> None:
    """As of the day of the report: the last day still counts as on time, later replies are not known yet."""
    (one,) = read(tmp_path / "v.csv", case).rows
    assert expected == timing(one, AS_OF)


def by_name(found: Verifications, imports: Any = None) -> dict[str, Any]:
    """The figures of all verifications by name."""
    names = [column.id for column in figure_columns("EUR")]
    return dict(zip(names, figures(Tally(found.rows, AS_OF), imports), strict=True))


def test_random_and_doubt_are_told_apart(tmp_path: Path) -> None:
    """The non-originating share counts refusals for want of a reply; partly originating and false proofs are apart."""
    bad = {"outcome": "not_originating"}
    found = read(
        tmp_path / "v.csv",
        {},
        {},
        {},
        bad,
        {"trigger": "doubt", **bad},
        {"trigger": "doubt", "outcome": "refused_no_reply", "replied_on": "", "reply": ""},
        {"trigger": "doubt", "outcome": "refused_insufficient_reply", "reply": "insufficient"},
        {"trigger": "doubt", "outcome": "false_proof"},
        {"trigger": "risk", "outcome": "partly_originating", "non_originating_value": "250"},
        {"trigger": "risk", "outcome": "withdrawn"},
    )
    told = by_name(found)
    assert (told["non_originating_random"], told["closed_random"]) == (0.25, 4)
    assert (told["non_originating_doubt"], told["closed_doubt"]) == (0.75, 4)
    assert (told["closed"], told["non_originating"]) == (9, 4 / 9)
    assert told["non_originating_value"] == pytest.approx((4 * 1000 + 250) / 9000)
    assert tuple(told[name] for name in ("missing", "insufficient", "false_proof", "withdrawn")) == (1, 1, 1, 1)


def test_wilson_and_clopper_pearson_as_published() -> None:
    """Newcombe (1998), example of 81 of 263: 0.2553 to 0.3662 and 0.2527 to 0.3676."""
    wilson, exact = share_of(81, 263), share_of(81, 263, "exact")
    assert wilson is not None
    assert exact is not None
    assert (round(wilson.low, 4), round(wilson.high, 4)) == (0.2553, 0.3662)
    assert (round(exact.low, 4), round(exact.high, 4)) == (0.2527, 0.3676)
    assert share_of(0, 0) is None


@given(st.lists(st.floats(1, 1e6), min_size=1, max_size=30), st.data())
def test_a_share_by_value_lies_in_its_interval(weights: list[float], data: st.DataObject) -> None:
    """And equal weights give the interval of counts."""
    hits = [weight * data.draw(st.sampled_from([0, 1])) for weight in weights]
    found = weighted_share(hits, weights)
    assert found is not None
    assert 0 <= found.low <= found.share + 1e-9
    assert found.share - 1e-9 <= found.high <= 1
    number = data.draw(st.integers(1, 50))
    some = data.draw(st.integers(0, number))
    even, counted = weighted_share([1.0] * some, [1.0] * number), share_of(some, number)
    assert even is not None
    assert counted is not None
    assert tuple(even) == pytest.approx(tuple(counted))


@pytest.mark.parametrize(
    "case",
    [
        {"agreement": ""},
        {"partner": "Atlantis"},
        {"trigger": "whim"},
        {"outcome": "fine"},
        {"requested_on": "10.1.2024"},
        {"replied_on": "2023-01-01"},
        {"outcome": ""},
        {"value": "-1"},
        {"value": "inf"},
        {"code": "87x"},
        {"case": "1"},
        {"currency": "USD"},
    ],
)
def test_rows_that_break_the_schema_are_kept_aside(tmp_path: Path, case: dict[str, str]) -> None:
    """They are counted with a reason, and the others count."""
    found = read(tmp_path / "v.csv", {}, case)
    assert (len(found.rows), len(found.rejected), found.rows_in) == (1, 1, 2)


case = st.fixed_dictionaries(
    {
        "reporter": st.sampled_from(["DE", "FR", "ES"]),
        "partner": st.sampled_from(["KR", "VN"]),
        "trigger": st.sampled_from(["random", "doubt", "risk"]),
        "reply": st.sampled_from(["complete", "insufficient", ""]),
        "replied": st.integers(0, 700),
        "closed": st.one_of(st.none(), st.integers(0, 700)),
        "outcome": st.sampled_from(["originating", "not_originating", "refused_no_reply", "false_proof"]),
    }
)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(drawn=st.lists(case, min_size=1, max_size=40))
def test_parts_add_up_to_the_whole(tmp_path: Path, drawn: list[dict[str, Any]]) -> None:
    """Timings and outcomes by reporter add up to those of all, and equal an independent count."""
    start = date(2024, 1, 10)
    cases = [
        {
            **{name: one[name] for name in ("reporter", "partner", "trigger", "reply")},
            "replied_on": str(start + timedelta(one["replied"])) if one["reply"] else "",
            "outcome": one["outcome"] if one["closed"] is not None else "",
            "closed_on": str(start + timedelta(one["closed"])) if one["closed"] is not None else "",
        }
        for one in drawn
    ]
    found = read(tmp_path / "v.csv", *cases)
    told = by_name(found)
    last = (AS_OF - start).days
    shut = [one for one in drawn if one["closed"] is not None and one["closed"] <= last]
    assert (len(shut), len(drawn)) == (told["closed"], told["requests"])
    outcomes = Counter(one["outcome"] for one in shut)
    assert outcomes["not_originating"] + outcomes["refused_no_reply"] == round(
        (told["non_originating"] or 0) * len(shut)
    )
    times = ("on_time", "late", "missing", "not_yet_due")
    assert len(drawn) == sum(told[name] for name in times)
    sections = {section.id: section for section in verification_sections(found, AS_OF)}
    if "verification-by-reporter" in sections:
        (table,) = sections["verification-by-reporter"].tables
        for number, column in enumerate(table.columns[1:], 1):
            if column.id in {*times, "requests", "closed", "false_proof"}:
                assert told[column.id] == sum(int(str(line[number])) for line in table.rows)


def test_the_weakest_entry_point_is_named(tmp_path: Path) -> None:
    """The reporter with the fewest requests for what it imports, and the one whose random cases differ."""
    good, bad = {"reporter": "DE"}, {"reporter": "GR", "outcome": "not_originating"}
    found = read(tmp_path / "v.csv", *[good] * 40, *[bad] * 30)
    imports = {("DE",): Decimal(10**9), ("GR",): Decimal(10**11)}
    sections = {
        section.id: section for section in verification_sections(found, AS_OF, imports=lambda by, key: imports.get(key))
    }
    text = " ".join(sections["entry-points"].paragraphs)
    assert "Fewest requests for what is imported: Greece (0.3 per billion); most: Germany (40.0)" in text
    assert "by more than chance: Germany, Greece" in text
    assert Trigger.RANDOM is found.rows[0].trigger
