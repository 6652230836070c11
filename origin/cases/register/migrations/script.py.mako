"""${message}.

Revision: ${up_revision}, after ${down_revision | comma,n}.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """What changes."""


def downgrade() -> None:
    """A register is not taken back: its log is evidence."""
    raise NotImplementedError
