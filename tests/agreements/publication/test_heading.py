"""Headings of published rule sets and the codes they span."""

from __future__ import annotations

import pytest

from origin.agreements.publication.heading import Heading, read_heading
from origin.problems import Problem


@pytest.mark.parametrize(
    ("printed", "low", "high", "products", "chapter", "whole"),
    [
        ("Chapter 1", "0100000000", "0199999999", "01", "01", True),
        ("ex Chapter 11", "1101000000", "1105999999", "1101-1105", "11", False),
        ("Ex Chapter 62", "6201000000", "6212999999", "6201-6212", "62", False),
        ("0403", "0403000000", "0403999999", "0403", None, True),
        ("ex 0502", "0502000000", "0502999999", "0502", None, False),
        ("1507 to 1515", "1507000000", "1515999999", "1507-1515", None, True),
        ("0101-0106", "0101000000", "0106999999", "0101-0106", None, True),
        ("3304 -3307", "3304000000", "3307999999", "3304-3307", None, True),
        ("290549-2942", "2905490000", "2942999999", "2905.49-2942", None, True),
        ("4101-410419", "4101000000", "4104199999", "4101-4104.19", None, True),
        ("0710.10", "0710100000", "0710109999", "0710.10", None, True),
        ("190110", "1901100000", "1901199999", "1901.10", None, True),
        ("200820-200850", "2008200000", "2008599999", "2008.20-2008.50", None, True),
        ("210410-210500", "2104100000", "2105999999", "2104.10-2105.00", None, True),
        ("9003.9", "9003900000", "9003999999", "9003.90", None, True),
        ("382600", "3826000000", "3826009999", "3826.00", None, True),
    ],
)
def test_a_heading_gives_its_products(
    printed: str, low: str, high: str, products: str, chapter: str | None, whole: bool
) -> None:
    """Every form in which headings are published is read, and spelt as the annex spells it."""
    found = read_heading(printed, low, high)
    assert isinstance(found, Heading), found
    assert (products, chapter, whole) == (str(found.products), found.chapter, found.whole)


@pytest.mark.parametrize(
    ("printed", "low", "high", "code"),
    [
        ("Section XI", "5000000000", "6399999999", "heading-unknown"),
        ("0403", "0404000000", "0404999999", "heading-disagrees"),
        ("0403", "0403999999", "0403000000", "span-reversed"),
        ("Chapter 77", "7700000000", "7799999999", "heading-unknown"),
        ("12345678901", "0403000000", "0403999999", "heading-unknown"),
        ("0106-0101", "0101000000", "0106999999", "heading-unknown"),
        ("\u0661\u0662", "0403000000", "0403999999", "heading-unknown"),
    ],
)
def test_a_heading_that_makes_no_sense_is_refused(printed: str, low: str, high: str, code: str) -> None:
    """An unknown form, a span that disagrees and codes that cannot be are told."""
    found = read_heading(printed, low, high)
    assert isinstance(found, Problem)
    assert code == found.code
