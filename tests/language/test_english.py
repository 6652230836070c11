"""Rules in plain English: the agreements' own wording, and no doubt about what belongs together."""

from __future__ import annotations

from itertools import combinations, pairwise, product

import pytest
from msgspec.structs import replace

from origin.agreements.registry import read_glossary
from origin.data_folder import data_folder
from origin.language import tree as t
from origin.language.english import (
    alternative_english,
    items_english,
    process_english,
    rule_english,
    scope_english,
)
from origin.language.english import (
    test_english as english_of_test,
)
from origin.language.english_words import lettered, mark
from origin.language.glossary import Glossary, NamedMaterial, NamedProcess
from origin.language.parser import parse_rule, parse_rule_list

GLOSSARY = Glossary(
    version=1,
    materials={"biodiesel": NamedMaterial("biodiesel"), "cells": NamedMaterial("battery cells")},
    processes={
        "making-up": NamedProcess("making-up including cutting"),
        "printing-alone": NamedProcess("printing (as standalone operation)"),
    },
    basic_textile_materials={"silk": NamedMaterial("raw silk")},
)


def rule(text: str) -> t.Rule:
    """The rule of a text."""
    value = parse_rule(text).value
    assert value is not None
    return value


def english(text: str, glossary: Glossary | None = None) -> str:
    """The English of a rule."""
    return rule_english(rule(text), glossary)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CTH", "Production from non-originating materials of any heading, except that of the product."),
        (
            "CTH except [8431]",
            "Production from non-originating materials of any heading, except that of the product and of heading 8431.",
        ),
        (
            "MaxNOM 50% (EXW)",
            "The value of all non-originating materials used does not exceed 50% of the ex-works price (EXW) of the "
            "product.",
        ),
        ("WO[04]", "All the materials of chapter 4 used are wholly obtained."),
        (
            "weight of NOM[1701, 1702] <= 40% of product",
            "The total weight of non-originating materials of heading 1701 and heading 1702 used does not exceed 40% "
            "of the weight of the product.",
        ),
        ("done(weaving with making-up)", "Weaving combined with making up."),
        (
            "MaxNOM 60% (EXW) until 2026-12-31",
            "The value of all non-originating materials used does not exceed 60% of the ex-works price (EXW) of the "
            "product (until 31 December 2026).",
        ),
    ],
)
def test_wording_follows_the_agreements(text: str, expected: str) -> None:
    """The commonest rules read as the agreements print them."""
    assert expected == english(text)


def test_terms_are_said_by_their_labels() -> None:
    """With a glossary, materials, operations and defined names go by their labels."""
    assert english("done(making-up[silk])", GLOSSARY) == "Making-up including cutting of raw silk."
    assert english("printing-alone", GLOSSARY) == "Printing (as standalone operation)."
    assert english("from [cells]", GLOSSARY) == "Production from battery cells."


def test_verbs_follow_the_number_of_the_label() -> None:
    """One substance is, several things are."""
    assert english("WO[biodiesel]", GLOSSARY) == "All the biodiesel used is wholly obtained."
    assert english("WO[cells]", GLOSSARY) == "All the battery cells used are wholly obtained."
    assert english("materials[biodiesel of 2710] undergo (washing)", GLOSSARY) == (
        "All the biodiesel of heading 2710 used undergoes washing."
    )


def test_a_defined_name_is_explained_when_asked() -> None:
    """`expand` adds the meaning of a name, in brackets, and marks its parts so that they stay apart from the others."""
    meaning = rule("done(printing with dyeing) and MaxNOM 50% (EXW)").alternatives[0].test
    named = t.Rule((t.Alternative(t.Defined("printing-alone", meaning)),))

    assert rule_english(named) == "Printing alone."
    assert rule_english(named, expand=True) == (
        "Printing alone (that is, printing combined with dyeing, provided that the value of all non-originating "
        "materials used does not exceed 50% of the ex-works price (EXW) of the product)."
    )
    assert alternative_english(named.alternatives[0], expand=True) == rule_english(named, expand=True)
    assert english_of_test(t.Defined("printing-alone"), expand=True) == "printing alone"


def test_alternatives_are_a_numbered_list() -> None:
    """A choice of rules is a list, one alternative a line."""
    assert english("CC or WO or done(weaving)").split("\n") == [
        "Any of the following:",
        "(1) production from non-originating materials of any chapter, except that of the product;",
        "(2) the product is wholly obtained; or",
        "(3) weaving.",
    ]


def test_the_parts_have_english_of_their_own() -> None:
    """Scopes, items and processes can be said alone."""
    share = rule("weight of NOM[1701 except 1701.99] <= 5% of product").alternatives[0].test
    done = rule("done((weaving or knitting) then dyeing)").alternatives[0].test

    assert isinstance(share, t.Share)
    assert isinstance(done, t.Done)
    assert scope_english(share.scope) == (
        "non-originating materials of heading 1701 (other than those of subheading 1701.99)"
    )
    assert scope_english(t.THE_PRODUCT) == "the product"
    assert items_english(share.scope.items) == "materials of heading 1701"
    assert process_english(done.process) == "weaving or knitting, in each case followed by dyeing"


