"""Brings the tables that a dossier names into it: files beside it, never outside its folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

from origin.dossier.document import DossierDocument, Material, MaterialsFrom
from origin.dossier.notes import Notes
from origin.dossier.spreadsheet import read_table


def with_tables(
    document: DossierDocument, folder: Path | None, bom: str | Path | None, notes: Notes
) -> DossierDocument:
    """The document with the materials of its tables, and of the one given apart, before its own."""
    prices = document.product.price if document.product else None
    currency = next(iter(prices.values())).currency if prices else None
    lines: list[Material] = []
    for source in document.materials_from or ():
        path = _inside(source, folder, notes)
        if path is not None:
            lines += read_table(path, source, currency, notes)
    if bom is not None:
        lines += read_table(Path(bom), MaterialsFrom(), currency, notes)
    return document.with_(materials=(*lines, *(document.materials or ())))


def _inside(source: MaterialsFrom, folder: Path | None, notes: Notes) -> Path | None:
    """The path of a table, or None after noting that it leads out of the dossier's folder."""
    if source.file is None:
        return None
    place = source.at.place("file")
    if folder is None:
        message = "a dossier that is no file on disk has no folder in which to look for a table"
        notes.add("table-nowhere", message, place, found=source.file, accepted="materials, or a table given beside it")
        return None
    path = folder / source.file.replace("\\", "/")
    if _escapes(source.file) or not _is_below(path, folder):
        message = "this path leads out of the dossier's folder"
        accepted = "a path inside the folder of the dossier"
        notes.add("file-outside", message, place, found=source.file, accepted=accepted)
        return None
    if not path.exists():
        found, accepted = source.file, "a file in the folder of the dossier or below"
        notes.add("file-missing", "there is no such file", place, found=found, accepted=accepted)
        return None
    return path


def _escapes(file: str) -> bool:
    """True for a path that is absolute, names a drive or steps upwards, on any system."""
    windows, posix = PureWindowsPath(file), PurePosixPath(file)
    return bool(windows.drive or windows.root or posix.is_absolute()) or ".." in windows.parts or ".." in posix.parts


def _is_below(path: Path, folder: Path) -> bool:
    """True where a path stays in a folder when links are followed."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return False
