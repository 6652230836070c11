"""Selection: reproducible, stratified, explained; estimates with shrinkage; a back-test on real declarations."""

from __future__ import annotations

import csv
import gzip
import io
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from origin.cases.selection.back_test import back_test
from origin.cases.selection.estimate import estimate
from origin.cases.selection.outcomes import Features, PastOutcome, read_outcomes
from origin.cases.selection.pick import allocate

ROOT = Path(__file__).resolve().parents[2]
DECLARATIONS = ROOT.parent / "shared" / "data" / "declarations"


def past(partner: str, code: str, cases: int, refused: int) -> list[PastOutcome]:
    """Some past cases of one partner and code."""
    return [PastOutcome(Features(partner, "eu-uk", code), number < refused) for number in range(cases)]


def test_few_cases_prove_little() -> None:
    """One refusal out of one is drawn towards the wider group; many out of many hardly are."""
    outcomes = past("CN", "871160", 1, 1) + past("CN", "640399", 200, 20) + past("DE", "871160", 400, 4)
    estimates = estimate(outcomes)
    few = estimates.probability(Features("CN", "eu-uk", "871160"))
    many = estimates.probability(Features("CN", "eu-uk", "640399"))
    assert estimates.base < few < 0.5
    assert abs(many - 0.1) < 0.02
    assert estimates.base == estimates.probability(Features("XX", "other", "010101"))


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(["0101", "0202"]), st.booleans()), min_size=1))
def test_an_estimate_is_a_probability_between_the_group_and_the_wider_one(rows: list[tuple[str, str, bool]]) -> None:
    """Shrinkage never leaves the span between what was seen and what it is drawn towards."""
    estimates = estimate([PastOutcome(Features(partner, "x", code), refused) for partner, code, refused in rows])
    for groups in estimates.groups:
        for group in groups.values():
            seen = group.refused / group.cases
            assert min(seen, group.towards) - 1e-9 <= group.rate <= max(seen, group.towards) + 1e-9


@given(
    st.dictionaries(st.tuples(st.text(max_size=2), st.text(max_size=2)), st.integers(1, 50), min_size=1),
    st.integers(0, 99),
)
def test_strata_share_the_budget(sizes: dict[tuple[str, str], int], count: int) -> None:
    """The budget is used as far as there are claims, none gets more than it has, and each one if there is room."""
    given_to = allocate(sizes, count)
    assert min(count, sum(sizes.values())) == sum(given_to.values())
    assert all(given_to[name] <= sizes[name] for name in sizes)
    if count >= len(sizes):
        assert min(given_to.values()) >= 1


def claims(count: int) -> str:
    """Claims from two partners, every third without a number above the threshold."""
    made = []
    for number in range(count):
        proof = {"kind": "statement-on-origin", "made_out": "2026-06-01", "consignment": "7000 EUR", "text": "none"}
        made.append(
            {
                "reference": f"R{number:03d}",
                "imported_into": "GB",
                "accepted": "2026-06-10",
                "origin": "DE" if number % 2 else "FR",
                "preferential_origin": "EU",
                "code": "8711.60",
                "customs_value": f"{1000 + number} GBP",
                "proof": proof if number % 3 == 0 else {"kind": "importers-knowledge"},
            }
        )
    return json.dumps({"claims": made})


def select(*arguments: str, count: int = 30) -> dict[str, Any]:
    """What `origin select` prints as JSON."""
    from origin_cli.main import app

    result = CliRunner().invoke(app, ["select", "-", "--json", "--on", "2026-06-12", *arguments], input=claims(count))
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def test_the_same_seed_draws_the_same() -> None:
    """Another seed draws otherwise; adding claims does not shuffle the lots of the others."""
    first = [one["claim"] for one in select("--random", "8")["chosen"]]
    assert first == [one["claim"] for one in select("--random", "8")["chosen"]]
    assert first != [one["claim"] for one in select("--random", "8", "--seed", "2")["chosen"]]
    assert Fraction(30) == sum(Fraction(one["weight"]) for one in select("--random", "8")["chosen"])


def test_every_choice_says_why_and_none_is_made_twice(tmp_path: Path) -> None:
    """Random, recovery and risk share the claims."""
    outcomes = tmp_path / "past.csv"
    outcomes.write_text("code,origin,agreement,refused\n871160,EU,eu-uk,yes\n871160,EU,eu-uk,no\n", encoding="utf-8")
    rates = str(ROOT / "examples" / "claims" / "rates.csv")
    found = select("--random", "4", "--recovery", "5", "--risk", "6", "--outcomes", str(outcomes), "--rates", rates)
    chosen = found["chosen"]
    assert {name: sum(one["strategy"] == name for one in chosen) for name in ("random", "recovery", "risk")} == {
        "random": 4,
        "recovery": 5,
        "risk": 6,
    }
    assert len({one["claim"] for one in chosen}) == len(chosen)
    assert all(one["reason"] for one in chosen)
    expected = [one["expected"] for one in chosen if one["strategy"] == "recovery"]
    assert sorted(expected, reverse=True) == expected


def test_recovery_needs_outcomes_and_rates() -> None:
    """Without them it is bad input, not a guess."""
    from origin_cli.main import app

    result = CliRunner().invoke(app, ["select", "-", "--recovery", "3"], input=claims(5))
    assert result.exit_code == 2
    assert "--outcomes and --rates" in result.stderr


def test_a_bad_table_of_outcomes_is_told_whole(tmp_path: Path) -> None:
    """Every word that is no outcome, with its cell."""
    file = tmp_path / "past.csv"
    file.write_text("code,refused\n871160,perhaps\n640399,no\n640399,who knows\n", encoding="utf-8")
    read = read_outcomes(file)
    assert read.value is None
    assert [problem.place.cell for problem in read.problems if problem.place] == ["B2", "B4"]


@pytest.mark.skipif(not DECLARATIONS.is_dir(), reason="the declarations of ../shared are not here")
def test_the_back_test_beats_chance_and_the_code_alone(tmp_path: Path) -> None:
    """A year of inspected declarations finds the frauds of the next quarter three times as often as chance."""
    tables = []
    for name in ("train", "valid"):
        file = tmp_path / f"{name}.csv"
        with gzip.open(DECLARATIONS / f"kcs_ctgan_{name}.csv.gz", "rt", encoding="utf-8") as stream:
            rows = csv.DictReader(io.StringIO(stream.read()))
            out = io.StringIO()
            writer = csv.writer(out)
            writer.writerow(["code", "origin", "agreement", "refused"])
            for row in rows:
                writer.writerow([row["HS6 Code"], row["Country of Origin"], row["Tax Type"], row["Fraud"]])
        file.write_text(out.getvalue(), encoding="utf-8")
        read = read_outcomes(file)
        assert read.value is not None, read.problems
        tables.append(read.value)
    found = back_test(tables[0], tables[1])
    assert found.precision > 3 * found.base_rate
    assert found.precision > found.precision_of_code + 0.1
