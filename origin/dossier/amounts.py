"""Every amount of money that a dossier document states, with its place."""

from __future__ import annotations

from collections.abc import Iterator

from origin.dossier.document import DossierDocument, Goods, Made, Part
from origin.dossier.ids import all_lines
from origin.dossier.model import Money
from origin.problems import Place


def amounts_of(document: DossierDocument) -> Iterator[tuple[Money, Place]]:
    """All money of the document, the product's prices first."""
    goods = document.product
    if goods is not None:
        for price in (goods.price or {}).values():
            yield price, goods.at.place("price")
        if goods.consignment_value:
            yield goods.consignment_value, goods.at.place("consignment_value")
        yield from _costs(goods, "costs", "costs_include", "price_includes")
        yield from _added(goods)
    for line in all_lines(document):
        if line.value:
            yield line.value, line.at.place("value")
        if line.unit_value:
            yield line.unit_value, line.at.place("unit_value")
        yield from _of_part(line)
    for part in (document.parts or {}).values():
        if part.value:
            yield part.value, part.at.place("value")
        yield from _of_part(part)


def _of_part(part: Part) -> Iterator[tuple[Money, Place]]:
    """The costs of a material and of how it was made."""
    yield from _costs(part, "includes", "besides")
    yield from _added(part)
    if part.made is not None:
        yield from _costs(part.made, "costs", "costs_include")


def _costs(record: Goods | Part | Made, *keys: str) -> Iterator[tuple[Money, Place]]:
    """The costs that a record states under some keys."""
    for key in keys:
        for cost in (getattr(record, key) or {}).values():
            yield cost, record.at.place(key)


def _added(record: Goods | Part) -> Iterator[tuple[Money, Place]]:
    """The value added while something was out of the parties."""
    if record.abroad is not None and record.abroad.value_added is not None:
        yield record.abroad.value_added, record.abroad.at.place("value_added")
