"""Turns the rows of a table into lines of the bill of materials: each figure with its cell, none guessed in silence."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from origin.dossier.cell_reading import Cells, Figure
from origin.dossier.code_lists import country_spellings
from origin.dossier.column_mapping import ColumnMapping
from origin.dossier.document import Material
from origin.dossier.header import Column
from origin.dossier.kinds import CODE, COUNTRY, ID, Fault, Kind, parse_text
from origin.dossier.model import Money, Status
from origin.dossier.money_signs import currencies_of, currency_in
from origin.dossier.notes import Notes
from origin.dossier.number_text import decimal_text
from origin.dossier.quantities import KILOGRAMS, LITRES, Quantity
from origin.dossier.table_evidence import Papers
from origin.dossier.values import STATUS
from origin.dossier.where import InTable
from origin.problems import Place

_UNITS = {"kgs": "kg", "kilogram": "kg", "kilograms": "kg", "kilogramm": "kg", "gram": "g", "grams": "g", "gramm": "g"}
_UNITS |= {
    "kgm": "kg",
    "grm": "g",
    "tne": "t",
    "to": "t",
    "lbs": "lb",
    "ltr": "l",
    "liter": "l",
    "litre": "l",
    "litres": "l",
}


class Lines:
    """Makes a `Material` of a row."""

    def __init__(
        self, mapping: ColumnMapping, cells: Cells, stated: str | None, assumed: str | None, notes: Notes
    ) -> None:
        """Takes the currency that the writer states for the table, and that of the product's price to fall back on."""
        self.columns = mapping.columns
        self.cells = cells
        self.stated = stated
        self.assumed = assumed
        self.notes = notes
        self.papers = Papers(mapping.columns, cells, notes)
        self.ids: set[str] = set()
        self.said: set[str] = set()
        self.unvalued: list[int] = []

    def line(self, row: int, name: str | None = None) -> Material | None:
        """The line of a row; None where its quantity is zero. `name` replaces the one in its cell."""
        values: dict[str, Any] = {}
        places: dict[str, Place] = {}
        for field, kind in (("hs", CODE), ("origin", COUNTRY), ("status", STATUS)):
            self._take(field, self._word(row, field, kind), row, values, places)
        self._name(row, name, values, places)
        quantity = self._figure(row, "quantity")
        if quantity is not None and quantity.number == 0:
            message = "the quantity is zero: this row was left out"
            self.notes.warn("row-unused", message, self._place(row, "quantity"), found=str(values.get("name", "")))
            return None
        number = quantity.number if quantity is not None else None
        self._value(row, number, values, places)
        self._weight(row, values, places)
        self._quantity(row, quantity, values, places)
        scrap = self._figure(row, "scrap")
        if scrap is not None:
            self._take("scrap", self._share(row, scrap), row, values, places)
        if papers := self.papers.of(row):
            values["evidence"] = papers
        if not any(self.cells.text(row, self.columns.get(field)) for field in ("value", "unit_value", "package_value")):
            self.unvalued.append(row)
        return Material(InTable(self.cells.grid.place(row), places), **values)

    def _take(self, field: str, value: object, row: int, values: dict[str, Any], places: dict[str, Place]) -> None:
        """Keeps a value with its place."""
        if value is not None:
            values[field] = value
            places[field] = self._place(row, field)

    def _name(self, row: int, name: str | None, values: dict[str, Any], places: dict[str, Place]) -> None:
        """Name and id: the name's column, else the description or the number; an id only once in a table."""
        texts = {field: self.cells.text(row, self.columns.get(field)) for field in ("name", "description", "id")}
        chosen = name or texts["name"] or texts["description"] or texts["id"]
        if not chosen:
            chosen = f"row {row + 1}"
            message = f"this row has no name; it is called {chosen}"
            self.notes.warn("row-unnamed", message, self.cells.grid.place(row))
        checked = parse_text(chosen[:1000])
        if isinstance(checked, Fault):
            self._fault(row, "name", checked, chosen)
        else:
            self._take("name", checked, row, values, places)
        number = "-".join(texts["id"].split())
        if number and number not in self.ids and len(number) <= 100 and isinstance(ID.read(number), str):
            self.ids.add(number)
            self._take("id", number, row, values, places)

    def _word(self, row: int, field: str, kind: Kind[Any]) -> Any:
        """A code, a country or a status."""
        text = self.cells.text(row, self.columns.get(field))
        if not text:
            return None
        if field == "origin":
            text = country_spellings().get(text.upper(), text)
        if field == "status" and text.lower() in ("yes", "no", "true", "false", "ja", "nein", "oui", "non", "y", "n"):
            return Status.ORIGINATING if text.lower()[0] in "ytjo" else Status.NON_ORIGINATING
        value = kind.read(text)
        if isinstance(value, Fault):
            self._fault(row, field, _with_zeros(value, text) if field == "hs" else value, text)
            return None
        return value

    def _figure(self, row: int, field: str) -> Figure | None:
        """A figure of zero or more."""
        figure = self.cells.figure(row, self.columns.get(field))
        if figure is not None and figure.number < 0:
            fault = Fault("number-negative", f"the {field.replace('_', ' ')} is negative", accepted="zero or more")
            self._fault(row, field, fault, decimal_text(figure.number))
            return None
        return figure

    def _value(self, row: int, quantity: Fraction | None, values: dict[str, Any], places: dict[str, Place]) -> None:
        """The value of the line where it is stated, else of the unit, else from the package's."""
        total, unit = self._money(row, "value"), self._money(row, "unit_value")
        package, content = self._money(row, "package_value"), self._figure(row, "package_quantity")
        if total is not None:
            self._take("value", total, row, values, places)
            if unit is not None and quantity is not None:
                self._compare(row, total, unit, quantity)
        elif unit is not None:
            self._take("unit_value", unit, row, values, places)
        elif package is not None and content is not None and content.number:
            values["unit_value"] = Money(package.amount / content.number, package.currency)
            places["unit_value"] = self._place(row, "package_value")
        if "unit_value" in values and quantity is None:
            message = "no quantity is stated: one unit was taken"
            self.notes.warn("quantity-missing", message, self._place(row, "quantity"), found=values.get("name"))

    def _compare(self, row: int, total: Money, unit: Money, quantity: Fraction) -> None:
        """Reports a total that is not quantity times unit value, beyond what rounding the two can explain."""
        product = quantity * unit.amount
        if total.amount == product:
            return
        slack = (quantity * self._rounding(row, "unit_value") + self._rounding(row, "value")) / 2
        if total.currency == unit.currency and abs(total.amount - product) > slack:
            message = "the value of the line is not quantity x unit value; the value of the line was taken"
            found = f"{_said(total.amount)}, but {_said(quantity)} x {_said(unit.amount)} = {_said(product)}"
            self.notes.warn("value-disagrees", message, self._place(row, "value"), found=found)

    def _rounding(self, row: int, field: str) -> Fraction:
        """One unit of the last decimal that a figure shows, of a whole at most."""
        figure = self.cells.figure(row, self.columns.get(field))
        text = decimal_text(figure.number) if figure else "0"
        shown = len(text.partition(".")[2])
        return Fraction(1, 10 ** max(shown, 2))

    def _money(self, row: int, field: str) -> Money | None:
        """An amount of money with its currency."""
        figure = self._figure(row, field)
        if figure is None:
            return None
        currency = self._currency(row, self.columns[field], figure.sign)
        return None if currency is None else Money(figure.number, currency)

    def _currency(self, row: int, column: Column, sign: str) -> str | None:
        """The currency of an amount: by its sign, its row, its heading, the writer's word, or the product's price."""
        named = self.cells.text(row, self.columns.get("currency"))
        possible = currencies_of(sign)
        if sign and not possible:
            fault = Fault(
                "currency-unknown", "this is no sign of a currency", accepted="a number, or one with a currency"
            )
            self._fault(row, column.field, fault, sign)
            return None
        rest: list[tuple[str, ...]] = [
            currencies_of(named),
            currency_in(column.extra),
            (self.stated,) if self.stated else (),
        ]
        if named and not rest[0]:
            fault = Fault(
                "currency-unknown", "this is not the code of a currency", accepted="three letters such as EUR"
            )
            self._fault(row, "currency", fault, named)
            return None
        for other in rest:
            if possible and other and not set(possible) & set(other):
                message = f"the amount shows {sign or possible[0]}, but elsewhere {other[0]} is stated"
                self._fault(row, column.field, Fault("currency-disagrees", message), sign)
                return None
            possible = tuple(each for each in possible if each in other) if possible and other else possible or other
        if len(possible) == 1:
            return possible[0]
        return self._assumed(row, column, sign, possible)

    def _assumed(self, row: int, column: Column, sign: str, possible: tuple[str, ...]) -> str | None:
        """The currency of the product's price where nothing else tells, which is reported once."""
        place = self._place(row, column.field)
        if self.assumed and (not possible or self.assumed in possible):
            if "currency" not in self.said:
                self.said.add("currency")
                message = f"the table does not say its currency; {self.assumed} was taken, that of the product's price"
                self.notes.warn("currency-assumed", message, place, hint="state currency: to be sure")
            return self.assumed
        if "currency" not in self.said:
            self.said.add("currency")
            accepted = f"currency: one of {', '.join(possible)}" if possible else "currency: EUR or another"
            message = f"{sign} may be one of several currencies" if sign else "the table does not say its currency"
            self.notes.add("currency-missing", message, place, found=sign or None, accepted=accepted)
        return None

    def _weight(self, row: int, values: dict[str, Any], places: dict[str, Place]) -> None:
        """Weights in kilograms, by the unit in the cell or in the heading."""
        for field in ("weight", "unit_weight"):
            figure = self._figure(row, field)
            if figure is None:
                continue
            column = self.columns[field]
            word = figure.sign.lower() or next((each for each in column.extra.split() if _mass(each)), "")
            if word and not _mass(word):
                accepted = ", ".join(KILOGRAMS)
                fault = Fault("unit-unknown", "this is not a unit of weight used here", accepted=accepted)
                self._fault(row, field, fault, figure.sign)
                continue
            if not word and f"{field} unit" not in self.said:
                self.said.add(f"{field} unit")
                message = "the table does not say the unit of its weights; kilograms were taken"
                self.notes.warn(
                    "unit-assumed", message, self._place(row, field), hint=f"write the heading {column.heading} (kg)"
                )
            size = _mass(word) or Fraction(1)
            self._take(field, figure.number * size, row, values, places)
        if "weight" in values and "unit_weight" in values:
            del values["unit_weight"], places["unit_weight"]

    def _quantity(self, row: int, figure: Figure | None, values: dict[str, Any], places: dict[str, Place]) -> None:
        """The quantity; its unit gives the weight or volume of one where no weight is stated."""
        if figure is None:
            return
        word = (figure.sign or self.cells.text(row, self.columns.get("unit"))).lower().rstrip(".")
        unit = _UNITS.get(word, word)
        weighed = "weight" in values or "unit_weight" in values
        kilograms = None if weighed else KILOGRAMS.get(unit)
        self._take("quantity", Quantity(figure.number, kilograms, LITRES.get(unit)), row, values, places)

    def _share(self, row: int, figure: Figure) -> Fraction | None:
        """A percentage as a fraction: by its sign, its format or its heading."""
        column = self.columns["scrap"]
        if figure.percent:
            is_format = self.cells.cell(row, column).form.value == "a percentage"
            return figure.number if is_format else figure.number / 100
        if "%" in column.heading or "percent" in column.heading.lower():
            return figure.number / 100
        hint = f"write {decimal_text(figure.number)}%, or the heading {column.heading} %"
        self._fault(row, "scrap", Fault("percent-sign", "a percentage ends in %", hint), decimal_text(figure.number))
        return None

    def _place(self, row: int, field: str) -> Place:
        """The cell of a field in a row, or the row."""
        column: Column | None = self.columns.get(field)
        if column is None and field == "name":
            column = self.columns.get("description") or self.columns.get("id")
        return self.cells.grid.place(row, column.number if column else None, field)

    def _fault(self, row: int, field: str, fault: Fault, found: str) -> None:
        """Notes what is wrong with a cell."""
        self.notes.refuse(fault, self._place(row, field), found)


def _mass(word: str) -> Fraction | None:
    """The kilograms of a unit of weight."""
    return KILOGRAMS.get(_UNITS.get(word, word))


def _said(number: Fraction) -> str:
    """A number as people write it, cut to cents where it does not end."""
    text = decimal_text(number)
    return text if "/" not in text else f"about {decimal_text(Fraction(round(number * 100), 100))}"


def _with_zeros(fault: Fault, text: str) -> Fault:
    """The fault with the codes that a spreadsheet may have cut zeros from, where nothing was suggested yet."""
    if fault.advice or "." not in text:
        return fault
    likely: Mapping[str, None] = {
        code.short: None
        for padded in (f"0{text}", f"{text}0", f"0{text}0")
        if not isinstance(code := CODE.read(padded), Fault)
    }
    hint = f"a spreadsheet may have dropped zeros: {' or '.join(likely)}" if likely else None
    return replace(fault, advice=hint)
