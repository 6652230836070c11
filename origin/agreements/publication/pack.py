"""The first `agreement.yaml` of a published scheme: what the data says of it, and plainly what is not there yet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from origin.agreements.agreement import Party
from origin.agreements.publication.editions import EditionFound
from origin.agreements.registry import PROOFS_NOT_MODELLED
from origin.language import tree as t
from origin.language.walk import nodes

if TYPE_CHECKING:
    from origin.agreements.publication.catalogue import Replica
    from origin.agreements.publication.context import Context
    from origin.agreements.publication.shapes import ProofFact

_PROOFS = {
    "eur1": "eur1",
    "eur-med": "eur-med",
    "gsp-form-a": "form-a",
    "origin-declaration": "origin-declaration",
    "invoice-declaration": "origin-declaration",
    "importers-knowledge": "importers-knowledge",
    "certificate-of-origin": "certificate-of-origin",
}
_CITATION = "the published description of the scheme"


def agreement_text(scheme: str, entries: Sequence[t.Entry], found: EditionFound, context: Context) -> str:
    """The text of an agreement file from the publisher's facts; what no fact says is left out and told."""
    facts = context.facts.get(scheme)
    identifier = context.catalogue.agreement_of(scheme)
    title = " ".join(facts.title.split()) if facts else identifier
    lines = [
        "# Parties, days and proofs are those of the published data; the general provisions are not encoded yet.",
        "",
        f"id: {identifier}",
        f"title: {_text(title)}",
        f"source: {_text(context.catalogue.source)}",
        "provenance: imported",
        f"valid_from: {facts.validity_start_date if facts else '2021-01-01'}",
    ]
    if facts and facts.validity_end_date:
        lines.append(f"valid_until: {facts.validity_end_date}")
    lines.append("parties:")
    for party in parties_of(scheme, context):
        lines += _party(party)
    lines += _rule_list(found)
    lines += [f"price_bases: [{', '.join(_prices(entries))}]", "", "provisions: {}", ""]
    lines += _quotas(entries)
    stated = context.catalogue.scheme(scheme)
    if stated.procedure is not None:
        lines.append(f"procedure: {stated.procedure}")
        if stated.articles:
            lines += ["articles:", *(f"  {name}: {_text(number)}" for name, number in stated.articles.items())]
        lines.append("")
    elif facts and facts.proofs:
        lines += ["proofs:", *(line for proof in facts.proofs for line in _proof(proof)), ""]
    lines += [
        "not_modelled:",
        *(f"  - {_text(line)}" for line in _not_modelled(facts is not None and bool(facts.cumulation_methods))),
    ]
    lines += ["not_confirmed:", *(f"  - {_text(line)}" for line in _not_confirmed(found, facts is not None))]
    return "\n".join(lines) + "\n"


def replica_text(
    replica: Replica, union: Party, scheme: str, entries: Sequence[t.Entry], found: EditionFound, context: Context
) -> str:
    """The text of the agreement file of the agreement after whose model a published one was made."""
    lines = [
        f"# The model of {replica.of}: the same rule list with another party. Nothing was compared with its own text.",
        "",
        f"id: {replica.id}",
        f"title: {_text(replica.title)}",
        f"source: {_text(f'{context.catalogue.source}, by way of {replica.of}')}",
        "provenance: replicated",
        f"replicated_from: {replica.of}",
        f"valid_from: {replica.valid_from}",
    ]
    if replica.valid_until:
        lines.append(f"valid_until: {replica.valid_until}")
    lines.append("parties:")
    for party in (union, *parties_of(scheme, context)[1:]):
        lines += _party(party)
    lines += _rule_list(found)
    lines += [f"price_bases: [{', '.join(_prices(entries))}]", "", "provisions: {}", ""]
    lines += _quotas(entries)
    told = [
        f"that the rule list is the same as that of {replica.of}, which was made after the model of this agreement",
        "later amendments of this agreement, which its replica need not follow",
        "the first day of application, which was stated from memory",
        f"that the list stands on HS {found.edition}, as that of {replica.of} does",
    ]
    lines += ["not_modelled:", *(f"  - {_text(line)}" for line in [*_not_modelled(False), PROOFS_NOT_MODELLED])]
    lines += ["not_confirmed:", *(f"  - {_text(line)}" for line in told)]
    return "\n".join(lines) + "\n"


