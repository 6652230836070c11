"""The dossier document, version 1: what an exporter writes, key by key. Its JSON Schema: `origin/dossier/schema.py`.

What is not stated is None, and means unknown; an empty list means none. Money, weights and volumes of a line are for
the whole line, that is, for the quantity it states (without scrap), in one unit of what it is built into.
"""

# ruff: noqa: RUF009 - `stated` is our field(): it calls that of dataclasses
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar

from origin.dossier.containers import ByBasis, ByColumn, ByName, Many
from origin.dossier.kinds import Choice, Code, Country, Day, Identifier, Kind, Text, WholeNumber, Word, Year, YesNo
from origin.dossier.model import Maker, Money, Rate, Role, Status
from origin.dossier.quantities import (
    KILOGRAMS,
    LITRES,
    Amount,
    CurrencyCode,
    ExchangeRate,
    Measure,
    Percentage,
    Quantity,
    Units,
)
from origin.dossier.records import OneRecord, Record, stated
from origin.nomenclature.code import HsCode
from origin.nomenclature.edition import YEARS

VERSION = 1

_COUNTRY = Country()
_DAY = Day()
_NAMES = Many(Text("a term, or a description in words"), lenient=True)
_IDS = Many(Identifier(), lenient=True)
_VALUE = Amount()
_WEIGHT = Measure(KILOGRAMS, "weight")
_VOLUME = Measure(LITRES, "volume")
_MAKER = Choice({each.value: each for each in Maker})
STATUS = Choice({each.value: each for each in Status})
_ROLE = Choice({each.value: each for each in Role})
_SIMPLE = "whether it needs neither special skills nor machines made or installed for it"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Process(Record):
    """A working or processing operation that took place; a term alone may stand for it."""

    SHORT: ClassVar[str | None] = "process"

    process: str | None = stated(
        Word("a term such as assembly"), "what was done, a term of the glossary", required=True
    )
    where: str | None = stated(_COUNTRY, "the country in which it took place; where not stated, that of the production")
    on: tuple[str, ...] | None = stated(_IDS, "the ids of the materials worked on; where not stated, of all")
    simple: bool | None = stated(YesNo(), _SIMPLE)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class WhollyObtained(Record):
    """That something was wholly obtained; the category alone may stand for it."""

    SHORT: ClassVar[str | None] = "category"

    category: str | None = stated(Word("a term such as grown"), "the category of the agreement's list", required=True)
    where: str | None = stated(_COUNTRY, "the country in which it was wholly obtained", key="in")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Paper(Record):
    """A paper that supports the status of a material."""

    kind: str | None = stated(Word("such as supplier-declaration"), "what kind of paper it is", required=True)
    agreement: str | None = stated(Word("such as eu-uk"), "the agreement it names")
    country: str | None = stated(_COUNTRY, "the party of origin it states")
    reference: str | None = stated(Text(), "its number or another reference")
    issued: date | None = stated(_DAY, "the day it was made out")
    valid_from: date | None = stated(_DAY, "the first day it covers")
    valid_until: date | None = stated(_DAY, "the last day it covers")


