"""Measures `origin verify` on ten thousand claims, whole and broken off half way: `python -m tests.claims.bench`.

Nothing here asserts speed.
"""

from __future__ import annotations

import csv
import os
import platform
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tabulate import tabulate

from tests.proofs.test_statements import STATEMENTS

COUNT = 10_000
ROOT = Path(__file__).parents[2]
COLUMNS = (
    "reference",
    "imported_into",
    "accepted",
    "agreement",
    "preferential_origin",
    "code",
    "customs_value",
    "importer.id",
    "exporter.id",
    "proof.kind",
    "proof.made_out",
    "proof.consignment",
    "proof.text",
)


def write_claims(file: Path, count: int, kinds: tuple[str, ...]) -> None:
    """A table of claims with the statements of the tests in turn: good ones, bad ones, or both."""
    cases = [case for kind in kinds for case in STATEMENTS[kind] if case["agreement"] == "eu-uk" and case["value"]]
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for number in range(count):
            case = cases[number % len(cases)]
            origin = "GB" if case["from"] == "GB" else "EU"
            into = "FR" if origin == "GB" else "GB"
            day = f"2026-{1 + number % 12:02}-{1 + number % 28:02}"
            head = (f"R{number}", into, day, case["agreement"], origin, "8711.60", "6000 GBP")
            traders = (f"I{number % 97}", f"E{number % 389}")
            writer.writerow((*head, *traders, case["kind"], day, case["value"], case["text"]))


def command(file: Path, output: Path) -> list[str]:
    """The command that is measured."""
    rates = str(ROOT / "examples" / "claims" / "rates.csv")
    origin = str(Path(sys.executable).parent / "origin")
    return [origin, "verify", str(file), "-a", "eu-uk", "--rates", rates, "-o", str(output), "--on", "2027-01-15"]


def seconds(arguments: list[str]) -> tuple[float, float]:
    """Processor time and time of a command."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(arguments, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.monotonic() - began


def broken_off(arguments: list[str], part: Path, lines: int) -> int:
    """Kills a command once its unfinished results have so many lines; how many they have then."""
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            if part.exists() and part.read_bytes().count(b"\n") > lines:
                os.kill(process.pid, signal.SIGKILL)
                process.wait()
            time.sleep(0.02)
    return part.read_bytes().count(b"\n") - 1 if part.exists() else 0


def main() -> None:
    """Prints the table."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for label, kinds in (("statements in order", ("good",)), ("half of them faulty", ("good", "bad"))):
            file, output = Path(folder) / "claims.csv", Path(folder) / "answers.csv"
            write_claims(file, COUNT, kinds)
            used, passed = seconds(command(file, output))
            rows.append((label, f"{used:.1f}", f"{COUNT / used:,.0f}", f"{COUNT / passed:,.0f}"))
            whole = output.read_bytes()
            output.unlink()
        done = broken_off(command(file, output), output.with_name(f".{output.name}.part"), COUNT // 2)
        used, passed = seconds(command(file, output))
        assert output.read_bytes() == whole
        rows.append((f"the same, taken up again after {done:,}", f"{used:.1f}", f"{COUNT / used:,.0f}", ""))
    print(f"{COUNT:,} claims, {platform.system()} {platform.machine()}, Python {platform.python_version()}")
    print(tabulate(rows, ("", "processor s", "a second of it", "a second"), colalign=("left", *["right"] * 3)))


if __name__ == "__main__":
    main()
