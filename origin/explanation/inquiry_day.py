"""Reads a day that a person gave."""

from __future__ import annotations

from datetime import date

from origin.problems import Place, Problem


def parse_day(text: str, option: str) -> date | Problem:
    """A day as 2026-06-01, or what is wrong with it."""
    try:
        if len(text) != 10:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        message = "this is not a day of the calendar"
        return Problem("day", message, Place(option), found=text[:60], accepted="a day such as 2026-06-01")
