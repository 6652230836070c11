"""Writes what is covered into README.md and docs/coverage.md, from the packs: python -m tests.coverage_table."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from origin.agreements.compiled import load_law
from origin.agreements.coverage import read_coverage
from origin.agreements.lint.coverage import unruled
from origin.agreements.lint.subject import RuleListSubject
from origin.agreements.registry import agreement_ids
from origin.explanation.agreement_sheet import agreements_record

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
PAGE = ROOT / "docs" / "coverage.md"
START, END = "<!-- coverage: make coverage-table -->\n", "<!-- end of coverage -->\n"

_HEAD = """# What is covered

Written from the packs by `make coverage-table`; `origin agreements show ID` tells all that a pack holds and lacks.

- *List*: encoded by hand and compared with what was published; imported from the published copy by machine; or
  replicated from a list that was made after the same model.
- *Read*: entries of the list whose wording the rule says wholly / so, with a reading recorded / left open or in part.
- *No rule*: subheadings of the list's edition for which the pack has no rule: the list as published, or the part of it
  that was at hand, has none. A product of such a code stays undetermined.
- *Provisions*: kinds of general provision (tolerances, cumulation, absorption ...) that the pack states. A pack with
  none judges by the rule list alone: no tolerance, no cumulation, no insufficient operations.
- *Proofs* and *verification*: whether the pack says which papers prove origin, and how a claim is verified.
- *Not modelled*, *not confirmed*: points that the pack itself says it leaves out, or has from no primary source.

"""


def records() -> list[dict[str, Any]]:
    """What each pack holds, as `origin agreements list --json` tells it."""
    coverage = read_coverage().value
    assert coverage is not None
    laws = [law for name in agreement_ids() if (law := load_law(name).value) is not None]
    found: list[dict[str, Any]] = agreements_record(laws, coverage)["agreements"]
    for law, one in zip(laws, found, strict=True):
        one["unruled"] = len(unruled(RuleListSubject.of(law, {})))
    return found


def _row(cells: list[Any]) -> str:
    return f"| {' | '.join(str(cell).replace('-', ' ') if cells[0] in _FIRST else str(cell) for cell in cells)} |"


_FIRST = ("agreement", "packs")
"""What the first cell of a row of headings says; hyphens hold the words of its cells together."""


def page(packs: list[dict[str, Any]]) -> str:
    """The page with a row for each pack."""
    rows = [
        _row(
            "agreement applies HS list read no-rule provisions proofs verification not-modelled not-confirmed".split()
        ),
        _row(["---"] * 11),
    ]
    for one in packs:
        days = (
            f"since {one['valid_from']}"
            if one["valid_until"] is None
            else f"{one['valid_from']} to {one['valid_until']}"
        )
        read = f"{one['fully']} / {one['with_choice']} / {one['partly'] + one['without_rule']}"
        name = f"{one['title']} (`{one['id']}`)" + (", one way" if one["one_way"] else "")
        figures = [
            read,
            one["unruled"] or "",
            one["provisions"] or "none",
            one["proofs"] or "none",
            "yes" if one["verification"] else "none",
        ]
        cells = [name, days, one["edition"], one["provenance"], *figures, one["not_modelled"], one["not_confirmed"]]
        rows.append(_row(cells))
    return _HEAD + "\n".join(rows) + "\n"


def summary(packs: list[dict[str, Any]]) -> str:
    """The table of the front page: the packs by where their lists come from."""
    what = {
        "encoded": "encoded by hand",
        "imported": "imported from the published lists of the United Kingdom",
        "replicated": "of the European Union, replicated from those",
    }
    rows = [
        _row("packs number entries-read-wholly with-a-reading left-open provisions proofs verification".split()),
        _row(["---"] * 8),
    ]
    for provenance, words in what.items():
        some = [one for one in packs if one["provenance"] == provenance]
        total = Counter[str]()
        for one in some:
            total.update(full=one["fully"], choice=one["with_choice"], open=one["partly"] + one["without_rule"])
            total.update(provisions=bool(one["provisions"]), proofs=bool(one["proofs"]), check=one["verification"])
        read = [f"{total[name]:,}" for name in ("full", "choice", "open")]
        stated = [f"{total[name]} of {len(some)}" for name in ("provisions", "proofs", "check")]
        rows.append(_row([words, len(some), *read, *stated]))
    return "\n".join(rows) + "\n"


def with_summary(text: str, packs: list[dict[str, Any]]) -> str:
    """The front page with the table of today."""
    before, rest = text.split(START)
    return before + START + summary(packs) + END + rest.split(END)[1]


if __name__ == "__main__":
    found = records()
    PAGE.write_text(page(found), encoding="utf-8")
    README.write_text(with_summary(README.read_text(encoding="utf-8"), found), encoding="utf-8")
