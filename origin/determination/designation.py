"""Designation: which intermediate materials a producer may elect to count whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from origin.agreements.provisions import Absorption
from origin.determination.judgement import Judgement
from origin.determination.share import is_value_content
from origin.determination.truth import Truth, all_of, any_of, negated
from origin.dossier.bill_of_materials import BillOfMaterials
from origin.dossier.model import Article, Maker
from origin.language import tree as t
from origin.language.walk import words


def is_refused(
    article: Article, bom: BillOfMaterials, absorption: Absorption, judgements: Mapping[str, Judgement]
) -> Truth:
    """Whether a designation does not stand: both it and a designated material inside it rest on a value content."""
    production = article.production
    if absorption.nested_value_content or production is None or production.designated is not True:
        return False
    judgement = judgements.get(article.id)
    if judgement is None:
        return False
    return all_of(
        (
            _rests_on_value_content(judgement),
            any_of([_stands(inside, bom, absorption, judgements) for inside in _inside(article, bom)]),
        )
    )


def _stands(
    article: Article, bom: BillOfMaterials, absorption: Absorption, judgements: Mapping[str, Judgement]
) -> Truth:
    """Whether something is an intermediate material by designation, and rests on a value content."""
    production, judgement = article.production, judgements.get(article.id)
    if production is None or production.by is not Maker.PRODUCER or judgement is None:
        return False
    return all_of(
        (
            production.designated,
            judgement.truth,
            _rests_on_value_content(judgement),
            negated(is_refused(article, bom, absorption, judgements)),
        )
    )


def _inside(article: Article, bom: BillOfMaterials) -> Iterator[Article]:
    """Everything that an article is made of, at any depth."""
    for use in bom.materials_of.get(article.id, ()):
        yield bom.articles[use.material]
        yield from _inside(bom.articles[use.material], bom)


def _rests_on_value_content(judgement: Judgement) -> Truth:
    """Whether an intermediate that meets its rule meets it by a regional value content only."""
    alternatives = [one for candidate in judgement.candidates for one in candidate.alternatives]
    return negated(any_of([one.truth for one in alternatives if not _asks_value_content(one.alternative.test)]))


def _asks_value_content(test: t.Test) -> bool:
    return any(isinstance(word.test, t.Share) and is_value_content(word.test) for word in words(test))
