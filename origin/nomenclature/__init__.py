"""HS codes, ranges and sets of them; the editions of the Harmonized System, and how codes moved between them."""

from __future__ import annotations

from origin.nomenclature.check import check_code, described
from origin.nomenclature.code import HsCode, Level
from origin.nomenclature.code_range import HsRange
from origin.nomenclature.code_set import HsSet
from origin.nomenclature.code_text import parse_code
from origin.nomenclature.correlation import Carried, carry
from origin.nomenclature.edition import YEARS, Edition, edition
from origin.nomenclature.labels import label
from origin.nomenclature.set_text import parse_set

__all__ = [
    "YEARS",
    "Carried",
    "Edition",
    "HsCode",
    "HsRange",
    "HsSet",
    "Level",
    "carry",
    "check_code",
    "described",
    "edition",
    "label",
    "parse_code",
    "parse_set",
]
