"""The types of the values in a dossier: what they are in Python, how they are read, and how a JSON Schema has them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema, WrapValidator

from origin.dossier import kinds, quantities
from origin.dossier.kinds import Fault, choice, term, text
from origin.dossier.model import Maker, Money, Rate, Role, Status
from origin.dossier.records import entries, one_or_many
from origin.nomenclature.code import HsCode
from origin.nomenclature.edition import YEARS

VERSION = 1
BASES = tuple("EXW FOB transaction-value adjusted-value customs-value net-cost total-cost product-value".split())
"""The values of `origin.language.tree.Price`, which a test compares: importing it would cost every reading 15 ms."""
COLUMNS = tuple(
    """name description id hs quantity unit unit_value value currency weight unit_weight origin status scrap level
    package_quantity package_value""".split()
)
"""The fields that a column of a table can give."""


def _words(enum: type[Enum]) -> dict[str, Enum]:
    """The members of an enumeration by the words for them."""
    return {member.value: member for member in enum}


STATUS = choice(_words(Status))
_BASIS = choice(
    {basis: basis for basis in BASES},
    Fault("key-unknown", "this is not a price basis"),
    {"ex-works": "EXW", "ex-works-price": "EXW", "free-on-board": "FOB"},
)
_COLUMN = choice({column: column for column in COLUMNS}, Fault("key-unknown", "this is no field"))
_NUMBER = Fault("value-unknown", "this is none of the numbers accepted here")
_TEXT = WithJsonSchema({"type": ["string", "number"]})
_TERM = WithJsonSchema({"type": "string"})
_MONEY = WithJsonSchema(
    {
        "anyOf": [
            {"type": "string", "pattern": r"\d"},
            {
                "type": "object",
                "properties": {"amount": {"type": ["string", "number"]}, "currency": {"type": "string"}},
                "required": ["amount", "currency"],
                "additionalProperties": False,
            },
        ]
    }
)

Version = Annotated[int, choice({str(VERSION): VERSION}, _NUMBER), WithJsonSchema({"enum": [VERSION]})]
Edition = Annotated[int, choice({str(year): year for year in YEARS}, _NUMBER), WithJsonSchema({"enum": list(YEARS)})]
WholeNumber = Annotated[int, kinds.WHOLE_NUMBER, WithJsonSchema({"type": "integer", "minimum": 0})]
YesNo = Annotated[bool, kinds.YES_NO, WithJsonSchema({"type": "boolean"})]
Day = Annotated[date, kinds.DAY, WithJsonSchema({"type": "string", "format": "date"})]
Country = Annotated[str, kinds.COUNTRY, WithJsonSchema({"type": "string", "pattern": "^[A-Za-z]{2}$"})]
Code = Annotated[HsCode, kinds.CODE, WithJsonSchema({"type": "string", "pattern": r"\d"})]
Id = Annotated[str, kinds.ID, WithJsonSchema({"type": ["string", "integer"]})]

Text = Annotated[str, text("a text"), _TEXT]
Description = Annotated[str, text("a term, or a description in words"), _TEXT]
Heading = Annotated[str, text("a heading or the letters of a column"), _TEXT]
Operation = Annotated[str, term("a term such as assembly"), _TERM]
Category = Annotated[str, term("a term such as grown"), _TERM]
Fibre = Annotated[str, term("a term such as cotton"), _TERM]
PaperKind = Annotated[str, term("such as supplier-declaration"), _TERM]
Agreement = Annotated[str, term("such as eu-uk"), _TERM]

MadeBy = Annotated[Maker, choice(_words(Maker)), WithJsonSchema({"enum": list(_words(Maker))})]
PlayedRole = Annotated[Role, choice(_words(Role)), WithJsonSchema({"enum": list(_words(Role))})]
StatedStatus = Annotated[Status, STATUS, WithJsonSchema({"enum": list(_words(Status))})]
DecimalSign = Annotated[str, choice({".": ".", ",": ","}), WithJsonSchema({"enum": [".", ","]})]

Amount = Annotated[Money, quantities.AMOUNT, _MONEY]
Price = Annotated[Money, quantities.PRICE, _MONEY]
Currency = Annotated[str, quantities.CURRENCY, _TERM]
Weight = Annotated[Fraction, quantities.WEIGHT, _TEXT]
Volume = Annotated[Fraction, quantities.VOLUME, _TEXT]
Quantity = Annotated[quantities.Quantity, quantities.QUANTITY, _TEXT]
Percentage = Annotated[Fraction, quantities.PERCENTAGE, WithJsonSchema({"type": "string", "pattern": "%$"})]
ExchangeRate = Annotated[Rate, quantities.RATE, WithJsonSchema({"type": "string", "pattern": "="})]

Ids = Annotated[tuple[Id, ...], BeforeValidator(one_or_many, Id | tuple[Id, ...])]
Descriptions = Annotated[tuple[Description, ...], BeforeValidator(one_or_many, Description | tuple[Description, ...])]
Countries = Annotated[tuple[Country, ...], BeforeValidator(one_or_many, Country | tuple[Country, ...])]
WholeNumbers = Annotated[tuple[WholeNumber, ...], BeforeValidator(one_or_many, WholeNumber | tuple[WholeNumber, ...])]
Basis = Annotated[str, _BASIS, WithJsonSchema({"type": "string", "enum": list(BASES)})]
Prices = Annotated[Mapping[Basis, Price], WrapValidator(entries)]
Column = Annotated[str, _COLUMN, WithJsonSchema({"type": "string", "enum": list(COLUMNS)})]
Columns = Annotated[Mapping[Column, Heading], WrapValidator(entries)]
