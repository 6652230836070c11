"""Measures speed and prints ratios: `make bench`, or `python -m tests.bench [cold|checks|claims]`.

Nothing here asserts: the numbers depend on the machine, the ratios less so, since both sides of each run in the same
minute. Figures worth keeping go to `docs/benchmarks.md` with date and machine.
"""

from __future__ import annotations

import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

from tabulate import tabulate

from origin.agreements.compiled import load_law
from origin.agreements.law import Law
from origin.determination.determination import Verdict
from origin.determination.determine import determine
from origin.determination.workings import Workings
from origin.dossier.bill_of_materials import BillOfMaterials
from origin.dossier.dossier import Dossier
from origin.dossier.model import Article, Money, ProcessStep, Product, Production, Status, Use
from origin.nomenclature.code import HsCode

ON = date(2026, 6, 1)
CODES = ("7318.15", "8501.31", "8544.42", "4016.93", "8482.99", "7412.20", "8481.80", "3926.90", "8536.50", "8483.40")
LINES = 20
BIKE = Path(__file__).parents[1] / "examples" / "e-bike.yaml"


@dataclass(frozen=True)
class Sample:
    """A product with its bill of materials, once for us and once as the plain data a rules engine takes."""

    dossier: Dossier
    plain: dict[str, Any]


def samples(count: int, seed: int = 20_261_123) -> list[Sample]:
    """Ball bearings of 20 materials, their values around the 50 per cent at which the rule turns."""
    draw = random.Random(seed)
    return [_sample(draw) for _ in range(count)]


def _sample(draw: random.Random) -> Sample:
    articles: dict[str, Article] = {}
    uses: list[Use] = []
    lines: list[dict[str, Any]] = []
    foreign = 0
    for number in range(LINES):
        code, cents = draw.choice(CODES), draw.randrange(50, 9000)
        originating = draw.random() < 0.25
        foreign += 0 if originating else cents
        articles[f"m{number}"] = Article(
            id=f"m{number}",
            name=f"material {number}",
            hs=HsCode(code.replace(".", "")),
            value=Money(Fraction(cents, 100), "EUR"),
            status=Status.ORIGINATING if originating else None,
            origin=None if originating else "CN",
        )
        uses.append(Use("product", f"m{number}"))
        lines.append({"heading": int(code[:4]), "value": cents, "originating": originating})
    price = max(1, foreign * 2 + draw.choice((-1, 0, 1, 2, 500, -500)))
    product = Article(
        id="product",
        name="bearing",
        hs=HsCode("848210"),
        production=Production(where="DE", processes=(ProcessStep("machining"),)),
    )
    articles["product"] = product
    dossier = Dossier(
        Product(product, prices={"EXW": Money(Fraction(price, 100), "EUR")}),
        BillOfMaterials("product", articles, tuple(uses)),
    )
    return Sample(dossier, {"heading": 8482, "price": price, "lines": lines})


