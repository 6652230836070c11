"""The command line: one module per command group; each parses arguments, calls `origin`, prints."""

import gc

gc.set_threshold(20_000, 10, 10)
"""Most commands are over before there is garbage worth a search, which costs a start a twentieth of its time."""
