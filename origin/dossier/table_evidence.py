"""The papers that a table states for its materials: supplier's declarations and proofs of origin.

Dates and agreements make no paper: what planning systems call valid from and until is often a line of the bill of
materials itself. There is one where a cell names its kind or its number, or says that there is one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from origin.dossier.cell_reading import Cells
from origin.dossier.code_lists import country_spellings
from origin.dossier.document import Paper
from origin.dossier.grid import Form
from origin.dossier.header import Column, plain
from origin.dossier.kinds import COUNTRY, DAY, Fault, Kind, unmistakable_day
from origin.dossier.notes import Notes
from origin.dossier.values import AGREEMENT, PAPER_KIND, TEXT
from origin.dossier.where import InTable
from origin.problems import Place

SUPPLIER = "supplier-declaration"
FIELDS = {
    "evidence": "kind",
    "evidence_reference": "reference",
    "evidence_agreement": "agreement",
    "evidence_country": "country",
    "evidence_issued": "issued",
    "evidence_from": "valid_from",
    "evidence_until": "valid_until",
}
"""The fact of a paper that each field of a table gives."""

NAMING = ("evidence", "evidence_reference")
"""The fields of which one must be there."""

_SUPPLIERS = "suppl lieferant ltsd lle fourniss proveedor fornitore leverancier fornecedor dostawc 供应商".split()
_YES = frozenset("yes y ja j oui o si s sim tak x ok true vorhanden available present 是 有".split())
_NO = frozenset("no n nein non nee nao nie false keine kein missing fehlt 否 无".split())
_LONG_TERM = "long-term-supplier-declaration"
_KINDS = {
    **dict.fromkeys(("le", "sd", "supplier declaration", "suppliers declaration", "supplier s declaration"), SUPPLIER),
    **dict.fromkeys(("lieferantenerklarung", "declaration du fournisseur", "declaration fournisseur"), SUPPLIER),
    **dict.fromkeys(("declaracion del proveedor", "dichiarazione del fornitore", "leveranciersverklaring"), SUPPLIER),
    **dict.fromkeys(("declaracao do fornecedor", "deklaracja dostawcy", "供应商声明"), SUPPLIER),
    **dict.fromkeys(
        ("ltsd", "lle", "llz", "langzeitlieferantenerklarung", "langzeit lieferantenerklarung"), _LONG_TERM
    ),
    **dict.fromkeys(("long term supplier declaration", "long term suppliers declaration"), _LONG_TERM),
    **dict.fromkeys(("long term supplier s declaration", "declaration a long terme", "dldt"), _LONG_TERM),
    **dict.fromkeys(
        ("statement on origin", "soo", "erklarung zum ursprung", "attestation d origine"), "statement-on-origin"
    ),
    **dict.fromkeys(("origin declaration", "ursprungserklarung", "declaration d origine"), "origin-declaration"),
    **dict.fromkeys(("eur 1", "eur1"), "eur1"),
}
"""What people call the papers, in small letters without signs, and the terms for them."""


class Papers:
    """Makes the papers of a row."""

    def __init__(self, columns: Mapping[str, Column], cells: Cells, notes: Notes) -> None:
        """Takes the columns that were recognised."""
        self.columns = {field: column for field, column in columns.items() if field in FIELDS}
        self.cells = cells
        self.notes = notes
        self.assumed = False

    def of(self, row: int) -> tuple[Paper, ...]:
        """The papers of a row, one for each agreement that is named; none where its cells say that there is none."""
        texts = {field: text for field, column in self.columns.items() if (text := self.cells.text(row, column))}
        naming = [plain(texts[field]) for field in NAMING if field in texts]
        if not naming or _NO.intersection(naming):
            return ()
        values: dict[str, Any] = {}
        places = {FIELDS[field]: self._place(row, field) for field in texts}
        self._kind(row, texts, values)
        for field, kind in (("evidence_country", COUNTRY), ("evidence_reference", TEXT)):
            if field in texts:
                self._take(row, field, kind, texts[field], values)
        for field in ("evidence_issued", "evidence_from", "evidence_until"):
            if field in texts:
                self._take(row, field, DAY, self._day(row, field, texts[field]), values)
        at = InTable(self.cells.grid.place(row), places)
        named = [text for part in re.split(r"[,;/|]", texts.get("evidence_agreement", "")) if (text := part.strip())]
        if not named:
            return (Paper(at, **values),)
        found = []
        for name in named:
            agreement: dict[str, Any] = {}
            self._take(row, "evidence_agreement", AGREEMENT, name, agreement)
            found.append(Paper(at, **values, **agreement))
        return tuple(found)

    def _kind(self, row: int, texts: dict[str, str], values: dict[str, Any]) -> None:
        """The kind of paper: as stated, else a supplier's declaration, which is told where the headings leave it open.

        A column for the number of a declaration may only say that there is one, or which kind it is.
        """
        number = texts.get("evidence_reference", "")
        known = _KINDS.get(plain(number))
        if known or plain(number) in _YES:
            del texts["evidence_reference"]
        stated = texts.get("evidence", "")
        if stated and plain(stated) not in _YES:
            term = _KINDS.get(plain(stated))
            if term is None:
                self._take(row, "evidence", PAPER_KIND, stated, values)
                return
            known = term
        values["kind"] = known or SUPPLIER
        column = self.columns.get("evidence_reference")
        told = known or stated or (column and any(word in plain(column.heading) for word in _SUPPLIERS))
        if not told and not self.assumed:
            self.assumed = True
            message = "the table does not say what papers these are; they were taken for supplier's declarations"
            place = self._place(row, "evidence_reference")
            self.notes.warn("evidence-assumed", message, place, hint="give a column the heading Evidence")

    def _day(self, row: int, field: str, text: str) -> str:
        """A day as a spreadsheet shows it, where only one day can be meant, as year-month-day."""
        if self.cells.cell(row, self.columns[field]).form is Form.DATE:
            return text[:10]
        return unmistakable_day(text) or text

    def _take(self, row: int, field: str, kind: Kind[Any], text: str, values: dict[str, Any]) -> None:
        """Keeps what a cell says, or notes why it cannot be read."""
        if field == "evidence_country":
            text = country_spellings().get(text.upper(), text)
        value = kind.read(text)
        if isinstance(value, Fault):
            self.notes.refuse(value, self._place(row, field), text)
        else:
            values[FIELDS[field]] = value

    def _place(self, row: int, field: str) -> Place:
        return self.cells.grid.place(row, self.columns[field].number, field)