GRAPH = {
    "contentType": "application/vnd.gorules.decision",
    "nodes": [
        {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
        {
            "id": "rule",
            "type": "expressionNode",
            "name": "rule",
            "position": {"x": 1, "y": 0},
            "content": {
                "expressions": [
                    {
                        "id": "all",
                        "key": "originating",
                        "value": "sum(map(filter(lines, not #.originating and #.heading == $root.heading), #.value))"
                        " * 100 <= price * 10"
                        " or sum(map(filter(lines, not #.originating), #.value)) * 100 <= price * 50",
                    }
                ]
            },
        },
        {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
    ],
    "edges": [
        {"id": "a", "sourceId": "in", "targetId": "rule", "type": "edge"},
        {"id": "b", "sourceId": "rule", "targetId": "out", "type": "edge"},
    ],
}
"""The rule of 8482.10 by hand: another heading, save for 10 per cent of the price, or at most 50 per cent of it."""


def per_second(work: Callable[[], None], count: int, rounds: int = 7) -> float:
    """The best of some rounds, in pieces of work per second of processor time: others use this machine too."""
    best = 0.0
    for _ in range(rounds):
        start = time.process_time()
        work()
        best = max(best, count / (time.process_time() - start))
    return best


def checks() -> None:
    """Explained determinations per second on one core, beside a rules engine that explains nothing."""
    law = load_law("eu-uk").value
    assert law is not None
    drawn = samples(400)
    count = len(drawn)
    determine(drawn[0].dossier, law, ON)  # the law is prepared with the first product

    def first() -> None:
        for sample in drawn:
            determine(sample.dossier, law, ON)

    ready = [(sample.dossier, Workings(sample.dossier, law.rules.edition)) for sample in drawn]

    def again() -> None:
        for dossier, workings in ready:
            determine(dossier, law, ON, workings=workings)

    again()
    ours = {
        "origin, first check of a dossier": per_second(first, count),
        "origin, each further check of it": per_second(again, count),
    }
    others = _zen(drawn, law)
    rate = max(others.values(), default=0)
    speeds = {**ours, **others}
    table = [[name, f"{speed:,.0f}", f"{speed / rate:.2f}" if rate else ""] for name, speed in speeds.items()]
    print(f"\nChecks of a product with {LINES} materials, per second, one core; ratio to the decision graph\n")
    print(tabulate(table, headers=["", "per second", "ratio"], colalign=("left", "right", "right")))


def _zen(drawn: list[Sample], law: Law) -> dict[str, float]:
    try:
        import zen
    except ImportError:
        print("zen-engine is not installed: measured without it")
        return {}
    graph = zen.ZenEngine().create_decision(zen.ZenDecisionContent(json.dumps(GRAPH)))
    wrong = sum(
        graph.evaluate(sample.plain)["result"]["originating"]
        is not (determine(sample.dossier, law, ON).verdict is Verdict.ORIGINATING)
        for sample in drawn
    )
    print(f"verdicts that differ from zen-engine's: {wrong} of {len(drawn)}")

    def run() -> None:
        for sample in drawn:
            graph.evaluate(sample.plain)

    return {"zen-engine, precompiled decision graph": per_second(run, len(drawn), rounds=4)}


def cold() -> None:
    """Whole processes, from start to end, against one that only imports the command line library.

    Not the first of each kind: modules are compiled, as they are once installed and used, and so is the pack.
    """
    origin = [sys.executable, "-c", "from origin_cli.main import app; app()"]
    with tempfile.TemporaryDirectory() as folder:
        dossier = Path(folder) / "bearing.yaml"
        dossier.write_text(_dossier_text(), encoding="utf-8")
        commands = {
            'python -c "import typer"': [sys.executable, "-c", "import typer"],
            "origin rule 8703, of every agreement": [*origin, "rule", "8703"],
            "origin rule 8703, of one": [*origin, "rule", "8703", "--agreement", "eu-uk"],
            "origin check --help": [*origin, "check", "--help"],
            "origin check, 20 materials": [*origin, "check", str(dossier), "--agreement", "eu-uk"],
            "origin check, an e-bike of several levels": [*origin, "check", str(BIKE), "--agreement", "eu-uk"],
        }
        settled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        settled |= {"PYTHONPYCACHEPREFIX": folder, "ORIGIN_CACHE": folder}
        for name, command in commands.items():
            ended = subprocess.run(command, capture_output=True, check=False, env=settled)
            if ended.returncode not in (0, 1, 3):
                raise SystemExit(f"{name} ended with {ended.returncode}:\n{ended.stderr.decode(errors='replace')}")
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(15):
            for name, command in commands.items():
                before, start = _children(), time.perf_counter()
                subprocess.run(command, capture_output=True, check=False, env=settled)
                times[name].append((time.perf_counter() - start, _children() - before))
    rows = {name: [median(column) for column in zip(*taken, strict=True)] for name, taken in times.items()}
    passed, spent = next(iter(rows.values()))
    table = [
        [name, f"{one * 1000:.0f}", f"{one / passed:.2f}", f"{other * 1000:.0f}", f"{other / spent:.2f}"]
        for name, (one, other) in rows.items()
    ]
    print(
        "\nCold start of the whole process, median of 15 in turn; ratio to importing the command line library alone\n"
    )
    heads = ["", "ms passed", "ratio", "ms of processor", "ratio"]
    print(tabulate(table, headers=heads, colalign=("left", *["right"] * 4)))


def _children() -> float:
    """The seconds of processor time that processes which have ended took."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _dossier_text() -> str:
    sample = samples(1)[0].dossier
    lines = [
        "dossier: 1",
        f"on: {ON}",
        "product:",
        "  name: bearing",
        '  hs: "8482.10"',
        f"  price: {{EXW: {float(sample.product.prices['EXW'].amount):.2f} EUR}}",
        "  produced_in: DE",
        "  imported_into: GB",
        "  processes: [machining, {process: assembly, simple: false}]",
        "materials:",
    ]
    for use in sample.bom.uses:
        article = sample.bom.articles[use.material]
        status = "status: originating" if article.status else "origin: CN"
        assert article.value is not None
        assert article.hs is not None
        value = f"{float(article.value.amount):.2f} EUR"
        lines.append(f'  - {{name: {article.name}, hs: "{article.hs.short}", value: {value}, {status}}}')
    return "\n".join(lines) + "\n"


def claims() -> None:
    """Claims with statements on origin answered a second, in one call."""
    from origin.cases.assess_many import assessments, prepare
    from origin.cases.claim import Claim, Trader
    from origin.proofs.presented import PresentedProof

    law = load_law("eu-uk").value
    assert law is not None
    text = (
        "The exporter of the products covered by this document (Exporter Reference No DEREX{}) declares that, except"
        " where otherwise clearly indicated, these products are of EU preferential origin."
    )
    drawn = [
        Claim(
            f"R{number}",
            "GB",
            ON,
            preferential_origin="EU",
            code=HsCode("871160"),
            importer=Trader("GB1"),
            exporter=Trader(f"X{number % 700}"),
            proof=PresentedProof(
                "statement-on-origin",
                text=text.format(number),
                made_out=ON,
                consignment=Money(Fraction(7000), "EUR"),
            ),
        )
        for number in range(2_000)
    ]

    def work() -> None:
        prepared = prepare(drawn, [law.agreement], ON).value
        assert prepared is not None
        assert len(list(assessments(prepared))) == len(drawn)

    print(tabulate([["claims", f"{per_second(work, len(drawn), 3):,.0f}"]], ["", "a second"]))


def main() -> None:
    """All measurements, or those named on the command line."""
    print(f"{date.today()}  {platform.platform()}  Python {platform.python_version()}  {os.cpu_count()} processors")
    wanted = sys.argv[1:] or ["cold", "checks", "claims"]
    for name in wanted:
        {"cold": cold, "checks": checks, "claims": claims}[name]()


if __name__ == "__main__":
    main()
