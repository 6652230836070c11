"""A Determination told to people: sections of plain values, and their rendering as text, HTML page and JSON."""