NESTINGS = (
    "(CTH or CC) and WO[04]",
    "CTH or (CC and WO[04])",
    "(CTH or CC and WO[04])",
    "(CTH and CC or WO[04])",
    "CTH and (CC or WO[04])",
    "CTH and CC and WO[04]",
    "(CTH and CC) and WO[04]",
    "(CTH or CC or WO[04])",
    "(CTH or (CC or WO[04]))",
    "((CTH or CC) or WO[04])",
    "(CTH or CC) and (WO[04] or WO[05])",
    "(CTH or CC and (WO[04] or WO[05]))",
    "((CTH or CC and WO[04]) or WO[05])",
    "CTH allowing NOM[10] and WO[04]",
    "(CTH and WO[04]) allowing NOM[10]",
    "CTH and WO[04] allowing NOM[10]",
    "CTH and (WO[04] or WO[05]) allowing NOM[10]",
    "CTH and (WO[04] or WO[05] allowing NOM[10])",
    "(CTH and (WO[04] or WO[05])) allowing NOM[10]",
    "CTH allowing NOM[10] until 2026-12-31",
    "CTH and WO[04] until 2026-12-31",
    "CTH and WO[04] or WO[05] until 2026-12-31",
    "(CTH and WO[04] or WO[05]) until 2026-12-31",
    "done(dyeing with coating) and done(weaving)",
    "done((dyeing or coating) with weaving)",
    "done(dyeing or coating) and done(weaving)",
    "(done(dyeing) or done(coating with weaving))",
    "done(weaving with (dyeing or coating))",
    "(done(weaving with dyeing) or done(coating))",
    "done(weaving with (dyeing or coating) with cutting)",
    "(done(weaving with dyeing) or done(coating with cutting))",
)


def test_different_nestings_read_differently() -> None:
    """No two ways to put and, or and allowing together have the same English."""
    said = {text: english(text) for text in NESTINGS}

    assert [pair for pair in combinations(NESTINGS, 2) if said[pair[0]] == said[pair[1]]] == []


def test_every_nesting_of_three_tests_reads_differently() -> None:
    """All trees of three tests, joined by and, or and allowing in every way, have an English of their own."""
    leaves = tuple(rule(text).alternatives[0].test for text in ("CTH", "WO[04]", "done(weaving)"))
    trees = trees_of(leaves)
    said = {alternative_english(t.Alternative(tree)) for tree in trees}

    assert len(trees) == 288
    assert len(said) == len(trees)


def trees_of(leaves: tuple[t.Test, ...]) -> list[t.Test]:
    """Every tree that has these leaves in this order, each part with and without an allowance."""
    trees: list[t.Test] = [leaves[0]] if len(leaves) == 1 else []
    for count in range(2, len(leaves) + 1):
        for cuts in combinations(range(1, len(leaves)), count - 1):
            ends = (0, *cuts, len(leaves))
            for parts in product(*(trees_of(leaves[first:last]) for first, last in pairwise(ends))):
                trees += [t.AllOf(parts), t.AnyOf(parts)]
    return [*trees, *(t.Allow(tree, t.ALL_NON_ORIGINATING) for tree in trees)]


def test_equal_trees_read_the_same() -> None:
    """Spacing, brackets without effect and spans do not change the English."""
    one, other = rule("CTH and (MaxNOM 50% (EXW) or WO)"), rule("((CTH)) and\n (MaxNOM 50.0% EXW or WO)")

    assert one == other
    assert rule_english(one) == rule_english(other)
    assert rule_english(replace(one, span=t.NO_SPAN)) == rule_english(one)


def test_long_lists_keep_their_marks() -> None:
    """Letters go on beyond the alphabet, and differ by depth."""
    for depth in range(7):
        assert len({mark(number, depth) for number in range(40)}) == 40
    assert [mark(0, depth) for depth in range(7)] == ["a", "i", "A", "aa", "ii", "AA", "aaa"]
    assert lettered(["x", "y"], "and", 0) == "(a) x, and (b) y"


def test_every_rule_of_the_first_agreement_is_said() -> None:
    """The English of a whole rule list with the shipped glossary has no term left in it and no doubled word."""
    rules = parse_rule_list((data_folder("agreements") / "eu-uk" / "rules.psr").read_text(encoding="utf-8")).value
    glossary = read_glossary().value
    assert rules is not None
    assert glossary is not None
    for entry in rules.entries:
        words = rule_english(entry.rule, glossary).split()
        assert all(first != second for first, second in pairwise(words)), " ".join(words)
