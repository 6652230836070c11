"""Reads and writes the compact tables of this package: lists of codes that share their heading's digits."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "tables"


def pack(codes: Iterable[str]) -> str:
    """Subheadings as "8711 10 60 8712 00": a token of four digits sets the heading, one of two completes a code."""
    tokens: list[str] = []
    heading = ""
    for code in sorted(codes):
        if code[:4] != heading:
            heading = code[:4]
            tokens.append(heading)
        tokens.append(code[4:])
    return " ".join(tokens)


def unpack(text: str) -> list[str]:
    """The subheadings that `pack` wrote, in order."""
    codes: list[str] = []
    heading = ""
    for token in text.split():
        if len(token) == 4:
            heading = token
        else:
            codes.append(heading + token)
    return codes


def rows(name: str) -> list[str]:
    """The lines of a table without its remarks (lines that begin with #)."""
    text = (FOLDER / name).read_text(encoding="ascii" if name.endswith(".txt") else "utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]
