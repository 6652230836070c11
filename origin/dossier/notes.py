"""Collects the problems of one input while it is read, so that one run reports all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from origin.problems import Place, Problem, Severity, underline

if TYPE_CHECKING:
    from origin.dossier.kinds import Fault
    from origin.dossier.nodes import Placed

MOST = 100
"""So many errors are kept, and so many warnings; of the rest only the number is reported."""
SHOWN = 60
WIDTH = 110


class Notes:
    """The problems found in one file so far; `text` is its source, for the excerpts."""

    def __init__(self, file: str | None, text: str = "") -> None:
        """Takes the file's name as it is to be shown, and its text where it has lines."""
        self.file = file
        self.text = text
        self.refused = False
        self._lines: list[str] | None = None
        self._problems: list[Problem] = []
        self._counts = {Severity.ERROR: 0, Severity.WARNING: 0}

    def place(self, line: int, column: int, field: str | None = None) -> Place:
        """A place in this file."""
        return Place(self.file, line, column, field=field or None)

    def place_of(self, node: Placed) -> Place:
        """The place of a node, with the way to it."""
        return self.place(node.line, node.column, node.path)

    def add(
        self,
        code: str,
        message: str,
        place: Place | None = None,
        *,
        found: str | None = None,
        accepted: str | None = None,
        hint: str | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Notes a problem; `found` is the source text in question, of which an excerpt is shown."""
        if severity is Severity.ERROR:
            self.refused = True
        self._counts[severity] += 1
        if self._counts[severity] > MOST:
            return
        place = place or Place(self.file)
        shown = None if found is None else quoted(found)
        excerpt = self._excerpt(place, found)
        self._problems.append(Problem(code, message, place, shown, accepted, hint, excerpt, severity))

    def refuse(self, fault: Fault, place: Place, found: str | None) -> None:
        """Notes why a text is no value; no hint is looked for that nobody will see."""
        hint = None if self.full else fault.hint
        self.add(fault.code, fault.message, place, found=found, accepted=fault.accepted, hint=hint)

    def warn(self, code: str, message: str, place: Place | None = None, **more: str | None) -> None:
        """Notes something that is read all the same but that the writer should know."""
        self.add(code, message, place, severity=Severity.WARNING, **more)

    def include(self, problem: Problem, place: Place | None = None) -> None:
        """Notes a problem that another part of the library found, at a place of this file."""
        self.add(
            problem.code,
            problem.message,
            place or problem.place,
            found=problem.found,
            accepted=problem.accepted,
            hint=problem.hint,
            severity=problem.severity,
        )

    @property
    def full(self) -> bool:
        """True where more errors would not be kept, so that nobody need look for hints."""
        return self._counts[Severity.ERROR] >= MOST

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was noted, in the order of the file as far as that is known; warnings where they stand."""
        found = sorted(self._problems, key=self._position)
        for severity, count in self._counts.items():
            if count > MOST:
                message = f"there are {count - MOST} more {severity.value}s; mend these first"
                found.append(Problem("more-problems", message, Place(self.file), severity=severity))
        return tuple(found)

    def _position(self, problem: Problem) -> tuple[bool, int, int]:
        """Sorts by line and column; other files come after this one, and cells without a line in the order found."""
        place = problem.place or Place(self.file)
        return place.file != self.file, place.line or 0, place.column or 0

    def _excerpt(self, place: Place, found: str | None) -> str | None:
        """The source line with carets under what was found, cut where the line is very long."""
        if place.line is None or place.column is None or not self.text or place.file != self.file:
            return None
        if self._lines is None:
            self._lines = self.text.splitlines()
        if place.line > len(self._lines):
            return None
        line, column = self._lines[place.line - 1], place.column
        if column > len(line) + 1 or not line.strip():
            return None
        if column > WIDTH // 2:
            cut = column - WIDTH // 2
            line, column = "…" + line[cut:], column - cut + 1
        line = line if len(line) <= WIDTH else line[:WIDTH] + "…"
        rest = line[column - 1 :]
        value = rest.split(",")[0].split(" #")[0].rstrip()
        length = len(found) if found and rest.lstrip("\"'").startswith(found) else len(value)
        clean = "".join(sign if sign.isprintable() or sign == "\t" else "\N{REPLACEMENT CHARACTER}" for sign in line)
        return underline(clean, column, max(1, length))


def quoted(text: str) -> str:
    """What was found, fit to be shown: cut where it is long, in quotes where it has signs that cannot be printed."""
    text = text if len(text) <= SHOWN else text[: SHOWN - 3] + "..."
    return text if text.isprintable() and text.strip() else repr(text)


def did_you_mean(word: str, among: Iterable[str]) -> str | None:
    """The hint for a misspelt word, where one is near."""
    near = nearest(word, among)
    return f"did you mean {near}?" if near else None


def nearest(word: str, among: Iterable[str]) -> str | None:
    """The accepted word that a misspelt one may stand for, or None where none is near."""
    if len(word) > SHOWN:
        return None
    from difflib import get_close_matches

    folded = {each.casefold(): each for each in among}
    wanted = word.casefold().strip()
    for spelling in (wanted, wanted.replace("-", "_").replace(" ", "_"), wanted.replace("_", "-").replace(" ", "-")):
        if spelling in folded:
            return folded[spelling]
    close = get_close_matches(wanted, folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None
