"""Comparing rule lists: products, descriptions, cumulative entries, editions, and the sheet that tells of it."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from origin.agreements.agreement import DescribedByCode
from origin.agreements.comparison import ListComparison, Listed, compare_lists
from origin.agreements.registry import read_glossary, read_law
from origin.agreements.rule_book import ParsedRuleBook
from origin.explanation.comparison_query import read_comparison_query
from origin.explanation.comparison_sheet import comparison_record, lines_compared
from origin.language.comparison.compare import Judgement
from origin.language.parser import parse_rule_list
from origin.nomenclature.set_text import parse_set
from origin.problems import Problem

GLOSSARY = read_glossary().value


def listed(rules: str, name: str = "a", edition: int = 2017, extended_to: int | None = None) -> Listed:
    """A rule list by itself."""
    read = parse_rule_list(f'list {name} "List {name}" on HS {edition};\n{rules}')
    assert read.value is not None, "\n".join(map(str, read.problems))
    return Listed(name, f"List {name}", ParsedRuleBook(read.value), extended_to)


def compared(left: str | Listed, right: str | Listed, on: date | None = None) -> ListComparison:
    """The comparison of two lists."""
    assert GLOSSARY is not None
    ours, theirs = (one if isinstance(one, Listed) else listed(one, name) for one, name in ((left, "a"), (right, "b")))
    return compare_lists(ours, theirs, GLOSSARY, on)


def told(lists: ListComparison) -> list[tuple[str, str | None, str | None, str]]:
    """The lines: products, descriptions, judgement."""
    return [
        (
            str(lists.goods.ranges(0, line.products)),
            line.left.option if line.left else None,
            line.right.option if line.right else None,
            line.judgement,
        )
        for line in lines_compared(lists)
    ]


def reasons(lists: ListComparison) -> list[str]:
    """Why each line is judged as it is."""
    return [line.why for line in lines_compared(lists)]


@cache
def eu_uk() -> Listed:
    """The list of a pack."""
    law = read_law("eu-uk").value
    assert law is not None
    return Listed.of(law)


def test_products_are_the_common_refinement_of_both_lists() -> None:
    """Each range is divided where the other list divides it; the specific beats the general in both."""
    found = compared("8701-8703: CTH; 8703.10: CC;", "8702-8704: CTH; 8704.10: CC;")
    assert told(found) == [
        ("8701", None, None, "no-rule"),
        ("8702, 8703.21-8703.90", None, None, "equal"),
        ("8703.10", None, None, "stricter"),
        ("8704.10", None, None, "no-rule"),
        ("8704.21-8704.90", None, None, "no-rule"),
    ]


def test_the_judgement_may_differ_from_product_to_product() -> None:
    """An exception that a change of heading makes idle is none for products of that heading."""
    found = compared("8501-8504: CTH except [8503];", "8501-8504: CTH;")
    assert told(found) == [("8501-8502, 8504", None, None, "stricter"), ("8503", None, None, "equal")]
    assert reasons(found)[0] == "b lets in non-originating materials of 8503, a does not."


def test_descriptions_of_the_same_name_are_held_against_each_other() -> None:
    """Descriptions that both lists name alike are the same goods; any other may be of any goods of the other list."""
    found = compared(
        '8703 x "x": CC; 8703 other "others": CTH;',
        '8703 x "x": CTH; 8703 other "others": CTH; 8703 y "y": CTSH;',
    )
    assert told(found) == [
        ("8703", "x", "x", "stricter"),
        ("8703", "x", "y", "stricter"),
        ("8703", "other", "other", "equal"),
        ("8703", "other", "y", "stricter"),
    ]


def test_a_code_that_decides_the_description_leaves_no_other() -> None:
    """Where the pack says which description a code is of, only that one is compared."""
    products = parse_set("8703.10")
    assert not isinstance(products, Problem)
    left = listed('8703 x "x": CC; 8703 other "others": CTH;')
    known = Listed(left.id, left.title, left.rules, None, (DescribedByCode(products, "x"),))
    assert told(compared(known, "8703: CTH;")) == [
        ("8703", "x", None, "stricter"),
        ("8703.21-8703.90", "other", None, "equal"),
    ]


def test_cumulative_entries_are_asked_for_besides() -> None:
    """A cumulative entry makes a rule stricter; without another entry it is all that is asked."""
    assert told(compared("2106.90: CTH; 2106.90 cumulative: no NOM[17];", "2106.90: CTH;")) == [
        ("2106.90", None, None, "stricter")
    ]
    assert told(compared("2106.90 cumulative: no NOM[17];", "2106.90: no NOM[17];")) == [
        ("2106.90", None, None, "equal")
    ]


def test_quotas_are_those_of_their_own_agreement() -> None:
    """Two agreements may name their quotas alike: the alternatives within them are not the same."""
    rule = '8703: CC or CTH within quota "cars";'
    assert told(compared(rule, rule)) == [("8703", None, None, "incomparable")]
    same = listed(rule)
    assert told(compared(same, same)) == [("8703", None, None, "equal")]


def test_a_day_leaves_what_is_open_on_it() -> None:
    """On a day, alternatives that are not open do not count."""
    left, right = "8703: CC or CTH until 2026-12-31;", "8703: CC;"
    assert [row[3] for row in told(compared(left, right))] == ["laxer"]
    assert [row[3] for row in told(compared(left, right, date(2027, 1, 1)))] == ["equal"]
    closed = compared("8703: CC until 2020-12-31;", "8703: CC;", date(2027, 1, 1))
    assert [(line.judgement, line.why) for line in lines_compared(closed)] == [
        ("stricter", "b accepts CC; a has nothing open then.")
    ]


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        ("CC", "CTH", "b lets in non-originating materials of other headings of the product's chapter, a does not."),
        ("CTH", "CTH", "The same rule."),
        ("CTH or CC", "CTH", "In other words, the same."),
        ("MaxNOM 50% (EXW)", "MaxNOM 40% (EXW)", "a asks for MaxNOM 50% (EXW), b for MaxNOM 40% (EXW)."),
        ("CTH", "CTH and MaxNOM 40% (EXW)", "b also asks for MaxNOM 40% (EXW)."),
        ("CTH", "CTH and done(assembly)", "b also asks for done(assembly)."),
        ("done(assembly)", "done(welding)", "a asks for done(assembly), b for done(welding). "),
        ("CTH or MaxNOM 50% (EXW)", "CTH", "a accepts MaxNOM 50% (EXW), b does not."),
        (
            'CTH or CTSH within quota "q"',
            "CTH",
            'Within the quota "q" of a, a lets in non-originating materials of other',
        ),
        ("CTH without tolerance", "CTH", "a switches the tolerance off, b does not."),
        ("CTH exported from GB", "CTH", "a accepts this only for goods exported from GB."),
        ('CTH and text("x")', "CTH", 'a has wording that is not modelled: text("x").'),
        ("MaxNOM 50% (EXW)", "RVC 60% (FOB)", "a asks for MaxNOM 50% (EXW), b for RVC 60% (FOB); neither follows from"),
        ("WO[85]", "originating[85]", "b accepts originating[85], a does not."),
        (
            "WO[85]",
            "WO[8501]",
            "b lets in materials that are not wholly obtained of other headings of the product's chapter",
        ),
        (
            'CTH except ["tar"]',
            "CTH",
            "b lets in non-originating materials that are tar of other headings, a does not.",
        ),
    ],
)
def test_the_reason_in_a_sentence(left: str, right: str, why: str) -> None:
    """What the laxer rule lets pass is told in the words of the rules."""
    (line, *_) = lines_compared(compared(f"8501.10: {left};", f"8501.10: {right};"))
    assert line.why.startswith(why) or why == line.why, line.why


def test_a_list_equals_itself_and_the_other_way_round_mirrors() -> None:
    """A whole pack is equal to itself; against a list on another edition, both ways round tell the same."""
    itself = compared(eu_uk(), eu_uk())
    assert {Judgement.EQUAL} == {row.comparison.judgement for row in itself.rows if row.comparison}
    other = listed(
        "01-24: WO; 25-49: CTH or MaxNOM 45% (EXW); 50-63: CTH; 64-97: CTH or MaxNOM 40% (FOB); 8703: RVC 55% (FOB);",
        "b",
        2012,
    )
    ways = [compared(eu_uk(), other), compared(other, eu_uk())]
    there, back = (
        {
            (lists.goods.pairs[at][:: 1 - 2 * turned], *[one.option if one else None for one in options]): judgement
            for lists, turned in [(ways[number], number)]
            for row in lists.rows
            for at in range(len(lists.goods.pairs))
            if row.products >> at & 1
            for options in [(row.left, row.right)[:: 1 - 2 * turned]]
            for judgement in [row.comparison and (row.comparison.judgement, row.comparison.but_for_moved)]
        }
        for number in (0, 1)
    )
    assert there.keys() == back.keys()
    mirrored = {key: found and (found[0].mirrored, found[1]) for key, found in back.items()}
    assert there == mirrored


def test_the_record_counts_what_it_lists() -> None:
    """The counts by chapter add up to those of all, and filters leave only what they name."""
    lists = compared("8501-8504: CTH except [8503]; 8701: CC;", "8501-8504: CTH;")
    record = comparison_record(lists)
    assert {name: sum(chapter[name] for chapter in record["chapters"]) for name in record["counts"]} == {
        "stricter": 32,
        "laxer": 0,
        "equal": 1,
        "incomparable": 0,
        "no-rule": 8,
    }
    assert [rule["judgement"] for rule in comparison_record(lists, ("stricter",))["rules"]] == ["stricter"]


def test_a_query_names_every_mistake() -> None:
    """Codes of neither edition, what is no chapter, no judgement, no day: all told in one run."""
    both = listed("8501: CTH;"), listed("8501: CTH;", "b", 2022)
    read = read_comparison_query(*both, "8599.99", ["8501"], ["strict"], "2026-02-30")
    assert [one.code for one in read.problems] == ["hs-code-unknown", "chapter", "judgement-unknown", "day"]
    found = read_comparison_query(*both, "8501", ["84", "85"], [], None).value
    assert found is not None
    assert found.within
    narrow = read_comparison_query(*both, "8501", ["84"], [], None).value
    assert narrow is not None
    assert narrow.within == 0
