"""Utilisation: published shares, definitions, and an independent calculation on random declarations."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from origin.monitoring.mapping import When, read_mapping
from origin.monitoring.report import ratio
from origin.monitoring.rows.terms import Window
from origin.monitoring.utilisation.figures import figure_columns, figures
from origin.monitoring.utilisation.sections import use_table, utilisation_sections
from origin.monitoring.utilisation.use import Told, Use, used_by
from tests.monitoring.conftest import HEADER, read_cells, shared, write_csv


def built_in(name: str) -> Any:
    """A mapping that comes with the toolkit."""
    read = read_mapping(name)
    assert read.value is not None, read.problems
    return read.value.mapping


def test_the_published_shares_of_the_uk_come_out() -> None:
    """In 2024, 98.0 % of what was eligible from the EU used a preference, 94.0 % from Türkiye; blocs count once."""
    path = shared("pur/uk_agrifood_pur_trade_yearly.csv")
    cells = read_cells(path, built_in("uk-preference-use"), window=Window(2024, 2024))
    assert cells.account.adds_up
    found = used_by(cells, ("partner",))
    assert Decimal("0.980475") == ratio(found["EU",].used, found["EU",].eligible)
    assert Decimal("0.940076") == ratio(found["TR",].used, found["TR",].eligible)
    with path.open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["Year"] == "2024"]
    single = [row for row in rows if row["country_name"] not in {"CPTPP", "DCTS"}]
    assert sum(int(row["Total_imp"]) for row in single) == sum(use.total for use in found.values())


@pytest.mark.parametrize("month", ["2025_01", "2025_06", "2025_12"])
def test_the_shares_of_claims_under_usmca_are_those_of_the_source(month: str) -> None:
    """By partner, and by partner and chapter, computed from the source's own columns."""
    path = shared(f"pur/us_usmca_share_hts10_{month}.csv.gz")
    mapping = built_in("us-usmca").model_copy(update={"date": When(constant=month.replace("_", "-"))})
    cells = read_cells(path, mapping)
    expected: dict[tuple[str, str], list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    with gzip.open(path, "rt") as stream:
        for row in csv.DictReader(stream):
            for key in ((row["cty_code"], "all"), (row["cty_code"], row["hts10"][:2])):
                expected[key][0] += Decimal(row["usmca_value"])
                expected[key][1] += Decimal(row["total_value"])
    partners = {"CA": "1220", "MX": "2010"}
    for (partner,), use in used_by(cells, ("partner",)).items():
        assert expected[partners[partner], "all"] == [use.used, use.total]
    for (partner, chapter), use in used_by(cells, ("partner", "product")).items():
        assert expected[partners[partner], chapter] == [use.used, use.total]
    assert not Told.of(cells).eligibility
    assert figures(use, Told.of(cells))[4] is None


def test_a_table_of_shares_alone_is_averaged_over_tariff_lines() -> None:
    """Each line counts as one; the average by partner is that of the source's shares."""
    path = shared("pur/us_usmca_share_hts10_2024.csv.gz")
    cells = read_cells(path, built_in("us-usmca-shares").model_copy(update={"date": When(constant="2024")}))
    shares: dict[str, list[float]] = defaultdict(list)
    with gzip.open(path, "rt") as stream:
        for row in csv.DictReader(stream):
            shares[row["cty_code"]].append(float(row["usmca_share"]))
    for (partner,), use in used_by(cells, ("partner",)).items():
        lines = shares[{"CA": "1220", "MX": "2010"}[partner]]
        assert len(lines) == use.total
        assert sum(lines) / len(lines) == pytest.approx(float(use.used / use.total), abs=1e-4)


def test_korean_declarations_are_read_whole() -> None:
    """Every declaration counts; those of the tax types that begin with F used a free trade agreement."""
    path = shared("declarations/kcs_ctgan_valid.csv.gz")
    cells = read_cells(path, built_in("korea-declarations"))
    with gzip.open(path, "rt") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == cells.account.rows("counted")
    agreements = {key[0]: use for key, use in used_by(cells, ("agreement",)).items()}
    free = sum(
        Decimal(row["Item Price"]).quantize(Decimal("0.0001")) for row in rows if row["Tax Type"].startswith("FCN")
    )
    assert free == agreements["Korea-China"].used


NAMES = [column.id for column in figure_columns("EUR")]
ALL_TOLD = Told(eligibility=True, rates=True, mfn_zero=True)


def told(use: Use, **known: bool) -> dict[str, Any]:
    """The figures of a use by name."""
    return dict(
        zip(NAMES, figures(use, Told(**{"eligibility": True, "rates": True, "mfn_zero": True} | known)), strict=True)
    )


def test_no_eligible_trade_has_no_rate() -> None:
    """None, which is not zero; what was eligible and never used is zero."""
    assert told(Use(no_preference=Decimal(5)))["utilisation"] is None
    assert Decimal(0) == told(Use(unused=Decimal(5)))["utilisation"]


def test_the_companions_of_the_rate() -> None:
    """Coverage is eligible / dutiable, utility used / dutiable; both are told only where what is dutiable is."""
    use = Use(
        used=Decimal(30), unused=Decimal(10), no_preference=Decimal(40), mfn_zero=Decimal(20), unknown=Decimal(10)
    )
    found = told(use)
    assert (Decimal("0.75"), Decimal("0.6"), Decimal("0.5"), Decimal("0.375")) == tuple(
        found[name] for name in ("utilisation", "utilisation_at_least", "coverage", "utility")
    )
    assert told(use, mfn_zero=False)["coverage"] is None
    assert told(Use(used=Decimal(1), not_eligible=Decimal(1)))["utility"] is None
    assert told(use, eligibility=False)["utilisation"] is None


row = st.tuples(
    st.sampled_from(["DE", "FR"]),
    st.sampled_from(["VN", "KR", "CH"]),
    st.sampled_from(["6109", "610910", "8708.99"]),
    st.sampled_from(["2023-01-31", "2024-02-29", "2024-12-31"]),
    st.decimals(0, 10**9, places=2).map(str),
    st.sampled_from(["", "0", "12.5"]),
    st.sampled_from(["100", "110", "200", "300", ""]),
    st.sampled_from(["Y", "N", ""]),
    st.sampled_from(["EPA", "GSP;EPA", ""]),
    st.sampled_from(["", "0", "4.5", "12"]),
    st.sampled_from(["", "0", "3"]),
    st.sampled_from(["40", "51"]),
)


def by_hand(rows: list[tuple[str, ...]]) -> dict[tuple[str, ...], dict[str, Fraction]]:
    """The buckets and duties by partner and year, row by row with fractions: written again from the definitions."""
    found: dict[tuple[str, ...], dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for line in rows:
        one = dict(zip(HEADER, line, strict=True))
        value, regime = Fraction(one["value"]), one["regime"]
        if one["procedure"] == "51" or regime == "110":
            bucket = "excluded"
        elif one["mfn"] == "0":
            bucket = "mfn_zero"
        elif regime in {"200", "300"}:
            bucket = "claimed_not_open" if one["open"] == "N" else "used"
        elif regime == "100" and one["open"]:
            bucket = "unused" if one["open"] == "Y" else "no_preference"
        else:
            bucket = "unknown"
        group = found[one["origin"], one["day"][:4]]
        group[bucket] += value
        if one["mfn"] and one["rate"] and bucket in {"used", "unused"}:
            duty = value * (Fraction(one["mfn"]) - Fraction(one["rate"])) / 100
            group["duty_saved" if bucket == "used" else "duty_forgone"] += duty
    return found


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(rows=st.lists(row, min_size=1, max_size=80), data=st.data())
def test_figures_are_those_of_an_independent_calculation(
    tmp_path: Path, rows: list[tuple[str, ...]], data: st.DataObject
) -> None:
    """Buckets and duty equal those computed row by row; order does not matter, nor does a file split in two."""
    whole = write_csv(tmp_path / "whole.csv", HEADER, rows)
    cells = read_cells(whole)
    assert cells.account.adds_up
    found = used_by(cells, ("partner", "period"))
    expected = by_hand(rows)
    assert {key: set(parts) for key, parts in expected.items()}.keys() == {(key[0], str(key[1])) for key in found}
    for (partner, year), use in found.items():
        parts = expected[partner, str(year)]
        for name in (*(column for column in parts),):
            assert parts[name] == Fraction(getattr(use, name)), name
        assert sum((amount for name, amount in parts.items() if "duty" not in name), Fraction(0)) == Fraction(use.total)
    cut = data.draw(st.integers(0, len(rows)))
    shuffled = data.draw(st.permutations(rows))
    halves = [write_csv(tmp_path / f"{n}.csv", HEADER, part) for n, part in enumerate((shuffled[:cut], shuffled[cut:]))]
    again = read_cells(halves)
    assert cells.account == again.account
    assert found == used_by(again, ("partner", "period"))
    by_agreement = used_by(cells, ("agreement", "product", "reporter"))
    assert sum(found.values(), Use()) == sum(by_agreement.values(), Use())


def test_regimes_open_to_the_same_goods_stand_side_by_side(tmp_path: Path) -> None:
    """Each regime with its own use, and any preference with the goods counted once."""
    common = ("DE", "VN", "6109", "2024-01-01")
    rows = [
        (*common, "60", "", "200", "Y", "GSP;EPA", "12", "0", "40"),
        (*common, "30", "", "300", "Y", "EPA;GSP", "12", "0", "40"),
        (*common, "10", "", "100", "Y", "GSP;EPA", "12", "0", "40"),
    ]
    sections = {
        section.id: section for section in utilisation_sections(read_cells(write_csv(tmp_path / "a.csv", HEADER, rows)))
    }
    (table,) = sections["competing"].tables
    shares = {line[1]: line[4] for line in table.rows}
    assert {"EPA": Decimal("0.3"), "GSP": Decimal("0.6"), "any preference": Decimal("0.9")} == shares


def test_a_table_is_sorted_and_named(tmp_path: Path) -> None:
    """The largest eligible value stands first; partners have names and codes have labels."""
    common = ("2024-01-01", "5", "", "100", "Y", "EPA", "", "", "40")
    rows = [("DE", "KR", "6109", *common), ("DE", "VN", "8708", *common), ("DE", "VN", "8708", *common)]
    cells = read_cells(write_csv(tmp_path / "a.csv", HEADER, rows))
    table = use_table(cells, ("partner", "product"), Told.of(cells), "t", "T")
    assert str(table.rows[0][0]).replace("Viet Nam", "Vietnam") == "Vietnam (VN)"
    assert str(table.rows[0][1]).startswith("87 ")
    assert Decimal(10) == table.rows[0][2]