_PROCESSES: Kind[tuple[Process, ...]] = Many(OneRecord(Process), lenient=True)
_PAPERS: Kind[tuple[Paper, ...]] = Many(OneRecord(Paper))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Made(Record):
    """How an intermediate was produced, by the producer of the product or by a supplier."""

    MEANT: ClassVar[Mapping[str, str]] = dict.fromkeys(("where", "country"), "the country stands under in")

    by: Maker | None = stated(_MAKER, "who produced it; where not stated, the producer of the product")
    where: str | None = stated(_COUNTRY, "the country in which it was produced", key="in")
    processes: tuple[Process, ...] | None = stated(_PROCESSES, "every operation that took place; [] where none did")
    materials: tuple[Material, ...] | None = stated(
        Many(lambda: _MATERIAL), "what goes into one unit of it; [] where nothing did, not stated where it is not known"
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Part(Record):
    """A sub-assembly that several lines use; its value, weight and volume are for one unit."""

    MEANT: ClassVar[Mapping[str, str]] = {
        "hs_code": "did you mean hs?",
        "code": "did you mean hs?",
        "tariff_code": "did you mean hs?",
        "price": "what it costs stands under value",
        "cost": "what it costs stands under value",
        "unit_price": "did you mean unit_value?",
        "unit_cost": "did you mean unit_value?",
        "qty": "did you mean quantity?",
        "amount": "the quantity stands under quantity, the money under value",
        "country": "did you mean origin?",
        "country_of_origin": "did you mean origin?",
        "currency": "write the currency after the amount: value: 140 EUR",
        "unit": "write the unit after the number: quantity: 0.35 kg",
        "description": "did you mean name?",
        "materials": "what an intermediate is made of stands under made: {materials: [...]}",
        "processes": "how an intermediate was made stands under made: {processes: [...]}",
    }

    name: str | None = stated(Text(), "what it is called")
    hs: HsCode | None = stated(Code(), "its HS code in the edition of the dossier")
    value: Money | None = stated(_VALUE, "what it is worth: for a line the whole line, for a part one unit")
    weight: Fraction | None = stated(_WEIGHT, "what it weighs: for a line the whole line, for a part one unit")
    dry_weight: Fraction | None = stated(_WEIGHT, "its weight without water, like weight")
    volume: Fraction | None = stated(_VOLUME, "its volume, like weight")
    origin: str | None = stated(_COUNTRY, "the country of origin as the claimant names it")
    status: Status | None = stated(STATUS, "its status under the agreement, as the claimant states it")
    evidence: tuple[Paper, ...] | None = stated(_PAPERS, "the papers that support its status")
    wholly_obtained: WhollyObtained | None = stated(OneRecord(WhollyObtained), "that it was wholly obtained, and where")
    fibre: str | None = stated(Word("a term such as cotton"), "the basic textile material it is")
    role: Role | None = stated(_ROLE, "what it is to the product; where not stated, a material")
    kinds: tuple[str, ...] | None = stated(_NAMES, "named materials that it is", key="is")
    not_kinds: tuple[str, ...] | None = stated(_NAMES, "named materials that it is not", key="is_not")
    made: Made | None = stated(OneRecord(Made), "how it was produced and from what, where that is known")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Material(Part):
    """A line of the bill of materials: a material, or the use of a part."""

    id: str | None = stated(Identifier(), "its name within the dossier; made from its name where not stated")
    use: str | None = stated(Identifier(), "the id of the part that this line uses")
    quantity: Quantity | None = stated(Units(), "units of it in one unit of what it is built into; where not stated, 1")
    scrap: Fraction | None = stated(Percentage(), "what is lost on the way, as a percentage of the quantity")
    unit_value: Money | None = stated(_VALUE, "what one unit is worth")
    unit_weight: Fraction | None = stated(_WEIGHT, "what one unit weighs")


_MATERIAL: Kind[Material] = OneRecord(Material)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Travel(Record):
    """How the product travelled to the importing party."""

    through: tuple[str, ...] | None = stated(Many(_COUNTRY, lenient=True), "countries passed on the way; [] for none")
    altered: bool | None = stated(YesNo(), "whether it was altered on the way, beyond keeping it in good condition")
    under_customs_supervision: bool | None = stated(YesNo(), "whether it stayed under customs supervision there")
    split_by_exporter: bool | None = stated(
        YesNo(), "whether consignments were split by the exporter or for its account"
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Goods(Record):
    """The product for which origin is claimed; prices, weights and materials are for one unit of it."""

    MEANT: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("exw", "fob", "value", "unit_value", "cost"), "prices stand under price: {EXW: 1200 EUR}"),
        "hs_code": "did you mean hs?",
        "code": "did you mean hs?",
        "materials": "materials stands beside product, not inside it",
        "origin": "the country of production stands under produced_in",
        "made_in": "did you mean produced_in?",
        "country": "did you mean produced_in, exported_from or imported_into?",
        "quantity": "a dossier is about one unit of the product",
        "description": "did you mean name?",
    }

    name: str | None = stated(Text(), "what it is called", required=True)
    hs: HsCode | None = stated(Code(), "its HS code in the edition of the dossier")
    price: Mapping[str, Money] | None = stated(ByBasis(), "its prices, each under its basis")
    weight: Fraction | None = stated(_WEIGHT, "what one unit weighs")
    dry_weight: Fraction | None = stated(_WEIGHT, "what one unit weighs without water")
    volume: Fraction | None = stated(_VOLUME, "the volume of one unit")
    produced_in: str | None = stated(_COUNTRY, "the country in which it was produced")
    exported_from: str | None = stated(_COUNTRY, "the country from which it is exported")
    imported_into: str | None = stated(_COUNTRY, "the country into which it is imported")
    processes: tuple[Process, ...] | None = stated(_PROCESSES, "every operation that took place; [] where none did")
    option: str | None = stated(Text(), "which rule applies, where several share its code and differ by description")
    kinds: tuple[str, ...] | None = stated(_NAMES, "named kinds of goods that it is", key="is")
    not_kinds: tuple[str, ...] | None = stated(_NAMES, "named kinds of goods that it is not", key="is_not")
    is_set: bool | None = stated(YesNo(), "whether it is a set put up for retail sale", key="set")
    wholly_obtained: WhollyObtained | None = stated(OneRecord(WhollyObtained), "that it was wholly obtained, and where")
    journey: Travel | None = stated(OneRecord(Travel), "how it travelled to the importing party")
    consignment_value: Money | None = stated(Amount(positive=True), "the value of the originating goods sent together")
    within_quota: bool | None = stated(YesNo(), "whether it is imported within an origin quota")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class StatedRate(Record):
    """An exchange rate with its source; the rate alone may stand for it."""

    SHORT: ClassVar[str | None] = "rate"

    rate: Rate | None = stated(ExchangeRate(), "the rate", required=True)
    source: str | None = stated(Text(), "where it was published, and for which day")


