"""Whether well-formed rules make sense: terms, definitions, codes, options."""

from __future__ import annotations

import json

import pytest

from origin.data_folder import data_folder
from origin.language import tree as t
from origin.language.check import check_rule, check_rule_list
from origin.language.glossary import Glossary, NamedMaterial, NamedProcess
from origin.language.parser import parse_rule, parse_rule_list
from origin.language.plain import from_json, to_json
from origin.problems import Problem, Severity

GLOSSARY = Glossary(
    version=1,
    materials={term: NamedMaterial(term) for term in ("biodiesel", "natural-fibres", "battery-cells")},
    processes={term: NamedProcess(term) for term in ("weaving", "dyeing", "making-up")},
)
HEADER = 'list x "X" on HS 2017;\n'


def checked(text: str, **options: int | bool) -> tuple[Problem, ...]:
    """What the check finds in a rule list without its header."""
    source = HEADER + text
    rules = parse_rule_list(source).value
    assert rules is not None, parse_rule_list(source).problems
    return check_rule_list(rules, GLOSSARY, source=source, **options)  # type: ignore[arg-type]


def told(problem: Problem) -> tuple[str, str, str | None]:
    """The place, the underlined text and the code of a problem."""
    assert problem.place is not None
    assert problem.excerpt is not None
    line, carets = problem.excerpt.split("\n")
    under = line[carets.index("^") : carets.rindex("^") + 1]
    return f"{problem.place.line}:{problem.place.column}", under, problem.code


def test_a_sound_list_has_no_problems() -> None:
    """Known terms, defined names and existing codes pass."""
    assert (
        checked("define p = done(weaving);\n8701-8703, 8711.60: CTH except [biodiesel of 2710] or p;\n8712: any;\n")
        == ()
    )


def test_the_shipped_list_has_no_errors() -> None:
    """The rule list of the first agreement passes, on its edition and the later one it was extended to."""
    source = (data_folder("agreements") / "eu-uk" / "rules.psr").read_text(encoding="utf-8")
    rules = parse_rule_list(source).value
    assert rules is not None
    codes = {problem.code for problem in check_rule_list(rules, GLOSSARY, extended_to=2022) if is_error(problem)}

    assert codes <= {"term-unknown"}


@pytest.mark.parametrize(
    ("text", "at", "under", "code", "hint"),
    [
        ("8711: from [biodeisel];", "2:13", "biodeisel", "term-unknown", "did you mean biodiesel?"),
        ("8711: WO[04, weaving];", "2:14", "weaving", "term-unknown", "weaving is a process"),
        ("8711: done(weving with dyeing);", "2:12", "weving", "term-unknown", "did you mean weaving?"),
        ("8711: done(natural-fibres);", "2:12", "natural-fibres", "term-unknown", "natural-fibres is a material"),
        (
            "8711: CTH without tolerance [glue-sticks];",
            "2:30",
            "glue-sticks",
            "term-unknown",
            'describe a material that has no entry in quotation marks: "glue sticks"',
        ),
        ("8711: done(weaving[silk-yarn]) # silk-yarn\n;", "2:20", "silk-yarn", "term-unknown", None),
        ("8711: CTH allowing NOM if (weving);", "2:28", "weving", "term-unknown", "did you mean weaving?"),
        ("8711: NOM[85] undergo (melting);", "2:24", "melting", "term-unknown", None),
        ("8711: CTH or standalone;", "2:14", "standalone", "definition-unknown", None),
        ("8711: weaving;", "2:7", "weaving", "definition-unknown", "for the process write done(weaving)"),
        (
            "8711: biodiesel;",
            "2:7",
            "biodiesel",
            "definition-unknown",
            "biodiesel is a material: write from [biodiesel] or WO[biodiesel]",
        ),
        ("define alone = WO;\n8711: alnoe or alone;", "3:7", "alnoe", "definition-unknown", "did you mean alone?"),
        ("define one = two;\ndefine two = WO;\n8711: one and two;", "2:14", "two", "definition-late", None),
        ("define one = one or WO;\n8711: one;", "2:14", "one", "definition-late", None),
        ("define one = WO;\ndefine one = CC;\n8711: one;", "3:8", "one", "definition-twice", None),
        ("8711: one;\ndefine one = WO;", "2:7", "one", "definition-late", None),
        ("define one = WO;\n8711: CTH;", "2:8", "one", "definition-unused", None),
        ('8711 a.b "A": CC;\n8711 a.b: CTH;', "3:6", "a.b", "option-twice", None),
        ("8711: CC;\n8711: CTH;", "3:1", "8711", "option-twice", None),
    ],
)
def test_what_makes_no_sense_is_told_at_its_place(text: str, at: str, under: str, code: str, hint: str | None) -> None:
    """Each mistake is found, underlined, and answered with what is near."""
    problems = checked(text)

    assert [(at, under, code)] == [told(problem) for problem in problems]
    assert hint is None or hint == problems[0].hint


