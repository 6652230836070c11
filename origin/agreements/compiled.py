"""Packs parsed ahead of time: one file per agreement in the user's cache, and only the entries asked for are decoded.

A compiled pack is plain JSON, a line each: a header with the index of the rule list, then the entries. Its name
carries a fingerprint of everything it was made from, so that an edited pack is compiled anew and nothing stale is read.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from origin import __version__
from origin.agreements.agreement import Agreement
from origin.agreements.law import Law
from origin.agreements.registry import agreement_ids, read_law, unknown_agreement
from origin.agreements.rule_book import RuleBook
from origin.data_folder import data_folder
from origin.language import LANGUAGE_VERSION
from origin.language import tree as t
from origin.language.glossary import Glossary, NamedMaterial, NamedProcess
from origin.language.plain import from_plain, to_plain
from origin.nomenclature.code import HsCode
from origin.problems import Problem, Read

FORMAT = 1
"""The version of the compiled form."""

T = TypeVar("T")


def load_law(agreement: str, folder: Path | None = None) -> Read[Law]:
    """The law of an agreement, from its compiled pack where that is current, else read and compiled for the next time.

    Problems are those of the pack; an unknown id names the nearest ones. A cache that cannot be written is no problem.
    """
    root = folder or data_folder("agreements")
    known = agreement_ids(root)
    if agreement not in known:
        return Read(None, (unknown_agreement(agreement, known),))
    file = compiled_file(agreement, root)
    found = _read_compiled(file)
    if found is not None:
        return Read(found)
    law = read_law(agreement, root)
    if law.value is not None:
        _write(file, law.value)
    return law


def compile_all(progress: Callable[[str], None] | None = None, folder: Path | None = None) -> tuple[Problem, ...]:
    """Compiles every pack that is not current; `progress` is told each id. The problems are those of the packs."""
    root = folder or data_folder("agreements")
    problems: list[Problem] = []
    for agreement in agreement_ids(root):
        file = compiled_file(agreement, root)
        if _read_compiled(file) is None:
            law = read_law(agreement, root)
            problems.extend(law.problems)
            if law.value is not None:
                _write(file, law.value)
        if progress is not None:
            progress(agreement)
    return tuple(problems)


def compiled_file(agreement: str, root: Path) -> Path:
    """Where the compiled pack stands: its name changes with every byte it is made from."""
    digest = hashlib.sha256(f"{__version__} {LANGUAGE_VERSION} {FORMAT}".encode())
    grammar = data_folder("grammar")
    for path in (*sorted((root / agreement).iterdir()), grammar / "psr.lark", grammar / "glossary.yaml"):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return cache_folder() / f"{agreement}-{digest.hexdigest()[:24]}.jsonl"


def cache_folder() -> Path:
    """The folder of compiled packs: `ORIGIN_CACHE`, else the place the system keeps caches."""
    stated = os.environ.get("ORIGIN_CACHE")
    if stated:
        return Path(stated)
    from platformdirs import user_cache_path

    return user_cache_path("origin-toolkit")


class CompiledRuleBook:
    """A rule book over a compiled pack; entries are decoded when they are asked for, once."""

    def __init__(self, header: Mapping[str, Any], lines: list[bytes]) -> None:
        """Takes the header and the entry lines."""
        self.name: str = header["name"]
        self.title: str = header["title"]
        self.edition: int = header["edition"]
        self._index: list[list[int]] = header["index"]
        self._lines = lines
        self._decoded: dict[int, t.Entry] = {}

    def entries_for(self, code: HsCode) -> tuple[t.Entry, ...]:
        """The entries whose product codes overlap the code, in the order of the list."""
        first, last = code.first, code.last
        wanted = sorted({number for number, low, high in self._index if low <= last and first <= high})
        return tuple([self._entry(number) for number in wanted])

    def entries(self) -> Iterable[t.Entry]:
        """All entries, in the order of the list."""
        return tuple([self._entry(number) for number in range(len(self._lines))])

    def _entry(self, number: int) -> t.Entry:
        found = self._decoded.get(number)
        if found is None:
            found, problems = from_plain(t.Entry, json.loads(self._lines[number]))
            assert found is not None, problems
            self._decoded[number] = found
        return found


class _Lazy(Mapping[str, T]):
    """A mapping whose values are decoded when they are asked for."""

    def __init__(self, kind: type[T], plain: Mapping[str, Any]) -> None:
        self._kind, self._plain = kind, plain
        self._decoded: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        found = self._decoded.get(key)
        if found is None:
            found, problems = from_plain(self._kind, self._plain[key])
            assert found is not None, problems
            self._decoded[key] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)


def _read_compiled(file: Path) -> Law | None:
    """The law of a compiled file; None where there is none, or it is not whole."""
    try:
        head, *lines = file.read_bytes().splitlines()
        header = json.loads(head)
        if len(lines) != header["entries"]:
            return None
        agreement, _ = from_plain(Agreement, header["agreement"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if agreement is None:
        return None
    terms = header["glossary"]
    glossary = Glossary(
        terms["version"],
        _Lazy(NamedMaterial, terms["materials"]),
        _Lazy(NamedProcess, terms["processes"]),
        _Lazy(NamedMaterial, terms["basic_textile_materials"]),
    )
    rules: RuleBook = CompiledRuleBook(header, lines)
    return Law(agreement, rules, glossary)


def _write(file: Path, law: Law) -> None:
    """Writes beside and renames, so that no reader ever meets half a file; older forms of the pack are removed."""
    entries = list(law.rules.entries())
    header = {
        "name": law.rules.name,
        "title": law.rules.title,
        "edition": law.rules.edition,
        "entries": len(entries),
        "index": [[number, part.low, part.high] for number, entry in enumerate(entries) for part in entry.products],
        "agreement": to_plain(law.agreement),
        "glossary": {
            "version": law.glossary.version,
            "materials": to_plain(law.glossary.materials),
            "processes": to_plain(law.glossary.processes),
            "basic_textile_materials": to_plain(law.glossary.basic_textile_materials),
        },
    }
    lines = [json.dumps(header), *[json.dumps(to_plain(entry)) for entry in entries]]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=file.parent, prefix=".compiling-")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write("\n".join(lines) + "\n")
        Path(beside).replace(file)
        for old in file.parent.glob(f"{law.agreement.id}-{'?' * 24}.jsonl"):
            if old != file:
                old.unlink(missing_ok=True)
    except OSError:
        return
