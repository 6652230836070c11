"""Agreements without their rule lists: what a claim, a proof or a case needs, at a fraction of the cost of the law.

All of them stand together in one file of the cache, whose name changes with every byte they are made from.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from origin import __version__
from origin.agreements.agreement import Agreement
from origin.agreements.compiled import cache_folder, common_files, shaping_files, write_whole
from origin.agreements.registry import agreement_ids, files_of_agreement, read_agreement
from origin.data_folder import data_folder
from origin.language.plain import from_json, to_json
from origin.problems import Problem, Read


def load_agreements(folder: Path | None = None) -> Read[tuple[Agreement, ...]]:
    """Every agreement of the data folder, in order of their ids; the problems are those of all packs."""
    root = folder or data_folder("agreements")
    file = _file(root)
    try:
        return Read(from_json(tuple[Agreement, ...], file.read_bytes()))
    except (OSError, msgspec.DecodeError):
        pass
    problems: list[Problem] = []
    found: list[Agreement] = []
    for name in agreement_ids(root):
        read = read_agreement(root / name / "agreement.yaml")
        problems.extend(read.problems)
        if read.value is not None:
            found.append(read.value)
    if len(found) < len(agreement_ids(root)):
        return Read(None, tuple(problems))
    write_whole(file, to_json(tuple(found)), "all-agreements")
    return Read(tuple(found), tuple(problems))


def load_agreement(name: str, folder: Path | None = None) -> Read[Agreement]:
    """One agreement; an unknown id is a problem that names the nearest ones."""
    from origin.agreements.registry import unknown_agreement

    root = folder or data_folder("agreements")
    known = agreement_ids(root)
    if name not in known:
        return Read(None, (unknown_agreement(name, known),))
    return read_agreement(root / name / "agreement.yaml")


def _file(root: Path) -> Path:
    digest = hashlib.sha256(__version__.encode())
    own = [path for name in agreement_ids(root) for path in files_of_agreement(name, root)]
    for path in (*own, *common_files(root), *shaping_files()):
        digest.update(f"{path.parent.name}/{path.name}\0".encode() + path.read_bytes() + b"\0")
    return cache_folder() / f"all-agreements-{digest.hexdigest()[:24]}.json"
