"""Plain English of rules, read by the grammar of published wording: both say the same of a rule."""

from __future__ import annotations

import pytest

from origin.agreements.registry import read_glossary
from origin.language.english import rule_english
from origin.language.legal import PublishedRule, read_rule_set
from origin.language.parser import parse_rule

RULES = (
    "CTH",
    "CTSH except [8471.30]",
    "CTH allowing NOM[same heading] up to 20% of EXW",
    "CTH until 2027-12-31 or MaxNOM 40% (EXW) from 2028-01-01",
    'CC within quota "1604.14" imported into GB',
    'CTH exported from PE see "Annex II"',
    "RVC 40% (product-value) originating in MY",
    "CC without tolerance [10, 11]",
    'from [yarn] see "Introductory Note 5" see "Introductory Note 6"',
    "from [cereals]",
    "from [natural-fibres, man-made-staple-fibres-not-prepared-for-spinning, chemical-materials, textile-pulp]",
    "WO[02] and WO[vegetable-materials] allowing NOM[1507, 1508]",
    "(CTH allowing NOM[3105] up to 20% of EXW or WO[31]) and MaxNOM 50% (EXW)",
    "CTH and (RVC 50% (EXW) or RVC 55% (FOB) or RVC build-up 45% (EXW/FOB))",
    "CTH and MaxNOM 40% (EXW) and value of NOM <= 100% of OM or MaxNOM 25% (EXW)",
    "MaxNOM 50% (EXW) and MaxNOM[heaviest (3901-3906) or (3907-3911)] 20% (EXW)",
    'originating["fruit juice" of 2009 except "pineapple, lime or grapefruit"] and MaxNOM[17] 30% (EXW)',
    "done(printing with 2 of preparatory-or-finishing-operations) and MaxNOM[unprinted-fabric] 47.5% (EXW)",
    "done((spinning[natural-fibres, man-made-staple-fibres] or extrusion) with weaving)",
    "done(bristle-dressing)",
    "items by own rule allowing NOM up to 15% of EXW",
    "weight of OM[2401] >= 70% of materials[2401]",
)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("labels", [True, False], ids=["labels", "terms"])
def test_the_english_of_a_rule_is_read_to_the_same_tree(rule: str, labels: bool) -> None:
    """Whether names are said by their labels or by their terms, the English means the rule and nothing else."""
    tree = parse_rule(rule).value
    assert tree is not None
    glossary = read_glossary().value if labels else None

    reading = read_rule_set((PublishedRule(rule_english(tree, glossary)),))

    assert reading.unread == ()
    assert [tree] == [read.rule for read in reading.rules]
