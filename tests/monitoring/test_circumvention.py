"""Circumvention: planted routes are found, rightful diversion is not, and real relocations rank where they should."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from origin.monitoring.cells.reading import Cells
from origin.monitoring.circumvention.ranking import CAUTION, Ranked, find
from origin.monitoring.circumvention.sections import circumvention_sections
from origin.monitoring.measures import read_capacity, read_measures
from origin.monitoring.periods import Grain
from origin.monitoring.request import Request
from origin.monitoring.statistics import false_discovery, placebo, rank_correlation
from origin.monitoring.trade import windows
from tests.monitoring import simulated_trade as simulated
from tests.monitoring.conftest import read_cells, shared, write_csv
from tests.monitoring.test_utilisation import built_in


def leads(cells: Cells, request: Request) -> list[Ranked]:
    """The ranked leads of a table."""
    read = find(cells, request)
    assert read.value is not None, read.problems
    return read.value[0]


@pytest.fixture(scope="module")
def planted() -> simulated.Planted:
    """Two goods rerouted, two rightly made elsewhere, four that just end."""
    return simulated.plant(3, 0.5)


@pytest.fixture(scope="module")
def cells(planted: simulated.Planted, tmp_path_factory: pytest.TempPathFactory) -> Cells:
    """Simulated trade."""
    path = simulated.write(tmp_path_factory.mktemp("trade") / "trade.csv", 3, planted)
    return read_cells(path, simulated.MAPPING, digits=4)


@pytest.fixture(scope="module")
def found(planted: simulated.Planted, cells: Cells) -> list[Ranked]:
    """Its leads."""
    return leads(cells, request_for(planted))


def request_for(planted: simulated.Planted) -> Request:
    """What an officer would ask about the planted measure."""
    return Request(
        "circumvention",
        ("trade.csv",),
        measured=("CN",),
        since=f"{simulated.SINCE}-01-01",
        codes=planted.struck,
        importers=("US",),
    )


def test_planted_rerouting_stands_out_and_planted_diversion_does_not(
    planted: simulated.Planted, found: list[Ranked]
) -> None:
    """The rerouted goods come first; those made elsewhere had no more supplies from the measured country."""
    standing = {(one.lead.code, one.lead.third) for one in found if one.q <= 0.05}
    assert set(planted.rerouted) <= standing
    assert not set(planted.diverted) & standing
    first = [(one.lead.code, one.lead.third) for one in found[: len(planted.rerouted)]]
    assert set(planted.rerouted) == set(first)


def test_a_lead_says_why(found: list[Ranked]) -> None:
    """All legs of the pattern hold, and what is at stake is no more than any of them."""
    lead = found[0].lead
    assert [leg.points for leg in lead.legs] == [True, True, True]
    assert lead.stake <= lead.after - lead.before
    assert lead.stake <= lead.measured_before - lead.measured_after
    assert lead.basis == "net mass"


def test_capacity_turns_on_what_the_country_makes(
    planted: simulated.Planted, cells: Cells, found: list[Ranked], tmp_path: Path
) -> None:
    """More than it makes and has from elsewhere points to rerouting; ample production does not."""
    lead = next(one.lead for one in found if (one.lead.code, one.lead.third) in planted.rerouted)
    asked = replace(request_for(planted), codes=(lead.code,))
    pointing = []
    for made in ("1", "1e15"):
        production = write_csv(
            tmp_path / "made.csv", ("country", "code", "production"), [(lead.third, lead.code, made)]
        )
        again = leads(cells, replace(asked, capacity=str(production)))
        pointing.append(
            next(
                one.lead.capacity.points for one in again if (one.lead.code, one.lead.third) == (lead.code, lead.third)
            )
        )
    assert pointing == [True, False]


def test_countries_that_do_not_report_are_not_taken_for_zero(tmp_path: Path, planted: simulated.Planted) -> None:
    """Without reports of supplies, that leg is not told, and the stake rests on the other two."""
    rows = [row for row in simulated.trade(3, planted) if row[0] == simulated.IMPORTER]
    path = write_csv(tmp_path / "trade.csv", simulated.HEADER, rows)
    found = leads(read_cells(path, simulated.MAPPING, digits=4), request_for(planted))
    assert {None} == {one.lead.supply.points for one in found}
    first = {(one.lead.code, one.lead.third) for one in found[:8]}
    assert set(planted.rerouted) | set(planted.diverted) <= first, "imports alone cannot tell one from the other"


def test_a_country_that_left_the_territory_is_no_lead(tmp_path: Path) -> None:
    """The United Kingdom was a member until 2020: its trade with the others begins when it leaves, and is no lead."""
    rows = [
        ("DE", partner, "import", code, year, value, value)
        for code in ("4412", "4411")
        for year in range(2018, 2023)
        for partner, value in (("RU", 100 if year < 2022 else 10), ("GB", 900), ("TR", 100 if year < 2022 else 300))
    ]
    path = write_csv(tmp_path / "trade.csv", simulated.HEADER, rows)
    mapping = simulated.MAPPING.model_copy(update={"intra_bloc": "EU"})
    request = Request("circumvention", ("t",), measured=("RU",), since="2022-01-01", codes=("4412",))
    assert {"TR"} == {one.lead.third for one in leads(read_cells(path, mapping, digits=4), request)}


def test_the_report_cautions_and_names_cases(planted: simulated.Planted, cells: Cells) -> None:
    """The standing caution comes first, and again under the table of leads."""
    read = circumvention_sections(cells, request_for(planted), None, cells.engine)
    assert read.value is not None
    assert read.value[0].paragraphs[0] == CAUTION
    table = read.value[1].tables[0]
    assert CAUTION in table.note
    place = [column.id for column in table.columns].index("standing")
    assert {"a lead, not a finding"} == {row[place] for row in table.rows}, "files of rows alone carry it too"
    assert {"routes", "imports"} == {chart.id for chart in read.value[1].charts}


@pytest.mark.slow
def test_russian_wood_came_by_its_neighbours() -> None:
    """Since 2022: routes through Kazakhstan and Kyrgyzstan, which made next to none before, are among the first."""
    path = shared("flows/eu27_imports_wood_furniture_2018-2022.csv.gz")
    request = Request("circumvention", (str(path),), measured=("RU",), since="2022-04-09", codes=("44",))
    found = leads(read_cells(path, built_in("eu27-comtrade"), digits=4), request)
    first = [one.lead.third for one in found[:15]]
    assert {"KZ", "KG"} <= set(first)
    assert first.count("KZ") >= 3
    assert {"net mass", "value"} >= {one.lead.basis for one in found}


@pytest.mark.parametrize(
    ("since", "grain", "before", "after"),
    [
        (date(2020, 1, 1), Grain.YEAR, (2018, 2019), (2020, 2021)),
        (date(2020, 6, 30), Grain.YEAR, (2018, 2019), (2020, 2021)),
        (date(2020, 9, 1), Grain.YEAR, (2018, 2019), (2021,)),
        (date(2022, 1, 1), Grain.YEAR, (2018, 2019, 2020, 2021), ()),
    ],
)
def test_the_year_of_a_measure_counts_where_it_held_for_half_of_it(
    since: date, grain: Grain, before: tuple[int, ...], after: tuple[int, ...]
) -> None:
    """Otherwise it belongs to neither window."""
    found = windows((2018, 2019, 2020, 2021), since, grain)
    assert (before, after) == (found.before, found.after)


def test_tables_of_measures_and_production_are_read_whole_or_refused(tmp_path: Path) -> None:
    """All mistakes are told at once, with their lines."""
    path = write_csv(
        tmp_path / "m.csv",
        ("codes", "measured", "since", "importer", "inputs", "act"),
        [("4412 4411", "RU", "2021-11-10", "EU", "4408", "Reg. 2021/1930"), ("", "XY", "soon", "", "44x", "")],
    )
    read = read_measures(path)
    assert read.value is None
    assert [problem.code for problem in read.problems] == ["country-unknown", "code-unreadable", "date-unreadable"]
    assert {3} == {problem.place.line for problem in read.problems if problem.place}
    assert read_capacity(path).value is None


def test_rank_correlation_is_exact_for_few_pairs() -> None:
    """Four pairs in the same order have one chance in 24."""
    assert rank_correlation([1, 2, 3, 4], [10, 20, 30, 40]) == pytest.approx((1.0, 1 / 24))
    assert rank_correlation([1, 2, 3], [1, 2, 3]) is None
    assert rank_correlation([1, 1, 1, 1], [1, 2, 3, 4]) is None


@given(st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=30))
def test_q_values_are_those_of_benjamini_and_hochberg(chances: list[float | None]) -> None:
    """Each is the least, over the chances from it upwards, of chance times number over rank."""
    known = sorted(chance for chance in chances if chance is not None)
    for chance, q in zip(chances, false_discovery(chances), strict=True):
        if chance is None:
            assert q is None
        else:
            least = min(other * len(known) / rank for rank, other in enumerate(known, 1) if other >= chance)
            assert q == pytest.approx(min(1.0, least))


@given(st.floats(-5, 5), st.lists(st.floats(-5, 5), min_size=1))
def test_a_placebo_chance_is_never_zero(value: float, others: list[float]) -> None:
    """It is at least one in all flows, itself counted, and falls as the value grows."""
    others.sort()
    assert (1 + sum(other >= value for other in others)) / (1 + len(others)) == placebo(value, others)
    assert 1 / (len(others) + 1) <= placebo(value + 1, others) <= placebo(value, others) <= 1
