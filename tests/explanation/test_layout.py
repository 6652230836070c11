"""Text in lines of a given width, tables and trees."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from origin.explanation.clean_text import clean, clean_line
from origin.explanation.document import Branch, Column, Document, Facts, Mark, Point, Points, Section, Table, Tree
from origin.explanation.layout import columns, plain, wrapped
from origin.explanation.text import text_of
from origin.explanation.tree_drawing import draw


def test_no_break_spaces_hold() -> None:
    """An amount and its unit stay on one line, and the space between them becomes a plain one."""
    assert wrapped("it costs 10.00\N{NO-BREAK SPACE}EUR", 14) == ["it costs", "10.00 EUR"]


def test_long_words_are_cut() -> None:
    """A word that is longer than the line is cut, after a no-break space or a hyphen where it has one."""
    assert wrapped("abcdefghij", 8) == ["abcdefgh", "ij"]
    assert wrapped("eu-palestinian-authority, eu-serbia", 24) == ["eu-palestinian-", "authority, eu-serbia"]
    assert wrapped("abcde\N{NO-BREAK SPACE}fghij", 8) == ["abcde", "fghij"]


def test_wide_signs() -> None:
    """Signs that take two columns count as two, and combining ones as none."""
    assert (columns("電池x!"), columns("e\u0301")) == (6, 1)
    assert wrapped("電池電池電池", 8) == ["電池電池", "電池"]


@given(st.text(max_size=200), st.integers(min_value=10, max_value=60))
def test_lines_fit(text: str, width: int) -> None:
    """No line is wider than asked, and no word is lost."""
    lines = wrapped(text, width)
    assert all(columns(line) <= width for line in lines)
    assert "".join(clean_line(text).split()) == "".join("".join(lines).split())


def test_control_signs_become_visible() -> None:
    """Signs that steer a terminal, or turn the direction of text, are shown as their numbers."""
    assert clean("\x1b[31mred\x1b[0m") == "⟨1B⟩[31mred⟨1B⟩[0m"
    assert clean("exe.\u202efdp") == "exe.⟨202E⟩fdp"
    assert clean("a\x00b\x9bc\u200bd\ufeff") == "a⟨00⟩b⟨9B⟩c⟨200B⟩d⟨FEFF⟩"
    assert clean_line("one\r\n\ttwo") == "one two"
    assert clean("Zürich, 東京 ≈ 5 €") == "Zürich, 東京 ≈ 5 €"


def test_a_tree() -> None:
    """A tree is drawn with lines that lead to each node, its sign, and the reason where both fit on a line or below."""
    steel = Branch("Steel", Mark.NOT_MET, "7214", "from China (CN)")
    frame = Branch("Frame", Mark.MET, "", "meets its own rule, which is a change of heading", (steel, steel))
    root = Branch("Bike", Mark.UNKNOWN, "8711.60", "", (frame, Branch("Bell", Mark.NOTE)))
    assert [plain(line) for line in draw(root, 36)] == [
        "? Bike (8711.60)",
        "├─ ✓ Frame:",
        "│  │   meets its own rule, which is",
        "│  │   a change of heading",
        "│  ├─ ✗ Steel (7214):",
        "│  │      from China (CN)",
        "│  └─ ✗ Steel (7214):",
        "│         from China (CN)",
        "└─ · Bell",
    ]


def test_a_deep_tree() -> None:
    """A tree of a hundred levels still fits, and loses no node."""
    branch = Branch("Part 0", Mark.MET)
    for level in range(1, 100):
        branch = Branch(f"Part {level}", Mark.MET, branches=(branch,))
    lines = [plain(line) for line in draw(branch, 80)]
    assert all(any(line.endswith(f"Part {level}") for line in lines) for level in range(100))


def test_a_document() -> None:
    """A document shows its title, reason, facts, points with their articles, and tables that fit."""
    table = Table(
        "T", (Column("Name"), Column("Value", figures=True)), (("電池", "1.00 EUR"), ("A long name", "10.00 EUR"))
    )
    document = Document(
        Mark.MET,
        "ORIGINATING: X",
        "Agreement",
        "Because.",
        (
            Section("a", "Facts", (Facts((("One", "1"), ("Three", "3"))),)),
            Section("b", "Points", (Points((Point("It is so", Mark.MET, "1", "Article 2", (Point("why"),)),)),)),
            Section("c", "Table", (table,)),
            Section("d", "Tree", (Tree(Branch("X", Mark.MET)),)),
        ),
    )
    assert text_of(document, 60) == (
        "✓ ORIGINATING: X\n"
        "  Agreement\n"
        "\n"
        "  Because.\n"
        "\n"
        "Facts\n"
        "  One    1\n"
        "  Three  3\n"
        "\n"
        "Points\n"
        "  ✓ 1. It is so [Article 2]\n"
        "       why\n"
        "\n"
        "Table\n"
        "  Name             Value\n"
        "  -----------  ---------\n"
        "  電池          1.00 EUR\n"
        "  A long name  10.00 EUR\n"
        "\n"
        "Tree\n"
        "  ✓ X\n"
    )


def test_a_long_table_is_cut() -> None:
    """A terminal is spared more than forty rows, and told where they all are."""
    rows = tuple((f"row {number}",) for number in range(100))
    document = Document(None, "T", "", "", (Section("a", "A", (Table("T", (Column("Name"),), rows),)),))
    text = text_of(document)
    assert "row 39" in text
    assert "row 40" not in text
    assert "… and 60 more; the page (--html) has them all" in text


@given(st.integers(44, 100))
def test_headings_of_several_lines_fit(width: int) -> None:
    """The blanks that every heading is given count in each of its lines."""
    names = ("Material", "HS code", "Value", "Status and why", "Effect")
    row = ("gearbox-12345", "8483.40", "not stated", "? not known: origin not shown", "in doubt, beyond the tolerance")
    heads = tuple([Column(name, figures=name == "Value") for name in names])
    document = Document(None, "T", "", "", (Section("a", "A", (Table("T", heads, (row,)),)),))
    assert all(columns(line) <= width for line in text_of(document, width).split("\n"))
