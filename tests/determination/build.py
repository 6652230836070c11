"""Terse builders: small dossiers and laws, so that a test shows only the facts that matter to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from msgspec.structs import replace

from origin.agreements.agreement import Agreement, Party, RuleListReference
from origin.agreements.law import Law
from origin.agreements.provisions import Absorption, AbsorptionKind, LookThrough, Provisions, Tolerance
from origin.agreements.registry import read_law
from origin.agreements.rule_book import ParsedRuleBook
from origin.determination.determination import Determination, Presumption
from origin.determination.determine import determine
from origin.dossier.bill_of_materials import BillOfMaterials, build_bill_of_materials
from origin.dossier.dossier import Dossier
from origin.dossier.model import (
    Article,
    Evidence,
    Journey,
    Maker,
    Money,
    ProcessStep,
    Product,
    Production,
    Rate,
    Role,
    Status,
    Use,
)
from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.glossary import Glossary, NamedMaterial, NamedProcess
from origin.language.parser import parse_rule_list
from origin.nomenclature.code import HsCode
from origin.nomenclature.code_set import HsSet
from origin.nomenclature.set_text import parse_set
from origin.problems import Problem

DAY = date(2025, 6, 1)
"""The day tests judge by unless they say otherwise."""

ROOT = "product"

EVERYWHERE = "01-97"

DIRECT = Journey(through=(), altered=False)
"""Straight from party to party."""

yes, no, unknown = "originating", "non-originating", "undetermined"
"""The verdicts."""

Number = int | str | Fraction | Decimal | None
Steps = Iterable[str | ProcessStep] | None

OM = Status.ORIGINATING
NOM = Status.NON_ORIGINATING


class Part(Frozen):
    """A material, how much of it goes into one unit, and what it is made of."""

    article: Article
    quantity: Fraction = Fraction(1)
    scrap: Fraction = Fraction(0)
    parts: tuple[Part, ...] = ()

    def times(self, quantity: Number, scrap: Number = 0) -> Part:
        """The same article in another quantity, for a second place in the bill of materials."""
        return replace(self, quantity=exact(quantity) or Fraction(0), scrap=exact(scrap) or Fraction(0))


def exact(number: Number) -> Fraction | None:
    """A number as a fraction: "1/3", "45.00", 7."""
    return None if number is None else Fraction(number)


def money(amount: Number, currency: str = "EUR") -> Money | None:
    """Money; "45 GBP" names its own currency."""
    if isinstance(amount, str) and " " in amount:
        amount, currency = amount.split()
    number = exact(amount)
    return None if number is None else Money(number, currency)


def code(text: str | None) -> HsCode | None:
    """A code from "8711.60", "871160", "8711" or "87"."""
    return None if text is None else HsCode(text.replace(".", ""))


def codes(text: str) -> HsSet:
    """A set of codes from "50-63, 70"."""
    found = parse_set(text)
    assert not isinstance(found, Problem), found
    return found


def steps(given: Steps, simple: bool | None = None) -> tuple[ProcessStep, ...] | None:
    """Operations by their terms; a trailing "!" marks one as simple, "?" leaves it open, else it is not simple."""
    if given is None:
        return None
    marks = {"!": True, "?": None}
    return tuple(
        ProcessStep(one.rstrip("!?"), simple=marks.get(one[-1], False)) if isinstance(one, str) else one
        for one in given
    )


def product(
    hs: str | None = "8501.10",
    exw: Number = 100,
    *,
    fob: Number = None,
    prices: Mapping[str, Number] | None = None,
    where: str | None = "GB",
    done: Steps = ("machining",),
    exported_from: str | None = "GB",
    imported_into: str | None = "EU",
    journey: Journey = DIRECT,
    is_set: bool | None = False,
    option: str | None = None,
    within_quota: bool | None = None,
    weight: Number = None,
    **facts: Any,
) -> Product:
    """The product: made in the United Kingdom by machining, exported to the Union, price 100 ex works."""
    stated = {"EXW": money(exw), "FOB": money(fob), **{name: money(one) for name, one in (prices or {}).items()}}
    return Product(
        Article(
            id=ROOT,
            name=ROOT,
            hs=code(hs),
            weight=exact(weight),
            production=Production(Maker.PRODUCER, where, steps(done)),
            **facts,
        ),
        prices={name: one for name, one in stated.items() if one is not None},
        option=option,
        is_set=is_set,
        exported_from=exported_from,
        imported_into=imported_into,
        journey=journey,
        within_quota=within_quota,
    )


def material(
    hs: str | None,
    value: Number = None,
    status: Status | str | None = NOM,
    *of: Part,
    id: str | None = None,
    weight: Number = None,
    quantity: Number = 1,
    scrap: Number = 0,
    made: Production | None = None,
    role: Role = Role.MATERIAL,
    **facts: Any,
) -> Part:
    """A material, non-originating unless `status` says otherwise; "WO" is wholly obtained in the United Kingdom."""
    if status == "WO":
        facts = {"wholly_obtained": "grown", "wholly_obtained_in": "GB", **facts}
        status = None
    assert status is None or isinstance(status, Status)
    if isinstance(facts.get("fibre"), str):
        facts["fibre"] = {facts["fibre"]: Fraction(1)}
    name = id or f"{hs}-{value}-{weight}-{status.value if status else facts.get('wholly_obtained')}-{role.value}"
    article = Article(
        id=name,
        name=name,
        hs=code(hs),
        value=money(value),
        weight=exact(weight),
        status=status,
        production=made,
        role=role,
        **facts,
    )
    return Part(article, exact(quantity) or Fraction(0), exact(scrap) or Fraction(0), of)


def intermediate(
    hs: str | None,
    value: Number,
    *of: Part,
    by: Maker = Maker.PRODUCER,
    where: str | None = "GB",
    done: Steps = ("machining",),
    **facts: Any,
) -> Part:
    """An intermediate that the producer makes in the United Kingdom by machining, unless told otherwise."""
    status = facts.pop("status", None)
    facts.setdefault("id", f"intermediate-{hs}-{value}")
    return material(hs, value, status, *of, made=Production(by, where, steps(done)), **facts)


def dossier(made: Product, *parts: Part, edition: int = 2017, rates: Iterable[tuple[str, str, Number]] = ()) -> Dossier:
    """A dossier of the product and what it is made of; parts of one id are one article used more than once."""
    articles: dict[str, Article] = {ROOT: made.article}
    uses: list[Use] = []
    _use(ROOT, parts, articles, uses)
    bom = build_bill_of_materials(ROOT, articles, tuple(uses))
    assert isinstance(bom, BillOfMaterials), bom
    stated = tuple(Rate(one, into, exact(amount) or Fraction(1)) for one, into, amount in rates)
    return Dossier(made, bom, edition, DAY, stated)


def _use(parent: str, parts: Iterable[Part], articles: dict[str, Article], uses: list[Use]) -> None:
    for part in parts:
        name = part.article.id
        uses.append(Use(parent, name, part.quantity, part.scrap))
        if name in articles:
            assert articles[name] == part.article, f"two articles of the id {name}"
            continue
        articles[name] = part.article
        _use(name, part.parts, articles, uses)


# -- law -------------------------------------------------------------------------------------------------------------

GLOSSARY = Glossary(
    version=1,
    materials={
        "yarn": NamedMaterial("yarn", codes("5106-5110"), True, concerns=codes("50-63"), earlier=codes("5101-5105")),
        "forged-blanks": NamedMaterial("forged blanks", codes("7326.19, 7326.90"), False),
    },
    processes={
        "machining": NamedProcess("machining"),
        "moulding": NamedProcess("moulding"),
        "welding": NamedProcess("welding"),
        "assembly": NamedProcess("assembly", minimal="if-simple"),
        "packing": NamedProcess("packing", minimal="if-simple"),
        "washing": NamedProcess("washing", minimal="yes"),
    },
)
"""A few words for laws made in a test."""

ABSORPTION = Absorption(AbsorptionKind.AUTOMATIC, LookThrough.SELF_PRODUCED, "absorption")

EXW = t.PriceBasis((t.Price.EX_WORKS,))


def tolerance(
    percent: Number, products: str = EVERYWHERE, measure: t.Measure = t.Measure.VALUE, **more: Any
) -> Tolerance:
    """A general tolerance: by value of the ex-works price, or by weight of the product."""
    basis: t.Basis = EXW if measure is t.Measure.VALUE else t.ProductBasis()
    return Tolerance("tolerance", codes(products), measure, Decimal(str(percent)), basis, "tolerance", **more)


def rule_list(rule: str, others: Mapping[str, str] | None = None, edition: int = 2017, define: str = "") -> t.RuleList:
    """A list with one rule for everything and others for some codes."""
    lines = [f'list test "Test" on HS {edition};', define, f"{EVERYWHERE}: {rule};"]
    lines += [f"{products}: {text};" for products, text in (others or {}).items()]
    read = parse_rule_list("\n".join(lines))
    assert read.value is not None, "\n".join(map(str, read.problems))
    return read.value


def law_of(
    rule: str | t.Test,
    others: Mapping[str, str] | None = None,
    *,
    edition: int = 2017,
    define: str = "",
    parties: tuple[Party, ...] = (Party("EU", "Union", ("DE", "FR")), Party("GB", "United Kingdom", ("GB",))),
    glossary: Glossary = GLOSSARY,
    **provisions: Any,
) -> Law:
    """A law of one rule for everything (and `others`, by their codes), with the provisions given and no more."""
    rules = rule_list(rule, others, edition, define) if isinstance(rule, str) else rules_of({EVERYWHERE: rule}, edition)
    return law_with(ParsedRuleBook(rules), parties, glossary, Provisions(**provisions))


def rules_of(tests: Mapping[str, t.Test], edition: int = 2017) -> t.RuleList:
    """A list made of trees; each named test in them gets a definition of its own."""
    definitions: list[t.Definition] = []
    entries = tuple(
        t.Entry(codes(products).ranges, t.Rule((t.Alternative(_defined(test, definitions)),)))
        for products, test in tests.items()
    )
    return t.RuleList("test", "Test", edition, tuple(definitions), entries)


def _defined(test: t.Test, definitions: list[t.Definition]) -> t.Test:
    match test:
        case t.AllOf(tests) | t.AnyOf(tests):
            return replace(test, tests=tuple(_defined(part, definitions) for part in tests))
        case t.Allow(inner):
            return replace(test, test=_defined(inner, definitions))
        case t.Defined(_, inner) if inner is not None:
            meaning = _defined(inner, definitions)
            definitions.append(t.Definition(f"name-{len(definitions)}", meaning))
            return t.Defined(definitions[-1].name)
        case _:
            return test


def law_with(rules: ParsedRuleBook, parties: tuple[Party, ...], glossary: Glossary, provisions: Provisions) -> Law:
    """A law of these rules and provisions."""
    return Law(
        Agreement(
            id="test",
            title="Test",
            source="tests",
            parties=parties,
            valid_from=date(2021, 1, 1),
            rule_list=RuleListReference("rules.psr", rules.edition, "list"),
            provisions=provisions,
            price_bases=(t.Price.EX_WORKS,),
        ),
        rules,
        glossary,
    )


@cache
def eu_uk() -> Law:
    """The law of the Trade and Cooperation Agreement, as its pack states it."""
    read = read_law("eu-uk")
    assert read.value is not None, "\n".join(map(str, read.problems))
    return read.value


def eu_uk_with(rule: str, others: Mapping[str, str] | None = None, **provisions: Any) -> Law:
    """The provisions and glossary of the Trade and Cooperation Agreement over rules made for the test."""
    law = eu_uk()
    agreement = replace(law.agreement, provisions=replace(law.agreement.provisions, **provisions))
    return Law(agreement, ParsedRuleBook(rule_list(rule, others)), law.glossary)


# -- asking ----------------------------------------------------------------------------------------------------------


def decide(law: Law, made: Product, *parts: Part, on: date = DAY, certain: bool = False, **more: Any) -> str:
    """The verdict in words; `certain` leaves every presumption out."""
    return ask(law, dossier(made, *parts), on=on, certain=certain, **more).verdict.value


def ask(law: Law, of: Dossier, on: date = DAY, certain: bool = False, **more: Any) -> Determination:
    """The determination of a dossier; `certain` leaves every presumption out."""
    if certain:
        more["presumptions"] = frozenset[Presumption]()
    return determine(of, law, on, **more)


def paper(
    agreement: str | None = "eu-uk", country: str | None = "FR", kind: str = "supplier-declaration", **days: Any
) -> Evidence:
    """A supplier's declaration of the Union under the agreement."""
    return Evidence(kind, agreement, country, **days)
