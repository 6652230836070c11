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

from origin.monitoring.circumvention import Ranked, find
from origin.monitoring.indicators import SURGE_GROWTH, SURGE_SHARE
from origin.monitoring.mapping import Mapping, read_mapping
from origin.monitoring.request import Request
from tests.monitoring import simulated_trade as simulated
from tests.monitoring.conftest import SHARED, read_cells

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
            request = Request("circumvention", (str(path),), measured=(simulated.MEASURED,), since=f"{simulated.SINCE}-01-01",
                              codes=planted.struck, importers=(simulated.IMPORTER,))  # fmt: skip
            found = leads([path], request, simulated.MAPPING)
            routes = {(one.lead.code, one.lead.third): one for one in found}
            ours = {route for route, one in routes.items() if one.q <= 0.05}
            surge = {route for route, one in routes.items() if one.lead.surge.points}
            first = {(one.lead.code, one.lead.third) for one in found[: len(planted.rerouted)]}
            innocent = len(routes) - len(planted.rerouted) - len(planted.diverted)
            tally += Counter(planted=len(planted.rerouted), diverted=len(planted.diverted), innocent=innocent)
            for name, flagged in (("ours", ours), ("surge", surge)):
                tally += Counter({
                    f"{name}-hit": len(flagged & set(planted.rerouted)),
                    f"{name}-diverted": len(flagged & set(planted.diverted)),
                    f"{name}-innocent": len(flagged - set(planted.rerouted) - set(planted.diverted)),
                })  # fmt: skip
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
    heads = ["size", "found", "ranked first", "diversion flagged", "surge: found", "surge: diversion flagged",
             "others flagged", "surge: others flagged"]  # fmt: skip
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
    belarus = real(
        "eu27-comtrade", wood, Request("circumvention", measured=("BY",), since="2022-03-03", codes=("44",)), 10
    )
    china = real(
        "wits",
        WITS,
        Request("circumvention", measured=("CN",), since="2018-09-24", codes=HEADINGS, importers=("US",)),
        15,
    )
    PAGE.write_text(TEXT.format(rates=rates, russia=russia, belarus=belarus, china=china, seeds=len(SEEDS),
                                growth=f"{SURGE_GROWTH:.1%}", share=f"{SURGE_SHARE:.0%}"), encoding="utf-8")  # fmt: skip


TEXT = """# Back-test of the leads to circumvention

What `origin report circumvention` finds where the truth is known, and what it says of real trade.
Made by `python -m tests.monitoring.back_test`.

## Simulated trade

120 headings, 20 third countries, eight years; flows differ in size by orders of magnitude, grow, and waver by a quarter a year.
A measure strikes nine headings of one country, whose exports of them fall by 70 % and waver on.
In three of them a part of what is lost comes back through a third country, at the price of the country struck (*rerouted*);
in three, a third country rightly makes as much more itself, at its own price (*diverted*); in three, nothing happens.
Size is that part. Each row has {seeds} simulations.

{rates}

*found*: rerouted routes with a q-value of at most 5 %; *ranked first*: rerouted routes among the first three leads;
*others*: all other routes on which a country delivers more than before.
*surge* is the plain test of Regulation (EU) No 978/2012, Article 29: {growth} growth in a year with {share} of imports.

Read: the pattern of trade needs all three legs, so it does not take diversion for rerouting, while the surge test takes
one as readily as the other. What is smaller than a tenth of the lost trade mostly drowns in the wavering of ordinary
flows; the surge test has a floor of 6 % of imports, and misses most of what enters by small countries.

## EU-27 imports of wood since the sanctions on Russia

Imports of headings of chapter 44 by the EU from third countries, 2022 against 2018 to 2021.
What Russia sends to third countries is not in the data, so one leg of the pattern is open.

{russia}

Read: routes through Kazakhstan, Kyrgyzstan and Türkiye stand among the first in several headings. Kazakhstan and
Kyrgyzstan sold the EU next to no wood before, and share a customs union with Russia: these are the leads that an officer
would open first. Routes through Brazil and Uruguay (logs, 4403) stand as high by figures alone; plantation eucalyptus
for pulp mills explains them, and no figure here could. Malaysia, South Africa and Vietnam in 4401 are pellets and chips
in an energy crisis. No route stands out by its q-value: with some 250 routes looked at and one year after the measure,
these data do not carry more.

The same for Belarus:

{belarus}

Read: the same neighbours. Imports from Ukraine fell in the war, so that whoever replaced them stands here too.

## The triangle of China, ASEAN and the United States

Fourteen headings, 2019 and 2020 against 2015 to 2018; the measure is the additional duties on goods of China.
All three legs are told. Every heading is struck, so that the comparable flows are those of the other countries in them.

{china}

Read: Vietnam comes first in seats, telephones, transformers and furniture. These are known relocations of makers, with
real factories, which buy parts and machines from China: the supplies rise because production moved. It is not a finding
of circumvention, and the chances say so: none stands out. The published enforcement cases of those years are in other
headings.

## What this cannot do

- Without the supplies of the measured country, a new supplier and a new route look the same.
- Goods declared under another code leave the heading; a shift between headings is not looked for.
- Yearly data with one year after a measure say little; monthly data (`--period month`) say more.
- Where a measure strikes everything the table holds, comparable flows are touched by it too, and chances are too large.
"""

if __name__ == "__main__":
    main()
