"""Supplier's declarations: three dates, each within its limits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from origin.agreements.jurisdictions import load_jurisdictions
from origin.proofs.supplier_declaration import SupplierDeclaration, check_supplier_declaration

GOOD = SupplierDeclaration(True, date(2026, 1, 10), date(2026, 1, 1), date(2026, 12, 31), "IT", "EU-UK")


def codes(**changes: Any) -> list[str]:
    """What is found of a good declaration after some changes, for a supply of 10 June 2026."""
    laws = load_jurisdictions().value
    law = laws["EU"].supplier_declarations if laws else None
    assert law is not None
    return [one.code for one in check_supplier_declaration(replace(GOOD, **changes), law, date(2026, 6, 10))]


def test_a_declaration_in_order_has_no_finding() -> None:
    """All three dates within their limits, origin and framework named."""
    assert codes() == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"valid_from": date(2025, 1, 10)}, []),
        ({"valid_from": date(2025, 1, 9), "valid_until": date(2026, 12, 31)}, ["supplier-start-early"]),
        ({"issued": date(2025, 7, 1)}, []),
        ({"issued": date(2025, 6, 30)}, ["supplier-start-late"]),
        ({"valid_until": date(2028, 1, 1)}, []),
        ({"valid_until": date(2028, 1, 2)}, ["supplier-end-late"]),
        ({"valid_until": date(2025, 12, 31)}, ["supplier-end-late", "supplier-not-covered"]),
        ({"valid_until": date(2026, 6, 9)}, ["supplier-not-covered"]),
        ({"issued": None}, ["supplier-dates-missing"]),
        ({"valid_from": None}, ["supplier-dates-missing"]),
        ({"valid_until": None}, ["supplier-dates-missing"]),
        ({"origin": None}, ["supplier-origin-missing"]),
        ({"framework": None}, ["supplier-framework-missing"]),
        ({"signed": False}, ["supplier-signature-missing"]),
        ({"long_term": False, "valid_from": None, "valid_until": None}, []),
    ],
)
def test_each_limit_is_kept_to_the_day(changes: dict[str, Any], expected: list[str]) -> None:
    """On the last day allowed there is no finding, on the next there is."""
    assert expected == codes(**changes)
