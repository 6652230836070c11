"""How far the rule list of each imported pack was read: `agreements/coverage.yaml`, which an import keeps."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from origin.agreements.pack_values import read_values
from origin.agreements.registry import read_yaml
from origin.data_folder import data_folder
from origin.frozen import Frozen
from origin.problems import Read

FILE = "coverage.yaml"


class Coverage(Frozen):
    """How many entries of a rule list were read how far.

    `with_choice`: fully, with a recorded reading where the published copy leaves it open. `partly`: some of the wording
    is kept as text and undetermined. `without_rule`: no rule is published for these products.
    """

    entries: int
    fully: int
    with_choice: int = 0
    partly: int = 0
    without_rule: int = 0


class _File(Frozen):
    agreements: Mapping[str, Coverage]


def read_coverage(folder: Path | None = None) -> Read[Mapping[str, Coverage]]:
    """The coverage of every imported pack of a folder, by agreement; none where nothing was imported."""
    file = (folder or data_folder("agreements")) / FILE
    if not file.is_file():
        return Read({})
    data, problems = read_yaml(file)
    if problems:
        return Read(None, problems)
    found, mistakes = read_values(_File, {"agreements": data or {}}, FILE)
    return Read(found.agreements if found is not None else None, mistakes)


def coverage_text(known: Mapping[str, Coverage]) -> str:
    """The file as it is written, a line for each agreement."""
    lines = ["# How far each rule list was read: entries fully read, with a recorded choice, partly, without a rule."]
    for agreement, found in sorted(known.items()):
        counts = ", ".join(f"{name}: {getattr(found, name)}" for name in found.__struct_fields__)
        lines.append(f"{agreement}: {{{counts}}}")
    return "\n".join(lines) + "\n"
