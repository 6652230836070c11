"""A checked supplier's declaration: asked at the command line, told to people and to programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from origin.agreements.jurisdictions import jurisdiction_of
from origin.cases.proof_sheet import MARKS, finding_record, finding_sections
from origin.explanation.document import Document, Facts, Mark, Section
from origin.explanation.inquiry_day import parse_day
from origin.frozen import Frozen
from origin.language.english_words import day
from origin.problems import Place, Problem, Read
from origin.proofs.findings import ProofFinding, heaviest
from origin.proofs.supplier_declaration import SupplierDeclaration, check_supplier_declaration
from origin.proofs.supplier_document import read_supplier_declaration


class SupplierCheck(Frozen):
    """A declaration, the day it is to cover, and what was found."""

    declaration: SupplierDeclaration
    on: date
    findings: tuple[ProofFinding, ...]


def supplier_answer(file: Path, on: str | None, territory: str, today: date) -> Read[SupplierCheck]:
    """The check of a declaration in a file, or all that is wrong with the question."""
    when = today if on is None else parse_day(on, "--on")
    read = read_supplier_declaration(file)
    law = jurisdiction_of(territory)
    problems = [*read.problems, *law.problems]
    if isinstance(when, Problem):
        problems.append(when)
    rules = law.value.supplier_declarations if law.value is not None else None
    if law.value is not None and rules is None:
        message = "the data folder has no law on supplier's declarations for this territory"
        problems.append(Problem("territory-unknown", message, Place("--territory"), territory))
    if read.value is None or rules is None or isinstance(when, Problem):
        return Read(None, tuple(problems))
    return Read(SupplierCheck(read.value, when, check_supplier_declaration(read.value, rules, when)))


def supplier_document(check: SupplierCheck) -> Document:
    """The check as a document."""
    declaration, weight = check.declaration, heaviest(check.findings)
    rows = [("Kind", "long-term" if declaration.long_term else "for one consignment")]
    for label, value in (
        ("Made out", declaration.issued),
        ("First day", declaration.valid_from),
        ("Last day", declaration.valid_until),
        ("Is to cover", check.on),
    ):
        rows.append((label, day(value) if value else "not stated"))
    sections = (Section("declaration", "Declaration", (Facts(tuple(rows)),)), *finding_sections(check.findings))
    title = "Supplier's declaration: " + ("no finding" if weight is None else "not in order")
    return Document(Mark.MET if weight is None else MARKS[weight], title, declaration.reference or "", "", sections)


def supplier_record(check: SupplierCheck) -> dict[str, Any]:
    """The check for programs."""
    return {
        "schema": "origin-supplier-check/1",
        "on": str(check.on),
        "findings": [finding_record(finding) for finding in check.findings],
    }
