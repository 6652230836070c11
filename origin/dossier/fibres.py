"""The basic textile materials that a material consists of: one term, or a mixture with the part that each is."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from origin.dossier.kinds import Fault, Kind, term
from origin.dossier.quantities import PERCENTAGE

_TERM = term("a term such as cotton")
_WHOLE = Fraction(1)


def _parse_fibre(text: str) -> Mapping[str, Fraction] | Fault:
    """One basic textile material, of which all of it is."""
    name = _TERM.parse(text)
    return name if isinstance(name, Fault) else MappingProxyType({name: _WHOLE})


def _parse_mixture(parts: Mapping[str, object]) -> Mapping[str, Fraction] | Fault:
    """Several of them, each with a percentage of the weight; together they are all of it."""
    found: dict[str, Fraction] = {}
    for key, stated in parts.items():
        name = _TERM.read(key)
        if isinstance(name, Fault):
            return name
        share = PERCENTAGE.read(stated) if isinstance(stated, str) else Fault("value-shape", "this is no percentage")
        if isinstance(share, Fault):
            return Fault(share.code, share.message, share.advice, PERCENTAGE.accepted, part=key)
        if not share:
            continue
        found[name] = found.get(name, Fraction(0)) + share
    if sum(found.values()) != _WHOLE:
        return Fault("fibre-parts", "the parts of a mixture do not make 100% together")
    return MappingProxyType(found)


def fibres() -> Kind[Mapping[str, Fraction]]:
    """The kind of text, or mapping, that says of which basic textile materials something is."""
    accepted = "a term such as cotton, or several with percentages, {cotton: 60%, polyester-staple-fibres: 40%}"
    parts = {"type": "object", "additionalProperties": PERCENTAGE.schema}
    return Kind(accepted, _parse_fibre, parse_parts=_parse_mixture, schema={"anyOf": [{"type": "string"}, parts]})
