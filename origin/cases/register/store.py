"""The store of a register: SQLite in a file of its owner's, or PostgreSQL, through SQLAlchemy.

The tables are made and changed by the migrations beside this module. Events are never changed or removed: the database
itself refuses it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Date,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
    select,
    text,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from origin.problems import Place, Problem, Read

BUSY_SECONDS = 60
"""How long a writer waits for another one."""
HEAD = "0001"
"""The newest migration."""

metadata = MetaData()

# The one row by which writers queue: the last event's place and hash, and how many cases there are.
register_table = Table(
    "register",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("cases", Integer, nullable=False),
)

# The log: what each event holds is in `body`; the other columns repeat some of it, to be searched by.
events_table = Table(
    "events",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("case_number", String(40), nullable=False, index=True),
    Column("sequence", Integer, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("happened", Date, nullable=False),
    Column("body", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    UniqueConstraint("case_number", "sequence"),
)

# Where each case stands, for lists: rebuilt from the log at any time.
cases_table = Table(
    "cases",
    metadata,
    Column("number", String(40), primary_key=True),
    Column("claim", String(200), nullable=False, index=True),
    Column("agreement", String(80), nullable=False),
    Column("state", String(40), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("next_due", Date, nullable=True, index=True),
)


def open_store(where: str | Path) -> Read[Engine]:
    """The database of a register, made or brought up to date where it is not; a path stands for an SQLite file."""
    url = _url(where)
    if isinstance(url, Problem):
        return Read(None, (url,))
    try:
        engine = _engine(url)
        _migrate(engine)
    except ModuleNotFoundError as error:
        message = f"the driver for this database is not installed ({error.name})"
        return Read(
            None, (Problem("register-driver", message, Place(_shown(url)), hint="pip install psycopg[binary]"),)
        )
    except (SQLAlchemyError, OSError) as error:
        return Read(None, (unusable(url, error),))
    return Read(engine)


def unusable(url: URL, error: Exception) -> Problem:
    """The problem of a database that cannot be used; no password is shown."""
    cause = getattr(error, "orig", None) or error
    reason = " ".join(str(cause).split())[:200]
    accepted = "a path, sqlite:///path or postgresql://user@host/database"
    return Problem("register-unusable", "this register cannot be used", Place(_shown(url)), reason, accepted)


def damage(error: Exception, where: str) -> Problem | None:
    """The problem behind an error that came up while a register was read or written; None for our own mistakes."""
    url = _url(where)
    if isinstance(error, SQLAlchemyError):
        return unusable(url if isinstance(url, URL) else URL.create("sqlite", database=where), error)
    if isinstance(error, msgspec.DecodeError):
        shown = _shown(url) if isinstance(url, URL) else where
        message = "an event of this register cannot be read"
        hint = "origin case history --check tells what was altered; go on with a copy that was saved before"
        return Problem("register-altered", message, Place(shown), found=str(error)[:200], hint=hint)
    return None


def _url(where: str | Path) -> URL | Problem:
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(Path(where).expanduser().absolute()))
    try:
        url = make_url(where)
    except ArgumentError:
        return Problem("register-url", "this is not the URL of a database", found=where.split("@")[-1][:60])
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        accepted = "sqlite or postgresql"
        return Problem("register-url", "a register is kept in SQLite or PostgreSQL", None, url.drivername, accepted)
    return url


def _shown(url: URL) -> str:
    return url.render_as_string(hide_password=True)


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    if url.database and url.database != ":memory:":
        _own_file(Path(url.database))
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy begins transactions, below; the driver must not
        for statement in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_SECONDS * 1000}"):
            connection.execute(f"PRAGMA {statement}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def _own_file(path: Path) -> None:
    """Makes the file, readable by its owner only, before the database does."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction in which this process is the only writer: committed at its end, or nothing of it happened."""
    with engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the register."""
    options = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


def _migrate(engine: Engine) -> None:
    """Brings the tables up to date, once, whoever comes first."""
    if _version(engine) == HEAD:
        return
    from alembic import command
    from alembic.config import Config

    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(7021970)"))
        config = Config()
        folder = str(Path(__file__).parent / "migrations").replace("%", "%%")
        config.set_main_option("script_location", folder)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _version(engine: Engine) -> str | None:
    """The migration that the tables are at."""
    with engine.connect() as connection:
        if not engine.dialect.has_table(connection, "alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def head(connection: Connection) -> tuple[int, str, int]:
    """The last event's place and hash, and how many cases there are; the row is locked where writers share it."""
    row = connection.execute(select(register_table).with_for_update()).one()
    return row.position, row.hash, row.cases
