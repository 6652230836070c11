"""The command line: one module per command group; each parses arguments, calls `origin`, prints."""
