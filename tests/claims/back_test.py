"""Back-test of the estimates behind `origin select` on inspected declarations: `python -m tests.claims.back_test`.

The data is the synthesised import declarations of Korea Customs
(https://github.com/Seondong/Customs-Declaration-Datasets), looked for beside the checkout or in the folder given.
How the groups are ordered was settled within the first year alone, its first nine months against its last three; the
next quarter is only reported.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections.abc import Sequence
from pathlib import Path

from tabulate import tabulate

from origin.cases.selection.back_test import back_test
from origin.cases.selection.outcomes import Features, PastOutcome
from origin.monitoring.statistics import share_of

BESIDE = Path(__file__).parents[3] / "shared" / "data" / "declarations"
SHARES = (0.01, 0.05, 0.10)


class Dated(tuple[str, str, PastOutcome]):
    """Day, kind of tax, and the outcome."""

    __slots__ = ()


def read(file: Path) -> list[Dated]:
    """The declarations of a file in the order of their days."""
    with gzip.open(file, "rt", encoding="utf-8-sig", newline="") as stream:
        rows = [
            Dated(
                (
                    row["Date"],
                    row["Tax Type"],
                    PastOutcome(
                        Features(row["Country of Origin"], row["Tax Type"], row["HS6 Code"].zfill(6)),
                        row["Fraud"] == "1",
                        row["Declaration ID"],
                    ),
                )
            )
            for row in csv.DictReader(stream)
        ]
    return sorted(rows, key=lambda one: one[0])


def rows_of(label: str, past: Sequence[Dated], later: Sequence[Dated]) -> list[tuple[str, ...]]:
    """The rows of the table for one split."""
    found: list[tuple[str, ...]] = []
    for share in SHARES:
        test = back_test([one[2] for one in past], [one[2] for one in later], share)
        hits = round(test.precision * test.chosen)
        interval = share_of(hits, test.chosen)
        assert interval is not None
        found.append(
            (
                label,
                f"{test.past:,}",
                f"{test.later:,}",
                f"{share:.0%}",
                f"{test.base_rate:.1%}",
                f"{test.precision_of_code:.1%}",
                f"{test.precision:.1%}",
                f"{interval.low:.1%} to {interval.high:.1%}",
                f"{test.recall:.1%}",
            )
        )
    return found


def main(folder: Path) -> None:
    """Prints the table."""
    first, later = read(folder / "kcs_ctgan_train.csv.gz"), read(folder / "kcs_ctgan_valid.csv.gz")
    until = "2020-10-01"
    early, late = [one for one in first if one[0] < until], [one for one in first if one[0] >= until]
    rows = rows_of("within the year", early, late) + rows_of("next quarter", first, later)
    claimed = ([one for one in part if one[1].startswith("F") and one[1] != "F"] for part in (first, later))
    rows += rows_of("next quarter, preferential", *claimed)
    headings = ("split", "past", "later", "top", "chance", "code alone", "estimates", "95 % interval", "found of all")
    print(tabulate(rows, headings, tablefmt="github", disable_numparse=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else BESIDE)
