"""The forms of the numbers that identify an exporter on a proof of origin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from origin.agreements.data_file import read_data
from origin.data_folder import data_folder, shared
from origin.frozen import Frozen
from origin.problems import Place, Problem, Read


class NumberForm(Frozen):
    """The form of one kind of number: a regular expression over its capitals, and its length at most.

    Where `country`, its first two letters are a country of the exporting party. `confirmed` is False where the form
    was not read in the law.
    """

    kind: str
    label: str
    pattern: str
    example: str
    source: str
    longest: int = 35
    country: bool = False
    needs_digit: bool = False
    confirmed: bool = True

    def fits(self, number: str) -> bool:
        """True where the number, in capitals and without spaces, has this form."""
        return (
            len(number) <= self.longest
            and re.fullmatch(self.pattern, number) is not None
            and (not self.needs_digit or any(sign.isdigit() for sign in number))
        )


class _Forms(Frozen):
    numbers: tuple[NumberForm, ...]


def load_number_forms(folder: Path | None = None) -> Read[Mapping[str, NumberForm]]:
    """The forms by kind; read once."""
    return _read(shared(folder or data_folder("agreements"), "exporter-numbers.yaml"))


@cache
def _read(path: Path) -> Read[Mapping[str, NumberForm]]:
    read = read_data(path, _Forms)
    if read.value is None:
        return Read(None, read.problems)
    wrong = tuple(_bad(form, path.name) for form in read.value.numbers if not _compiles(form.pattern))
    return Read(None, wrong) if wrong else Read({form.kind: form for form in read.value.numbers})


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _bad(form: NumberForm, file: str) -> Problem:
    return Problem("pattern", "this is not a regular expression", Place(file, field=form.kind), form.pattern)
