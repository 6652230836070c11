"""The log of events, the row by which writers queue, and where each case stands.

Revision: 0001, the first.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SQLITE = (
    "CREATE TRIGGER events_{verb} BEFORE {verb} ON events BEGIN SELECT RAISE(ABORT, 'events are never changed'); END"
)
_POSTGRESQL = (
    "CREATE FUNCTION events_are_kept() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'events are never changed'; END $$",
    "CREATE TRIGGER events_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON events "
    "FOR EACH STATEMENT EXECUTE FUNCTION events_are_kept()",
)


def upgrade() -> None:
    """Makes the three tables; the database refuses to change or remove an event."""
    register = op.create_table(
        "register",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("cases", sa.Integer, nullable=False),
    )
    op.bulk_insert(register, [{"id": 1, "position": 0, "hash": "0" * 64, "cases": 0}])
    op.create_table(
        "events",
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("case_number", sa.String(40), nullable=False, index=True),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("happened", sa.Date, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.UniqueConstraint("case_number", "sequence"),
    )
    op.create_table(
        "cases",
        sa.Column("number", sa.String(40), primary_key=True),
        sa.Column("claim", sa.String(200), nullable=False, index=True),
        sa.Column("agreement", sa.String(80), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("next_due", sa.Date, nullable=True, index=True),
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(_SQLITE.format(verb=verb))
    else:
        for statement in _POSTGRESQL:
            op.execute(statement)


def downgrade() -> None:
    """A register is not taken back: its log is evidence."""
    raise NotImplementedError
