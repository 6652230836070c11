"""Writes docs/back-test.md: what the report on circumvention finds where the truth is known, and in real trade.

    python -m tests.monitoring.back_test

Simulated trade takes some minutes; real trade needs the shared data.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from tabulate import tabulate

from origin.monitoring.circumvention.ranking import Ranked, find
from origin.monitoring.indicators.lead import ALPHA
from origin.monitoring.indicators.single import SURGE_GROWTH, SURGE_SHARE
from origin.monitoring.mapping import Mapping, read_mapping
from origin.monitoring.request import Request
from tests.monitoring import simulated_trade as simulated
from tests.monitoring.conftest import SHARED, read_cells

TEXT = Path(__file__).with_name("back_test_page.txt")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "back-test.md"
SIZES = (0.02, 0.05, 0.1, 0.2, 0.4)
SEEDS = range(12)


def leads(paths: list[Path], request: Request, mapping: Mapping) -> list[Ranked]:
    """The ranked leads."""
    read = find(read_cells(paths, mapping, digits=4), request)
    assert read.value is not None, read.problems
    return read.value[0]


def simulated_rates(folder: Path) -> str:
    """Detection and false alarms over a range of sizes, ours and a plain surge test's."""
    rows = []
    for size in SIZES:
        tally: Counter[str] = Counter()
        for seed in SEEDS:
            planted = simulated.plant(seed, size)
            path = simulated.write(folder / "trade.csv", seed, planted)
            request = Request(
                "circumvention",
                (str(path),),
                measured=(simulated.MEASURED,),
                since=f"{simulated.SINCE}-01-01",
                codes=planted.struck,
                importers=(simulated.IMPORTER,),
            )
            found = leads([path], request, simulated.MAPPING)
            routes = {(one.lead.code, one.lead.third): one for one in found}
            ours = {route for route, one in routes.items() if one.q <= 0.05}
            surge = {route for route, one in routes.items() if one.lead.surge.points}
            first = {(one.lead.code, one.lead.third) for one in found[: len(planted.rerouted)]}
            innocent = len(routes) - len(planted.rerouted) - len(planted.diverted)
            tally += Counter(planted=len(planted.rerouted), diverted=len(planted.diverted), innocent=innocent)
            for name, flagged in (("ours", ours), ("surge", surge)):
                tally += Counter(
                    {
                        f"{name}-hit": len(flagged & set(planted.rerouted)),
                        f"{name}-diverted": len(flagged & set(planted.diverted)),
                        f"{name}-innocent": len(flagged - set(planted.rerouted) - set(planted.diverted)),
                    }
                )
            tally["first"] += len(first & set(planted.rerouted))
            print(f"size {size}, seed {seed}", file=sys.stderr)
        rows.append(
            [
                f"{size:.0%}",
                *(
                    f"{tally[name] / tally[whole]:.0%}"
                    for name, whole in (
                        ("ours-hit", "planted"),
                        ("first", "planted"),
                        ("ours-diverted", "diverted"),
                        ("surge-hit", "planted"),
                        ("surge-diverted", "diverted"),
                    )
                ),
                f"{tally['ours-innocent'] / tally['innocent']:.1%}",
                f"{tally['surge-innocent'] / tally['innocent']:.1%}",
            ]
        )
    heads = [
        "size",
        "found",
        "ranked first",
        "diversion flagged",
        "surge: found",
        "surge: diversion flagged",
        "others flagged",
        "surge: others flagged",
    ]
    return tabulate(rows, heads, tablefmt="github", colalign=["right"] * len(heads))


def real(name: str, files: list[str], request: Request, most: int) -> str:
    """The first leads in real trade."""
    read = read_mapping(name)
    assert read.value is not None
    found = leads([SHARED / "flows" / file for file in files], request, read.value.mapping)
    rows = [
        [
            number,
            one.lead.code,
            f"{one.lead.measured} > {one.lead.third} > {one.lead.importer}",
            f"{one.q:.2f}",
            f"{one.lead.gain.chance:.3f}" if one.lead.gain.chance is not None else "-",
            f"{one.lead.supply.chance:.3f}" if one.lead.supply.chance is not None else "-",
            "{} of {}".format(*one.lead.support),
            f"{one.lead.before / 1e6:,.1f}",
            f"{one.lead.after / 1e6:,.1f}",
            f"{one.lead.stake / 1e6:,.1f}",
        ]
        for number, one in enumerate(found[:most], 1)
    ]
    heads = [
        "rank",
        "heading",
        "route",
        "q",
        "T to I: chance",
        "C to T: chance",
        "points",
        "before",
        "after",
        "at stake",
    ]
    text = tabulate(rows, heads, tablefmt="github", colalign=["right", "left", "left", *["right"] * 7])
    return f"{len(found)} routes looked at; values in million USD a year.\n\n{text}"


def alone(name: str, file: str, measured: str, since: str, chapter: str) -> str:
    """The first routes of each heading of a chapter when a measure on that heading alone is looked at."""
    read = read_mapping(name)
    assert read.value is not None
    cells = read_cells([SHARED / "flows" / file], read.value.mapping, digits=4)
    found = cells.engine.raw_sql("SELECT DISTINCT product FROM cells ORDER BY product").fetchall()
    rows = []
    for heading in (code for (code,) in found if code.startswith(chapter) and len(code) == 4):
        ranked = find(cells, Request("circumvention", measured=(measured,), since=since, codes=(heading,)))
        assert ranked.value is not None, ranked.problems
        routes = ranked.value[0]
        first = ", ".join(f"{one.lead.third} {one.lead.chance:.3f}" for one in routes[:3] if one.lead.chance < 1)
        standing = sum(one.q <= ALPHA for one in routes)
        rows.append([heading, len(routes), first or "none: imports from the measured country did not fall", standing])
    heads = ["heading", "routes", "first, with their chances", "q at most 5 %"]
    return tabulate(rows, heads, tablefmt="github", colalign=["left", "right", "left", "right"], disable_numparse=True)


WITS = [f"us_asean_china_wits/{side}_{years}.csv" for side in ("ASEAN", "China", "USA") for years in ("15-16", "17-20")]
HEADINGS = (
    "3923",
    "6109",
    "6203",
    "7208",
    "7308",
    "8414",
    "8465",
    "8471",
    "8504",
    "8517",
    "8528",
    "8542",
    "9401",
    "9403",
)


def main() -> None:
    """Writes the page."""
    with tempfile.TemporaryDirectory() as folder:
        rates = simulated_rates(Path(folder))
    wood = ["eu27_imports_wood_furniture_2018-2022.csv.gz"]
    russia = real(
        "eu27-comtrade", wood, Request("circumvention", measured=("RU",), since="2022-04-09", codes=("44",)), 20
    )
    headings = alone("eu27-comtrade", wood[0], "RU", "2022-04-09", "44")
    belarus = real(
        "eu27-comtrade", wood, Request("circumvention", measured=("BY",), since="2022-03-03", codes=("44",)), 10
    )
    china = real(
        "wits",
        WITS,
        Request("circumvention", measured=("CN",), since="2018-09-24", codes=HEADINGS, importers=("US",)),
        15,
    )
    PAGE.write_text(
        TEXT.read_text(encoding="utf-8").format(
            rates=rates,
            russia=russia,
            belarus=belarus,
            headings=headings,
            china=china,
            seeds=len(SEEDS),
            growth=f"{SURGE_GROWTH:.1%}",
            share=f"{SURGE_SHARE:.0%}",
        ),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
