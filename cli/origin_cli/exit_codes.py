"""What the exit code of a command says."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of `origin`; those of a verdict come from `origin check` alone."""

    ORIGINATING = 0
    """The product originates. Other commands: done."""
    NON_ORIGINATING = 1
    """The product does not originate."""
    BAD_INPUT = 2
    """Something given was refused: nothing was done, and stderr says why."""
    UNDETERMINED = 3
    """The verdict hangs on missing facts."""
    BUG = 70
    """The toolkit failed; please report it."""


CHECK_HELP = "Exit codes: 0 originating, 1 non-originating, 3 undetermined, 2 bad input (nothing is written)."
HELP = "Exit codes: 0 done, 2 bad input (nothing is written)."
