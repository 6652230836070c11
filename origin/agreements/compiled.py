"""Packs parsed ahead of time: one file per agreement in the user's cache, and only the entries asked for are decoded.

A compiled pack is a line of JSON, followed by its entries, each in JSON. Its name carries a fingerprint of everything
it was made from, the modules that define its types included, so that an edited pack is compiled anew and nothing stale
is read.
"""

from __future__ import annotations

import hashlib
import mmap
import os
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path

import msgspec

from origin import __version__
from origin.agreements import agreement as agreement_types
from origin.agreements import proofs, provisions, verification
from origin.agreements.agreement import Agreement
from origin.agreements.general_provisions import GENERAL_PROVISIONS
from origin.agreements.law import Law
from origin.agreements.procedures import PROCEDURES
from origin.agreements.registry import agreement_ids, files_of, read_law, unknown_agreement
from origin.data_folder import data_folder
from origin.frozen import Frozen
from origin.language import LANGUAGE_VERSION, plain
from origin.language import glossary as glossary_types
from origin.language import tree as t
from origin.language.glossary import Glossary
from origin.language.plain import from_json, to_json
from origin.nomenclature import code_range
from origin.nomenclature.code import HsCode
from origin.problems import Problem, Read

FORM = 3
"""The form of compiled packs; raised where this module lays them out in another way."""

SHAPED_BY = (agreement_types, provisions, proofs, verification, glossary_types, t, code_range, plain)
"""The modules that say what a compiled pack looks like."""


def load_law(agreement: str, folder: Path | None = None) -> Read[Law]:
    """The law of an agreement, from its compiled pack where that is current, else read and compiled for the next time.

    Problems are those of the pack; an unknown id names the nearest ones. A cache that cannot be written is no problem.
    """
    root = folder or data_folder("agreements")
    known = agreement_ids(root)
    if agreement not in known:
        return Read(None, (unknown_agreement(agreement, known),))
    return _load(agreement, root, _Fingerprint(root))


def load_laws(folder: Path | None = None, progress: Callable[[int, int], None] | None = None) -> Iterator[Read[Law]]:
    """The law of every agreement, as `load_law` finds each, in order of their ids.

    `progress` is told how many are read, and of how many.
    """
    root = folder or data_folder("agreements")
    common = _Fingerprint(root)
    known = agreement_ids(root)
    for number, agreement in enumerate(known, 1):
        yield _load(agreement, root, common)
        if progress is not None:
            progress(number, len(known))


def _load(agreement: str, root: Path, common: _Fingerprint) -> Read[Law]:
    file = common.file(agreement)
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
    common = _Fingerprint(root)
    for agreement in agreement_ids(root):
        problems.extend(_load(agreement, root, common).problems)
        if progress is not None:
            progress(agreement)
    return tuple(problems)


def compiled_file(agreement: str, root: Path) -> Path:
    """Where the compiled pack stands: its name changes with every byte it is made from."""
    return _Fingerprint(root).file(agreement)


class _Fingerprint:
    """What the compiled packs of a folder are made from, besides the files of their own: read once for all of them."""

    def __init__(self, root: Path) -> None:
        """Reads the shared files, the grammar, the glossary and the modules that say what a pack looks like."""
        self._root, self._cache = root, cache_folder()
        self._read = cache(Path.read_bytes)  # many packs amend the same list
        self._digest = hashlib.sha256(f"{__version__} {LANGUAGE_VERSION} {FORM}".encode())
        grammar = data_folder("grammar")
        terms = (grammar / "psr.lark", grammar / "glossary.yaml")
        self._add(self._digest, (*common_files(root), *terms, *shaping_files()))

    def file(self, agreement: str) -> Path:
        """Where the compiled pack of an agreement stands."""
        digest = self._digest.copy()
        self._add(digest, files_of(agreement, self._root, self._read))
        return self._cache / f"{agreement}-{digest.hexdigest()[:24]}.json"

    def _add(self, digest: hashlib._Hash, files: Iterable[Path]) -> None:
        for path in files:
            if path.is_file():
                digest.update(path.name.encode() + b"\0" + self._read(path) + b"\0")


def common_files(root: Path) -> list[Path]:
    """What packs share: procedures and general provisions."""
    return [file for kind in (PROCEDURES, GENERAL_PROVISIONS) for file in kind.files(root)]


def shaping_files() -> list[Path]:
    """The modules that say what a compiled pack looks like."""
    return [file for module in SHAPED_BY for file in _sources(Path(module.__file__ or ""))]


def _sources(module: Path) -> list[Path]:
    """The file of a module, or every file of a package."""
    return sorted(module.parent.glob("*.py")) if module.name == "__init__.py" else [module]


