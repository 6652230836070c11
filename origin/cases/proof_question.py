"""What a person asks about one proof at the command line: a file, or a statement's text with options."""

from __future__ import annotations

from pathlib import Path

from origin.agreements.all_agreements import load_agreement
from origin.agreements.jurisdictions import jurisdiction_of
from origin.agreements.registry import agreement_ids
from origin.dossier.file_text import decode
from origin.dossier.kinds import Fault
from origin.frozen import Frozen
from origin.input_file import read_bytes
from origin.problems import Place, Problem, Read
from origin.proofs.check import ProofCheck, check_proof
from origin.proofs.proof_document import STATEMENT, ProofDocument
from origin.proofs.reader import read_proof_text


class ProofQuestion(Frozen):
    """The options as given; `kind` says that the file is the text of a statement."""

    kind: str | None = None
    exported_from: str | None = None
    imported_into: str | None = None
    made_out: str | None = None
    claimed: str | None = None
    value: str | None = None


def read_question(path: Path, data: bytes | None, question: ProofQuestion) -> Read[ProofDocument]:
    """The proof of a file, or of `data` where it came another way, with the options put in its place."""
    if data is None:
        found = read_bytes(path)
        if found.value is None:
            return Read(None, found.problems)
        data = found.value
    text = decode(data, str(path))
    if text.value is None:
        return Read(None, text.problems)
    options = _options(question)
    if options.value is None:
        return Read(None, options.problems)
    if question.kind is not None:
        proof = options.value.proof
        assert proof is not None
        statement = STATEMENT.read(text.value)
        if isinstance(statement, Fault):
            problem = Problem(statement.code, statement.message, Place(str(path)), accepted=statement.accepted)
            return Read(None, (problem,))
        return Read(options.value.with_(proof=proof.with_(text=statement)))
    read = read_proof_text(text.value, str(path))
    if read.value is None or read.value.proof is None:
        return read
    return Read(_with_options(read.value, options.value))


def _options(question: ProofQuestion) -> Read[ProofDocument]:
    """The options read as a document reads them."""
    import json

    proof = {"kind": question.kind, "made_out": question.made_out, "consignment": question.value}
    document = {
        "proof": {key: value for key, value in proof.items() if value is not None},
        "exported_from": question.exported_from,
        "imported_into": question.imported_into,
        "claimed": question.claimed,
    }
    stated = {key: value for key, value in document.items() if value is not None}
    read = read_proof_text(json.dumps(stated), None)
    return Read(read.value, tuple(_of_option(problem) for problem in read.problems))


def _of_option(problem: Problem) -> Problem:
    field = (problem.place.field or "").rsplit(".", 1)[-1] if problem.place else ""
    names = {"exported_from": "--from", "imported_into": "--to", "consignment": "--value"}
    option = names.get(field, f"--{field.replace('_', '-')}")
    return Problem(problem.code, problem.message, Place(option), problem.found, problem.accepted, problem.hint)


def _with_options(document: ProofDocument, options: ProofDocument) -> ProofDocument:
    """The document with what the options state instead."""
    assert document.proof is not None
    assert options.proof is not None
    return document.with_(**{**options.stated(), "proof": document.proof.with_(**options.proof.stated())})


def answer(document: ProofDocument, agreement: str | None) -> Read[ProofCheck]:
    """The check of a proof under an agreement, the only one where none is named."""
    known = agreement_ids()
    if agreement is None and len(known) == 1:
        agreement = known[0]
    if agreement is None:
        message = "name the agreement under which preference is claimed"
        return Read(None, (Problem("agreement-missing", message, accepted=", ".join(known)),))
    law = load_agreement(agreement)
    if law.value is None:
        return Read(None, law.problems)
    circumstances = document.circumstances()
    law_of_import = jurisdiction_of(circumstances.imported_into) if circumstances.imported_into else None
    presented = document.proof.value() if document.proof else None
    jurisdiction = law_of_import.value if law_of_import else None
    return Read(check_proof(presented, law.value, circumstances, jurisdiction))
