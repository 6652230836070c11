"""Rules "manufacture from ..." of the EU-style lists: which non-originating materials they let in."""

from __future__ import annotations

import pytest

from origin.determination.determination import Determination
from tests.determination.build import ask, dossier, eu_uk_with, material, no, product, unknown, yes

FROM_YARN = "from [yarn]"
FABRIC_OF_FIBRES = (
    "from [coir-yarn, natural-fibres, man-made-staple-fibres-not-prepared-for-spinning, chemical-materials,"
    " textile-pulp, paper]"
)
YARN_OF_FIBRES = (
    "from [raw-silk-or-prepared-silk-waste, natural-fibres-not-prepared-for-spinning, chemical-materials,"
    " textile-pulp, paper-making-materials]"
)
FIBRES = "from [chemical-materials, textile-pulp]"
PAPER_GOODS = "from [paper-making-materials-of-chapter-47]"
COATED = "from [uncoated-fabric] and MaxNOM[uncoated-fabric] 40% (EXW)"


def judged(rule: str, of: str, hs: str, **facts: object) -> Determination:
    """The determination on a product of one foreign material worth 30 of 100, with every presumption out."""
    law = eu_uk_with(rule, tolerances=(), basic_textiles=None)
    return ask(law, dossier(product(of), material(hs, 30, **facts)), certain=True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "of", "hs", "expected"),
    [
        (FROM_YARN, "6109.10", "5205.11", yes),
        (FROM_YARN, "6109.10", "5203.00", yes),
        (FROM_YARN, "6109.10", "3907.61", yes),
        (FROM_YARN, "6109.10", "9606.21", yes),
        (FROM_YARN, "6109.10", "9607.11", yes),
        (FROM_YARN, "6109.10", "6006.22", no),
        (FROM_YARN, "6211.43", "5603.12", no),
        (FROM_YARN, "6109.10", "5807.10", no),
        (FABRIC_OF_FIBRES, "5208.11", "5203.00", yes),
        (FABRIC_OF_FIBRES, "5208.11", "5205.11", no),
        (FABRIC_OF_FIBRES, "5513.11", "5503.20", yes),
        (FABRIC_OF_FIBRES, "5513.11", "5506.20", no),
        (FABRIC_OF_FIBRES, "5311.00", "4811.90", yes),
        (FABRIC_OF_FIBRES, "5311.00", "5308.10", yes),
        (FABRIC_OF_FIBRES, "5407.10", "5402.20", no),
        (FABRIC_OF_FIBRES, "5407.10", "3908.10", yes),
        (YARN_OF_FIBRES, "5205.11", "5201.00", yes),
        (YARN_OF_FIBRES, "5205.11", "5203.00", no),
        (YARN_OF_FIBRES, "5106.10", "5101.11", yes),
        (YARN_OF_FIBRES, "5106.10", "5105.29", no),
        (YARN_OF_FIBRES, "5205.11", "5202.91", unknown),
        (YARN_OF_FIBRES, "5004.00", "5002.00", yes),
        (YARN_OF_FIBRES, "5004.00", "5003.00", yes),
        (YARN_OF_FIBRES, "5509.11", "5503.11", no),
        (FIBRES, "5503.20", "3907.61", yes),
        (FIBRES, "5504.10", "4702.00", yes),
        (FIBRES, "5503.20", "5501.20", no),
        (PAPER_GOODS, "4818.10", "4703.21", yes),
        (PAPER_GOODS, "4818.10", "2836.50", yes),
        (PAPER_GOODS, "4818.10", "4803.00", no),
        (COATED, "6210.20", "5208.11", yes),
        (COATED, "6210.20", "5903.10", no),
        (COATED, "6210.20", "5603.12", unknown),
        (COATED, "6210.20", "9606.21", yes),
    ],
)
def test_from_a_stage(rule: str, of: str, hs: str, expected: str) -> None:
    """The named stage and those before it may be used, later stages may not, and what is no textile is free."""
    assert expected == judged(rule, of, hs).verdict.value


def test_the_dossier_says_what_the_code_leaves_open() -> None:
    """Garnetted stock is not told by its code to be prepared for spinning; nor a nonwoven to be coated."""
    for answer, expected in ((True, yes), (False, no)):
        stated = {"kinds": {"natural-fibres-not-prepared-for-spinning": answer}}
        assert expected == judged(YARN_OF_FIBRES, "5205.11", "5202.91", **stated).verdict.value
        assert expected == judged(COATED, "6210.20", "5603.12", kinds={"uncoated-fabric": answer}).verdict.value


@pytest.mark.parametrize(
    ("process", "of", "expected"),
    [
        ("cracking", "specific-process", yes),
        ("deparaffining", "specific-process", no),
        ("deparaffining", "specific-process-for-petroleum-products", yes),
        ("oil-refining", "refining", yes),
        ("cleaning", "refining", no),
    ],
)
def test_specific_processes(process: str, of: str, expected: str) -> None:
    """EU-style notes 7.1 to 7.3: any one of the list, the longer list for 2710 to 2712 alone, no simple operation."""
    law = eu_uk_with(f"done({of})")
    made = product("2713.20", done=[process])
    assert expected == ask(law, dossier(made, material("2709.00", 60)), certain=True).verdict.value