@pytest.mark.parametrize(
    ("text", "at", "under"),
    [
        ("8704.99: CTH;", "2:1", "8704.99"),
        ("87.99: CTH;", "2:1", "87.99"),
        ("8711: CTH except [8550];", "2:19", "8550"),
        ("8711: CTH except [biodiesel of 2710 + 3824.98];", "2:39", "3824.98"),
        ("8711: MaxNOM[heaviest (3901-3906) or (3990)] 20% (EXW);", "2:39", "3990"),
        ("8711: value of NOM <= 10% of OM[8799];", "2:33", "8799"),
        ("8711: CTH allowing NOM up to 10% of OM[8799];", "2:40", "8799"),
        ("8711: done(weaving[5299]);", "2:20", "5299"),
        ("8711: (CTH and\n  no NOM[6001, 8799]) or CC;", "3:16", "8799"),
    ],
)
def test_a_code_that_does_not_exist_is_told(text: str, at: str, under: str) -> None:
    """Codes are looked up wherever a rule can have them, as they are written."""
    problems = checked(text)

    assert [(at, under, "hs-code-unknown")] == [told(problem) for problem in problems]
    assert is_error(problems[0])


def test_a_range_with_an_end_that_does_not_exist_is_a_warning() -> None:
    """Agreements print such ranges ("1518-1519"); they hold what exists of them. Ends may differ in length."""
    problems = checked("1518-1519: CTH;\n1601.00-1604.18: CTH;\n2303.20-2308: CTH;\n")

    assert [told(problem) for problem in problems] == [("2:6", "1519", "hs-code-unknown")]
    assert not is_error(problems[0])


def test_a_list_may_be_extended_to_a_later_edition() -> None:
    """Codes of the later edition are accepted where the pack says that the list was extended to it."""
    text = "2404: CTH;\n8544-8549: CTH;\n8708.22: CTH;\n"

    assert [problem.code for problem in checked(text)] == ["hs-code-unknown"] * 3
    assert checked(text, extended_to=2022) == ()


def test_codes_are_not_looked_up_unless_asked() -> None:
    """The check of codes can be left out."""
    assert checked("9999.99: CTH;\n".replace("9999.99", "8799"), edition_check=False) == ()


def test_cumulative_entries_may_share_their_products() -> None:
    """Rules that apply besides others are not in conflict."""
    assert checked("8711: CC;\n8711 cumulative: no NOM[8714];\n") == ()


def test_all_problems_are_told_in_the_order_of_the_text() -> None:
    """One run tells everything, from the top."""
    problems = checked("define p = done(weving);\n8799: p or q;\n8711: from [glass-eyes];\n")

    assert [told(problem)[0] for problem in problems] == ["2:17", "3:1", "3:12", "4:13"]


def test_one_rule_can_be_checked_alone() -> None:
    """A rule without its list is held to the glossary, the definitions given, and an edition where one is given."""
    text = "CTH except [8799, glue] or alone"
    rule = parse_rule(text).value
    assert rule is not None
    definition = t.Definition("alone", rule.alternatives[0].test)

    assert [problem.code for problem in check_rule(rule, GLOSSARY)] == ["term-unknown", "definition-unknown"]
    assert [problem.code for problem in check_rule(rule, GLOSSARY, definitions=[definition])] == ["term-unknown"]
    assert [told(problem)[0] for problem in check_rule(rule, GLOSSARY, year=2022, source=text)] == [
        "1:13",
        "1:19",
        "1:28",
    ]


def test_a_list_without_its_text_is_checked_too() -> None:
    """A compiled list has no source: problems stand at the test, or name the file alone where there are no spans."""
    rules = parse_rule_list(HEADER + "8799: CTH and done(weving);").value
    assert rules is not None
    compiled = from_json(t.RuleList, json.dumps(without_spans(json.loads(to_json(rules)))).encode())

    places = [problem.place for problem in check_rule_list(rules, GLOSSARY, file="x.psr")]
    assert [str(place) for place in places] == ["x.psr:2:1", "x.psr:2:15"]
    assert {str(problem.place) for problem in check_rule_list(compiled, GLOSSARY, file="x.psr")} == {"x.psr"}


def without_spans(plain: object) -> object:
    """Plain data without the positions."""
    if isinstance(plain, dict):
        return {key: without_spans(value) for key, value in plain.items() if key != "span"}
    return [without_spans(part) for part in plain] if isinstance(plain, list) else plain


def is_error(problem: Problem) -> bool:
    """Whether a problem is more than a warning."""
    return problem.severity is Severity.ERROR
