"""Whatever a dossier says or leaves out, the answer can be told, drawn, printed as a page and recorded."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from origin.agreements.law import Law
from origin.determination.determination import Presumption
from origin.determination.determine import determine
from origin.dossier.bill_of_materials import BillOfMaterials
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
from origin.explanation.layout import columns, plain
from origin.explanation.page import page_of
from origin.explanation.record import record_of
from origin.explanation.sections import explain
from origin.explanation.text import lines_of
from origin.nomenclature.code import HsCode

CODES = """871160 620342 200791 160414 850760 870380 080810 291590 240220 820600 160100 852411 560311 1604 270900 010121
           930690 610910 220830 040690 380900 540710 4012 710239""".split()
PROCESSES = ("weaving", "making-up", "printing", "chemical-reaction", "assembly", "packing", "labelling", "welding")
WIDTH = 80
HALF = Fraction(1, 2)

codes = st.none() | st.sampled_from(CODES).map(HsCode)
amounts = st.sampled_from(["0", "1", "0.5", "12.5", "100", "1/3", "33.333333333"]).map(Fraction)
money = st.none() | st.builds(Money, amounts, st.sampled_from(["EUR", "EUR", "USD", "CHF"]))
weights = st.none() | amounts
countries = st.none() | st.sampled_from(["DE", "GB", "CN", "XX"])
truths = st.none() | st.booleans()
names = st.text(min_size=1, max_size=30)
steps = st.builds(ProcessStep, st.sampled_from(PROCESSES), countries, st.just(()), truths)
papers = st.builds(
    Evidence,
    st.sampled_from(["supplier-declaration", "eur-1", "note"]),
    st.none() | st.sampled_from(["eu-uk", "eu-ch"]),
    countries,
    st.none() | names,
    valid_until=st.none() | st.just(date(2026, 1, 1)) | st.just(date(2027, 1, 1)),
)
productions = st.builds(
    Production, st.sampled_from(Maker), countries, st.none() | st.lists(steps, max_size=3).map(tuple), st.booleans()
)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """A product and up to six materials, each used in something that comes before it."""
    product = draw(
        st.builds(
            Article,
            st.just("product"),
            names,
            codes,
            weight=weights,
            production=productions,
            wholly_obtained=st.sampled_from([None, None, "grown"]),
            wholly_obtained_in=countries,
        )
    )
    articles, uses = {"product": product}, []
    for number in range(draw(st.integers(0, 6))):
        name = f"m{number}"
        articles[name] = draw(
            st.builds(
                Article,
                st.just(name),
                names,
                codes,
                money,
                weights,
                origin=countries,
                status=st.none() | st.sampled_from(Status),
                evidence=st.lists(papers, max_size=2).map(tuple),
                production=st.none() | productions,
                role=st.sampled_from([Role.MATERIAL, Role.MATERIAL, *Role]),
                fibre=st.sampled_from(
                    [None, {"cotton": Fraction(1)}, {"wool": Fraction(3, 4), "cotton": Fraction(1, 4)}]
                ),
            )
        )
        for parent in draw(st.sets(st.sampled_from(list(articles)[:-1]), min_size=1, max_size=2)):
            uses.append(
                Use(parent, name, draw(amounts.filter(bool)), draw(st.sampled_from([Fraction(0), Fraction(1, 20)])))
            )
    price = draw(money)
    return Dossier(
        Product(
            product,
            {"EXW": price} if price is not None else {},
            draw(st.sampled_from([None, "other", "nonsense"])),
            draw(truths),
            imported_into=draw(countries),
            journey=draw(st.builds(Journey, st.none() | st.just(()) | st.just(("CH",)), truths, truths, truths)),
            consignment_value=draw(money),
            within_quota=draw(truths),
        ),
        BillOfMaterials("product", articles, tuple(uses)),
        rates=(Rate("USD", "EUR", Fraction("0.92"), "a source"),),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers(), st.sets(st.sampled_from(Presumption)), st.sampled_from([date(2026, 6, 1), date(2027, 6, 1)]))
def test_any_dossier(law: Law, dossier: Dossier, presumptions: set[Presumption], on: date) -> None:
    """Explanation, text, page and record exist for it; lines fit, hostile names are tamed, and the record is JSON."""
    determination = determine(dossier, law, on, presumptions=frozenset(presumptions))
    document = explain(determination)
    assert document.summary
    lines = [plain(line) for line in lines_of(document, WIDTH)]
    assert [line for line in lines if columns(line) > WIDTH] == []
    assert all(sign.isprintable() or sign == " " for line in lines for sign in line if sign < "\x7f")
    assert "<script" not in page_of(document)
    record = record_of(determination)
    assert json.loads(json.dumps(record)) == record
    assert record["verdict"] == determination.verdict.value
