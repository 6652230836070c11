"""Reads a proof of origin from YAML or JSON, with every mistake of it in one run."""

from __future__ import annotations

from pathlib import Path

from origin.dossier.file_text import decode
from origin.dossier.nodes import MapNode
from origin.dossier.notes import Notes
from origin.dossier.reader import parse_nodes
from origin.dossier.validation import read_record
from origin.input_file import read_bytes
from origin.problems import Read
from origin.proofs.proof_document import ProofDocument


def read_proof(path: Path) -> Read[ProofDocument]:
    """The proof in a file, or all that is wrong with it."""
    data = read_bytes(path)
    if data.value is None:
        return Read(None, data.problems)
    text = decode(data.value, str(path))
    if text.value is None:
        return Read(None, text.problems)
    return read_proof_text(text.value, str(path))


def read_proof_text(text: str, file: str | None = None) -> Read[ProofDocument]:
    """The proof in a text, YAML or JSON."""
    notes = Notes(file, text)
    root = parse_nodes(text, notes)
    if root is None:
        return Read(None, notes.problems)
    if not isinstance(root, MapNode):
        message = "this is not a proof of origin"
        notes.add("proof-shape", message, notes.place(root.line, root.column), accepted="a mapping with the key proof")
        return Read(None, notes.problems)
    document = read_record(ProofDocument, root, notes)
    return Read(None if notes.refused else document, notes.problems)
