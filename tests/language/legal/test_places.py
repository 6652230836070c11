"""What was chosen and what was not understood is told at its line and column of the published text."""

from __future__ import annotations

import pytest

from origin.language.legal import PublishedRule, read_rule_set

OR = "or"


@pytest.mark.parametrize(
    ("rows", "code", "place", "at"),
    [
        pytest.param([("CTH.", None), ("CC.", None)], "operator-missing", (1, 1, 1), "CC.", id="no operator"),
        pytest.param(
            [("CTH.", None), ("However, fish may be used.", None)], "rule-continued", (1, 1, 1), "However", id="rider"
        ),
        pytest.param([("CTH.", None), ("", OR)], "rule-empty", (1, 1, 1), "", id="empty row"),
        pytest.param(
            [
                ("CTH.", None),
                ("Manufacture in which the value of all the materials used does 40% of the ex-works price.", OR),
            ],
            "text-repaired",
            (1, 1, 43),
            "materials used does",
            id="repair",
        ),
        pytest.param(
            [("Manufacture from yarn ‘spun’ – dry.\nThis rule shall apply until 3112.2005.", None)],
            "text-repaired",
            (0, 2, 29),
            "3112.2005",
            id="repair in the second line, behind others in the first",
        ),
    ],
)
def test_a_choice_is_told_where_it_was_made(
    rows: list[tuple[str, str | None]], code: str, place: tuple[int, int, int], at: str
) -> None:
    """Row, line and column of each choice are those of the published text, whatever the passes put in before."""
    reading = read_rule_set([PublishedRule(text, operator) for text, operator in rows])

    (choice,) = [one for one in reading.choices if one.code == code]
    assert place == (choice.rule, choice.line, choice.column)
    assert rows[choice.rule][0].split("\n")[choice.line - 1][choice.column - 1 :].startswith(at)


@pytest.mark.parametrize(
    ("rows", "place", "at"),
    [
        pytest.param(["CTH and something else entirely."], (0, 1, 32), ".", id="at the end"),
        pytest.param(["CTH.", "or: Manufacture from ) yarn."], (1, 1, 18), ")", id="in the second row"),
        pytest.param(["‘CTH’ – Manufacture ) from yarn."], None, "", id="behind repairs"),
        pytest.param(
            ["CTH.", "However, fish may be used but not eaten."], (1, 1, 27), "but not", id="in a row that goes on"
        ),
        pytest.param(
            ["A QVC of not less than:\n- a) 30% under the build-up method.", "or: - b) 40% under the moon."],
            (1, 1, 10),
            "under the moon",
            id="in an item that goes on",
        ),
        pytest.param(
            ["Manufacture in which:\n- all the materials used are originating, and\n- ) the rest."],
            (0, 3, 3),
            ")",
            id="in the third line",
        ),
    ],
)
def test_unread_wording_is_told_where_it_begins(rows: list[str], place: tuple[int, int, int] | None, at: str) -> None:
    """Row, line and column point at the first word that makes no sense."""
    rules = [PublishedRule(text.removeprefix("or: "), OR if text.startswith("or: ") else None) for text in rows]

    (unread,) = read_rule_set(rules).unread

    found = (unread.rule, unread.line, unread.column)
    assert (place or found) == found
    assert rules[unread.rule].text.split("\n")[unread.line - 1][unread.column - 1 :].startswith(at)
