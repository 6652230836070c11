"""What an explanation says, section by section, in cases that turn on one thing each."""

from __future__ import annotations

from datetime import date
from typing import Any

from origin.agreements.law import Law
from origin.determination.determine import determine
from origin.dossier.reader import read_dossier_text
from origin.explanation.document import Table, Tree
from origin.explanation.sections import explain
from origin.language.parser import parse_rule

BIKE = """
product:
  name: Bike
  hs: "8711.60"
  price: {{EXW: {price} EUR}}
  produced_in: DE
  imported_into: GB
  journey: {{through: [], altered: false}}
  processes: [welding]
materials:
"""
STOOL = """
product:
  name: Stool
  hs: "9401.61"
  price: {EXW: 40 EUR}
  produced_in: DE
  imported_into: GB
  journey: {through: [], altered: false}
  processes: [welding]
"""


def _bike(*materials: str, price: str = "1200") -> str:
    return BIKE.format(price=price) + "".join(f"  - {{{line}}}\n" for line in materials)


def test_a_limit_exceeded(judged: Any, sentences: Any) -> None:
    """A limit that is broken is told with amount, limit, excess and share."""
    bike = _bike(
        "name: Frame, hs: '8711.60', value: 310 EUR, origin: CN",
        "name: Motor, hs: '8501.31', value: 300 EUR, origin: CN",
    )
    document = explain(judged(bike))
    expected = (
        "610.00 EUR of non-originating materials; limit 50% of 1,200.00 EUR = 600.00 EUR; "
        "exceeded by 10.00 EUR (≈ 50.83%)"
    )
    assert expected in sentences(document, "calculation")
    assert "Frame 310.00 EUR + Motor 300.00 EUR = 610.00 EUR" in sentences(document, "calculation")
    assert document.summary.replace("\N{NO-BREAK SPACE}", " ").endswith(f"{expected}.")
    assert "None may be made out for this product: it does not originate." in sentences(document, "proof")


def test_a_limit_met_exactly(judged: Any, sentences: Any) -> None:
    """A limit that is met to the cent is told so, with what would break it."""
    bike = _bike("name: Frame, hs: '8711.60', value: 500 EUR, origin: CN", price="1000")
    document = explain(judged(bike))
    assert (
        "500.00 EUR of non-originating materials; limit 50% of 1,000.00 EUR = 500.00 EUR; exactly at the limit (50%)"
        in (sentences(document, "calculation"))
    )
    assert "Any of these breaks it: a dearer material, a lower price." in sentences(document, "margin")


def test_a_price_that_is_missing(judged: Any, sentences: Any) -> None:
    """Where the price is not stated the limit is not known, and the price is asked for."""
    bike = _bike("name: Frame, hs: '8711.60', value: 500 EUR, origin: CN").replace("  price: {EXW: 1200 EUR}\n", "")
    document = explain(judged(bike))
    assert any("the ex-works price, which is not stated" in text for text in sentences(document, "calculation"))
    assert "State the EXW price of Bike." in sentences(document, "missing")


def test_a_value_that_is_missing(judged: Any, sentences: Any) -> None:
    """Where a value is not stated the amount has no upper bound, and the material is named."""
    bike = _bike(
        "name: Frame, hs: '8711.60', value: 500 EUR, origin: CN", "name: Motor, hs: '8501.31', origin: CN", price="1200"
    )
    found = sentences(explain(judged(bike)), "calculation")
    assert any(
        text.startswith("At least 500.00 EUR of non-originating materials, depending on Motor") for text in found
    )


def test_a_tolerance(judged: Any, sentences: Any) -> None:
    """Offenders that a tolerance forgives are named with the article and the calculation."""
    bike = _bike(
        "name: Frame, hs: '8711.60', value: 90 EUR, origin: CN",
        "name: Motor, hs: '8501.31', value: 900 EUR, origin: CN",
    )
    document = explain(judged(bike))
    assert (
        document.summary
        == "Alternative 1 of its rule is met with the tolerance of Article 5(1)(b), which forgives Frame."
    )
    assert (
        "Tolerance for Frame (8711.60): 90.00 EUR; limit 10% of 1,200.00 EUR = 120.00 EUR; 30.00 EUR to spare (7.5%)"
        " [Article 5(1)(b)]" in sentences(document, "calculation")
    )


def test_presumptions_that_decide(judged: Any, sentences: Any) -> None:
    """A presumption is named with the verdict without it, and the facts that could overturn the answer are asked."""
    bike = _bike("name: Frame, hs: '8711.60', value: 700 EUR, origin: DE")
    document = explain(judged(bike))
    assumed = "Origin that is not shown counts as none: Frame. Without this the verdict would be: undetermined."
    assert assumed in sentences(document, "assumed")
    assert "It could turn out originating by these facts:" in sentences(document, "missing")
    assert "Ask the supplier of Frame for a supplier's declaration of its origin under eu-uk." in sentences(
        document, "missing"
    )


