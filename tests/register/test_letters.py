"""Letters: only what the agreement allows, in three forms, and nothing in them becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from origin.agreements.agreement import Agreement
from origin.agreements.all_agreements import load_agreements
from origin.agreements.jurisdictions import jurisdiction_of
from origin.agreements.verification import Addressee, Trigger
from origin.cases.claim import Trader
from origin.cases.letters.compose import KINDS, compose
from origin.cases.letters.letter import Letter
from origin.cases.letters.render import html_of, markdown_of, pdf_of
from origin.cases.register import happenings as h
from origin.cases.register.case import Case, RequestMade, State
from origin.cases.register.rules import Rules, rules_on
from origin.dossier.model import Money
from origin.proofs.presented import PresentedProof
from tests.register.conftest import claim

Agreements = Callable[[str], Agreement | None]
DAY = date(2026, 2, 1)
NASTY = "<script>alert(1)</script> {{ 7*7 }} {% raw %} # *x* [a](b) :: c\n## Heading\n- item"


def rules(agreements: Agreements, name: str) -> Rules:
    """The rules of a pack."""
    agreement = agreements(name)
    assert agreement is not None
    found = rules_on(agreement, jurisdiction_of("GB").value, DAY)
    assert found is not None
    return found


def case(text: str = "shoes") -> Case:
    """A case whose claim has facts of every sort."""
    made = replace(
        claim(),
        description=text,
        invoice="INV-SECRET-1",
        importer=Trader("GB1", text),
        exporter=Trader("AL1", "Kepuce"),
        customs_value=Money(claim().accepted.year * 1, "GBP"),  # type: ignore[arg-type]
        proof=PresentedProof("eur1", "A 1", text="the text of the statement", made_out=DAY),
    )
    return Case(
        "V-2026-000001",
        made,
        "test-pem",
        "UK-Albania agreement",
        DAY,
        "eur1",
        None,
        State.SELECTED,
        3,
        (),
        Trigger.DOUBT,
        (text,),
    )


def written(kind: str, one: Case, by: Rules) -> Letter:
    """A letter that the case allows."""
    read = compose(kind, one, by, DAY, "Customs Office", None)
    assert read.value is not None, read.problems
    return read.value


def test_a_request_to_an_authority_says_what_the_article_lets_it(agreements: Agreements) -> None:
    """Proof and invoice go back, with reasons; the value and the importer are not told."""
    text = markdown_of(written("request", case(), rules(agreements, "test-pem")))
    assert "A 1" in text
    assert "INV-SECRET-1" in text
    assert "1 December 2026" in text
    for secret in ("2026 GBP", "GB1", "the text of the statement"):
        assert secret not in text


def test_a_request_under_the_eu_uk_agreement_has_no_invoice(agreements: Agreements) -> None:
    """Its article names statement, authority, exporter and scope, and no invoice."""
    one = replace(case(), agreement="eu-uk", proof="statement-on-origin", requests=(RequestMade("authority", DAY),))
    text = markdown_of(written("request", one, rules(agreements, "eu-uk")))
    assert "Kepuce" in text
    assert "INV-SECRET-1" not in text


def test_a_letter_that_the_case_does_not_allow_is_not_written(agreements: Agreements) -> None:
    """No decision before it is taken, no reminder before a request, no notice without an opinion."""
    by = rules(agreements, "test-pem")
    for kind in ("reminder", "hearing", "intent", "decision"):
        assert [one.code for one in compose(kind, case(), by, DAY, "Office").problems] == ["letter-not-now"]
    assert [one.code for one in compose("poem", case(), by, DAY, "Office").problems] == ["letter-unknown"]
    assert "request" in KINDS


def test_nothing_in_a_letter_becomes_markup(agreements: Agreements) -> None:
    """Tags, template signs, Markdown and line ends from a claim stay what they are: text."""
    letter = written("request", case(NASTY), rules(agreements, "test-pem"))
    page, text = html_of(letter), markdown_of(letter)
    assert "<script>" not in page
    assert "{{ 7*7 }}" in page
    assert len(re.findall(r"^## ", text, re.MULTILINE)) == 4
    assert "\\<script\\>" in text
    assert "http" not in re.sub(r"http-equiv", "", page)


def test_a_decision_tells_ground_and_article(agreements: Agreements) -> None:
    """What the authority answered, in a sentence, and the article of the ground."""
    reply = h.Replied(True, h.Originating.NO, True)
    one = replace(
        case(),
        state=State.DETERMINED,
        outcome=h.Outcome.REFUSED,
        ground="not-originating",
        requests=(RequestMade("authority", DAY, replied=DAY, reply=reply),),
        debt=Money(claim().accepted.year * 1, "GBP"),  # type: ignore[arg-type]
    )
    text = markdown_of(written("decision", one, rules(agreements, "test-pem")))
    assert "says that the products do not originate and that the proof is authentic" in text
    assert "Article 32(2)" in text


def test_a_letter_as_pdf(agreements: Agreements, tmp_path: Path) -> None:
    """A PDF comes out, or a problem that says what is missing."""
    made = pdf_of(written("request", case(NASTY), rules(agreements, "test-pem")))
    if made.value is None:
        assert [one.code for one in made.problems] == ["pdf-missing"]
        pytest.skip("no pango on this machine")
    assert made.value.startswith(b"%PDF-")


def test_every_request_of_every_pack_says_what_it_is_about() -> None:
    """No letter goes out without a fact by which the claim is recognised, nor with the claim's value."""
    read = load_agreements()
    assert read.value is not None, read.problems
    for agreement in read.value:
        for verification in agreement.verification:
            for step in verification.steps:
                one = replace(case(), agreement=agreement.id, proof=None, requests=(RequestMade(step.id, DAY),))
                found = Rules(agreement, verification, jurisdiction_of("GB").value)
                letter = compose("request", one, found, DAY, "Office").value
                assert letter is not None, (agreement.id, step.id)
                text = markdown_of(letter)
                recognised = ("26GB1", "A 1", "shoes")
                assert any(fact in text for fact in recognised), (agreement.id, step.id)
                assert "2026 GBP" not in text
                assert step.asks is Addressee.IMPORTER or "GB1" not in text.replace("26GB1", "")


def test_a_random_check_gives_no_reasons(agreements: Agreements) -> None:
    """There are none to give, whatever an officer wrote down."""
    one = replace(case(), trigger=Trigger.RANDOM, reasons=("the margin in the dossier",))
    assert "margin" not in markdown_of(written("request", one, rules(agreements, "test-pem")))
