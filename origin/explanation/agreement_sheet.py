"""An agreement as its pack states it, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from origin.agreements.agreement import Agreement
from origin.agreements.coverage import Coverage
from origin.agreements.families import Family
from origin.agreements.law import Law
from origin.agreements.provisions import Provisions
from origin.explanation.document import Column, Document, Facts, Mark, Point, Points, Section, Table
from origin.explanation.provisions_sheet import provision_points
from origin.explanation.rule_words import quota_point
from origin.language import tree as t
from origin.language.english_words import day
from origin.language.plain import to_plain
from origin.language.walk import Words, words

SCHEMA = "origin-agreement/1"


def agreements_document(
    laws: Iterable[Law], coverage: Mapping[str, Coverage], families: Iterable[Family] = ()
) -> Document:
    """All agreements in a table, with how far the rule list of each was read; behind it, the families."""
    rows = []
    for law in laws:
        one = law.agreement
        found = coverage_of(law, coverage)
        since = str(one.valid_from) + (f" to {one.valid_until}" if one.valid_until else "")
        read = f"{found.fully} / {found.with_choice} / {found.partly + found.without_rule}"
        figures = (read, str(_stated(one.provisions)), str(len(one.proofs)), str(len(one.not_modelled)))
        rows.append((one.id, since, str(one.rule_list.edition), *figures, one.provenance.value))
    columns = (
        *map(Column, ("Agreement", "Since", "HS")),
        *(Column(title, figures=True) for title in ("Read", "Provisions", "Proofs", "Limits")),
        Column("List"),
    )
    table = Table("Agreements with a pack", columns, tuple(rows), whole=True)
    section = Section("agreements", "Agreements", (table, _LEGEND))
    count = f"{len(rows)} agreement{'' if len(rows) == 1 else 's'}"
    sections = (section, *_families(families))
    return Document(None, count, "origin agreements show ID tells what each pack holds", "", sections)


def _families(families: Iterable[Family]) -> Iterable[Section]:
    """The families: what may be judged by with a rule given by hand."""
    rows = [(one.id, one.title, "any two sides" if one.between_any else ", ".join(one.parties)) for one in families]
    if rows:
        table = Table("Families", (Column("Family"), Column("Title"), Column("Between")), tuple(rows), whole=True)
        legend = Points((Point("For origin check with --rule or --rules: they have no rule list", quiet=True),))
        yield Section("families", "Families of agreements, general provisions only", (table, legend))


_LEGEND = Points(
    (
        Point("Read: entries whose wording the rule says wholly / so, with a reading recorded / left open", quiet=True),
        Point("Provisions: kinds of general provision that the pack states", quiet=True),
        Point("Proofs: proofs of origin that it describes; limits: points that it says it does not model", quiet=True),
        Point(
            "List: encoded by hand, imported from the published copy, or replicated from another agreement", quiet=True
        ),
    )
)


def coverage_of(law: Law, coverage: Mapping[str, Coverage]) -> Coverage:
    """How far the rule list of a pack was read; counted from the rules where no import tells it."""
    stated = coverage.get(law.agreement.id)
    if stated is not None:
        return stated
    entries = list(law.rules.entries())
    opened = sum(any(isinstance(named.test, t.Text) for named in _words(entry)) for entry in entries)
    return Coverage(len(entries), len(entries) - opened, partly=opened)


def _words(entry: t.Entry) -> Iterable[Words]:
    return (named for alternative in entry.rule.alternatives for named in words(alternative.test))


def _stated(provisions: Provisions) -> int:
    """How many kinds of general provision a pack states."""
    return sum(bool(getattr(provisions, name)) for name in provisions.__struct_fields__)


def agreements_record(
    laws: Iterable[Law], coverage: Mapping[str, Coverage], families: Iterable[Family] = ()
) -> dict[str, Any]:
    """All agreements, for programs."""
    keys = ("id", "title", "source", "valid_from", "valid_until", "provenance", "replicated_from")
    return {
        "schema": "origin-agreements/1",
        "agreements": [
            {key: to_plain(getattr(law.agreement, key)) for key in keys}
            | {"edition": law.rules.edition, "parties": [party.id for party in law.agreement.parties]}
            | {name: getattr(found, name) for name in found.__struct_fields__}
            | {"provisions": _stated(law.agreement.provisions), "proofs": len(law.agreement.proofs)}
            | {"verification": bool(law.agreement.verification), "one_way": law.agreement.one_way is not None}
            | {"not_modelled": len(law.agreement.not_modelled), "not_confirmed": len(law.agreement.not_confirmed)}
            for law in laws
            for found in (coverage_of(law, coverage),)
        ],
        "families": [{"id": one.id, "title": one.title, "parties": list(one.parties)} for one in families],
    }


def agreement_record(law: Law) -> dict[str, Any]:
    """One pack, for programs, as it is written in the data folder."""
    return {"schema": SCHEMA, "agreement": to_plain(law.agreement)}


def agreement_document(law: Law) -> Document:
    """What one pack holds: parties, rule list, provisions with their articles, proofs, readings, what it leaves out."""
    agreement = law.agreement
    sections = [
        Section("agreement", "Agreement", (Facts(_facts(law)),)),
        Section("provisions", "General provisions", (Points(tuple(provision_points(agreement))),)),
        _section("quotas", "Origin quotas", [quota_point(one, one.label) for one in agreement.quotas]),
        _section("proofs", "Proofs of origin", list(_proofs(agreement))),
        _section("readings", "How open points are read", [Point(one.text, Mark.NOTE) for one in agreement.readings]),
        _section("not-modelled", "Not modelled", [Point(text, Mark.NOTE) for text in agreement.not_modelled]),
        _section("not-confirmed", "Not confirmed", [Point(text, Mark.NOTE) for text in agreement.not_confirmed]),
    ]
    kept = tuple([section for section in sections if section is not None])
    return Document(None, agreement.title, agreement.id, "", kept)


def _section(name: str, title: str, points: list[Point]) -> Section | None:
    return Section(name, title, (Points(tuple(points)),)) if points else None


def _facts(law: Law) -> tuple[tuple[str, str], ...]:
    agreement = law.agreement
    rows = [("Source", agreement.source)]
    if agreement.valid_from != date.min:  # a family, of whatever day
        rows.append(("Applied since", day(agreement.valid_from)))
    if agreement.valid_until is not None:
        rows.append(("Until", day(agreement.valid_until)))
    for party in agreement.parties:
        countries = f": {', '.join(party.countries)}" if party.countries != (party.id,) else ""
        rows.append((f"Party {party.id}", party.name + countries))
    listed = f"{agreement.rule_list.citation}, on HS {agreement.rule_list.edition}"
    if agreement.rule_list.extended_to is not None:
        listed += f", extended to codes of HS {agreement.rule_list.extended_to}"
    if agreement.one_way is not None:
        rows.append(("One way", f"preference for goods going into {', '.join(agreement.one_way.into)} only"))
    rows.append(("Rule list", listed))
    rows.append(("Entries", str(sum(1 for _ in law.rules.entries()))))
    if agreement.general_provisions:
        rows.append(("Shared provisions", ", ".join(agreement.general_provisions)))
    rows.append(("Price bases", ", ".join(price.value for price in agreement.price_bases)))
    return tuple(rows)


def _proofs(agreement: Agreement) -> Iterable[Point]:
    for proof in agreement.proofs:
        sender = f" (exports from {proof.exported_from})" if proof.exported_from else ""
        validity = f", valid for {proof.validity_months} months" if proof.validity_months else ""
        yield Point(f"{proof.label[:1].upper()}{proof.label[1:]}{sender}{validity}", citation=proof.citation)
