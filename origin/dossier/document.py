"""The dossier document, version 1: what an exporter writes, key by key. Its JSON Schema: `origin/dossier/schema.py`.

What is not stated is None, and means unknown; an empty list means none. Money, weights and volumes of a line are for
the whole line, that is, for the quantity it states (without scrap), in one unit of what it is built into.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from origin.dossier.kinds import CODE, COUNTRY, DAY, ID, WHOLE_NUMBER, YES_NO
from origin.dossier.quantities import AMOUNT, CURRENCY, PERCENTAGE, PRICE, QUANTITY, RATE, VOLUME, WEIGHT
from origin.dossier.records import Entries, Record, RecordOf, Several, fact, needed
from origin.dossier.values import (
    AGREEMENT,
    BASIS,
    CATEGORY,
    COLUMN,
    COST,
    DECIMAL_SIGN,
    DESCRIPTION,
    EDITIONS,
    FIBRE,
    HEADING,
    MADE_BY,
    OPERATION,
    PAPER_KIND,
    ROLE,
    SET_RULE,
    STATUS,
    TEXT,
    VERSIONS,
)


class Process(Record):
    """A working or processing operation that took place; a term alone may stand for it."""

    process = needed(
        OPERATION, "What was done: a term of the glossary, or the words in which the rule describes it.", "assembly"
    )
    where = fact(COUNTRY, "The country in which it took place; where not stated, that of the production.", "DE")
    on = fact(Several(ID, or_one=True), "The ids of the materials worked on; where not stated, of all.", ["frame"])
    simple = fact(YES_NO, "Whether it needs neither special skills nor machines made or installed for it.", False)


class Ship(Record):
    """The vessel or factory ship that caught or made something at sea."""

    registered_in = fact(COUNTRY, "The country in which it is registered or recorded.", "ES")
    flag = fact(COUNTRY, "The country whose flag it flies.", "ES")
    owned_by = fact(
        Entries(COUNTRY, PERCENTAGE), "The nationality of its owners, with the part each holds.", {"ES": "60%"}
    )
    owned_by_qualifying_company = fact(
        YES_NO, "Whether it is owned by a company that the agreement takes for one of a party.", True
    )
    officers_qualify = fact(YES_NO, "Whether master and officers are nationals as the agreement asks.", True)
    crew_share = fact(PERCENTAGE, "The part of the crew that are nationals as the agreement asks.", "80%")


class WhollyObtained(Record):
    """That something was wholly obtained; the category alone may stand for it."""

    category = needed(CATEGORY, "The category of the agreement's list.", "grown")
    where = fact(COUNTRY, "The country in which it was wholly obtained.", "FR", key="in")
    vessel = fact(RecordOf(Ship), "The vessel that caught or made it.", {"registered_in": "ES", "flag": "ES"})


class Stay(Record):
    """That something which had originated left the territory of the parties and came back."""

    where = fact(COUNTRY, "The country it was in.", "US", key="in")
    worked = fact(YES_NO, "Whether it was worked on there, beyond keeping it in good condition.", False)
    same_goods = fact(YES_NO, "Whether what came back is what had left.", True)
    value_added = fact(AMOUNT, "The value that was added there, for one unit.", "3.00 EUR")


class Paper(Record):
    """A paper that supports the status of a material."""

    kind = needed(PAPER_KIND, "What kind of paper it is.", "supplier-declaration")
    agreement = fact(AGREEMENT, "The agreement it names.", "eu-uk")
    country = fact(COUNTRY, "The party of origin it states.", "IT")
    reference = fact(TEXT, "Its number or another reference.", "LTSD-2026-0114")
    issued = fact(DAY, "The day it was made out.", "2026-01-10")
    valid_from = fact(DAY, "The first day it covers.", "2026-01-01")
    valid_until = fact(DAY, "The last day it covers.", "2026-12-31")


PROCESSES = Several(RecordOf(Process, short="process"), or_one=True)
OBTAINED = RecordOf(WhollyObtained, short="category")
COSTS = Entries(COST, AMOUNT)


class Made(Record):
    """How an intermediate was produced, by the producer of the product or by a supplier."""

    MEANT: ClassVar[Mapping[str, str]] = dict.fromkeys(("where", "country"), "the country stands under in")

    by = fact(MADE_BY, "Who produced it; where not stated, the producer of the product.", "producer")
    where = fact(COUNTRY, "The country in which it was produced.", "DE", key="in")
    processes = fact(PROCESSES, "Every operation that took place; [] where none did.", ["welding", "painting"])
    designated = fact(
        YES_NO, "Whether the producer designates it as an intermediate material, where that is his to elect.", True
    )
    costs = fact(
        COSTS, "All costs of one unit of it other than materials, by names of your own.", {"labour": "1.50 USD"}
    )
    costs_include = fact(
        COSTS, "Costs within these that an agreement may leave out; not stated: not known.", {"royalties": "0.20 USD"}
    )
    materials = fact(
        lambda: Several(RecordOf(Material)),
        "What goes into one unit of it; [] where nothing did, not stated where it is not known.",
        [{"name": "Copper wire", "hs": "7408.11", "quantity": "0.35 kg", "value": "3.50 EUR"}],
    )


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

    name = fact(TEXT, "What it is called.", "Wheel")
    hs = fact(CODE, "Its HS code in the edition of the dossier.", "8714.99")
    value = fact(AMOUNT, "What it is worth: for a line the whole line, for a part one unit.", "74.00 EUR")
    weight = fact(WEIGHT, "What it weighs: for a line the whole line, for a part one unit.", "2.1 kg")
    dry_weight = fact(WEIGHT, "Its weight without water, like weight.", "1.9 kg")
    volume = fact(VOLUME, "Its volume, like weight.", "0.75 l")
    origin = fact(COUNTRY, "The country of origin as the claimant names it.", "IT")
    status = fact(STATUS, "Its status under the agreement, as the claimant states it.", "originating")
    evidence = fact(
        Several(RecordOf(Paper)),
        "The papers that support its status.",
        [{"kind": "supplier-declaration", "agreement": "eu-uk", "country": "IT"}],
    )
    wholly_obtained = fact(
        OBTAINED, "That it was wholly obtained, and where.", "grown", {"category": "grown", "in": "FR"}
    )
    fibre = fact(
        FIBRE,
        "The basic textile material it is; of a mixture all of them, with the part of its weight that each is.",
        "cotton",
        {"cotton": "60%", "polyester-staple-fibres": "40%"},
    )
    role = fact(ROLE, "What it is to the product; where not stated, a material.", "retail-packing")
    kinds = fact(Several(DESCRIPTION, or_one=True), "Named materials that it is.", ["cereals"], key="is")
    not_kinds = fact(Several(DESCRIPTION, or_one=True), "Named materials that it is not.", ["yarn"], key="is_not")
    determines_classification = fact(
        YES_NO, "Whether it is, or is part of, the component that determines the product's classification.", True
    )
    includes = fact(COSTS, "Costs that its value includes, such as freight; like value.", {"freight": "2.00 EUR"})
    besides = fact(
        COSTS, "Costs that its value does not include, such as assists; like value.", {"assists": "1.00 EUR"}
    )
    abroad = fact(RecordOf(Stay), "That it left the parties and came back.", {"in": "US", "worked": False})
    made = fact(
        RecordOf(Made),
        "How it was produced and from what, where that is known.",
        {"by": "producer", "in": "DE", "processes": ["welding"]},
    )


class Material(Part):
    """A line of the bill of materials: a material, or the use of a part."""

    id = fact(ID, "Its name within the dossier; made from its name where not stated.", "wheel")
    use = fact(ID, "The id of the part that this line uses.", "wheel")
    quantity = fact(
        QUANTITY, "Units of it in one unit of what it is built into; where not stated, 1.", 2, "0.35 kg", "1/3"
    )
    scrap = fact(PERCENTAGE, "What is lost on the way, as a percentage of the quantity.", "5%")
    unit_value = fact(AMOUNT, "What one unit is worth.", "37.00 EUR")
    unit_weight = fact(WEIGHT, "What one unit weighs.", "1.05 kg")


class Show(Record):
    """That the product was sold at an exhibition in a third country."""

    where = fact(COUNTRY, "The country of the exhibition.", "AE", key="in")
    by_exporter = fact(YES_NO, "Whether the exporter sent it there, showed it and sold it.", True)
    sent_on_unchanged = fact(
        YES_NO, "Whether it was sent on during the exhibition or at once after it, in the state in which it came.", True
    )
    only_shown = fact(YES_NO, "Whether it was used for nothing but to be shown.", True)


class Travel(Record):
    """How the product travelled to the importing party."""

    through = fact(Several(COUNTRY, or_one=True), "Countries passed on the way; [] for none.", ["CH"])
    altered = fact(YES_NO, "Whether it was altered on the way, beyond keeping it in good condition.", False)
    under_customs_supervision = fact(YES_NO, "Whether it stayed under customs supervision there.", True)
    split = fact(YES_NO, "Whether consignments were split there.", False)
    split_by_exporter = fact(
        YES_NO, "Whether consignments were split by the exporter or for its account, where they were split.", True
    )
    free_circulation = fact(YES_NO, "Whether it was released to free circulation there.", False)
    operations = fact(
        Several(OPERATION, or_one=True),
        "What was done there besides keeping it in good condition, unloading and reloading.",
        ["labelling"],
    )
    exhibition = fact(
        RecordOf(Show, short="in"), "That it was sold at an exhibition.", {"in": "AE", "by_exporter": True}
    )


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

    name = needed(TEXT, "What it is called.", "City e-bike")
    hs = fact(CODE, "Its HS code in the edition of the dossier.", "8711.60")
    price = fact(Entries(BASIS, PRICE), "Its prices, each under its basis.", {"EXW": "1200.00 EUR"})
    weight = fact(WEIGHT, "What one unit weighs.", "24.1 kg")
    dry_weight = fact(WEIGHT, "What one unit weighs without water.", "24.1 kg")
    volume = fact(VOLUME, "The volume of one unit.", "0.75 l")
    produced_in = fact(COUNTRY, "The country in which it was produced.", "DE")
    exported_from = fact(COUNTRY, "The country from which it is exported.", "DE")
    imported_into = fact(COUNTRY, "The country into which it is imported.", "GB")
    processes = fact(PROCESSES, "Every operation that took place; [] where none did.", ["assembly"])
    option = fact(
        TEXT, "Which rule applies, where several share its code and differ by description.", "electric cycles"
    )
    kinds = fact(
        Several(DESCRIPTION, or_one=True),
        "Named kinds of goods that it is.",
        ["cycles with an auxiliary motor"],
        key="is",
    )
    not_kinds = fact(
        Several(DESCRIPTION, or_one=True), "Named kinds of goods that it is not.", ["toy cycles"], key="is_not"
    )
    is_set = fact(YES_NO, "Whether it is a set put up for retail sale.", False, key="set")
    set_classified_by = fact(SET_RULE, "The letter of General Rule 3 by which the set is classified.", "3b")
    costs = fact(COSTS, "All costs of one unit other than materials, by names of your own.", {"labour": "6.50 USD"})
    costs_include = fact(
        COSTS, "Costs within these that an agreement may leave out; not stated: not known.", {"royalties": "0.20 USD"}
    )
    price_includes = fact(
        COSTS, "Costs that its prices include and an agreement may leave out.", {"international-freight": "40.00 USD"}
    )
    averaged_over = fact(
        WHOLE_NUMBER, "Over how many months prices and values are averages; not stated: they are not.", 12
    )
    drawback = fact(
        YES_NO, "Whether duty on materials was drawn back, remitted or not paid because of the export.", False
    )
    abroad = fact(RecordOf(Stay), "That it left the parties and came back.", {"in": "US", "worked": False})
    wholly_obtained = fact(
        OBTAINED, "That it was wholly obtained, and where.", "grown", {"category": "grown", "in": "FR"}
    )
    journey = fact(RecordOf(Travel), "How it travelled to the importing party.", {"through": ["CH"], "altered": False})
    consignment_value = fact(PRICE, "The value of the originating goods sent together.", "86400.00 EUR")
    within_quota = fact(YES_NO, "Whether it is imported within an origin quota.", True)


class StatedRate(Record):
    """An exchange rate with its source; the rate alone may stand for it."""

    rate = needed(RATE, "The rate.", "1 USD = 0.92 EUR")
    source = fact(TEXT, "Where it was published, and for which day.", "ECB 2026-05-04")


class MaterialsFrom(Record):
    """A bill of materials in a table beside the dossier; the file alone may stand for it."""

    file = needed(TEXT, "A CSV file or Excel workbook, in the dossier's folder or below.", "bom.xlsx")
    sheet = fact(TEXT, "The sheet of a workbook; where not stated, the one with a bill of materials.", "BOM")
    columns = fact(
        Entries(COLUMN, HEADING), "Headings or letters of columns, by field.", {"name": "Component", "value": "K"}
    )
    currency = fact(CURRENCY, "The currency of amounts that do not show one.", "EUR")
    decimal = fact(DECIMAL_SIGN, "The sign before decimals, where the figures leave it open.", ",")
    skip_rows = fact(WHOLE_NUMBER, "Rows before the headings that are not looked at.", 3)
    leave_out = fact(
        Several(WHOLE_NUMBER, or_one=True),
        "Numbers of rows that are no materials, as the spreadsheet shows them.",
        [39, 97],
    )


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

    dossier = needed(VERSIONS, "The version of this form.", 1)
    hs_edition = fact(EDITIONS, "The HS edition of all codes; where not stated, 2022.", 2022)
    on = fact(DAY, "The day to judge by.", "2026-06-01")
    product = needed(
        RecordOf(Goods), "The product.", {"name": "City e-bike", "hs": "8711.60", "price": {"EXW": "1200 EUR"}}
    )
    materials = fact(
        Several(RecordOf(Material)),
        "What goes into one unit of it; [] for nothing.",
        [{"name": "Wheel", "quantity": 2, "value": "74.00 EUR"}],
    )
    materials_from = fact(
        Several(RecordOf(MaterialsFrom, short="file"), or_one=True), "Tables with more of the materials.", "bom.xlsx"
    )
    parts = fact(
        Entries(ID, RecordOf(Part), or_empty=True),
        "Sub-assemblies that several lines use, by id.",
        {"wheel": {"name": "Wheel"}},
    )
    others_are_not = fact(
        Several(DESCRIPTION, or_one=True),
        "Named materials that nothing in the dossier is, unless it says that it is.",
        ["sewing-thread"],
    )
    rates = fact(
        Several(RecordOf(StatedRate, short="rate")), "The exchange rates to convert with.", ["1 USD = 0.92 EUR"]
    )
