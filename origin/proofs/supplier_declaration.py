"""Supplier's declarations: the paper by which a supplier states the origin of what it supplies, once or for a time.

A long-term declaration states three dates, when it was made out, when it begins and when it ends, within limits that
the law of the territory sets; it also names the legal framework.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from origin.agreements.jurisdictions import SupplierDeclarationLaw
from origin.frozen import Frozen
from origin.language.english_words import day
from origin.proofs.findings import ProofFinding, Weight


class SupplierDeclaration(Frozen):
    """A supplier's declaration as presented; what is not stated on it is None.

    `long_term` tells whether it is for several consignments. `framework` is the legal framework that it names.
    """

    long_term: bool
    issued: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    origin: str | None = None
    framework: str | None = None
    signed: bool | None = None
    reference: str | None = None


def check_supplier_declaration(
    declaration: SupplierDeclaration, law: SupplierDeclarationLaw, on: date
) -> tuple[ProofFinding, ...]:
    """Everything that is to be said of a declaration for a supply on a day."""
    return tuple(_findings(declaration, law, on))


def _findings(declaration: SupplierDeclaration, law: SupplierDeclarationLaw, on: date) -> Iterator[ProofFinding]:
    if declaration.origin is None:
        yield _formal("supplier-origin-missing", "the declaration does not name the country of origin", law.citation)
    if declaration.framework is None and law.framework_citation is not None:
        message = "the declaration does not name the legal framework under which it is made out"
        yield _formal("supplier-framework-missing", message, law.framework_citation)
    if declaration.signed is False:
        yield _formal("supplier-signature-missing", "the declaration is not signed", law.citation)
    if declaration.long_term:
        yield from _dates(declaration, law, on)
    elif declaration.issued is None:
        yield _formal("supplier-dates-missing", "the declaration does not say when it was made out", law.citation)


def _dates(declaration: SupplierDeclaration, law: SupplierDeclarationLaw, on: date) -> Iterator[ProofFinding]:
    """The three dates, their distances, and whether they cover the day."""
    issued, start, end = declaration.issued, declaration.valid_from, declaration.valid_until
    stated = (("the day it was made out", issued), ("its first day", start), ("its last day", end))
    missing = [label for label, value in stated if value is None]
    if missing:
        message = f"a long-term declaration states three dates; missing: {', '.join(missing)}"
        yield _formal("supplier-dates-missing", message, law.citation)
    if issued is not None and start is not None:
        latest = law.start_after.after(issued)
        if law.start_before.after(start) < issued:
            message = f"the declaration begins more than {law.start_before} before it was made out"
            yield _formal("supplier-start-early", message, law.citation, str(start), f"made out {day(issued)}")
        elif start > latest:
            message = f"the declaration begins more than {law.start_after} after it was made out"
            yield _formal("supplier-start-late", message, law.citation, str(start), f"{day(latest)} at the latest")
    if start is not None and end is not None:
        latest = law.longest.after(start)
        if end > latest:
            message = f"the declaration is for more than {law.longest}"
            yield _formal("supplier-end-late", message, law.citation, str(end), f"{day(latest)} at the latest")
        elif end < start:
            yield _formal("supplier-end-late", "the declaration ends before it begins", law.citation, str(end))
    if start is not None and end is not None and not start <= on <= end:
        message = f"the declaration does not cover {day(on)}"
        yield ProofFinding(
            "supplier-not-covered", Weight.DOUBT, message, law.citation, str(on), f"{day(start)} to {day(end)}"
        )


def _formal(
    code: str, message: str, citation: str | None, found: str | None = None, accepted: str | None = None
) -> ProofFinding:
    cure = "the supplier makes out another declaration"
    return ProofFinding(code, Weight.FORMAL, message, citation, found, accepted, cure)
