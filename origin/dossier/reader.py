"""Reads a dossier from a file or a text, with every mistake of it in one run."""

from __future__ import annotations

from pathlib import Path
from typing import TypeGuard

from origin.dossier.assembly import assemble
from origin.dossier.document import DossierDocument
from origin.dossier.dossier import Dossier
from origin.dossier.file_text import decode
from origin.dossier.nodes import MapNode, Node, TextNode
from origin.dossier.notes import Notes
from origin.dossier.validation import read_record
from origin.dossier.values import VERSION
from origin.input_file import read_bytes
from origin.problems import Read


def read_dossier(path: str | Path, bom: str | Path | None = None) -> Read[Dossier]:
    """The dossier in a YAML or JSON file, or all that is wrong with it; never raises for what a file holds.

    `bom` is a table (CSV or .xlsx, anywhere) whose rows join the dossier's own materials.
    """
    path = Path(path)
    data = read_bytes(path)
    if data.value is None:
        return Read(None, data.problems)
    text = decode(data.value, str(path))
    if text.value is None:
        return Read(None, text.problems)
    return _read(text.value, Notes(str(path), text.value), path.parent, bom)


def read_dossier_text(text: str, file: str | None = None, bom: str | Path | None = None) -> Read[Dossier]:
    """The dossier in a text, YAML or JSON; `file` names it in problems, and its suffix .json or .yaml decides.

    A text has no folder, so `materials_from` is refused in it; `bom` is as for `read_dossier`.
    """
    return _read(text, Notes(file, text), None, bom)


def _read(text: str, notes: Notes, folder: Path | None, bom: str | Path | None) -> Read[Dossier]:
    """The dossier of a text with its tables."""
    document = read_document(text, notes)
    if document is not None and (bom is not None or document.materials_from):
        from origin.dossier.tables import with_tables

        document = with_tables(document, folder, bom, notes)
    dossier = assemble(document, notes) if document is not None else None
    return Read(None if notes.refused else dossier, notes.problems)


def read_document(text: str, notes: Notes) -> DossierDocument | None:
    """The document in a text as far as it can be read; None where it is no dossier at all."""
    root = parse_nodes(text, notes)
    if root is None or not _is_dossier(root, notes):
        return None
    return read_record(DossierDocument, root, notes)


def parse_nodes(text: str, notes: Notes) -> Node | None:
    """The nodes of a text, YAML or JSON by the suffix of its file, else by its first character."""
    suffix = Path(notes.file).suffix.lower() if notes.file else ""
    if suffix == ".json" or (suffix not in (".yaml", ".yml") and text.lstrip()[:1] == "{"):
        from origin.dossier.json_text import parse_json

        tried = Notes(notes.file, text)
        root = parse_json(text, tried)
        if root is not None or suffix == ".json":
            for problem in tried.problems:
                notes.include(problem)
            return root
    from origin.dossier.yaml_text import parse_yaml

    return parse_yaml(text, notes)


def _is_dossier(root: Node, notes: Notes) -> TypeGuard[MapNode]:
    """False after noting that a text holds something else than a dossier of this version."""
    place = notes.place(root.line, root.column)
    accepted = f"a mapping that begins with dossier: {VERSION} and has the keys product and materials"
    if isinstance(root, TextNode) and root.is_empty:
        notes.add("file-empty", "this file is empty", place, accepted=accepted)
        return False
    if not isinstance(root, MapNode):
        notes.add("dossier-shape", "this is not a dossier", place, accepted=accepted)
        return False
    version = root.get("dossier")
    if version is None and not {"product", "materials"} & root.keys():
        notes.add("dossier-shape", "this is not a dossier", place, accepted=accepted)
        return False
    if isinstance(version, TextNode):
        stated = version.strip()
        if stated.isdecimal() and stated != str(VERSION):
            message = f"this toolkit reads dossiers of version {VERSION}"
            notes.add("dossier-version", message, notes.place_of(version), found=stated, accepted=str(VERSION))
            return False
    return True
