"""The words that a dossier may use, and the kinds of text that stand in it by what they tell."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

from origin.dossier.fibres import fibres
from origin.dossier.kinds import Fault, choice, term, text
from origin.dossier.model import Maker, Role, Status
from origin.nomenclature.edition import YEARS

E = TypeVar("E", bound=Enum)

VERSION = 1
BASES = tuple("EXW FOB transaction-value adjusted-value customs-value net-cost total-cost product-value".split())
"""The values of `origin.language.tree.Price`, which a test compares: importing it would cost every reading 15 ms."""
COLUMNS = tuple(
    """name description id hs quantity unit unit_value value currency weight unit_weight origin status scrap level
    package_quantity package_value evidence evidence_reference evidence_agreement evidence_country evidence_issued
    evidence_from evidence_until""".split()
)
"""The fields that a column of a table can give."""
SET_RULES = ("3a", "3b", "3c")
"""The letters of General Rule 3 by which a set may be classified."""


def _words(enum: type[E]) -> dict[str, E]:
    """The members of an enumeration by the words for them."""
    return {member.value: member for member in enum}


_NUMBER = Fault("value-unknown", "this is none of the numbers accepted here")

VERSIONS = choice({str(VERSION): VERSION}, _NUMBER)
EDITIONS = choice({str(year): year for year in YEARS}, _NUMBER)
BASIS = choice(
    {basis: basis for basis in BASES},
    Fault("key-unknown", "this is not a price basis"),
    {"ex-works": "EXW", "ex-works-price": "EXW", "free-on-board": "FOB"},
)
COLUMN = choice({column: column for column in COLUMNS}, Fault("key-unknown", "this is no field"))
SET_RULE = choice({rule: rule for rule in SET_RULES})
DECIMAL_SIGN = choice({".": ".", ",": ","})
MADE_BY = choice(_words(Maker))
ROLE = choice(_words(Role))
STATUS = choice(_words(Status))

TEXT = text("a text")
DESCRIPTION = text("a term, or a description in words")
HEADING = text("a heading or the letters of a column")
OPERATION = term("a term such as assembly, or the words of the rule without commas")
CATEGORY = term("a term such as grown")
FIBRE = fibres()
PAPER_KIND = term("such as supplier-declaration")
AGREEMENT = term("such as eu-uk")
COST = term("a cost such as royalties")
