"""The glossary, the published wordings that lead to it, and the definitions of lists: that they fit one another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml

from origin.agreements.registry import read_glossary
from origin.data_folder import data_folder
from origin.language import tree as t
from origin.language.check import check_rule
from origin.language.glossary import Glossary, NamedMaterial
from origin.language.legal.definitions import ListNotes, notes_of
from origin.language.legal.read import read_rule_set
from origin.language.legal.reading import PublishedRule
from origin.language.legal.wordings import wordings
from origin.language.notation import rule_text
from origin.nomenclature.code import HsCode
from origin.nomenclature.code_range import HsRange
from origin.nomenclature.code_set import HsSet
from origin.nomenclature.edition import edition

SCHEMES = tuple(yaml.safe_load((data_folder("grammar") / "definitions.yaml").read_text(encoding="utf-8"))["schemes"])


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    """The glossary of the data folder."""
    read = read_glossary()
    assert read.value is not None
    return read.value


def materials(glossary: Glossary) -> Iterator[tuple[str, NamedMaterial]]:
    """All named materials with their terms."""
    yield from glossary.materials.items()


def read(text: str, heading: str = "") -> str:
    """The notation of a published rule for a heading."""
    reading = read_rule_set([PublishedRule(text)], (HsRange.of(HsCode(heading)),) if heading else ())
    assert reading.unread == ()
    (rule,) = reading.rules
    return rule_text(rule.rule)


# -- the glossary ----------------------------------------------------------------------------------------------------


def test_earlier_stages_are_none_of_the_material_itself(glossary: Glossary) -> None:
    """No code is both where a material is classified and a stage before it."""
    both = {
        term
        for term, entry in materials(glossary)
        if entry.codes is not None and entry.earlier is not None and not (entry.codes & entry.earlier).is_empty
    }
    assert both == set()


def test_what_is_certain_is_part_of_the_codes(glossary: Glossary) -> None:
    """Codes of which every material is one are among the codes, and stated only where that does not hold of all."""
    for term, entry in materials(glossary):
        if entry.certain is not None:
            assert entry.codes is not None, term
            assert not entry.exact, term
            assert entry.certain.is_subset(entry.codes), term
            assert not entry.codes.is_subset(entry.certain), term
            ends = {end for part in entry.certain.ranges for end in (part.first, part.last)}
            assert set() == {end for end in ends if not edition(2017).has(end)}, term


def test_labels_tell_terms_apart(glossary: Glossary) -> None:
    """No two materials and no two operations have the same label, so that a label can be read back."""
    for entries in (glossary.materials, glossary.processes):
        labels = [entry.label.casefold() for entry in entries.values()]
        assert sorted(set(labels)) == sorted(labels)


@pytest.mark.parametrize(
    "term", ["yarn", "single-yarn", "fabric", "uncoated-fabric", "textile-fibres", "chemical-materials", "textile-pulp"]
)
def test_textile_inputs_restrict_nothing_outside_section_xi(glossary: Glossary, term: str) -> None:
    """EU-style note 6.2: materials outside chapters 50 to 63 are used freely."""
    concerns = glossary.materials[term].concerns
    assert concerns is not None
    assert concerns.same_as(HsSet((HsRange(HsCode("50"), HsCode("63")),)))


@pytest.mark.parametrize(
    ("term", "allowed", "shut_out"),
    [
        ("yarn", "5203 5503 5205.11 5605 5001", "5208.11 5603 5601 6001 6217"),
        ("natural-fibres-not-prepared-for-spinning", "5201 5101 5001 5301.10", "5203 5105 5205.11 5503"),
        ("man-made-staple-fibres-not-prepared-for-spinning", "5503 5501 5505", "5506 5509.11 5201"),
        ("raw-silk-or-prepared-silk-waste", "5001 5002 5003", "5004 5101"),
        ("chemical-materials", "", "5503 5402 5201"),
        ("fabric", "5208.11 5603 5205.11 5503", "6203 5608"),
        ("uncoated-fabric", "5208.11 5402", "5903 5901"),
        ("single-yarn", "5205.11 5201", "5205.31 5204 5208.11"),
        ("paper-making-materials-of-chapter-47", "4703 4707", "4802 4810"),
    ],
)
def test_a_stage_and_those_before_it(glossary: Glossary, term: str, allowed: str, shut_out: str) -> None:
    """EU-style notes 3.2 and 3.5: an earlier stage is allowed, a later one and another kind are not."""
    entry = glossary.materials[term]
    assert entry.codes is not None
    assert entry.concerns is not None
    reach = entry.codes | (entry.earlier or HsSet())
    for code in map(HsCode, allowed.replace(".", "").split()):
        assert HsSet((HsRange.of(code),)).is_subset(reach), code
    for code in map(HsCode, shut_out.replace(".", "").split()):
        assert (HsSet((HsRange.of(code),)) & reach).is_empty, code
        assert HsSet((HsRange.of(code),)).is_subset(entry.concerns), code


# -- the wordings ----------------------------------------------------------------------------------------------------


def test_every_term_of_the_wordings_exists(glossary: Glossary) -> None:
    """A published name leads to a term of the glossary, to codes, or to a quotation."""
    known = wordings()
    named = {
        item.name
        for items in known.materials.values()
        for item in items
        if isinstance(item, t.Named) and not item.quoted
    }
    assert set() == named - set(glossary.materials) - set(glossary.basic_textile_materials)
    operations = [operation for options in known.operations.values() for operation in options]
    operations += [one.operation for one in known.defined.values()]
    terms = {operation.term for operation in operations if not operation.quoted}
    terms |= {term for _, changed in known.by_product for pair in changed.items() for term in pair}
    assert set() == terms - set(glossary.processes)
    worked_on = {
        item.name
        for operation in operations
        for item in operation.inputs
        if isinstance(item, t.Named) and not item.quoted
    }
    assert set() == worked_on - set(glossary.materials)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("2710", "done(refining or specific-process-for-petroleum-products)"),
        ("2712", "done(refining or specific-process-for-petroleum-products)"),
        ("2713", "done(refining or specific-process)"),
        ("2901", "done(refining or specific-process)"),
    ],
)
def test_specific_processes_differ_by_heading(heading: str, expected: str) -> None:
    """EU-style notes 7.1 and 7.2 list other specific processes for 2710 to 2712 than for the rest."""
    assert expected == read("Operations of refining and/or one or more specific process(es).", heading)


def test_an_operation_that_a_note_defines() -> None:
    """Printing as a standalone operation is the test of the notes; in a chain the printing keeps its place."""
    assert read("Printing (as standalone operation).") == "printing-standalone"
    chain = "Making-up including cutting of fabric preceded by printing (as standalone operation)."
    assert read(chain) == "done(printing then making-up) and printing-standalone"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Freezing of prawns.", 'done("Freezing of prawns")'),
        ("Calcination of bauxite of heading 2606.", 'done(calcination["bauxite" of 2606])'),
        ("Smoking or salting of fish.", 'done(smoking or "salting of fish")'),
    ],
)
def test_an_operation_that_the_glossary_lacks_is_quoted(text: str, expected: str) -> None:
    """An operation without a term is kept in its words, and one that has a term keeps what it is worked on."""
    assert expected == read(text)


# -- the definitions of lists ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", SCHEMES)
def test_definitions_make_sense(scheme: str, glossary: Glossary) -> None:
    """Definitions use known terms, alternatives are defined tests for codes that exist, other terms are known."""
    notes = notes_of(scheme)
    for definition in notes.definitions:
        rule = t.Rule((t.Alternative(definition.test),))
        assert check_rule(rule, glossary, definitions=notes.definitions) == ()
        assert definition.citation
    assert set() == {one.test for one in notes.alternatives} - {one.name for one in notes.definitions}
    for one in notes.alternatives:
        ends = [end for part in one.products.ranges for end in (part.first, part.last)]
        assert [end for end in ends if not edition(2017).has(end)] == []
    assert {*notes.terms, *notes.terms.values()} <= set(glossary.materials) | set(glossary.processes)


def test_a_scheme_without_notes() -> None:
    """A list whose notes add nothing has nothing added."""
    assert ListNotes() == notes_of("none")
