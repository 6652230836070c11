"""Several processes at one register, and processes that are killed while they write."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.register.conftest import claim
from tests.register.writers import DAY, open_at, write_many, write_on

WRITERS, EACH, KILLS = 8, 12, 100


def test_eight_processes_write_at_once(url: str, with_test_packs: Path) -> None:
    """Nobody's event is lost, no two have the same place, and the chain is whole."""
    packs = str(with_test_packs)
    register = open_at(url, packs)
    agreement = register._agreement("test-pem")
    assert agreement is not None
    common = register.open_case(claim("common"), agreement, "officer", DAY).value
    assert common is not None
    server = multiprocessing.get_context("forkserver")  # begins empty, so that no writer shares a connection
    server.set_forkserver_preload(["tests.register.writers"])
    writers = [
        server.Process(target=write_many, args=(url, packs, common.number, name, EACH)) for name in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0] * WRITERS
    events = register.events(common.number).value or ()
    assert list(range(1, WRITERS * EACH + 2)) == [event.sequence for event in events]
    assert {f"officer {name}": EACH for name in range(WRITERS)} == Counter(event.actor for event in events[1:])
    assert len(register.cases()) == WRITERS + 1
    assert register.check()[1] == ()
    register.close()


@pytest.mark.slow
def test_a_process_killed_at_any_point_loses_nothing_that_it_acknowledged(
    url: str, with_test_packs: Path, tmp_path: Path
) -> None:
    """A hundred times: whatever was acknowledged is there, and nothing is corrupt."""
    packs, random = str(with_test_packs), Random(7)
    acknowledged = tmp_path / "acknowledged"
    register = open_at(url, packs)
    agreement = register._agreement("test-pem")
    assert agreement is not None
    case = register.open_case(claim(), agreement, "officer", DAY).value
    assert case is not None
    register.close()
    fork = multiprocessing.get_context("fork")
    written = killed = 0
    for turn in range(KILLS):
        before = _size(acknowledged)
        writer = fork.Process(target=write_on, args=(url, packs, case.number, str(acknowledged)))
        writer.start()
        while turn % 4 and _size(acknowledged) == before and writer.is_alive():
            time.sleep(0.001)  # three times of four it is killed while it writes, else while it begins
        time.sleep(random.random() * 0.02)
        assert writer.pid is not None
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        assert writer.exitcode == -signal.SIGKILL
        killed += 1
        register = open_at(url, packs)
        told = [int(line) for line in acknowledged.read_text().split()] if acknowledged.exists() else []
        there = {event.sequence for event in register.events(case.number).value or ()}
        assert set(told) <= there
        written = max(there)
        register.close()
    register = open_at(url, packs)
    assert register.check()[1] == ()
    register.close()
    assert killed == KILLS
    assert written > KILLS * 3 // 4


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0