COLUMNS = tuple(
    """name description id hs quantity unit unit_value value currency weight unit_weight origin status scrap level
    package_quantity package_value""".split()
)
"""The fields that a column of a table can give."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class MaterialsFrom(Record):
    """A bill of materials in a table beside the dossier; the file alone may stand for it."""

    SHORT: ClassVar[str | None] = "file"

    file: str | None = stated(Text(), "a CSV file or Excel workbook, in the dossier's folder or below", required=True)
    sheet: str | None = stated(Text(), "the sheet of a workbook; where not stated, the one with a bill of materials")
    columns: Mapping[str, str] | None = stated(ByColumn(COLUMNS), "headings or letters of columns, by field")
    currency: str | None = stated(CurrencyCode(), "the currency of amounts that do not show one")
    decimal: str | None = stated(
        Choice({".": ".", ",": ","}), "the sign before decimals, where the figures leave it open"
    )
    skip_rows: int | None = stated(WholeNumber(), "rows before the headings that are not looked at")
    leave_out: tuple[int, ...] | None = stated(
        Many(WholeNumber(), lenient=True), "numbers of rows that are no materials, as the spreadsheet shows them"
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DossierDocument(Record):
    """The facts behind one claim, as written."""

    MEANT: ClassVar[Mapping[str, str]] = {
        "edition": "did you mean hs_edition?",
        "version": "the version stands under dossier",
        "date": "did you mean on?",
        "bom": "did you mean materials?",
        "components": "did you mean materials?",
        "items": "did you mean materials?",
        "name": "name stands under product",
        "hs": "hs stands under product",
        "price": "price stands under product",
        "processes": "processes stands under product",
        "journey": "journey stands under product",
    }

    dossier: int | None = stated(Year([VERSION]), "the version of this form", required=True)
    hs_edition: int | None = stated(Year(YEARS), "the HS edition of all codes; where not stated, 2022")
    on: date | None = stated(_DAY, "the day to judge by")
    product: Goods | None = stated(OneRecord(Goods), "the product", required=True)
    materials: tuple[Material, ...] | None = stated(Many(_MATERIAL), "what goes into one unit of it; [] for nothing")
    materials_from: tuple[MaterialsFrom, ...] | None = stated(
        Many(OneRecord(MaterialsFrom), lenient=True), "tables with more of the materials"
    )
    parts: Mapping[str, Part] | None = stated(ByName(OneRecord(Part)), "sub-assemblies that several lines use, by id")
    rates: tuple[StatedRate, ...] | None = stated(Many(OneRecord(StatedRate)), "the exchange rates to convert with")
