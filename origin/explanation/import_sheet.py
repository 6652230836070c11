"""What an import of published rule lists read and wrote, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from origin.agreements.publication.importer import ImportedList, Written
from origin.agreements.publication.reading import Outcome
from origin.agreements.publication.tally import RuleRead, by_occurrence, by_text, rules_read
from origin.explanation.document import Column, Document, Mark, Point, Points, Section, Table

SCHEMA = "origin-import/1"
SHOWN = 10
"""How many unread passages are shown where not all are asked for."""


def import_document(imported: Sequence[ImportedList], written: Written, details: bool = False) -> Document:
    """What was read and written: a line for each scheme, then what was left unread, then the files."""
    rules = list(rules_read(imported))
    columns = (Column("Scheme"), *(Column(title, figures=True) for title in _FIGURES))
    rows = [_row(one.scheme, [one], [rule for rule in rules if rule.scheme == one.scheme]) for one in imported]
    if len(imported) > 1:
        rows.append(_row("all", imported, rules))
    sections = [Section("read", "Read", (Table("Published rules by how far they were read", columns, tuple(rows)),))]
    unread = _passages(rules)
    shown = unread if details else unread[:SHOWN]
    if shown:
        more = [Point(f"and {len(unread) - len(shown)} more: --details lists all")] if len(shown) < len(unread) else []
        points = Points((*[Point(text, Mark.UNKNOWN) for text in shown], *more))
        sections.append(Section("unread", 'Left as text("...")', (points,)))
    chosen = [Point(text, Mark.NOTE) for text in _choices(rules)] if details else []
    if chosen:
        sections.append(Section("choices", "Readings chosen", (Points(tuple(chosen)),)))
    files = [Point(str(written.folder / path), Mark.NOTE) for path in written.changed]
    title = "Would be written" if written.dry_run else "Written"
    if files:
        sections.append(Section("files", title, (Points(tuple(files)),)))
    same = f"{len(written.unchanged)} file{'' if len(written.unchanged) == 1 else 's'} stay as they are"
    return Document(None, f"{title}: {len(files)} files", same, "", tuple(sections))


def import_record(imported: Sequence[ImportedList], written: Written) -> dict[str, Any]:
    """What was read and written, for programs: every choice and every unread passage with its place."""
    rules = list(rules_read(imported))
    return {
        "schema": SCHEMA,
        "schemes": [_scheme_record(one, [rule for rule in rules if rule.scheme == one.scheme]) for one in imported],
        "folder": str(written.folder),
        "written": [] if written.dry_run else [str(path) for path in written.changed],
        "would_write": [str(path) for path in written.changed] if written.dry_run else [],
        "unchanged": [str(path) for path in written.unchanged],
    }


_FIGURES = ("Rule sets", "Entries", "Rules", "Fully", "Choice", "Partly", "Texts", "Read", "HS")


def _row(name: str, imported: Sequence[ImportedList], rules: Sequence[RuleRead]) -> tuple[str, ...]:
    found, texts = by_occurrence(rules), by_text(rules)
    editions = {one.edition.edition for one in imported}
    return (
        name,
        f"{sum(len(one.published.rule_sets) for one in imported):,}",
        f"{sum(len(one.entries) for one in imported):,}",
        f"{len(rules):,}",
        f"{found[Outcome.FULLY]:,}",
        f"{found[Outcome.WITH_CHOICE]:,}",
        f"{found[Outcome.PARTLY]:,}",
        f"{texts.total():,}",
        f"{texts.total() - texts[Outcome.PARTLY]:,}",
        str(*editions) if len(editions) == 1 else "",
    )


def _passages(rules: Iterable[RuleRead]) -> list[str]:
    """Each unread passage once, at the first place where it stands."""
    found: dict[str, str] = {}
    for rule in rules:
        for unread in rule.unread:
            place = f"{rule.file}, record {rule.record}, rule {rule.number + 1}, {unread.line}:{unread.column}"
            found.setdefault(unread.found, f'{place}: "{unread.found}", where {unread.expected} was expected')
    return list(found.values())


def _choices(rules: Iterable[RuleRead]) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for rule in rules:
        for choice in rule.choices:
            if (rule.rule.text, choice.code) not in seen:
                seen.add((rule.rule.text, choice.code))
                place = f"{rule.file}, record {rule.record}, rule {rule.number + 1}, {choice.line}:{choice.column}"
                yield f"{place}: {choice.code}: {choice.sentence}"


def _scheme_record(one: ImportedList, rules: Sequence[RuleRead]) -> dict[str, Any]:
    found, texts = by_occurrence(rules), by_text(rules)
    return {
        "scheme": one.scheme,
        "file": one.published.file,
        "rule_sets": len(one.published.rule_sets),
        "entries": len(one.entries),
        "edition": one.edition.edition,
        "edition_confirmed": one.edition.confirmed,
        "edition_evidence": one.edition.evidence,
        "rules": {outcome.value: found[outcome] for outcome in (Outcome.FULLY, Outcome.WITH_CHOICE, Outcome.PARTLY)},
        "texts": {outcome.value: texts[outcome] for outcome in (Outcome.FULLY, Outcome.WITH_CHOICE, Outcome.PARTLY)},
        "choices": [
            _place(rule, choice.line, choice.column) | {"code": choice.code, "sentence": choice.sentence}
            for rule in rules
            for choice in rule.choices
        ],
        "unread": [
            _place(rule, unread.line, unread.column) | {"found": unread.found, "expected": unread.expected}
            for rule in rules
            for unread in rule.unread
        ],
    }


def _place(rule: RuleRead, line: int, column: int) -> dict[str, Any]:
    return {"record": rule.record, "rule": rule.number + 1, "line": line, "column": column}
