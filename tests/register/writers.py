"""Processes that write to a register, to be killed or to get in one another's way."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from origin.agreements.registry import read_agreement
from origin.cases.register import happenings as h
from origin.cases.register.register import Register
from origin.cases.register.store import open_store
from tests.register.conftest import NOW, claim

DAY = date(2026, 2, 1)


def open_at(url: str, packs: str) -> Register:
    """The register at a URL."""
    store = open_store(url)
    assert store.value is not None, store.problems
    agreement = read_agreement(Path(packs) / "test-pem" / "agreement.yaml").value
    return Register(store.value, lambda name: agreement, lambda: NOW)


def write_on(url: str, packs: str, number: str, acknowledged: str) -> None:
    """Notes one thing after the other in a case, and tells each one only after it is recorded, until killed."""
    register = open_at(url, packs)
    descriptor = os.open(acknowledged, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    while True:
        case = register.record(number, h.Noted(), "officer", DAY).value
        assert case is not None
        os.write(descriptor, f"{case.sequence}\n".encode())


def write_many(url: str, packs: str, number: str, name: int, count: int) -> None:
    """Opens a case of its own, and notes things in it and in the common one."""
    register = open_at(url, packs)
    agreement = register._agreement("test-pem")
    assert agreement is not None
    own = register.open_case(claim(f"own-{name}"), agreement, f"officer {name}", DAY).value
    assert own is not None
    for _ in range(count):
        for case in (number, own.number):
            read = register.record(case, h.Noted(), f"officer {name}", DAY)
            assert read.value is not None, read.problems
    register.close()
