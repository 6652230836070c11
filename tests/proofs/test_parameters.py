"""The packs' parameters of proofs and verification against a table of them, and what is said where a pack has none."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from origin.agreements.agreement import Agreement
from origin.agreements.all_agreements import load_agreements
from origin.agreements.proofs import Maker
from origin.agreements.verification import Addressee, Trigger
from origin.cases.assessment import Decision, assess
from origin.cases.claim import Claim
from origin.cases.request import last_day
from origin.proofs.presented import PresentedProof

ROWS = yaml.safe_load((Path(__file__).parent / "parameters.yaml").read_text(encoding="utf-8"))
DAY = date(2026, 8, 10)


@cache
def agreements() -> dict[str, Agreement]:
    """Every agreement of the data folder."""
    read = load_agreements()
    assert read.value is not None, read.problems
    return {one.id: one for one in read.value}


@pytest.mark.parametrize(
    ("name", "row"), [(name, row) for row in ROWS for name in row["agreements"]], ids=lambda value: str(value)[:30]
)
def test_a_pack_has_the_parameters_of_its_agreement(name: str, row: dict[str, Any]) -> None:
    """Triggers, clock, verb, validity, and whether silence counts only after a doubt."""
    agreement = agreements()[name]
    [verification] = agreement.verification
    step = verification.steps[-1]
    validities = {one.validity_months for one in agreement.proofs if one.made_out_by is not Maker.IMPORTER}
    assert (
        set(row["triggers"]),
        row["verb"],
        {row["validity"]},
        [Trigger.DOUBT] if row["doubt_only"] else [],
    ) == (
        {one.value for one in verification.triggers},
        verification.no_reply.verb.value,
        validities,
        list(verification.no_reply.triggers),
    )
    if "reply" in row:
        assert (row["reply"], row["clock"]) == (str(step.reply), step.clock.value)
    assert row.get("acknowledge") == (str(step.acknowledge) if step.acknowledge else None)
    assert row.get("extension") == (str(step.extension) if step.extension else None)


def test_every_pack_but_an_expired_one_states_proofs_and_a_procedure() -> None:
    """What a claim is answered by is in the pack; the one scheme without it has expired."""
    without = [name for name, one in agreements().items() if not one.verification or not one.proofs]
    assert without == ["uk-gsp"]
    assert agreements()["uk-gsp"].valid_until == date(2023, 6, 18)


def test_every_parameter_has_its_article() -> None:
    """Nothing in the packs is left without a citation, and no place for an article's number is left empty."""
    for one in agreements().values():
        for proof in one.proofs:
            assert proof.citation
            assert proof.validity_months is None or proof.validity_citation, (one.id, proof.name)
        for verification in one.verification:
            assert verification.citation
            assert verification.no_reply.citation
            for step in verification.steps:
                assert step.citation, (one.id, step.id)
                assert step.reply_citation, (one.id, step.id)
                assert "{" not in step.citation + step.reply_citation, (one.id, step.id)


def _claim(**facts: Any) -> Claim:
    return Claim("1", "GB", DAY, preferential_origin=facts.pop("of"), **facts)


def test_a_pack_without_procedure_never_accepts() -> None:
    """Where the pack does not state the law, the answer is undetermined and says so, whatever is presented."""
    gsp = agreements()["uk-gsp"]
    for proof in (PresentedProof(kind="form-a", made_out=date(2023, 5, 1)), PresentedProof(kind="origin-declaration")):
        claim = replace(_claim(of="BD", proof=proof), accepted=date(2023, 6, 1))
        found = assess(claim, gsp, date(2023, 6, 5))
        assert found.decision is Decision.UNDETERMINED
        assert "procedure-not-modelled" in [one.code for one in found.findings]


def test_a_request_counts_from_what_the_agreement_says() -> None:
    """India: two years from the claim; Iceland and Norway: 34 months from the day the proof was made out."""
    [india] = agreements()["uk-india"].verification
    step = india.step("authority")
    assert step is not None
    assert last_day(step, _claim(of="IN", claimed=date(2027, 2, 28))) == date(2029, 2, 28)
    [norway] = agreements()["uk-iceland-norway"].verification
    [step] = norway.steps
    made_out = PresentedProof(kind="origin-declaration", made_out=date(2026, 4, 30))
    assert last_day(step, _claim(of="NO", proof=made_out)) == date(2029, 2, 28)
    assert last_day(step, _claim(of="NO")) == date(2029, 6, 10)


def test_the_exporter_is_asked_by_nobody_but_where_the_agreement_says_so() -> None:
    """Only the agreements with direct verification let the importing authority ask an exporter."""
    asking = {
        name
        for name, one in agreements().items()
        for verification in one.verification
        if any(step.asks is Addressee.EXPORTER for step in verification.steps)
    }
    assert asking == {"uk-cptpp", "uk-australia"}


def test_a_step_of_its_own_takes_nothing_from_another() -> None:
    """A request that the shared procedure does not have is what the pack says of it, and no more."""
    [india] = agreements()["uk-india"].verification
    step = india.step("importer")
    assert step is not None
    assert (str(step.reply), step.acknowledge, step.clock.value) == ("30 days", None, "request")


def test_no_period_mixes_units() -> None:
    """A pack that states days where the shared file states months would have both."""
    for one in agreements().values():
        for verification in one.verification:
            for step in verification.steps:
                for period in (step.reply, step.within, step.acknowledge, step.extension, step.reminder):
                    assert period is None or [period.years, period.months, period.days].count(0) == 2, (one.id, step.id)