def cache_folder() -> Path:
    """The folder of compiled packs: `ORIGIN_CACHE`, else the place the system keeps caches."""
    stated = os.environ.get("ORIGIN_CACHE")
    if stated:
        return Path(stated)
    from platformdirs import user_cache_path

    return user_cache_path("origin-toolkit")


Place = tuple[int, int, int, int]
"""The codes of an entry, lowest and highest, and where it stands among the entries, from and to, in bytes."""


class _Compiled(Frozen):
    """The first line of a compiled pack.

    `chapters` has the places of the entries that speak of a chapter, as JSON: one look-up reads one of them. `ends` are
    where each entry ends among those that follow, in bytes, and `size` where the last one does.
    """

    agreement: Agreement
    glossary: msgspec.Raw
    name: str
    title: str
    edition: int
    chapters: dict[str, msgspec.Raw]
    ends: msgspec.Raw
    size: int


class CompiledRuleBook:
    """A rule book over a compiled pack; entries are decoded when they are asked for, once."""

    def __init__(self, compiled: _Compiled, data: mmap.mmap, start: int) -> None:
        """Takes the first line as it was read, and the whole file as it stands, with the place of the first entry."""
        self.name, self.title, self.edition = compiled.name, compiled.title, compiled.edition
        self._chapters, self._ends, self._data, self._start = compiled.chapters, compiled.ends, data, start
        self._places: dict[str, tuple[Place, ...]] = {}
        self._decoded: dict[int, t.Entry] = {}

    def entries_for(self, code: HsCode) -> tuple[t.Entry, ...]:
        """The entries whose product codes overlap the code, in the order of the list."""
        first, last = code.first, code.last
        wanted = {(start, end) for low, high, start, end in self._chapter(code) if low <= last and first <= high}
        return tuple([self._entry(start, end) for start, end in sorted(wanted)])

    def entries(self) -> Iterable[t.Entry]:
        """All entries, in the order of the list."""
        ends = from_json(tuple[int, ...], self._ends)
        return tuple([self._entry(start, end) for start, end in pairwise((0, *ends))])

    def _chapter(self, code: HsCode) -> tuple[Place, ...]:
        chapter = code.digits[:2]
        found = self._places.get(chapter)
        if found is None:
            data = self._chapters.get(chapter)
            found = self._places[chapter] = from_json(tuple[Place, ...], data) if data is not None else ()
        return found

    def _entry(self, start: int, end: int) -> t.Entry:
        found = self._decoded.get(start)
        if found is None:
            data = self._data[self._start + start : self._start + end]
            found = self._decoded[start] = from_json(t.Entry, data)
        return found


def _read_compiled(file: Path) -> Law | None:
    """The law of a compiled file; None where there is none, or it is not whole.

    The file is mapped: of the entries, only those that are asked for are ever read. Files are replaced, never changed.
    """
    try:
        with file.open("rb") as stream:
            data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        start = data.find(b"\n") + 1
        compiled = from_json(_Compiled, data[:start])
        glossary = _glossary(bytes(compiled.glossary))
    except (OSError, ValueError, msgspec.DecodeError):  # a ValueError: there is nothing in it
        return None
    if len(data) - start != compiled.size:
        return None
    return Law(compiled.agreement, CompiledRuleBook(compiled, data, start), glossary)


@lru_cache(maxsize=2)
def _glossary(data: bytes) -> Glossary:
    """The glossary, which all packs have in common."""
    return from_json(Glossary, data)


def _write(file: Path, law: Law) -> None:
    """Writes the compiled pack of a law."""
    entries = list(law.rules.entries())
    texts = [to_json(entry) for entry in entries]
    ends, body = tuple(accumulate(map(len, texts))), b"".join(texts)
    chapters: dict[str, list[Place]] = {}
    for entry, (start, end) in zip(entries, pairwise((0, *ends)), strict=True):
        for part in entry.products:
            for chapter in range(int(part.first.digits[:2]), int(part.last.digits[:2]) + 1):
                chapters.setdefault(f"{chapter:02}", []).append((part.low, part.high, start, end))
    compiled = _Compiled(
        law.agreement,
        msgspec.Raw(to_json(law.glossary)),
        law.rules.name,
        law.rules.title,
        law.rules.edition,
        {chapter: msgspec.Raw(to_json(places)) for chapter, places in chapters.items()},
        msgspec.Raw(to_json(ends)),
        len(body),
    )
    write_whole(file, to_json(compiled) + b"\n" + body, law.agreement.id)


def write_whole(file: Path, data: bytes, name: str) -> None:
    """Writes beside and renames, so that no reader ever meets half a file; older forms of that name are removed.

    A cache that cannot be written is no problem.
    """
    import tempfile

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=file.parent, prefix=".compiling-")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(beside).replace(file)
        for old in file.parent.glob(f"{name}-{'?' * 24}.json"):
            if old != file:
                old.unlink(missing_ok=True)
    except OSError:
        return
