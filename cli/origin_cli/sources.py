"""Reads what commands are given: a dossier from a file or stdin, the law of an agreement."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from origin.problems import Problem
from origin_cli.output import refuse, tell

if TYPE_CHECKING:
    from origin.agreements.agreement import Agreement
    from origin.agreements.comparison import Listed
    from origin.agreements.law import Law
    from origin.dossier.dossier import Dossier

DossierFile = Annotated[Path, typer.Argument(show_default=False, help="A dossier in YAML or JSON; - for stdin.")]
AgreementId = Annotated[
    str | None,
    typer.Option("--agreement", "-a", metavar="ID", help="The agreement.", show_default="ORIGIN_AGREEMENT"),
]


NEWEST = 2022
"""The HS edition of a rule list that is yet to be given."""

Day = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="The day to judge by.", show_default="the dossier's, else today"),
]
ExportedFrom = Annotated[
    str | None, typer.Option("--from", metavar="COUNTRY", help="Exporting country.", show_default="the dossier's")
]
ImportedInto = Annotated[
    str | None, typer.Option("--to", metavar="COUNTRY", help="Importing country.", show_default="the dossier's")
]
BomFile = Annotated[
    Path | None,
    typer.Option("--bom", metavar="FILE", help="A table (CSV or .xlsx) whose rows join the dossier's materials."),
]


def dossier_in(path: Path, bom: Path | None = None) -> Dossier:
    """The dossier of a file, or of stdin where the path is "-"; ends the command where it is refused."""
    from origin.dossier.reader import read_dossier, read_dossier_text

    if str(path) == "-":
        from origin.dossier.file_text import LARGEST, decode

        data = sys.stdin.buffer.read(LARGEST + 1)
        if len(data) > LARGEST:
            message = f"this dossier is larger than {LARGEST // 1_000_000} MB"
            refuse([Problem("file-large", message, accepted=f"at most {LARGEST:,} bytes")])
        text = decode(data, None)
        if text.value is None:
            refuse(text.problems)
        read = read_dossier_text(text.value, bom=bom)
    else:
        read = read_dossier(path, bom)
    if read.value is None:
        refuse(read.problems)
    tell(read.problems)
    return read.value


def law_of(agreement: str | None) -> Law:
    """The law of an agreement; where none is named, of that in ORIGIN_AGREEMENT or of the only one there is."""
    from origin.agreements.compiled import load_law
    from origin.agreements.registry import agreement_ids

    agreement = agreement or os.environ.get("ORIGIN_AGREEMENT")
    if agreement is None:
        known = agreement_ids()
        if len(known) != 1:
            message = "name the agreement to judge by"
            accepted = "--agreement with an id, or ORIGIN_AGREEMENT in the environment"
            hint = "origin agreements list shows the ids"
            refuse([Problem("agreement-missing", message, accepted=accepted, hint=hint)])
        agreement = known[0]
    law = load_law(agreement)
    if law.value is None:
        refuse(law.problems)
    return law.value


def law_for(
    agreement: str | None, dossier: Dossier, rules: Path | None, exported_from: str | None, imported_into: str | None
) -> Law:
    """The law to judge a dossier by: that of an agreement or a family, with the rules of a file in place of its own."""
    from origin.agreements.registry import agreement_ids

    name = agreement or os.environ.get("ORIGIN_AGREEMENT")
    if rules is None and (name is None or name in agreement_ids()):
        return law_of(name)
    from origin.agreements.families import Trade, family_ids, family_law, rules_in
    from origin.dossier.kinds import COUNTRY, Fault

    book = None
    if rules is not None:
        read = rules_in(rules)
        if read.value is None:
            refuse(read.problems)
        book = read.value
    if name is None or name not in family_ids():
        _check_known(name, family_ids())
        law = law_of(agreement)
        return law if book is None else replace(law, rules=book)
    product = dossier.product
    made = product.article.production
    stated = [None if text is None else COUNTRY.parse(text.strip()) for text in (exported_from, imported_into)]
    ends = [None if isinstance(one, Fault) else one for one in stated]  # a country that is none is told by the check
    sender = ends[0] or product.exported_from or (made.where if made is not None else None)
    found = family_law(name, Trade(sender, ends[1] or product.imported_into), dossier.edition, book)
    if found.value is None:
        refuse(found.problems)
    return found.value


def sheet_of(name: str) -> Law:
    """The law of an agreement or of a family, to be shown."""
    from origin.agreements.families import family_ids, family_law

    if name not in family_ids():
        _check_known(name, family_ids())
        return law_of(name)
    found = family_law(name, None, NEWEST)
    if found.value is None:
        refuse(found.problems)
    return found.value


def _check_known(name: str | None, families: tuple[str, ...]) -> None:
    """Refuses a name that is neither an agreement's nor a family's."""
    from origin.agreements.registry import agreement_ids, unknown_agreement

    known = agreement_ids()
    if name is not None and name not in known:
        refuse([unknown_agreement(name, (*known, *families))])


def laws() -> list[Law]:
    """The law of every agreement, in order of their ids; ends the command where a pack is refused."""
    from origin.agreements.compiled import load_laws
    from origin_cli.progress import Progress

    found = []
    for law in load_laws(progress=Progress(None, "agreements read")):
        if law.value is None:
            refuse(law.problems)
        found.append(law.value)
    return found


def agreements_for(agreement: str | None) -> list[Agreement]:
    """The agreement named, or every one, without their rule lists; ends the command where a pack is refused."""
    from origin.agreements.all_agreements import load_agreement, load_agreements

    if agreement is not None:
        one = load_agreement(agreement)
        if one.value is None:
            refuse(one.problems)
        return [one.value]
    found = load_agreements()
    if found.value is None:
        refuse(found.problems)
    return list(found.value)


def list_of(name: str) -> Listed:
    """The rule list of an agreement, or of a file in our notation; ends the command where there is none."""
    from origin.agreements.comparison import Listed

    if not name.endswith(".psr"):
        return Listed.of(law_of(name))
    from origin.agreements.registry import read_glossary, read_rules

    glossary = read_glossary()
    if glossary.value is None:
        refuse(glossary.problems)
    path = Path(name)
    rules = read_rules(path, glossary.value)
    if rules.value is None:
        refuse(rules.problems)
    tell(rules.problems)
    return Listed(rules.value.name, rules.value.title, rules.value)
