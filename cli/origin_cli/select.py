"""To be written."""

from origin_cli.light import group

app = group("")
