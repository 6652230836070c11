"""What a dossier holds, in a line: a sign that it was read as meant."""

from __future__ import annotations

from typing import Any

from origin.dossier.dossier import Dossier
from origin.explanation.clean_text import clean_line


def dossier_line(dossier: Dossier) -> str:
    """The product, and how many materials on how many levels."""
    product = dossier.product.article
    code = f", {product.hs.short} of HS {dossier.edition}" if product.hs else ", no HS code"
    counts = dossier_record(dossier)
    line = f"{product.name}{code}: {_count(counts['materials'], 'material')}"
    return clean_line(f"{line}, {_count(counts['intermediates'], 'intermediate')}, {_count(counts['levels'], 'level')}")


def dossier_record(dossier: Dossier) -> dict[str, Any]:
    """The same for programs."""
    bom = dossier.bom
    made = [name for name in bom.materials_of if name != bom.root]
    depth: dict[str, int] = {}
    for name in bom.production_order:
        depth[name] = 1 + max((depth.get(use.material, 0) for use in bom.materials_of.get(name, ())), default=0)
    product = dossier.product.article
    return {
        "schema": "origin-dossier-summary/1",
        "product": product.name,
        "hs": product.hs.short if product.hs else None,
        "edition": dossier.edition,
        "on": dossier.on.isoformat() if dossier.on else None,
        "materials": len(bom.articles) - 1,
        "intermediates": len(made),
        "levels": depth.get(bom.root, 0) if bom.uses else 0,
    }


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
