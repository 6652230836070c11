"""Packs parsed ahead of time: one file per agreement in the user's cache, and only the entries asked for are decoded.

A compiled pack is a line of JSON, followed by its entries, each in JSON. Its name carries a fingerprint of everything
it was made from, the modules that define its types included, so that an edited pack is compiled anew and nothing stale
is read.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
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

FORM = 2
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


def load_laws(folder: Path | None = None) -> Iterator[Read[Law]]:
    """The law of every agreement, as `load_law` finds each, in order of their ids."""
    root = folder or data_folder("agreements")
    common = _Fingerprint(root)
    for agreement in agreement_ids(root):
        yield _load(agreement, root, common)


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
        self._digest = hashlib.sha256(f"{__version__} {LANGUAGE_VERSION} {FORM}".encode())
        grammar = data_folder("grammar")
        terms = (grammar / "psr.lark", grammar / "glossary.yaml")
        _add(self._digest, (*common_files(root), *terms, *shaping_files()))

    def file(self, agreement: str) -> Path:
        """Where the compiled pack of an agreement stands."""
        digest = self._digest.copy()
        _add(digest, files_of(agreement, self._root))
        return self._cache / f"{agreement}-{digest.hexdigest()[:24]}.json"


def _add(digest: hashlib._Hash, files: Iterable[Path]) -> None:
    for path in files:
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")


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


class _Compiled(Frozen):
    """The first line of a compiled pack.

    `ends` are where each entry ends among those that follow, in bytes. `index` has the number of an entry with each
    span of its product codes.
    """

    agreement: Agreement
    glossary: msgspec.Raw
    name: str
    title: str
    edition: int
    index: tuple[tuple[int, int, int], ...]
    ends: tuple[int, ...]


class CompiledRuleBook:
    """A rule book over a compiled pack; entries are decoded when they are asked for, once."""

    def __init__(self, compiled: _Compiled, entries: bytes) -> None:
        """Takes the first line as it was read, and the entries as they stand."""
        self.name, self.title, self.edition = compiled.name, compiled.title, compiled.edition
        self._index, self._ends, self._entries = compiled.index, compiled.ends, entries
        self._decoded: dict[int, t.Entry] = {}

    def entries_for(self, code: HsCode) -> tuple[t.Entry, ...]:
        """The entries whose product codes overlap the code, in the order of the list."""
        first, last = code.first, code.last
        wanted = sorted({number for number, low, high in self._index if low <= last and first <= high})
        return tuple([self._entry(number) for number in wanted])

    def entries(self) -> Iterable[t.Entry]:
        """All entries, in the order of the list."""
        return tuple([self._entry(number) for number in range(len(self._ends))])

    def _entry(self, number: int) -> t.Entry:
        found = self._decoded.get(number)
        if found is None:
            start = self._ends[number - 1] if number else 0
            found = self._decoded[number] = from_json(t.Entry, self._entries[start : self._ends[number]])
        return found


def _read_compiled(file: Path) -> Law | None:
    """The law of a compiled file; None where there is none, or it is not whole."""
    try:
        first, _, entries = file.read_bytes().partition(b"\n")
        compiled = from_json(_Compiled, first)
        glossary = _glossary(bytes(compiled.glossary))
    except (OSError, msgspec.DecodeError):
        return None
    if len(entries) != (compiled.ends[-1] if compiled.ends else 0):
        return None
    return Law(compiled.agreement, CompiledRuleBook(compiled, entries), glossary)


@lru_cache(maxsize=2)
def _glossary(data: bytes) -> Glossary:
    """The glossary, which all packs have in common."""
    return from_json(Glossary, data)


def _write(file: Path, law: Law) -> None:
    """Writes the compiled pack of a law."""
    entries = list(law.rules.entries())
    texts = [to_json(entry) for entry in entries]
    compiled = _Compiled(
        law.agreement,
        msgspec.Raw(to_json(law.glossary)),
        law.rules.name,
        law.rules.title,
        law.rules.edition,
        tuple([(number, part.low, part.high) for number, entry in enumerate(entries) for part in entry.products]),
        tuple(accumulate(map(len, texts))),
    )
    write_whole(file, to_json(compiled) + b"\n" + b"".join(texts), law.agreement.id)


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
