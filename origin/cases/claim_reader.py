"""Reads claims from JSON, JSON Lines, YAML, CSV or a workbook: one or thousands, with every mistake in one run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from origin.cases.claim import Claim
from origin.cases.claim_document import ClaimRecord, ClaimsDocument
from origin.dossier.csv_grid import read_csv
from origin.dossier.file_text import decode
from origin.dossier.nodes import ListNode, MapNode, Node
from origin.dossier.notes import Notes
from origin.dossier.reader import parse_nodes
from origin.dossier.validation import read_record
from origin.input_file import read_bytes
from origin.problems import Problem, Read, Severity

LARGEST = 200_000_000
"""Bytes of the largest file of claims that is read."""


def read_claims(path: Path, data: bytes | None = None) -> Read[tuple[Claim, ...]]:
    """The claims of a file, or of `data` that came another way; by what it holds, and by its name where that says."""
    if data is None:
        read = read_bytes(path, LARGEST)
        if read.value is None:
            return Read(None, read.problems)
        data = read.value
    if data.startswith(b"PK\x03\x04") or path.suffix.lower() in (".csv", ".tsv", ".xlsx"):
        return _from_table(data, str(path))
    text = decode(data, str(path))
    if text.value is None:
        return Read(None, text.problems)
    if path.suffix.lower() == ".jsonl":
        return _from_lines(text.value, str(path))
    return _from_text(text.value, str(path))


def _from_text(text: str, file: str) -> Read[tuple[Claim, ...]]:
    notes = Notes(file, text)
    root = parse_nodes(text, notes)
    if root is None:
        return Read(None, notes.problems)
    if isinstance(root, MapNode) and "claims" in root:
        document = read_record(ClaimsDocument, root, notes)
        records: Sequence[ClaimRecord | None] = document.claims or ()
    else:
        records = [_record(node, notes) for node in (root if isinstance(root, ListNode) else [root])]
    return _claims(records, [notes])


def _from_lines(text: str, file: str) -> Read[tuple[Claim, ...]]:
    from origin.dossier.json_text import parse_json

    records: list[ClaimRecord | None] = []
    all_notes: list[Notes] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            notes = _LineNotes(file, line, number)
            root = parse_json(line, notes)
            records.append(_record(root, notes) if root is not None else None)
            all_notes.append(notes)
    return _claims(records, all_notes)


def _from_table(data: bytes, file: str) -> Read[tuple[Claim, ...]]:
    from origin.cases.claim_table import TableNotes, claim_rows

    notes = Notes(file)
    if data.startswith(b"PK\x03\x04"):
        from origin.dossier.xlsx_grid import read_xlsx

        grid = read_xlsx(data, file, None, notes)
    else:
        grid = read_csv(data, file, notes)
    if grid is None:
        return Read(None, notes.problems)
    in_table = TableNotes(grid)
    records = [read_record(ClaimRecord, row, in_table) for row in claim_rows(grid, in_table)]
    return _claims(records, [notes, in_table])


class _LineNotes(Notes):
    """Notes on one line of a file."""

    def __init__(self, file: str, line: str, number: int) -> None:
        super().__init__(file, "\n" * (number - 1) + line)
        self.number = number

    def place(self, line: int, column: int, field: str | None = None):  # type: ignore[no-untyped-def]
        """A place in the file, not in the line."""
        return super().place(line + self.number - 1, column, field)


def _record(node: Node | None, notes: Notes) -> ClaimRecord | None:
    if isinstance(node, MapNode):
        return read_record(ClaimRecord, node, notes)
    if node is not None:
        notes.add("claim-shape", "this is not a claim", notes.place_of(node), accepted="a mapping with reference ...")
    return None


def _claims(records: Sequence[ClaimRecord | None], all_notes: Sequence[Notes]) -> Read[tuple[Claim, ...]]:
    """The claims, unless something is wrong; two of the same reference and item are an error."""
    problems = [problem for notes in all_notes for problem in notes.problems]
    if any(notes.refused for notes in all_notes):
        return Read(None, tuple(problems))
    claims = tuple(record.value() for record in records if record is not None)
    seen: set[str] = set()
    for record, claim in zip([one for one in records if one is not None], claims, strict=True):
        if claim.key in seen:
            message = "this claim stands twice: reference and item are the same"
            problems.append(Problem("claim-twice", message, record.at.place("reference"), claim.key))
        seen.add(claim.key)
    if not claims and not problems:
        problems.append(Problem("claims-none", "there is no claim in this file"))
    refused = not claims or any(problem.severity is Severity.ERROR for problem in problems)
    return Read(None if refused else claims, tuple(problems))
