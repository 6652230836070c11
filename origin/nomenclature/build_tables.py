"""Rewrites the tables of this package from the public lists: python -m origin.nomenclature.build_tables DATA [INTO].

DATA holds `hs/hsYYYY_comtrade.csv` and `hs_correlation/HSyyyytoHSyyyy_{conversion,correlation}.csv`. Only facts are
taken: that a code exists, and which codes it corresponds to. Same input, same bytes.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from origin.nomenclature.code import is_chapter
from origin.nomenclature.correlation import PUBLISHED
from origin.nomenclature.edition import YEARS
from origin.nomenclature.table_files import FOLDER, pack

RETAINED = {(2022, 2017): ("701919", "911490"), (2022, 2012): ("701919", "911490")}
"""Codes that the published tables fail to relate to themselves.

9114.90 took in the springs of 9114.10 and 7019.19 the mats of 7019.31, and both kept their own goods; the tables name
only the newcomers.
"""

Pairs = list[tuple[str, str]]


def build(data: Path, into: Path) -> tuple[Path, ...]:
    """Writes every table into a folder that exists; returns their paths. Raises OSError or KeyError on other input."""
    written = []
    codes = {year: _subheadings(data, year) for year in YEARS}
    for year in YEARS:
        by_heading: dict[str, list[str]] = {}
        for code in codes[year]:
            by_heading.setdefault(code[:4], []).append(code)
        remark = f"subheadings of HS {year}: heading, then the last two digits of each"
        written.append(_write(into / f"hs{year}.txt", remark, map(pack, by_heading.values())))
    for later, earlier in PUBLISHED:
        start, end = set(codes[later]), set(codes[earlier])
        kept = RETAINED.get((later, earlier), ())
        conversion = [
            (left, left if left in kept else right)
            for left, right in _pairs(data, later, earlier, "conversion")
            if left in start and right in end
        ]
        remark = f"HS {later} to HS {earlier}, the one answer: the code of {earlier}, then the codes of {later}"
        written.append(_write(into / f"conversion_{later}_{earlier}.txt", remark, _converted(conversion)))
        found = [pair for pair in _pairs(data, later, earlier, "correlation") if pair[0] in start and pair[1] in end]
        found += [(code, code) for code in kept]
        remark = f"HS {later} to HS {earlier}, all that share goods; after ! the codes that kept only their number"
        written.append(_write(into / f"correlation_{later}_{earlier}.txt", remark, _correlated(found, start & end)))
    return tuple(written)


def _subheadings(data: Path, year: int) -> list[str]:
    """The six-digit codes of an edition, without the list's own 9999.99 for goods that are not specified."""
    with (data / "hs" / f"hs{year}_comtrade.csv").open(encoding="utf-8-sig", newline="") as file:
        codes = {row["hscode"] for row in csv.DictReader(file)}
    return sorted(code for code in codes if len(code) == 6 and is_chapter(code[:2]))


def _pairs(data: Path, later: int, earlier: int, kind: str) -> Pairs:
    """The rows of a published table."""
    path = data / "hs_correlation" / f"HS{later}toHS{earlier}_{kind}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [(row[f"hs{later}"], row[f"hs{earlier}"]) for row in csv.DictReader(file)]


def _converted(pairs: Pairs) -> list[str]:
    """A line for each target of codes that changed."""
    sources: dict[str, list[str]] = {}
    for left, right in pairs:
        if left != right:
            sources.setdefault(right, []).append(left)
    return [f"{target}\t{pack(sources[target])}" for target in sorted(sources)]


def _correlated(pairs: Pairs, in_both: set[str]) -> list[str]:
    """A line for all codes that have the same targets besides themselves; first the codes not related to themselves."""
    targets: dict[str, set[str]] = {}
    for left, right in pairs:
        if left != right:
            targets.setdefault(left, set()).add(right)
    alike: dict[str, list[str]] = {}
    for code in sorted(targets):
        alike.setdefault(pack(targets[code]), []).append(code)
    estranged = in_both - {left for left, right in pairs if left == right}
    lines = [f"!\t{pack(estranged)}"] if estranged else []
    return lines + [f"{pack(codes)}\t{packed}" for packed, codes in alike.items()]


def _write(path: Path, remark: str, lines: Iterable[str]) -> Path:
    """Writes a table whole, with a remark on top."""
    path.write_text("\n".join([f"# {remark}", *lines, ""]), encoding="ascii", newline="\n")
    return path


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: python -m origin.nomenclature.build_tables DATA [INTO]")
    build(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else FOLDER)
