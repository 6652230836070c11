"""Short names of headings and chapters, in the toolkit's own words."""

from __future__ import annotations

from functools import cache

from origin.nomenclature.code import HsCode
from origin.nomenclature.table_files import rows


def label(code: HsCode) -> str | None:
    """What a person in trade calls the goods: the heading's label, else the chapter's; None where neither has one."""
    labels = _labels()
    return labels.get(code.digits[:4]) or labels.get(code.digits[:2])


def all_labels() -> tuple[str, ...]:
    """Every label there is."""
    return tuple(_labels().values())


@cache
def _labels() -> dict[str, str]:
    """The labels by heading or chapter."""
    return {code: text for code, _, text in (row.partition("\t") for row in rows("labels.tsv"))}
