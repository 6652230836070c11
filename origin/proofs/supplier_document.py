"""A supplier's declaration as a person writes it down; reads one from YAML or JSON."""

from __future__ import annotations

from pathlib import Path

from origin.dossier.file_text import decode
from origin.dossier.kinds import COUNTRY, DAY, YES_NO
from origin.dossier.nodes import MapNode
from origin.dossier.notes import Notes
from origin.dossier.reader import parse_nodes
from origin.dossier.records import Record, fact, needed
from origin.dossier.validation import read_record
from origin.dossier.values import TEXT
from origin.input_file import read_bytes
from origin.problems import Read
from origin.proofs.supplier_declaration import SupplierDeclaration


class SupplierRecord(Record):
    """A supplier's declaration."""

    long_term = needed(YES_NO, "Whether it is for several consignments.", True)
    issued = fact(DAY, "The day it was made out.", "2026-01-10")
    valid_from = fact(DAY, "The first day it covers.", "2026-01-01")
    valid_until = fact(DAY, "The last day it covers.", "2026-12-31")
    origin = fact(COUNTRY, "The country of origin that it names.", "IT")
    framework = fact(TEXT, "The legal framework that it names.", "EU-UK TCA")
    signed = fact(YES_NO, "Whether it is signed.", True)
    reference = fact(TEXT, "Its number.", "LTSD-2026-0114")


def read_supplier_declaration(path: Path) -> Read[SupplierDeclaration]:
    """The declaration in a file, or all that is wrong with it."""
    data = read_bytes(path)
    if data.value is None:
        return Read(None, data.problems)
    text = decode(data.value, str(path))
    if text.value is None:
        return Read(None, text.problems)
    notes = Notes(str(path), text.value)
    root = parse_nodes(text.value, notes)
    if root is not None and not isinstance(root, MapNode):
        accepted = "a mapping with the key long_term"
        notes.add(
            "declaration-shape", "this is not a declaration", notes.place(root.line, root.column), accepted=accepted
        )
    record = read_record(SupplierRecord, root, notes) if isinstance(root, MapNode) else None
    if record is None or notes.refused or record.long_term is None:
        return Read(None, notes.problems)
    return Read(
        SupplierDeclaration(
            record.long_term,
            record.issued,
            record.valid_from,
            record.valid_until,
            record.origin,
            record.framework,
            record.signed,
            record.reference,
        ),
        notes.problems,
    )
