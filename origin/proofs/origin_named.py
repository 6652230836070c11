"""The origin that a proof names: that of the exporting party, in the party's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from origin.agreements.agreement import Party
from origin.proofs.findings import ProofFinding, Weight
from origin.proofs.inspection import Inspection
from origin.proofs.statement import breaks_off, readable
from origin.proofs.template import Blank

_END = re.compile(r"[\n;]|\.(?:\s|$)")
_LONGEST_NAME = 9


def check_origin(inspection: Inspection) -> Iterator[ProofFinding]:
    """No origin, that of a member state, of the other party or of a third country, or one that cannot be read."""
    named = named_origin(inspection)
    if named is None:
        return
    provision = inspection.provision
    citation = provision.wording_citation or provision.citation
    party = _exporter(inspection)
    accepted = party.name if party else None
    if not named:
        message = "the proof does not say which origin the products have"
        yield ProofFinding("origin-missing", Weight.FORMAL, message, citation, accepted=accepted)
        return
    country = inspection.library.origin(named) or _party_named(inspection, named)
    if country is None:
        message = "the origin that the proof names cannot be read"
        yield ProofFinding("origin-unreadable", Weight.FORMAL, message, citation, named, accepted)
    elif party is None or country == party.id:
        return
    elif country in party.countries:
        whole = len(party.countries) > 1 and party.id not in party.countries
        if whole and not inspection.agreement.proof_provisions.origin_of_states:
            message = f"the proof names a country of the exporting party, which gives origin as a whole: {party.name}"
            yield ProofFinding("origin-member-state", Weight.FORMAL, message, citation, named, accepted)
    elif inspection.agreement.party_of(country) is not None:
        message = "the proof names the origin of the other party"
        yield ProofFinding("origin-other-party", Weight.DOUBT, message, citation, named, accepted)
    else:
        message = "the proof names the origin of a country that is not a party"
        yield ProofFinding("origin-third-country", Weight.DOUBT, message, citation, named, accepted)


def _party_named(inspection: Inspection, named: str) -> str | None:
    """The party that goes by that id or name in the pack, such as a group of states."""
    words = [word.text for word in inspection.library.words(named)]
    for party in inspection.agreement.parties:
        if words in ([word.text for word in inspection.library.words(name)] for name in (party.id, party.name)):
            return party.id
    return None


def named_origin(inspection: Inspection) -> str | None:
    """The origin as the proof names it; "" where its place is empty, None where there is no such place."""
    recognised, presented = inspection.recognised, inspection.presented
    expected = recognised.expected if recognised else None
    if presented.text is None or expected is None or not readable(inspection, "origin"):
        return presented.origin
    if "origin" not in expected.blanks or not expected.matched.get("origin") or breaks_off(expected) is not None:
        return presented.origin
    span = expected.blanks["origin"]
    if span is None:
        return presented.origin or ""
    last = expected.template.items[-1]
    if isinstance(last, Blank) and last.name == "origin":
        return _to_the_end(inspection, presented.text, span[0])
    return presented.text[span[0] : span[1]].strip(" .,;:()[]…_")


def _to_the_end(inspection: Inspection, text: str, start: int) -> str:
    """Where the origin is the last word of the text: the longest name that begins there, else up to the full stop."""
    words = inspection.library.words(text[start:])
    for count in range(min(_LONGEST_NAME, len(words)), 0, -1):
        name = text[start : start + words[count - 1].end]
        if inspection.library.origin(name) is not None:
            return name
    end = _END.search(text, start)
    return text[start : end.start() if end else len(text)].strip(" .,;:()[]…_")


def _exporter(inspection: Inspection) -> Party | None:
    """The exporting party."""
    exporter = inspection.circumstances.exported_from or inspection.provision.exported_from
    return inspection.agreement.party_of(exporter) if exporter else None