def _proof(proof: ProofFact) -> list[str]:
    kind = _PROOFS.get(proof.kind, proof.kind)
    label = proof.summary.split(" - ")[0].strip()
    return [
        f"  - kind: {kind}",
        f"    label: {_text(label)}",
        f"    citation: {_text(_CITATION)}",
        "    confirmed: false",
    ]


def _party(party: Party) -> list[str]:
    countries = ", ".join(map(_text, party.countries))
    return [f"  - id: {party.id}", f"    name: {_text(party.name)}", f"    countries: [{countries}]"]


def _rule_list(found: EditionFound) -> list[str]:
    lines = ["", "rule_list:", "  file: rules.psr", f"  edition: {found.edition}"]
    if found.extended_to:
        lines.append(f"  extended_to: {found.extended_to}")
    return [*lines, "  citation: the list of product-specific rules", ""]


def parties_of(scheme: str, context: Context) -> tuple[Party, ...]:
    """The parties: the one that publishes, and its partner, or each of its partners."""
    facts, stated = context.facts.get(scheme), context.catalogue.scheme(scheme)
    name = stated.partner or scheme.replace("-", " ").title()
    codes = [context.catalogue.countries.get(code, code) for code in (facts.countries if facts else ())]
    codes = [
        code
        for code in dict.fromkeys(codes)
        if len(code) == 2 and code.isupper() and code not in context.catalogue.regions
    ]
    if stated.each:
        partners = [Party(code, code, (code,)) for code in codes]
    else:
        identifier = codes[0] if len(codes) == 1 else scheme.upper()
        partners = [Party(identifier, name, tuple(codes))]
    return (context.catalogue.home, *partners)


def _prices(entries: Iterable[t.Entry]) -> list[str]:
    """The price bases that the rules use; the ex-works price where they use none."""
    bases = (node for entry in entries for node in nodes(entry.rule) if isinstance(node, t.PriceBasis))
    found = dict.fromkeys(price.value for basis in bases for price in basis.prices)
    return list(found) or [t.Price.EX_WORKS.value]


def _quotas(entries: Iterable[t.Entry]) -> list[str]:
    found = dict.fromkeys(one.quota for entry in entries for one in entry.rule.alternatives if one.quota)
    if not found:
        return []
    lines = ["quotas:"]
    for quota in found:
        lines += [
            f"  - id: {_text(quota)}",
            f"    label: {_text(f'origin quota for {quota}')}",
            f"    citation: {_text('the list of product-specific rules')}",
            "    confirmed: false",
        ]
    return [*lines, ""]


def _not_modelled(cumulation: bool) -> list[str]:
    told = ["the general provisions (tolerances, absorption, cumulation, insufficient operations, sets, transport)"]
    if cumulation:
        told.append("the countries with which materials may be cumulated, which the published data names")
    return told


def _not_confirmed(found: EditionFound, facts: bool) -> list[str]:
    told = ["the rule list, which was read from the published copy by machine and not compared with the agreement"]
    if not found.confirmed:
        told.append(f"that the list stands on HS {found.edition}: {found.evidence}")
    if facts:
        told.append("the first day of application, which is that of the published data")
    return told


def _text(text: str) -> str:
    """A scalar of YAML, quoted where a plain one could be read as something else."""
    plain = (
        text
        and text[0].isalnum()
        and not any(sign in text for sign in (": ", " #", "\n", '"', "[", "{", ","))
        and not text.endswith(":")
    )
    return (
        text
        if plain and text.lower() not in ("no", "yes", "on", "off", "null", "true", "false")
        else json.dumps(text, ensure_ascii=False)
    )
