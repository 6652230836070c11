"""The names of the articles of a dossier: those the writer chose, and those made from what things are called."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from origin.dossier.document import DossierDocument, Material
from origin.dossier.notes import Notes
from origin.problems import Place

PRODUCT = "product"
"""The id of the product itself."""


def made_from(name: str) -> str:
    """An id from a name: "Frame, welded (M)" gives frame-welded-m; letters of every script are kept."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(sign if sign.isalnum() else " " for sign in letters if not unicodedata.combining(sign))
    return "-".join(kept.split())[:80].rstrip("-") or "material"


class Ids:
    """Gives every material its id: the stated one, else one that no other has ("wheel-2")."""

    def __init__(self, document: DossierDocument, notes: Notes) -> None:
        """Takes all stated ids first, so that made ones keep clear of them; notes ids that are stated twice."""
        self.taken: dict[str, Place | None] = {PRODUCT: None}
        self.given: dict[int, str] = {}
        self.last: dict[str, int] = {}
        for part in document.parts or {}:
            self._take(part, document.at.place("parts"), notes)
        for line in all_lines(document):
            if line.id is not None:
                self._take(line.id, line.at.place("id"), notes)

    def _take(self, name: str, place: Place, notes: Notes) -> None:
        """Reserves a stated id."""
        if name not in self.taken:
            self.taken[name] = place
            return
        earlier = self.taken[name]
        if earlier is None:
            message = f"the id {name} is the product's own"
        else:
            message = f"the id {name} is used twice, first in {earlier.cell or f'line {earlier.line}'}"
        accepted = "an id that no other material or part has"
        hint = f"to use one part in several lines, define it under parts: and write use: {name}" if earlier else None
        notes.add("id-twice", message, place, found=name, accepted=accepted, hint=hint)

    def of(self, line: Material) -> str:
        """The id of a line that is no use of a part."""
        if line.id is not None:
            return line.id
        stem = made_from(line.name or "material")
        name, number = stem, self.last.get(stem, 1)
        while name in self.taken:
            number += 1
            name = f"{stem}-{number}"
        self.last[stem] = number
        self.taken[name] = line.at.own
        return name


def all_lines(document: DossierDocument) -> Iterator[Material]:
    """Every line of the document, each followed by those inside it; then those inside parts."""
    yield from _with_inner(document.materials or ())
    for part in (document.parts or {}).values():
        yield from _with_inner((part.made.materials if part.made else None) or ())


def _with_inner(lines: tuple[Material, ...]) -> Iterator[Material]:
    """Lines, each followed by those inside it; readers limit how deep they go."""
    for line in lines:
        yield line
        yield from _with_inner((line.made.materials if line.made else None) or ())
