"""Dossiers with one fact, or a few, taken out: every fact that a claimant may leave unstated."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import fields, replace

from origin.dossier.dossier import Dossier
from origin.dossier.model import Article, Journey, Production
from origin.nomenclature.code import HsCode

Change = Callable[[Dossier], Dossier]


def erasures(dossier: Dossier) -> Iterator[tuple[str, Change]]:
    """The name of each stated fact, and what takes it out of a dossier."""
    product = dossier.product
    for basis in product.prices:
        yield (
            f"price {basis}",
            lambda one, basis=basis: replace(  # type: ignore[misc]
                one,
                product=replace(
                    one.product, prices={name: price for name, price in one.product.prices.items() if name != basis}
                ),
            ),
        )
    for name in (
        *("option", "is_set", "exported_from", "imported_into", "within_quota", "set_classified_by", "drawback"),
    ):
        if getattr(product, name) is not None:
            yield name, _of_product(**{name: None})
    for cost in product.price_includes:
        rest = {name: amount for name, amount in product.price_includes.items() if name != cost}
        yield f"price includes {cost}", _of_product(price_includes=rest)
    for name in (
        *("through", "altered", "under_customs_supervision", "split", "split_by_exporter", "free_circulation"),
    ):
        if getattr(product.journey, name) is not None:
            yield f"journey {name}", _of_journey(name)
    if product.journey.exhibition is not None:
        for name in ("by_exporter", "sent_on_unchanged", "only_shown"):
            yield f"exhibition {name}", _of_exhibition(name)
    for article in dossier.bom.articles.values():
        for name, change in _of_article(article):
            yield f"{article.id} {name}", _changed(article.id, change)


def _of_product(**facts: object) -> Change:
    return lambda one: replace(one, product=replace(one.product, **facts))


def _of_journey(name: str) -> Change:
    def change(one: Dossier) -> Dossier:
        journey: Journey = replace(one.product.journey, **{name: None})
        return replace(one, product=replace(one.product, journey=journey))

    return change


def _of_exhibition(name: str) -> Change:
    def change(one: Dossier) -> Dossier:
        journey = one.product.journey
        assert journey.exhibition is not None
        changed = replace(journey, exhibition=replace(journey.exhibition, **{name: None}))
        return replace(one, product=replace(one.product, journey=changed))

    return change


def _changed(name: str, change: Callable[[Article], Article]) -> Change:
    def changed(one: Dossier) -> Dossier:
        articles = {key: change(article) if key == name else article for key, article in one.bom.articles.items()}
        product = replace(one.product, article=articles[one.bom.root])
        return replace(one, product=product, bom=replace(one.bom, articles=articles))

    return changed


def _of_article(article: Article) -> Iterator[tuple[str, Callable[[Article], Article]]]:
    for name in (
        *("hs", "value", "weight", "dry_weight", "volume", "origin", "status"),
        *("wholly_obtained", "wholly_obtained_in", "fibre", "vessel", "determines_classification"),
        *("includes", "besides"),
    ):
        if getattr(article, name) is not None:
            yield name, lambda one, name=name: replace(one, **{name: None})  # type: ignore[misc]
    if article.hs is not None and len(article.hs.digits) == 6:
        yield "hs beyond heading", lambda one: replace(one, hs=one.hs and HsCode(one.hs.digits[:4]))
        yield "hs beyond chapter", lambda one: replace(one, hs=one.hs and HsCode(one.hs.digits[:2]))
    if article.evidence:
        yield "evidence", lambda one: replace(one, evidence=())
        for name in ("agreement", "country", "valid_from", "valid_until"):
            if any(getattr(paper, name) is not None for paper in article.evidence):
                yield f"evidence {name}", _without_in_papers(name)
    for kind in article.kinds:
        yield f"kind {kind}", _without_kind(kind)
    if article.vessel is not None:
        for item in fields(article.vessel):
            if getattr(article.vessel, item.name) is not None:
                yield f"vessel {item.name}", _without_in("vessel", item.name)
    if article.abroad is not None:
        for name in ("where", "worked", "same_goods", "value_added"):
            if getattr(article.abroad, name) is not None:
                yield f"abroad {name}", _without_in("abroad", name)
    if article.production is not None:
        for name in ("where", "designated", "costs", "costs_include"):
            if getattr(article.production, name) is not None:
                yield name, _of_production(lambda made, name=name: replace(made, **{name: None}))  # type: ignore[misc]
        if article.production.processes is not None:
            yield "processes", _of_production(lambda made: replace(made, processes=None))
            yield (
                "simple",
                _of_production(
                    lambda made: replace(
                        made, processes=tuple(replace(step, simple=None) for step in made.processes or ())
                    )
                ),
            )


def _without_in_papers(name: str) -> Callable[[Article], Article]:
    return lambda one: replace(one, evidence=tuple(replace(paper, **{name: None}) for paper in one.evidence))


def _without_in(part: str, name: str) -> Callable[[Article], Article]:
    return lambda one: replace(one, **{part: replace(getattr(one, part), **{name: None})})


def _without_kind(kind: str) -> Callable[[Article], Article]:
    return lambda one: replace(one, kinds={name: is_one for name, is_one in one.kinds.items() if name != kind})


def _of_production(change: Callable[[Production], Production]) -> Callable[[Article], Article]:
    return lambda one: replace(one, production=one.production and change(one.production))
