"""The law of an importing territory that verification needs: codes of its declarations, customs debt, hearing.

It is not part of any agreement. One file per territory, `agreements/jurisdictions/<id>.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from origin.agreements.data_file import read_data
from origin.agreements.period import Period
from origin.data_folder import data_folder, shared
from origin.frozen import Frozen
from origin.problems import Place, Problem, Read


class PreferenceCodes(Frozen):
    """The preference codes of the import declaration, by what they claim."""

    groups: Mapping[str, tuple[str, ...]]
    source: str

    def group(self, code: str) -> str | None:
        """What a code claims: "none", "gsp", "agreement", "customs-union"; None for a code that is not known."""
        return next((name for name, codes in self.groups.items() if code in codes), None)


class DocumentCode(Frozen):
    """A document code of the import declaration: the kinds of proof it stands for, where and from when to when.

    `agreements` are those it is limited to (none named: all), `preference` the group of preference codes. `names` is
    the kind of exporter's number that the code carries instead of a proof; `waives`: it says that no proof is needed.
    """

    code: str
    label: str
    proofs: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    preference: str | None = None
    names: str | None = None
    multiple: bool = False
    waives: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    note: str | None = None
    confirmed: bool = True

    def in_use(self, on: date) -> bool:
        """True where the code is in use on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on <= self.valid_until
        )


class DebtLaw(Frozen):
    """Until when a customs debt can be notified, what suspends that time, and the hearing before."""

    limit: Period
    hearing: Period
    limit_citation: str | None = None
    hearing_citation: str | None = None
    interest_citation: str | None = None
    appeal_suspends: str | None = None
    hearing_suspends: str | None = None
    criminal_limit: Period | None = None
    criminal_citation: str | None = None
    limit_confirmed: bool = True
    confirmed: bool = True


class SupplierDeclarationLaw(Frozen):
    """The days of a long-term supplier's declaration: start at most so long before or after issue, and its length."""

    start_before: Period
    start_after: Period
    longest: Period
    citation: str
    framework_citation: str | None = None


class Jurisdiction(Frozen):
    """The law of one importing territory."""

    id: str
    title: str
    countries: tuple[str, ...]
    currency: str
    preference_codes: PreferenceCodes
    document_codes: tuple[DocumentCode, ...]
    debt: DebtLaw
    supplier_declarations: SupplierDeclarationLaw | None = None

    def codes(self, code: str, on: date) -> tuple[DocumentCode, ...]:
        """What a document code means there on that day."""
        return tuple(one for one in self.document_codes if one.code == code and one.in_use(on))


def load_jurisdictions(folder: Path | None = None) -> Read[Mapping[str, Jurisdiction]]:
    """All territories by id; read once."""
    return _read(shared(folder or data_folder("agreements"), "jurisdictions"))


def jurisdiction_of(country: str, folder: Path | None = None) -> Read[Jurisdiction]:
    """The territory that a country, or its own id, belongs to."""
    known = load_jurisdictions(folder)
    if known.value is None:
        return Read(None, known.problems)
    found = next(
        (one for one in known.value.values() if country == one.id or country in one.countries),
        None,
    )
    if found is None:
        message = "the law of this importing territory is not in the data folder"
        return Read(None, (Problem("jurisdiction-unknown", message, None, country, ", ".join(known.value)),))
    return Read(found)


@cache
def _read(folder: Path) -> Read[Mapping[str, Jurisdiction]]:
    found: dict[str, Jurisdiction] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        read = read_data(path, Jurisdiction)
        problems.extend(read.problems)
        if read.value is not None:
            found[read.value.id] = read.value
    if not found and not problems:
        problems.append(Problem("jurisdiction-missing", "there is no law of importing territories", Place(str(folder))))
    return Read(None, tuple(problems)) if problems else Read(found)
