"""How far the published corpus is read: `make corpus-report` writes docs/corpus-report.md and prints its tables.

The corpus lies beside the checkout and is no part of it; without it there is nothing to report.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tabulate import tabulate

from origin.agreements.publication.context import read_context
from origin.agreements.publication.importer import ImportedList, pack_files, read_lists
from origin.agreements.publication.published import PublishedList
from origin.agreements.publication.reading import Outcome
from origin.agreements.publication.source import read_source
from origin.agreements.publication.tally import (
    RuleRead,
    by_occurrence,
    by_text,
    contradictions,
    english_read_back,
    notation_read_back,
    rules_read,
)
from origin.data_folder import data_folder
from origin.language.glossary import Glossary
from origin.problems import Problem

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
REPORT = ROOT / "docs" / "corpus-report.md"

FAMILIES = {
    "Pan-Euro-Mediterranean list": "albania chile egypt faroe-islands georgia israel jordan kosovo lebanon moldova "
    "morocco north-macedonia palestinian-authority serbia tunisia ukraine",
    "its looser relatives": "central-america ghana south-korea",
    "economic partnership agreements": "cameroon cariforum cotedivoire esa pacific sacum",
    "revised list": "iceland-norway",
    "EU and Asia": "vietnam",
    "codes with a gloss": "eu japan",
    "general schemes": "dcts-ldcs gsp oct",
    "changes from any other heading": "canada",
    "changes to a good of a heading": "cptpp",
    "codes and value content": "india australia",
}
"""Families of style: schemes whose wording has the same origin."""


def main() -> int:
    """Reads the corpus, writes the report, prints its tables."""
    if not CORPUS.is_dir():
        print(f"corpus-report: skipped, as there is no corpus at {CORPUS}")
        return 0
    started = (time.perf_counter(), sum(os.times()[:4]))
    lists = [*_read(CORPUS / "dev"), *_read(CORPUS / "supplement")]
    context = read_context(CORPUS, data_folder("agreements"), [one.scheme for one in lists])
    if context.value is None:
        return _refused(context.problems)
    imported = read_lists(lists, context.value)
    read = (time.perf_counter(), sum(os.times()[:4]))
    pack_files(imported, context.value, {})
    done = time.perf_counter()
    text = report(imported, context.value.glossary, (read[0] - started[0], read[1] - started[1]), done - read[0])
    REPORT.write_text(text, encoding="utf-8")
    print(f"\n{text}\nwritten to {REPORT.relative_to(ROOT)}")
    return 0


def report(imported: Sequence[ImportedList], glossary: Glossary, reading: tuple[float, float], packing: float) -> str:
    """The report as Markdown; `reading` is in seconds on the clock and of processor time."""
    rules = list(rules_read(imported))
    parts = [
        "# How far the published rules are read",
        "Written by `make corpus-report` from the corpus that lies beside a checkout.",
        "*Fully*: the tree says all of the wording. *With a choice*: so too, where the publisher left the reading open "
        'and\nthe choice is recorded. *Partly*: some of the wording is kept as `text("...")`, which is undetermined.',
        f"Reading took {reading[1]:.0f} seconds of processor time ({reading[0]:.0f} on the clock of a machine with "
        f"{_processors()}), each unique text once;\ncomparing and laying out the packs {packing:.0f} more.",
        "## By scheme and family",
        _markdown(_HEADER, _rows(imported, rules)),
        "## Round trips",
        _markdown(("what", "tried", "equal"), _round_trips(imported, glossary)),
        "## Readings chosen",
        _markdown(("choice", "rules", "texts"), _choices(rules)),
        "## Tags that contradict the tree",
        "The publisher's tags are incomplete; where one names a test that the tree lacks, either may be wrong.",
        _markdown(("tags", "rule sets", "first at", "wording"), _contradictions(imported)),
        "## Unread",
        _markdown(("rules", "first at", "found", "expected"), _unread(rules)),
    ]
    return "\n\n".join(parts) + "\n"


_HEADER = ("", "rules", "fully", "with a choice", "partly", "read", "texts", "texts partly", "texts read")


def _rows(imported: Sequence[ImportedList], rules: Sequence[RuleRead]) -> Iterator[tuple[str, ...]]:
    known = {scheme for schemes in FAMILIES.values() for scheme in schemes.split()}
    families = {**FAMILIES, "others": " ".join(one.scheme for one in imported if one.scheme not in known)}
    for family, schemes in families.items():
        own = [rule for rule in rules if rule.scheme in schemes.split()]
        if own:
            yield _row(f"**{family}**", own)
            for scheme in schemes.split():
                yield _row(scheme, [rule for rule in own if rule.scheme == scheme])
    yield _row("**all**", rules)


def _row(name: str, rules: Sequence[RuleRead]) -> tuple[str, ...]:
    found, texts = by_occurrence(rules), by_text(rules)
    counts = [found[outcome] for outcome in (Outcome.FULLY, Outcome.WITH_CHOICE, Outcome.PARTLY)]
    shares = (
        _share(found.total() - counts[2], found.total()),
        _share(texts.total() - texts[Outcome.PARTLY], texts.total()),
    )
    figures = [f"{number:,}" for number in (len(rules), *counts)]
    return (name, *figures, shares[0], f"{texts.total():,}", f"{texts[Outcome.PARTLY]:,}", shares[1])


def _round_trips(imported: Sequence[ImportedList], glossary: Glossary) -> Iterator[tuple[str, ...]]:
    for what, tried in (
        ("tree to notation to tree", notation_read_back(imported)),
        ("tree to plain English to tree", english_read_back(imported, glossary)),
    ):
        results = list(tried)
        yield what, f"{len(results):,}", _share(sum(results), len(results))


def _choices(rules: Iterable[RuleRead]) -> Iterator[tuple[str, ...]]:
    found = Counter((choice.code, rule.rule.text) for rule in rules for choice in rule.choices)
    codes = Counter(code for code, _ in found)
    for code, texts in codes.most_common():
        yield code, f"{sum(count for (name, _), count in found.items() if name == code):,}", f"{texts:,}"


def _contradictions(imported: Sequence[ImportedList]) -> Iterator[tuple[str, ...]]:
    found = Counter((one.tags, one.texts) for one in contradictions(imported))
    places = {(one.tags, one.texts): f"{one.file} {one.record}" for one in reversed([*contradictions(imported)])}
    for (tags, texts), count in found.most_common():
        yield ", ".join(tags), str(count), places[tags, texts], _cell(" // ".join(texts))


def _unread(rules: Iterable[RuleRead]) -> Iterator[tuple[str, ...]]:
    found: Counter[str] = Counter()
    first: dict[str, tuple[str, str]] = {}
    for rule in rules:
        for unread in rule.unread:
            found[unread.found] += 1
            place = f"{rule.file} {rule.record}, rule {rule.number + 1}, {unread.line}:{unread.column}"
            first.setdefault(unread.found, (place, unread.expected))
    for text, count in found.most_common():
        yield str(count), first[text][0], _cell(text), _cell(first[text][1])


def _markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    listed = list(rows)
    return tabulate(listed, header, tablefmt="github", disable_numparse=True) if listed else "None."


def _cell(text: str, most: int = 160) -> str:
    plain = " ".join(text.replace("|", "/").split())
    return plain if len(plain) <= most else f"{plain[: most - 3]}..."


def _share(part: int, whole: int) -> str:
    """A share in per cent, cut and not rounded: 99.99 is not all."""
    return f"{part * 10_000 // whole / 100:.2f}%" if whole else "-"


def _processors() -> str:
    count = os.cpu_count() or 1
    return f"{count} processor{'' if count == 1 else 's'}"


def _read(folder: Path) -> tuple[PublishedList, ...]:
    found = read_source(folder)
    if found.value is None:
        raise SystemExit(_refused(found.problems))
    return found.value


def _refused(problems: Iterable[Problem]) -> int:
    for problem in problems:
        print(problem, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
