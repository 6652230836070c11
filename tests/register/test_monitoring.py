"""The register as a table of verification outcomes for reports."""

from __future__ import annotations

from datetime import date

import pytest

from origin.agreements.verification import Trigger
from origin.cases.register import happenings as h
from origin.cases.register.register import Register
from tests.register.conftest import Agreements
from tests.register.test_register import go, opened

pytest.importorskip("ibis", reason="the extra `reports` is not installed")

from origin.monitoring.case_register import read_register, rows_of
from origin.monitoring.verification.tally import Tally
from origin.monitoring.verifications import COLUMNS, Outcome, checked


def test_cases_become_rows_of_the_schema(register: Register, agreements: Agreements) -> None:
    """A case without a request is none; an open one, and one refused for silence, are told as they stand."""
    opened(register, agreements, reference="26GB0")
    start = date(2026, 2, 1)
    waiting = go(register, opened(register, agreements, reference="26GB1"), h.Selected(Trigger.RANDOM))
    go(register, waiting, h.Requested("authority"))
    silent = go(register, opened(register, agreements, reference="26GB2"), h.Selected(Trigger.DOUBT))
    silent = go(register, silent, h.Requested("authority"))
    late = date(2026, 12, 2)
    silent = go(register, silent, h.Expired(), late)
    go(register, silent, h.Determined(h.Outcome.REFUSED, "no-reply", no_hearing="none"), late)
    found = checked(rows_of(register), tuple(COLUMNS), ())
    assert (found.rows_in, len(found.rows), found.rejected) == (2, 2, ())
    first, second = found.rows
    assert ("AL", "GB", "640399", start) == (first.partner, first.reporter, first.code, first.requested_on)
    assert [(Trigger.RANDOM.value, None), (Trigger.DOUBT.value, Outcome.NO_REPLY)] == [
        (one.trigger.value, one.outcome) for one in (first, second)
    ]
    assert late == second.closed_on
    share = Tally(found.rows, date(2027, 1, 1)).share()
    assert share is not None
    assert share.share == 1.0


def test_a_register_that_is_not_there_is_not_made() -> None:
    """A report only reads."""
    assert [problem.code for problem in read_register("/nowhere/register.sqlite").problems] == ["file-missing"]
