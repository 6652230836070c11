"""The published EU-UK list, read by machine, beside the list that was encoded by hand from the same copy."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from origin.agreements.publication import reading
from origin.agreements.publication.context import read_context
from origin.agreements.publication.importer import own_list, read_lists
from origin.agreements.publication.source import read_file
from origin.agreements.registry import read_law
from origin.agreements.rule_book import with_definitions
from origin.data_folder import data_folder
from origin.language import tree as t
from origin.language.legal import read_rule_set
from origin.language.notation import rule_text

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus" / "dev" / "eu.jsonl"

DIFFERENT = {
    "2402.20": "the encoder left a gloss of the code out",
    "2710": "the encoder named the biodiesel that is otherwise obtained",
    "2901.10-2905.42": "the publisher gives one rule as two rule sets, which the encoder joined",
    "5603.11-5603.14": "the encoder wrote one alternative for each input",
    "5603.91-5603.94": "the encoder wrote one alternative for each input",
    "5810": "the order of the parts",
    "7106": "the encoder put the metals into the scope of what is undergone",
    "7108": "the encoder put the metals into the scope of what is undergone",
    "7110": "the encoder put the metals into the scope of what is undergone",
    "7601": "the order of the parts",
    "8205.90": "the encoder left a gloss of the code out",
    "8206": "the encoder left a gloss of the code out",
    "8507": "the encoder wrote the days as they were amended, the publisher prints the first ones",
    "8702-8704": "the encoder added the hybrids that the published copy leaves out, and the days as amended",
}
"""Codes whose rules differ, and why; no difference is a reading of the wording that is wrong."""


def plain(node: Any) -> Any:
    """A rule with its definitions worked in, all-of in all-of taken as one, and quotas without their names."""
    if isinstance(node, tuple):
        return tuple(map(plain, node))
    if isinstance(node, t.Defined) and node.test is not None:
        return plain(node.test)
    if not isinstance(node, t.Rule | t.Alternative | t.AllOf | t.AnyOf | t.Allow):
        return node
    changed = {name: plain(getattr(node, name)) for name in node.__struct_fields__}
    if isinstance(node, t.AllOf):
        parts = [part.tests if isinstance(part, t.AllOf) else (part,) for part in changed["tests"]]
        changed["tests"] = tuple(part for group in parts for part in group)
    if isinstance(node, t.Alternative) and node.quota is not None:
        changed["quota"] = "quota"
    return replace(node, **changed)


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_file(), reason="the published copy of the rules is not at hand")
def test_the_machine_reads_what_the_encoder_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both lists have the same codes, and where both say all of the wording they say the same, but for known cases."""
    monkeypatch.setattr(reading, "read_rule_set", read_rule_set)
    published = read_file(CORPUS).value
    context = read_context(CORPUS.parents[1], data_folder("agreements"), ["eu"]).value
    law = read_law("eu-uk").value
    assert published is not None
    assert context is not None
    assert law is not None
    (imported,) = read_lists([published], context, processes=1)
    by_hand, by_machine = defaultdict(list), defaultdict(list)
    for entry in law.rules.entries():
        by_hand[", ".join(map(str, entry.products))].append(plain(entry.rule))
    for entry in with_definitions(own_list(imported, context, {})):
        by_machine[", ".join(map(str, entry.products))].append(plain(entry.rule))
    assert set(by_hand) == set(by_machine)
    different = {
        codes
        for codes, rules in by_hand.items()
        if rules != by_machine[codes] and not any('text("' in rule_text(rule) for rule in by_machine[codes])
    }
    assert different == set(DIFFERENT)