def test_a_status_by_word_alone(judged: Any, sentences: Any) -> None:
    """A material that is originating by the claimant's word is told, with the verdict if it were not."""
    bike = _bike("name: Frame, hs: '8711.60', value: 700 EUR, status: originating")
    document = explain(judged(bike))
    assert (
        "Originating as stated, with no evidence in the dossier: Frame. "
        "Were they non-originating, the verdict would be: non-originating." in sentences(document, "assumed")
    )


def test_evidence_that_fails(judged: Any) -> None:
    """A paper that does not count is told with the reason."""
    paper = "evidence: [{kind: supplier-declaration, reference: R1, agreement: eu-uk, valid_until: 2026-03-31}]"
    document = explain(judged(_bike(f"name: Frame, hs: '8711.60', value: 700 EUR, origin: DE, {paper}")))
    table = next(section for section in document.sections if section.id == "materials").blocks[0]
    assert isinstance(table, Table)
    assert "supplier's declaration R1 does not count: expired on 31 March 2026" in table.rows[0][3]


def test_an_answer_without_doubt(judged: Any, sentences: Any) -> None:
    """Where everything is stated nothing is assumed or missing."""
    stool = STOOL.replace("imported_into", "exported_from: DE\n  imported_into")
    document = explain(judged(stool + "materials: [{name: Beech, hs: '4407.92', value: 12 EUR, origin: UA}]"))
    assert sentences(document, "assumed") == ["Nothing: the answer rests on stated and shown facts alone."]
    assert sentences(document, "missing") == ["Nothing that is missing could change the answer."]


def test_insufficient_operations(judged: Any, sentences: Any) -> None:
    """Production of insufficient operations alone is told as what decides, with the point of the list."""
    stool = STOOL.replace("[welding]", "[packing, labelling]").replace("packing,", "{process: packing, simple: true},")
    document = explain(judged(stool + "materials: [{name: Parts, hs: '9403.91', value: 12 EUR, origin: UA}]"))
    assert document.summary == "Its production consists only of insufficient operations, which confer no origin."
    assert any(
        "affixing marks and labels" in text and "Article 6(12)" in text for text in sentences(document, "provisions")
    )


def test_another_country(judged: Any) -> None:
    """A product that was made in no party is told so first."""
    stool = STOOL.replace("produced_in: DE", "produced_in: CH")
    document = explain(judged(stool + "materials: [{name: Beech, hs: '4407.92', value: 12 EUR, origin: UA}]"))
    assert document.summary == "It was made in Switzerland (CH), which is no party to the agreement."


def test_lost_on_the_way(judged: Any, sentences: Any) -> None:
    """A product that lost its origin on the way is told so, with the article."""
    stool = STOOL.replace("altered: false", "altered: true")
    document = explain(judged(stool + "materials: [{name: Beech, hs: '4407.92', value: 12 EUR, origin: UA}]"))
    assert document.summary == "Origin was lost on the way: the product was altered or worked on after it left."
    assert any("Article 15" in text for text in sentences(document, "provisions"))


def test_wholly_obtained(judged: Any, sentences: Any) -> None:
    """A wholly obtained product is told by its category and article."""
    document = explain(
        judged(
            "product: {name: Apples, hs: '0808.10', produced_in: PL, imported_into: GB, "
            "wholly_obtained: {category: grown, in: PL}}"
        )
    )
    assert document.summary == "It is wholly obtained."
    assert any(
        text.startswith("Wholly obtained: plants and vegetable products") for text in sentences(document, "provisions")
    )


def test_no_code(judged: Any, sentences: Any) -> None:
    """Without the product's code no rule can be looked up, and the code is asked for."""
    document = explain(judged("product: {name: Thing, produced_in: DE}\nmaterials: [{name: Part, origin: CN}]"))
    assert sentences(document, "rule") == ["The product's HS code is not stated, so no rule can be looked up."]
    assert "Classify Thing at six digits." in sentences(document, "missing")


def test_several_rules_that_agree(judged: Any, sentences: Any) -> None:
    """Where several rules may apply and all come to the same, the answer says that nobody need settle which."""
    text = _bike("name: Cells, hs: '2825.20', value: 10 EUR, origin: CN").replace("8711.60", "8507.60")
    found = sentences(explain(judged(text)), "rule")
    assert found[0] == "3 rules may apply to goods of this code; they come to the same, so it need not be settled."


def test_a_closed_alternative(judged: Any, sentences: Any) -> None:
    """An alternative that is no longer open is told with the day on which it ended."""
    text = _bike("name: Cells, hs: '8507.90', value: 600 EUR, origin: CN").replace("8711.60", "8507.60")
    found = sentences(explain(judged(text, date(2027, 1, 1))), "calculation")
    assert any(text.endswith("not open, applied until 31 December 2026") for text in found)


