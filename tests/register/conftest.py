"""What the tests of the register share: registers on both databases, a claim, a clock that stands still."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from origin.agreements.agreement import Agreement
from origin.agreements.registry import read_agreement
from origin.cases.claim import Claim, Trader
from origin.cases.register.register import Register
from origin.cases.register.store import open_store
from origin.nomenclature.code import HsCode

NOW = datetime(2040, 1, 1, tzinfo=UTC)

Agreements = Callable[[str], Agreement | None]


def claim(reference: str = "26GB1", accepted: date = date(2026, 1, 31), into: str = "GB", of: str = "AL") -> Claim:
    """A claim for goods of some country."""
    return Claim(
        reference,
        into,
        accepted,
        origin=of,
        preferential_origin=of,
        code=HsCode("640399"),
        importer=Trader("IMP1", "Importer"),
        exporter=Trader("EXP1", "Exporter"),
    )


@pytest.fixture(scope="session")
def agreements(with_test_packs: Path) -> Agreements:
    """The agreements of the test packs and of the data folder, each read once."""
    known: dict[str, Agreement | None] = {}

    def find(name: str) -> Agreement | None:
        if name not in known:
            known[name] = read_agreement(with_test_packs / name / "agreement.yaml").value
        return known[name]

    return find


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database of each kind; PostgreSQL where ORIGIN_TEST_POSTGRESQL names a server."""
    if request.param == "sqlite":
        yield str(tmp_path / "register.sqlite")
        return
    server = os.environ.get("ORIGIN_TEST_POSTGRESQL")
    if not server:
        pytest.skip("no PostgreSQL: run with .ci/with-postgresql, or set ORIGIN_TEST_POSTGRESQL")
    from sqlalchemy import create_engine
    from sqlalchemy.engine import make_url

    name = f"register_{uuid.uuid4().hex}"
    admin = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield str(make_url(server).set(database=name))
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def register(url: str, agreements: Agreements) -> Iterator[Register]:
    """A register in an empty database."""
    store = open_store(url)
    assert store.value is not None, store.problems
    made = Register(store.value, agreements, lambda: NOW)
    yield made
    made.close()
