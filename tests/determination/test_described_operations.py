"""Operations that a rule describes in words of its own, which the glossary does not have."""

from __future__ import annotations

import pytest

from origin.agreements.law import Law
from origin.determination.fact_sets import Fact
from origin.determination.missing_facts import decisive_facts
from origin.dossier.model import Product
from origin.dossier.reader import read_dossier_text
from tests.determination.build import ask, dossier, eu_uk_with, law_of, material, no, product, unknown, yes

RULE = law_of('CTH or done("calcination of bauxite")')


def verdict(law: Law, made: Product) -> str:
    """The verdict on a product of one foreign material of its own heading, with every presumption out."""
    return ask(law, dossier(made, material("8501.10", 60)), certain=True).verdict.value


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        (["calcination-of-bauxite"], yes),
        (["machining", "calcination-of-bauxite"], yes),
        (["calcination"], unknown),
        (["machining"], unknown),
        ([], no),
        (None, unknown),
    ],
)
def test_it_took_place_where_the_dossier_says_so(done: list[str] | None, expected: str) -> None:
    """By the same words it took place; by other words it may have; where nothing was done, it did not."""
    assert expected == verdict(RULE, product(done=done))


@pytest.mark.parametrize("words", ["Calcination of  bauxite", "calcination-of-bauxite", "CALCINATION OF BAUXITE"])
def test_spelling_makes_no_difference(words: str) -> None:
    """Capitals, spaces and hyphens tell no operations apart, in the dossier or in the rule."""
    read = read_dossier_text(f"dossier: 1\nproduct: {{name: x, processes: [{words}]}}")
    assert read.value is not None
    production = read.value.product.article.production
    assert production is not None
    for rule in ("Calcination of Bauxite", "calcination-of-bauxite"):
        assert yes == verdict(law_of(f'done("{rule}")'), product(done=production.processes))


def test_a_term_is_not_its_description() -> None:
    """A quoted word asks for that word alone, not for the members of the group whose term it is."""
    assert yes == verdict(eu_uk_with("done(chemical-reaction)"), product(done=["esterification"]))
    assert unknown == verdict(eu_uk_with('done("chemical reaction")'), product(done=["esterification"]))


def test_the_missing_fact_is_the_description() -> None:
    """What would settle the verdict is whether the operation took place that the rule describes."""
    determination = ask(RULE, dossier(product(), material("8501.10", 60)), certain=True)
    fact = Fact("process", "product", "calcination of bauxite")
    assert frozenset({fact}) in decisive_facts(determination).to_originate
