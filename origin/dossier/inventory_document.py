"""The inventory document, version 1: what a warehouse or an accountant writes, key by key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from origin.dossier.kinds import CODE, DAY, ID, WHOLE_NUMBER, YES_NO, choice
from origin.dossier.quantities import AMOUNT, QUANTITY
from origin.dossier.records import Entries, Record, RecordOf, Several, fact, needed
from origin.dossier.values import STATUS, TEXT

METHODS = ("fifo", "lifo", "average", "specific-identification")
"""The values of `origin.agreements.provisions.InventoryMethod`, which a test compares."""
METHOD = choice({method: method for method in METHODS})
VERSIONS = choice({"1": 1})
MONTHS = choice({"1": 1, "3": 3})


class MovementRecord(Record):
    """Something that came into stock, went out of it, or came back."""

    MEANT: ClassVar[Mapping[str, str]] = {
        "date": "did you mean on?",
        "quantity": "did you mean received, withdrawn or returned?",
        "unit_cost": "did you mean unit_value?",
    }

    on = needed(DAY, "The day of the movement; opening stock has the day before the first.", "2026-01-05")
    id = fact(ID, "Its name; made from its place in the list where not stated.", "lot-7")
    received = fact(QUANTITY, "Units that came in.", 1000)
    status = fact(STATUS, "Their status under the agreement; not stated: not known.", "originating")
    unit_value = fact(AMOUNT, "What one unit is worth.", "1.10 USD")
    withdrawn = fact(QUANTITY, "Units that went out.", 700)
    returned = fact(QUANTITY, "Units that came back of those that went out.", 20)
    of = fact(ID, "The id of the withdrawal that they were part of.", "second")
    lots = fact(
        Entries(ID, QUANTITY), "How many of them came out of which receipt, where that was identified.", {"lot-7": 700}
    )


class InventoryDocument(Record):
    """The movements of one stock of fungible materials or goods, in the order in which they took place."""

    inventory = needed(VERSIONS, "The version of this form.", 1)
    name = fact(TEXT, "What is in stock.", "bolts M6")
    hs = fact(CODE, "Its HS code, in the edition of the agreement's list.", "7318.15")
    finished = fact(YES_NO, "Whether it is finished goods, and no material of others.", False)
    method = fact(METHOD, "The inventory method by which the books are kept.", "fifo")
    ratio_decimals = fact(WHOLE_NUMBER, "Places to which the books round an average ratio; not stated: not at all.", 2)
    value_decimals = fact(WHOLE_NUMBER, "Places to which the books round an average unit value.", 2)
    average_over_months = fact(
        MONTHS, "Months of a period whose stock tells the average for the next; not stated: the stock at hand does.", 1
    )
    movements = needed(
        Several(RecordOf(MovementRecord)),
        "Receipts and withdrawals in their order.",
        [{"on": "2026-01-01", "received": 100, "status": "originating", "unit_value": "1.00 USD"}],
    )