def test_a_shared_sub_assembly_is_drawn_once(judged: Any) -> None:
    """A sub-assembly that is used twice is drawn in full once, and then referred to."""
    text = """
product: {name: Bike, hs: "8711.60", price: {EXW: 900 EUR}, produced_in: DE, imported_into: GB}
materials:
  - {use: hub}
  - {name: Fork, hs: "8714.91", value: 20 EUR, made: {in: DE, processes: [welding], materials: [{use: hub}]}}
parts:
  hub:
    {name: Hub, hs: "8714.93", value: 9 EUR, made: {in: DE, processes: [welding], materials: [{use: axle}]}}
  axle: {name: Axle, hs: "8483.10", value: 2 EUR, origin: CN}
"""
    document = explain(judged(text))
    tree = next(section for section in document.sections if section.id == "tree").blocks[0]
    assert isinstance(tree, Tree)
    hub, fork = tree.root.branches
    assert [branch.name for branch in hub.branches] == ["Axle"]
    assert fork.branches[0].branches == ()
    assert fork.branches[0].reason.endswith("; drawn above")


def test_cumulation(judged: Any, sentences: Any) -> None:
    """Materials that owe their origin to the other party are named under the article on cumulation."""
    paper = "evidence: [{kind: statement-on-origin, agreement: eu-uk, country: GB}]"
    document = explain(judged(_bike(f"name: Frame, hs: '8711.60', value: 700 EUR, origin: GB, {paper}")))
    expected = "Originating in United Kingdom (GB) and used here as if originating here: Frame [Article 3(1)]"
    assert expected in sentences(document, "provisions")


def test_why_a_rule_with_exceptions_is_met(judged: Any, sentences: Any) -> None:
    """What a rule excepts from "any heading" is part of the reason why it is met."""
    shoes = """
product: {name: Shoes, hs: "6403.59", produced_in: IT, imported_into: GB, price: {EXW: 60 EUR}, processes: [sewing]}
materials:
  - {name: Leather, hs: "4107.12", value: 15 EUR, origin: BR}
"""
    said = explain(judged(shoes)).summary
    assert "no change of classification" not in said
    assert "except assemblies of uppers" in said


def test_a_bound_of_a_price_that_is_missing(sentences: Any, law: Law) -> None:
    """Where the price is not known, what must remain of it, or be there, is not told as a limit."""
    stool = (
        STOOL.replace("price: {EXW: 40 EUR}", "weight: 1 kg") + "materials: [{name: A, hs: '9401.91', value: 1 EUR}]"
    )
    asked = {
        "MaxNOM 40% (EXW)": "limit 40% of the ex-works price, which is not stated",
        "RVC 40% (EXW)": "at least 40% must remain of the ex-works price, which is not stated",
        "value of OM >= 40% of EXW": "at least 40% of the ex-works price, which is not stated",
        "value of NOM < 40% of EXW": "less than 40% of the ex-works price, which is not stated",
    }
    read = read_dossier_text("dossier: 1\n" + stool)
    assert read.value is not None
    for rule, words in asked.items():
        given = parse_rule(rule)
        assert given.value is not None
        text = " ".join(
            sentences(explain(determine(read.value, law, date(2026, 6, 1), rule=given.value)), "calculation")
        )
        assert words in text, (rule, text)


def test_operations_that_are_no_terms(judged: Any, sentences: Any) -> None:
    """A misspelt operation is told with what may be meant, others that no rule asks for without; terms are not."""
    stool = STOOL.replace("[welding]", "[welldin, gluing, upholstering, painting]")
    told = sentences(explain(judged(stool + "materials: []")), "assumed")
    assert "No rule asks for welldin, which is no term of theirs; did you mean welding?" in told
    assert (
        "No rule asks for gluing and upholstering, which are no terms of theirs; origin dossier terms lists them"
        in told
    )
    assert not any("painting" in one for one in told)


def test_why_production_is_taken_to_be_enough(judged: Any, sentences: Any) -> None:
    """The presumption that production goes beyond insufficient operations says what makes it one."""
    for done, why in (
        ("[gluing]", "as gluing may mean one of them"),
        ("[painting]", "as it is not stated whether painting was simple"),
    ):
        text = STOOL.replace("[welding]", done) + "materials: [{name: Beech, hs: '4407.92', value: 12 EUR, origin: UA}]"
        assert any(why in one for one in sentences(explain(judged(text)), "assumed")), why


def test_a_composed_process_is_named_by_its_parts(judged: Any, sentences: Any) -> None:
    """Cutting and sewing are told where they stand for making-up, also where nothing else is to be told of the step."""
    coat = """
product: {name: Coat, hs: "6201.40", produced_in: DE, imported_into: GB, processes: [weaving, cutting, sewing]}
materials:
  - {name: Yarn, hs: "5205.11", weight: 1 kg, origin: IN}
"""
    text = "\\n".join(sentences(explain(judged(coat)), "calculation"))
    assert "Making-up including cutting of fabric: took place, as cutting and sewing together" in text
