"""Published rule sets as places of a rule list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from origin.agreements.publication.arrangement import Published, arrange
from origin.agreements.publication.source import read_file
from tests.agreements.publication.build import CTH, VALUE, corpus_file, record


def places(folder: Path, *records: dict[str, Any]) -> list[Published]:
    """The places that rule sets become."""
    found = read_file(corpus_file(folder, *records))
    assert found.value is not None, found.problems
    return list(arrange(found.value))


def told(found: list[Published]) -> list[str]:
    """The places as lines: codes, option, first words."""
    return [
        " ".join(
            filter(
                None,
                (
                    ", ".join(map(str, place.products)),
                    place.option.path if place.option else None,
                    "CTH" if place.rules[:1] and place.rules[0].text == CTH else "value" if place.rules else "nothing",
                ),
            )
        )
        for place in found
    ]


GAPS = (
    record("ex Chapter 9", "0903", "0909", CTH, description="Coffee, tea and spices"),
    record("0901", "0901", "0901", VALUE, description="Coffee"),
    record("0902", "0902", "0902", VALUE, description="Tea"),
    record("ex 0910", "0910", "0910", VALUE, description="Mixtures of spices"),
    record("ex Chapter 9", "0910", "0910", CTH, description="Any other product from heading 0910"),
)


def test_the_repeats_of_a_chapter_are_one_place(tmp_path: Path) -> None:
    """A chapter's rule, said for each gap, stands once for the chapter, and narrower places beside it."""
    assert told(places(tmp_path, *GAPS)) == [
        "09 CTH",
        "0901 value",
        "0902 value",
        "0910 mixtures-spices value",
        "0910 other CTH",
    ]


def test_a_chapter_with_codes_that_nothing_speaks_for_keeps_its_gaps(tmp_path: Path) -> None:
    """Where the published gaps leave codes out, the chapter's rule is not stretched over them."""
    assert told(places(tmp_path, *GAPS[:2])) == ["0901 value", "0903-0909 CTH"]


def test_what_an_ex_heading_leaves_falls_to_the_broader_place(tmp_path: Path) -> None:
    """Products that a description leaves have the rule of the next broader place, and that is told."""
    found = places(
        tmp_path,
        record("3916 to 3921", "3916", "3921", CTH, description="Semi-manufactures"),
        record("ex 3916", "3916", "3916", VALUE, description="Profile shapes"),
    )
    assert told(found) == ["3916-3921 CTH", "3916 profile-shapes value", "3916 other CTH"]
    assert [remark.code for remark in found[-1].remarks] == ["remainder-from-broader"]


def test_what_an_ex_heading_leaves_without_a_broader_place_is_left_open(tmp_path: Path) -> None:
    """Where the list has no rule for the rest of a heading, none is made up."""
    found = places(tmp_path, record("ex 5906", "5906", "5906", VALUE, description="Rubberised fabrics"))
    assert told(found) == ["5906 rubberised-fabrics value", "5906 other nothing"]


def test_the_same_rule_set_twice_is_one_place(tmp_path: Path) -> None:
    """A repeat adds nothing; another rule for the same description is told apart, and that is told."""
    once = record("1704", "1704", "1704", CTH)
    assert told(places(tmp_path, once, once)) == ["1704 CTH"]
    found = places(tmp_path, once, record("1704", "1704", "1704", VALUE))
    assert told(found) == ["1704 other CTH", "1704 other-second value"]
    assert {"description-repeated"} == {remark.code for place in found for remark in place.remarks}


def test_a_quota_stands_within_the_description_of_the_others(tmp_path: Path) -> None:
    """Goods that may use an origin quota keep the rule that all have."""
    quota = "Pasta with rice (Quota for exports from Atlantis into the United Kingdom)"
    found = places(
        tmp_path,
        record("1902", "1902", "1902", VALUE, description=quota),
        record("1902", "1902", "1902", CTH, description="Others"),
    )
    assert told(found) == ["1902 other.pasta-rice value", "1902 other CTH"]
    assert [place.quota for place in found] == [("Atlantis", "the United Kingdom"), None]


def test_neighbouring_subheadings_with_the_same_rule_are_one_range(tmp_path: Path) -> None:
    """A list with a line for each subheading is told by ranges, within a chapter."""
    found = places(
        tmp_path,
        *(
            record(f"{code[:4]}.{code[4:]}", code, code, CTH, description=code)
            for code in ("010121", "010129", "010600")
        ),
        record("0201.10", "020110", "020110", CTH),
        record("0201.20", "020120", "020120", VALUE),
    )
    assert told(found) == ["0101.21-0106.00 CTH", "0201.10 CTH", "0201.20 value"]


def test_a_list_that_prints_ranges_keeps_its_single_subheadings(tmp_path: Path) -> None:
    """Where an annex prints two subheadings apart, so does the pack."""
    apart = (record("2103.10", "210310", "210310", CTH), record("2103.20", "210320", "210320", CTH))
    found = places(tmp_path, record("2101-2102", "2101", "2102", CTH), *apart)
    assert told(found) == ["2101-2102 CTH", "2103.10 CTH", "2103.20 CTH"]


@pytest.mark.parametrize("records", [GAPS, GAPS[::-1]])
def test_the_order_of_the_file_does_not_matter(tmp_path: Path, records: tuple[dict[str, Any], ...]) -> None:
    """Places stand in the order of their codes, the broad before the narrow."""
    assert sorted(told(places(tmp_path, *GAPS))) == sorted(told(places(tmp_path, *records)))
