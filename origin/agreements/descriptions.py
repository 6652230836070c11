"""Which entries of a rule list speak for a product, once for each description that the list tells apart."""

from __future__ import annotations

from typing import NamedTuple

from origin.agreements.agreement import DescribedByCode
from origin.language import tree as t
from origin.nomenclature.code import HsCode


class Described(NamedTuple):
    """The entries that speak for a product of one description; no option where the list tells none apart."""

    option: str | None
    label: str | None
    entries: tuple[t.Entry, ...]


def by_description(
    entries: tuple[t.Entry, ...], code: HsCode, known: tuple[DescribedByCode, ...] = (), option: str | None = None
) -> tuple[Described, ...]:
    """One for each description that the entries tell apart; entries without one go with every description.

    Only the stated option is left where there is one, or the one that the code itself decides (`known`).
    """
    labels = {entry.option: entry.label for entry in entries if entry.option is not None}
    if not labels:
        return (Described(None, None, entries),)
    decided = next((one.option for one in known if one.option in labels and one.products.contains(code)), option)
    wanted = [decided] if decided is not None and _known(decided, labels) else list(labels)
    return tuple(
        Described(name, labels.get(name), tuple([entry for entry in entries if _speaks_for(entry, name)]))
        for name in wanted
    )


def _known(option: str, labels: dict[str, str | None]) -> bool:
    """True for an option of the list, or one within it ("other.tuna" where the list has "other")."""
    return any(option == known or option.startswith(f"{known}.") for known in labels)


def _speaks_for(entry: t.Entry, option: str | None) -> bool:
    """True for entries of that description, of one that includes it ("other" for "other.tuna"), or of none."""
    if entry.option is None or option is None:
        return True
    return entry.option == option or option.startswith(f"{entry.option}.")
