"""What the notes of an agreement define for its rules: written by hand beside the list, which an import takes in.

A list may speak of "the process rule" or "standard QVC", whose meaning stands in a note. A name that nothing at hand
defines stands for wording, and is undetermined.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from origin.language import tree as t
from origin.language.parser import parse_rule_list
from origin.language.walk import words
from origin.problems import Problem, Read

FILE = "definitions.psr"
_HEADER = 'list definitions "Definitions" on HS 2022;'


def read_definitions(folder: Path) -> Read[dict[str, tuple[t.Definition, ...]]]:
    """The definitions that stand in a folder of agreements, by agreement."""
    found: dict[str, tuple[t.Definition, ...]] = {}
    problems: list[Problem] = []
    for file in sorted(folder.glob(f"*/{FILE}")):
        read = parse_rule_list(f"{_HEADER} {file.read_text(encoding='utf-8')}", f"{file.parent.name}/{FILE}")
        problems += read.problems
        if read.value is not None:
            found[file.parent.name] = read.value.definitions
    return Read(None if problems else found, tuple(problems))


def defined(entries: Iterable[t.Entry], known: Iterable[t.Definition]) -> tuple[t.Definition, ...]:
    """The definitions that entries use, those that they rest on included; a name nobody defines stands for wording."""
    wanted = _names(one.test for entry in entries for one in entry.rule.alternatives)
    kept: list[t.Definition] = []
    for definition in reversed(tuple(known)):
        if definition.name in wanted:
            kept.append(definition)
            wanted |= _names((definition.test,))
    told = {definition.name for definition in kept}
    wording = "the published data does not say what this is: {}"
    unknown = [t.Definition(name, t.Text(wording.format(name.replace("-", " ")))) for name in sorted(wanted - told)]
    return (*unknown, *reversed(kept))


def _names(tests: Iterable[t.Test]) -> set[str]:
    return {named.defined for test in tests for named in words(test) if named.defined is not None}
