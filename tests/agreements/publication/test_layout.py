"""The layout of written rule lists: it changes nothing, and keeps within the width where words allow."""

from __future__ import annotations

from hypothesis import given, settings

from origin.agreements.publication.layout import WIDTH, entry_lines, list_text
from origin.language import tree as t
from origin.language.parser import parse_rule_list
from origin.problems import Read
from tests.language import strategies


@settings(max_examples=25, deadline=None)
@given(strategies.rule_lists())
def test_a_written_list_reads_back(rules: t.RuleList) -> None:
    """Comments, columns and line breaks say nothing: the list is the same."""
    remarks = dict.fromkeys(rules.entries, ("chosen: a very long sentence " + "about the reading " * 10,))
    assert Read(rules) == parse_rule_list(list_text(rules, ["A list", "of many words " * 20], remarks))


def laid_out(text: str) -> list[str]:
    """An entry as it is written."""
    read = parse_rule_list(f'list test "Test" on HS 2017;{text}')
    assert read.value is not None, read.problems
    return entry_lines(read.value.entries[0])


def test_short_entries_stand_in_columns() -> None:
    """The rule begins in the same column under all short products."""
    assert laid_out("0101-0106: WO;") == ["0101-0106:       WO;"]


def test_long_rules_stand_alternative_under_alternative() -> None:
    """A rule that does not fit is broken between its alternatives, then before a joining word."""
    one = "CTH except [2207] and WO[0806.10, 2009.61] and weight of NOM[1701, 1702] <= 20% of product"
    lines = laid_out(f"2201-2206: {one} or {one} and MaxNOM 40% (EXW);")
    assert [f"2201-2206:       {one}", f"              or {one}", "                     and MaxNOM 40% (EXW);"] == lines


def test_many_products_go_over_several_lines() -> None:
    """No line is longer than the width but for a quotation that cannot be broken."""
    codes = ", ".join(f"{code}" for code in range(8401, 8485))
    lines = laid_out(f"{codes}: {' or '.join(['CTH and MaxNOM 40% (EXW)'] * 9)};")
    assert max(map(len, lines)) <= WIDTH
